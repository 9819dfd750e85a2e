//! The README lists the dependencies.

#![allow(clippy::indexing_slicing, clippy::unwrap_used)] // failing is what a test is for

use std::collections::BTreeSet;

const MANIFEST: &str = include_str!("../Cargo.toml");
const README: &str = include_str!("../README.md");

#[test]
fn all_dependencies_are_listed() {
    let section = MANIFEST.split("\n[dependencies]\n").nth(1).unwrap();
    let section = section.split("\n[").next().unwrap();
    let needed: BTreeSet<_> = section
        .lines()
        .filter(|line| !line.contains("optional = true"))
        .filter_map(|line| line.split([' ', '.']).next())
        .filter(|name| !name.is_empty())
        .collect();
    let listed = README.lines().filter_map(|line| {
        let name = line.strip_prefix("├── ").or(line.strip_prefix("└── "));
        name.and_then(|name| name.split(' ').next())
    });
    assert_eq!(listed.collect::<BTreeSet<_>>(), needed);
}
