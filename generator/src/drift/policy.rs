//! What counts as a failure, what is passed over, and what happened before.

use std::collections::BTreeSet;

use toml::Spanned;

use super::changes::Change;
use super::{Date, Finding, Occurrence, Options, RULES, Report, Source, Verdict, Wire, rule};
use crate::config::{Suppress, span};
use crate::diagnostics::{Diagnostic, Diagnostics, nearest};

/// From when on a comparison fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FailOn {
    /// A finding breaks shipped clients.
    WireBreak,
    /// A finding breaks code.
    SourceBreak,
    /// A finding breaks shipped clients, or some may notice it.
    Risk,
    /// A finding changes the crate: it adds to it or breaks code; or it is a risk.
    Additive,
    /// There is a finding.
    Any,
    /// Never.
    None,
}

/// A finding that is to be passed over: `[[suppression]]` of `slices.toml`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suppression {
    /// The id or the name of the rule: `D056` or `parameter-removed`.
    pub rule: String,
    /// The element, as reports spell it. With `*` at its end, all that begin so.
    pub element: String,
    /// Why it does not matter here.
    pub reason: String,
    /// The last day on which it is passed over.
    pub expires: Option<Date>,
}

/// A finding that was passed over, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suppressed {
    /// With the suppressed occurrences only.
    pub finding: Finding,
    /// By what.
    pub by: Suppression,
}

/// A suppression that does nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnusedSuppression {
    /// Which.
    pub suppression: Suppression,
    /// Why not.
    pub reason: Unused,
}

/// Why a suppression does nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unused {
    /// Its last day has passed.
    Expired,
    /// There is no such finding.
    Unmatched,
    /// There is no such rule.
    UnknownRule,
}

/// Something that an earlier comparison told of an element.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Past {
    /// The element.
    pub element: String,
    /// When.
    pub date: Date,
    /// What.
    pub event: Event,
}

/// What happened to an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Event {
    /// It came.
    Added,
    /// It went.
    Removed,
}

impl Report {
    /// Does the slice have a finding that is as bad as that?
    pub fn reaches(&self, threshold: FailOn) -> bool {
        let Verdict { wire, source, .. } = self.verdict;
        match threshold {
            FailOn::WireBreak => wire == Wire::Break,
            FailOn::SourceBreak => source == Source::Break,
            FailOn::Risk => wire >= Wire::Risk,
            FailOn::Additive => wire >= Wire::Risk || source >= Source::Additive,
            FailOn::Any => !self.findings.is_empty(),
            FailOn::None => false,
        }
    }
}

/// What reports are to pass over. A rule that does not exist, or a day that is none, is an error at its place in the
/// configuration, the source of that number.
pub fn suppressions<'c>(
    entries: impl IntoIterator<Item = &'c Suppress>,
    source: usize,
    diagnostics: &mut Diagnostics,
) -> Vec<Suppression> {
    let mut refuse = |key: &str, value: &Spanned<String>, reason: &str| {
        let message = format!("`{}` cannot be `{key}`", value.get_ref());
        let error = Diagnostic::error("E0305", message).in_source(source);
        diagnostics.push(error.at(span(value.span()), reason));
    };
    let mut suppression = |entry: &Suppress| {
        let name = entry.rule.get_ref();
        if rule(name).is_none() {
            let names = RULES.iter().flat_map(|rule| [rule.id, rule.name]);
            let hint = nearest(name, names).map_or_else(
                || "`drift explain` lists them".to_owned(),
                |near| format!("did you mean `{near}`?"),
            );
            refuse("rule", &entry.rule, &hint);
        }
        let day = |text: &str| Date::parse(text).filter(|_| text.len() == 10);
        let expires = entry.until.as_ref().and_then(|until| {
            let expires = day(until.get_ref());
            if expires.is_none() {
                refuse("until", until, "not a day such as 2026-12-31");
            }
            expires
        });
        Suppression {
            rule: name.clone(),
            element: entry.element.get_ref().clone(),
            reason: entry.reason.get_ref().clone(),
            expires,
        }
    };
    entries.into_iter().map(&mut suppression).collect()
}

impl Suppression {
    fn matches(&self, change: &Change) -> bool {
        let is_element = match self.element.strip_suffix('*') {
            Some(start) => change.element.starts_with(start),
            None => change.element == self.element,
        };
        is_element && rule(&self.rule) == Some(change.rule)
    }

    /// Why it does nothing, if that is so before anything is looked at.
    fn fault(&self, today: Option<Date>) -> Option<Unused> {
        if rule(&self.rule).is_none() {
            return Some(Unused::UnknownRule);
        }
        let is_over = |day| today.is_some_and(|today| today > day);
        self.expires
            .filter(|&day| is_over(day))
            .map(|_| Unused::Expired)
    }
}

/// Changes that are passed over, each list with its suppression.
pub(super) type PassedOver = Vec<(Suppression, Vec<Change>)>;

/// Takes out the changes that are to be passed over, and tells which suppressions take out none.
pub(super) fn suppress(
    changes: &mut Vec<Change>,
    options: &Options<'_>,
) -> (PassedOver, Vec<UnusedSuppression>) {
    let (mut passed_over, mut unused) = (Vec::new(), Vec::new());
    for suppression in options.suppressions {
        let fault = suppression.fault(options.today);
        let taken: Vec<_> = changes
            .extract_if(.., |change| fault.is_none() && suppression.matches(change))
            .collect();
        if taken.is_empty() {
            let reason = fault.unwrap_or(Unused::Unmatched);
            unused.push(UnusedSuppression {
                suppression: suppression.clone(),
                reason,
            });
        } else {
            passed_over.push((suppression.clone(), taken));
        }
    }
    (passed_over, unused)
}

/// What the history has of elements that come now and went before, or go now and came before.
pub(super) fn past(occurrences: &[Occurrence], history: &[Past]) -> Vec<Past> {
    if history.is_empty() {
        return Vec::new();
    }
    let reversed = occurrences.iter().filter_map(|occurrence| {
        let event = match (&occurrence.old, &occurrence.new) {
            (None, Some(_)) => Event::Removed,
            (Some(_), None) => Event::Added,
            _ => return None,
        };
        Some((occurrence.element.as_str(), event))
    });
    let reversed: BTreeSet<_> = reversed.collect();
    let mut found: Vec<_> = history
        .iter()
        .filter(|past| reversed.contains(&(past.element.as_str(), past.event)))
        .cloned()
        .collect();
    found.sort();
    found
}
