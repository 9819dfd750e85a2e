//! The stages, one after the other.

use std::collections::BTreeSet;

use crate::config::{Api, Config, Package, Patch, span};
use crate::csdl::Document;
use crate::diagnostics::{Diagnostic, Diagnostics, Source, did_you_mean};
use crate::openapi::Loss;
use crate::output::Tree;
use crate::overlay::{self, Overlay};
use crate::permissions::{Requirement, request_key};
use crate::picture::Picture;
use crate::rust::Features;
use crate::schema::{Schema, TypeKind};
use crate::slice::{Element, Explanation, RootError, Slice};
use crate::surface::Surface;
use crate::{csdl, drift, emit, openapi, patch, rust, schema, slice};

/// What a run of the generator gives.
#[derive(Debug)]
pub struct Generation {
    /// The files of the crate; none when there are errors.
    pub tree: Option<Tree>,
    /// What went into each module.
    pub apis: Vec<ApiSummary>,
    /// The features that the code asks for.
    pub features: Features,
    /// What users of the crate see of it.
    pub surface: Surface,
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

/// Writes the crate that a configuration asks for.
///
/// `metadata[n]` is the metadata of `config.apis[n]`; the source of that number in diagnostics.
/// The configuration itself is the source after them. `runtime_path` is the way from the crate to
/// `msgraph-core`, for the manifest of a new crate.
pub fn generate(config: &Config, metadata: &[Source], runtime_path: Option<&str>) -> Generation {
    let mut diagnostics = Diagnostics::new();
    let mut apis = Vec::new();
    let modules: Vec<_> = config
        .apis
        .iter()
        .map(|api| (api.module.get_ref().clone(), api.service.clone()))
        .collect();
    let mut tree = Tree::default();
    let mut features = Features::new();
    let mut surface = Surface::default();
    for (source, (api, metadata_of_api)) in config.apis.iter().zip(metadata).enumerate() {
        let place = Place {
            source,
            config: metadata.len(),
        };
        let summary = with_slice(
            api,
            metadata_of_api,
            place,
            &mut diagnostics,
            |schema, slice, overlay| {
                let mut lowered = rust::lower(schema, slice, overlay, api);
                if config.package.features.is_some() {
                    features.append(&mut rust::divide(&mut lowered));
                }
                tree.extend(emit::api(&lowered));
                surface.extend(Surface::of(&lowered));
                summary(api, schema, slice)
            },
        );
        apis.extend(summary);
    }
    if !diagnostics.has_errors() {
        refuse_unknown_features(&config.package, metadata.len(), &features, &mut diagnostics);
    }
    emit::package(
        &mut tree,
        &config.package,
        runtime_path,
        &modules,
        &features,
    );
    surface.extend(Surface::of_features(&features));
    tree.generated("api.txt", surface.text());
    let tree = (!diagnostics.has_errors()).then_some(tree);
    Generation {
        tree,
        apis,
        features,
        surface,
        diagnostics,
    }
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
pub fn projected(
    api: &Api,
    metadata: &Source,
    diagnostics: &mut Diagnostics,
    write: impl FnOnce(&Schema) -> String,
) -> Option<String> {
    let place = Place::ALONE;
    let document = read(api, metadata, place, diagnostics)?.document;
    let schema = schema::resolve(&document, diagnostics)?;
    let wanted = unpatched(&document, &schema, api, |schema| {
        let wanted = sliced(schema, api, place, diagnostics)?;
        // Entries about nothing are found here, too.
        overlay::resolve(schema, &wanted, api, place.config, diagnostics);
        Some(wanted)
    });
    Some(write(&slice::project(&schema, &wanted?)))
}

/// What is wanted of metadata as it is, when `wanted` tells it of patched metadata.
fn unpatched(
    document: &Document<'_>,
    schema: &Schema<'_>,
    api: &Api,
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
    let roots = roots(api);
    Some(slice::unpatched(
        schema,
        &roots,
        (&patched, &slice),
        &places,
    ))
}

/// What the metadata does not say of the wanted part, and `slices.toml` does not either. CSDL says all.
pub fn losses(api: &Api, metadata: &Source, diagnostics: &mut Diagnostics) -> Option<Vec<Loss>> {
    let place = Place::ALONE;
    let mut reading = read(api, metadata, place, diagnostics)?;
    let texts = patch::Texts::default();
    let mut schema = schema::resolve(&reading.document, diagnostics)?;
    patch::apply(&mut schema, &api.patches, &texts, place.config, diagnostics);
    let slice = sliced(&schema, api, place, diagnostics)?;
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
    diagnostics: &mut Diagnostics,
    look: impl FnOnce(&rust::Catalogue) -> T,
) -> Option<T> {
    with_slice(
        api,
        metadata,
        Place::ALONE,
        diagnostics,
        |schema, slice, overlay| look(&rust::Catalogue::new(schema, slice, overlay, api)),
    )
}

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
    compared_schemas([old, new], options, diagnostics, |document, schema| {
        let present = |schema: &Schema| Some(slice::present(schema, &roots(api)).0);
        let wanted = unpatched(document, &schema, api, present).unwrap_or_default();
        slice::project(&schema, &wanted)
    })
}

fn compared_schemas(
    [old, new]: [&Source; 2],
    options: &drift::Options<'_>,
    diagnostics: &mut Diagnostics,
    cut: impl for<'a> FnOnce(&Document<'a>, Schema<'a>) -> Schema<'a>,
) -> Option<drift::Report> {
    let documents = [
        document(old, 0, options.scope, diagnostics),
        document(new, 1, options.scope, diagnostics),
    ];
    let [Some(old_document), Some(new_document)] = &documents else {
        return None;
    };
    let texts = patch::Texts::default();
    let schemas = [
        schema::resolve(old_document, diagnostics),
        schema::resolve(new_document, diagnostics),
    ];
    let [Some(mut old_schema), Some(new_schema)] = schemas else {
        return None;
    };
    let mut new_schema = cut(new_document, new_schema);
    if let drift::Scope::Slice(api) = options.scope {
        // What cannot be patched is told when the crate is generated.
        let mut unheard = Diagnostics::new();
        for schema in [&mut old_schema, &mut new_schema] {
            patch::apply(schema, &api.patches, &texts, 0, &mut unheard);
        }
    }
    Some(drift::compare(
        &drift::Input {
            name: &old.name,
            text: &old.text,
            schema: &old_schema,
        },
        &drift::Input {
            name: &new.name,
            text: &new.text,
            schema: &new_schema,
        },
        options,
    ))
}

/// A description in either format. OpenAPI is read as the API says; a request that it does not have is a finding.
fn document<'a>(
    source: &'a Source,
    number: usize,
    scope: drift::Scope<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<Document<'a>> {
    match scope {
        drift::Scope::Slice(api) if openapi::is_openapi(&source.text) => {
            let roots = requests(api);
            let text = &source.text;
            let reading = openapi::parse(text, number, &api.openapi, &roots, diagnostics)?;
            Some(reading.document)
        }
        _ => csdl::parse(&source.text, number, diagnostics),
    }
}

