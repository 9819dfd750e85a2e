//! The facts that stand first: what was compared, what came of it, and the version that the crate needs.

use super::Comparison;
use super::wording;
use crate::drift::{Bump, Finding, InputFacts, Source, Wire};

/// Names of facts and what they say, in order. What comes from metadata is not yet made harmless.
pub(super) fn header(comparison: &Comparison) -> Vec<(&'static str, String)> {
    let Comparison {
        version, report, ..
    } = comparison;
    let [old, new] = report.inputs.each_ref().map(input);
    let mut facts = vec![("old", old), ("new", new)];
    let counted = |worst: &[(&str, usize)]| {
        let counts = worst.iter().filter(|(_, n)| *n > 0);
        let counts: Vec<_> = counts.map(|(word, n)| format!("{n} {word}")).collect();
        (!counts.is_empty()).then(|| counts.join(", "))
    };
    let count = |is: &dyn Fn(&Finding) -> bool| report.findings.iter().filter(|f| is(f)).count();
    let wire = [Wire::Break, Wire::Risk, Wire::Safe]
        .map(|wire| (wording::wire(wire), count(&|f: &Finding| f.wire == wire)));
    let source = [Source::Break, Source::Additive, Source::None].map(|source| {
        (
            wording::source(source),
            count(&|f: &Finding| f.source == source),
        )
    });
    facts.extend(counted(&wire).map(|text| ("wire", text)));
    facts.extend(counted(&source).map(|text| ("source", text)));
    facts.extend(needed(version.as_deref(), report.verdict.bump).map(|text| ("version", text)));
    facts
}

/// A name with the revision and the day of it.
fn input(input: &InputFacts) -> String {
    let mut facts = Vec::new();
    facts.extend(input.revision.clone());
    facts.extend(input.date.map(|date| date.to_string()));
    if facts.is_empty() {
        return input.name.clone();
    }
    format!("{} ({})", input.name, facts.join(", "))
}

/// The version that the crate needs, as Cargo counts: of `0.3.1`, a break asks for `0.4.0`, and an addition for `0.3.2`.
fn needed(version: Option<&str>, bump: Bump) -> Option<String> {
    let words = wording::version(bump)?;
    let Some(next) = version.and_then(|version| Some((version, next(version, bump)?))) else {
        return Some(words.to_owned());
    };
    let (now, next) = next;
    Some(format!("{now} → {next} at least"))
}

fn next(version: &str, bump: Bump) -> Option<String> {
    // What stands behind the numbers is of this version only.
    let numbers = version.split(['-', '+']).next()?;
    let numbers: Vec<u64> = numbers
        .split('.')
        .map(|n| n.parse().ok())
        .collect::<Option<_>>()?;
    let [major, minor, patch] = numbers[..] else {
        return None;
    };
    let [next_major, next_minor, next_patch] = [major, minor, patch].map(|n| n.saturating_add(1));
    Some(match (bump, major, minor) {
        (Bump::None, ..) => return None,
        (Bump::Major, 0, 0) | (Bump::Minor, 0, _) | (Bump::Patch, ..) => {
            format!("{major}.{minor}.{next_patch}")
        }
        (Bump::Major, 0, _) => format!("0.{next_minor}.0"),
        (Bump::Major, ..) => format!("{next_major}.0.0"),
        (Bump::Minor, ..) => format!("{major}.{next_minor}.0"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_grow_as_cargo_counts() {
        for (version, bump, expected) in [
            ("1.2.3", Bump::Major, "2.0.0"),
            ("1.2.3", Bump::Minor, "1.3.0"),
            ("1.2.3", Bump::Patch, "1.2.4"),
            ("0.2.3", Bump::Major, "0.3.0"),
            ("0.2.3", Bump::Minor, "0.2.4"),
            ("0.0.3", Bump::Major, "0.0.4"),
            ("0.0.3", Bump::Minor, "0.0.4"),
            ("1.2.3-beta.1", Bump::Major, "2.0.0"),
        ] {
            assert_eq!(
                next(version, bump).as_deref(),
                Some(expected),
                "{version} {bump:?}"
            );
        }
        assert_eq!(next("1.2", Bump::Major), None);
        assert_eq!(next("1.2.3", Bump::None), None);
        let text = needed(Some("0.3.1"), Bump::Major);
        assert_eq!(text.as_deref(), Some("0.3.1 → 0.4.0 at least"));
        assert_eq!(
            needed(None, Bump::Minor).as_deref(),
            Some("a minor version")
        );
    }
}
