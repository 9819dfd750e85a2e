//! What is passed over, what counts as a failure, what happened before.

use std::path::Path;

use msgraph_generator::config::Config;
use msgraph_generator::diagnostics::Diagnostics;
use msgraph_generator::drift::{
    Bump, Date, Event, FailOn, Options, Past, Report, Scope, Source, Suppression, Unused, Wire,
    suppressions,
};

use crate::report;

fn tell(pair: &str, options: &Options<'_>) -> Report {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/drift");
    report(&folder.join(pair), options)
}

fn suppression(rule: &str, element: &str, expires: Option<&str>) -> Suppression {
    Suppression {
        rule: rule.to_owned(),
        element: element.to_owned(),
        reason: "the amount is never set".to_owned(),
        expires: expires.and_then(Date::parse),
    }
}

fn suppressed(suppression: Suppression) -> Report {
    let options = Options {
        today: Date::parse("2026-05-02"),
        suppressions: &[suppression],
        ..Options::default()
    };
    tell("parameter-removed", &options)
}

#[test]
fn what_is_suppressed_does_not_decide() {
    for (rule, element) in [
        ("D056", "zoo.feed(zoo.animal)/amount"),
        ("parameter-removed", "zoo.feed(zoo.animal)/amount"),
        ("D056", "zoo.feed(*"),
    ] {
        let report = suppressed(suppression(rule, element, Some("2026-05-02")));
        assert!(report.findings.is_empty() && report.unused_suppressions.is_empty());
        assert_eq!(
            (report.verdict.wire, report.verdict.source),
            (Wire::Safe, Source::None)
        );
        // The crate breaks all the same.
        assert_eq!(report.verdict.bump, Bump::Major);
        assert_eq!(report.suppressed[0].finding.rule.id, "D056");
        assert_eq!(report.suppressed[0].by.element, element);
    }
}

#[test]
fn suppressions_that_do_nothing_are_told() {
    for (rule, element, expires, reason) in [
        (
            "D056",
            "zoo.feed(zoo.animal)/amount",
            Some("2026-05-01"),
            Unused::Expired,
        ),
        ("D056", "zoo.feed(zoo.animal)/food", None, Unused::Unmatched),
        (
            "D001",
            "zoo.feed(zoo.animal)/amount",
            None,
            Unused::Unmatched,
        ),
        (
            "D999",
            "zoo.feed(zoo.animal)/amount",
            None,
            Unused::UnknownRule,
        ),
    ] {
        let report = suppressed(suppression(rule, element, expires));
        assert_eq!(report.verdict.wire, Wire::Break);
        assert_eq!(report.unused_suppressions[0].reason, reason);
        assert!(report.suppressed.is_empty());
    }
}

#[test]
fn thresholds_look_at_their_own_axis() {
    let reached = |pair: &str| {
        let report = tell(pair, &Options::default());
        let all = [
            FailOn::WireBreak,
            FailOn::SourceBreak,
            FailOn::Risk,
            FailOn::Additive,
            FailOn::Any,
            FailOn::None,
        ];
        all.map(|threshold| report.reaches(threshold))
    };
    assert_eq!(
        reached("parameter-removed"),
        [true, true, true, true, true, false]
    );
    assert_eq!(
        reached("parameter-made-required"),
        [true, false, true, true, true, false]
    );
    assert_eq!(
        reached("last-subtype"),
        [true, true, true, true, true, false]
    );
    assert_eq!(
        reached("return-added"),
        [false, true, false, true, true, false]
    );
    assert_eq!(
        reached("restriction-added"),
        [false, false, true, true, true, false]
    );
    assert_eq!(
        reached("property-added"),
        [false, false, false, true, true, false]
    );
    assert_eq!(
        reached("description-changed"),
        [false, false, false, false, true, false]
    );
    assert_eq!(reached("parameters-reordered"), [false; 6]);
}

