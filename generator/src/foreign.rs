//! Foreign text, made harmless in each form that it is shown in: names and descriptions of metadata, names of files,
//! lists of permissions.
//!
//! Logs read commands out of lines: GitHub Actions `::error::` at the start of one and `##[error]` anywhere in it, Azure
//! Pipelines `##vso[`, others the like. Terminals obey control characters, and bidirectional ones reorder what
//! a reader sees.

/// What stands for a character that is not shown.
const HIDDEN: char = '\u{fffd}';

/// Tells whether a character is an instruction rather than text: controls, ends of lines among them, and
/// formatting characters.
pub fn is_hidden(c: char) -> bool {
    c.is_control() || is_invisible(c) || matches!(c, '\u{2028}' | '\u{2029}')
}

/// Formatting characters: bidirectional controls, zero-width ones, tags, the byte order mark.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e007f}')
}

/// Returns the text as one line of prose.
///
/// ```
/// use msgraph_generator::foreign::line;
/// assert_eq!(line("a\n::error::b ##[error]\u{202e}"), "a\u{fffd}::error::b # [error]\u{fffd}");
/// assert_eq!(line("::error::a"), ": error::a");
/// ```
pub fn line(text: &str) -> String {
    without_command(text.replace(is_hidden, HIDDEN.encode_utf8(&mut [0; 4])))
}

/// Returns prose of several lines. It has no styles of its own, so all escapes are foreign.
pub fn lines(text: &str) -> String {
    each_line(text, |line| {
        let is_hidden = |c| is_hidden(c) && c != '\t';
        line.replace(is_hidden, HIDDEN.encode_utf8(&mut [0; 4]))
    })
}

/// Returns prose of several lines with colours: ANSI sequences of styles stay, all other ones go.
pub fn styled(text: &str) -> String {
    each_line(text, |line| {
        let mut rest = line;
        let mut harmless = String::with_capacity(line.len());
        while let Some(c) = rest.chars().next() {
            let style = style_length(rest);
            let length = style.unwrap_or(c.len_utf8());
            if style.is_some() || !is_hidden(c) || c == '\t' {
                harmless.push_str(rest.get(..length).unwrap_or_default());
            } else {
                harmless.push(HIDDEN);
            }
            rest = rest.get(length..).unwrap_or_default();
        }
        harmless
    })
}

/// Returns the text, of which each form has made the characters harmless, without commands in its lines.
pub(crate) fn without_commands(text: &str) -> String {
    each_line(text, str::to_owned)
}

/// Returns a JSON text with the same meaning. What is escaped can only be in strings.
pub fn json(text: &str) -> String {
    let mut harmless = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '[' if opens_command(&harmless) => harmless.push_str("\\u005b"),
            c if is_hidden(c) && !matches!(c, '\n' | '\r' | '\t') => {
                for unit in c.encode_utf16(&mut [0; 2]) {
                    harmless.extend(format!("\\u{unit:04x}").chars());
                }
            }
            c => harmless.push(c),
        }
    }
    harmless
}

/// Returns the text as a basic string of TOML, with its quotes.
pub fn toml(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            c if is_hidden(c) => quoted.extend(format!("\\U{:08X}", u32::from(c)).chars()),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

/// Returns the text for elements and quoted attributes of HTML and SVG.
pub(crate) fn markup(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            '[' if opens_command(&escaped) => escaped.push_str("&#91;"),
            c if is_hidden(c) => escaped.push(HIDDEN),
            c => escaped.push(c),
        }
    }
    escaped
}

/// Appends the text to XML, for elements and quoted attributes: whoever reads it gets the same text. Ends of lines are
/// references, because readers turn them into blanks (XML 3.3.3).
pub(crate) fn push_xml(text: &str, xml: &mut String) {
    for c in text.chars() {
        match c {
            '&' => xml.push_str("&amp;"),
            '<' => xml.push_str("&lt;"),
            '>' => xml.push_str("&gt;"),
            '"' => xml.push_str("&quot;"),
            '[' if opens_command(xml) => xml.push_str("&#91;"),
            c if is_hidden(c) => xml.extend(format!("&#{};", u32::from(c)).chars()),
            c => xml.push(c),
        }
    }
}

