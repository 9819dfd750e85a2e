//! `examples`: tells whether documented requests and responses survive the generated types.

use std::path::PathBuf;

use msgraph_generator::Surroundings;
use msgraph_generator::config::Config;
use msgraph_generator::diagnostics::{Diagnostics, Source};

use super::{Answer, usable};
use crate::args::{ConfigArgs, ExamplesArgs, Format};
use crate::console::Console;
use crate::examples::{self, Document, Finding, Program, Report};
use crate::failure::Failure;
use crate::progress::Progress;
use crate::project::Project;
use crate::{metadata, origin, paths};

/// A crate with everything that a service has.
const CONFIG: &str = r#"
[crate]
name = "conformance"

[[api]]
module = "api"
service = "service"
metadata = "metadata"
roots = ["*"]
"#;

pub(crate) fn run(args: &ExamplesArgs, console: &mut Console) -> Result<Answer, Failure> {
    let records = examples::records(&args.examples)?;
    let metadata = metadata::read_path(&args.metadata)?;
    let folder = match &args.out {
        Some(out) => out.clone(),
        None => examples::default_folder(&args.metadata),
    };
    let (config, source) = configuration(args.patches.as_ref())?;
    let sources = [metadata, source];
    let [metadata, _] = &sources;
    let progress = Progress::start("generating");
    // The crate is made for the examples alone, so no name of it is to be kept.
    let surroundings = Surroundings {
        runtime_path: origin::runtime().map(|runtime| paths::relative(&folder, &runtime)),
        ..Surroundings::default()
    };
    let metadata_of_apis = std::slice::from_ref(metadata);
    let generation = msgraph_generator::generate(&config, metadata_of_apis, &surroundings);
    let mut diagnostics = Diagnostics::default();
    let api = config.apis.first();
    let documents = api.and_then(|api| {
        msgraph_generator::catalogued(
            api,
            metadata,
            &surroundings,
            &mut diagnostics,
            |catalogue| examples::documents(&records, catalogue),
        )
    });
    drop(progress);
    let tree = usable(generation.tree, &generation.diagnostics, &sources, console)?;
    let documents = documents.unwrap_or_default();

    let progress = Progress::start("compiling all types, which takes minutes the first time");
    let program = Program::write(&folder, tree, &documents)?;
    program.build()?;
    drop(progress);

    let report = Report(findings(&program, &documents)?);
    match args.format {
        Format::Text => console.print(&report.text())?,
        Format::Json => console.print_document(&report.json())?,
    }
    Ok(if report.is_clean() {
        Answer::Yes
    } else {
        Answer::No
    })
}

/// Everything, with the patches of that file.
fn configuration(patches: Option<&PathBuf>) -> Result<(Config, Source), Failure> {
    let source = Source::new("configuration", CONFIG);
    let mut config = Config::parse(CONFIG)
        .map_err(|faults| Failure::diagnostics(&faults, std::slice::from_ref(&source)))?;
    let Some(path) = patches else {
        return Ok((config, source));
    };
    let project = Project::load(&ConfigArgs {
        config: Some(path.clone()),
        permissions: None,
    })?;
    for api in &mut config.apis {
        let others = project.config.apis.iter();
        api.patches = others.flat_map(|api| api.patches.clone()).collect();
    }
    Ok((config, project.source))
}

/// What became of each document, in their order.
fn findings(program: &Program, documents: &[Document]) -> Result<Vec<Finding>, Failure> {
    let readable: Vec<_> = documents.iter().filter(|d| d.reading.is_ok()).collect();
    let mut answers = program.run(&readable)?.into_iter();
    let findings = documents
        .iter()
        .filter_map(|document| match &document.reading {
            Ok(reading) => Some(Finding::answered(document, reading, answers.next()?)),
            Err(untold) => Some(Finding::untold(document, untold)),
        });
    Ok(findings.collect())
}
