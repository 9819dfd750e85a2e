//! `why`: tells why something is in the slice, or what would bring it in.

use msgraph_generator::config::Api;
use msgraph_generator::diagnostics::Diagnostics;
use msgraph_generator::slice::Explanation;

use super::{Answer, usable};
use crate::args::WhyArgs;
use crate::console::Console;
use crate::failure::Failure;
use crate::progress::Progress;
use crate::project::Project;

pub(crate) fn run(args: &WhyArgs, console: &mut Console) -> Result<Answer, Failure> {
    let mut project = Project::load(&args.config)?;
    if let Some(module) = &args.api {
        project.narrow(module)?;
    }
    let mut answer = Answer::No;
    let apis = &project.config.apis;
    for api in apis {
        let explanation = explain(&project, api, &args.name, console)?;
        if matches!(explanation, Explanation::Because(_)) {
            answer = Answer::Yes;
        }
        if apis.len() > 1 {
            console.print(&format!("{}:\n", api.module.get_ref()))?;
        }
        console.print(&format!("{explanation}\n"))?;
    }
    Ok(answer)
}

fn explain(
    project: &Project,
    api: &Api,
    name: &str,
    console: &mut Console,
) -> Result<Explanation, Failure> {
    let metadata = project.metadata(api)?;
    let mut diagnostics = Diagnostics::default();
    let progress = Progress::start("looking");
    let explanation = msgraph_generator::explain(
        api,
        &metadata,
        &project.surroundings(None),
        name,
        &mut diagnostics,
    );
    drop(progress);
    let sources = [metadata, project.source.clone()];
    usable(explanation, &diagnostics, &sources, console)
}
