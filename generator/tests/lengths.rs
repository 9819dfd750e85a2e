//! No source file is longer than 400 lines. Clippy holds the length of functions (`clippy.toml`).

// Clippy knows tests, but not the functions that they share.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};

const MOST: usize = 400;

const FOLDERS: [&str; 5] = [
    "generator/src",
    "xtask/src",
    "runtime/src",
    "runtime/identity/src",
    "runtime/notifications/src",
];

#[test]
fn files_are_short() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut count = 0;
    let mut long = Vec::new();
    for folder in FOLDERS {
        for file in sources(&root.join(folder)) {
            let lines = fs::read_to_string(&file).unwrap().lines().count();
            count += 1;
            if lines > MOST {
                long.push(format!("{}: {lines} lines", file.display()));
            }
        }
    }
    assert!(count > 300, "{count} files were looked at");
    assert!(long.is_empty(), "more than {MOST} lines: {long:#?}");
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    found
}
