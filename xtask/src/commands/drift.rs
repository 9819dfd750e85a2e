//! `drift`: tells what changed between two schemas, and whom it breaks.

use std::path::Path;

use msgraph_generator::config::Api;
use msgraph_generator::diagnostics::{Source, nearest};
use msgraph_generator::drift::report::{Comparison, JSON_SCHEMA};
use msgraph_generator::drift::{FailOn, RULES, Rule, Scope, rule};

use super::Answer;
use crate::args::{ConfigArgs, DriftArgs, DriftTopic};
use crate::console::Console;
use crate::drift::since::Since;
use crate::drift::{self, Terms, dates, forms, git, surface};
use crate::failure::Failure;
use crate::metadata;
use crate::project::Project;

pub(crate) fn run(args: &DriftArgs, console: &mut Console) -> Result<Answer, Failure> {
    match &args.topic {
        Some(DriftTopic::Explain { rule: None }) => list(console),
        Some(DriftTopic::Explain { rule: Some(name) }) => explain(name, console),
        Some(DriftTopic::Schema) => console.print_document(JSON_SCHEMA).map(|()| Answer::Yes),
        None => compare(args, console),
    }
}

fn compare(args: &DriftArgs, console: &mut Console) -> Result<Answer, Failure> {
    let mut comparisons = match &args.inputs[..] {
        [old, new] => vec![pair(args, old, new)?],
        [new] => vec![against_slice(args, new)?],
        _ => since(args)?,
    };
    drift::settle_suppressions(&mut comparisons);
    let is_configured = args.inputs.is_empty() || needs_configuration(args);
    let project = is_configured.then(|| configuration(args)).transpose()?;
    dates::date(&mut comparisons, project.as_ref());
    forms::tell(
        &comparisons,
        args.report.format,
        &args.report.output,
        console,
    )?;
    Ok(answer(&comparisons, &args.fail_on()))
}

/// No from the threshold on.
fn answer(comparisons: &[Comparison], thresholds: &[FailOn]) -> Answer {
    let reaches = |c: &Comparison| thresholds.iter().any(|&on| c.report.reaches(on));
    if comparisons.iter().any(reaches) {
        Answer::No
    } else {
        Answer::Yes
    }
}

/// Of one pair. Without an API, all of the schemas decides.
fn comparison(
    args: &DriftArgs,
    project: Option<&Project>,
    api: Option<&Api>,
    sources: [&Source; 2],
    cut: Option<&Api>,
) -> Result<Comparison, Failure> {
    let title = api.or(cut).map_or("", |api| api.module.get_ref());
    let surface = project.and_then(surface::checked_in);
    let terms = Terms::load(project, title, args.history.as_deref(), surface.as_deref())?;
    let options = terms.options(api.map_or(Scope::All, Scope::Slice), args.today);
    drift::compare(title, sources, cut, &options)
}

/// One document against another.
fn pair(args: &DriftArgs, old: &str, new: &str) -> Result<Comparison, Failure> {
    if args.since.is_some() {
        return Err(Failure::usage(
            "`--since` is for schemas that are checked in; leave OLD and NEW out",
        ));
    }
    let project = needs_configuration(args).then(|| configuration(args));
    let project = project.transpose()?;
    let api = match &project {
        Some(project) if !is_all(args) => Some(decisive(args, project, [old, new])?),
        _ => None,
    };
    let [old, new] = [old, new].map(read);
    comparison(args, project.as_ref(), api, [&old?, &new?], None)
}

/// The configuration that says what decides.
fn configuration(args: &DriftArgs) -> Result<Project, Failure> {
    let scope = args.scope.clone().filter(|_| !is_all(args));
    let config = scope.or_else(|| args.config.config.clone());
    Project::load(&ConfigArgs {
        config,
        permissions: None,
    })
}

/// Two documents can be compared without one: then everything decides.
fn needs_configuration(args: &DriftArgs) -> bool {
    let is_named = args.config.config.is_some() || args.api.is_some();
    is_named || (!is_all(args) && (args.scope.is_some() || Project::is_near()))
}

fn is_all(args: &DriftArgs) -> bool {
    args.scope.as_deref() == Some(Path::new("all"))
}

/// The API whose slice decides: the one that is named, the only one, or the one whose metadata is compared.
fn decisive<'p>(
    args: &DriftArgs,
    project: &'p Project,
    inputs: [&str; 2],
) -> Result<&'p Api, Failure> {
    if let Some(module) = &args.api {
        return project.api(module);
    }
    if let [api] = &project.config.apis[..] {
        return Ok(api);
    }
    let mut apis = project.config.apis.iter();
    apis.find(|api| inputs.iter().any(|input| project.is_metadata(api, Path::new(input))))
        .ok_or_else(|| {
            let modules = project.config.apis.iter().map(|api| api.module.get_ref().as_str());
            let modules = modules.collect::<Vec<_>>().join("` or `--api ");
            let file = &project.source.name;
            Failure::usage(format!(
                "{file} has several slices; say which one decides with `--api {modules}`, or `--scope all`"
            ))
        })
}

/// The slice that is checked in against what a newer document has of it.
fn against_slice(args: &DriftArgs, new: &str) -> Result<Comparison, Failure> {
    if is_all(args) {
        return Err(Failure::usage(
            "`--scope all` needs OLD and NEW: only the slice is checked in",
        ));
    }
    if args.since.is_some() {
        return Err(Failure::usage(
            "`--since` is for schemas that are checked in; leave NEW out",
        ));
    }
    let project = configuration(args)?;
    let api = decisive(args, &project, [new, new])?;
    let (old, new) = (project.metadata(api)?, read(new)?);
    let sources = [&old, &new];
    let mut comparison = comparison(args, Some(&project), Some(api), sources, Some(api))?;
    let now = surface::checked_in(&project);
    surface::number(std::slice::from_mut(&mut comparison), now.as_deref(), None);
    Ok(comparison)
}

/// The checked-in schemas and crate, as they were and as they are.
fn since(args: &DriftArgs) -> Result<Vec<Comparison>, Failure> {
    let project = configuration(args)?;
    let since = Since {
        project: &project,
        revision: args.since.as_deref().unwrap_or("HEAD"),
        module: args.api.as_deref(),
        is_all: is_all(args),
        history: args.history.as_deref(),
        today: args.today,
    };
    since.comparisons()
}

/// A file, or `git:REV:PATH`.
fn read(input: &str) -> Result<Source, Failure> {
    match input.strip_prefix("git:") {
        Some(object) if object.contains(':') => git::read(Path::new("."), object),
        Some(_) => Err(Failure::usage(format!("{input} is not `git:REV:PATH`"))),
        None => metadata::read_path(Path::new(input)),
    }
}

/// All rules, a line each.
fn list(console: &mut Console) -> Result<Answer, Failure> {
    let widest = RULES.iter().map(|rule| rule.name.len()).max().unwrap_or(0);
    for Rule {
        id, name, title, ..
    } in RULES
    {
        console.print(&format!("{id}  {name:widest$}  {title}\n"))?;
    }
    Ok(Answer::Yes)
}

/// The page of a rule.
fn explain(name: &str, console: &mut Console) -> Result<Answer, Failure> {
    let Some(rule) = rule(name) else {
        let names = RULES.iter().flat_map(|rule| [rule.id, rule.name]);
        let hint = nearest(name, names).map_or_else(
            || "`drift explain` lists all".to_owned(),
            |near| format!("did you mean `{near}`?"),
        );
        return Err(Failure::usage(format!("there is no rule `{name}`; {hint}")));
    };
    console.print(rule.explanation)?;
    Ok(Answer::Yes)
}
