//! Changes of one cause are one finding.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::changes::{Change, Evidence};
use super::policy::past;
use super::{
    Announcement, Bump, Finding, Fingerprint, Occurrence, Options, Place, Section, Source, Wire,
};
use crate::diagnostics::{self, Places};

/// Findings of changes, sorted by section, rule and subject.
pub(super) fn findings(
    changes: Vec<Change>,
    sources: [&diagnostics::Source; 2],
    options: &Options<'_>,
) -> Vec<Finding> {
    if changes.is_empty() {
        return Vec::new();
    }
    let places = sources.map(Places::of);
    let mut findings: Vec<_> = by_cause(changes)
        .into_iter()
        .filter_map(|group| finding(group, &places, options))
        .collect();
    sort(&mut findings);
    findings
}

/// By section, rule and subject.
pub(super) fn sort(findings: &mut [Finding]) {
    findings.sort_by(|a, b| {
        let key = |f: &Finding| (f.section, f.rule.id);
        key(a)
            .cmp(&key(b))
            .then_with(|| (&a.subject, &a.shape).cmp(&(&b.subject, &b.shape)))
    });
}

/// Puts together what has a cause in common, directly or through others.
fn by_cause(changes: Vec<Change>) -> Vec<Vec<Change>> {
    let mut groups = Groups::default();
    let ids: Vec<_> = changes
        .iter()
        .map(|change| groups.add(&change.causes))
        .collect();
    let mut sorted: BTreeMap<usize, Vec<Change>> = BTreeMap::new();
    for (id, change) in ids.into_iter().zip(changes) {
        sorted.entry(groups.root(id)).or_default().push(change);
    }
    sorted.into_values().collect()
}

/// Which changes belong together (a disjoint-set forest).
#[derive(Default)]
struct Groups {
    parents: Vec<usize>,
    by_cause: FxHashMap<String, usize>,
}

impl Groups {
    fn add(&mut self, causes: &[String]) -> usize {
        let id = self.parents.len();
        self.parents.push(id);
        for cause in causes {
            match self.by_cause.get(cause) {
                Some(&other) => self.join(id, other),
                None => {
                    self.by_cause.insert(cause.clone(), id);
                }
            }
        }
        id
    }

    fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.root(one), self.root(other));
        if let Some(parent) = self.parents.get_mut(one.max(other)) {
            *parent = one.min(other);
        }
    }

    fn root(&mut self, mut id: usize) -> usize {
        while let Some(&parent) = self.parents.get(id).filter(|&&parent| parent != id) {
            // Halves the way for the next time.
            let above = self.parents.get(parent).copied().unwrap_or(parent);
            if let Some(place) = self.parents.get_mut(id) {
                *place = above;
            }
            id = above;
        }
        id
    }
}

fn finding(
    mut group: Vec<Change>,
    places: &[Places<'_>; 2],
    options: &Options<'_>,
) -> Option<Finding> {
    let weights = weights(&group);
    let weight = |change: &Change| weights.get(&change.element).copied().unwrap_or(0);
    group.sort_by(|a, b| {
        let key = |c| (rank(c), std::cmp::Reverse(weight(c)));
        key(a).cmp(&key(b)).then_with(|| {
            (a.rule.id, &a.element, &a.detail).cmp(&(b.rule.id, &b.element, &b.detail))
        })
    });
    let first = group.first()?;
    let (rule, subject) = (first.rule, first.element.clone());
    let is_alike = group
        .iter()
        .all(|change| change.rule == rule && change.detail == first.detail);
    let shape = if is_alike {
        first.detail.clone()
    } else {
        String::new()
    };
    let note = group.iter().find_map(|change| change.note.clone());
    let announcement = group.iter().find_map(|change| change.announcement.clone());
    let announcement = announcement.map(|announcement| Announcement {
        days_left: announcement
            .removal
            .zip(options.today)
            .map(|(day, today)| day.days_since(today)),
        ..announcement
    });
    let mut occurrences: Vec<_> = group
        .into_iter()
        .map(|change| occurrence(change, places))
        .collect();
    occurrences.sort_by(|a, b| {
        (a.rule.id, &a.element, &a.detail).cmp(&(b.rule.id, &b.element, &b.detail))
    });
    let wire = occurrences
        .iter()
        .map(|o| o.wire)
        .max()
        .unwrap_or(Wire::Safe);
    let source = occurrences
        .iter()
        .map(|o| o.source)
        .max()
        .unwrap_or(Source::None);
    Some(Finding {
        rule,
        section: section(wire, source, rule.section),
        wire,
        source,
        bump: Bump::from(source),
        note,
        announcement,
        past: past(&occurrences, options.history),
        fingerprint: Fingerprint::of(&[rule.id, &subject, &shape]),
        occurrences,
        subject,
        shape,
    })
}

/// The number of changes that an element is the cause of: those that came with it or go with it.
fn weights(group: &[Change]) -> FxHashMap<String, usize> {
    let mut weights: FxHashMap<String, usize> = FxHashMap::default();
    for cause in group.iter().flat_map(|change| &change.causes) {
        if let Some(element) = cause.strip_prefix(['-', '+']) {
            *weights.entry(element.to_owned()).or_default() += 1;
        }
    }
    weights
}

/// The change that stands for a group is the worst one; of those, what the others go with.
fn rank(change: &Change) -> (std::cmp::Reverse<Wire>, std::cmp::Reverse<Source>) {
    (
        std::cmp::Reverse(change.wire),
        std::cmp::Reverse(change.source),
    )
}

/// What breaks stands first; all else where its rule says, but nothing where it would say too much.
fn section(wire: Wire, source: Source, of_rule: Section) -> Section {
    match (wire, source) {
        (Wire::Break, _) => Section::WireBreaks,
        (_, Source::Break) => Section::SourceBreaks,
        (Wire::Risk, _) => Section::Behaviour,
        (_, Source::Additive) => Section::Additive,
        _ if of_rule < Section::AnnouncedRemovals => Section::Behaviour,
        _ => of_rule,
    }
}

fn occurrence(mut change: Change, [old, new]: &[Places<'_>; 2]) -> Occurrence {
    change.rust.sort();
    let [was, is] = change.configured;
    Occurrence {
        rule: change.rule,
        element: change.element,
        detail: change.detail,
        wire: change.wire,
        source: change.source,
        old: change.old.map(|evidence| place(old, evidence)).or(was),
        new: change.new.map(|evidence| place(new, evidence)).or(is),
        rust: change.rust,
    }
}

fn place(places: &Places<'_>, evidence: Evidence) -> Place {
    let place = places.place(evidence.span.start as usize);
    let line = place.map_or(1, |(_, line, _)| line);
    Place {
        file: place.and_then(|(file, ..)| places.is_of_several().then(|| file.name.to_owned())),
        line: u32::try_from(line).unwrap_or(u32::MAX),
        csdl: evidence.csdl,
    }
}
