//! What is published can be: complete manifests, small packages, licences and versions that `deny.toml` allows.
//!
//! `cargo deny` looks at more; CI runs it where it is installed.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)] // failing is what a test is for

#[path = "../../generator/tests/common/counted.rs"]
mod counted;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

use counted::without;
use serde_json::Value;
use toml::de::{DeTable, DeValue};

const PUBLISHED: [&str; 6] = [
    "msgraph-codegen",
    "msgraph-core",
    "msgraph-generator",
    "msgraph-identity",
    "msgraph-notifications",
    "msgraph-operations",
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn cargo(arguments: &[&str]) -> Result<String, String> {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.current_dir(root()).args(arguments);
    let output = cargo.args(["--offline", "--quiet"]).output().unwrap();
    if output.status.success() {
        return Ok(String::from_utf8(output.stdout).unwrap());
    }
    let error = String::from_utf8_lossy(&output.stderr);
    Err(format!("{arguments:?}: {error}"))
}

/// All packages, ours and others'.
fn packages() -> Vec<Value> {
    packages_and_whether_all().0
}

/// The same, and whether they are those of all platforms: where nobody has fetched the others, they are of this one.
fn packages_and_whether_all() -> (Vec<Value>, bool) {
    let mut of_all = true;
    let all = [
        "metadata",
        "--locked",
        "--format-version=1",
        "--all-features",
    ];
    let metadata = cargo(&all).unwrap_or_else(|error| {
        without(format_args!(
            "a package of another platform (`cargo fetch` gets it; {error})"
        ));
        of_all = false;
        let host = host();
        let of_this_platform = [&all[..], &["--filter-platform", &host]].concat();
        cargo(&of_this_platform).unwrap()
    });
    let metadata: Value = serde_json::from_str(&metadata).unwrap();
    (metadata["packages"].as_array().unwrap().clone(), of_all)
}

/// The platform of the compiler.
fn host() -> String {
    let version = Command::new("rustc").arg("-vV").output().unwrap();
    let version = String::from_utf8(version.stdout).unwrap();
    let host = version.lines().find_map(|line| line.strip_prefix("host: "));
    host.unwrap().to_owned()
}

/// A list of `deny.toml`: texts, or tables about a crate.
fn list(section: &str, name: &str) -> Vec<String> {
    let text = std::fs::read_to_string(root().join("deny.toml")).unwrap();
    let file = DeTable::parse(&text).unwrap();
    let section = file.get_ref().get(section).unwrap().get_ref();
    let list = section.get(name).unwrap().get_ref().as_array().unwrap();
    let item = |item: &DeValue<'_>| {
        let named = item.get("crate").map_or(item, |name| name.get_ref());
        named.as_str().unwrap().to_owned()
    };
    list.iter().map(|value| item(value.get_ref())).collect()
}

fn text<'a>(package: &'a Value, key: &str) -> &'a str {
    package[key].as_str().unwrap_or_default()
}

#[test]
fn manifests_are_complete() {
    for package in packages() {
        let name = text(&package, "name");
        if !PUBLISHED.contains(&name) {
            continue;
        }
        for key in [
            "description",
            "documentation",
            "license",
            "readme",
            "repository",
            "rust_version",
        ] {
            assert!(!text(&package, key).is_empty(), "{name} has no {key}");
        }
        let folder = Path::new(text(&package, "manifest_path")).parent().unwrap();
        assert!(folder.join(text(&package, "readme")).exists(), "{name}");
        for (key, at_most) in [("keywords", 5), ("categories", 5)] {
            let count = package[key].as_array().unwrap().len();
            assert!((1..=at_most).contains(&count), "{name} has {count} {key}");
        }
    }
}

#[test]
fn packages_have_what_is_used_and_no_more() {
    for name in PUBLISHED {
        let list = cargo(&["package", "--list", "--allow-dirty", "--package", name]).unwrap();
        let files: BTreeSet<_> = list.lines().collect();
        let source = match name {
            "msgraph-codegen" => "src/main.rs",
            _ => "src/lib.rs",
        };
        for file in ["LICENSE-APACHE", "LICENSE-MIT", "README.md", source] {
            assert!(files.contains(file), "{name} lacks {file}");
        }
        let heavy = files
            .iter()
            .find(|file| file.starts_with("tests/") || file.starts_with("benches/"));
        assert_eq!(heavy, None, "{name}");
    }
}

