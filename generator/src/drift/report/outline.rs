//! The parts of a report in their order, and of a finding what fits on a page.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::drift::{Finding, Occurrence, Place, Report, RustChange, Section};

/// How many places of a finding are shown with what changed in them.
pub(super) const SHOWN_PLACES: usize = 3;
/// How many further places are named.
pub(super) const NAMED_PLACES: usize = 20;
/// How many items of the crate are shown for a finding.
pub(super) const SHOWN_ITEMS: usize = 4;
/// How many characters of a declaration are shown.
pub(super) const DECLARATION: usize = 240;
/// How many characters of a name.
pub(super) const NAME: usize = 160;
/// How many characters of what somebody wrote.
pub(super) const PROSE: usize = 400;

/// The sections that have findings, in order.
pub(super) fn sections(report: &Report) -> impl Iterator<Item = (Section, &[Finding])> {
    let chunks = report.findings.chunk_by(|a, b| a.section == b.section);
    chunks.filter_map(|findings| Some((findings.first()?.section, findings)))
}

/// Is a section shut until somebody opens it? What breaks and what may be noticed is open.
pub(super) fn is_folded(section: Section) -> bool {
    section >= Section::Additive
}

/// How many of the others there are, by section.
pub(super) fn counts(findings: &[Finding]) -> Vec<(Section, usize)> {
    let of = |section| findings.iter().filter(|f| f.section == section).count();
    let counts = Section::ALL.map(|section| (section, of(section)));
    counts.into_iter().filter(|(_, n)| *n > 0).collect()
}

/// Before and after, where that is not the same text.
pub(super) fn declarations(occurrence: &Occurrence) -> (Option<&Place>, Option<&Place>) {
    match (&occurrence.old, &occurrence.new) {
        (Some(old), Some(new)) if old.csdl == new.csdl => (None, Some(new)),
        (old, new) => (old.as_ref(), new.as_ref()),
    }
}

/// Lists the changes of the crate, each item once, and those that break first.
pub(super) fn items(finding: &Finding) -> Vec<&RustChange> {
    let mut items: Vec<_> = finding.occurrences.iter().flat_map(|o| &o.rust).collect();
    items.sort_unstable();
    items.dedup();
    items.sort_by_key(|item| Reverse(item.source));
    items
}

/// The places, the one that the finding is called by first.
pub(super) fn places(finding: &Finding) -> Vec<&Occurrence> {
    let mut places: Vec<_> = finding.occurrences.iter().collect();
    places.sort_by_key(|o| (o.element != finding.subject, o.rule.id != finding.rule.id));
    places
}

/// How often each rule is among these places: `type-removed 20 times, parameter-removed once`.
pub(super) fn kinds(places: &[&Occurrence]) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for place in places {
        *counts.entry(place.rule.name).or_default() += 1;
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|(_, n)| Reverse(*n));
    let kinds = counts.into_iter().map(|(name, n)| match n {
        1 => format!("{name} once"),
        n => format!("{name} {n} times"),
    });
    kinds.collect::<Vec<_>>().join(", ")
}
