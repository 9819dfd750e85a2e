//! `init`: writes the configuration that a new crate begins with.

use std::io::Write as _;
use std::path::Path;

use msgraph_codegen::config::Config;
use msgraph_codegen::diagnostics::Source;
use tempfile::NamedTempFile;

use super::Answer;
use crate::cli::InitArgs;
use crate::console::Console;
use crate::failure::Failure;
use crate::project::read_metadata;
use crate::{origin, paths};

const FILE: &str = "slices.toml";

pub(crate) fn run(args: &InitArgs, console: &mut Console) -> Result<Answer, Failure> {
    read_metadata(&args.metadata)?;
    let source = Source {
        name: FILE.to_owned(),
        text: configuration(args),
    };
    if let Err(faults) = Config::parse(&source.text) {
        return Err(Failure::diagnostics(&faults, &[source]));
    }
    write(&source.text)?;
    console.print(&format!(
        "wrote {FILE}; `msgraph-codegen generate` writes the crate to {}\n",
        args.name
    ))?;
    Ok(Answer::Yes)
}

fn configuration(args: &InitArgs) -> String {
    let name = text(&args.name);
    let runtime = match origin::runtime() {
        Some(folder) => format!("path = {}", text(&paths::relative(Path::new("."), &folder))),
        None => format!("version = {}", text(env!("CARGO_PKG_VERSION"))),
    };
    let stem = args.metadata.file_stem().unwrap_or_default();
    let stem = stem.to_string_lossy();
    let is_graph = ["v1.0", "beta"].contains(&&*stem);
    let service = match &args.service {
        Some(service) => service,
        None if is_graph => &*stem,
        None => "",
    };
    let module = args.module.clone().unwrap_or_else(|| module(&stem));
    let roots: Vec<_> = args.roots.iter().map(|root| text(root)).collect();
    let roots = roots.join(",\n    ");
    format!(
        "# What is generated from what; `msgraph-codegen generate` reads this. Paths are relative to this file.\n\
         \n\
         [crate]\n\
         name = {name}\n\
         out = {name}\n\
         runtime = {{ {runtime} }}\n\
         \n\
         [[api]]\n\
         module = {}\n\
         service = {} # the path below the host\n\
         metadata = {}\n\
         # What is wanted; whatever it needs comes along. `GET /users/{{id}}` is a request, `type:microsoft.graph.user`\n\
         # a type, `*` everything. `msgraph-codegen why NAME` tells which root brings something in.\n\
         roots = [\n    {roots},\n]\n",
        text(&module),
        text(service),
        text(&paths::slashed(&args.metadata)),
    )
}

/// The name of a module for a document: `v1_0` for `v1.0.csdl`.
fn module(stem: &str) -> String {
    let lower = |c: char| match c.to_ascii_lowercase() {
        c if c.is_ascii_alphanumeric() => c,
        _ => '_',
    };
    stem.chars().map(lower).collect()
}

/// A basic string of TOML. What else must not be in one is found when the configuration is read.
fn text(text: &str) -> String {
    let text = text.replace('\\', "\\\\").replace('"', "\\\"");
    format!("\"{text}\"")
}

/// Writes the file as a whole, and never over one that is there.
fn write(text: &str) -> Result<(), Failure> {
    let file = Path::new(FILE);
    let fault = |error| Failure::io("write", file, &error);
    let mut new = NamedTempFile::new_in(".").map_err(fault)?;
    new.write_all(text.as_bytes()).map_err(fault)?;
    match new.persist_noclobber(file) {
        Ok(_) => Ok(()),
        Err(_) if file.exists() => Err(Failure::usage(format!(
            "{FILE} is there already; add your roots to it"
        ))),
        Err(error) => Err(fault(error.error)),
    }
}
