//! What `drift` and `refresh` have in common: reading two schemas, telling what changed, and keeping that.

pub(crate) mod dates;
pub(crate) mod earlier;
pub(crate) mod forms;
pub(crate) mod git;
pub(crate) mod history;
pub(crate) mod lines;
pub(crate) mod since;
pub(crate) mod state;
pub(crate) mod surface;
pub(crate) mod today;

use std::path::Path;

use msgraph_generator::config::Api;
use msgraph_generator::diagnostics::{Diagnostics, Source};
use msgraph_generator::drift::report::Comparison;
use msgraph_generator::drift::{
    Date, Options, Past, Reconfiguration, Scope, Setup, Suppression, Unused,
};
use msgraph_generator::overlay::Documented;
use msgraph_generator::rust::names::Published;

use crate::failure::Failure;
use crate::progress::Progress;
use crate::project::Project;

/// What is known about an API besides its schemas.
#[derive(Default)]
pub(crate) struct Terms {
    /// What is passed over.
    suppressions: Vec<Suppression>,
    /// What came and went before.
    history: Vec<Past>,
    /// The names of the old crate.
    published: Option<Published>,
    /// The contents of the lists that the configuration names.
    documented: Option<Documented>,
    /// The differences between the configurations.
    reconfiguration: Option<Reconfiguration>,
    has_features: bool,
}

impl Terms {
    /// Reads what the configuration says, and the history, where one is kept. `surface` is that of the old crate.
    pub(crate) fn load(
        project: Option<&Project>,
        module: &str,
        history: Option<&Path>,
        surface: Option<&str>,
    ) -> Result<Self, Failure> {
        let kept = project.map(Project::history).filter(|path| path.exists());
        let path = history.map(Path::to_owned).or(kept);
        let history = path.map(|path| history::read(&path, module)).transpose()?;
        let suppressions = project.map(|project| project.suppressions(module));
        Ok(Self {
            suppressions: suppressions.unwrap_or_default(),
            history: history.unwrap_or_default(),
            published: surface.map(Published::read),
            documented: project.and_then(|project| project.documented(module).cloned()),
            reconfiguration: None,
            has_features: project.is_some_and(|p| p.config.package.features.is_some()),
        })
    }

    /// Finds out what the configuration says otherwise than before, and what that does to the crate. Where the metadata
    /// cannot be used, comparing it tells why.
    pub(crate) fn walk(&mut self, old: &Source, before: &Setup<'_>, after: Option<&Setup<'_>>) {
        let published = self.published.take().unwrap_or_default();
        self.reconfiguration = msgraph_generator::reconfigured(old, before, after, &published);
        self.published = Some(published);
    }

    /// With what decides, and the day that it is.
    pub(crate) fn options<'o>(&'o self, scope: Scope<'o>, today: Option<Date>) -> Options<'o> {
        Options {
            scope,
            today: today.or_else(today::today),
            suppressions: &self.suppressions,
            history: &self.history,
            published: match &self.reconfiguration {
                Some(reconfiguration) => Some(&reconfiguration.published),
                None => self.published.as_ref(),
            },
            reconfiguration: self.reconfiguration.as_ref(),
            has_features: self.has_features,
            documented: self.documented.as_ref(),
        }
    }
}

/// Tells what changed. Metadata that cannot be read is a failure, so it never reads as if nothing had changed.
pub(crate) fn compare(
    title: &str,
    [old, new]: [&Source; 2],
    cut: Option<&Api>,
    options: &Options<'_>,
) -> Result<Comparison, Failure> {
    let progress = Progress::start("comparing");
    let mut diagnostics = Diagnostics::default();
    let report = match cut {
        Some(api) => msgraph_generator::compared_slice(old, new, api, options, &mut diagnostics),
        None => msgraph_generator::compared(old, new, options, &mut diagnostics),
    };
    drop(progress);
    match report {
        Some(report) if !diagnostics.has_errors() => Ok(Comparison {
            title: title.to_owned(),
            version: None,
            report,
        }),
        _ => {
            // Neither is the configuration, which comes last.
            let configuration = Source::new("", "");
            let sources = [old.clone(), new.clone(), configuration];
            Err(Failure::diagnostics(&diagnostics, &sources))
        }
    }
}

/// A suppression that did something in one of the comparisons is not told as one that matches nothing.
pub(crate) fn settle_suppressions(comparisons: &mut [Comparison]) {
    let used: Vec<_> = comparisons
        .iter()
        .flat_map(|c| c.report.suppressed.iter().map(|s| s.by.clone()))
        .collect();
    for comparison in comparisons {
        let unused = &mut comparison.report.unused_suppressions;
        unused.retain(|u| u.reason != Unused::Unmatched || !used.contains(&u.suppression));
    }
}
