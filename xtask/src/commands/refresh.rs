//! `refresh`: takes what the service has now, and tells what that changes.

use msgraph_generator::config::Api;
use msgraph_generator::diagnostics::{Diagnostics, Source, count};
use msgraph_generator::drift::Scope;
use msgraph_generator::drift::report::Comparison;
use msgraph_generator::openapi;
use msgraph_generator::output::Tree;

use super::{Answer, Expected, expected_from};
use crate::args::RefreshArgs;
use crate::console::Console;
use crate::drift::earlier::Earlier;
use crate::drift::state::State;
use crate::drift::{self, Terms, dates, forms, history, lines, surface, today};
use crate::failure::Failure;
use crate::metadata::{self, Metadata};
use crate::progress::Progress;
use crate::project::Project;
use crate::renewal::{self, Renewal};
use crate::transaction::Transaction;
use crate::{fetch, files, manifest, paths};

pub(crate) fn run(args: &RefreshArgs, console: &mut Console) -> Result<Answer, Failure> {
    let project = Project::load(&args.config)?;
    let apis = wanted(args, &project)?;
    let earlier = Earlier::of_crate(&project)?;
    let comparing = Comparing {
        args,
        project: &project,
        earlier: earlier.as_ref(),
        before: surface::checked_in(&project),
    };
    let mut state = State::read(&project);
    let mut sources = project.sources()?;
    let mut comparisons = Vec::new();
    let mut renewals = Vec::new();
    for (n, api) in apis {
        let Some((origin, document)) = document(args, api, &project, &state, console)? else {
            comparisons.extend(comparing.unchanged(api)?);
            continue;
        };
        let old = project.metadata_files(api)?;
        let new = comparing.cut(api, &old, &document, console)?;
        let name = format!("{} as it was", old.source.name);
        let before = old.source.named(name);
        comparisons.push(comparing.compare(api, [&before, &new.source])?);
        state.learn(origin, api, &renewal::text_of(&new.source));
        if let Some(source) = sources.get_mut(n) {
            *source = new.source.clone();
        }
        renewals.push(new);
    }
    comparisons.extend(comparing.gone()?);
    drift::settle_suppressions(&mut comparisons);
    let mut transaction = Transaction::default();
    dates::date(&mut comparisons, Some(&project));
    let (tree, summary) = regenerate(&project, &sources, &mut transaction, console)?;
    let new = tree.get(surface::FILE).map(|file| file.text.as_str());
    comparing.settle(&mut comparisons, new)?;
    keep(args, &project, &comparisons, &mut transaction)?;
    let report = &args.report;
    forms::stage(
        &comparisons,
        report.format,
        &report.output,
        &mut transaction,
    )?;
    // The schemas come last: if this is killed before, the next run finds the old ones and tells the same again.
    for new in renewals {
        new.write(&project, &mut transaction)?;
    }
    state.write(&project, &mut transaction)?;
    transaction.commit()?;
    forms::print(&comparisons, report.format, &report.output, console)?;
    console.report(&summary);
    Ok(Answer::Yes)
}

/// The APIs to renew, with their places in the configuration.
fn wanted<'p>(args: &RefreshArgs, project: &'p Project) -> Result<Vec<(usize, &'p Api)>, Failure> {
    if let Some(module) = &args.api {
        project.api(module)?;
    }
    let apis = project.config.apis.iter().enumerate();
    let is_wanted = |api: &Api| args.api.as_ref().is_none_or(|m| m == api.module.get_ref());
    let wanted: Vec<_> = apis.filter(|(_, api)| is_wanted(api)).collect();
    if args.from.is_some() && wanted.len() > 1 {
        return Err(Failure::usage(
            "`--from` is one document; say of which API with `--api MODULE`",
        ));
    }
    Ok(wanted)
}

/// Where a document comes from, and how to ask for a newer one.
pub(crate) struct Origin {
    pub(crate) url: String,
    pub(crate) etag: Option<String>,
}

/// What there is now; nothing, if that is what there was.
fn document(
    args: &RefreshArgs,
    api: &Api,
    project: &Project,
    state: &State,
    console: &mut Console,
) -> Result<Option<(Option<Origin>, Source)>, Failure> {
    if let Some(path) = &args.from {
        return Ok(Some((None, metadata::read_path(path)?)));
    }
    let root = args.service_root.trim_end_matches('/');
    let url = format!("{root}/{}/$metadata", api.service.path.trim_matches('/'));
    let slice = renewal::text_of(&project.metadata(api)?);
    // Of the documents that it refers to, the service says nothing by one ETag.
    let known = state
        .etag(&url, api, &slice)
        .filter(|_| !args.follow_references);
    let progress = Progress::start("fetching");
    let answer = fetch::get(&url, known)?;
    drop(progress);
    match answer {
        fetch::Answer::NotModified => {
            let module = api.module.get_ref();
            console.report(&format!("{module}: {url} is what it was\n"));
            Ok(None)
        }
        fetch::Answer::Document { bytes, etag } => {
            let mut document = metadata::decoded(&bytes, &url)?;
            if args.follow_references {
                document = renewal::with_references(&url, document)?;
            }
            Ok(Some((Some(Origin { url, etag }), document)))
        }
    }
}

