//! `slice`: prints the slice of a metadata document as canonical CSDL.

use msgraph_generator::canonical;
use msgraph_generator::diagnostics::Diagnostics;

use super::{Answer, explain_loss, usable};
use crate::args::SliceArgs;
use crate::console::Console;
use crate::failure::Failure;
use crate::metadata;
use crate::progress::Progress;
use crate::project::Project;

pub(crate) fn run(args: &SliceArgs, console: &mut Console) -> Result<Answer, Failure> {
    let project = Project::load(&args.config)?;
    let api = project.api(&args.api)?;
    let metadata = metadata::read_path(&args.from)?;
    let mut diagnostics = Diagnostics::default();
    let progress = Progress::start("slicing");
    let text = msgraph_generator::projected(api, &metadata, &mut diagnostics, canonical::write);
    drop(progress);
    let sources = [metadata, project.source.clone()];
    let [metadata, _] = &sources;
    let text = usable(text, &diagnostics, &sources, console)?;
    console.print_document(&text)?;
    if args.explain_loss {
        explain_loss(api, metadata, console);
    }
    Ok(Answer::Yes)
}
