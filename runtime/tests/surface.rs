//! The public surface of this crate is `api.txt`, checked in, so that a change of it shows in a review; and all that
//! people name has an example.
//!
//! `UPDATE_EXPECT=1 cargo test -p msgraph-core --test surface` writes the file anew. It is made of the sources: a line per
//! fact below each public name. What macros of this crate write is told by the macro and by its calls.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)] // failing is what a test is for

#[path = "surface/facts.rs"]
mod facts;
#[path = "surface/listing.rs"]
mod listing;
#[path = "surface/source.rs"]
mod source;
#[path = "surface/spelling.rs"]
mod spelling;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use listing::Crate;
use syn::Item;

fn this_crate() -> Crate {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lib.rs");
    Crate::new(source::modules(&root))
}

#[test]
fn the_public_surface_is_the_one_that_is_checked_in() {
    let text = listed(&this_crate());
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("api.txt");
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        fs::write(&path, &text).unwrap();
    }
    let expected = fs::read_to_string(&path).unwrap_or_default();
    let missing: Vec<_> = expected
        .lines()
        .filter(|line| !text.contains(line))
        .collect();
    let new: Vec<_> = text
        .lines()
        .filter(|line| !expected.contains(line))
        .collect();
    assert!(
        text == expected,
        "the public surface changed; UPDATE_EXPECT=1 writes api.txt anew\ngone: {missing:#?}\nnew: {new:#?}"
    );
}

fn listed(this_crate: &Crate) -> String {
    let mut text = String::from(
        "# The public surface of msgraph-core, from its sources: see tests/surface.rs. A line that goes breaks programs.\n",
    );
    let (public, foreign) = this_crate.public();
    text += "\n";
    for line in foreign {
        writeln!(text, "use {line}").unwrap();
    }
    for public in public.values() {
        let hidden = if public.is_hidden { " (hidden)" } else { "" };
        writeln!(text, "\n{}{hidden}", public.path).unwrap();
        for line in this_crate.lines(public) {
            writeln!(text, "    {line}").unwrap();
        }
    }
    text += "\n# What these macros write is public, too.\n";
    for (name, lines) in this_crate.local_macros() {
        writeln!(text, "\nmacro {name}").unwrap();
        for line in lines {
            writeln!(text, "    {line}").unwrap();
        }
    }
    text
}

/// Items that only generated code names have none, but for its macros.
#[test]
fn all_that_people_name_has_an_example() {
    let this_crate = this_crate();
    let (public, _) = this_crate.public();
    let is_for_people = |item: &Item, path: &str| {
        !path.starts_with("codegen::") || matches!(item, Item::Macro(it) if it.ident.is_some())
    };
    let counted = public
        .values()
        .filter(|public| !public.is_hidden && is_for_people(public.item, &public.path));
    let counted: Vec<_> = counted.collect();
    assert!(counted.len() > 100, "{}", counted.len());
    let without = counted
        .iter()
        .filter(|one| !one.documentation.contains("```"));
    let without: Vec<_> = without.map(|one| &one.path).collect();
    assert!(
        without.is_empty(),
        "{} of {} have no example: {without:#?}",
        without.len(),
        counted.len()
    );
}

/// Dependencies of which nothing shows in the API.
const PRIVATE: [&str; 6] = [
    "base64",
    "http-body",
    "httpdate",
    "percent-encoding",
    "reqwest",
    "tracing",
];

#[test]
fn crates_of_others_in_the_api_are_told_with_their_major_versions() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let manifest = fs::read_to_string(folder.join("Cargo.toml")).unwrap();
    let manifest: toml::Table = manifest.parse().unwrap();
    let dependencies = manifest["dependencies"].as_table().unwrap();
    let public = dependencies
        .iter()
        .filter(|(name, _)| !PRIVATE.contains(&name.as_str()));
    let expected: BTreeMap<_, _> = public
        .map(|(name, dependency)| {
            let version = dependency.get("version").unwrap_or(dependency);
            (name.clone(), major(version.as_str().unwrap()))
        })
        .collect();

    let root = fs::read_to_string(folder.join("src/lib.rs")).unwrap();
    let rows = root.lines().filter_map(|line| {
        let mut cells = line.strip_prefix("//! | `")?.split('|').map(str::trim);
        let name = cells.next()?.trim_end_matches('`').to_owned();
        Some((name, cells.next()?.to_owned()))
    });
    assert_eq!(rows.collect::<BTreeMap<_, _>>(), expected);
}

/// Of a version what must stay for programs to compile: `1` of `1.36`, `0.4` of `0.4.34`.
fn major(version: &str) -> String {
    let numbers: Vec<_> = version.split('.').collect();
    let counting = if numbers[0] == "0" { 2 } else { 1 };
    numbers[..counting].join(".")
}
