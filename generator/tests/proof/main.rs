//! Verdicts against the compiler. Of the crate of an old schema every public item is used, with its exact type,
//! by a function of its own; all of them are compiled against the crate of the new schema. Those that fail are
//! those of which the difference of the surfaces says that they break, and no other.

// Clippy knows tests, but not the functions that they share.
#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    clippy::unwrap_used
)]

mod compiler;
mod consumer;
mod hollow;
mod pair;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use pair::{Extent, Pair};

/// One pair for each rule at least.
#[test]
fn made_up_pairs_break_as_told() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/drift");
    prove("made-up", &read(&folder, Extent::Everything));
}

/// What differs between real versions, and what it mentions.
#[test]
fn real_pairs_break_as_told() {
    if let Some(folder) = history() {
        prove("history", &read(&folder, Extent::Touched));
    }
}

/// The whole of each real version.
#[test]
#[ignore = "takes half an hour"]
fn whole_real_pairs_break_as_told() {
    for folder in history().into_iter().flat_map(subfolders) {
        prove("whole-history", &[Pair::read(&folder, Extent::Everything)]);
    }
}

fn history() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/graph/history");
    if folder.is_dir() {
        return Some(folder);
    }
    println!("skipped: {} is not there", folder.display());
    None
}

fn subfolders(folder: PathBuf) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap());
    let mut folders: Vec<_> = entries
        .map(|entry| entry.path())
        .filter(|path| path.join("old.csdl").exists())
        .collect();
    folders.sort();
    folders
}

fn read(folder: &Path, extent: Extent) -> Vec<Pair> {
    let folders = subfolders(folder.to_owned());
    let pairs: Vec<_> = folders
        .iter()
        .map(|folder| Pair::read(folder, extent))
        .collect();
    assert!(!pairs.is_empty(), "{}", folder.display());
    pairs
}

/// All pairs are modules of one crate, so that there is one run of the compiler.
fn prove(name: &str, pairs: &[Pair]) {
    let uses: Vec<_> = pairs.iter().flat_map(|pair| pair.uses.clone()).collect();
    let trees = pairs.iter().map(|pair| pair.tree.clone());
    let failing = compiler::failing(name, trees, &uses);
    let told: BTreeSet<_> = pairs.iter().flat_map(|pair| pair.breaks.clone()).collect();
    let described = |items: Vec<&String>, what: &str| -> String {
        let lines = items.into_iter().map(|item| {
            let of = |key: &&consumer::Use| key.item == *item;
            let used = uses.iter().find(of).map_or("", |found| found.code.as_str());
            let errors = failing.get(item).map_or("", String::as_str);
            format!("{what}: {item}\n    {used}\n{errors}\n")
        });
        lines.collect::<Vec<_>>().concat()
    };
    let not_told = failing
        .keys()
        .filter(|item| !told.contains(*item))
        .collect();
    let compiling = told.iter().filter(|item| !failing.contains_key(*item));
    let not_failing = compiling.collect();
    let report = described(not_told, "breaks, and is not said to")
        + &described(not_failing, "is said to break, and compiles")
        + &contradicted(pairs, failing.keys());
    assert!(report.is_empty(), "{report}");
    println!(
        "{name}: {} pairs, {} items, {} of which break as told",
        pairs.len(),
        uses.len(),
        told.len()
    );
}

/// What reports tell and the compiler does not: a change breaks code if an item that changes for it does.
fn contradicted<'f>(pairs: &[Pair], failing: impl Iterator<Item = &'f String>) -> String {
    // Inherited ones break with the item that they are inherited from.
    let own = failing.filter(|item| !item.ends_with("(inherited)"));
    let paths = own.map(|item| item.split(' ').next().unwrap());
    let mut unexplained: BTreeSet<_> = paths.collect();
    let failing = unexplained.clone();
    let mut text = String::new();
    for told in pairs.iter().flat_map(|pair| &pair.told) {
        let broken: Vec<_> = (told.items.iter())
            .filter(|item| failing.contains(item.as_str()))
            .collect();
        if told.is_break == broken.is_empty() {
            text.push_str(&format!(
                "{}: {}, but {broken:?}\n",
                told.what, told.is_break
            ));
        }
        unexplained.retain(|item| !told.items.iter().any(|told| told == item));
    }
    for item in unexplained {
        text.push_str(&format!("{item} breaks, and no change is blamed\n"));
    }
    text
}
