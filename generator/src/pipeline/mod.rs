//! The stages, one after the other.

mod compared;
mod input;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use crate::clouds::Offer;
use crate::config::{Api, Config, Package, span};
use crate::csdl::Document;
use crate::diagnostics::{Diagnostic, Diagnostics, Source, did_you_mean};
use crate::openapi::Loss;
use crate::output::Tree;
use crate::overlay::{self, Documented};
use crate::permissions::{Requirement, request_key};
use crate::picture::Picture;
use crate::rust::names::Published;
use crate::rust::{Features, Lowering};
use crate::schema::{ElementId, Schema, TypeKind};
use crate::slice::{BoundOperations, Call, Element, Explanation, Roots, Slice};
use crate::surface::Surface;
use crate::{drift, emit, openapi, patch, rust, schema, slice};
pub use compared::{compared, compared_slice, reconfigured};
use input::{Input, read};

/// What a run of the generator gives.
#[derive(Debug)]
pub struct Generation {
    /// The files of the crate; none when there are errors.
    pub tree: Option<Tree>,
    /// What went into each module.
    pub apis: Vec<ApiSummary>,
    /// The features that the code asks for.
    pub features: Features,
    /// What was found in the metadata and in the configuration.
    pub diagnostics: Diagnostics,
}

/// What went into a module.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApiSummary {
    /// The module.
    pub module: String,
    /// Entity types with a struct.
    pub entities: usize,
    /// Complex types with a struct.
    pub complex: usize,
    /// Enumeration types.
    pub enums: usize,
    /// Requests that can be made, actions and functions among them.
    pub requests: usize,
}

/// The surroundings of a configuration and its metadata.
#[derive(Debug, Clone, Default)]
pub struct Surroundings {
    /// The way from the crate to `msgraph-core`, for the manifest of a new crate.
    pub runtime_path: Option<String>,
    /// The names that the published crate has given; they keep their meaning.
    pub published: Published,
    /// The contents of the lists that the configuration names, by the module of the API.
    pub documented: BTreeMap<String, Documented>,
}

impl Surroundings {
    /// The contents of the lists about an API.
    pub fn documented(&self, api: &Api) -> &Documented {
        static NOTHING: Documented = Documented::NOTHING;
        let documented = self.documented.get(api.module.get_ref());
        documented.unwrap_or(&NOTHING)
    }
}

/// Writes the crate that a configuration asks for.
///
/// `metadata[n]` is the metadata of `config.apis[n]`; the source of that number in diagnostics.
/// The configuration itself is the source after them.
pub fn generate(config: &Config, metadata: &[Source], surroundings: &Surroundings) -> Generation {
    let mut diagnostics = Diagnostics::new();
    check(config, metadata.len(), &mut diagnostics);
    let mut apis = Vec::new();
    let modules: Vec<_> = config
        .apis
        .iter()
        .map(|api| (api.module.get_ref().clone(), api.service.path.clone()))
        .collect();
    let mut tree = Tree::default();
    let mut features = Features::new();
    let mut surfaces = Vec::new();
    for (source, (api, metadata_of_api)) in config.apis.iter().zip(metadata).enumerate() {
        let input = Input {
            api,
            metadata: metadata_of_api,
            documented: surroundings.documented(api),
            source,
            config: metadata.len(),
        };
        let summary = input.with_slice(&mut diagnostics, |schema, slice, overlay| {
            let lowering = Lowering::new(schema, slice, overlay, api, &surroundings.published);
            let mut lowered = lowering.lower(|_| true);
            if config.package.features.is_some() {
                features.append(&mut rust::divide(&mut lowered));
            }
            tree.extend(emit::api(&lowered));
            surfaces.push(Surface::of(&lowered));
            summary(api, schema, slice)
        });
        apis.extend(summary);
    }
    if !diagnostics.has_errors() {
        refuse_unknown_features(&config.package, metadata.len(), &features, &mut diagnostics);
    }
    emit::package(
        &mut tree,
        &config.package,
        surroundings.runtime_path.as_deref(),
        &modules,
        &features,
    );
    let surface = Surface::of_crate(surfaces, &features);
    tree.generated("api.txt", surface.text(&config.package.notice()));
    let tree = (!diagnostics.has_errors()).then_some(tree);
    Generation {
        tree,
        apis,
        features,
        diagnostics,
    }
}

