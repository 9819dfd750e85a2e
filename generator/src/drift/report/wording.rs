//! The words that all forms share.

use super::Comparison;
use crate::diagnostics::count;
use crate::drift::{
    Announcement, Bump, Event, Finding, Past, Place, Section, Source, Suppression, Unused, Verdict,
    Wire,
};
use crate::foreign::is_hidden;

/// The one sentence that stands first.
pub(super) fn verdict(comparisons: &[Comparison]) -> String {
    let findings = || comparisons.iter().flat_map(|c| &c.report.findings);
    let worst = comparisons.iter().map(|c| c.report.verdict);
    let worst = worst.reduce(|a, b| Verdict {
        wire: a.wire.max(b.wire),
        source: a.source.max(b.source),
        bump: a.bump.max(b.bump),
    });
    let Some(worst) = worst.filter(|_| findings().next().is_some()) else {
        return nothing(comparisons);
    };
    let counts = Section::ALL.into_iter().filter_map(|section| {
        let n = findings().filter(|f| f.section == section).count();
        (n > 0).then(|| counted(section, n))
    });
    let counts = counts.collect::<Vec<_>>().join(", ");
    format!("{}: {counts}.", consequence(worst))
}

/// Where nothing decides: is there anything at all?
fn nothing(comparisons: &[Comparison]) -> String {
    let reports = || comparisons.iter().map(|c| &c.report);
    let elsewhere: usize = reports().map(|report| report.elsewhere.len()).sum();
    let suppressed: usize = reports().map(|report| report.suppressed.len()).sum();
    let but: Vec<_> = [(suppressed, "suppressed"), (elsewhere, "elsewhere")]
        .into_iter()
        .filter(|(n, _)| *n > 0)
        .map(|(n, how)| format!("{} {how}", count(n, "finding")))
        .collect();
    if but.is_empty() {
        return "Nothing changed.".to_owned();
    }
    format!("Nothing changed in your slice; {}.", but.join(", "))
}

/// What it means, both axes by themselves.
fn consequence(Verdict { wire, source, bump }: Verdict) -> String {
    let clients = match wire {
        Wire::Break => "Clients that are already shipped break",
        Wire::Risk => "Some clients that are already shipped may notice",
        Wire::Safe => "No shipped client breaks",
    };
    let joined = if (wire == Wire::Break) == (source == Source::Break) {
        "and"
    } else {
        "but"
    };
    let code = match source {
        Source::Break => "code has to be changed for the new crate",
        Source::Additive => "the new crate only adds to the old one",
        Source::None => "the interface of the crate stays as it is",
    };
    match version(bump) {
        Some(version) => format!("{clients}, {joined} {code} ({version})"),
        None => format!("{clients}, {joined} {code}"),
    }
}

/// What the version of the crate has to do.
pub(super) fn version(bump: Bump) -> Option<&'static str> {
    match bump {
        Bump::Major => Some("a major version"),
        Bump::Minor => Some("a minor version"),
        Bump::Patch => Some("a patch"),
        Bump::None => None,
    }
}

/// `2 wire breaks`
pub(super) fn counted(section: Section, n: usize) -> String {
    let noun = match section {
        Section::WireBreaks => "wire break",
        Section::SourceBreaks => "source break",
        Section::AnnouncedRemovals => "announced removal",
        Section::Behaviour => "behaviour note",
        Section::Additive => "addition",
        Section::Documentation => "documentation change",
    };
    count(n, noun)
}

/// The heading of a section, and what its findings have in common.
pub(super) fn section(section: Section) -> (&'static str, &'static str) {
    match section {
        Section::WireBreaks => (
            "Wire breaks",
            "Clients that are already shipped break, whatever they are compiled against.",
        ),
        Section::SourceBreaks => (
            "Source breaks",
            "Shipped clients go on working; code has to be changed when it takes the new crate.",
        ),
        Section::AnnouncedRemovals => (
            "Announced removals",
            "Nothing breaks yet; the service says when it will.",
        ),
        Section::Behaviour => (
            "Behaviour notes",
            "Nothing breaks by itself; the service may answer differently from before.",
        ),
        Section::Additive => ("Additive", "There is more than before."),
        Section::Documentation => ("Documentation", "What is said about elements."),
    }
}

