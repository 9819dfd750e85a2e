//! The files of a crate.

#![allow(clippy::unwrap_used)] // failing is what a test is for

use std::fs;
use std::path::{Path, PathBuf};

/// Returns the files in a folder and in those below it that have one of these extensions; of a file, the file itself.
pub(crate) fn sources(place: &Path, extensions: &[&str]) -> Vec<PathBuf> {
    if place.is_file() {
        return vec![place.to_owned()];
    }
    let entries = fs::read_dir(place).unwrap();
    let found = entries.flat_map(|entry| sources(&entry.unwrap().path(), extensions));
    let is_wanted = |path: &PathBuf| {
        path.extension()
            .is_some_and(|extension| extensions.iter().any(|wanted| extension == *wanted))
    };
    found.filter(is_wanted).collect()
}
