//! What is told of two schemas: made-up pairs, each for a rule, and real ones.
//!
//! `UPDATE_EXPECT=1 cargo test -p msgraph-generator --test drift` writes what is told of the made-up pairs.

// Clippy knows tests, but not the functions that they share.
#![allow(clippy::indexing_slicing, clippy::print_stdout, clippy::unwrap_used)]

#[path = "common/skipped.rs"]
mod skipped;

#[path = "drift/edits.rs"]
mod edits;
#[path = "drift/history.rs"]
mod history;
#[path = "drift/policy.rs"]
mod policy;
#[path = "drift/same.rs"]
mod same;
#[path = "common/seed.rs"]
mod seed;
#[path = "common/shuffle.rs"]
mod shuffle;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use msgraph_generator::config::Config;
use msgraph_generator::diagnostics::{Diagnostics, Source};
use msgraph_generator::drift::{
    Date, Finding, Occurrence, Options, Place, RULES, Reconfiguration, Report, Scope, Setup,
    Source as DriftSource, SurfaceLine, Wire,
};
use msgraph_generator::rust::names::Published;
use msgraph_generator::{compared, reconfigured};

/// The folders of the made-up pairs, sorted.
fn pairs() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/drift");
    let folders = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let mut pairs: Vec<_> = folders
        .filter(|path| path.join("new.csdl").exists())
        .collect();
    pairs.sort();
    pairs
}

fn read(path: &Path) -> Source {
    Source::new(
        path.file_name().unwrap().to_string_lossy().into_owned(),
        fs::read_to_string(path).unwrap(),
    )
}

/// Of everything or, where there is a `slices.toml`, of the slice that it asks for.
fn report(pair: &Path, options: &Options<'_>) -> Report {
    let [old, new] = ["old.csdl", "new.csdl"].map(|file| read(&pair.join(file)));
    let config = fs::read_to_string(pair.join("slices.toml")).ok();
    let config = config.map(|text| Config::parse(&text).unwrap());
    let slice = config
        .iter()
        .map(|config| Scope::Slice(&config.apis[0]))
        .next();
    let reconfiguration = reconfiguration(pair, &old);
    let options = Options {
        scope: slice.unwrap_or(options.scope),
        reconfiguration: reconfiguration.as_ref(),
        ..*options
    };
    compared(&old, &new, &options, &mut Diagnostics::new()).unwrap()
}

/// The differences of the configuration from `old.toml`, where that is there.
fn reconfiguration(pair: &Path, metadata: &Source) -> Option<Reconfiguration> {
    if !pair.join("old.toml").exists() {
        return None;
    }
    let sources = ["old.toml", "slices.toml"].map(|file| read(&pair.join(file)));
    let configs = sources
        .each_ref()
        .map(|source| Config::parse(&source.text).unwrap());
    let [before, after] = [0, 1].map(|n| Setup {
        api: configs[n].apis.last().unwrap(),
        has_features: configs[n].package.features.is_some(),
        source: &sources[n],
    });
    let is_gone = configs[0].apis.len() > configs[1].apis.len();
    let after = (!is_gone).then_some(&after);
    reconfigured(metadata, &before, after, &Published::default())
}

/// Findings, a line each, with their places below.
fn outline(findings: &[Finding]) -> String {
    let mut text = String::new();
    for finding in findings {
        let Finding {
            rule,
            subject,
            shape,
            section,
            wire,
            source,
            bump,
            occurrences,
            ..
        } = finding;
        writeln!(text, "{section:?}: {} {} {subject}", rule.id, rule.name).unwrap();
        writeln!(
            text,
            "  wire {wire:?}, source {source:?}, {bump:?} × {}: {shape}",
            occurrences.len()
        )
        .unwrap();
        if let Some(announcement) = &finding.announcement {
            let text_of =
                |date: Option<Date>| date.map_or_else(String::new, |date| date.to_string());
            let (announced, removal) = (
                text_of(announcement.announced),
                text_of(announcement.removal),
            );
            writeln!(
                text,
                "  announced {announced} for {removal}, {:?} days left",
                announcement.days_left
            )
            .unwrap();
        }
        for occurrence in occurrences {
            outline_of_occurrence(occurrence, &mut text);
        }
    }
    text
}

