//! Revisions and days of inputs, and the version of the crate.

use std::path::Path;

use msgraph_generator::drift::report::Comparison;
use msgraph_generator::drift::{Date, InputFacts};

use super::git;
use crate::manifest;
use crate::project::Project;

/// Adds the revisions and days of the inputs, as far as git knows them, and the version of the crate.
pub(crate) fn date(comparisons: &mut [Comparison], project: Option<&Project>) {
    let folder = project.map_or(Path::new("."), Project::folder);
    let version = project.and_then(version);
    for comparison in comparisons {
        for input in &mut comparison.report.inputs {
            date_input(input, folder);
        }
        comparison.version.clone_from(&version);
    }
}

fn date_input(input: &mut InputFacts, folder: &Path) {
    const FORM: &str = "--format=%h %cs";
    let known = if let Some(object) = input.name.strip_prefix("git:") {
        let revision = object.split(':').next().unwrap_or_default();
        // What begins with a hyphen would be a flag.
        let line = ["log", "-1", FORM, "--end-of-options", revision, "--"];
        git::line(folder, &line)
    } else {
        let path = input.name.trim_end_matches(" as it was");
        let here = Path::new(".");
        let is_changed = git::line(here, &["status", "--porcelain", "--", path]).is_some();
        let line = ["log", "-1", FORM, "--", path];
        git::line(here, &line).filter(|_| !is_changed)
    };
    if let Some((revision, day)) = known.as_deref().and_then(|line| line.split_once(' ')) {
        input.revision = Some(revision.to_owned());
        input.date = Date::parse(day);
    }
}

/// The version in the manifest of the crate.
fn version(project: &Project) -> Option<String> {
    manifest::version(&project.destination(None).ok()?)
}
