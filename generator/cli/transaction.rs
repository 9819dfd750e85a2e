//! Files that are replaced together or not at all.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use msgraph_codegen::output::{Difference, DifferenceKind, Tree};
use tempfile::TempPath;

use crate::failure::Failure;
use crate::paths;

/// What the names of files begin with that are not in place yet.
pub(crate) const STAGED: &str = ".msgraph-codegen-";

/// What is to be written and removed.
///
/// All new files are complete, beside their destinations, before the first of them is put in place. Where one of
/// them then cannot be, those before it are put back. Dropped, a transaction leaves nothing behind.
#[derive(Default)]
pub(crate) struct Transaction {
    staged: Vec<(TempPath, PathBuf)>,
    /// Made for the staged files.
    folders: BTreeSet<PathBuf>,
    /// What goes, and the folder up to which folders that become empty go with it.
    orphans: Vec<(PathBuf, PathBuf)>,
}

impl Transaction {
    /// Writes a file. Its folder is made where it is missing.
    pub(crate) fn replace(&mut self, path: PathBuf, text: &[u8]) -> Result<(), Failure> {
        if path.is_dir() {
            let shown = paths::shown(&path);
            return Err(Failure::usage(format!("{shown} is a folder")));
        }
        let folder = match path.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            _ => Path::new("."),
        };
        self.make_folder(folder)?;
        let staged = stage(folder, text).map_err(|error| Failure::io("write", &path, &error))?;
        self.staged.push((staged, path));
        Ok(())
    }

    /// Makes a folder what the tree says; what nothing generates any more goes.
    pub(crate) fn make(
        &mut self,
        root: &Path,
        tree: &Tree,
        differences: &[Difference],
    ) -> Result<(), Failure> {
        // What tells that the crate is generated comes first, so that what a killed run leaves is known again.
        let (first, rest): (Vec<_>, Vec<_>) = differences
            .iter()
            .partition(|difference| difference.path == "src/lib.rs");
        for Difference { path, kind } in first.into_iter().chain(rest) {
            let place = root.join(path);
            if *kind == DifferenceKind::Orphan {
                self.orphans.push((place, root.join("src")));
            } else if let Some(file) = tree.get(path) {
                self.replace(place, file.text.as_bytes())?;
            }
        }
        Ok(())
    }

    /// Carries it out.
    pub(crate) fn commit(mut self) -> Result<(), Failure> {
        let mut undo = Undo::default();
        for (staged, path) in std::mem::take(&mut self.staged) {
            undo.remember(&path)?;
            staged
                .persist(&path)
                .map_err(|e| Failure::io("write", &path, &e.error))?;
        }
        for (orphan, _) in &self.orphans {
            undo.remember(orphan)?;
            fs::remove_file(orphan).map_err(|error| Failure::io("remove", orphan, &error))?;
        }
        undo.forget();
        self.folders.clear();
        for (orphan, root) in &self.orphans {
            remove_empty_folders(orphan, root);
        }
        Ok(())
    }

    fn make_folder(&mut self, folder: &Path) -> Result<(), Failure> {
        let missing = folder
            .ancestors()
            .take_while(|f| !f.as_os_str().is_empty() && !f.exists());
        self.folders.extend(missing.map(Path::to_owned));
        fs::create_dir_all(folder).map_err(|error| Failure::io("make", folder, &error))
    }
}

impl Drop for Transaction {
    fn drop(&mut self) {
        self.staged.clear();
        // Deepest first. A folder that cannot be removed has something in it.
        for folder in self.folders.iter().rev() {
            let _ = fs::remove_dir(folder);
        }
    }
}

/// What was there before. Dropped, it is put back as far as that is possible.
#[derive(Default)]
struct Undo(Vec<(PathBuf, Option<Vec<u8>>)>);

impl Undo {
    fn remember(&mut self, path: &Path) -> Result<(), Failure> {
        let before = match fs::read(path) {
            Ok(bytes) => Some(bytes),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(Failure::io("read", path, &error)),
        };
        self.0.push((path.to_owned(), before));
        Ok(())
    }

    fn forget(mut self) {
        self.0.clear();
    }
}

impl Drop for Undo {
    fn drop(&mut self) {
        for (path, before) in self.0.drain(..).rev() {
            // What led here is what gets told.
            let _ = match before {
                Some(bytes) => put_back(&path, &bytes),
                None => fs::remove_file(&path),
            };
        }
    }
}

fn put_back(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if fs::read(path).is_ok_and(|found| found == bytes) {
        return Ok(());
    }
    let folder = path.parent().unwrap_or(Path::new("."));
    stage(folder, bytes)?.persist(path)?;
    Ok(())
}

/// The file is closed again at once: a crate can have more files than a process may have open.
fn stage(folder: &Path, text: &[u8]) -> io::Result<TempPath> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(STAGED);
    // Temporary files are private otherwise; these become source files.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut file = builder.tempfile_in(folder)?;
    file.write_all(text)?;
    Ok(file.into_temp_path())
}

/// Removes the folders that have become empty with the file, up to `root`.
fn remove_empty_folders(file: &Path, root: &Path) {
    let below_root = file
        .ancestors()
        .skip(1)
        .take_while(|folder| folder.starts_with(root) && *folder != root);
    for folder in below_root {
        // Fails where something is left in it.
        if fs::remove_dir(folder).is_err() {
            break;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::Transaction;

    #[test]
    fn what_fails_half_way_is_put_back() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        fs::write(path("old"), "old").unwrap();
        let mut transaction = Transaction::default();
        transaction.replace(path("old"), b"new").unwrap();
        transaction.replace(path("more"), b"more").unwrap();
        transaction.replace(path("a/b/last"), b"last").unwrap();
        // A folder gets into the way of the last one.
        fs::create_dir_all(path("a/b/last/in/the/way")).unwrap();
        assert!(transaction.commit().is_err());
        assert_eq!(fs::read_to_string(path("old")).unwrap(), "old");
        assert!(!path("more").exists());
        fs::remove_dir_all(path("a")).unwrap();
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn what_is_not_committed_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let mut transaction = Transaction::default();
        transaction
            .replace(folder.path().join("a/b/c"), b"x")
            .unwrap();
        drop(transaction);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }
}
