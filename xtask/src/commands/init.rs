//! `init`: writes the configuration that a new crate begins with.

use std::path::Path;

use msgraph_generator::diagnostics::Source;
use msgraph_generator::foreign::toml;
use msgraph_generator::openapi::{self, Server};

use super::Answer;
use crate::args::InitArgs;
use crate::console::Console;
use crate::failure::Failure;
use crate::transaction::Transaction;

use crate::{metadata, origin, paths, project};

/// The versions of Graph.
const VERSIONS: [&str; 2] = ["v1.0", "beta"];

pub(crate) fn run(args: &InitArgs, console: &mut Console) -> Result<Answer, Failure> {
    let metadata = metadata::read_path(&args.metadata)?;
    let folder = args.metadata.parent().unwrap_or(Path::new(""));
    let file = folder.join("slices.toml");
    if file.symlink_metadata().is_ok() {
        let shown = paths::shown(&file);
        return Err(Failure::usage(format!(
            "{shown} is there already; add your roots to it"
        )));
    }
    let source = Source::new(
        paths::shown(&file),
        configuration(args, folder, &metadata.text),
    );
    project::parse(&source)?;
    let mut transaction = Transaction::default();
    transaction.write(file, source.text.as_bytes())?;
    transaction.commit()?;
    console.print(&format!(
        "wrote {}; `msgraph-codegen generate` writes the crate to {}\n",
        source.name, args.name
    ))?;
    Ok(Answer::Yes)
}

fn configuration(args: &InitArgs, folder: &Path, metadata_text: &str) -> String {
    let server = openapi::server(metadata_text);
    let server: Option<&Server> = server.as_ref();
    let out = paths::relative(folder, Path::new(&args.name));
    let runtime = match origin::runtime() {
        Some(runtime) => format!("path = {}", toml(&paths::relative(folder, &runtime))),
        None => format!("version = {}", toml(env!("CARGO_PKG_VERSION"))),
    };
    let metadata = args.metadata.file_name().unwrap_or_default();
    let stem = args.metadata.file_stem().unwrap_or_default();
    let stem = stem.to_string_lossy();
    let is_graph = VERSIONS.contains(&&*stem);
    let service = match (&args.service, server) {
        (Some(service), _) => service,
        (None, Some(server)) => &server.path,
        (None, None) if is_graph => &*stem,
        (None, None) => "",
    };
    let cloud = server.and_then(|server| server.cloud);
    let clouds = cloud.map_or_else(String::new, |cloud| {
        format!(
            "clouds = [{}] # where the document says that the service is\n",
            toml(cloud.name())
        )
    });
    let is_odata = cloud.is_none() && !VERSIONS.contains(&service) && is_odata(metadata_text);
    let conventions = if is_odata {
        "conventions = \"odata\" # keys in parentheses and operations by their qualified names; \"graph\" has neither\n"
    } else {
        ""
    };
    let module = args.module.clone().unwrap_or_else(|| module(&stem));
    let roots: Vec<_> = args.roots.iter().map(|root| toml(root)).collect();
    let roots = roots.join(",\n    ");
    format!(
        "# What is generated from what; `msgraph-codegen generate` reads this. Paths are relative to this file.\n\
         \n\
         [crate]\n\
         name = {}\n\
         out = {}\n\
         runtime = {{ {runtime} }}\n\
         \n\
         [[api]]\n\
         module = {}\n\
         service = {} # the path below the host\n\
         metadata = {}\n\
         {conventions}\
         {clouds}\
         # What is wanted; whatever it needs comes along. `GET /users/{{id}}` is a request, `type:microsoft.graph.user`\n\
         # a type, `*` everything. `msgraph-codegen why NAME` tells which root brings something in.\n\
         roots = [\n    {roots},\n]\n",
        toml(&args.name),
        toml(&out),
        toml(&module),
        toml(service),
        toml(&metadata.to_string_lossy()),
    )
}

/// Does a description look like one of a service that spells paths as the standard says? Graph and those that are like it
/// have keys as segments. CSDL does not say; paths of OpenAPI show it.
fn is_odata(text: &str) -> bool {
    if openapi::is_openapi(text) {
        return text.contains("({") || text.contains("('{");
    }
    !text.contains("Namespace=\"microsoft.graph") && !text.contains("Namespace='microsoft.graph")
}

/// The name of a module for a document: `v1_0` for `v1.0.csdl`.
fn module(stem: &str) -> String {
    let lower = |c: char| match c.to_ascii_lowercase() {
        c if c.is_ascii_alphanumeric() => c,
        _ => '_',
    };
    stem.chars().map(lower).collect()
}