fn each_line(text: &str, harmless: impl Fn(&str) -> String) -> String {
    let lines = text.split('\n').map(|line| without_command(harmless(line)));
    lines.collect::<Vec<_>>().join("\n")
}

/// The second character of what is read as a command becomes a blank: so what stands below stays below.
fn without_command(mut line: String) -> String {
    let start = line.len() - line.trim_start().len();
    let text = line.get(start..).unwrap_or_default();
    // Three colons begin no command, but a line of rustc's about another place.
    if text.starts_with("::") && !text.starts_with(":::") {
        line.replace_range(start + 1..start + 2, " ");
    }
    for at in 1..line.len() {
        if line.get(at..).is_some_and(|text| text.starts_with('['))
            && let Some(hashes) = command_start(line.get(..at).unwrap_or_default())
        {
            line.replace_range(hashes + 1..hashes + 2, " ");
        }
    }
    line
}

/// Is a text one that a bracket makes a command of?
fn opens_command(before: &str) -> bool {
    command_start(before).is_some()
}

/// Where the hashes are that letters may follow, at the end of a text.
fn command_start(before: &str) -> Option<usize> {
    let word = before.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    word.strip_suffix("##").map(str::len)
}

/// How long the ANSI sequence of a style is that a text begins with.
fn style_length(text: &str) -> Option<usize> {
    let parameters = text.strip_prefix("\u{1b}[")?;
    let end = parameters.trim_start_matches(|c: char| c.is_ascii_digit() || c == ';');
    let end = end.strip_prefix('m')?;
    Some(text.len() - end.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOSTILE: &str = "::error::a\n \t::warning::b ##[error]c ##vso[d] ###[e] \u{1b}]0;f\u{7}\r\u{202e}\u{2028}\u{85}";

    #[test]
    fn no_line_of_prose_is_a_command() {
        for text in [lines(HOSTILE), styled(HOSTILE), line(HOSTILE)] {
            for line in text.lines() {
                assert!(!line.trim_start().starts_with("::"), "{line}");
                for command in ["##[", "##vso["] {
                    assert!(!line.contains(command), "{line}");
                }
            }
            assert!(
                !text.contains(|c| is_hidden(c) && !"\n\t".contains(c)),
                "{text:?}"
            );
        }
        assert_eq!(line(HOSTILE).lines().count(), 1);
        assert_eq!(lines(HOSTILE).lines().count(), 2);
    }

    #[test]
    fn what_is_no_command_stays_as_it_is() {
        for text in [
            "a::b",
            "# [x]",
            "## a [b]",
            "#[derive(Debug)]",
            "é\tü",
            "",
            "\n\n",
        ] {
            assert_eq!(lines(text), text);
            assert_eq!(styled(text), text);
        }
    }

    #[test]
    fn only_styles_are_kept() {
        assert_eq!(styled("\u{1b}[1;31ma\u{1b}[0m"), "\u{1b}[1;31ma\u{1b}[0m");
        for escape in [
            "\u{1b}[2J",
            "\u{1b}]0;x\u{7}",
            "\u{1b}",
            "\u{1b}[31",
            "\u{9b}31m",
        ] {
            assert!(!styled(escape).contains(['\u{1b}', '\u{9b}']), "{escape:?}");
        }
        assert!(!lines("\u{1b}[31m").contains('\u{1b}'));
    }

    #[test]
    fn what_programs_read_means_the_same() {
        let json = json(&serde_json::to_string(HOSTILE).unwrap());
        assert_eq!(serde_json::from_str::<String>(&json).unwrap(), HOSTILE);
        let toml = format!("x = {}", toml(HOSTILE));
        let table = toml::de::DeTable::parse(&toml).unwrap();
        let value = table.get_ref().get("x").and_then(|x| x.get_ref().as_str());
        assert_eq!(value, Some(HOSTILE));
        let mut xml = String::new();
        push_xml("##[a] \u{202e}\n", &mut xml);
        assert_eq!(xml, "##&#91;a] &#8238;&#10;");
        for text in [json, xml, markup(HOSTILE)] {
            assert!(!text.contains("##[") && !text.contains("##vso["), "{text}");
            assert!(!text.contains(is_hidden), "{text:?}");
        }
    }
}
