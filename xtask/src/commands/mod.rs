//! One command, one file.

pub(crate) mod budget;
pub(crate) mod check;
pub(crate) mod conformance;
pub(crate) mod drift;
pub(crate) mod examples;
pub(crate) mod explain;
pub(crate) mod generate;
pub(crate) mod init;
pub(crate) mod permissions;
pub(crate) mod refresh;
pub(crate) mod show;
pub(crate) mod slice;
pub(crate) mod why;

use std::path::Path;

use msgraph_generator::config::Api;
use msgraph_generator::diagnostics::{Diagnostics, Source};
use msgraph_generator::output::Tree;
use msgraph_generator::rust::Features;
use msgraph_generator::{Generation, Surroundings, openapi};

use crate::console::Console;
use crate::failure::Failure;
use crate::files::Files;
use crate::progress::Progress;
use crate::project::Project;
use crate::summary::Module;
use crate::{manifest, paths};

/// How a command that could be carried out ended.
pub(crate) enum Answer {
    Yes,
    No,
}

/// What a crate is to be.
struct Expected {
    tree: Tree,
    modules: Vec<Module>,
    features: Features,
}

/// Generates the crate in memory. Warnings are reported; with errors there is no crate.
fn expected(
    project: &Project,
    destination: &Path,
    console: &mut Console,
) -> Result<Expected, Failure> {
    expected_from(project, &project.sources()?, destination, console)
}

/// The same of other metadata than what is checked in. The last source is the configuration.
fn expected_from(
    project: &Project,
    sources: &[Source],
    destination: &Path,
    console: &mut Console,
) -> Result<Expected, Failure> {
    let metadata = sources
        .split_last()
        .map_or(&[][..], |(_, metadata)| metadata);
    manifest::accepts_runtime(destination)?;
    let surroundings = Surroundings {
        runtime_path: project.runtime_path(destination)?,
        ..project.surroundings(Some(destination))
    };
    let progress = Progress::start("generating");
    let Generation {
        tree,
        apis,
        features,
        diagnostics,
        ..
    } = msgraph_generator::generate(&project.config, metadata, &surroundings);
    drop(progress);
    let tree = usable(tree, &diagnostics, sources, console)?;
    let warnings = |source| {
        diagnostics
            .sorted()
            .iter()
            .filter(|d| d.source == source)
            .count()
    };
    let modules = apis.into_iter().enumerate();
    let modules = modules.map(|(n, contents)| Module {
        contents,
        warnings: warnings(n),
    });
    Ok(Expected {
        tree,
        modules: modules.collect(),
        features,
    })
}

/// The files in `src` that are the user's, as people read them.
fn foreign(destination: &Path, tree: &Tree, existing: &Files) -> Vec<String> {
    let foreign = tree.foreign(existing);
    let foreign = foreign.map(|path| paths::shown(&destination.join(path)));
    foreign.collect()
}

/// Tells what the metadata of an API does not say. It could be read, so nothing else is to be said of it.
fn explain_loss(api: &Api, metadata: &Source, console: &mut Console) {
    let losses = msgraph_generator::losses(api, metadata, &mut Diagnostics::default());
    console.report(&openapi::explain(&losses.unwrap_or_default()));
}

/// The outcome, unless there were errors; warnings are reported.
fn usable<T>(
    outcome: Option<T>,
    diagnostics: &Diagnostics,
    sources: &[Source],
    console: &mut Console,
) -> Result<T, Failure> {
    match outcome {
        Some(outcome) if !diagnostics.has_errors() => {
            console.diagnose(diagnostics, sources);
            Ok(outcome)
        }
        _ => Err(Failure::diagnostics(diagnostics, sources)),
    }
}
