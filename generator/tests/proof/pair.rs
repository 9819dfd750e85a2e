//! Two schemas, and what becomes of their crates.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use msgraph_generator::config::{Api, Config};
use msgraph_generator::diagnostics::Diagnostics;
use msgraph_generator::drift::{self, Input, Occurrence, Options, Report, Source};
use msgraph_generator::output::Tree;
use msgraph_generator::rust::Lowering;
use msgraph_generator::rust::names::Published;
use msgraph_generator::schema::{ElementId, ItemType, Schema};
use msgraph_generator::surface::{Change, Effect, Surface, compare};
use msgraph_generator::{csdl, emit, overlay, schema, slice};

use crate::consumer::{self, Use};
use crate::hollow;

/// A pair of schemas as a module of the crate that is compiled.
pub(crate) struct Pair {
    /// What it is called.
    pub(crate) name: String,
    /// The new code.
    pub(crate) tree: Tree,
    /// What uses the old items.
    pub(crate) uses: Vec<Use>,
    /// The items that are said to break.
    pub(crate) breaks: BTreeSet<String>,
    /// What the report tells.
    pub(crate) told: Vec<Told>,
}

/// What a report tells of an element.
pub(crate) struct Told {
    /// Which rule, of which element of which pair.
    pub(crate) what: String,
    /// The paths of the items that change for it.
    pub(crate) items: Vec<String>,
    /// Whether code is said to break.
    pub(crate) is_break: bool,
    /// Whether an item compiles as before, and asks the service for something else.
    pub(crate) is_retargeted: bool,
}

/// What of a schema is compiled.
#[derive(Clone, Copy)]
pub(crate) enum Extent {
    /// All of it.
    Everything,
    /// What can differ, with all that it mentions.
    Touched,
}

impl Pair {
    /// Reads `old.csdl` and `new.csdl`.
    pub(crate) fn read(folder: &Path, extent: Extent) -> Self {
        let name = folder.file_name().unwrap().to_str().unwrap();
        let config = config(name);
        let read = |file: &str| fs::read_to_string(folder.join(file)).unwrap();
        let texts = ["old.csdl", "new.csdl"].map(read);
        let mut ignored = Diagnostics::new();
        let documents = texts
            .each_ref()
            .map(|text| csdl::parse(text, 0, &mut ignored).unwrap());
        let schemas = documents
            .each_ref()
            .map(|document| schema::resolve(document, &mut ignored).unwrap());
        let sources = texts
            .each_ref()
            .map(|text| msgraph_generator::diagnostics::Source::new(name, text));
        let inputs = [0, 1].map(|n| Input {
            source: &sources[n],
            schema: &schemas[n],
        });
        let report = drift::compare(&inputs[0], &inputs[1], &Options::default());
        Self::of(schemas.each_ref(), &report, &config.apis[0], extent)
    }