/// For shipped clients.
pub(super) fn wire(wire: Wire) -> &'static str {
    match wire {
        Wire::Break => "breaks",
        Wire::Risk => "risk",
        Wire::Safe => "safe",
    }
}

/// For code.
pub(super) fn source(source: Source) -> &'static str {
    match source {
        Source::Break => "breaks",
        Source::Additive => "additive",
        Source::None => "unchanged",
    }
}

/// How many places a finding has, if it is not one.
pub(super) fn places(finding: &Finding) -> Option<String> {
    let n = finding.occurrences.len();
    (n > 1).then(|| format!("{n} places"))
}

/// What happened, and how much more for the same cause.
pub(super) fn happened(finding: &Finding) -> String {
    let title = finding.rule.title;
    match finding.occurrences.len() {
        0 | 1 => format!("{title}."),
        2 => format!("{title}. One more change has the same cause."),
        n => format!("{title}. {} more changes have the same cause.", n - 1),
    }
}

/// Is it about something that went without a word?
pub(super) fn is_unannounced(finding: &Finding) -> bool {
    let breaks = finding.section <= Section::SourceBreaks;
    breaks && finding.rule.name.ends_with("-removed") && finding.announcement.is_none()
}

/// What is said of that.
pub(super) const UNANNOUNCED: &str = "The old metadata did not announce it.";

/// When it was announced and when it goes, with the days until then.
pub(super) fn countdown(announcement: &Announcement) -> String {
    let announced = match announcement.announced {
        Some(date) => format!("announced on {date}"),
        None => "announced".to_owned(),
    };
    let Some(removal) = announcement.removal else {
        return format!("{announced}, without a date of removal");
    };
    let left = match announcement.days_left {
        Some(0) => ", which is today".to_owned(),
        Some(1) => ", which is tomorrow".to_owned(),
        Some(-1) => ", which was yesterday".to_owned(),
        Some(n) if n > 0 => format!(", in {n} days"),
        Some(n) => format!(", {} days ago", n.unsigned_abs()),
        None => String::new(),
    };
    format!("{announced} for {removal}{left}")
}

/// What an earlier comparison told.
pub(super) fn past(past: &Past) -> (&'static str, String) {
    let event = match past.event {
        Event::Added => "came",
        Event::Removed => "went",
    };
    (event, past.date.to_string())
}

/// `until 2026-12-31`
pub(super) fn until(suppression: &Suppression) -> String {
    match suppression.expires {
        Some(date) => format!("until {date}"),
        None => "without an end".to_owned(),
    }
}

/// Where a declaration is on one side: `old line 7`, `old line 7 of staff.xml`.
pub(super) fn line(side: &str, place: &Place) -> String {
    let Place { file, line, .. } = place;
    match file {
        Some(file) => format!("{side} line {line} of {}", shortened(file, FILE)),
        None => format!("{side} line {line}"),
    }
}

/// How many characters of the name of a file are shown.
const FILE: usize = 100;

/// Why a suppression does nothing.
pub(super) fn unused(reason: Unused) -> &'static str {
    match reason {
        Unused::Expired => "has expired",
        Unused::Unmatched => "matches nothing; delete it",
        Unused::UnknownRule => "names a rule that there is not",
    }
}

/// At most so many characters, and a sign that there are more; hidden characters are blanks.
pub(super) fn shortened(text: &str, limit: usize) -> String {
    let clean = |c: char| if is_hidden(c) { ' ' } else { c };
    let mut short: String = text.chars().take(limit).map(clean).collect();
    if text.chars().nth(limit).is_some() {
        short.push('…');
    }
    short
}
