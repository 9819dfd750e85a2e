//! One comparison with one of everything, in each form, as it is to look. `UPDATE_EXPECT=1` renews the files.

use std::fs;
use std::path::Path;

use super::{
    Colour, Comparison, MARKDOWN_LIMIT, changelog, github, html, json, junit, markdown, samples,
    text,
};
use crate::drift::{Source, Verdict, Wire};

#[track_caller]
fn expect(file: &str, text: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/drift/report/golden");
    let path = folder.join(file);
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        fs::write(&path, text).unwrap();
    }
    let expected = fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(text, expected, "{file}; UPDATE_EXPECT=1 renews it");
}

#[test]
fn each_form_is_as_it_was() {
    let comparisons = [samples::comparison()];
    expect("report.txt", &text(&comparisons, Colour::Plain));
    expect("report.md", &markdown(&comparisons, MARKDOWN_LIMIT));
    expect("report.json", &json(&comparisons));
    expect("report.html", &html(&comparisons));
    expect("report.github", &github(&comparisons));
    expect("report.xml", &junit(&comparisons));
    expect("CHANGELOG.md", &changelog(&comparisons));
}

#[test]
fn empty_sections_are_left_out() {
    let comparisons = [nothing()];
    let plain = text(&comparisons, Colour::Plain);
    let marked = markdown(&comparisons, MARKDOWN_LIMIT);
    let page = html(&comparisons);
    for text in [&plain, &marked, &page] {
        assert!(text.contains("Nothing changed."), "{text}");
        for title in ["breaks (", "Elsewhere", "Suppressed", "Ignored", "explain"] {
            let found = text.to_lowercase().contains(&title.to_lowercase());
            assert!(!found, "{title} in {text}");
        }
    }
    assert_eq!(github(&comparisons), "");
}

#[test]
fn what_changed_elsewhere_only_is_said_so() {
    let mut comparison = samples::comparison();
    comparison.report.findings.clear();
    let mut starts_with = |verdict: &str| {
        let text = text(std::slice::from_ref(&comparison), Colour::Plain);
        assert!(text.starts_with(verdict), "{text}");
        comparison.report.suppressed.clear();
    };
    starts_with("Nothing changed in your slice; 1 finding suppressed, 1 finding elsewhere.\n");
    starts_with("Nothing changed in your slice; 1 finding elsewhere.\n");
}

#[test]
fn both_axes_are_told_by_themselves() {
    let mut comparison = samples::comparison();
    comparison.report.findings.truncate(2);
    let mut verdict = |wire, source: Source| {
        let bump = source.into();
        comparison.report.verdict = Verdict { wire, source, bump };
        let text = text(std::slice::from_ref(&comparison), Colour::Plain);
        text.lines().next().unwrap().to_owned()
    };
    assert_eq!(
        verdict(Wire::Break, Source::Additive),
        "Clients that are already shipped break, but the new crate only adds to the old one (a minor version): \
         1 wire break, 1 source break."
    );
    assert_eq!(
        verdict(Wire::Safe, Source::Break),
        "No shipped client breaks, but code has to be changed for the new crate (a major version): \
         1 wire break, 1 source break."
    );
}

#[test]
fn several_comparisons_are_told_together() {
    let comparisons = [nothing(), samples::comparison()];
    let marked = markdown(&comparisons, MARKDOWN_LIMIT);
    assert_eq!(marked.matches("## Schema drift").count(), 1);
    assert!(marked.contains("\n## `v1`\n"), "{marked}");
    assert!(text(&comparisons, Colour::Plain).contains("== v1 =="));
    assert!(html(&comparisons).contains("<h2>v1</h2>"));
}

#[test]
fn colours_are_for_terminals() {
    let comparisons = [samples::hostile()];
    assert!(!text(&comparisons, Colour::Plain).contains('\u{1b}'));
    assert!(text(&comparisons, Colour::Ansi).contains("\u{1b}[31m"));
}

#[test]
fn terminals_are_not_commanded() {
    let mut comparison = samples::comparison();
    comparison.report.findings[0].subject = "a\u{1b}]0;title\u{7}\r\u{202e}b".to_owned();
    let text = text(&[comparison], Colour::Plain);
    let hidden = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
    assert!(!text.contains(hidden), "{text:?}");
}

#[test]
fn annotations_are_ten_at_most_and_the_worst_come_first() {
    let comparisons = [samples::large(crate::drift::Section::Behaviour, 40)];
    let text = github(&comparisons);
    assert_eq!(text.lines().count(), 10);
    assert!(text.starts_with("::error "), "{text}");
    let last = text.lines().last().unwrap();
    assert!(last.contains("… and 35 more findings. "), "{last}");
}

#[test]
fn annotations_stay_on_their_lines() {
    let text = github(&[samples::hostile()]);
    assert_eq!(text.lines().count(), 4);
    for line in text.lines() {
        let command = line.strip_prefix("::").unwrap();
        let (head, message) = command.split_once("::").unwrap();
        assert!(head.starts_with(['e', 'w', 'n']), "{head}");
        let parts: Vec<_> = head.split(',').collect();
        assert!(
            parts.len() <= 3 && !head.contains(['\r', '<']) || head.contains("file="),
            "{head}"
        );
        // A percent sign of the metadata is not read as the end of a line.
        assert!(message.contains("%250A"), "{message}");
    }
}

#[test]
fn what_is_not_in_the_files_has_no_file() {
    let mut comparison = samples::comparison();
    comparison.report.inputs[1].name = "git:HEAD:schemas/v1.0.csdl".to_owned();
    assert!(!github(&[comparison]).contains("file="));
}

fn nothing() -> Comparison {
    let mut comparison = samples::comparison();
    "beta".clone_into(&mut comparison.title);
    let report = &mut comparison.report;
    report.findings.clear();
    report.elsewhere.clear();
    report.ignored.clear();
    report.suppressed.clear();
    report.unused_suppressions.clear();
    report.verdict = Verdict::of(&[]);
    comparison
}
