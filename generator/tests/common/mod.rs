//! The cases: folders of `tests/cases` with `input.csdl` or `input.yaml` and `slices.toml`, which the generator is
//! run on.

use std::fs;
use std::path::{Path, PathBuf};

use msgraph_generator::Surroundings;
use msgraph_generator::config::Config;
use msgraph_generator::diagnostics::{Diagnostics, Renderer, Source};
use msgraph_generator::generate;
use msgraph_generator::output::Tree;

/// The way from an expected crate to the runtime.
const RUNTIME: &str = "../../../../../runtime";

/// The folders of all cases, sorted.
pub(crate) fn cases() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut cases: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.join("slices.toml").exists())
        .collect();
    cases.sort();
    cases
}

/// The metadata of a case: CSDL, or OpenAPI.
pub(crate) fn metadata(case: &Path) -> String {
    let csdl = fs::read_to_string(case.join("input.csdl"));
    csdl.unwrap_or_else(|_| fs::read_to_string(case.join("input.yaml")).unwrap())
}

/// The configuration of a case.
pub(crate) fn settings(case: &Path) -> String {
    fs::read_to_string(case.join("slices.toml")).unwrap()
}

/// What a configuration and metadata give: the files of a crate, unless there are errors, and the
/// report.
pub(crate) fn run(settings: &str, metadata: &str) -> (Option<Tree>, String) {
    let source = |name: &str, text: &str| Source::new(name, text);
    let report = |diagnostics: &Diagnostics, sources: &[Source]| {
        let report = Renderer::plain().render(diagnostics, sources);
        report.trim_end().to_owned() + "\n"
    };
    let configuration = source("slices.toml", settings);
    let config = match Config::parse(settings) {
        Ok(config) => config,
        Err(diagnostics) => return (None, report(&diagnostics, &[configuration])),
    };
    let mut sources: Vec<_> = config
        .apis
        .iter()
        .map(|_| source("input.csdl", metadata))
        .collect();
    let generation = generate(
        &config,
        &sources,
        &Surroundings {
            runtime_path: Some(RUNTIME.to_owned()),
            ..Surroundings::default()
        },
    );
    sources.push(configuration);
    let report = if generation.diagnostics.is_empty() {
        String::new()
    } else {
        report(&generation.diagnostics, &sources)
    };
    (generation.tree, report)
}
