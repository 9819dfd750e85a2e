use super::{MARKDOWN_LIMIT, markdown};
use crate::drift::Section;
use crate::drift::report::samples;

/// What is not in code spans and code blocks.
fn outside_code(text: &str) -> String {
    let mut outside = String::new();
    let mut fence: Option<String> = None;
    for line in text.lines() {
        let ticks: String = line.chars().take_while(|c| *c == '`').collect();
        match &fence {
            Some(open) => {
                if ticks.len() >= open.len() && ticks.len() == line.len() {
                    fence = None;
                }
                continue;
            }
            None if ticks.len() >= 3 => {
                fence = Some(ticks);
                continue;
            }
            None => {}
        }
        outside += &without_spans(line);
        outside.push('\n');
    }
    assert_eq!(fence, None, "a block is not closed");
    outside
}

/// Spans begin and end with runs of as many backticks (`CommonMark` 6.1).
fn without_spans(line: &str) -> String {
    let mut outside = String::new();
    let mut rest = line;
    while let Some(at) = rest.find('`') {
        outside += &rest[..at];
        rest = &rest[at..];
        let ticks = rest.len() - rest.trim_start_matches('`').len();
        let open = &rest[..ticks];
        rest = &rest[ticks..];
        let mut end = None;
        let mut from = 0;
        while let Some(at) = rest[from..].find('`').map(|at| at + from) {
            let run = rest[at..].len() - rest[at..].trim_start_matches('`').len();
            if run == ticks {
                end = Some(at + run);
                break;
            }
            from = at + run;
        }
        match end {
            Some(end) => rest = &rest[end..],
            None => outside += open,
        }
    }
    outside + rest
}

fn without_escapes(text: &str) -> String {
    let mut chars = text.chars();
    let mut without = String::new();
    while let Some(c) = chars.next() {
        match c {
            '\\' => drop(chars.next()),
            c => without.push(c),
        }
    }
    without
}

#[test]
fn nothing_of_the_metadata_is_markup() {
    let text = markdown(&[samples::hostile(), samples::comparison()], MARKDOWN_LIMIT);
    let outside = outside_code(&text);
    let outside = outside.replacen("<!-- msgraph-codegen: drift -->", "", 1);
    // What a backslash stands before is no markup, but GitHub looks for mentions and links later.
    let marks = without_escapes(&outside);
    let shown = outside.replace('\\', "");
    for harm in ["<img", "</script", "](", "<!-- ", "\r", "\u{202e}"] {
        assert!(!marks.contains(harm), "{harm:?} in {marks}");
    }
    for harm in ["@octocat", "#1", "https://", "GH-1", "www."] {
        assert!(!shown.contains(harm), "{harm:?} in {shown}");
    }
    let tags = outside.matches('<').count();
    let ours = [
        "<!-- ",
        "<sub>",
        "</sub>",
        "<details>",
        "</details>",
        "<summary>",
        "</summary>",
    ];
    let ours: usize = ours.map(|tag| outside.matches(tag).count()).iter().sum();
    assert_eq!(tags, ours, "{outside}");
}

#[test]
fn long_reports_are_cut_at_findings_and_say_so() {
    let comparisons = [samples::large(Section::Additive, 2_000)];
    let text = markdown(&comparisons, MARKDOWN_LIMIT);
    assert!(text.len() <= MARKDOWN_LIMIT, "{}", text.len());
    assert!(
        text.len() > MARKDOWN_LIMIT - 1_000,
        "the room is used: {}",
        text.len()
    );
    outside_code(&text);
    for kept in [
        "### Wire breaks (1)",
        "### Source breaks (1)",
        "### Announced removals (1)",
        "### Inputs",
    ] {
        assert!(text.contains(kept), "{kept}");
    }
    assert!(
        text.contains("#### `zoo.feed(zoo.cat)/amount`"),
        "what breaks is told at length"
    );
    assert!(
        text.contains(" more are left out, because this page has a limit."),
        "{text}"
    );
}

#[test]
fn what_breaks_is_kept_in_a_line_each() {
    let comparisons = [samples::large(Section::WireBreaks, 300)];
    let text = markdown(&comparisons, MARKDOWN_LIMIT);
    assert!(text.len() <= MARKDOWN_LIMIT);
    for n in 0..300 {
        assert!(text.contains(&format!("zoo.animal{n:04}/name`")), "{n}");
    }
    assert!(text.contains("of these are told in a line each"), "{text}");
}

#[test]
fn even_what_breaks_has_an_end() {
    let comparisons = [samples::large(Section::WireBreaks, 5_000)];
    let text = markdown(&comparisons, MARKDOWN_LIMIT);
    assert!(text.len() <= MARKDOWN_LIMIT);
    assert!(text.contains(" left out, because"), "{text}");
}
