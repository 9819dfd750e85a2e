//! For the checks of a pull request on GitHub: workflow commands, which become annotations.
//!
//! <https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands>

use std::fmt::Write as _;

use super::Comparison;
use super::outline::{NAME, PROSE};
use super::wording::{self, shortened};
use crate::diagnostics::count;
use crate::drift::{Finding, InputFacts, Section};
use crate::foreign;

/// GitHub shows ten annotations of a kind and step, and drops the others without a word.
const ANNOTATIONS: usize = 10;

/// All comparisons as annotations: errors where shipped clients break, warnings where code does or something goes,
/// notices where behaviour changes. Additions and documentation have none.
pub fn github(comparisons: &[Comparison]) -> String {
    let annotated = |section| section <= Section::Behaviour;
    let mut findings: Vec<_> = comparisons
        .iter()
        .flat_map(|c| c.report.findings.iter().map(|f| (f, &c.report.inputs[1])))
        .filter(|(finding, _)| annotated(finding.section))
        .collect();
    findings.sort_by_key(|(finding, _)| finding.section);
    let shown = if findings.len() > ANNOTATIONS {
        ANNOTATIONS - 1
    } else {
        findings.len()
    };
    let mut text = String::new();
    for (finding, new) in findings.iter().take(shown) {
        text.push_str(&annotation(finding, new));
    }
    let more = findings.len() - shown;
    if more > 0 {
        let more = count(more, "more finding");
        let verdict = data(&wording::verdict(comparisons));
        // Writing to a string cannot fail.
        let _ = writeln!(text, "::notice title=Schema drift::… and {more}. {verdict}");
    }
    text
}

fn annotation(finding: &Finding, new: &InputFacts) -> String {
    let level = match finding.section {
        Section::WireBreaks => "error",
        Section::SourceBreaks | Section::AnnouncedRemovals => "warning",
        Section::Behaviour | Section::Additive | Section::Documentation => "notice",
    };
    let rule = finding.rule;
    let title = property(&format!("{} {}", rule.id, rule.name));
    let subject = shortened(&finding.subject, NAME);
    let mut message = format!("{subject}: {}", rule.title);
    if !finding.shape.is_empty() {
        let _ = write!(message, " ({})", shortened(&finding.shape, NAME));
    }
    if let Some(places) = wording::places(finding) {
        let _ = write!(message, ", {places}");
    }
    if let Some(announcement) = &finding.announcement {
        let _ = write!(message, "; {}", wording::countdown(announcement));
    }
    let _ = write!(message, ". {}", finding.advice());
    if let Some(note) = &finding.note {
        let _ = write!(message, " {}", shortened(note, PROSE));
    }
    let message = data(&message);
    match place(finding, new) {
        Some(place) => format!("::{level} {place},title={title}::{message}\n"),
        None => format!("::{level} title={title}::{message}\n"),
    }
}

/// The file that the pull request has; what is gone has no line in it.
fn place(finding: &Finding, new: &InputFacts) -> Option<String> {
    if new.name.starts_with("git:") {
        return None;
    }
    let subject = finding
        .occurrences
        .iter()
        .find(|o| o.element == finding.subject);
    let place = subject.and_then(|o| o.new.as_ref());
    let file = place.and_then(|place| place.file.as_ref());
    let file = property(file.unwrap_or(&new.name));
    Some(match place.map(|place| place.line) {
        Some(line) => format!("file={file},line={line}"),
        None => format!("file={file}"),
    })
}

/// The text of a command: one line.
fn data(text: &str) -> String {
    foreign::line(text).replace('%', "%25")
}

/// A property ends at a comma or a colon, too.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