#[test]
fn what_was_removed_and_is_back_is_told() {
    let past = |event| Past {
        element: "zoo.cat/fur".to_owned(),
        date: Date::parse("2026-03-01").unwrap(),
        event,
    };
    let history = [past(Event::Removed), past(Event::Added)];
    let options = Options {
        history: &history,
        ..Options::default()
    };
    let came = tell("property-added", &options);
    assert_eq!(came.findings[0].past, [past(Event::Removed)]);
    let went = tell("property-removed", &options);
    assert_eq!(went.findings[0].past, [past(Event::Added)]);
}

#[test]
fn fingerprints_stay() {
    let of = |pair: &str| {
        tell(pair, &Options::default()).findings[0]
            .fingerprint
            .to_string()
    };
    assert_eq!(of("parameter-removed"), "a78a352cf668618b");
    assert_ne!(of("parameter-removed"), of("optional-parameter-added"));
}

/// A slice with a root that is on one side only.
#[test]
fn a_root_that_leads_nowhere_is_a_finding() {
    let config = r#"
        [crate]
        name = "zoo"
        [[api]]
        module = "zoo"
        service = ""
        metadata = "zoo.csdl"
        roots = ["GET /animals/{id}", "GET /cats"]
    "#;
    let config = Config::parse(config).unwrap();
    let options = Options {
        scope: Scope::Slice(&config.apis[0]),
        ..Options::default()
    };
    let went = tell("entity-set-removed", &options);
    let rules: Vec<_> = went
        .findings
        .iter()
        .map(|f| (f.rule.name, f.subject.as_str()))
        .collect();
    assert_eq!(
        rules,
        [
            ("entity-set-removed", "zoo.Keeper/cats"),
            ("root-lost", "GET /cats")
        ]
    );
    assert_eq!(went.verdict.source, Source::Break);
    assert_eq!(went.inputs[1].missing_roots, ["GET /cats"]);
    let came = tell("entity-set-added", &options);
    assert_eq!(came.verdict.source, Source::Additive);
    // What the slice does not want decides nothing.
    let elsewhere = tell("singleton-removed", &options);
    assert!(elsewhere.findings.is_empty());
    assert_eq!(elsewhere.elsewhere[0].rule.name, "singleton-removed");
    assert_eq!(elsewhere.elsewhere[0].source, Source::None);
}

#[test]
fn suppressions_of_the_configuration_name_rules_and_days() {
    let read = |rule: &str, until: &str| {
        let text = format!(
            "[crate]\nname = \"x\"\n[[api]]\nmodule = \"m\"\nservice = \"\"\nmetadata = \"m\"\nroots = [\"*\"]\n\
             [[drift.suppress]]\nrule = \"{rule}\"\nelement = \"a.b\"\nreason = \"x\"\nuntil = {until}\n"
        );
        let config = Config::parse(&text).unwrap();
        let mut faults = Diagnostics::new();
        let read = suppressions(&config.suppressions, 0, &mut faults);
        let faults: Vec<_> = (faults.iter())
            .map(|fault| {
                let span = fault.labels[0].span;
                let place = text[span.start as usize..span.end as usize].to_owned();
                (fault.code, place, fault.labels[0].text.clone())
            })
            .collect();
        (read, faults)
    };
    for until in ["2026-12-31", "\"2026-12-31\""] {
        let (read, faults) = read("parameter-removed", until);
        assert_eq!(faults, []);
        assert_eq!(read[0].expires, Date::parse("2026-12-31"));
    }
    let fault = |rule, until| read(rule, until).1.remove(0);
    let (code, place, hint) = fault("parameter-remove", "2026-12-31");
    assert_eq!((code, place.as_str()), ("E0305", "\"parameter-remove\""));
    assert_eq!(hint, "did you mean `parameter-removed`?");
    for until in ["\"soon\"", "12:00:00", "\"2026-12-31T00:00:00Z\""] {
        let (code, place, _) = fault("D056", until);
        assert_eq!((code, place.as_str()), ("E0305", until));
    }
}
