//! Same input, same bytes: whatever the order of elements, the line ends and the indentation.

// Clippy knows tests, but not the functions that they share.
#![allow(clippy::indexing_slicing, clippy::print_stdout, clippy::unwrap_used)]

#[path = "common/skipped.rs"]
mod skipped;

mod common;
#[path = "common/seed.rs"]
mod seed;
#[path = "common/shuffle.rs"]
mod shuffle;

use std::fs;
use std::path::{Path, PathBuf};

use skipped::skipped;

use common::{cases, metadata, run, settings};
use msgraph_generator::config::Config;
use msgraph_generator::diagnostics::{Diagnostics, Source};
use msgraph_generator::output::Tree;
use msgraph_generator::{canonical, projected};
use seed::seed;
use shuffle::{Numbers, shuffled};

/// How often each input is shuffled.
const TURNS: u64 = 4;

/// An input that gives a crate.
struct Input {
    name: String,
    settings: String,
    metadata: String,
}

impl Input {
    fn tree(&self, metadata: &str) -> Tree {
        let (tree, report) = run(&self.settings, metadata);
        assert!(tree.is_some(), "{}: {report}", self.name);
        tree.unwrap()
    }

    /// Does other metadata give the same crate?
    fn gives_the_same(&self, tree: &Tree, metadata: &str) {
        let other = self.tree(metadata);
        let paths =
            |tree: &Tree| -> Vec<_> { tree.files().map(|(path, _)| path.to_owned()).collect() };
        assert_eq!(paths(tree), paths(&other), "{}", self.name);
        for (path, file) in tree.files() {
            assert_eq!(Some(file), other.get(path), "{}: {path}", self.name);
        }
    }
}

/// The cases of CSDL that give a crate, and the schemas of this repository. `openapi/changes.rs` has the like for OpenAPI.
fn inputs() -> Vec<Input> {
    let csdl = |case: &PathBuf| case.join("input.csdl").exists();
    let cases = cases().into_iter().filter(csdl).map(|case| Input {
        name: case.display().to_string(),
        settings: settings(&case),
        metadata: metadata(&case),
    });
    // What is not XML is reordered in `tests/openapi`.
    let cases = cases.filter(|input| {
        input
            .metadata
            .trim_start_matches('\u{feff}')
            .starts_with('<')
    });
    let cases = cases.filter(|input| run(&input.settings, &input.metadata).0.is_some());
    cases
        .chain(schemas("v1.0.csdl", None))
        .chain(schemas("beta.csdl", None))
        .collect()
}

/// The slice of this repository, of its own metadata or of other.
fn schemas(file: &str, metadata: Option<&Path>) -> Option<Input> {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../schemas"));
    let settings = fs::read_to_string(folder.join("slices.toml")).unwrap();
    let mut parts = settings.split("\n[[api]]");
    let package = parts.next()?;
    let api = parts.find(|part| part.contains(&format!("metadata = \"{file}\"")))?;
    let own = folder.join(file);
    Some(Input {
        name: format!("schemas/{file}"),
        settings: format!("{package}\n[[api]]{api}"),
        metadata: fs::read_to_string(metadata.unwrap_or(&own)).unwrap(),
    })
}

#[test]
fn twice_is_the_same() {
    for input in inputs() {
        input.gives_the_same(&input.tree(&input.metadata), &input.metadata);
    }
}

#[test]
fn the_order_of_elements_does_not_matter() {
    let seed = seed(0);
    for input in inputs() {
        let tree = input.tree(&input.metadata);
        for turn in 0..TURNS {
            let shuffled = shuffled(&input.metadata, &mut Numbers(seed.wrapping_add(turn)));
            input.gives_the_same(&tree, &shuffled);
        }
    }
}

/// What is cut out has all that is generated from it, and all that is patched in it.
#[test]
fn a_canonical_slice_gives_the_same_crate() {
    for input in inputs() {
        let config = Config::parse(&input.settings).unwrap();
        let source = Source::new(input.name.clone(), input.metadata.clone());
        let mut diagnostics = Diagnostics::new();
        let slice = projected(&config.apis[0], &source, &mut diagnostics, canonical::write);
        input.gives_the_same(&input.tree(&input.metadata), &slice.unwrap());
    }
}

#[test]
fn shuffling_changes_the_input() {
    let input = schemas("v1.0.csdl", None).unwrap();
    let shuffled = shuffled(&input.metadata, &mut Numbers(0));
    assert_ne!(shuffled, input.metadata);
    let sorted = |text: &str| {
        let mut bytes = text.as_bytes().to_vec();
        bytes.sort_unstable();
        bytes
    };
    assert_eq!(sorted(&shuffled), sorted(&input.metadata));
}

#[test]
fn line_ends_and_indentation_do_not_matter() {
    for input in inputs() {
        let tree = input.tree(&input.metadata);
        input.gives_the_same(&tree, &input.metadata.replace('\n', "\r\n"));
        let lines: Vec<_> = input.metadata.lines().map(str::trim_start).collect();
        input.gives_the_same(&tree, &lines.join("\n"));
        input.gives_the_same(&tree, &lines.join("\n\t\t\n  \t"));
    }
}

#[test]
fn nor_do_they_in_real_metadata() {
    let real = Path::new(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../shared/graph/v1.0.csdl"
    ));
    if !real.exists() {
        skipped(real.display());
        return;
    }
    let input = schemas("v1.0.csdl", Some(real)).unwrap();
    let tree = input.tree(&input.metadata);
    input.gives_the_same(&tree, &input.metadata);
    input.gives_the_same(&tree, &shuffled(&input.metadata, &mut Numbers(seed(1))));
    input.gives_the_same(&tree, &input.metadata.replace('\n', "\r\n"));
}