#[test]
fn licences_are_allowed() {
    let allowed = list("licenses", "allow");
    let allowed: Vec<_> = allowed.iter().map(String::as_str).collect();
    let is_foreign = |package: &Value| package["source"].is_string();
    for package in packages().into_iter().filter(is_foreign) {
        let licence = text(&package, "license").replace('/', " OR ");
        let may = is_allowed(&licence, &allowed);
        assert!(
            may,
            "{} {}: {licence}",
            text(&package, "name"),
            text(&package, "version")
        );
    }
}

/// Whether one of the alternatives of an SPDX expression has nothing but what is allowed. `AND` binds stronger than `OR`
/// ([SPDX 2.3, annex D](https://spdx.github.io/spdx-spec/v2.3/SPDX-license-expressions/)).
fn is_allowed(expression: &str, allowed: &[&str]) -> bool {
    let spaced = expression.replace('(', " ( ").replace(')', " ) ");
    // Inner expressions are replaced by what they come to, the innermost first.
    if let Some((before, rest)) = spaced.rsplit_once(" ( ") {
        let (inner, after) = rest.split_once(" ) ").unwrap_or((rest, ""));
        let inner = if is_allowed(inner, allowed) {
            "yes"
        } else {
            "no"
        };
        return is_allowed(&format!("{before} {inner} {after}"), allowed);
    }
    spaced.split(" OR ").any(|alternative| {
        let mut parts = alternative.split(" AND ").map(str::trim);
        parts.all(|part| part == "yes" || allowed.contains(&part))
    })
}

#[test]
fn expressions_of_licences_are_understood() {
    for (expression, expected) in [
        ("MIT", true),
        ("GPL-3.0", false),
        ("GPL-3.0 OR MIT", true),
        ("GPL-3.0 AND MIT", false),
        ("(MIT OR Apache-2.0) AND ISC", true),
        ("(MIT OR Apache-2.0) AND GPL-3.0", false),
        ("MIT AND (ISC AND (GPL-3.0 OR ISC))", true),
        ("", false),
    ] {
        let allowed = ["Apache-2.0", "ISC", "MIT"];
        assert_eq!(is_allowed(expression, &allowed), expected, "{expression}");
    }
}

#[test]
fn no_crate_comes_in_more_versions_than_are_known() {
    let skipped = list("bans", "skip");
    let mut skipped: BTreeSet<_> = skipped.iter().map(String::as_str).collect();
    let (packages, of_all) = packages_and_whether_all();
    let mut versions: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for package in &packages {
        versions
            .entry(text(package, "name"))
            .or_default()
            .push(numbers(text(package, "version")));
    }
    for (name, mut versions) in versions {
        versions.sort();
        versions.pop();
        for version in versions {
            let is_this = |skip: &&str| {
                let (other, prefix) = skip.split_once('@').unwrap();
                other == name && version.starts_with(&numbers(prefix))
            };
            let known = skipped.iter().copied().find(|skip| is_this(skip));
            let known =
                known.unwrap_or_else(|| panic!("{name} comes in {version:?}, too: deny.toml"));
            skipped.remove(known);
        }
    }
    assert!(
        skipped.is_empty() || !of_all,
        "not needed in deny.toml any more: {skipped:?}"
    );
}

/// The parts of a version: `1.86.0` is 1, 86, 0.
fn numbers(version: &str) -> Vec<u32> {
    let parts = version.split(['.', '-', '+']);
    parts.map_while(|part| part.parse().ok()).collect()
}

