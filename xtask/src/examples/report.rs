//! The verdicts, for people and for programs.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use msgraph_generator::foreign;
use serde_json::json;

use super::compare::{Comparison, compare};
use super::document::{Document, Part, Reading, Untold};
use super::program::Answer;

/// What became of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Verdict {
    /// It came back, but for white space, the order of members and escapes in strings.
    Exact,
    /// It came back, but for repeated members, of which the last counts.
    Lenient,
    /// It came back changed.
    Lost,
    /// It could not be read.
    Refused,
    /// Reading or writing it panicked.
    Panicked,
    /// The metadata has no such type.
    UnknownType,
    /// The page does not say what it is.
    NoType,
    /// The path of the request leads nowhere that takes a body of a type: to a function, to bytes.
    NoBody,
}

impl Verdict {
    const ALL: [Self; 8] = [
        Self::Exact,
        Self::Lenient,
        Self::Lost,
        Self::Refused,
        Self::Panicked,
        Self::UnknownType,
        Self::NoType,
        Self::NoBody,
    ];

    fn name(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Lenient => "exact, last of repeated",
            Self::Lost => "lost",
            Self::Refused => "refused",
            Self::Panicked => "panicked",
            Self::UnknownType => "type not in the metadata",
            Self::NoType => "type not told",
            Self::NoBody => "no typed body at the path",
        }
    }

    /// The name in JSON.
    fn key(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Lenient => "lenient",
            Self::Lost => "lost",
            Self::Refused => "refused",
            Self::Panicked => "panicked",
            Self::UnknownType => "unknown-type",
            Self::NoType => "no-type",
            Self::NoBody => "no-body",
        }
    }

    /// Has something been lost?
    fn is_loss(self) -> bool {
        matches!(self, Self::Lost | Self::Refused | Self::Panicked)
    }
}

impl Part {
    const ALL: [Self; 3] = [Self::Response, Self::Request, Self::Derived];

    fn name(self) -> &'static str {
        match self {
            Self::Response => "response",
            Self::Request => "request",
            Self::Derived => "derived",
        }
    }

    fn heading(self) -> &'static str {
        match self {
            Self::Response => "responses",
            Self::Request => "requests",
            Self::Derived => "derived",
        }
    }
}

/// What became of a document, and why.
#[derive(Debug)]
pub(crate) struct Finding {
    id: String,
    part: Part,
    /// The type that it was read into; empty if it was not.
    ty: String,
    verdict: Verdict,
    /// What was lost, or why it could not be read.
    reasons: Vec<String>,
    /// The paths of values that are not of the declared kind.
    mismatches: Vec<String>,
}

impl Finding {
    /// What the answer of the program means.
    pub(crate) fn answered(document: &Document, reading: &Reading, answer: Answer) -> Self {
        let (verdict, reasons, mismatches) = match answer {
            Answer::Refused(reason) => (Verdict::Refused, vec![reason], Vec::new()),
            Answer::Panicked(reason) => (Verdict::Panicked, vec![reason], Vec::new()),
            Answer::Kept {
                encoded,
                mismatches,
            } => {
                let texts = encoded.iter();
                let (verdict, reasons) = judged(texts.map(|text| compare(&document.text, text)));
                (verdict, reasons, mismatches)
            }
        };
        Self {
            id: document.id.clone(),
            part: document.part,
            ty: reading.ty.clone(),
            verdict,
            reasons,
            mismatches,
        }
    }

    /// Why a document was not read.
    pub(crate) fn untold(document: &Document, untold: &Untold) -> Self {
        let (verdict, reason) = match untold {
            Untold::NoType => (Verdict::NoType, None),
            Untold::UnknownType(name) => (Verdict::UnknownType, Some(name)),
            Untold::NoBody(request) => (Verdict::NoBody, Some(request)),
        };
        Self {
            id: document.id.clone(),
            part: document.part,
            ty: String::new(),
            verdict,
            reasons: reason.into_iter().cloned().collect(),
            mismatches: Vec::new(),
        }
    }
}

fn judged(comparisons: impl Iterator<Item = Comparison>) -> (Verdict, Vec<String>) {
    let (mut differences, mut repeated) = (Vec::new(), Vec::new());
    for comparison in comparisons {
        differences.extend(comparison.differences);
        // The document is the same each time.
        repeated = comparison.repeated;
    }
    if !differences.is_empty() {
        (Verdict::Lost, differences)
    } else if repeated.is_empty() {
        (Verdict::Exact, Vec::new())
    } else {
        (Verdict::Lenient, repeated)
    }
}

/// All findings.
pub(crate) struct Report(pub(crate) Vec<Finding>);

impl Report {
    /// Was nothing lost?
    pub(crate) fn is_clean(&self) -> bool {
        !self.0.iter().any(|finding| finding.verdict.is_loss())
    }

