//! For programs: everything that is known, in the form that [`JSON_SCHEMA`] describes.

mod input;

use std::collections::BTreeMap;

use input::{Input, Inputs};
use serde::Serialize;

use super::header::header;
use super::{Comparison, wording};
use crate::{drift, foreign};

/// The JSON Schema (draft 2020-12) of what [`json`] writes.
pub const JSON_SCHEMA: &str = include_str!("drift.schema.json");

/// Grows when a program that reads reports would have to be changed.
const VERSION: u32 = 1;

/// All comparisons as JSON.
///
/// ```
/// use msgraph_generator::drift::report::json;
///
/// assert!(json(&[]).contains("\"version\": 1"));
/// ```
pub fn json(comparisons: &[Comparison]) -> String {
    let document = Document {
        version: VERSION,
        summary: wording::verdict(comparisons),
        comparisons: comparisons.iter().map(Compared::from).collect(),
    };
    // Names of members are texts, so this cannot fail.
    let mut text = serde_json::to_string_pretty(&document).unwrap_or_default();
    text.push('\n');
    foreign::json(&text)
}

#[derive(Serialize)]
struct Document<'r> {
    version: u32,
    summary: String,
    comparisons: Vec<Compared<'r>>,
}

#[derive(Serialize)]
struct Compared<'r> {
    title: &'r str,
    header: BTreeMap<&'static str, String>,
    verdict: Verdict,
    findings: Vec<Finding<'r>>,
    elsewhere: Vec<Finding<'r>>,
    suppressed: Vec<Suppressed<'r>>,
    unused_suppressions: Vec<Unused<'r>>,
    ignored: Vec<Ignored<'r>>,
    inputs: Inputs<'r>,
}

#[derive(Serialize)]
struct Verdict {
    wire: &'static str,
    source: &'static str,
    bump: &'static str,
}

#[derive(Serialize)]
struct Finding<'r> {
    section: &'static str,
    rule: Rule,
    subject: &'r str,
    #[serde(skip_serializing_if = "str::is_empty")]
    shape: &'r str,
    #[serde(flatten)]
    verdict: Verdict,
    what_to_do: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    announcement: Option<Announcement<'r>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    past: Vec<Past<'r>>,
    occurrences: Vec<Occurrence<'r>>,
    fingerprint: String,
}

#[derive(Serialize)]
struct Rule {
    id: &'static str,
    name: &'static str,
    title: &'static str,
}

#[derive(Serialize)]
struct Announcement<'r> {
    #[serde(skip_serializing_if = "Option::is_none")]
    announced: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    removal: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    days_left: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    version: Option<&'r str>,
}

#[derive(Serialize)]
struct Past<'r> {
    element: &'r str,
    date: String,
    event: &'static str,
}

#[derive(Serialize)]
struct Occurrence<'r> {
    rule: &'static str,
    element: &'r str,
    #[serde(skip_serializing_if = "str::is_empty")]
    detail: &'r str,
    wire: &'static str,
    source: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    old: Option<Place<'r>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    new: Option<Place<'r>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    rust: Vec<Changed<'r>>,
}

#[derive(Serialize)]
struct Place<'r> {
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<&'r str>,
    line: u32,
    csdl: &'r str,
}

#[derive(Serialize)]
struct Changed<'r> {
    item: &'r str,
    #[serde(skip_serializing_if = "Option::is_none")]
    before: Option<Line<'r>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    after: Option<Line<'r>>,
}

#[derive(Serialize)]
struct Line<'r> {
    line: u32,
    text: &'r str,
}

#[derive(Serialize)]
struct Suppressed<'r> {
    finding: Finding<'r>,
    by: Suppression<'r>,
}

#[derive(Serialize)]
struct Unused<'r> {
    suppression: Suppression<'r>,
    why: &'static str,
}

#[derive(Serialize)]
struct Suppression<'r> {
    rule: &'r str,
    element: &'r str,
    reason: &'r str,
    #[serde(skip_serializing_if = "Option::is_none")]
    until: Option<String>,
}

#[derive(Serialize)]
struct Ignored<'r> {
    what: &'static str,
    count: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    example: Option<&'r str>,
}

impl<'r> From<&'r Comparison> for Compared<'r> {
    fn from(comparison: &'r Comparison) -> Self {
        let Comparison { title, report, .. } = comparison;
        let [old, new] = report.inputs.each_ref().map(Input::from);
        Self {
            title,
            header: header(comparison).into_iter().collect(),
            verdict: Verdict::from(report.verdict),
            findings: report.findings.iter().map(Finding::from).collect(),
            elsewhere: report.elsewhere.iter().map(Finding::from).collect(),
            suppressed: report.suppressed.iter().map(Suppressed::from).collect(),
            unused_suppressions: report
                .unused_suppressions
                .iter()
                .map(Unused::from)
                .collect(),
            ignored: report.ignored.iter().map(Ignored::from).collect(),
            inputs: Inputs { old, new },
        }
    }
}

impl From<drift::Verdict> for Verdict {
    fn from(verdict: drift::Verdict) -> Self {
        Self {
            wire: wire(verdict.wire),
            source: source(verdict.source),
            bump: bump(verdict.bump),
        }
    }
}

