//! What the surface of a crate says is what its code says.

// Clippy knows tests, but not the functions that they share.
#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    clippy::unwrap_used
)]

mod code;
#[allow(dead_code, reason = "other tests use the rest")]
#[path = "../common/mod.rs"]
mod common;
mod gates;

use std::collections::BTreeSet;

use common::{cases, metadata, run, settings};

#[test]
fn the_surface_is_that_of_the_code() {
    let mut different = Vec::new();
    for case in cases() {
        let (Some(tree), _) = run(&settings(&case), &metadata(&case)) else {
            continue;
        };
        let text = &tree.get("api.txt").unwrap().text;
        let said: BTreeSet<_> = text
            .lines()
            .filter(|line| !line.is_empty() && !line.starts_with('#'))
            // The meaning on the wire is no part of the declaration.
            .map(|line| line.split("  = ").next().unwrap_or(line).to_owned())
            .collect();
        let found = code::lines(&tree);
        let missing = found.difference(&said).map(|line| format!("+ {line}"));
        let invented = said.difference(&found).map(|line| format!("- {line}"));
        let lines: Vec<_> = missing.chain(invented).collect();
        if !lines.is_empty() {
            different.push(format!("{}\n{}", case.display(), lines.join("\n")));
        }
    }
    assert!(different.is_empty(), "{}", different.join("\n\n"));
}
