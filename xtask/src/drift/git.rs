//! Files as they were in a revision.

use std::path::Path;
use std::process::{Command, Stdio};

use msgraph_generator::diagnostics::Source;

use crate::failure::Failure;
use crate::metadata::{self, Store};

/// Reads `REV:PATH`; `PATH` is relative to the root of the repository, or to `folder` where it begins with `./`.
pub(crate) fn read(folder: &Path, object: &str) -> Result<Source, Failure> {
    metadata::decoded(&show(folder, object)?, &format!("git:{object}"))
}

/// The bytes of `REV:PATH`.
pub(crate) fn show(folder: &Path, object: &str) -> Result<Vec<u8>, Failure> {
    git(
        folder,
        &["show", "--no-textconv", "--end-of-options", object],
    )
}

/// The files of a revision, with paths relative to a folder.
pub(crate) struct Revision<'f> {
    folder: &'f Path,
    revision: String,
}

impl<'f> Revision<'f> {
    /// A revision that there is not is a failure.
    pub(crate) fn new(folder: &'f Path, revision: &str) -> Result<Self, Failure> {
        let commit = format!("{revision}^{{commit}}");
        let quietly = ["rev-parse", "--verify", "--quiet", "--end-of-options"];
        git(folder, &[&quietly[..], &[&commit]].concat())?;
        let revision = revision.to_owned();
        Ok(Self { folder, revision })
    }

    /// What `git ls-tree` says of a path: kinds and paths.
    fn tree(&self, path: &str) -> Result<Vec<(String, String)>, Failure> {
        let commit = format!("{}^{{commit}}", self.revision);
        let tree = ["ls-tree", "-z", "--end-of-options"];
        let found = git(self.folder, &[&tree[..], &[&commit, "--", path]].concat())?;
        let found = String::from_utf8_lossy(&found).into_owned();
        let entries = found.split('\0').filter_map(|entry| {
            let (facts, path) = entry.split_once('\t')?;
            let kind = facts.split(' ').nth(1)?;
            Some((kind.to_owned(), path.to_owned()))
        });
        Ok(entries.collect())
    }
}

impl Store for Revision<'_> {
    fn list(&self, path: &str) -> Result<Option<Vec<String>>, Failure> {
        let path = path.trim_end_matches('/');
        // Of the folder itself, `ls-tree` lists what is in it.
        if !matches!(path, "" | ".") && !self.tree(path)?.iter().any(|(kind, _)| kind == "tree") {
            return Ok(None);
        }
        let inside = match path {
            "" => self.tree("./")?,
            path => self.tree(&format!("{path}/"))?,
        };
        let files = inside.into_iter().filter(|(kind, _)| kind == "blob");
        let name = |path: String| path.rsplit('/').next().map(str::to_owned);
        Ok(Some(files.filter_map(|(_, path)| name(path)).collect()))
    }

    fn has(&self, path: &str) -> Result<bool, Failure> {
        Ok(self.tree(path)?.iter().any(|(kind, _)| kind == "blob"))
    }

    fn read(&self, path: &str) -> Result<Vec<u8>, Failure> {
        show(self.folder, &format!("{}:./{path}", self.revision))
    }

    fn shown(&self, path: &str) -> String {
        format!("git:{}:./{path}", self.revision)
    }
}

/// The first line of what git answers, if it does.
pub(crate) fn line(folder: &Path, arguments: &[&str]) -> Option<String> {
    let answer = String::from_utf8(git(folder, arguments).ok()?).ok()?;
    answer.lines().next().map(str::to_owned)
}

fn git(folder: &Path, arguments: &[&str]) -> Result<Vec<u8>, Failure> {
    let shown = arguments.last().copied().unwrap_or_default();
    // An empty path is no folder for git.
    let folder = if folder.as_os_str().is_empty() {
        Path::new(".")
    } else {
        folder
    };
    let output = Command::new("git")
        .arg("-C")
        .arg(folder)
        .args(arguments)
        .stdin(Stdio::null())
        .output()
        .map_err(|error| Failure::usage(format!("cannot run git: {error}")))?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    let said = String::from_utf8_lossy(&output.stderr);
    let reason = match said.lines().next() {
        Some(line) => line.trim_start_matches("fatal: ").to_owned(),
        None => "there is no such revision".to_owned(),
    };
    Err(Failure::usage(format!(
        "cannot read {shown} from git: {reason}"
    )))
}
