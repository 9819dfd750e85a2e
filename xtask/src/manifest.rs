//! The manifest of a generated crate: it is the user's file, so faults in it are told and never mended.

use std::path::{Path, PathBuf};

use msgraph_generator::diagnostics::count;
use msgraph_generator::emit;
use msgraph_generator::rust::Features;
use semver::{Comparator, Op, Version, VersionReq};
use toml::Table;

use crate::failure::Failure;
use crate::{files, paths};

/// The first version of the runtime that knows the contract which generated code is written for.
const FIRST_RUNTIME: Version = Version::new(0, 1, 0);

/// Returns what the manifest lacks: features that the code asks for.
pub(crate) fn gaps(destination: &Path, features: &Features) -> Result<Option<String>, Failure> {
    let path = destination.join("Cargo.toml");
    if features.is_empty() || !path.exists() {
        return Ok(None);
    }
    let missing =
        emit::missing_features(&text(&path)?, features).map_err(|error| not_toml(&path, &error))?;
    if missing.is_empty() {
        return Ok(None);
    }
    let lines = missing.join("\n    ");
    Ok(Some(format!(
        "{} lacks {} of the code; to mend it, add to its [features]:\n    {lines}\n",
        paths::shown(&path),
        count(missing.len(), "feature"),
    )))
}

/// Returns the version of the crate, if its manifest can be read and says one.
pub(crate) fn version(destination: &Path) -> Option<String> {
    let manifest = read(&destination.join("Cargo.toml")).ok()?;
    let version = manifest.get("package")?.get("version")?;
    version.as_str().map(str::to_owned)
}

/// Fails where the manifest admits versions of the runtime that are too old for what is generated today.
///
/// Folders and commits say no version, and are left to the compiler: the first line of the generated `lib.rs` ends
/// compilation with a sentence where they are too old.
pub(crate) fn accepts_runtime(destination: &Path) -> Result<(), Failure> {
    let path = destination.join("Cargo.toml");
    if !path.exists() {
        return Ok(());
    }
    let Some((place, requirement)) = requirement(&path)? else {
        return Ok(());
    };
    let shown = paths::shown(&place);
    let parsed = VersionReq::parse(&requirement).map_err(|error| {
        Failure::usage(format!(
            "{shown} asks for msgraph-core `{requirement}`, which is no version requirement: {error}"
        ))
    })?;
    if least(&parsed) >= FIRST_RUNTIME {
        return Ok(());
    }
    let newest = env!("CARGO_PKG_VERSION");
    Err(Failure::usage(format!(
        "{shown} asks for msgraph-core `{requirement}`, which admits versions before {FIRST_RUNTIME}; they do not know the \
         code that is generated now. Write `{newest}` there"
    )))
}

/// The requirement for the runtime, and the manifest that has it: the crate's own, or that of its workspace.
fn requirement(path: &Path) -> Result<Option<(PathBuf, String)>, Failure> {
    let manifest = read(path)?;
    let dependency = manifest.get("dependencies").and_then(runtime);
    let is_inherited = |value: &toml::Value| {
        let inherited = value.get("workspace").and_then(toml::Value::as_bool);
        inherited.unwrap_or_default()
    };
    let Some(dependency) = dependency else {
        return Ok(None);
    };
    if !is_inherited(dependency) {
        return Ok(version_of(dependency).map(|version| (path.to_owned(), version)));
    }
    for folder in paths::resolved(path).ancestors().skip(1) {
        let path = folder.join("Cargo.toml");
        if !path.exists() {
            continue;
        }
        let manifest = read(&path)?;
        if let Some(workspace) = manifest.get("workspace") {
            let dependency = workspace.get("dependencies").and_then(runtime);
            return Ok(dependency
                .and_then(version_of)
                .map(|version| (path, version)));
        }
    }
    Ok(None)
}

fn runtime(dependencies: &toml::Value) -> Option<&toml::Value> {
    dependencies.get("msgraph-core")
}

/// The version of a dependency, alone or in a table.
fn version_of(dependency: &toml::Value) -> Option<String> {
    let version = dependency.get("version").unwrap_or(dependency);
    version.as_str().map(str::to_owned)
}

/// The least version that a requirement admits, or one below it.
fn least(requirement: &VersionReq) -> Version {
    let least = requirement.comparators.iter().map(least_of).max();
    least.unwrap_or(Version::new(0, 0, 0))
}

fn least_of(comparator: &Comparator) -> Version {
    let zero = Version::new(0, 0, 0);
    let (minor, patch) = (comparator.minor, comparator.patch);
    let mut least = Version::new(comparator.major, minor.unwrap_or(0), patch.unwrap_or(0));
    match (comparator.op, minor, patch) {
        (Op::Less | Op::LessEq, ..) => return zero,
        // `>0` are the versions from 1.0.0 on, `>0.1` those from 0.2.0 on.
        (Op::Greater, None, _) => least.major = least.major.saturating_add(1),
        (Op::Greater, Some(_), None) => least.minor = least.minor.saturating_add(1),
        _ => least.pre = comparator.pre.clone(),
    }
    least
}

fn read(path: &Path) -> Result<Table, Failure> {
    toml::from_str(&text(path)?).map_err(|error| not_toml(path, error.message()))
}

fn text(path: &Path) -> Result<String, Failure> {
    Ok(String::from_utf8_lossy(&files::read(path)?).into_owned())
}

fn not_toml(path: &Path, error: &str) -> Failure {
    Failure::usage(format!("{} is not TOML: {error}", paths::shown(path)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requirements_that_admit_older_runtimes_are_told_from_others() {
        for old in [
            "0",
            "*",
            "0.0.1",
            "0.*",
            "<2",
            ">=0.0.5",
            "=0.0.9",
            ">=0, <0.3",
            "0.1.0-alpha",
        ] {
            assert!(
                least(&VersionReq::parse(old).unwrap()) < FIRST_RUNTIME,
                "{old}"
            );
        }
        for new in [
            "0.1",
            "0.1.0",
            "^0.1.3",
            "~0.2",
            "=0.1.0",
            "1",
            ">=0.1, <2",
            ">0",
            ">0.0",
            "0.1.*",
            ">0.0.9, >=0.1",
        ] {
            assert!(
                least(&VersionReq::parse(new).unwrap()) >= FIRST_RUNTIME,
                "{new}"
            );
        }
    }
}
