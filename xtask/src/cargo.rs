//! `cargo check` of crates that were written a moment ago, away from this workspace.

use std::fs::{self, File};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, SystemTime};

use msgraph_generator::output::{self, Tree};

use crate::failure::Failure;
use crate::{files, origin};

/// Writes a crate that is a workspace of its own, with the versions of this one.
///
/// What lies there already and is right keeps its time, so that Cargo does not look at it again.
pub(crate) fn write(folder: &Path, mut tree: Tree) -> Result<(), Failure> {
    let manifest = tree.get("Cargo.toml").map(|file| file.text.clone());
    let manifest = manifest.unwrap_or_default();
    let notice = output::notice("msgraph-codegen");
    tree.generated(
        "Cargo.toml",
        format!("# {notice}\n{manifest}\n[workspace]\n"),
    );
    let existing = files::read_crate(folder, &tree)?;
    files::write(folder, &tree, &tree.compare(&existing))?;
    if let Some(tested) = origin::lock_file() {
        let lock = folder.join("Cargo.lock");
        fs::copy(tested, &lock).map_err(|error| Failure::io("write", &lock, &error))?;
    }
    Ok(())
}

/// `cargo check` or `cargo build` of a crate without its default features.
pub(crate) fn command(subcommand: &str, folder: &Path, target: &Path) -> Command {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command
        .args([subcommand, "--quiet", "--no-default-features"])
        .arg("--target-dir")
        .arg(target)
        .current_dir(folder)
        // Crates are written as a whole or not at all.
        .env("CARGO_INCREMENTAL", "0");
    command
}

/// Compiles a crate without its default features, warnings being errors. Gives what the compiler says
/// where it refuses.
///
/// # Errors
/// Cargo cannot be run at all.
pub(crate) fn check(folder: &Path, target: &Path) -> Result<Result<(), String>, Failure> {
    let output = command("check", folder, target)
        .arg("--offline")
        .env("RUSTFLAGS", "-D warnings")
        .env_remove("CARGO_ENCODED_RUSTFLAGS")
        .stdin(Stdio::null())
        .output()
        .map_err(|error| Failure::usage(format!("cannot run cargo: {error}")))?;
    if output.status.success() {
        return Ok(Ok(()));
    }
    Ok(Err(String::from_utf8_lossy(&output.stderr).into_owned()))
}

/// The CPU time that compiling a crate takes, if what it depends on is compiled already.
pub(crate) fn time_of_check(folder: &Path, target: &Path) -> Result<Duration, Failure> {
    let library = folder.join("src/lib.rs");
    let touched = File::options().append(true).open(&library);
    touched
        .and_then(|file| file.set_modified(SystemTime::now()))
        .map_err(|error| Failure::io("write", &library, &error))?;
    let before = time_of_children()?;
    check(folder, target)?.map_err(|report| Failure::usage(format!("no budget:\n{report}")))?;
    Ok(time_of_children()?.saturating_sub(before))
}

/// The CPU time of all processes that this one has waited for, and of theirs.
#[cfg(unix)]
fn time_of_children() -> Result<Duration, Failure> {
    use nix::sys::resource::{UsageWho, getrusage};
    use nix::sys::time::TimeValLike as _;

    let usage = getrusage(UsageWho::RUSAGE_CHILDREN)
        .map_err(|error| Failure::usage(format!("cannot measure: {error}")))?;
    let time = usage.user_time() + usage.system_time();
    let microseconds = u64::try_from(time.num_microseconds()).unwrap_or_default();
    Ok(Duration::from_micros(microseconds))
}

#[cfg(not(unix))]
fn time_of_children() -> Result<Duration, Failure> {
    Err(Failure::usage("CPU time can be measured on Unix only"))
}
