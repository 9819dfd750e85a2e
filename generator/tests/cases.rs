//! Each folder of `tests/cases` is a case: `input.csdl` and `slices.toml` go in, and the crate in
//! `expected/` comes out, the report in `expected.diagnostics`, or both where there are warnings.
//! The expected crates are members of the workspace, so the test run compiles them too.
//!
//! `UPDATE_EXPECT=1 cargo test -p msgraph-generator --test cases` renews what is expected.

// Clippy knows tests, but not the functions that they share.
#![allow(clippy::panic, clippy::unwrap_used)]

mod common;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use common::{cases, metadata, run, settings};
use msgraph_generator::output::Tree;

const REPORT: &str = "expected.diagnostics";

#[test]
fn cases_give_what_is_expected() {
    let is_renewal = std::env::var_os("UPDATE_EXPECT").is_some();
    let mut different = Vec::new();
    for case in cases() {
        let (tree, report) = run(&settings(&case), &metadata(&case));
        let files = tree.as_ref().map(files_of).unwrap_or_default();
        if is_renewal {
            renew(&case, &files, &report);
        }
        let expected = read_files(&case.join("expected"));
        different.extend(differences(&case, &expected, &files));
        if fs::read_to_string(case.join(REPORT)).unwrap_or_default() != report {
            different.push(format!("{}:\n{report}", case.join(REPORT).display()));
        }
    }
    assert!(
        different.is_empty(),
        "not as expected; `UPDATE_EXPECT=1 cargo test -p msgraph-generator --test cases` renews it\n{}",
        different.join("\n")
    );
}

/// Files by path.
type Files = BTreeMap<String, String>;

fn files_of(tree: &Tree) -> Files {
    tree.files()
        .map(|(path, file)| (path.to_owned(), file.text.clone()))
        .collect()
}

/// The paths of files that are not the same in both.
fn differences(case: &Path, expected: &Files, files: &Files) -> Vec<String> {
    let mut paths: Vec<_> = expected.keys().chain(files.keys()).collect();
    paths.sort();
    paths.dedup();
    paths.retain(|&path| expected.get(path) != files.get(path));
    paths
        .into_iter()
        .map(|path| case.join("expected").join(path).display().to_string())
        .collect()
}

/// All files in a folder and the folders in it; a checkout may have changed their line ends.
fn read_files(folder: &Path) -> Files {
    let mut files = Files::new();
    let mut open = vec![folder.to_owned()];
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(next).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
                continue;
            }
            let name = path.strip_prefix(folder).unwrap().to_str().unwrap();
            let text = fs::read_to_string(&path).unwrap().replace("\r\n", "\n");
            files.insert(name.replace('\\', "/"), text);
        }
    }
    files
}

fn renew(case: &Path, files: &Files, report: &str) {
    let folder = case.join("expected");
    let _ = fs::remove_dir_all(&folder);
    let _ = fs::remove_file(case.join(REPORT));
    for (path, text) in files {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    if !report.is_empty() {
        fs::write(case.join(REPORT), report).unwrap();
    }
}
