//! A file.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use msgraph_core::BoxFuture;
use oauth2::CsrfToken;

use super::{StoreError, TokenStore};
use crate::Secret;

/// A file that only its owner can read (on Unix: mode 0600), replaced as a whole.
///
/// The text in it is not encrypted: where there is a keyring, that is the better place.
#[derive(Clone, Debug)]
pub struct FileStore(PathBuf);

impl FileStore {
    /// The file at `path`; folders above it are made when it is saved.
    #[must_use]
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self(path.into())
    }

    fn read(&self) -> Result<Option<Secret>, StoreError> {
        match fs::read_to_string(&self.0) {
            Ok(text) => Ok(Some(Secret::new(text))),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            // Not a text: not ours.
            Err(error) if error.kind() == ErrorKind::InvalidData => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    fn write(&self, text: &Secret) -> io::Result<()> {
        let folder = match self.0.parent() {
            Some(folder) if folder != Path::new("") => folder,
            _ => Path::new("."),
        };
        private_folder(folder)?;
        // Another file first: whoever reads at the same time finds the old one or the new one.
        let name = format!(".{}.new", CsrfToken::new_random().secret());
        let new = folder.join(name);
        let written = private_file(&new).and_then(|mut file| {
            file.write_all(text.expose().as_bytes())?;
            file.sync_all()?;
            fs::rename(&new, &self.0)
        });
        if written.is_err() {
            _ = fs::remove_file(&new);
        }
        written
    }

    fn remove(&self) -> io::Result<()> {
        match fs::remove_file(&self.0) {
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
            other => other,
        }
    }
}

fn private_file(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

fn private_folder(path: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

impl TokenStore for FileStore {
    fn load(&self) -> BoxFuture<'_, Result<Option<Secret>, StoreError>> {
        Box::pin(async { self.read() })
    }

    fn save<'a>(&'a self, text: &'a Secret) -> BoxFuture<'a, Result<(), StoreError>> {
        Box::pin(async { Ok(self.write(text)?) })
    }

    fn clear(&self) -> BoxFuture<'_, Result<(), StoreError>> {
        Box::pin(async { Ok(self.remove()?) })
    }
}
