//! One command, one file.

pub(crate) mod check;
pub(crate) mod conformance;
pub(crate) mod generate;
pub(crate) mod slice;
pub(crate) mod why;

use std::path::Path;

use msgraph_codegen::Generation;
use msgraph_codegen::diagnostics::{Diagnostics, Renderer, Source};
use msgraph_codegen::output::Tree;

use crate::console::Console;
use crate::failure::Failure;
use crate::progress::Progress;
use crate::project::Project;
use crate::summary::Module;

/// How a command that could be carried out ended.
pub(crate) enum Answer {
    Yes,
    No,
}

/// What a crate is to be.
struct Expected {
    tree: Tree,
    modules: Vec<Module>,
}

/// Generates the crate in memory. Warnings are reported; with errors there is no crate.
fn expected(
    project: &Project,
    destination: &Path,
    console: &mut Console,
) -> Result<Expected, Failure> {
    let sources = project.sources()?;
    let metadata = sources
        .split_last()
        .map_or(&[][..], |(_, metadata)| metadata);
    let runtime = project.runtime_path(destination);
    let progress = Progress::start("generating");
    let Generation {
        tree,
        apis,
        diagnostics,
    } = msgraph_codegen::generate(&project.config, metadata, runtime.as_deref());
    drop(progress);
    let tree = usable(tree, &diagnostics, &sources, console)?;
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
    })
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
            console.report(&Renderer::coloured().render(diagnostics, sources));
            Ok(outcome)
        }
        _ => Err(Failure::diagnostics(diagnostics, sources)),
    }
}
