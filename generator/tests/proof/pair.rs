//! Two schemas, and what becomes of their crates.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use msgraph_codegen::config::{Api, Config};
use msgraph_codegen::diagnostics::Diagnostics;
use msgraph_codegen::output::Tree;
use msgraph_codegen::rust::Lowering;
use msgraph_codegen::schema::Schema;
use msgraph_codegen::surface::{Effect, Surface, compare, touched};
use msgraph_codegen::{csdl, emit, overlay, schema, slice};

use crate::consumer::{self, Use};
use crate::hollow;

/// A pair of schemas as a module of the crate that is compiled.
pub(crate) struct Pair {
    /// The new code.
    pub(crate) tree: Tree,
    /// What uses the old items.
    pub(crate) uses: Vec<Use>,
    /// The items that are said to break.
    pub(crate) breaks: BTreeSet<String>,
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
        Self::of(schemas.each_ref(), &config.apis[0], extent)
    }

    fn of(schemas: [&Schema<'_>; 2], api: &Api, extent: Extent) -> Self {
        let mut ignored = Diagnostics::new();
        let slices = schemas.map(|schema| slice::slice(schema, &["*"]).unwrap());
        let overlays =
            [0, 1].map(|n| overlay::resolve(schemas[n], &slices[n], api, 1, &mut ignored));
        let sides = [0, 1].map(|n| Lowering::new(schemas[n], &slices[n], &overlays[n], api));
        let [mut old, mut new] = sides.each_ref().map(|side| side.lower(|_| true));
        let [mut before, mut after] = [&old, &new].map(Surface::of);
        if let Extent::Touched = extent {
            let changes = compare(&before, &after);
            let elements = changes.iter().map(|change| change.element.as_str());
            let names = touched(&sides[0], &sides[1], elements);
            let names: BTreeSet<_> = names.iter().map(ToString::to_string).collect();
            old = sides[0].lower(|id| names.contains(&schemas[0][id].name.to_string()));
            let now = sides[1].lower(|id| names.contains(&schemas[1][id].name.to_string()));
            [before, after] = [&old, &now].map(Surface::of);
            hollow::hollow(&mut new, &names);
        }
        let changes = compare(&before, &after);
        let breaks = changes
            .into_iter()
            .filter(|change| change.effect == Effect::Break && change.before.is_some())
            .map(|change| consumer::key(&change.item, change.space));
        let mut breaks: BTreeSet<_> = breaks.collect();
        breaks.extend(consumer::inherited_breaks(&before, &after));
        Self {
            tree: emit::api(&new),
            uses: consumer::uses(&before),
            breaks,
        }
    }
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
