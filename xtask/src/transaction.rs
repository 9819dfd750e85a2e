//! Files that are replaced together or not at all.

use std::collections::BTreeSet;
use std::fs::{self, File, Metadata};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use msgraph_generator::output::{Difference, DifferenceKind, Tree};
use tempfile::TempPath;

use crate::failure::Failure;
use crate::paths;

/// What the names of files begin with that are not in place yet.
pub(crate) const STAGED: &str = ".msgraph-codegen-";
/// As many links of a chain of links are followed as Linux follows.
const LINKS: usize = 40;

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
    /// Devices and pipes. What was written to them cannot be taken back, so they come last.
    streams: Vec<(PathBuf, Vec<u8>)>,
}

impl Transaction {
    /// Writes a file that the user named. Its folder is made where it is missing.
    ///
    /// Of a link the target is written; devices and pipes are written to, and never replaced.
    pub(crate) fn write(&mut self, path: PathBuf, text: &[u8]) -> Result<(), Failure> {
        match fs::metadata(&path) {
            Ok(metadata) if is_stream(&path, &metadata) => {
                self.streams.push((path, text.to_vec()));
                Ok(())
            }
            Ok(metadata) if !metadata.is_file() && !metadata.is_dir() => {
                let shown = paths::shown(&path);
                let message = format!("{shown} is neither a file nor a pipe");
                Err(Failure::usage(message))
            }
            _ => self.replace(link_target(&path)?, text),
        }
    }

    /// Replaces a plain file, or makes it. Its folder is made where it is missing.
    fn replace(&mut self, path: PathBuf, text: &[u8]) -> Result<(), Failure> {
        if path.is_dir() {
            let shown = paths::shown(&path);
            return Err(Failure::usage(format!("{shown} is a folder")));
        }
        let folder = folder_of(&path);
        self.make_folder(folder)?;
        let staged = stage(&path, text).map_err(|error| Failure::io("write", &path, &error))?;
        self.staged.push((staged, path));
        Ok(())
    }

    /// Removes a file. Its folder stays.
    pub(crate) fn remove(&mut self, path: PathBuf) {
        let folder = folder_of(&path).to_owned();
        self.orphans.push((path, folder));
    }

    /// Makes a folder what the tree says; what was generated and nothing generates any more goes.
    pub(crate) fn make(
        &mut self,
        root: &Path,
        tree: &Tree,
        differences: &[Difference],
    ) -> Result<(), Failure> {
        refuse_blocked(root, differences)?;
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
        for (stream, text) in &self.streams {
            append(stream, text).map_err(|error| Failure::io("write", stream, &error))?;
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

/// Names everything that is in the way: nothing says that it may be replaced.
fn refuse_blocked(root: &Path, differences: &[Difference]) -> Result<(), Failure> {
    let blocked = differences
        .iter()
        .filter(|difference| difference.kind == DifferenceKind::Blocked);
    let blocked: Vec<_> = blocked
        .map(|difference| paths::shown(&root.join(&difference.path)))
        .collect();
    if blocked.is_empty() {
        return Ok(());
    }
    let blocked = blocked.join("\n  ");
    Err(Failure::usage(format!(
        "nothing was written: these were not generated and are in the way of files that are; move or remove them\n  {blocked}"
    )))
}

/// Is it written to, instead of replaced? That goes for what the standard streams lead to, too, be that a file.
fn is_stream(path: &Path, metadata: &Metadata) -> bool {
    let standard = ["/dev/fd", "/dev/stdout", "/dev/stderr", "/proc"];
    is_device_or_pipe(metadata)
        || (!metadata.is_dir() && standard.iter().any(|start| path.starts_with(start)))
}

#[cfg(unix)]
fn is_device_or_pipe(metadata: &Metadata) -> bool {
    use std::os::unix::fs::FileTypeExt as _;

    let kind = metadata.file_type();
    kind.is_char_device() || kind.is_fifo()
}

#[cfg(not(unix))]
fn is_device_or_pipe(_: &Metadata) -> bool {
    false
}

fn append(stream: &Path, text: &[u8]) -> io::Result<()> {
    let mut stream = File::options().append(true).open(stream)?;
    stream.write_all(text)?;
    stream.flush()
}

/// The file at the end of a chain of links, be it there or not.
fn link_target(path: &Path) -> Result<PathBuf, Failure> {
    let mut target = path.to_owned();
    for _ in 0..LINKS {
        match fs::read_link(&target) {
            Ok(next) => target = folder_of(&target).join(next),
            Err(_) => return Ok(target),
        }
    }
    let shown = paths::shown(path);
    Err(Failure::usage(format!("{shown} is a link to itself")))
}

fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// What was there before, under a second name each. Dropped, it is put back as far as that is possible.
#[derive(Default)]
struct Undo(Vec<(PathBuf, Option<TempPath>)>);

impl Undo {
    fn remember(&mut self, path: &Path) -> Result<(), Failure> {
        let before = match fs::symlink_metadata(path) {
            Ok(_) => Some(second_name(path).map_err(|error| Failure::io("keep", path, &error))?),
            Err(_) => None,
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
                Some(before) => before.persist(&path).map_err(|e| e.error),
                None => fs::remove_file(&path),
            };
        }
    }
}

/// A link costs nothing, however large the file is; a copy does where there are no links.
fn second_name(path: &Path) -> io::Result<TempPath> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(STAGED);
    let linked = builder.make_in(folder_of(path), |name| {
        fs::hard_link(path, name).or_else(|_| fs::copy(path, name).map(|_| ()))
    });
    Ok(linked?.into_temp_path())
}

/// The file is closed again at once: a crate can have more files than a process may have open.
fn stage(path: &Path, text: &[u8]) -> io::Result<TempPath> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(STAGED);
    // Temporary files are private otherwise; these become source files.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut file = builder.tempfile_in(folder_of(path))?;
    file.write_all(text)?;
    if let Ok(before) = fs::metadata(path) {
        fs::set_permissions(file.path(), before.permissions())?;
    }
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
        transaction.write(path("old"), b"new").unwrap();
        transaction.write(path("more"), b"more").unwrap();
        transaction.write(path("a/b/last"), b"last").unwrap();
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
            .write(folder.path().join("a/b/c"), b"x")
            .unwrap();
        drop(transaction);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }

    #[test]
    fn what_is_committed_leaves_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        for text in ["one", "two"] {
            let mut transaction = Transaction::default();
            transaction.write(path.clone(), text.as_bytes()).unwrap();
            transaction.commit().unwrap();
            assert_eq!(fs::read_to_string(&path).unwrap(), text);
        }
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
