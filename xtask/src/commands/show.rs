//! `show`: prints or draws what is in the slice.

use msgraph_generator::diagnostics::Diagnostics;
use msgraph_generator::picture;

use super::{Answer, usable};
use crate::args::{Picture, ShowArgs};
use crate::console::Console;
use crate::failure::Failure;
use crate::project::Project;

pub(crate) fn run(args: &ShowArgs, console: &mut Console) -> Result<Answer, Failure> {
    let mut project = Project::load(&args.config)?;
    if let Some(module) = &args.api {
        project.narrow(module)?;
    }
    let apis = &project.config.apis;
    if apis.len() > 1 && !matches!(args.format, Picture::Tree) {
        let modules: Vec<_> = apis
            .iter()
            .map(|api| format!("`{}`", api.module.get_ref()))
            .collect();
        let modules = modules.join(", ");
        return Err(Failure::usage(format!(
            "a drawing is of one module; say which of {modules} with `--api`"
        )));
    }
    let surroundings = project.surroundings(None);
    for api in apis {
        let metadata = project.metadata(api)?;
        let mut diagnostics = Diagnostics::default();
        let picture = msgraph_generator::pictured(api, &metadata, &surroundings, &mut diagnostics);
        let sources = [metadata, project.source.clone()];
        let picture = usable(picture, &diagnostics, &sources, console)?;
        console.print_document(&match args.format {
            Picture::Tree => picture::tree(&picture),
            Picture::Mermaid => picture::mermaid(&picture),
            Picture::Svg => picture::svg(&picture),
            Picture::Html => picture::html(&picture),
        })?;
    }
    Ok(Answer::Yes)
}
