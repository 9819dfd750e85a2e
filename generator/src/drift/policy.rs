//! What counts as a failure, what is passed over, and what happened before.

use super::{Date, Finding, Report, Source, Verdict, Wire};

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
    /// The element, as reports spell it.
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
