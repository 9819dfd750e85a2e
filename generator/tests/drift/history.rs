//! Real successive versions of Graph's metadata: what `../shared/graph/README.md` says of them is told.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use crate::skipped::skipped;

use msgraph_generator::config::Config;
use msgraph_generator::drift::{Date, Finding, Occurrence, Options, Report, Scope, Source, Wire};

use crate::report;

/// The pair with that number, if the metadata is there.
fn pair(number: &str) -> Option<PathBuf> {
    let folder = Path::new(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../shared/graph/history"
    ));
    let Ok(entries) = fs::read_dir(folder) else {
        skipped(folder.display());
        return None;
    };
    let mut pairs = entries.map(|entry| entry.unwrap().path());
    pairs.find(|path| {
        path.file_name()
            .unwrap()
            .to_string_lossy()
            .starts_with(number)
    })
}

/// What is told of all of a pair. Each is compared once.
fn all(number: &str) -> Option<&'static Report> {
    static REPORTS: [OnceLock<Option<Report>>; 13] = [const { OnceLock::new() }; 13];
    let at: usize = number.parse().unwrap();
    let report = REPORTS[at].get_or_init(|| {
        let options = Options {
            today: Date::parse("2026-05-02"),
            ..Options::default()
        };
        Some(report(&pair(number)?, &options))
    });
    report.as_ref()
}

/// What is told of the slice of this repository: that of the n-th API.
fn slice(number: &str, api: usize) -> Option<Report> {
    let settings = concat!(env!("CARGO_MANIFEST_DIR"), "/../schemas/slices.toml");
    let config = Config::parse(&fs::read_to_string(settings).unwrap()).unwrap();
    let options = Options {
        scope: Scope::Slice(&config.apis[api]),
        ..Options::default()
    };
    Some(report(&pair(number)?, &options))
}

fn occurrences(report: &Report) -> impl Iterator<Item = &Occurrence> {
    let findings = report.findings.iter().chain(&report.elsewhere);
    findings.flat_map(|finding| &finding.occurrences)
}

fn has(report: &Report, rule: &str, element: &str) -> bool {
    occurrences(report).any(|o| o.rule.name == rule && o.element == element)
}

fn count(report: &Report, rule: &str) -> usize {
    occurrences(report).filter(|o| o.rule.name == rule).count()
}

fn only(findings: &[Finding]) -> &Finding {
    let rules: Vec<_> = findings.iter().map(|f| (f.rule.name, &f.subject)).collect();
    assert_eq!(findings.len(), 1, "{rules:?}");
    &findings[0]
}

/// Nothing that code sees is left without an explanation, in all and in each slice.
#[test]
fn every_difference_of_the_crate_is_explained() {
    for number in 1..=12 {
        if let Some(report) = all(&format!("{number:02}")) {
            assert_eq!(count(report, "unattributed"), 0, "pair {number}");
        }
    }
    for (number, api) in [("01", 0), ("02", 1), ("05", 0)] {
        if let Some(report) = &slice(number, api) {
            assert_eq!(
                count(report, "unattributed"),
                0,
                "the slice of pair {number}"
            );
        }
    }
}

#[test]
fn what_is_additive_breaks_no_code() {
    for number in ["03", "05", "06", "08", "10", "11"] {
        let Some(report) = all(number) else { return };
        assert_eq!(report.verdict.source, Source::Additive, "pair {number}");
        assert!(report.verdict.wire < Wire::Break, "pair {number}");
    }
}

#[test]
fn a_parameter_that_is_gone_breaks_the_slice() {
    let Some(report) = slice("01", 0) else { return };
    let finding = only(&report.findings);
    assert_eq!(finding.rule.name, "parameter-removed");
    assert_eq!(
        finding.subject,
        "microsoft.graph.resetPassword(microsoft.graph.authenticationMethod)/requireChangeOnNextSignIn"
    );
    assert_eq!((finding.wire, finding.source), (Wire::Break, Source::Break));
    assert!(!finding.occurrences[0].rust.is_empty());
    assert_eq!(finding.announcement, None);
    assert!(!report.elsewhere.is_empty());
}

