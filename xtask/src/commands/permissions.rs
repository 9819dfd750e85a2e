//! `permissions`: prints the least permissions that requests need.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use msgraph_generator::Requirements;
use msgraph_generator::config::Api;
use msgraph_generator::diagnostics::{Diagnostics, count};
use msgraph_generator::foreign;
use msgraph_generator::permissions::{Least, Requirement, Scheme, least};
use msgraph_generator::rust::{MadeRequest, Requests};

use super::{Answer, usable};
use crate::args::PermissionsArgs;
use crate::console::Console;
use crate::failure::Failure;
use crate::project::Project;
use crate::sources::{self, SourceFile};

pub(crate) fn run(args: &PermissionsArgs, console: &mut Console) -> Result<Answer, Failure> {
    let mut project = Project::load(&args.config)?;
    if let Some(module) = &args.api {
        project.narrow(module)?;
    }
    let sources = args.src.as_deref().map(sources::read).transpose()?;
    let mut answer = Answer::Yes;
    for api in &project.config.apis {
        let requirements = requirements(&project, api, console)?;
        let module = api.module.get_ref();
        let wanted = match &sources {
            None => Wanted::all(requirements),
            Some(sources) => Wanted::called(&requirements, sources, &project, module),
        };
        if wanted.is_empty() {
            answer = Answer::No;
        }
        console.print(&wanted.text(module))?;
    }
    Ok(answer)
}

fn requirements(
    project: &Project,
    api: &Api,
    console: &mut Console,
) -> Result<Requirements, Failure> {
    let metadata = project.metadata(api)?;
    let mut diagnostics = Diagnostics::default();
    let surroundings = project.surroundings(project.destination(None).ok().as_deref());
    let requirements =
        msgraph_generator::requirements(api, &metadata, &surroundings, &mut diagnostics);
    let sources = [metadata, project.source.clone()];
    usable(requirements, &diagnostics, &sources, console)
}

/// Requests, and what they need.
struct Wanted {
    known: Vec<Requirement>,
    /// Nothing is known of what these need.
    unknown: Vec<String>,
}

impl Wanted {
    fn all(requirements: Requirements) -> Self {
        Self {
            known: requirements.known,
            unknown: requirements.unknown,
        }
    }

    /// Those that source files call. A file that names modules of the crate calls these only.
    fn called(
        requirements: &Requirements,
        files: &[SourceFile],
        project: &Project,
        module: &str,
    ) -> Self {
        let requests = Requests::of(&requirements.lowered);
        let modules: BTreeSet<_> = project.modules.iter().map(String::as_str).collect();
        let concerns = |file: &&SourceFile| {
            let mut named = modules.iter().filter(|name| file.words.contains(**name));
            named.clone().next().is_none() || named.any(|name| *name == module)
        };
        let chains = files.iter().filter(concerns).flat_map(|file| &file.chains);
        let made = chains.filter_map(|chain| {
            let mut starts = (0..chain.len()).filter_map(|start| chain.get(start..));
            starts.find_map(|chain| requests.made_by(chain))
        });
        let made: BTreeMap<_, _> = made
            .map(|MadeRequest { request, need }| (request, need))
            .collect();
        let mut wanted = Self {
            known: Vec::new(),
            unknown: Vec::new(),
        };
        for (request, need) in made {
            match need {
                Some(need) => wanted.known.push(Requirement { request, need }),
                None => wanted.unknown.push(request),
            }
        }
        wanted
    }

    fn is_empty(&self) -> bool {
        self.known.is_empty() && self.unknown.is_empty()
    }

    fn text(&self, module: &str) -> String {
        let requests = count(self.known.len() + self.unknown.len(), "request");
        let mut text = format!("{module}: {requests}\n");
        for scheme in Scheme::ALL {
            let Least {
                permissions,
                impossible,
            } = least(&self.known, scheme);
            if permissions.is_empty() {
                continue;
            }
            text.push_str(&section(scheme.title(), None, &[]));
            for (name, requests) in permissions {
                text.push_str(&section("", Some(&name), &requests));
            }
            if !impossible.is_empty() {
                text.push_str(&section("", Some("not possible:"), &impossible));
            }
        }
        if !self.unknown.is_empty() {
            text.push_str(&section("nothing is known of:", None, &self.unknown));
        }
        text
    }
}

fn section(title: &str, item: Option<&str>, requests: &[String]) -> String {
    let mut text = String::new();
    // Writing to a string cannot fail.
    if !title.is_empty() {
        let _ = writeln!(text, "  {title}");
    }
    if let Some(item) = item {
        let _ = writeln!(text, "    {}", foreign::line(item));
    }
    for request in requests {
        let _ = writeln!(text, "      {}", foreign::line(request));
    }
    text
}
