//! From the text of a description to what is wanted of it.

use super::{requests, roots};
use crate::config::Api;
use crate::csdl::{self, Document};
use crate::diagnostics::{Diagnostics, Source};
use crate::openapi::{self, Reading};
use crate::overlay::{self, Overlay};
use crate::schema::Schema;
use crate::slice::{self, RootError, Slice};
use crate::{patch, schema};

/// How much of a description is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Extent {
    /// All of it, so that each fault is found.
    Whole,
    /// Of CSDL what the slice needs, so that faults elsewhere are not found. Where there is an error in that, everything
    /// is read after all: other errors and what was meant may be anywhere.
    Needed,
}

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
        extent: Extent,
        diagnostics: &mut Diagnostics,
        then: impl FnOnce(&Schema, &Slice, &Overlay) -> T,
    ) -> Option<T> {
        let mut then = Some(then);
        if extent == Extent::Needed {
            let mut found = Diagnostics::new();
            let done = self.with_needed(&mut found, |schema, slice, overlay| {
                then.take().map(|then| then(schema, slice, overlay))
            });
            if let Some(Some(done)) = done {
                diagnostics.append(found);
                return Some(done);
            }
        }
        let then = then?;
        let document = self.read(diagnostics)?.document;
        self.resolved(&document, diagnostics, |schema, slice, overlay, _| {
            then(schema, slice, overlay)
        })
    }

    /// The same, of what is needed alone; `None` if that is not enough.
    fn with_needed<T>(
        self,
        diagnostics: &mut Diagnostics,
        then: impl FnOnce(&Schema, &Slice, &Overlay) -> T,
    ) -> Option<T> {
        let document = self.cut(diagnostics)?;
        self.resolved(&document, diagnostics, |schema, slice, overlay, found| {
            let is_enough = !found.has_errors() && slice.is_read(schema);
            is_enough.then(|| then(schema, slice, overlay))
        })?
    }

    /// Is it enough to read what is needed?
    #[cfg(test)]
    pub(super) fn is_cut(self) -> bool {
        let mut found = Diagnostics::new();
        self.with_needed(&mut found, |_, _, _| ()).is_some()
    }

    fn resolved<T>(
        self,
        document: &Document,
        diagnostics: &mut Diagnostics,
        then: impl FnOnce(&Schema, &Slice, &Overlay, &Diagnostics) -> T,
    ) -> Option<T> {
        let texts = patch::Texts::default();
        let mut schema = schema::resolve(document, diagnostics)?;
        patch::apply(
            &mut schema,
            &self.api.patches,
            &texts,
            self.config,
            diagnostics,
        );
        let slice = self.slice(&schema, diagnostics)?;
        let overlay = overlay::resolve(&schema, &slice, self.api, self.config, diagnostics);
        Some(then(&schema, &slice, &overlay, diagnostics))
    }

    /// What the slice needs of CSDL, if that can be told.
    fn cut(self, diagnostics: &mut Diagnostics) -> Option<Document<'i>> {
        let text = &self.metadata.text;
        // Patches can make anything of anything, and a list of permissions is about all of a service.
        let is_about_all =
            !self.api.patches.is_empty() || self.api.documented.needs().next().is_some();
        if is_about_all || openapi::is_openapi(text) {
            return None;
        }
        let wanted = csdl::Wanted::by(&roots(self.api))?;
        csdl::cut(text, self.source, &wanted, diagnostics)
    }

    /// Reads all of the description.
    pub(super) fn read(self, diagnostics: &mut Diagnostics) -> Option<Reading<'i>> {
        let reading = read(self.metadata, self.source, Some(self.api), diagnostics)?;
        for &root in &reading.missing {
            let Some(line) = self.api.roots.get(root) else {
                continue;
            };
            let error = RootError {
                code: "E0512",
                place: 0..line.get_ref().len(),
                message: "the document does not have this request".to_owned(),
                hint: "it has to be among its paths; names of parameters do not count".to_owned(),
            };
            diagnostics.push(error.diagnostic(line).in_source(self.config));
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
            let requests = requests(api);
            openapi::parse(&source.text, number, &api.openapi, &requests, diagnostics)
        }
        _ => csdl::parse(&source.text, number, diagnostics).map(Reading::of_csdl),
    }
}