/// Cargo refuses a dependency that asks for a newer Rust than there is.
#[test]
fn what_always_comes_along_runs_on_the_oldest_rust() {
    let arguments = ["--no-default-features", "--edges=normal", "--prefix=none"];
    let tree =
        cargo(&[&["tree", "--package=msgraph-operations"][..], &arguments].concat()).unwrap();
    let packages = packages();
    let oldest = |name: &str| {
        let package = packages
            .iter()
            .find(|package| text(package, "name") == name);
        numbers(text(package.unwrap(), "rust_version"))
    };
    let names: BTreeSet<_> = tree
        .lines()
        .filter_map(|line| line.split(' ').next())
        .collect();
    assert!(names.contains("http"), "{names:?}");
    for name in names {
        assert!(oldest(name) <= oldest("msgraph-operations"), "{name}");
    }
}

/// The manifest of the crate of this repository is written by hand: it has the features that a new one
/// would have.
#[test]
fn the_manifest_by_hand_has_the_features_of_a_new_one() {
    let repository = root();
    let folder = tempfile::tempdir().unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_msgraph-codegen"))
        .args(["generate", "--out"])
        .arg(folder.path())
        .output()
        .unwrap();
    assert!(output.status.success());
    let features = |folder: &Path| {
        let manifest = std::fs::read_to_string(folder.join("Cargo.toml")).unwrap();
        let (_, features) = manifest.split_once("[features]\n").unwrap();
        let (features, _) = features.split_once("\n\n").unwrap();
        features.replace("\r\n", "\n")
    };
    assert_eq!(
        features(&repository.join("generated")),
        features(folder.path())
    );
}

/// A `cargo` that writes down what it is asked. It has `deny` like current versions, with or without a network.
#[cfg(unix)]
const CARGO: &str = r#"#!/usr/bin/env bash
echo "$*" >>"$CARGO_LOG"
case "$*" in
    deny*" fetch db") exit "$NO_NETWORK" ;;
    deny*check*--config*) exit 2 ;;
    deny*advisories) exit "$VULNERABLE" ;;
esac
"#;

/// Runs the script of CI: whether it succeeds, what it says, what it asks `cargo deny`.
#[cfg(unix)]
fn script(no_network: &str, vulnerable: &str) -> (bool, String, Vec<String>) {
    use std::os::unix::fs::PermissionsExt as _;

    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    for (name, text) in [("cargo", CARGO), ("rustup", "#!/bin/sh\n")] {
        std::fs::write(path(name), text).unwrap();
        let executable = std::fs::Permissions::from_mode(0o755);
        std::fs::set_permissions(path(name), executable).unwrap();
    }
    let system = std::env::var("PATH").unwrap();
    let output = Command::new(root().join(".ci/publishing"))
        .env("PATH", format!("{}:{system}", folder.path().display()))
        .env("CARGO_LOG", path("log"))
        .env("NO_NETWORK", no_network)
        .env("VULNERABLE", vulnerable)
        .output()
        .unwrap();
    let log = std::fs::read_to_string(path("log")).unwrap();
    let is_check = |line: &&str| line.starts_with("deny") && line.contains("check");
    let asked = log.lines().filter(is_check);
    let said = String::from_utf8(output.stdout).unwrap();
    let asked = asked.map(str::to_owned).collect();
    (output.status.success(), said, asked)
}

#[cfg(unix)]
#[test]
fn advisories_are_checked_where_there_is_a_network() {
    let (succeeds, said, asked) = script("0", "0");
    assert!(succeeds && !said.contains("advisories"), "{said}");
    for krate in [
        "generated",
        "generator",
        "runtime",
        "runtime/identity",
        "runtime/notifications",
        "xtask",
    ] {
        let check = format!("deny --manifest-path {krate}/Cargo.toml check");
        assert!(
            asked.contains(&format!("{check} bans licenses sources")),
            "{asked:?}"
        );
        assert!(
            asked.contains(&format!("{check} --disable-fetch advisories")),
            "{asked:?}"
        );
    }
    assert!(!script("0", "1").0, "an advisory is a failure");
    let (succeeds, said, asked) = script("1", "1");
    assert!(succeeds && said.contains("advisories skipped"), "{said}");
    assert_eq!(asked.len(), 6, "{asked:?}");
}
