//! Trees of files: reading them, and writing them so that a failure loses nothing.

use std::collections::BTreeMap;
use std::fs::{self, DirEntry, FileType};
use std::io;
use std::path::{Path, PathBuf};

use msgraph_generator::output::{Difference, Tree, is_generated};
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
///
/// A folder with anything else in it is refused, however it was named. Only plain files have bytes, and so can prove
/// that they were generated. Links are not followed, except for one to a file that says what is expected.
pub(crate) fn read_crate(root: &Path, tree: &Tree) -> Result<Files, Failure> {
    refuse_strangers(root)?;
    let mut files = Files::new();
    let elsewhere = tree.files().map(|(path, _)| path);
    let elsewhere = elsewhere.filter(|path| !path.starts_with("src/"));
    for path in elsewhere.chain(["src"]) {
        let place = root.join(path);
        match fs::symlink_metadata(&place) {
            Ok(metadata) => read_entry(&place, metadata.file_type(), path, tree, &mut files)?,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(Failure::io("read", &place, &error)),
        }
    }
    Ok(files)
}

fn read_entry(
    place: &Path,
    kind: FileType,
    path: &str,
    tree: &Tree,
    files: &mut Files,
) -> Result<(), Failure> {
    let bytes = if kind.is_dir() {
        return read_folder(place, path, tree, files);
    } else if kind.is_file() {
        read(place)?
    } else {
        let expected = tree.get(path).filter(|_| place.is_file());
        let found = expected.and_then(|file| Some((file, fs::read(place).ok()?)));
        let right = found.filter(|(file, bytes)| file.is(bytes));
        right.map_or_else(Vec::new, |(_, bytes)| bytes)
    };
    files.insert(path.to_owned(), bytes);
    Ok(())
}

fn read_folder(folder: &Path, path: &str, tree: &Tree, files: &mut Files) -> Result<(), Failure> {
    let fault = |error| Failure::io("read", folder, &error);
    for entry in fs::read_dir(folder).map_err(fault)? {
        let entry = entry.map_err(fault)?;
        let kind = entry.file_type().map_err(fault)?;
        let name = entry.file_name();
        match name.to_str() {
            Some(name) => {
                let path = format!("{path}/{name}");
                read_entry(&entry.path(), kind, &path, tree, files)?;
            }
            None => {
                // The generator makes no such names.
                files.insert(format!("{path}/{}", name.to_string_lossy()), Vec::new());
            }
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
fn refuse_strangers(root: &Path) -> Result<(), Failure> {
    let entries = match fs::read_dir(root) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(_) if root.is_file() => {
            let shown = paths::shown(root);
            return Err(Failure::usage(format!("{shown} is not a folder")));
        }
        Err(error) => return Err(Failure::io("read", root, &error)),
    };
    let is_hidden = |entry: &DirEntry| entry.file_name().to_string_lossy().starts_with('.');
    let is_empty = entries
        .flatten()
        .all(|entry| is_hidden(&entry) || is_left_over(&entry));
    if is_empty || is_generated_crate(root) {
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

/// One of the two files that every generated crate has tells what it is.
fn is_generated_crate(root: &Path) -> bool {
    ["src/lib.rs", "api.txt"].iter().any(|path| {
        let path = root.join(path);
        path.is_file() && fs::read(&path).is_ok_and(|bytes| is_generated(&bytes))
    })
}

/// Makes a folder what the tree says, or changes nothing.
pub(crate) fn write(root: &Path, tree: &Tree, differences: &[Difference]) -> Result<(), Failure> {
    let mut transaction = Transaction::default();
    transaction.make(root, tree, differences)?;
    transaction.commit()
}