fn outline_of_occurrence(occurrence: &Occurrence, text: &mut String) {
    let place = |place: &Option<Place>| {
        let place = place.as_ref();
        place.map_or("-".to_owned(), |p| format!("{}: {}", p.line, p.csdl))
    };
    let Occurrence {
        rule,
        element,
        detail,
        old,
        new,
        ..
    } = occurrence;
    writeln!(text, "  {} {element} {detail}", rule.id).unwrap();
    writeln!(text, "    < {}\n    > {}", place(old), place(new)).unwrap();
    for change in &occurrence.rust {
        let line = |line: &Option<SurfaceLine>| {
            let line = line.as_ref();
            line.map_or("-".to_owned(), |line| line.text.clone())
        };
        let (before, after) = (line(&change.before), line(&change.after));
        writeln!(text, "    {before} => {after}").unwrap();
    }
}

#[test]
fn made_up_pairs_are_told_as_expected() {
    let options = Options {
        today: Date::parse("2026-05-02"),
        ..Options::default()
    };
    let mut faults = Vec::new();
    for pair in pairs() {
        let report = report(&pair, &options);
        let mut text = outline(&report.findings);
        for ignored in &report.ignored {
            writeln!(text, "ignored: {} × {}", ignored.count, ignored.what).unwrap();
        }
        let expected = pair.join("findings.txt");
        if std::env::var_os("UPDATE_EXPECT").is_some() {
            fs::write(expected, text).unwrap();
        } else if fs::read_to_string(&expected).ok() != Some(text) {
            faults.push(pair.file_name().unwrap().to_owned());
        }
    }
    assert!(faults.is_empty(), "not as expected: {faults:?}");
}

/// A pair that is called like a rule tells of it.
#[test]
fn each_rule_has_a_pair() {
    let mut seen = BTreeSet::new();
    for pair in pairs() {
        let report = report(&pair, &Options::default());
        let rules: BTreeSet<_> = report
            .findings
            .iter()
            .flat_map(|f| &f.occurrences)
            .map(|o| o.rule.name)
            .collect();
        let name = pair.file_name().unwrap().to_string_lossy().into_owned();
        if RULES.iter().any(|rule| rule.name == name) {
            assert!(rules.contains(name.as_str()), "{name} tells of {rules:?}");
        }
        seen.extend(rules);
    }
    // A pair that tells of it would show that a rule is missing.
    seen.insert("unattributed");
    // Only the command has a crate that another generator wrote.
    seen.insert("generator-changed");
    let rules = RULES.iter().map(|rule| rule.name);
    let missing: Vec<_> = rules.filter(|name| !seen.contains(name)).collect();
    assert!(missing.is_empty(), "no pair tells of {missing:?}");
}

/// A finding that breaks something never advises to do nothing.
fn advises(report: &Report) -> Vec<String> {
    let breaks = |f: &&Finding| f.wire == Wire::Break || f.source == DriftSource::Break;
    let idle = (report.findings.iter().chain(&report.elsewhere))
        .filter(breaks)
        .filter(|f| f.advice().starts_with("Nothing"));
    idle.map(|f| format!("{} {}", f.rule.name, f.subject))
        .collect()
}

#[test]
fn no_finding_that_breaks_something_advises_nothing() {
    for pair in pairs() {
        let report = report(&pair, &Options::default());
        assert!(
            advises(&report).is_empty(),
            "{pair:?}: {:?}",
            advises(&report)
        );
        // It is named after the worst of its places.
        for finding in &report.findings {
            let worst = |o: &&Occurrence| o.rule == finding.rule && o.element == finding.subject;
            let named: Vec<_> = finding.occurrences.iter().filter(worst).collect();
            assert!(
                named.iter().any(|o| o.wire == finding.wire),
                "{pair:?}: {}",
                finding.subject
            );
        }
    }
}
