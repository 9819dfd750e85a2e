//! What a comparison tells: plain data, sorted, nothing of it rendered.

use super::{Date, Fingerprint, Past, Rule, Suppressed, UnusedSuppression};

/// Can it break a client that is already shipped? Worse ones are greater.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Wire {
    /// Requests of shipped clients work as before, and they read what comes as before.
    Safe,
    /// Some clients may see something that they did not see before; the explanation of the rule says which.
    Risk,
    /// Requests of shipped clients fail, or they no longer get what they read.
    Break,
}

/// Does code that compiled against the crate of the old schema compile against that of the new one?
/// Worse ones are greater.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Source {
    /// Nothing public changes.
    None,
    /// There is more of it than before.
    Additive,
    /// Something public is gone or has another type.
    Break,
}

/// Which part of the crate's version has to grow (<https://semver.org>). It follows from [`Source`] alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Bump {
    /// The crate is the same.
    None,
    /// What changes is documentation at most.
    Patch,
    /// There is more in it.
    Minor,
    /// Something is gone or different.
    Major,
}

impl From<Source> for Bump {
    fn from(source: Source) -> Self {
        match source {
            Source::None => Self::Patch,
            Source::Additive => Self::Minor,
            Source::Break => Self::Major,
        }
    }
}

/// Where a finding stands in a report, in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Section {
    /// Shipped clients break.
    WireBreaks,
    /// Shipped clients go on, but code has to be changed for the new crate.
    SourceBreaks,
    /// Nothing breaks yet: the service says when it will.
    AnnouncedRemovals,
    /// The service behaves differently, which some clients may notice.
    Behaviour,
    /// There is more than before.
    Additive,
    /// What is said about elements.
    Documentation,
}

impl Section {
    /// All of them, in order.
    pub const ALL: [Self; 6] = [
        Self::WireBreaks,
        Self::SourceBreaks,
        Self::AnnouncedRemovals,
        Self::Behaviour,
        Self::Additive,
        Self::Documentation,
    ];
}

/// All that there is to tell of a comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// The worst of `findings`.
    pub verdict: Verdict,
    /// What changed in the slice, sorted by section, rule and subject. These decide.
    pub findings: Vec<Finding>,
    /// What changed elsewhere, sorted alike. None with [`Scope::All`](super::Scope::All).
    pub elsewhere: Vec<Finding>,
    /// What is written differently and means the same, sorted.
    pub ignored: Vec<Representation>,
    /// What was found and is to be passed over. It does not decide.
    pub suppressed: Vec<Suppressed>,
    /// Suppressions that did nothing, or no longer do.
    pub unused_suppressions: Vec<UnusedSuppression>,
    /// The old one and the new one.
    pub inputs: [InputFacts; 2],
}

/// The worst of some findings, each axis by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Verdict {
    /// The worst for shipped clients.
    pub wire: Wire,
    /// The worst for code.
    pub source: Source,
    /// What the version of the crate has to do.
    pub bump: Bump,
}

impl Verdict {
    /// That of findings; without any, nothing happens.
    pub fn of(findings: &[Finding]) -> Self {
        let none = Self {
            wire: Wire::Safe,
            source: Source::None,
            bump: Bump::None,
        };
        findings.iter().fold(none, |verdict, finding| Self {
            wire: verdict.wire.max(finding.wire),
            source: verdict.source.max(finding.source),
            bump: verdict.bump.max(finding.bump),
        })
    }
}

impl Report {
    /// Draws the verdict anew. What is passed over does not decide, but the version has to grow for it all the same.
    pub(super) fn judge(&mut self) {
        self.verdict = Verdict::of(&self.findings);
        let passed_over = self.suppressed.iter().map(|s| s.finding.bump).max();
        self.verdict.bump = self.verdict.bump.max(passed_over.unwrap_or(Bump::None));
    }
}