/// Reports what the stages cannot take of a configuration, at its place in it, the source of that number. [`generate`]
/// does so, too.
pub fn check(config: &Config, source: usize, diagnostics: &mut Diagnostics) {
    rust::names::check(config, source, diagnostics);
    drift::suppressions(&config.suppressions, source, diagnostics);
}

/// Features that are to be on by default must be there.
fn refuse_unknown_features(
    package: &Package,
    config: usize,
    features: &Features,
    diagnostics: &mut Diagnostics,
) {
    let defaults = package
        .features
        .iter()
        .flat_map(|settings| &settings.default);
    for name in defaults.filter(|name| !features.contains(name.get_ref())) {
        let message = format!("there is no feature `{}`", name.get_ref());
        let diagnostic = Diagnostic::error("E0404", message)
            .in_source(config)
            .at(span(name.span()), "")
            .hint_if(did_you_mean(name.get_ref(), features.iter()));
        diagnostics.push(diagnostic);
    }
}

/// The wanted part of metadata as a schema of its own, given to `write`.
///
/// It says what the metadata says: patches are left to those who generate from it, and what they need is in it.
pub fn projected<T>(
    api: &Api,
    metadata: &Source,
    diagnostics: &mut Diagnostics,
    write: impl FnOnce(&Schema) -> T,
) -> Option<T> {
    let documented = Documented::default();
    let input = Input::alone(api, metadata, &documented);
    let reading = input.read(diagnostics)?;
    let listed = reading.listed();
    let schema = schema::resolve(&reading.document, diagnostics)?;
    let roots = Roots {
        lines: roots(api),
        listed: listed.as_deref(),
    };
    let wanted = unpatched(&reading.document, &schema, api, &roots, |schema| {
        let wanted = input.slice(schema, listed.as_deref(), diagnostics)?;
        // Entries about nothing are found here, too.
        overlay::resolve(
            schema,
            &wanted,
            api,
            input.documented,
            input.config,
            diagnostics,
        );
        Some(wanted)
    });
    Some(write(&slice::project(&schema, &wanted?)))
}

/// What is wanted of metadata as it is, when `wanted` tells it of patched metadata.
fn unpatched(
    document: &Document<'_>,
    schema: &Schema<'_>,
    api: &Api,
    roots: &Roots<'_>,
    wanted: impl FnOnce(&Schema) -> Option<Slice>,
) -> Option<Slice> {
    if api.patches.is_empty() {
        return wanted(schema);
    }
    // All of it was told, or is told when the crate is generated.
    let mut unheard = Diagnostics::new();
    let texts = patch::Texts::default();
    let mut patched = schema::resolve(document, &mut unheard)?;
    let places = patch::apply(&mut patched, &api.patches, &texts, 0, &mut unheard);
    let slice = wanted(&patched)?;
    Some(slice::unpatched(schema, roots, (&patched, &slice), &places))
}

/// What the metadata does not say of the wanted part, and `slices.toml` does not either. CSDL says all.
pub fn losses(api: &Api, metadata: &Source, diagnostics: &mut Diagnostics) -> Option<Vec<Loss>> {
    let documented = Documented::default();
    let input = Input::alone(api, metadata, &documented);
    let mut reading = input.read(diagnostics)?;
    let texts = patch::Texts::default();
    let mut schema = schema::resolve(&reading.document, diagnostics)?;
    patch::apply(&mut schema, &api.patches, &texts, input.config, diagnostics);
    let listed = reading.listed();
    let slice = input.slice(&schema, listed.as_deref(), diagnostics)?;
    let wanted = slice::project(&schema, &slice);
    let types = wanted.types.iter().map(|ty| ty.name.to_string());
    let operations = wanted
        .operations
        .iter()
        .map(|operation| operation.name.to_string());
    let names: BTreeSet<_> = types.chain(operations).collect();
    openapi::narrow(&mut reading.losses, &names, &api.patches);
    Some(reading.losses)
}

/// Where the types of a crate are that [`generate`] writes from the same input, given to `look`.
pub fn catalogued<T>(
    api: &Api,
    metadata: &Source,
    surroundings: &Surroundings,
    diagnostics: &mut Diagnostics,
    look: impl FnOnce(&rust::Catalogue) -> T,
) -> Option<T> {
    Input::alone(api, metadata, surroundings.documented(api)).with_slice(
        diagnostics,
        |schema, slice, overlay| {
            look(&rust::Catalogue::new(
                schema,
                slice,
                overlay,
                api,
                &surroundings.published,
            ))
        },
    )
}

