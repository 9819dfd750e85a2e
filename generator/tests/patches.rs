//! What Microsoft corrects in the metadata of Graph before it makes its own SDKs from it can be said by
//! patches. Real metadata is not part of the repository: where it is missing, this test says so and passes.

// Clippy knows tests, but not the functions that they share.
#![allow(clippy::print_stdout, clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use msgraph_codegen::config::Config;
use msgraph_codegen::diagnostics::{Diagnostics, Renderer, Source};
use msgraph_codegen::schema::{ItemType, Operation, Schema, TypeRef};
use msgraph_codegen::{csdl, patch, schema};

const GRAPH: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/graph");

/// Types of the raw metadata that are other names for primitive ones.
const DEFINITIONS: [(&str, &str); 2] = [
    ("microsoft.graph.Json", "Edm.Untyped"),
    ("microsoft.graph.report", "Edm.Stream"),
];

#[test]
fn patches_say_what_microsoft_corrects() {
    let folder = Path::new(GRAPH);
    let (Ok(raw), Ok(clean)) = (
        fs::read_to_string(folder.join("v1.0.csdl")),
        fs::read_to_string(folder.join("v1.0-clean.xml")),
    ) else {
        println!("skipped: {} is not there", folder.display());
        return;
    };
    let mut diagnostics = Diagnostics::new();
    let raw = csdl::parse(&raw, 0, &mut diagnostics).unwrap();
    let clean = csdl::parse(&clean, 0, &mut diagnostics).unwrap();
    let mut raw = schema::resolve(&raw, &mut diagnostics).unwrap();
    let clean = facts(&schema::resolve(&clean, &mut diagnostics).unwrap());

    let mut config = START.to_owned();
    for (ty, primitive) in DEFINITIONS {
        config += &entry(ty, &format!("underlying-type = {primitive:?}"));
    }
    apply(&mut raw, &config);
    let corrections = corrections(&facts(&raw), &clean);
    println!("{} more patches", corrections.len());
    assert!(corrections.len() > 60, "{corrections:#?}");
    apply(&mut raw, &(START.to_owned() + &corrections.concat()));
    let left = self::corrections(&facts(&raw), &clean);
    assert!(left.is_empty(), "{left:#?}");
}

const START: &str = r#"
[crate]
name = "graph"
[[api]]
module = "v1_0"
service = "v1.0"
metadata = "v1.0.csdl"
roots = ["*"]
"#;

fn entry(target: &str, change: &str) -> String {
    format!("[[api.patch]]\ntarget = \"{target}\"\n{change}\nwhy = \"so do the SDKs\"\n")
}

/// Applies all patches of a configuration, which must go without errors.
fn apply(schema: &mut Schema<'_>, config: &str) {
    let parsed = Config::parse(config).unwrap();
    let mut diagnostics = Diagnostics::new();
    for api in &parsed.apis {
        patch::apply(schema, &api.patches, 0, &mut diagnostics);
    }
    let source = Source {
        name: "slices.toml".to_owned(),
        text: config.to_owned(),
    };
    let report = Renderer::plain().render(&diagnostics, &[source]);
    assert!(!diagnostics.has_errors(), "{report}");
}

/// What can be corrected, each with the patch that would say it: by target and binding, the change.
type Facts = BTreeMap<(String, &'static str), String>;

fn facts(schema: &Schema<'_>) -> Facts {
    let mut facts = Facts::new();
    for ty in &schema.types {
        let name = ty.name;
        let Some(structure) = ty.structure() else {
            continue;
        };
        let streams = format!("has-stream = {}", structure.has_stream);
        facts.insert((name.to_string(), "stream"), streams);
        for property in &structure.properties {
            let change = format!("type = \"{}\"", text(schema, property.ty));
            facts.insert((format!("{name}/{}", property.name), "type"), change);
        }
        for navigation in &structure.navigation {
            let change = format!("contains-target = {}", navigation.contains_target);
            facts.insert((format!("{name}/{}", navigation.name), "contained"), change);
        }
    }
    let container = schema.container.as_ref().unwrap();
    for source in &container.sources {
        let target = format!("{}/{}", container.name, source.name);
        facts.insert((target, "there"), String::new());
    }
    for operation in actions(schema) {
        let binding = operation.binding.as_ref().unwrap();
        for parameter in &operation.parameters {
            let target = format!("{}/{}", operation.name, parameter.name);
            let target = format!("{target}\"\nbinding = \"{}", text(schema, binding.ty));
            facts.insert((target, "there"), String::new());
        }
    }
    facts
}

/// Bound actions, which have no overloads but by what they are bound to.
fn actions<'s, 'a>(schema: &'s Schema<'a>) -> impl Iterator<Item = &'s Operation<'a>> {
    let bound = schema.operations.iter().filter(|o| o.binding.is_some());
    bound.filter(|operation| operation.kind == schema::OperationKind::Action)
}

/// The patches that make one what the other is. What is only in the other cannot be had by patches.
fn corrections(raw: &Facts, clean: &Facts) -> Vec<String> {
    let owners: BTreeSet<_> = clean.keys().map(|(target, _)| owner(target)).collect();
    let mut corrections = Vec::new();
    for (key, was) in raw {
        let change = match clean.get(key) {
            Some(is) if is == was => continue,
            Some(is) => is.as_str(),
            // An action without parameters has no facts.
            None if key.1 == "there" || owners.contains(owner(&key.0)) => "remove = true",
            None => continue,
        };
        corrections.push(entry(&key.0, change));
    }
    corrections
}

fn owner(target: &str) -> &str {
    target.split('/').next().unwrap_or(target)
}

fn text(schema: &Schema<'_>, ty: TypeRef) -> String {
    let item = match ty.item {
        ItemType::Named(id) => schema[id].name.to_string(),
        ItemType::Primitive(primitive) => format!("Edm.{primitive:?}"),
    };
    if ty.is_collection {
        format!("Collection({item})")
    } else {
        item
    }
}
