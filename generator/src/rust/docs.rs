//! Texts of the schema as Markdown that rustdoc takes without a warning.

use std::borrow::Cow;

use super::Docs;
use super::names::{Name, Style};
use crate::foreign::is_invisible;
use crate::schema::{Annotations, Expression};

const DESCRIPTION: &str = "Org.OData.Core.V1.Description";
const LONG_DESCRIPTION: &str = "Org.OData.Core.V1.LongDescription";
const REVISIONS: &str = "Org.OData.Core.V1.Revisions";

/// The descriptions of an element, then the facts about it.
pub(super) fn docs(annotations: &Annotations, facts: impl IntoIterator<Item = String>) -> Docs {
    let short = annotations
        .text(DESCRIPTION)
        .map(markdown)
        .filter(|text| !text.is_empty());
    let long = annotations
        .text(LONG_DESCRIPTION)
        .map(markdown)
        .filter(|text| !text.is_empty());
    let mut paragraphs = Vec::new();
    paragraphs.extend(short);
    paragraphs.extend(long.filter(|long| paragraphs.first() != Some(long)));
    paragraphs.extend(facts);
    Docs {
        paragraphs,
        deprecated: deprecation(annotations),
    }
}

/// Says why something is not called what its wire name would make it.
pub(super) fn naming_note(style: Style, wire: &str, name: &Name) -> Option<String> {
    if name.spells(wire) {
        return None;
    }
    let expected = style.name(wire);
    (expected != *name).then(|| {
        let (expected, wire) = (code(expected.as_str()), code(wire));
        format!("{wire} is not called {expected} here because another one reads the same.")
    })
}

/// The text of a `Core.Revisions` entry of kind `Deprecated`, with the date of removal; rustdoc takes
/// it as Markdown.
fn deprecation(annotations: &Annotations) -> Option<String> {
    let Expression::Collection(revisions) = annotations.get(REVISIONS)? else {
        return None;
    };
    let deprecated = revisions.iter().find(|revision| {
        let kind = revision.property("Kind");
        kind.is_some_and(|kind| kind.members().contains(&"Deprecated"))
    })?;
    let text = |name| match deprecated.property(name) {
        Some(Expression::Constant(_, text)) => Some(markdown(text)).filter(|text| !text.is_empty()),
        _ => None,
    };
    let removal = text("RemovalDate").map(|date| {
        let day = date.split('T').next().unwrap_or_default();
        format!("to be removed on {day}")
    });
    Some(match (text("Description"), removal) {
        (Some(note), Some(removal)) => format!("{} ({removal})", note.trim_end_matches('.')),
        (note, removal) => note
            .or(removal)
            .unwrap_or_else(|| "without a reason given".to_owned()),
    })
}

/// One line without control characters and without characters that reorder text.
fn plain(text: &str) -> Cow<'_, str> {
    let is_plain = |byte: u8| byte.is_ascii_graphic() || byte == b' ';
    if text.bytes().all(is_plain) && !text.contains("  ") {
        return Cow::Borrowed(text.trim());
    }
    let visible: String = text
        .chars()
        .map(|c| {
            if c.is_whitespace() || c.is_control() {
                ' '
            } else {
                c
            }
        })
        .filter(|&c| !is_invisible(c))
        .collect();
    Cow::Owned(visible.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// A text of the schema as one paragraph in which nothing is markup but addresses.
pub fn markdown(text: &str) -> String {
    let mut line = String::with_capacity(text.len() + 16);
    for word in plain(text).split(' ') {
        if !line.is_empty() {
            line.push(' ');
        }
        push_escaped(&mut line, word);
    }
    // What would open a heading, a list, a quote, a table or a rule at the start of the line.
    let opens_block = line.starts_with(['#', '-', '+', '=', '~', '|', ':'])
        || line
            .trim_start_matches(|c: char| c.is_ascii_digit())
            .starts_with(['.', ')'])
            && line.starts_with(|c: char| c.is_ascii_digit());
    if opens_block {
        let at = line.find(|c: char| !c.is_ascii_digit()).unwrap_or(0);
        line.insert(at, '\\');
    }
    line
}

fn push_escaped(line: &mut String, word: &str) {
    if word.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return line.push_str(word);
    }
    if let Some((before, url, after)) = split_at_address(word) {
        push_escaped(line, before);
        line.extend(["<", url, ">"]);
        return push_escaped(line, after);
    }
    for (at, c) in word.char_indices() {
        let is_edge = at == 0 || at + c.len_utf8() == word.len();
        if matches!(
            c,
            '\\' | '`' | '*' | '[' | ']' | '<' | '>' | '~' | '&' | '|' | '$'
        ) || (c == '_' && is_edge)
        {
            line.push('\\');
        }
        line.push(c);
    }
}

/// An address, and the punctuation around it, which is no part of it.
fn split_at_address(word: &str) -> Option<(&str, &str, &str)> {
    let start = word.find("https://").or_else(|| word.find("http://"))?;
    let (before, rest) = word.split_at(start);
    let end = rest.find(|c: char| !is_url_char(c)).unwrap_or(rest.len());
    let (url, after) = rest.split_at(end);
    let url = url.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'']);
    let after = rest.get(url.len()..).unwrap_or(after);
    (!url.ends_with("//")).then_some((before, url, after))
}

fn is_url_char(c: char) -> bool {
    c.is_ascii_alphanumeric() || "-._~:/?#@!$&'*+,;=%".contains(c)
}

/// Inline code that cannot be left early.
pub(crate) fn code(text: &str) -> String {
    let is_plain = |byte: u8| byte.is_ascii_graphic() && byte != b'`';
    if !text.is_empty() && text.bytes().all(is_plain) {
        return format!("`{text}`");
    }
    let text = plain(text).replace('`', "'");
    if text.is_empty() {
        "(empty)".to_owned()
    } else {
        format!("`{text}`")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_is_text() {
        assert_eq!(
            markdown("see [x](y) `z` *a* <b>"),
            r"see \[x\](y) \`z\` \*a\* \<b\>"
        );
        assert_eq!(markdown("# not a heading"), r"\# not a heading");
        assert_eq!(markdown("1. not a list"), r"1\. not a list");
        assert_eq!(
            markdown("    not code\n\n```rust\npanic!()\n```"),
            r"not code \`\`\`rust panic!() \`\`\`"
        );
        assert_eq!(
            markdown("snake_case stays, _emphasis_ does not"),
            r"snake_case stays, \_emphasis\_ does not"
        );
    }

    #[test]
    fn addresses_are_links() {
        assert_eq!(
            markdown("(see https://a.example/b?c=d)."),
            "(see <https://a.example/b?c=d>)."
        );
        assert_eq!(markdown("at http://a.example."), "at <http://a.example>.");
        assert_eq!(markdown("https:// alone"), "https:// alone");
    }

    #[test]
    fn nothing_invisible_remains() {
        assert_eq!(markdown("a\u{202e}b\u{0}c\u{200b}d"), "ab cd");
    }

    #[test]
    fn code_cannot_be_left() {
        assert_eq!(code("a`b"), "`a'b`");
    }
}
