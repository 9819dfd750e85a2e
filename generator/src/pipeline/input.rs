//! From the text of a description to what is wanted of it.

use super::roots;
use crate::config::{Api, Patch};
use crate::csdl;
use crate::diagnostics::{Diagnostics, Source};
use crate::openapi::{self, Reading};
use crate::overlay::{self, Overlay};
use crate::schema::Schema;
use crate::slice::{self, Root, RootError, Slice, parse_root};
use crate::{patch, schema};

/// The description of a service, and what is wanted of it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Input<'i> {
    pub(super) api: &'i Api,
    pub(super) metadata: &'i Source,
    /// The number of the description among the sources of diagnostics.
    pub(super) source: usize,
    /// The number of the configuration.
    pub(super) config: usize,
}

impl<'i> Input<'i> {
    /// A single description, and the configuration after it.
    pub(super) fn alone(api: &'i Api, metadata: &'i Source) -> Self {
        Self {
            api,
            metadata,
            source: 0,
            config: 1,
        }
    }

    /// Reads, resolves, patches and slices, then hands on what came of it, which borrows from the text.
    pub(super) fn with_slice<T>(
        self,
        diagnostics: &mut Diagnostics,
        then: impl FnOnce(&Schema, &Slice, &Overlay) -> T,
    ) -> Option<T> {
        let document = self.read(diagnostics)?.document;
        let texts = patch::Texts::default();
        let mut schema = schema::resolve(&document, diagnostics)?;
        let patches = &self.api.patches;
        patch::apply(&mut schema, patches, &texts, self.config, diagnostics);
        let slice = self.slice(&schema, diagnostics)?;
        let overlay = overlay::resolve(&schema, &slice, self.api, self.config, diagnostics);
        Some(then(&schema, &slice, &overlay))
    }

    /// Reads the description, and finds the roots that it does not list.
    pub(super) fn read(self, diagnostics: &mut Diagnostics) -> Option<Reading<'i>> {
        let reading = read(self.metadata, self.source, Some(self.api), diagnostics)?;
        // Patches can make paths that no document lists.
        if let Some(requests) = &reading.requests
            && !self.api.patches.iter().any(Patch::adds_paths)
        {
            for root in &self.api.roots {
                if let Ok(Root::Request { method, segments }) = parse_root(root.get_ref())
                    && !requests.contains(method, segments.iter().map(|(_, segment)| *segment))
                {
                    let error = RootError {
                        code: "E0512",
                        place: 0..root.get_ref().len(),
                        message: "the document does not have this request".to_owned(),
                        hint: "it has to be among its paths; names of parameters do not count"
                            .to_owned(),
                    };
                    diagnostics.push(error.diagnostic(root).in_source(self.config));
                }
            }
        }
        Some(reading)
    }

    /// What the roots want; faults are shown at their places.
    pub(super) fn slice(self, schema: &Schema, diagnostics: &mut Diagnostics) -> Option<Slice> {
        match slice::slice(schema, &roots(self.api)) {
            Ok(slice) => Some(slice),
            Err(errors) => {
                for (root, error) in errors {
                    if let Some(line) = self.api.roots.get(root) {
                        diagnostics.push(error.diagnostic(line).in_source(self.config));
                    }
                }
                None
            }
        }
    }
}

/// Reads a description in whichever format it is; OpenAPI as the API says, if there is one.
pub(super) fn read<'a>(
    source: &'a Source,
    number: usize,
    api: Option<&Api>,
    diagnostics: &mut Diagnostics,
) -> Option<Reading<'a>> {
    match api {
        Some(api) if openapi::is_openapi(&source.text) => {
            openapi::parse(&source.text, number, &api.openapi, diagnostics)
        }
        _ => csdl::parse(&source.text, number, diagnostics).map(Reading::of_csdl),
    }
}
