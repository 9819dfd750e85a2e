//! Folders that are kept between runs, so that what crates depend on is compiled once.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

/// A folder that this test has for itself until it is dropped, whichever processes run other tests.
pub(crate) struct Kept {
    pub(crate) path: PathBuf,
    #[cfg(unix)]
    _alone: nix::fcntl::Flock<File>,
    #[cfg(not(unix))]
    _alone: File,
}

impl Kept {
    /// Waits until nobody else has the folder of that name.
    pub(crate) fn new(name: &str) -> Self {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR"))
            .join("kept")
            .join(name);
        fs::create_dir_all(&path).unwrap();
        let file = File::create(path.with_extension("lock")).unwrap();
        #[cfg(unix)]
        let file = {
            let exclusive = nix::fcntl::FlockArg::LockExclusive;
            nix::fcntl::Flock::lock(file, exclusive).unwrap()
        };
        Self { path, _alone: file }
    }
}
