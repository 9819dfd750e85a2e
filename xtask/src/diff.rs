//! The head of a unified diff.

use std::fmt::Write as _;

use msgraph_generator::foreign;
use similar::TextDiff;

/// How many lines are shown.
const LINES: usize = 20;

/// What would have to change in `found` for it to be `expected`; at most the first lines of it.
pub(crate) fn head(path: &str, found: &[u8], expected: &str) -> String {
    let found = String::from_utf8_lossy(found).replace("\r\n", "\n");
    let diff = TextDiff::from_lines(found.as_str(), expected);
    let unified = diff
        .unified_diff()
        .header(path, "generated anew")
        .to_string();
    let mut head = String::new();
    for line in unified.lines().take(LINES) {
        // Writing to a string cannot fail.
        let _ = writeln!(head, "{}", coloured(&foreign::lines(line)));
    }
    let more = unified.lines().count().saturating_sub(LINES);
    if more > 0 {
        let _ = writeln!(head, "… and {more} more lines");
    }
    head
}

fn coloured(line: &str) -> String {
    let colour = match line.as_bytes().first() {
        Some(b'+') => "\u{1b}[32m",
        Some(b'-') => "\u{1b}[31m",
        Some(b'@') => "\u{1b}[36m",
        _ => return line.to_owned(),
    };
    format!("{colour}{line}\u{1b}[0m")
}

#[cfg(test)]
mod tests {
    use super::head;

    #[test]
    fn says_what_to_change_and_stops() {
        let text = head("a.rs", b"one\r\ntwo\r\n", "one\n2\n");
        assert!(
            text.contains("-two") && text.contains("+2") && text.contains(" one\n"),
            "{text}"
        );
        let text = head("a.rs", b"", &"x\n".repeat(100));
        assert_eq!(text.lines().count(), 21);
        assert!(text.ends_with("… and 83 more lines\n"), "{text}");
    }
}
