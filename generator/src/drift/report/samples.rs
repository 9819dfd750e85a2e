//! Reports for tests: made up, with one of everything, and hostile.

use super::Comparison;
use crate::drift::{
    Announcement, Bump, Date, Event, Finding, Fingerprint, InputFacts, Occurrence, Past, Place,
    Report, Representation, RustChange, Section, Source, Suppressed, Suppression, SurfaceLine,
    Unused, UnusedSuppression, Verdict, Wire, rule,
};

/// What no form may let through: markup of each kind, mentions, links, commands, ends of lines.
pub(super) const HOSTILE: &str = "</script><img src=x onerror=alert(1)>`@octocat` @octocat #1 \
    [x](javascript:alert(1)) https://evil.example www.evil.example GH-1 | a\n::error::x\r\n```\n--> \u{202e}&amp; \" ' %0A <!--";

/// One finding in each section.
fn findings() -> Vec<Finding> {
    let announcement = Announcement {
        announced: Some(date("2026-01-02")),
        removal: Some(date("2026-06-12")),
        days_left: Some(41),
        description: Some("Cats are leaving. Use `zoo.dog` instead.".to_owned()),
        version: Some("2026-01/Cats".to_owned()),
    };
    let past = Past {
        element: "zoo.feed(zoo.cat)/amount".to_owned(),
        date: date("2026-04-01"),
        event: Event::Added,
    };
    let mut removed = finding(
        "parameter-removed",
        "zoo.feed(zoo.cat)/amount",
        Section::WireBreaks,
    );
    removed.note = Some("The service ignores it since `v2`.".to_owned());
    removed.past = vec![past];
    let mut moved = finding("member-moved-up", "zoo.cat/name", Section::Additive);
    moved
        .occurrences
        .push(occurrence("member-moved-up", "zoo.cat/age"));
    let mut deprecated = finding("deprecated", "zoo.cat", Section::AnnouncedRemovals);
    deprecated.announcement = Some(announcement);
    vec![
        removed,
        finding("type-changed", "zoo.cat/lives", Section::SourceBreaks),
        deprecated,
        finding("first-subtype", "zoo.animal", Section::Behaviour),
        moved,
        finding("description-changed", "zoo.cat/fur", Section::Documentation),
    ]
}

/// One finding in each section, and all that stands after them.
pub(super) fn comparison() -> Comparison {
    let findings = findings();
    let suppression = |element: &str| Suppression {
        rule: "D056".to_owned(),
        element: element.to_owned(),
        reason: "nobody feeds cats here".to_owned(),
        expires: Some(date("2026-12-31")),
    };
    let report = Report {
        verdict: Verdict::of(&findings),
        findings,
        elsewhere: vec![finding("type-added", "zoo.lion", Section::Additive)],
        ignored: vec![Representation {
            what: "parameters in another order",
            count: 18,
            example: Some("zoo.feed(zoo.cat)".to_owned()),
        }],
        suppressed: vec![Suppressed {
            finding: finding(
                "parameter-removed",
                "zoo.feed(zoo.cat)/when",
                Section::WireBreaks,
            ),
            by: suppression("zoo.feed(zoo.cat)/when"),
        }],
        unused_suppressions: vec![UnusedSuppression {
            suppression: suppression("zoo.feed(zoo.dog)/when"),
            reason: Unused::Unmatched,
        }],
        inputs: ["old/zoo.csdl", "new/zoo.csdl"].map(facts),
    };
    Comparison {
        title: "v1".to_owned(),
        version: Some("0.3.1".to_owned()),
        report,
    }
}

/// The same with hostile text wherever text comes from metadata.
pub(super) fn hostile() -> Comparison {
    saying(HOSTILE)
}

