//! What this program was built from. There the runtime lies, and the versions that were tested together; an
//! installed program may have outlived it.

use std::path::{Path, PathBuf};

use msgraph_generator::config::Runtime;
use toml::Table;

use crate::drift::git;
use crate::failure::Failure;
use crate::{files, paths};

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

/// Where new crates find `msgraph-core`, for a configuration in that folder: where this program came from, as
/// `cargo install` has kept it, or the clone that it was built from. Folders are told only within the repository itself,
/// since elsewhere they lead nowhere on the next machine.
pub(crate) fn runtime_for(folder: &Path) -> Result<Runtime, Failure> {
    if let Some(runtime) = installed() {
        return Ok(runtime);
    }
    let root = sources().map(|root| paths::resolved(&root));
    let clone = root.and_then(|root| {
        if paths::resolved(folder).starts_with(&root) {
            Some(Runtime::Path(paths::relative(
                folder,
                &root.join("runtime"),
            )))
        } else {
            cloned(&root)
        }
    });
    clone.ok_or_else(|| {
        Failure::usage(
            "it is not known where new crates find msgraph-core; say it with `--runtime`: a folder \
             (`../msgraph-codegen/runtime`), a repository with a commit (`https://…/msgraph-codegen#COMMIT`), or a \
             version that is published (`0.1`)",
        )
    })
}

/// The value of `--runtime`, for a configuration in that folder.
pub(crate) fn told(text: &str, folder: &Path) -> Result<Runtime, Failure> {
    if text.starts_with(|c: char| c.is_ascii_digit() || "^~=<>*".contains(c)) {
        return Ok(Runtime::Version(text.to_owned()));
    }
    if text.contains("://") {
        return git_source(text).ok_or_else(|| {
            Failure::usage(format!("`{text}` names no commit; write `URL#COMMIT`"))
        });
    }
    let path = Path::new(text);
    files::read(&path.join("Cargo.toml"))?;
    Ok(Runtime::Path(paths::relative(folder, path)))
}

/// What `cargo install` has written down beside the folder of the program.
fn installed() -> Option<Runtime> {
    let program = std::env::current_exe().ok()?;
    let record = program.parent()?.parent()?.join(".crates.toml");
    recorded(&std::fs::read_to_string(record).ok()?)
}

/// Reads `"msgraph-codegen 0.1.0 (git+https://host/path?branch=main#commit)" = ["msgraph-codegen"]`.
fn recorded(record: &str) -> Option<Runtime> {
    let record: Table = record.parse().ok()?;
    let packages = record.get("v1")?.as_table()?;
    let name = concat!(env!("CARGO_PKG_NAME"), " ");
    let package = packages.keys().find_map(|key| key.strip_prefix(name))?;
    let (version, source) = package.split_once(" (")?;
    let (kind, source) = source.strip_suffix(')')?.split_once('+')?;
    match kind {
        "git" => git_source(source),
        "registry" | "sparse" => Some(Runtime::Version(version.to_owned())),
        _ => None,
    }
}

/// `URL?branch=main#COMMIT`
fn git_source(source: &str) -> Option<Runtime> {
    let (url, rev) = source.split_once('#').filter(|(_, rev)| !rev.is_empty())?;
    let url = url.split_once('?').map_or(url, |(url, _)| url);
    Some(Runtime::Git {
        url: url.to_owned(),
        rev: rev.to_owned(),
    })
}

/// The commit of a clone, at the repository that it was cloned from.
fn cloned(root: &Path) -> Option<Runtime> {
    let line = |arguments: &[&str]| Some(git::line(root, arguments)?.trim().to_owned());
    let url = line(&["remote", "get-url", "origin"])?;
    let url = match url.split_once(':') {
        _ if url.contains("://") => url,
        // Cargo does not know how git writes such a place, `git@host:path`.
        Some((host, path)) if host.contains('@') => format!("ssh://{host}/{path}"),
        _ => return None,
    };
    let rev = line(&["rev-parse", "HEAD"])?;
    Some(Runtime::Git { url, rev })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cargo_wrote_down_says_where_the_runtime_is() {
        let git = |url: &str, rev: &str| {
            let (url, rev) = (url.to_owned(), rev.to_owned());
            Some(Runtime::Git { url, rev })
        };
        for (source, expected) in [
            (
                "git+file:///a/b?branch=main#1f2e",
                git("file:///a/b", "1f2e"),
            ),
            (
                "git+https://host/a.git#1f2e",
                git("https://host/a.git", "1f2e"),
            ),
            ("git+https://host/a.git", None),
            (
                "registry+https://host/index",
                Some(Runtime::Version("0.3.1".to_owned())),
            ),
            ("path+file:///a/xtask", None),
        ] {
            let record = format!(
                "[v1]\n\"cargo-deny 1.0.0 (registry+https://host/i)\" = [\"cargo-deny\"]\n\
                 \"msgraph-codegen 0.3.1 ({source})\" = [\"msgraph-codegen\"]\n"
            );
            assert_eq!(recorded(&record), expected, "{source}");
        }
        assert_eq!(recorded("[v1]\n"), None);
        assert_eq!(recorded("no TOML"), None);
    }
}