/// The inputs of a comparison.
struct Comparing<'r> {
    args: &'r RefreshArgs,
    project: &'r Project,
    /// The configuration that the crate was made with.
    earlier: Option<&'r Earlier<'r>>,
    /// The surface of that crate.
    before: Option<String>,
}

impl Comparing<'_> {
    /// Cuts the slice that is to be checked in. If a root leads nowhere, there is none; but it is told what happened to the root.
    fn cut(
        &self,
        api: &Api,
        old: &Metadata,
        document: &Source,
        console: &mut Console,
    ) -> Result<Renewal, Failure> {
        for source in [&old.source, document] {
            if source.is_single() && openapi::is_openapi(&source.text) {
                let name = &source.name;
                return Err(Failure::usage(format!(
                    "{name} is OpenAPI; only CSDL can be renewed"
                )));
            }
        }
        let mut diagnostics = Diagnostics::default();
        match Renewal::cut(api, old, document, &mut diagnostics) {
            Some(renewal) if !diagnostics.has_errors() => Ok(renewal),
            _ => {
                let configuration = self.project.source.clone();
                let failure =
                    Failure::diagnostics(&diagnostics, &[document.clone(), configuration]);
                if let Ok(comparison) = self.compare(api, [&old.source, document]) {
                    let report = &self.args.report;
                    forms::tell(&[comparison], report.format, &report.output, console)?;
                }
                Err(failure)
            }
        }
    }

    /// Of the new document only that counts which a slice has of it.
    fn compare(&self, api: &Api, sources: [&Source; 2]) -> Result<Comparison, Failure> {
        let mut terms = self.terms(api)?;
        if let Some((earlier, then)) = self.then(api) {
            let now = self.project.setup(api);
            terms.walk(sources[0], &earlier.setup(then), Some(&now));
        }
        let options = terms.options(Scope::Slice(api), self.args.today);
        drift::compare(api.module.get_ref(), sources, Some(api), &options)
    }

    /// An API of which only the configuration may have changed.
    fn unchanged(&self, api: &Api) -> Result<Option<Comparison>, Failure> {
        let source = self.project.metadata(api)?;
        let comparison = self.compare(api, [&source; 2])?;
        Ok(Some(comparison).filter(|c| !c.report.findings.is_empty()))
    }

    /// The APIs that the configuration no longer has.
    fn gone(&self) -> Result<Vec<Comparison>, Failure> {
        let Some(earlier) = self.earlier.filter(|_| self.args.api.is_none()) else {
            return Ok(Vec::new());
        };
        let gone = earlier.gone(&self.project.config.apis).into_iter();
        let comparisons = gone.map(|api| {
            let terms = self.terms(api)?;
            earlier.without(api, terms, self.args.today)
        });
        comparisons.filter_map(Result::transpose).collect()
    }

    fn then(&self, api: &Api) -> Option<(&Earlier<'_>, &Api)> {
        let earlier = self.earlier?;
        Some((earlier, earlier.of(api, &self.project.config.apis)?))
    }

    fn terms(&self, api: &Api) -> Result<Terms, Failure> {
        let history = self.args.history.as_deref();
        let before = self.before.as_deref();
        Terms::load(Some(self.project), api.module.get_ref(), history, before)
    }

    /// Holds the surfaces against what is told, and numbers their lines.
    fn settle(&self, comparisons: &mut [Comparison], new: Option<&str>) -> Result<(), Failure> {
        let surfaces = [self.before.as_deref(), new];
        if self.args.api.is_none() && self.earlier.is_some() {
            let current = || new.map(str::to_owned);
            lines::explain(comparisons, self.earlier, surfaces, current)?;
        }
        surface::number(comparisons, surfaces[0], surfaces[1]);
        Ok(())
    }
}

/// The crate of the new slices, and what is said when that is written.
fn regenerate(
    project: &Project,
    sources: &[Source],
    transaction: &mut Transaction,
    console: &mut Console,
) -> Result<(Tree, String), Failure> {
    let destination = project.destination(None)?;
    let Expected { tree, features, .. } = expected_from(project, sources, &destination, console)?;
    let existing = files::read_crate(&destination, &tree)?;
    let differences = tree.compare(&existing);
    transaction.make(&destination, &tree, &differences)?;
    let place = paths::shown(&destination);
    let changed = count(differences.len(), "file");
    let mut summary = format!("{place}: {changed} changed\n");
    if let Some(gaps) = manifest::gaps(&destination, &features)? {
        summary.push_str("warning: ");
        summary.push_str(&gaps);
    }
    Ok((tree, summary))
}

/// Adds what came and went to the history, where one is kept.
fn keep(
    args: &RefreshArgs,
    project: &Project,
    comparisons: &[Comparison],
    transaction: &mut Transaction,
) -> Result<(), Failure> {
    let path = match &args.history {
        Some(path) => path.clone(),
        None => project.history(),
    };
    let today = args.today.or_else(today::today);
    if let Some(today) = today.filter(|_| args.history.is_some() || path.exists()) {
        let text = history::extended(&path, comparisons, today)?;
        transaction.write(path, text.as_bytes())?;
    }
    Ok(())
}