/// Explains why something is in the slice, or what would bring it in.
pub fn explain(
    api: &Api,
    metadata: &Source,
    name: &str,
    diagnostics: &mut Diagnostics,
) -> Option<Explanation> {
    with_slice(
        api,
        metadata,
        Place::ALONE,
        diagnostics,
        |schema, wanted, _| slice::why(schema, wanted, &roots(api), name),
    )
}

/// What is in a slice, to be looked at.
pub fn pictured(api: &Api, metadata: &Source, diagnostics: &mut Diagnostics) -> Option<Picture> {
    let title = api.module.get_ref();
    with_slice(
        api,
        metadata,
        Place::ALONE,
        diagnostics,
        |schema, slice, overlay| Picture::of(schema, slice, overlay, &roots(api), title),
    )
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
    diagnostics: &mut Diagnostics,
) -> Option<Requirements> {
    with_slice(
        api,
        metadata,
        Place::ALONE,
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
                lowered: rust::lower(schema, slice, overlay, api),
                known,
            }
        },
    )
}

/// The numbers of the metadata and of the configuration among the sources.
#[derive(Clone, Copy)]
struct Place {
    source: usize,
    config: usize,
}

impl Place {
    /// Of a single document, and the configuration after it.
    const ALONE: Self = Self {
        source: 0,
        config: 1,
    };
}

