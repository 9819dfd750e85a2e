//! `check`: tells whether the crate is up to date.

use std::fmt::Write as _;
use std::path::Path;

use msgraph_generator::config::Package;
use msgraph_generator::diagnostics::count;
use msgraph_generator::output::{Difference, DifferenceKind, Tree};

use super::{Answer, Expected, expected, foreign};
use crate::args::{CheckArgs, ConfigArgs};
use crate::console::Console;
use crate::diff;
use crate::failure::Failure;
use crate::files::{self, Files};
use crate::project::Project;
use crate::{manifest, paths};

/// Of how many files the difference is shown; the others are only named.
const SHOWN: usize = 10;

pub(crate) fn run(args: &CheckArgs, console: &mut Console) -> Result<Answer, Failure> {
    let project = Project::load(&args.config)?;
    let destination = project.destination(args.out.as_deref())?;
    let Expected { tree, features, .. } = expected(&project, &destination, console)?;
    let existing = files::read_crate(&destination, &tree)?;
    let differences = tree.compare(&existing);
    let place = paths::shown(&destination);
    for path in foreign(&destination, &tree, &existing) {
        console.print(&format!(
            "foreign  {path} (not generated, so it is left alone)\n"
        ))?;
    }
    let gaps = manifest::gaps(&destination, &features)?;
    if let Some(gaps) = &gaps {
        console.print(gaps)?;
    }
    if differences.is_empty() && gaps.is_some() {
        return Ok(Answer::No);
    }
    if differences.is_empty() {
        let files = count(tree.files().count(), "file");
        console.print(&format!("{place} is up to date ({files})\n"))?;
        return Ok(Answer::Yes);
    }
    for (n, difference) in differences.iter().enumerate() {
        console.print_styled(&described(difference, &place, &tree, &existing, n < SHOWN))?;
    }
    console.print(&format!("{place} is stale: {}\n", totals(&differences)))?;
    console.print(&format!(
        "to mend it: {}\n",
        remedy(&project.config.package, args)
    ))?;
    Ok(Answer::No)
}

/// `changed   src/lib.rs`, and what the change is.
fn described(
    difference: &Difference,
    place: &str,
    tree: &Tree,
    existing: &Files,
    in_full: bool,
) -> String {
    let Difference { path, kind } = difference;
    let mut text = format!("{:8} {place}/{path}\n", state(*kind));
    if *kind == DifferenceKind::Blocked {
        text.push_str("it was not generated and is in the way; move or remove it\n");
    } else if in_full {
        let found = existing.get(path).map_or(&[][..], Vec::as_slice);
        let expected = tree.get(path).map_or("", |file| &file.text);
        text.push_str(&diff::head(path, found, expected));
    }
    text
}

fn state(kind: DifferenceKind) -> &'static str {
    match kind {
        DifferenceKind::Changed => "changed",
        DifferenceKind::Missing => "missing",
        DifferenceKind::Orphan => "orphan",
        DifferenceKind::Blocked => "blocked",
    }
}

/// `1 changed, 2 missing`.
fn totals(differences: &[Difference]) -> String {
    let kinds = [
        DifferenceKind::Changed,
        DifferenceKind::Missing,
        DifferenceKind::Orphan,
        DifferenceKind::Blocked,
    ];
    let totals = kinds.map(|kind| (differences.iter().filter(|d| d.kind == kind).count(), kind));
    let totals = totals.into_iter().filter(|(n, _)| *n > 0);
    totals
        .map(|(n, kind)| format!("{n} {}", state(kind)))
        .collect::<Vec<_>>()
        .join(", ")
}

/// The command that brings the crate up to date.
fn remedy(package: &Package, args: &CheckArgs) -> String {
    let mut command = package.command().to_owned();
    let ConfigArgs {
        config,
        permissions,
    } = &args.config;
    let flags = [
        ("--config", config),
        ("--permissions", permissions),
        ("--out", &args.out),
    ];
    for (flag, value) in flags {
        if let Some(path) = value {
            // Writing to a string cannot fail.
            let _ = write!(command, " {flag} {}", quoted(path));
        }
    }
    command
}

/// A path as shells take it.
fn quoted(path: &Path) -> String {
    let path = path.to_string_lossy();
    if path
        .chars()
        .all(|c| c.is_alphanumeric() || "-_./:\\".contains(c))
    {
        path.into_owned()
    } else {
        format!("'{}'", path.replace('\'', "'\\''"))
    }
}
