//! Text of the metadata, made harmless: no markup, no HTML, nobody mentioned, nothing linked.

use std::fmt::Write as _;

use crate::drift::report::wording::shortened;

/// A space of no width. It keeps GitHub from seeing a mention, a reference or a URL.
const NOTHING: char = '\u{200b}';

/// A code span. Markup, HTML and mentions mean nothing in it.
pub(in crate::drift::report) fn code(text: &str) -> String {
    let text = shortened(text, usize::MAX);
    let ticks = "`".repeat(longest_run(&text) + 1);
    let is_padded = text.starts_with(['`', ' ']) || text.ends_with(['`', ' ']) || text.is_empty();
    let pad = if is_padded { " " } else { "" };
    format!("{ticks}{pad}{text}{pad}{ticks}")
}

/// A code block of these lines.
pub(super) fn fenced(language: &str, lines: &[String]) -> String {
    let longest = lines.iter().map(|line| longest_run(line)).max();
    let ticks = "`".repeat(longest.unwrap_or(0).max(2) + 1);
    let mut text = format!("{ticks}{language}\n");
    for line in lines {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{}", shortened(line, usize::MAX));
    }
    text + &ticks + "\n"
}

/// Running text of at most so many characters. What stands between backticks is code.
pub(super) fn prose(text: &str, limit: usize) -> String {
    let text = shortened(text.trim(), limit);
    // Nor a list, nor a heading that is underlined.
    let starts_a_block = |c: char| c.is_ascii_digit() || "-+=".contains(c);
    let start = text.starts_with(starts_a_block).then_some(NOTHING);
    let parts = text.split('`').enumerate();
    let parts = parts.map(|(n, part)| match n % 2 {
        1 if !part.is_empty() => code(part),
        _ => plain(part),
    });
    start.into_iter().map(String::from).chain(parts).collect()
}

fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '<' => plain.push_str("&lt;"),
            '>' => plain.push_str("&gt;"),
            '&' => plain.push_str("&amp;"),
            '\\' | '*' | '_' | '{' | '}' | '[' | ']' | '#' | '|' | '~' | '!' | '@' | ':' => {
                plain.push('\\');
                plain.push(c);
            }
            c => plain.push(c),
        }
        if matches!(c, '@' | '#' | ':') {
            plain.push(NOTHING);
        }
    }
    // `www.` is a link without a colon; `GH-1` is a reference without a number sign.
    for start in ["www.", "WWW.", "gh-", "GH-"] {
        let (head, last) = start.split_at(start.len() - 1);
        plain = plain.replace(start, &format!("{head}{NOTHING}{last}"));
    }
    plain
}

fn longest_run(text: &str) -> usize {
    let runs = text.split(|c| c != '`').map(str::len);
    runs.max().unwrap_or(0)
}