    /// What is not exact and what is not of the declared kind, then a table.
    pub(crate) fn text(&self) -> String {
        let mut text = String::new();
        for verdict in Verdict::ALL.into_iter().skip(1) {
            let findings = self.0.iter().filter(|f| f.verdict == verdict);
            section(&mut text, verdict.name(), findings, |f| &f.reasons);
        }
        let with_mismatches = self.0.iter().filter(|f| !f.mismatches.is_empty());
        section(
            &mut text,
            "not of the declared kind, and kept",
            with_mismatches,
            |f| &f.mismatches,
        );
        text.push_str(&self.table());
        text
    }

    fn table(&self) -> String {
        let mut text = format!("{:28}", "");
        for part in Part::ALL {
            // Writing to a string cannot fail.
            let _ = write!(text, "{:>10}", part.heading());
        }
        text.push('\n');
        for verdict in Verdict::ALL {
            self.row(&mut text, verdict.name(), |f| f.verdict == verdict);
        }
        self.row(&mut text, "all", |_| true);
        self.row(&mut text, "with mismatches", |f| !f.mismatches.is_empty());
        text
    }

    fn row(&self, text: &mut String, name: &str, counts: impl Fn(&Finding) -> bool) {
        let _ = write!(text, "{name:28}");
        for part in Part::ALL {
            let _ = write!(text, "{:>10}", self.count(part, &counts));
        }
        text.push('\n');
    }

    fn count(&self, part: Part, counts: impl Fn(&Finding) -> bool) -> usize {
        let all = self.0.iter();
        all.filter(|f| f.part == part && counts(f)).count()
    }

    /// Everything, as JSON.
    pub(crate) fn json(&self) -> String {
        let documents: Vec<_> = self
            .0
            .iter()
            .map(|finding| {
                json!({
                    "id": finding.id,
                    "part": finding.part.name(),
                    "type": finding.ty,
                    "verdict": finding.verdict.key(),
                    "reasons": finding.reasons,
                    "mismatches": finding.mismatches,
                })
            })
            .collect();
        let totals: BTreeMap<_, BTreeMap<_, _>> = Part::ALL
            .into_iter()
            .map(|part| {
                let totals = Verdict::ALL
                    .into_iter()
                    .map(|verdict| (verdict.key(), self.count(part, |f| f.verdict == verdict)));
                (part.name(), totals.collect())
            })
            .collect();
        let text = json!({ "totals": totals, "documents": documents });
        foreign::json(&format!("{text:#}\n"))
    }
}

/// A heading, and a line for each finding.
fn section<'f>(
    text: &mut String,
    heading: &str,
    findings: impl Iterator<Item = &'f Finding>,
    details: impl Fn(&Finding) -> &[String],
) {
    let mut findings = findings.peekable();
    if findings.peek().is_none() {
        return;
    }
    let _ = writeln!(text, "{heading}:");
    for finding in findings {
        let mut line = format!("{} {}", finding.id, finding.part.name());
        if !finding.ty.is_empty() {
            let _ = write!(line, " ({})", finding.ty);
        }
        let details = details(finding).join(", ");
        if !details.is_empty() {
            let _ = write!(line, ": {details}");
        }
        let _ = writeln!(text, "  {}", foreign::line(&line));
    }
    text.push('\n');
}

#[cfg(test)]
mod tests {
    use super::{Answer, Document, Finding, Part, Reading, Report};

    fn finding(text: &str, answer: Answer) -> Report {
        let reading = Reading {
            ty: "zoo.animal".to_owned(),
            function: String::new(),
        };
        let document = Document {
            id: "get#1".to_owned(),
            part: Part::Response,
            text: text.to_owned(),
            reading: Ok(reading.clone()),
        };
        Report(vec![Finding::answered(&document, &reading, answer)])
    }

    fn kept(encoded: &[&str]) -> Answer {
        Answer::Kept {
            encoded: encoded.iter().map(|&text| text.to_owned()).collect(),
            mismatches: Vec::new(),
        }
    }

    #[test]
    fn losses_are_told() {
        let report = finding(r#"{"id":"1","age":null}"#, kept(&[r#"{"id":"1"}"#]));
        assert!(!report.is_clean());
        let text = report.text();
        assert!(text.starts_with("lost:\n  get#1 response (zoo.animal): $.age is gone\n\n"));
        assert!(report.json().contains(r#""verdict": "lost""#));
    }

    #[test]
    fn every_text_that_came_back_counts() {
        assert!(finding("{}", kept(&["{}", "{}"])).is_clean());
        assert!(!finding("{}", kept(&["{}", r#"{"a":1}"#])).is_clean());
    }

    #[test]
    fn panics_are_losses() {
        let report = finding("{}", Answer::Panicked("at a.rs:1".to_owned()));
        assert!(!report.is_clean());
        assert!(
            report
                .text()
                .starts_with("panicked:\n  get#1 response (zoo.animal): at a.rs:1\n")
        );
    }
}
