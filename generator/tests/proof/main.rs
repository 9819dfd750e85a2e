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

#[path = "../common/skipped.rs"]
mod skipped;

mod compiler;
mod consumer;
mod hollow;
mod pair;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::thread;

use skipped::skipped;

use consumer::Use;
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
    skipped(folder.display());
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
    let read = |folders: &[PathBuf]| -> Vec<Pair> {
        let pairs = folders.iter().map(|folder| Pair::read(folder, extent));
        pairs.collect()
    };
    let (one, other) = folders.split_at(folders.len() / 2);
    let pairs: Vec<_> = thread::scope(|scope| {
        let one = scope.spawn(|| read(one));
        let other = read(other);
        one.join().unwrap().into_iter().chain(other).collect()
    });
    assert!(!pairs.is_empty(), "{}", folder.display());
    pairs
}

/// All pairs are modules of one crate, so that there is one run of the compiler.
fn prove(name: &str, pairs: &[Pair]) {
    let uses: Vec<_> = pairs.iter().flat_map(|pair| pair.uses.clone()).collect();
    let trees = pairs.iter().map(|pair| pair.tree.clone());
    let failing = compiler::failing(name, trees, &uses);
    let report = [wrong(pairs, &uses, &failing), contradicted(pairs, &failing)].concat();
    assert!(report.is_empty(), "{}", report.join("\n"));
    for pair in pairs {
        let (items, breaks) = (pair.uses.len(), pair.breaks.len());
        println!(
            "{}: {items} items, {breaks} of which break as told",
            pair.name
        );
    }
}

/// Items that do not compile, with what the compiler says.
type Failing = BTreeMap<String, String>;

/// The items that the difference of the surfaces is wrong about.
fn wrong(pairs: &[Pair], uses: &[Use], failing: &Failing) -> Vec<String> {
    let told: BTreeSet<_> = pairs.iter().flat_map(|pair| &pair.breaks).collect();
    let mut report = Vec::new();
    for Use { item, code, .. } in uses {
        match (told.contains(item), failing.get(item)) {
            (true, None) => {
                report.push(format!("{item} is said to break, and compiles\n    {code}"));
            }
            (false, Some(errors)) => {
                report.push(format!(
                    "{item} breaks, and is not said to\n    {code}\n{errors}"
                ));
            }
            _ => {}
        }
    }
    report
}

/// What reports tell and the compiler does not: a change breaks code if an item that changes for it does.
fn contradicted(pairs: &[Pair], failing: &Failing) -> Vec<String> {
    // Inherited ones break with the item that they are inherited from.
    let own = failing.keys().filter(|item| !item.ends_with("(inherited)"));
    let failing: BTreeSet<_> = own.map(|item| item.split(' ').next().unwrap()).collect();
    let mut unexplained = failing.clone();
    let mut report = Vec::new();
    for told in pairs.iter().flat_map(|pair| &pair.told) {
        let mut items = told.items.iter();
        let breaks = items.find(|item| failing.contains(item.as_str()));
        match (told.is_break, breaks) {
            (true, None) if !told.is_retargeted => {
                report.push(format!("{} is said to break code, and does not", told.what));
            }
            (false, Some(item)) => {
                report.push(format!(
                    "{} is not said to break code, and breaks {item}",
                    told.what
                ));
            }
            _ => {}
        }
        unexplained.retain(|item| !told.items.iter().any(|told| told == item));
    }
    let unexplained = unexplained.into_iter();
    report.extend(unexplained.map(|item| format!("{item} breaks, and no change is blamed")));
    report
}
