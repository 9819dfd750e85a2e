//! For the changelog of the crate, in the form of [Keep a Changelog](https://keepachangelog.com/en/1.1.0/): what those who
//! use it must know.

use std::fmt::Write as _;

use super::Comparison;
use super::markdown::code;
use super::outline::{NAME, SHOWN_ITEMS, items};
use super::wording::{self, shortened};
use crate::diagnostics::count;
use crate::drift::{Finding, Section, Source, Wire};
use crate::foreign;

/// The sections that a changelog has, in the order of their weight here.
const SECTIONS: [&str; 4] = ["Removed", "Changed", "Deprecated", "Added"];

/// All comparisons as the entry of what is not yet released. Documentation is left out.
///
/// ```
/// use msgraph_generator::drift::report::changelog;
///
/// assert_eq!(changelog(&[]), "## [Unreleased]\n");
/// ```
pub fn changelog(comparisons: &[Comparison]) -> String {
    let mut text = "## [Unreleased]\n".to_owned();
    for section in SECTIONS {
        let mut entries = Vec::new();
        for Comparison { title, report, .. } in comparisons {
            let api = (comparisons.len() > 1).then_some(title.as_str());
            let findings = report.findings.iter();
            let own = findings.filter(|finding| section_of(finding) == Some(section));
            entries.extend(own.map(|finding| entry(finding, api)));
        }
        if !entries.is_empty() {
            // Writing to a string cannot fail.
            let _ = write!(text, "\n### {section}\n\n{}", entries.concat());
        }
    }
    foreign::without_commands(&text)
}

fn section_of(finding: &Finding) -> Option<&'static str> {
    let broken = || {
        items(finding)
            .into_iter()
            .filter(|item| item.source == Source::Break)
    };
    Some(match (finding.wire, finding.source) {
        (_, Source::Break) if broken().all(|item| item.after.is_none()) => "Removed",
        (Wire::Break, Source::None) if finding.occurrences.iter().all(|o| o.new.is_none()) => {
            "Removed"
        }
        (_, Source::Break) | (Wire::Break, _) => "Changed",
        _ if finding.section == Section::AnnouncedRemovals => "Deprecated",
        (_, Source::Additive) => "Added",
        (Wire::Risk, Source::None) => "Changed",
        _ => return None,
    })
}

/// The items of the crate, what happened in the service, and what to do if anything is to be done.
fn entry(finding: &Finding, api: Option<&str>) -> String {
    let api = api.map_or_else(String::new, |api| {
        format!("{}: ", code(&shortened(api, NAME)))
    });
    let subject = code(&shortened(&finding.subject, NAME));
    let mut text = format!("- {api}{subject}: {}", wording::happened(finding));
    let worst = items(finding);
    let worst: Vec<_> = worst
        .iter()
        .filter(|item| item.source == finding.source)
        .collect();
    let shown = worst.iter().take(SHOWN_ITEMS);
    let shown: Vec<_> = shown
        .map(|item| code(&shortened(&item.item, NAME)))
        .collect();
    if !shown.is_empty() && finding.source > Source::None {
        let _ = write!(text, " {}", shown.join(", "));
        if let Some(more) = worst.len().checked_sub(SHOWN_ITEMS).filter(|n| *n > 0) {
            let _ = write!(text, " and {}", count(more, "more item"));
        }
        text.push('.');
    }
    if let Some(announcement) = &finding.announcement {
        let _ = write!(text, " Its end was {}.", wording::countdown(announcement));
    }
    if !finding.advice().starts_with("Nothing") {
        let _ = write!(text, " {}", finding.advice());
    }
    text.push('\n');
    text
}
