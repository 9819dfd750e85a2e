//! From the text of a description to what is wanted of it.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::roots;
use crate::config::{Api, Patch};
use crate::diagnostics::{Diagnostic, Diagnostics, Source};
use crate::documents;
use crate::openapi::{self, Listed, Reading};
use crate::overlay::{self, Documented, Overlay};
use crate::schema::Schema;
use crate::slice::{self, BoundOperations, Call, Root, RootError, Roots, Slice, parse_root};
use crate::{patch, schema};

/// The description of a service, and what is wanted of it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Input<'i> {
    pub(super) api: &'i Api,
    pub(super) metadata: &'i Source,
    pub(super) documented: &'i Documented,
    /// The number of the description among the sources of diagnostics.
    pub(super) source: usize,
    /// The number of the configuration.
    pub(super) config: usize,
}

impl<'i> Input<'i> {
    /// A single description, and the configuration after it.
    pub(super) fn alone(api: &'i Api, metadata: &'i Source, documented: &'i Documented) -> Self {
        Self {
            api,
            metadata,
            documented,
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
        let reading = self.read(diagnostics)?;
        let listed = reading.listed();
        let texts = patch::Texts::default();
        let mut schema = schema::resolve(&reading.document, diagnostics)?;
        patch::apply(
            &mut schema,
            &self.api.patches,
            &texts,
            self.config,
            diagnostics,
        );
        let slice = self.slice(&schema, listed.as_deref(), diagnostics)?;
        self.report_left_out(&schema, reading.requests.as_deref(), diagnostics);
        self.report_uncalled(&schema, &slice, diagnostics);
        let documented = self.with_needs(&reading);
        let overlay = overlay::resolve(
            &schema,
            &slice,
            self.api,
            &documented,
            self.config,
            diagnostics,
        );
        Some(then(&schema, &slice, &overlay))
    }

    /// Reads the description, and finds the roots that it does not list.
    pub(super) fn read(self, diagnostics: &mut Diagnostics) -> Option<Reading<'i>> {
        let reading = read(self.metadata, self.source, Some(self.api), diagnostics)?;
        // Patches can make paths that no document lists.
        if let Some(requests) = &reading.requests
            && !self.api.patches.iter().any(Patch::adds_paths)
        {
            self.refuse_unlisted(requests, diagnostics);
        }
        self.refuse_outside(&reading, diagnostics);
        Some(reading)
    }

    /// The document says what the service answers: a root that it does not list is a mistake.
    fn refuse_unlisted(self, requests: &[Listed], diagnostics: &mut Diagnostics) {
        let listed: BTreeSet<_> = requests.iter().map(Listed::shape).collect();
        for root in &self.api.wanted.roots {
            let line = root.get_ref();
            let is_request = matches!(parse_root(line), Ok(Root::Request { .. }));
            if is_request && !listed.contains(&openapi::shape(line)) {
                let error = RootError {
                    code: "E0512",
                    place: 0..line.len(),
                    message: "the document does not have this request".to_owned(),
                    hint: "it has to be among its paths; names of parameters do not count"
                        .to_owned(),
                };
                diagnostics.push(error.diagnostic(root).in_source(self.config));
            }
        }
    }

    /// Refuses wanted requests that have something that OData does not have.
    fn refuse_outside(self, reading: &Reading<'_>, diagnostics: &mut Diagnostics) {
        let roots = roots(self.api);
        let wants_all = roots.contains(&"*");
        let wanted: BTreeSet<_> = roots.into_iter().map(openapi::shape).collect();
        for listed in reading.requests.iter().flatten() {
            if wants_all || wanted.contains(&listed.shape()) {
                for fault in &listed.faults {
                    diagnostics.push(fault.clone());
                }
            }
        }
    }

    /// The documented facts, with the permissions that the metadata states for its requests.
    fn with_needs(self, reading: &Reading<'_>) -> Cow<'i, Documented> {
        let mut documented = Cow::Borrowed(self.documented);
        for listed in reading.requests.iter().flatten() {
            if let Some(need) = &listed.need {
                let permissions = &mut documented.to_mut().permissions;
                permissions.add(&listed.request, need);
            }
        }
        documented
    }

    /// Tells which of the listed requests `*` leaves out, and why: OData has no meaning for them.
    fn report_left_out(
        self,
        schema: &Schema,
        requests: Option<&[Listed]>,
        diagnostics: &mut Diagnostics,
    ) {
        if !roots(self.api).contains(&"*") {
            return;
        }
        let bound = BoundOperations::new(schema);
        for Listed { request, span, .. } in requests.unwrap_or_default() {
            if let Err(error) = Call::new(schema, &bound, request) {
                let message = format!("`{request}` is left out");
                let warning = Diagnostic::warning("W0503", message).at(*span, error.message);
                diagnostics.push(warning.in_source(self.source));
            }
        }
    }

    /// Tells which operations are wanted and cannot be called.
    fn report_uncalled(self, schema: &Schema, slice: &Slice, diagnostics: &mut Diagnostics) {
        if !self.api.wanted.requests {
            return;
        }
        for id in slice::uncalled(schema, slice) {
            let operation = &schema[id];
            let message = format!("nothing leads to `{}`", operation.name);
            let label = match &operation.binding {
                Some(binding) => {
                    format!("no path leads to `{}`", schema.type_name(binding.ty))
                }
                None => "no import offers it".to_owned(),
            };
            let warning = Diagnostic::warning("W0211", message).at(operation.span, label);
            diagnostics.push(warning.in_source(self.source));
        }
    }

    /// What the roots want; faults are shown at their places.
    pub(super) fn slice(
        self,
        schema: &Schema,
        listed: Option<&[String]>,
        diagnostics: &mut Diagnostics,
    ) -> Option<Slice> {
        let lines = roots(self.api);
        match slice::slice(schema, Roots { lines, listed }) {
            Ok(slice) => Some(slice),
            Err(errors) => {
                for (root, error) in errors {
                    if let Some(line) = self.api.wanted.roots.get(root) {
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
        Some(api)
            if source.is_single()
                && !documents::is_json(&source.text)
                && openapi::is_openapi(&source.text) =>
        {
            let (profile, patches) = (&api.openapi, &api.patches);
            openapi::parse(&source.text, number, profile, patches, diagnostics)
        }
        _ => documents::read(source, number, diagnostics).map(Reading::of_csdl),
    }
}
