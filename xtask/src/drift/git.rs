//! Files as they were in a revision.

use std::path::Path;
use std::process::{Command, Stdio};

use msgraph_generator::diagnostics::Source;

use crate::failure::Failure;
use crate::project;

/// Reads `REV:PATH`; `PATH` is relative to the root of the repository, or to `folder` where it begins with `./`.
pub(crate) fn read(folder: &Path, object: &str) -> Result<Source, Failure> {
    project::decoded(&show(folder, object)?, &format!("git:{object}"))
}

/// The bytes of `REV:PATH`.
pub(crate) fn show(folder: &Path, object: &str) -> Result<Vec<u8>, Failure> {
    git(
        folder,
        &["show", "--no-textconv", "--end-of-options", object],
    )
}

/// Is the file there in the revision? A revision that there is not is a failure.
pub(crate) fn has(folder: &Path, revision: &str, path: &str) -> Result<bool, Failure> {
    let revision = format!("{revision}^{{commit}}");
    let quietly = ["rev-parse", "--verify", "--quiet", "--end-of-options"];
    git(folder, &[&quietly[..], &[&revision]].concat())?;
    let tree = ["ls-tree", "--name-only", "--end-of-options"];
    let found = git(folder, &[&tree[..], &[&revision, "--", path]].concat())?;
    Ok(!found.is_empty())
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
