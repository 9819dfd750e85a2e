//! Trees of files: reading them, and writing them so that a failure loses nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use msgraph_codegen::output::{Difference, DifferenceKind, Tree};
use tempfile::{TempDir, TempPath};

use crate::failure::Failure;
use crate::paths;

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

/// Refuses a folder in which something else lives. One with nothing but hidden entries is empty.
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
    let is_hidden = |name: &std::ffi::OsStr| name.to_string_lossy().starts_with('.');
    let is_empty = entries.flatten().all(|entry| is_hidden(&entry.file_name()));
    if is_empty || is_generated(root, tree) {
        return Ok(());
    }
    let root = paths::shown(root);
    Err(Failure::usage(format!(
        "{root} has other files in it and is not a generated crate; name a new or empty folder"
    )))
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

/// Makes a folder what the tree says.
///
/// All new files are complete, beside their destinations, before the first of them is put in place;
/// what nothing generates any more goes last.
pub(crate) fn write(root: &Path, tree: &Tree, differences: &[Difference]) -> Result<(), Failure> {
    let mut staged = Staged::default();
    for difference in differences
        .iter()
        .filter(|d| d.kind != DifferenceKind::Orphan)
    {
        if let Some(file) = tree.get(&difference.path) {
            staged.add(root.join(&difference.path), &file.text)?;
        }
    }
    staged.put_in_place()?;
    let orphans: Vec<_> = differences
        .iter()
        .filter(|d| d.kind == DifferenceKind::Orphan)
        .map(|d| root.join(&d.path))
        .collect();
    for orphan in &orphans {
        fs::remove_file(orphan).map_err(|error| Failure::io("remove", orphan, &error))?;
    }
    remove_empty_folders(root, &orphans);
    Ok(())
}

/// Files that are written but not yet in place. Dropped, they vanish, with the folders made for them.
#[derive(Default)]
struct Staged {
    files: Vec<(TempPath, PathBuf)>,
    folders: BTreeSet<PathBuf>,
}

impl Staged {
    fn add(&mut self, path: PathBuf, text: &str) -> Result<(), Failure> {
        if path.is_dir() {
            return Err(Failure::usage(format!(
                "{} is a folder",
                paths::shown(&path)
            )));
        }
        let folder = path.parent().unwrap_or(Path::new(""));
        self.make_folder(folder)?;
        let staged = stage(folder, text).map_err(|error| Failure::io("write", &path, &error))?;
        self.files.push((staged, path));
        Ok(())
    }

    fn make_folder(&mut self, folder: &Path) -> Result<(), Failure> {
        let missing = folder
            .ancestors()
            .take_while(|f| !f.as_os_str().is_empty() && !f.exists());
        self.folders.extend(missing.map(Path::to_owned));
        fs::create_dir_all(folder).map_err(|error| Failure::io("make", folder, &error))
    }

    fn put_in_place(mut self) -> Result<(), Failure> {
        for (staged, path) in std::mem::take(&mut self.files) {
            staged
                .persist(&path)
                .map_err(|e| Failure::io("write", &path, &e.error))?;
        }
        self.folders.clear();
        Ok(())
    }
}

impl Drop for Staged {
    fn drop(&mut self) {
        self.files.clear();
        // Deepest first. A folder that cannot be removed has something in it.
        for folder in self.folders.iter().rev() {
            let _ = fs::remove_dir(folder);
        }
    }
}

/// The file is closed again at once: a crate can have more files than a process may have open.
fn stage(folder: &Path, text: &str) -> std::io::Result<TempPath> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".msgraph-codegen-");
    // Temporary files are private otherwise; these become source files.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut file = builder.tempfile_in(folder)?;
    file.write_all(text.as_bytes())?;
    Ok(file.into_temp_path())
}

/// Removes the folders that have become empty with these files, up to `src`.
fn remove_empty_folders(root: &Path, removed: &[PathBuf]) {
    let src = root.join("src");
    for file in removed {
        let below_src = file
            .ancestors()
            .skip(1)
            .take_while(|folder| folder.starts_with(&src) && **folder != src);
        for folder in below_src {
            // Fails where something is left in it.
            if fs::remove_dir(folder).is_err() {
                break;
            }
        }
    }
}
