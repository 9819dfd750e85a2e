//! Trees of files: reading them, and writing them so that a failure loses nothing.

use std::collections::BTreeMap;
use std::fs::{self, DirEntry};
use std::path::{Path, PathBuf};

use msgraph_codegen::output::{Difference, Tree};
use tempfile::TempDir;

use crate::failure::Failure;
use crate::paths;
use crate::transaction::{STAGED, Transaction};

/// Files with their bytes, by path below a folder, with forward slashes.
pub(crate) type Files = BTreeMap<String, Vec<u8>>;

/// Reads one file.
pub(crate) fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    fs::read(path).map_err(|error| Failure::io("read", path, &error))
}

/// Reads what is there of a crate: all that is below `src`, and the files of the tree elsewhere.
pub(crate) fn read_crate(root: &Path, tree: &Tree) -> Result<Files, Failure> {
    let mut files = Files::new();
    read_folder(root, "src", &mut files)?;
    for (path, _) in tree.files().filter(|(path, _)| !path.starts_with("src/")) {
        let place = root.join(path);
        if place.exists() {
            files.insert(path.to_owned(), read(&place)?);
        }
    }
    Ok(files)
}

/// Links to folders are files here: they are not followed.
fn read_folder(root: &Path, path: &str, files: &mut Files) -> Result<(), Failure> {
    let folder = root.join(path);
    if !folder.is_dir() {
        return Ok(());
    }
    let fault = |error| Failure::io("read", &folder, &error);
    for entry in fs::read_dir(&folder).map_err(fault)? {
        let entry = entry.map_err(fault)?;
        let Some(path) = entry
            .file_name()
            .to_str()
            .map(|name| format!("{path}/{name}"))
        else {
            let shown = paths::shown(&entry.path());
            return Err(Failure::usage(format!("the name of {shown} is not UTF-8")));
        };
        let kind = entry.file_type().map_err(fault)?;
        if kind.is_dir() {
            read_folder(root, &path, files)?;
        } else if entry.path().is_file() {
            files.insert(path, read(&entry.path())?);
        } else {
            files.insert(path, Vec::new());
        }
    }
    Ok(())
}

/// The files in a folder and the folders in it that end in one of these ways. Links to folders are not
/// followed.
pub(crate) fn below(folder: &Path, extensions: &[&str]) -> Result<Vec<PathBuf>, Failure> {
    let mut found = Vec::new();
    let fault = |error| Failure::io("read", folder, &error);
    for entry in fs::read_dir(folder).map_err(fault)? {
        let entry = entry.map_err(fault)?;
        let path = entry.path();
        if entry.file_type().map_err(fault)?.is_dir() {
            found.extend(below(&path, extensions)?);
        } else if path
            .extension()
            .is_some_and(|is| extensions.iter().any(|e| is == *e))
        {
            found.push(path);
        }
    }
    Ok(found)
}

/// A folder that goes when it is dropped.
pub(crate) fn temporary_folder() -> Result<TempDir, Failure> {
    tempfile::tempdir().map_err(|error| Failure::io("make", &std::env::temp_dir(), &error))
}

/// Refuses a folder in which something else lives. One with nothing but hidden entries is empty, and so is one with
/// nothing but what a killed run left.
pub(crate) fn refuse_strangers(root: &Path, tree: &Tree) -> Result<(), Failure> {
    let Ok(entries) = fs::read_dir(root) else {
        if root.exists() {
            return Err(Failure::usage(format!(
                "{} is not a folder",
                paths::shown(root)
            )));
        }
        return Ok(());
    };
    let is_hidden = |entry: &DirEntry| entry.file_name().to_string_lossy().starts_with('.');
    let is_empty = entries
        .flatten()
        .all(|entry| is_hidden(&entry) || is_left_over(&entry));
    if is_empty || is_generated(root, tree) {
        return Ok(());
    }
    let root = paths::shown(root);
    Err(Failure::usage(format!(
        "{root} has other files in it and is not a generated crate; name a new or empty folder"
    )))
}

/// Is it what a run leaves that is killed before its first file is in place? Files that were not, and their folders.
fn is_left_over(entry: &DirEntry) -> bool {
    if !entry.file_type().is_ok_and(|kind| kind.is_dir()) {
        return entry.file_name().to_string_lossy().starts_with(STAGED);
    }
    fs::read_dir(entry.path())
        .is_ok_and(|mut entries| entries.all(|entry| entry.is_ok_and(|entry| is_left_over(&entry))))
}

/// All generated files start with the same line, so one that is to be written tells what it is.
fn is_generated(root: &Path, tree: &Tree) -> bool {
    let first_line = |text: &str| text.lines().next().map(str::to_owned);
    let expected = tree
        .get("src/lib.rs")
        .and_then(|file| first_line(&file.text));
    let found = fs::read_to_string(root.join("src/lib.rs")).ok();
    expected.is_some() && found.and_then(|text| first_line(&text)) == expected
}

/// Makes a folder what the tree says, or changes nothing.
pub(crate) fn write(root: &Path, tree: &Tree, differences: &[Difference]) -> Result<(), Failure> {
    let mut transaction = Transaction::default();
    transaction.make(root, tree, differences)?;
    transaction.commit()
}
