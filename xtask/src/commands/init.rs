//! `init`: writes the configuration that a new crate begins with.

use std::path::{Path, PathBuf};

use msgraph_generator::config::Runtime;
use msgraph_generator::diagnostics::Source;
use msgraph_generator::foreign::toml;
use msgraph_generator::openapi::{self, Server};

use super::Answer;
use crate::args::InitArgs;
use crate::console::Console;
use crate::failure::Failure;
use crate::transaction::Transaction;
use crate::{metadata, origin, paths, presets, project};

/// Where the metadata lies if nothing else is said.
const METADATA: &str = "schemas/v1.0.csdl";

/// The versions of Graph.
const VERSIONS: [&str; 2] = ["v1.0", "beta"];

pub(crate) fn run(args: &InitArgs, console: &mut Console) -> Result<Answer, Failure> {
    if args.list {
        console.print(&presets::list())?;
        return Ok(Answer::Yes);
    }
    let path = args.metadata.clone();
    let path = path.unwrap_or_else(|| PathBuf::from(METADATA));
    let comes_later = args.metadata.is_none() && !path.exists();
    let text = if comes_later {
        None
    } else {
        Some(metadata::read_path(&path)?.text)
    };
    let folder = path.parent().unwrap_or(Path::new(""));
    let file = folder.join("slices.toml");
    if file.symlink_metadata().is_ok() {
        let shown = paths::shown(&file);
        return Err(Failure::usage(format!(
            "{shown} is there already; add your roots to it"
        )));
    }
    let text = configuration(args, &path, folder, text.as_deref())?;
    let source = Source::new(paths::shown(&file), text);
    project::parse(&source)?;
    let mut transaction = Transaction::default();
    transaction.write(file, source.text.as_bytes())?;
    transaction.commit()?;
    console.print(&format!("wrote {}\n\nNext:\n", source.name))?;
    if comes_later {
        console.print(&format!(
            "  curl --create-dirs -o {METADATA} 'https://graph.microsoft.com/v1.0/$metadata'\n"
        ))?;
    }
    console.print("  msgraph-codegen generate\n")?;
    let name = &args.name;
    console.print(&if Path::new("Cargo.toml").exists() {
        format!("  cargo add --path {name}\n")
    } else {
        format!("  cargo check --manifest-path {name}/Cargo.toml\n")
    })?;
    Ok(Answer::Yes)
}

/// The configuration for the metadata at that path; its text is not known if it comes later.
fn configuration(
    args: &InitArgs,
    path: &Path,
    folder: &Path,
    text: Option<&str>,
) -> Result<String, Failure> {
    let server = text.and_then(openapi::server);
    let server: Option<&Server> = server.as_ref();
    let out = paths::relative(folder, Path::new(&args.name));
    let runtime = runtime(args, folder)?;
    let presets = presets::named(&args.preset)?;
    let metadata = path.file_name().unwrap_or_default();
    let stem = path.file_stem().unwrap_or_default();
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
    let is_odata = cloud.is_none() && !VERSIONS.contains(&service) && text.is_some_and(is_odata);
    let conventions = if is_odata {
        "conventions = \"odata\" # keys in parentheses and operations by their qualified names; \"graph\" has neither\n"
    } else {
        ""
    };
    let module = args.module.clone().unwrap_or_else(|| module(&stem));
    let roots = presets::roots(&presets, &args.roots);
    let tables = presets::tables(&presets);
    Ok(format!(
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
         roots = [\n{roots}]\n\
         {tables}",
        toml(&args.name),
        toml(&out),
        toml(&module),
        toml(service),
        toml(&metadata.to_string_lossy()),
    ))
}

/// The entries of `runtime`.
fn runtime(args: &InitArgs, folder: &Path) -> Result<String, Failure> {
    let runtime = match &args.runtime {
        Some(place) => origin::told(place, folder)?,
        None => origin::runtime_for(folder)?,
    };
    Ok(match runtime {
        Runtime::Path(path) => format!("path = {}", toml(&path)),
        Runtime::Git { url, rev } => format!("git = {}, rev = {}", toml(&url), toml(&rev)),
        Runtime::Version(version) => format!("version = {}", toml(&version)),
    })
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
