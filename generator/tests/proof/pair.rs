//! Two schemas, and what becomes of their crates.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use msgraph_generator::config::{Api, Config};
use msgraph_generator::diagnostics::Diagnostics;
use msgraph_generator::drift::{self, Input, Occurrence, Options, Report, Source};
use msgraph_generator::output::Tree;
use msgraph_generator::rust::Lowering;
use msgraph_generator::schema::Schema;
use msgraph_generator::surface::{Effect, Surface, compare, touched};
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
        let inputs = [0, 1].map(|n| Input {
            name,
            text: &texts[n],
            schema: &schemas[n],
        });
        let report = drift::compare(&inputs[0], &inputs[1], &Options::default());
        Self::of(schemas.each_ref(), &report, &config.apis[0], extent)
    }

    fn of(schemas: [&Schema<'_>; 2], report: &Report, api: &Api, extent: Extent) -> Self {
        let mut ignored = Diagnostics::new();
        let slices = schemas.map(|schema| slice::slice(schema, &["*"]).unwrap());
        let overlays =
            [0, 1].map(|n| overlay::resolve(schemas[n], &slices[n], api, 1, &mut ignored));
        let sides = [0, 1].map(|n| Lowering::new(schemas[n], &slices[n], &overlays[n], api));
        let [old, new] = sides.each_ref();
        let elements = occurrences(report).map(|occurrence| occurrence.element.as_str());
        let touched = touched(old, new, elements);
        let touched: BTreeSet<_> = touched.iter().map(ToString::to_string).collect();
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
        let breaks = changes
            .into_iter()
            .filter(|change| change.effect == Effect::Break && change.before.is_some())
            .map(|change| consumer::key(&change.item, change.space));
        let mut breaks: BTreeSet<_> = breaks.collect();
        breaks.extend(consumer::inherited_breaks(&before, &after));
        Self {
            name: api.metadata.get_ref().clone(),
            tree: emit::api(&code),
            uses,
            breaks,
            told: told(report, api.module.get_ref()),
        }
    }
}

fn occurrences(report: &Report) -> impl Iterator<Item = &Occurrence> {
    let findings = report.findings.iter().chain(&report.elsewhere);
    findings.flat_map(|finding| &finding.occurrences)
}

fn told(report: &Report, module: &str) -> Vec<Told> {
    let told = occurrences(report).map(|occurrence| {
        // Reports have a module of their own.
        let renamed = |item: &str| match item.split_once("::") {
            Some((_, inner)) => format!("{module}::{inner}"),
            None => module.to_owned(),
        };
        Told {
            what: format!(
                "{} {} in {module}",
                occurrence.rule.name, occurrence.element
            ),
            items: occurrence
                .rust
                .iter()
                .map(|change| renamed(&change.item))
                .collect(),
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
