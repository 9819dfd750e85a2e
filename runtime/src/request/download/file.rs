//! A file that appears when it is whole.

use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};

use tokio::fs::{self, File};
use tokio::io::{AsyncSeekExt as _, AsyncWriteExt as _};

use crate::exchange::random::random;

/// A file beside the one that it becomes.
pub(super) struct PartFile {
    file: File,
    path: Remove,
    target: PathBuf,
}

/// A file that is removed when it is dropped.
struct Remove(Option<PathBuf>);

impl Drop for Remove {
    fn drop(&mut self) {
        if let Some(path) = self.0.take() {
            // Nobody can be told, and the rest is of no use.
            let _ = std::fs::remove_file(path);
        }
    }
}

impl PartFile {
    /// The file in the same folder, so that it can be renamed: `.report.pdf.1f3a….part`.
    pub(super) async fn create(target: &Path) -> io::Result<Self> {
        let Some(name) = target.file_name() else {
            let error = "the path of the file has no name at its end";
            return Err(io::Error::new(io::ErrorKind::InvalidInput, error));
        };
        let mut part = OsString::from(".");
        part.push(name);
        part.push(format!(".{:016x}.part", random()));
        let part = target.with_file_name(part);
        let mut options = File::options();
        let file = options.write(true).create_new(true).open(&part).await?;
        Ok(Self {
            file,
            path: Remove(Some(part)),
            target: target.to_owned(),
        })
    }

    pub(super) fn writer(&mut self) -> &mut File {
        &mut self.file
    }

    /// The file is empty again.
    pub(super) async fn restart(&mut self) -> io::Result<()> {
        self.file.flush().await?;
        self.file.set_len(0).await?;
        self.file.rewind().await.map(|_| ())
    }

    /// The file has its name.
    pub(super) async fn finish(mut self) -> io::Result<()> {
        self.file.flush().await?;
        self.file.sync_all().await?;
        drop(self.file);
        if let Some(part) = &self.path.0 {
            fs::rename(part, &self.target).await?;
        }
        self.path.0 = None;
        Ok(())
    }
}