#[test]
fn a_first_subtype_breaks_nothing() {
    let Some(report) = &slice("02", 1) else {
        return;
    };
    assert!(has(
        report,
        "first-subtype",
        "microsoft.graph.longRunningOperation"
    ));
    assert_eq!(report.verdict.source, Source::Additive);
    assert!(has(
        report,
        "entity-set-removed",
        "microsoft.graph.GraphService/directories"
    ));
    // Redefined under its old name: the old one is called otherwise now.
    assert!(has(
        report,
        "property-removed",
        "microsoft.graph.itemActivity/times"
    ));
    assert!(has(
        report,
        "target-changed",
        "microsoft.graph.drive/activities"
    ));
    let Some(report) = all("10") else { return };
    // All that shipped clients may notice is a property that new objects need.
    let noticed = report.findings.iter().filter(|f| f.wire > Wire::Safe);
    let noticed: BTreeSet<_> = noticed.map(|f| f.rule.name).collect();
    assert_eq!(noticed, ["required-property-added"].into());
    assert_eq!(report.verdict.wire, Wire::Risk);
    assert!(count(report, "first-subtype") > 0);
}

#[test]
fn text_in_another_order_is_no_noise() {
    let Some(report) = all("03") else { return };
    assert!(report.findings.len() <= 181, "{}", report.findings.len());
    assert_eq!(report.verdict.wire, Wire::Safe);
    let Some(report) = all("08") else { return };
    let reordered = &report.ignored[0];
    assert_eq!(
        (reordered.what, reordered.count),
        ("parameters in another order", 18)
    );
}

#[test]
fn other_letter_case_is_no_removal() {
    let Some(report) = all("04") else { return };
    assert!(has(
        report,
        "member-case-changed",
        "microsoft.graph.subjectRightsRequest/mailboxLocations"
    ));
    assert!(has(
        report,
        "member-case-changed",
        "microsoft.graph.subjectRightsRequest/siteLocations"
    ));
    assert_eq!(count(report, "property-removed"), 0);
}

#[test]
fn an_operation_comes_into_the_slice() {
    let Some(report) = &slice("05", 0) else {
        return;
    };
    assert!(has(
        report,
        "type-added",
        "microsoft.graph.attackSimulationOperation"
    ));
    assert!(has(
        report,
        "root-found",
        "GET /security/attackSimulation/operations"
    ));
    assert_eq!(
        (report.verdict.wire, report.verdict.source),
        (Wire::Safe, Source::Additive)
    );
    let mut moved = occurrences(report).filter(|o| o.rule.name == "sentinel-moved");
    assert_eq!(moved.next().unwrap().detail, "9 → 12");
}

#[test]
fn what_moves_up_is_not_removed() {
    for (number, moved) in [("06", 19), ("11", 9)] {
        let Some(report) = all(number) else { return };
        let removed: Vec<_> = occurrences(report)
            .filter(|o| o.rule.name.ends_with("-removed"))
            .map(|o| &o.element)
            .collect();
        assert!(removed.is_empty(), "pair {number}: {removed:?}");
        assert_eq!(count(report, "member-moved-up"), moved, "pair {number}");
    }
    let Some(report) = all("06") else { return };
    assert!(has(
        report,
        "base-inserted",
        "microsoft.graph.onlineMeeting"
    ));
}

#[test]
fn the_same_annotation_everywhere_is_one_finding() {
    let Some(report) = all("07") else { return };
    let finding = only(&report.findings);
    assert_eq!(
        (finding.rule.name, finding.occurrences.len()),
        ("annotation-replaced", 53)
    );
    assert_eq!(finding.shape, "SelectRestrictions → SelectSupport");
}

#[test]
fn a_rollback_is_a_removal() {
    let Some(report) = all("09") else { return };
    assert_eq!(
        (report.verdict.wire, report.verdict.source),
        (Wire::Break, Source::Break)
    );
    for rule in [
        "type-removed",
        "property-removed",
        "parameter-removed",
        "enum-member-removed",
    ] {
        assert!(count(report, rule) > 0, "{rule}");
    }
}

#[test]
fn an_announced_removal_tells_when_it_was_announced() {
    let Some(report) = all("12") else { return };
    let removal = report
        .findings
        .iter()
        .find(|f| {
            f.occurrences
                .iter()
                .any(|o| o.element == "microsoft.graph.alert")
        })
        .unwrap();
    // It is called after the type that most of the others went with, not after the first of the alphabet.
    assert_eq!(removal.subject, "microsoft.graph.alertFeedback");
    assert_eq!(removal.rule.name, "type-removed");
    assert!(
        removal.occurrences.len() > 30,
        "{}",
        removal.occurrences.len()
    );
    let announcement = removal.announcement.as_ref().unwrap();
    assert_eq!(announcement.announced, Date::parse("2024-04-10"));
    assert_eq!(announcement.removal, Date::parse("2026-04-10"));
    assert_eq!(announcement.days_left, Some(-22));
}