/// The same with another text wherever text comes from metadata.
pub(super) fn saying(text: &str) -> Comparison {
    let mut comparison = comparison();
    comparison.title = text.to_owned();
    let report = &mut comparison.report;
    let all = report.findings.iter_mut().chain(&mut report.elsewhere);
    for finding in all.chain(report.suppressed.iter_mut().map(|s| &mut s.finding)) {
        finding.subject = text.to_owned();
        finding.shape = text.to_owned();
        finding.note = Some(text.to_owned());
        for past in &mut finding.past {
            past.element = text.to_owned();
        }
        if let Some(announcement) = &mut finding.announcement {
            announcement.description = Some(text.to_owned());
        }
        for occurrence in &mut finding.occurrences {
            occurrence.element = text.to_owned();
            occurrence.detail = text.to_owned();
            for place in occurrence.old.iter_mut().chain(&mut occurrence.new) {
                place.csdl = text.to_owned();
            }
            for change in &mut occurrence.rust {
                change.item = text.to_owned();
                for line in change.before.iter_mut().chain(&mut change.after) {
                    line.text = text.to_owned();
                }
            }
        }
    }
    for suppressed in &mut report.suppressed {
        suppressed.by.reason = text.to_owned();
    }
    for unused in &mut report.unused_suppressions {
        unused.suppression.element = text.to_owned();
    }
    for ignored in &mut report.ignored {
        ignored.example = Some(text.to_owned());
    }
    for input in &mut report.inputs {
        input.name = text.to_owned();
        input.missing_roots = vec![text.to_owned()];
    }
    comparison
}

/// One with many findings in a section.
pub(super) fn large(section: Section, n: usize) -> Comparison {
    let mut comparison = comparison();
    let report = &mut comparison.report;
    let name = match section {
        Section::WireBreaks => "parameter-removed",
        _ => "member-moved-up",
    };
    let more = (0..n).map(|n| finding(name, &format!("zoo.animal{n:04}/name"), section));
    report.findings.extend(more);
    report.findings.sort_by_key(|finding| finding.section);
    report.verdict = Verdict::of(&report.findings);
    comparison
}

pub(super) fn finding(name: &str, subject: &str, section: Section) -> Finding {
    let rule = rule(name).unwrap();
    let occurrence = occurrence(name, subject);
    let wire = match section {
        Section::WireBreaks => Wire::Break,
        Section::Behaviour => Wire::Risk,
        _ => Wire::Safe,
    };
    let source = match section {
        Section::WireBreaks | Section::SourceBreaks => Source::Break,
        Section::Additive => Source::Additive,
        _ => Source::None,
    };
    Finding {
        rule,
        subject: subject.to_owned(),
        shape: String::new(),
        section,
        wire,
        source,
        bump: Bump::from(source),
        occurrences: vec![occurrence],
        note: None,
        announcement: None,
        past: Vec::new(),
        fingerprint: Fingerprint::of(&[rule.id, subject]),
    }
}

fn occurrence(rule_name: &str, element: &str) -> Occurrence {
    let name = element.rsplit('/').next().unwrap();
    let place = |line, ty| {
        Some(Place {
            file: None,
            line,
            csdl: format!("<Property Name=\"{name}\" Type=\"{ty}\"/>"),
        })
    };
    let line = |line, ty| {
        Some(SurfaceLine {
            line,
            text: format!("v1::models::Cat::{name}: Option<{ty}>"),
        })
    };
    Occurrence {
        rule: rule(rule_name).unwrap(),
        element: element.to_owned(),
        detail: String::new(),
        wire: Wire::Safe,
        source: Source::None,
        old: place(12, "Edm.Int32"),
        new: place(14, "Edm.String"),
        rust: vec![RustChange {
            source: Source::Break,
            item: format!("v1::models::Cat::{name}"),
            before: line(3, "i32"),
            after: line(4, "String"),
        }],
    }
}

fn facts(name: &str) -> InputFacts {
    InputFacts {
        name: name.to_owned(),
        revision: Some("a1b2c3d".to_owned()),
        date: Some(date("2026-04-01")),
        bytes: 1234,
        types: 3,
        operations: 1,
        missing_roots: Vec::new(),
    }
}

fn date(text: &str) -> Date {
    Date::parse(text).unwrap()
}
