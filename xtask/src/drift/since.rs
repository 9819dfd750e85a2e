//! The checked-in schemas and crate, as they were in a revision and as they are.

use std::path::Path;

use msgraph_generator::canonical;
use msgraph_generator::config::Api;
use msgraph_generator::diagnostics::Source;
use msgraph_generator::drift::report::Comparison;
use msgraph_generator::drift::{Date, Scope};
use msgraph_generator::schema::Schema;

use super::earlier::Earlier;
use super::{Terms, compare, lines, surface};
use crate::failure::Failure;
use crate::project::Project;

/// The two sides of a comparison.
pub(crate) struct Since<'a> {
    pub(crate) project: &'a Project,
    pub(crate) revision: &'a str,
    /// One module of the crate, or all.
    pub(crate) module: Option<&'a str>,
    /// All of the schemas, whatever the configuration says.
    pub(crate) is_all: bool,
    pub(crate) history: Option<&'a Path>,
    pub(crate) today: Option<Date>,
}

impl Since<'_> {
    /// Compares the APIs of both configurations. Of the crate, too, no line may change that no finding explains.
    pub(crate) fn comparisons(&self) -> Result<Vec<Comparison>, Failure> {
        if let Some(module) = self.module {
            self.project.api(module)?;
        }
        let earlier = Earlier::in_revision(self.project, self.revision)?;
        let before = surface::in_revision(self.project, earlier.as_ref(), self.revision);
        let before = before.as_deref();
        let today = &self.project.config.apis;
        let mut comparisons = Vec::new();
        for api in today.iter().filter(|api| self.is_wanted(api)) {
            let then = earlier.as_ref();
            let then = then.and_then(|earlier| Some((earlier, earlier.of(api, today)?)));
            comparisons.push(self.comparison(api, then, before)?);
        }
        if let Some(earlier) = earlier.as_ref().filter(|_| !self.is_all) {
            let gone = earlier.gone(today).into_iter();
            for api in gone.filter(|api| self.is_wanted(api)) {
                let terms = self.terms(api.module.get_ref(), before)?;
                comparisons.extend(earlier.without(api, terms, self.today)?);
            }
        }
        let now = surface::checked_in(self.project);
        if !self.is_all && self.module.is_none() {
            let surfaces = [before, now.as_deref()];
            let current = || lines::current(self.project);
            lines::explain(&mut comparisons, earlier.as_ref(), surfaces, current)?;
        }
        surface::number(&mut comparisons, before, now.as_deref());
        Ok(comparisons)
    }

    fn is_wanted(&self, api: &Api) -> bool {
        self.module
            .is_none_or(|wanted| wanted == api.module.get_ref())
    }

    /// An API, as it was and as it is.
    fn comparison(
        &self,
        api: &Api,
        then: Option<(&Earlier<'_>, &Api)>,
        before: Option<&str>,
    ) -> Result<Comparison, Failure> {
        let module = api.module.get_ref();
        let metadata = match then {
            Some((earlier, then)) => earlier.metadata(then)?,
            None => None,
        };
        let old = metadata.map_or_else(|| nothing(self.revision), |metadata| metadata.source);
        let new = self.project.metadata(api)?;
        let mut terms = self.terms(module, before)?;
        let scope = if self.is_all {
            Scope::All
        } else {
            if let Some((earlier, then)) = then {
                let now = self.project.setup(api);
                terms.walk(&old, &earlier.setup(then), Some(&now));
            }
            Scope::Slice(api)
        };
        let options = terms.options(scope, self.today);
        compare(module, [&old, &new], None, &options)
    }

    /// Reads the terms of an API; `before` is the surface of the crate that was there.
    fn terms(&self, module: &str, before: Option<&str>) -> Result<Terms, Failure> {
        Terms::load(Some(self.project), module, self.history, before)
    }
}

/// The empty schema, with which a new one is compared.
fn nothing(revision: &str) -> Source {
    Source::new(
        format!("nothing in {revision}"),
        canonical::write(&Schema::default()),
    )
}