impl<'r> From<&'r drift::Finding> for Finding<'r> {
    fn from(finding: &'r drift::Finding) -> Self {
        let rule = finding.rule;
        Self {
            section: section(finding.section),
            rule: Rule {
                id: rule.id,
                name: rule.name,
                title: rule.title,
            },
            subject: &finding.subject,
            shape: &finding.shape,
            verdict: Verdict {
                wire: wire(finding.wire),
                source: source(finding.source),
                bump: bump(finding.bump),
            },
            what_to_do: finding.advice(),
            note: finding.note.as_deref(),
            announcement: finding.announcement.as_ref().map(Announcement::from),
            past: finding.past.iter().map(Past::from).collect(),
            occurrences: finding.occurrences.iter().map(Occurrence::from).collect(),
            fingerprint: finding.fingerprint.to_string(),
        }
    }
}

impl<'r> From<&'r drift::Announcement> for Announcement<'r> {
    fn from(announcement: &'r drift::Announcement) -> Self {
        Self {
            announced: announcement.announced.map(|date| date.to_string()),
            removal: announcement.removal.map(|date| date.to_string()),
            days_left: announcement.days_left,
            description: announcement.description.as_deref(),
            version: announcement.version.as_deref(),
        }
    }
}

impl<'r> From<&'r drift::Past> for Past<'r> {
    fn from(past: &'r drift::Past) -> Self {
        Self {
            element: &past.element,
            date: past.date.to_string(),
            event: match past.event {
                drift::Event::Added => "added",
                drift::Event::Removed => "removed",
            },
        }
    }
}

impl<'r> From<&'r drift::Occurrence> for Occurrence<'r> {
    fn from(occurrence: &'r drift::Occurrence) -> Self {
        Self {
            rule: occurrence.rule.id,
            element: &occurrence.element,
            detail: &occurrence.detail,
            wire: wire(occurrence.wire),
            source: source(occurrence.source),
            old: occurrence.old.as_ref().map(Place::from),
            new: occurrence.new.as_ref().map(Place::from),
            rust: occurrence.rust.iter().map(Changed::from).collect(),
        }
    }
}

impl<'r> From<&'r drift::Place> for Place<'r> {
    fn from(drift::Place { file, line, csdl }: &'r drift::Place) -> Self {
        let (file, line) = (file.as_deref(), *line);
        Self { file, line, csdl }
    }
}

impl<'r> From<&'r drift::RustChange> for Changed<'r> {
    fn from(change: &'r drift::RustChange) -> Self {
        let line = |line: &'r drift::SurfaceLine| Line {
            line: line.line,
            text: &line.text,
        };
        Self {
            item: &change.item,
            before: change.before.as_ref().map(line),
            after: change.after.as_ref().map(line),
        }
    }
}

impl<'r> From<&'r drift::Suppressed> for Suppressed<'r> {
    fn from(drift::Suppressed { finding, by }: &'r drift::Suppressed) -> Self {
        Self {
            finding: finding.into(),
            by: by.into(),
        }
    }
}

impl<'r> From<&'r drift::UnusedSuppression> for Unused<'r> {
    fn from(unused: &'r drift::UnusedSuppression) -> Self {
        Self {
            suppression: (&unused.suppression).into(),
            why: match unused.reason {
                drift::Unused::Expired => "expired",
                drift::Unused::Unmatched => "unmatched",
                drift::Unused::UnknownRule => "unknown-rule",
            },
        }
    }
}

impl<'r> From<&'r drift::Suppression> for Suppression<'r> {
    fn from(suppression: &'r drift::Suppression) -> Self {
        Self {
            rule: &suppression.rule,
            element: &suppression.element,
            reason: &suppression.reason,
            until: suppression.expires.map(|date| date.to_string()),
        }
    }
}

impl<'r> From<&'r drift::Representation> for Ignored<'r> {
    fn from(ignored: &'r drift::Representation) -> Self {
        Self {
            what: ignored.what,
            count: ignored.count,
            example: ignored.example.as_deref(),
        }
    }
}

fn wire(wire: drift::Wire) -> &'static str {
    match wire {
        drift::Wire::Break => "break",
        drift::Wire::Risk => "risk",
        drift::Wire::Safe => "safe",
    }
}

fn source(source: drift::Source) -> &'static str {
    match source {
        drift::Source::Break => "break",
        drift::Source::Additive => "additive",
        drift::Source::None => "none",
    }
}

fn bump(bump: drift::Bump) -> &'static str {
    match bump {
        drift::Bump::Major => "major",
        drift::Bump::Minor => "minor",
        drift::Bump::Patch => "patch",
        drift::Bump::None => "none",
    }
}

fn section(section: drift::Section) -> &'static str {
    match section {
        drift::Section::WireBreaks => "wire-breaks",
        drift::Section::SourceBreaks => "source-breaks",
        drift::Section::AnnouncedRemovals => "announced-removals",
        drift::Section::Behaviour => "behaviour",
        drift::Section::Additive => "additive",
        drift::Section::Documentation => "documentation",
    }
}

#[cfg(test)]
mod tests;
