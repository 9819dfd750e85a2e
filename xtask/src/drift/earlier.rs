//! The configuration as it was in a revision.

use msgraph_generator::config::{Api, Config};
use msgraph_generator::diagnostics::Source;
use msgraph_generator::drift::report::Comparison;
use msgraph_generator::drift::{Date, Scope, Setup};

use super::git::{self, Revision};
use super::{Terms, compare, surface};
use crate::failure::Failure;
use crate::metadata::{self, Metadata, Store};
use crate::project::{Project, metadata_in, parse};

/// The configuration as it was.
pub(crate) struct Earlier<'p> {
    pub(crate) config: Config,
    revision: Revision<'p>,
    source: Source,
}

impl<'p> Earlier<'p> {
    /// Reads the configuration of a revision; `None` if there was none. One that cannot be read is a failure: what it
    /// said cannot be compared.
    pub(crate) fn in_revision(project: &'p Project, name: &str) -> Result<Option<Self>, Failure> {
        let revision = Revision::new(project.folder(), name)?;
        let file = project.file();
        if !revision.has(file)? {
            return Ok(None);
        }
        let source = metadata::decoded(&revision.read(file)?, &revision.shown(file))?;
        let config = parse(&source)?;
        Ok(Some(Self {
            config,
            revision,
            source,
        }))
    }

    /// Reads the configuration that the crate was made with: that of the last commit, if the crate is still the
    /// committed one.
    pub(crate) fn of_crate(project: &'p Project) -> Result<Option<Self>, Failure> {
        const LAST: &str = "HEAD";
        if git::line(project.folder(), &["rev-parse", "--verify", LAST]).is_none() {
            return Ok(None);
        }
        let earlier = Self::in_revision(project, LAST)?;
        let committed = surface::in_revision(project, earlier.as_ref(), LAST);
        let is_there = committed.is_some() && committed == surface::checked_in(project);
        Ok(earlier.filter(|_| is_there))
    }

    /// The API that one of today's is: the one of that module. One whose module is new has taken the place of one whose
    /// module is gone, if the service or the metadata is the same.
    pub(crate) fn of<'a>(&'a self, api: &Api, today: &'a [Api]) -> Option<&'a Api> {
        let mut apis = self.config.apis.iter();
        if let Some(same) = apis.find(|then| then.module == api.module) {
            return Some(same);
        }
        let mut gone = self.without_module(today);
        gone.find(|then| {
            then.service.path == api.service.path || then.files.metadata == api.files.metadata
        })
    }

    /// The APIs that are gone.
    pub(crate) fn gone<'a>(&'a self, today: &'a [Api]) -> Vec<&'a Api> {
        let renamed: Vec<_> = today
            .iter()
            .filter_map(|api| self.of(api, today))
            .map(|then| &then.module)
            .collect();
        let apis = self.without_module(today);
        apis.filter(|then| !renamed.contains(&&then.module))
            .collect()
    }

    fn without_module<'a>(&'a self, today: &'a [Api]) -> impl Iterator<Item = &'a Api> {
        let has_module = |then: &&Api| !today.iter().any(|api| api.module == then.module);
        self.config.apis.iter().filter(has_module)
    }

    /// The metadata that an API had; `None` if it was not there.
    pub(crate) fn metadata(&self, api: &Api) -> Result<Option<Metadata>, Failure> {
        let first = api.files.metadata.first().map_or("", |name| name.get_ref());
        if self.revision.has(first)? || self.revision.list(first)?.is_some() {
            return metadata_in(&self.revision, api).map(Some);
        }
        Ok(None)
    }

    /// Tells what goes with an API that is gone. Its service is not, so only the crate changes.
    pub(crate) fn without(
        &self,
        api: &Api,
        mut terms: Terms,
        today: Option<Date>,
    ) -> Result<Option<Comparison>, Failure> {
        let Some(metadata) = self.metadata(api)? else {
            return Ok(None);
        };
        terms.walk(&metadata.source, &self.setup(api), None);
        let options = terms.options(Scope::Slice(api), today);
        let sources = [&metadata.source; 2];
        compare(api.module.get_ref(), sources, None, &options).map(Some)
    }

    /// Its settings for an API.
    pub(crate) fn setup<'a>(&'a self, api: &'a Api) -> Setup<'a> {
        Setup {
            api,
            has_features: self.config.package.features.is_some(),
            source: &self.source,
        }
    }
}
