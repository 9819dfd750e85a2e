//! What this program was built from. There the runtime lies, and the versions that were tested together; an
//! installed program may have outlived it.

use std::path::{Path, PathBuf};

/// The root of the sources, if it is still there.
fn sources() -> Option<PathBuf> {
    let command = Path::new(env!("CARGO_MANIFEST_DIR"));
    let root = command.parent()?;
    root.join("runtime/Cargo.toml")
        .exists()
        .then(|| root.to_owned())
}

/// The folder of the runtime; without it, crates ask for a published version.
pub(crate) fn runtime() -> Option<PathBuf> {
    Some(sources()?.join("runtime"))
}

/// The versions that were tested together; without them, Cargo chooses.
pub(crate) fn lock_file() -> Option<PathBuf> {
    let lock = sources()?.join("Cargo.lock");
    lock.exists().then_some(lock)
}

/// Where what is built is kept for the next time.
pub(crate) fn target_folder() -> PathBuf {
    let told = std::env::var_os("CARGO_TARGET_DIR").map(PathBuf::from);
    told.or_else(|| Some(sources()?.join("target")))
        .unwrap_or_else(|| std::env::temp_dir().join("msgraph-codegen"))
}