/// One cause, and every place where it shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The rule of the change that stands for all of them.
    pub rule: &'static Rule,
    /// The element that stands for all of them, as the metadata spells it: `microsoft.graph.user/displayName`.
    pub subject: String,
    /// What all of them have in common, in a few words: `Edm.String → Edm.Int32`. May be empty.
    pub shape: String,
    /// Where it stands in a report.
    pub section: Section,
    /// The worst of its occurrences.
    pub wire: Wire,
    /// The worst of its occurrences.
    pub source: Source,
    /// What the version of the crate has to do for it.
    pub bump: Bump,
    /// The places, sorted by rule and element. There is at least one.
    pub occurrences: Vec<Occurrence>,
    /// A sentence that is true of this finding only.
    pub note: Option<String>,
    /// That something goes or has gone was said before.
    pub announcement: Option<Announcement>,
    /// What the history has of its elements: they went before and are back, or they came not long ago.
    pub past: Vec<Past>,
    /// The same for the same finding of another comparison.
    pub fingerprint: Fingerprint,
}

impl Finding {
    /// Returns the advice, in a sentence. Where the finding breaks something that its rule does not break by itself, what is
    /// broken has to be looked at.
    pub fn advice(&self) -> &'static str {
        let advice = self.rule.what_to_do;
        if !advice.starts_with("Nothing") {
            return advice;
        }
        match (self.wire, self.source) {
            (Wire::Break, _) => "Find out which of your requests meet it: they fail.",
            (_, Source::Break) => {
                "Change code that uses the items that are gone or changed; the compiler names the places."
            }
            _ => advice,
        }
    }
}

/// A place where something changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Occurrence {
    /// What happened here; in a group it need not be what happened to the subject.
    pub rule: &'static Rule,
    /// The element: `microsoft.graph.user/displayName`, `microsoft.graph.delta(microsoft.graph.user)`,
    /// `microsoft.graph.GraphService/users`.
    pub element: String,
    /// What happened in a few words: `Edm.String → Edm.Int32`. May be empty.
    pub detail: String,
    /// For shipped clients.
    pub wire: Wire,
    /// For code.
    pub source: Source,
    /// The element in the old metadata, unless it is new.
    pub old: Option<Place>,
    /// The element in the new metadata, unless it is gone.
    pub new: Option<Place>,
    /// What changes in the crate for it, sorted by item.
    pub rust: Vec<RustChange>,
}

/// An element in metadata.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The file, where the metadata is of several.
    pub file: Option<String>,
    /// Its line, counted from 1.
    pub line: u32,
    /// Its start tag in one line, names in full: `<Property Name="displayName" Type="Edm.String"/>`.
    pub csdl: String,
}

/// A public item of the crate that changes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct RustChange {
    /// Its path: `v1_0::models::User::display_name`.
    pub item: String,
    /// Its line in the surface of the old crate, unless it is new.
    pub before: Option<SurfaceLine>,
    /// Its line in the surface of the new crate, unless it is gone.
    pub after: Option<SurfaceLine>,
    /// The effect on code.
    pub source: Source,
}

/// A line of a crate's surface (`api.txt`).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct SurfaceLine {
    /// Its number, counted from 1. 0 where the surface was not written out.
    pub line: u32,
    /// What it says.
    pub text: String,
}

/// What an `Org.OData.Core.V1.Revisions` annotation says of the end of an element.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Announcement {
    /// When that was said (`Date`).
    pub announced: Option<Date>,
    /// When the element goes (`RemovalDate`).
    pub removal: Option<Date>,
    /// Days from [`Options::today`](super::Options::today) until then; negative when that day has passed.
    pub days_left: Option<i64>,
    /// Why, and what to take instead.
    pub description: Option<String>,
    /// The change that it belongs to: `2024-01/Deprecation`.
    pub version: Option<String>,
}

/// Something that is written differently and means the same.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Representation {
    /// What: `parameters in another order`.
    pub what: &'static str,
    /// How often.
    pub count: usize,
    /// One of them.
    pub example: Option<String>,
}

/// What is known of an input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InputFacts {
    /// What people call it: a path, or `git:REV:PATH`.
    pub name: String,
    /// The revision that it is of, if it is checked in.
    pub revision: Option<String>,
    /// The day of that.
    pub date: Option<Date>,
    /// Bytes of text.
    pub bytes: usize,
    /// Entity, complex, enumeration types and type definitions.
    pub types: usize,
    /// Actions and functions; each overload is one.
    pub operations: usize,
    /// Roots of the slice that are not there.
    pub missing_roots: Vec<String>,
}