/// Reads, resolves, patches and slices, then hands on what came of it, which borrows from the text.
fn with_slice<T>(
    api: &Api,
    metadata: &Source,
    place: Place,
    diagnostics: &mut Diagnostics,
    then: impl FnOnce(&Schema, &Slice, &Overlay) -> T,
) -> Option<T> {
    let document = read(api, metadata, place, diagnostics)?.document;
    let texts = patch::Texts::default();
    let mut schema = schema::resolve(&document, diagnostics)?;
    patch::apply(&mut schema, &api.patches, &texts, place.config, diagnostics);
    let slice = sliced(&schema, api, place, diagnostics)?;
    let overlay = overlay::resolve(&schema, &slice, api, place.config, diagnostics);
    Some(then(&schema, &slice, &overlay))
}

/// Reads the metadata in whichever format it is.
fn read<'a>(
    api: &Api,
    metadata: &'a Source,
    place: Place,
    diagnostics: &mut Diagnostics,
) -> Option<openapi::Reading<'a>> {
    if !openapi::is_openapi(&metadata.text) {
        let document = csdl::parse(&metadata.text, place.source, diagnostics)?;
        return Some(openapi::Reading::of_csdl(document));
    }
    let roots = requests(api);
    let reading = openapi::parse(
        &metadata.text,
        place.source,
        &api.openapi,
        &roots,
        diagnostics,
    )?;
    for &root in &reading.missing {
        let Some(line) = api.roots.get(root) else {
            continue;
        };
        let error = RootError {
            code: "E0512",
            place: 0..line.get_ref().len(),
            message: "the document does not have this request".to_owned(),
            hint: "it has to be among its paths; names of parameters do not count".to_owned(),
        };
        diagnostics.push(error.diagnostic(line).in_source(place.config));
    }
    Some(reading)
}

/// What the roots want; faults are shown at their places.
fn sliced(
    schema: &Schema,
    api: &Api,
    place: Place,
    diagnostics: &mut Diagnostics,
) -> Option<Slice> {
    match slice::slice(schema, &roots(api)) {
        Ok(slice) => Some(slice),
        Err(errors) => {
            for (root, error) in errors {
                if let Some(line) = api.roots.get(root) {
                    diagnostics.push(error.diagnostic(line).in_source(place.config));
                }
            }
            None
        }
    }
}

/// What is to be read of metadata: all of it, if patches make other paths of it.
fn requests(api: &Api) -> Vec<&str> {
    if api.patches.iter().any(Patch::adds_paths) {
        return vec!["*"];
    }
    roots(api)
}

fn roots(api: &Api) -> Vec<&str> {
    api.roots
        .iter()
        .map(|root| root.get_ref().as_str())
        .collect()
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
            Element::Type(id) => match schema[id].kind {
                TypeKind::Entity(_) => summary.entities += 1,
                TypeKind::Complex(_) => summary.complex += 1,
                TypeKind::Enumeration(_) => summary.enums += 1,
                TypeKind::Definition(_) => {}
            },
            Element::Request(..) | Element::Operation(_) => summary.requests += 1,
            _ => {}
        }
    }
    summary
}
