//! `generate`: writes the crate.

use std::path::Path;
use std::time::Instant;

use msgraph_generator::output::Tree;

use super::{Answer, Expected, expected, explain_loss, foreign};
use crate::args::GenerateArgs;
use crate::console::Console;
use crate::failure::Failure;
use crate::files::{self, Files};
use crate::project::Project;
use crate::summary::Summary;
use crate::{manifest, paths};

pub(crate) fn run(args: &GenerateArgs, console: &mut Console) -> Result<Answer, Failure> {
    let start = Instant::now();
    let mut project = Project::load(&args.config)?;
    let destination = project.destination(args.out.as_deref())?;
    if let Some(module) = &args.api {
        project.narrow(module)?;
    }
    let Expected {
        mut tree,
        modules,
        features,
    } = expected(&project, &destination, console)?;
    let mut existing = files::read_crate(&destination, &tree)?;
    if let Some(module) = &args.api {
        leave_others_alone(module, &destination, &mut tree, &mut existing);
    }
    let differences = tree.compare(&existing);
    files::write(&destination, &tree, &differences)?;
    let summary = Summary {
        package: project.config.package.name.get_ref(),
        destination: paths::shown(&destination),
        modules: &modules,
        files: tree.files().count(),
        differences: &differences,
        foreign: foreign(&destination, &tree, &existing),
        time: console.is_terminal().then(|| start.elapsed()),
    };
    console.print(&summary.text())?;
    if args.explain_loss {
        for api in &project.config.apis {
            explain_loss(api, &project.metadata(api)?, console);
        }
    }
    if let Some(gaps) = manifest::gaps(&destination, &features)? {
        console.report(&format!("warning: {gaps}"));
    }
    Ok(Answer::Yes)
}

/// In a crate that is there already, everything outside the module stays as it is.
fn leave_others_alone(module: &str, destination: &Path, tree: &mut Tree, existing: &mut Files) {
    let belongs = |path: &str| {
        let below = path
            .strip_prefix("src/")
            .and_then(|path| path.strip_prefix(module));
        below.is_some_and(|rest| rest == ".rs" || rest.starts_with('/'))
    };
    if destination.join("src/lib.rs").exists() {
        tree.retain(belongs);
        // Where these are no folders, they are in the way.
        let folder = format!("src/{module}");
        existing.retain(|path, _| belongs(path) || path == "src" || *path == folder);
    }
}
