//! Two descriptions of a service, side by side.

use super::input::read;
use super::{roots, unpatched};
use crate::config::Api;
use crate::diagnostics::{Diagnostics, Source};
use crate::openapi::Reading;
use crate::rust::names::Published;
use crate::schema::Schema;
use crate::slice::Roots;
use crate::surface::{self, Surface};
use crate::{drift, patch, schema, slice};

/// Tells what changed from one description of a service to another; `None` if one of them is unusable.
///
/// The old one is source 0 of diagnostics, the new one source 1. With a slice, both are patched as it says, as far as
/// they have what is patched.
pub fn compared(
    old: &Source,
    new: &Source,
    options: &drift::Options<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<drift::Report> {
    compared_schemas([old, new], options, diagnostics, |_, schema| schema)
}

/// Tells what changed from a slice that is checked in to what a newer description has of it.
///
/// Like [`compared`]; but of the new one there is only what the roots of the API want, as there is of the old one.
pub fn compared_slice(
    old: &Source,
    new: &Source,
    api: &Api,
    options: &drift::Options<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<drift::Report> {
    compared_schemas([old, new], options, diagnostics, |reading, schema| {
        let listed = reading.listed();
        let roots = Roots {
            lines: roots(api),
            listed: listed.as_deref(),
        };
        let present = |schema: &Schema| Some(slice::present(schema, roots.clone()).0);
        let wanted = unpatched(&reading.document, &schema, api, &roots, present);
        let wanted = wanted.unwrap_or_default();
        slice::project(&schema, &wanted)
    })
}

/// Tells what a configuration says otherwise than before, and what each of that does to the crate of the old metadata.
/// Without the new one, the API is gone.
///
/// To be given to [`compared`] as [`Options::reconfiguration`](drift::Options::reconfiguration), with the names that the
/// crate has after it. `None` with metadata that is unusable.
pub fn reconfigured(
    old: &Source,
    before: &drift::Setup<'_>,
    after: Option<&drift::Setup<'_>>,
    published: &Published,
) -> Option<drift::Reconfiguration> {
    let stages = drift::walk(before, after);
    let surface = |api: &Api, has_features: bool, published: &Published| {
        // Faults of the metadata are told where it is compared.
        let mut unheard = Diagnostics::new();
        let reading = read(old, 0, Some(api), &mut unheard)?;
        let texts = patch::Texts::default();
        let mut schema = schema::resolve(&reading.document, &mut unheard)?;
        patch::apply(&mut schema, &api.patches, &texts, 0, &mut unheard);
        Some(drift::configured(&schema, api, has_features, published))
    };
    let mut found = drift::Reconfiguration {
        before: before.api.clone(),
        steps: Vec::new(),
        published: published.clone(),
    };
    if stages.is_empty() {
        return Some(found);
    }
    let mut last = surface(before.api, before.has_features, published)?;
    for stage in stages {
        let published = &last.published();
        let next = match &stage.api {
            Some(api) => surface(api, stage.has_features, published)?,
            None => Surface::default(),
        };
        let differences = surface::compare(&last, &next);
        last = next;
        found.steps.push(drift::Step {
            setting: stage.setting,
            differences,
        });
    }
    found.published = last.published();
    Some(found)
}

fn compared_schemas(
    [old, new]: [&Source; 2],
    options: &drift::Options<'_>,
    diagnostics: &mut Diagnostics,
    cut: impl for<'a> FnOnce(&Reading<'a>, Schema<'a>) -> Schema<'a>,
) -> Option<drift::Report> {
    let api = match options.scope {
        drift::Scope::Slice(api) => Some(api),
        drift::Scope::All => None,
    };
    let readings = [
        read(old, 0, api, diagnostics),
        read(new, 1, api, diagnostics),
    ];
    let [Some(old_reading), Some(new_reading)] = &readings else {
        return None;
    };
    let texts = patch::Texts::default();
    let schemas = [
        schema::resolve(&old_reading.document, diagnostics),
        schema::resolve(&new_reading.document, diagnostics),
    ];
    let [Some(mut old_schema), Some(new_schema)] = schemas else {
        return None;
    };
    let mut new_schema = cut(new_reading, new_schema);
    if let Some(api) = api {
        // What cannot be patched is told when the crate is generated.
        let mut unheard = Diagnostics::new();
        for schema in [&mut old_schema, &mut new_schema] {
            patch::apply(schema, &api.patches, &texts, 0, &mut unheard);
        }
    }
    Some(drift::compare(
        &drift::Input {
            source: old,
            schema: &old_schema,
        },
        &drift::Input {
            source: new,
            schema: &new_schema,
        },
        options,
    ))
}
