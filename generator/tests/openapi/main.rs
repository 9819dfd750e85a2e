//! OpenAPI as the input: the same as CSDL gives, for what both can say.

// Clippy knows tests, but not the functions that they share.
#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    clippy::unwrap_used
)]

#[path = "../common/skipped.rs"]
mod skipped;

mod changes;
mod document;
mod listed;
mod outside;
mod pairs;
mod parity;
mod real;
mod refusals;
mod roots;
mod spellings;

use std::fs;
use std::path::PathBuf;

use skipped::skipped;

use msgraph_generator::Surroundings;
use msgraph_generator::config::Config;
use msgraph_generator::diagnostics::{Renderer, Source};
use msgraph_generator::generate;
use msgraph_generator::output::Tree;

/// A file of the repository; `../shared` is beside it.
fn file(path: &str) -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/..")).join(path)
}

fn read(path: &str) -> String {
    fs::read_to_string(file(path)).unwrap()
}

/// The text of a file beside the repository, if it is there.
fn shared(path: &str) -> Option<String> {
    let text = fs::read_to_string(file("../shared").join(path)).ok();
    if text.is_none() {
        skipped(format_args!("../shared/{path}"));
    }
    text
}

/// What a configuration with one API makes of metadata: a crate, or the report.
fn tree(settings: &str, metadata: &str) -> Result<Tree, String> {
    let (tree, report) = run(settings, metadata);
    tree.ok_or(report)
}

/// The crate, and the report.
fn run(settings: &str, metadata: &str) -> (Option<Tree>, String) {
    let source = |name: &str, text: &str| Source::new(name, text);
    let mut config = Config::parse(settings).unwrap();
    config.apis.truncate(1);
    let mut sources = vec![source("metadata", metadata)];
    let generation = generate(&config, &sources, &Surroundings::default());
    sources.push(source("slices.toml", settings));
    let report = Renderer::plain().render(&generation.diagnostics, &sources);
    (generation.tree, report)
}

/// Paths and texts.
type Files = Vec<(String, String)>;

/// The files below `src/v1_0`.
fn module(tree: &Tree) -> Files {
    let files = tree
        .files()
        .filter(|(path, _)| path.starts_with("src/v1_0"));
    files
        .map(|(path, file)| (path.to_owned(), file.text.clone()))
        .collect()
}

/// Says which files differ, and in which lines.
fn difference(left: &Files, right: &Files) -> String {
    let mut report = String::new();
    let lines = |files: &Files, path: &str| {
        let file = files.iter().find(|(other, _)| other == path);
        file.map_or_else(Vec::new, |(_, text)| {
            text.lines().map(str::to_owned).collect()
        })
    };
    let paths: std::collections::BTreeSet<_> = left
        .iter()
        .chain(right)
        .map(|(path, _)| path.as_str())
        .collect();
    for path in paths {
        let (left, right) = (lines(left, path), lines(right, path));
        if left != right {
            report.extend([path, "\n"]);
            report.extend(
                left.iter()
                    .filter(|line| !right.contains(line))
                    .map(|line| format!("  - {line}\n")),
            );
            report.extend(
                right
                    .iter()
                    .filter(|line| !left.contains(line))
                    .map(|line| format!("  + {line}\n")),
            );
        }
    }
    report
}