    fn of(schemas: [&Schema<'_>; 2], report: &Report, api: &Api, extent: Extent) -> Self {
        let mut ignored = Diagnostics::new();
        let slices = schemas.map(|schema| slice::slice(schema, &["*"]).unwrap());
        let documented = overlay::Documented::default();
        let overlays = [0, 1]
            .map(|n| overlay::resolve(schemas[n], &slices[n], api, &documented, 1, &mut ignored));
        let unpublished = Published::default();
        let old = Lowering::new(schemas[0], &slices[0], &overlays[0], api, &unpublished);
        let whole = Surface::of(&old.lower(|_| true));
        let published = whole.published();
        let new = Lowering::new(schemas[1], &slices[1], &overlays[1], api, &published);
        let changes = compare(&whole, &Surface::of(&new.lower(|_| true)));
        let touched = touched(schemas, &changes);
        let sides = [&old, &new];
        let lowered = |n: usize| match extent {
            Extent::Everything => sides[n].lower(|_| true),
            Extent::Touched => {
                sides[n].lower(|id| touched.contains(&schemas[n].name_of(id).to_string()))
            }
        };
        let [before, after] = [0, 1].map(|n| Surface::of(&lowered(n)));
        let mut code = new.lower(|_| true);
        let mut uses = consumer::uses(&before);
        if let Extent::Touched = extent {
            hollow::hollow(&mut code, &touched);
            // Modules that have lost all that was in them are left out.
            let area = |item: &Use| {
                ["::models (Type)", "::requests (Type)"].map(|end| item.item.ends_with(end))
            };
            uses.retain(|item| !area(item).contains(&true));
        }
        let changes = compare(&before, &after);
        let retargeted: BTreeSet<_> = (changes.iter())
            .filter(|change| change.effect == Effect::Retargeted)
            .map(|change| change.item.clone())
            .collect();
        let breaks = changes
            .into_iter()
            .filter(|change| change.effect == Effect::Break && change.before.is_some())
            .map(|change| consumer::key(&change.item, change.space));
        let mut breaks: BTreeSet<_> = breaks.collect();
        breaks.extend(consumer::inherited_breaks(&before, &after));
        Self {
            name: api.files.metadata.first().unwrap().get_ref().clone(),
            tree: emit::api(&code),
            uses,
            breaks,
            told: told(report, api.module.get_ref(), &retargeted),
        }
    }
}

fn occurrences(report: &Report) -> impl Iterator<Item = &Occurrence> {
    let findings = report.findings.iter().chain(&report.elsewhere);
    findings.flat_map(|finding| &finding.occurrences)
}

/// The types that items which differ are of, with all that derive from them, and all that those derive from.
fn touched(schemas: [&Schema<'_>; 2], changes: &[Change]) -> BTreeSet<String> {
    let type_of = |schema: &Schema<'_>, id: ElementId| {
        let outer = id.parent().unwrap_or(id);
        match schema.bound_to(outer).unwrap_or(outer) {
            ElementId::Type(id) => Some(ItemType::Named(id)),
            ElementId::Language(primitive) => Some(ItemType::Primitive(primitive)),
            _ => None,
        }
    };
    let mut roots = BTreeSet::new();
    for change in changes {
        for (schema, element) in schemas.iter().zip(change.elements) {
            let ty = element.and_then(|id| type_of(schema, id));
            roots.extend(ty.map(|ty| schema.name_of(ty).to_string()));
        }
    }
    let mut touched = roots.clone();
    for schema in schemas {
        for ty in schema.items() {
            let names = schema.ancestry(ty).map(|ty| schema.name_of(ty).to_string());
            let names: Vec<_> = names.collect();
            if names.iter().any(|name| roots.contains(name)) {
                touched.extend(names);
            }
        }
    }
    // The bases on one side may be other ones than those on the other side.
    for schema in schemas {
        let is_touched = |ty: &ItemType| touched.contains(&schema.name_of(*ty).to_string());
        let types: Vec<_> = schema.items().filter(is_touched).collect();
        let bases = types.into_iter().flat_map(|ty| schema.ancestry(ty));
        touched.extend(bases.map(|ty| schema.name_of(ty).to_string()));
    }
    touched
}

fn told(report: &Report, module: &str, retargeted: &BTreeSet<String>) -> Vec<Told> {
    let told = occurrences(report).map(|occurrence| {
        // Reports have a module of their own.
        let renamed = |item: &str| match item.split_once("::") {
            Some((_, inner)) => format!("{module}::{inner}"),
            None => module.to_owned(),
        };
        let items = occurrence.rust.iter().map(|change| renamed(&change.item));
        let items: Vec<_> = items.collect();
        Told {
            is_retargeted: items.iter().any(|item| retargeted.contains(item)),
            what: format!(
                "{} {} in {module}",
                occurrence.rule.name, occurrence.element
            ),
            items,
            is_break: occurrence.source == Source::Break,
        }
    });
    told.collect()
}

/// Everything, as a module that is called like the pair.
fn config(name: &str) -> Config {
    let module: String = name
        .chars()
        .map(|c| if c == '-' { '_' } else { c })
        .collect();
    let text = format!(
        "[crate]\nname = \"pairs\"\n\
         [[api]]\nmodule = \"of_{module}\"\nservice = \"v1.0\"\nmetadata = \"{name}\"\nroots = [\"*\"]\n"
    );
    Config::parse(&text).unwrap()
}