/// What the metadata of a cloud says of the roots, patched as far as it has what is patched; `None` with errors in it.
pub fn offered(api: &Api, metadata: &Source, diagnostics: &mut Diagnostics) -> Option<Offer> {
    let document = read(metadata, 0, Some(api), diagnostics)?.document;
    let texts = patch::Texts::default();
    let mut schema = schema::resolve(&document, diagnostics)?;
    // What cannot be patched is told of the metadata that the crate is generated from.
    patch::apply(
        &mut schema,
        &api.patches,
        &texts,
        0,
        &mut Diagnostics::new(),
    );
    let bound = BoundOperations::new(&schema);
    let is_there = |root: &&str| Call::new(&schema, &bound, root).is_ok();
    Some(Offer {
        types: schema.types.iter().map(|ty| ty.name.to_string()).collect(),
        requests: (roots(api).into_iter().filter(is_there))
            .map(str::to_owned)
            .collect(),
    })
}

/// Explains why something is in the slice, or what would bring it in.
pub fn explain(
    api: &Api,
    metadata: &Source,
    surroundings: &Surroundings,
    name: &str,
    diagnostics: &mut Diagnostics,
) -> Option<Explanation> {
    Input::alone(api, metadata, surroundings.documented(api))
        .with_slice(diagnostics, |schema, wanted, _| {
            slice::why(schema, wanted, &roots(api), name)
        })
}

/// What is in a slice, to be looked at.
pub fn pictured(
    api: &Api,
    metadata: &Source,
    surroundings: &Surroundings,
    diagnostics: &mut Diagnostics,
) -> Option<Picture> {
    let title = api.module.get_ref();
    Input::alone(api, metadata, surroundings.documented(api))
        .with_slice(diagnostics, |schema, slice, overlay| {
            Picture::of(schema, slice, overlay, &roots(api), title)
        })
}

/// What the requests of a slice need to be allowed.
#[derive(Debug)]
pub struct Requirements {
    /// Those of which it is known, sorted.
    pub known: Vec<Requirement>,
    /// The requests among the roots of which it is not.
    pub unknown: Vec<String>,
    /// The builders that make requests.
    pub lowered: rust::Api,
}

/// What the requests of the slice need to be allowed.
pub fn requirements(
    api: &Api,
    metadata: &Source,
    surroundings: &Surroundings,
    diagnostics: &mut Diagnostics,
) -> Option<Requirements> {
    Input::alone(api, metadata, surroundings.documented(api)).with_slice(
        diagnostics,
        |schema, slice, overlay| {
            let known: Vec<_> = overlay.permissions().collect();
            let keys: BTreeSet<_> = known
                .iter()
                .map(|known| request_key(&known.request))
                .collect();
            let is_unknown = |root: &&str| root.contains(' ') && !keys.contains(&request_key(root));
            let unknown = roots(api).into_iter().filter(is_unknown);
            Requirements {
                unknown: unknown.map(str::to_owned).collect(),
                lowered: Lowering::new(schema, slice, overlay, api, &surroundings.published)
                    .lower(|_| true),
                known,
            }
        },
    )
}

fn summary(api: &Api, schema: &Schema, slice: &Slice) -> ApiSummary {
    let mut summary = ApiSummary {
        module: api.module.get_ref().clone(),
        entities: 0,
        complex: 0,
        enums: 0,
        requests: 0,
    };
    for element in slice.elements() {
        match element {
            Element::Declared(ElementId::Type(id)) => match schema[id].kind {
                TypeKind::Entity(_) => summary.entities += 1,
                TypeKind::Complex(_) => summary.complex += 1,
                TypeKind::Enumeration(_) => summary.enums += 1,
                TypeKind::Definition(_) => {}
            },
            Element::Request(..) | Element::Declared(ElementId::Operation(_))
                if api.wanted.requests =>
            {
                summary.requests += 1;
            }
            _ => {}
        }
    }
    summary
}

fn roots(api: &Api) -> Vec<&str> {
    api.wanted
        .roots
        .iter()
        .map(|root| root.get_ref().as_str())
        .collect()
}
