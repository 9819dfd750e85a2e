//! Services that are described in both formats: the models agree, but for what the loss report says.
//!
//! `cargo test -p msgraph-generator --test openapi pairs -- --nocapture` shows the table.

use std::collections::{BTreeMap, BTreeSet};

use msgraph_generator::config::OpenApi;
use msgraph_generator::diagnostics::{Diagnostics, Renderer, Source};
use msgraph_generator::openapi::{self, Fact, Loss};
use msgraph_generator::schema::{ItemType, Schema, TypeKind, TypeRef};
use msgraph_generator::{csdl, schema};

use super::shared;

const PAIRS: [&str; 5] = [
    "TripPin",
    "containment",
    "ExampleService",
    "Northwind",
    "csdl-16.1",
];

/// Types that nothing refers to, so that the converter left them out: of these the document cannot even say that it is
/// silent.
const LEFT_OUT: [&str; 1] = ["OData.Demo.Pattern"];

#[test]
fn pairs_agree() {
    println!("| service | types | members | the same | not said | left out | other |");
    println!("|---|---:|---:|---:|---:|---:|---:|");
    let mut faults = Vec::new();
    for name in PAIRS {
        let csdl = shared(&format!("odata/{name}.xml"));
        let openapi = shared(&format!("odata/{name}.openapi3.json"));
        let (Some(csdl), Some(openapi)) = (csdl, openapi) else {
            return;
        };
        let left = facts_of_csdl(&csdl);
        let (right, losses) = facts_of_openapi(&openapi);
        let targets: BTreeSet<_> = left
            .keys()
            .chain(right.keys())
            .map(String::as_str)
            .collect();
        let [mut same, mut not_said, mut left_out, mut other] = [0; 4];
        for &target in &targets {
            let (csdl, openapi) = (left.get(target), right.get(target));
            if csdl == openapi {
                same += 1;
            } else if losses
                .iter()
                .any(|loss| loss.fact == Fact::Anonymous && loss.target == target)
            {
                not_said += 1;
            } else if LEFT_OUT.contains(&target) {
                left_out += 1;
            } else {
                other += 1;
                faults.push(format!("{name}: {target}: {csdl:?}, {openapi:?}"));
            }
        }
        let members = targets.iter().filter(|target| target.contains('/')).count();
        let types = targets.len() - members;
        println!("| {name} | {types} | {members} | {same} | {not_said} | {left_out} | {other} |");
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

fn facts_of_csdl(text: &str) -> BTreeMap<String, String> {
    let mut diagnostics = Diagnostics::new();
    let document = csdl::parse(text, 0, &mut diagnostics).unwrap();
    facts(&schema::resolve(&document, &mut diagnostics).unwrap())
}

fn facts_of_openapi(text: &str) -> (BTreeMap<String, String>, Vec<Loss>) {
    let mut diagnostics = Diagnostics::new();
    let reading = openapi::parse(text, 0, &OpenApi::default(), &[], &mut diagnostics);
    let resolved = reading
        .as_ref()
        .and_then(|reading| schema::resolve(&reading.document, &mut diagnostics));
    let Some(resolved) = resolved else {
        let text = text.to_owned();
        let source = Source::new("openapi.json", text);
        panic!("{}", Renderer::plain().render(&diagnostics, &[source]));
    };
    let facts = facts(&resolved);
    drop(resolved);
    (facts, reading.unwrap().losses)
}

/// Kinds, bases, members, their types, and the members of enumerations.
fn facts(schema: &Schema<'_>) -> BTreeMap<String, String> {
    let mut facts = BTreeMap::new();
    for ty in &schema.types {
        let name = ty.name.to_string();
        let (kind, structure) = match &ty.kind {
            TypeKind::Entity(structure) => ("entity", Some(structure)),
            TypeKind::Complex(structure) => ("complex", Some(structure)),
            TypeKind::Enumeration(enumeration) => {
                let members: Vec<_> = enumeration
                    .members
                    .iter()
                    .map(|member| member.name)
                    .collect();
                facts.insert(name, format!("enumeration {}", members.join(" ")));
                continue;
            }
            TypeKind::Definition(primitive) => {
                facts.insert(name, format!("definition {primitive:?}"));
                continue;
            }
        };
        let structure = structure.unwrap();
        let base = structure
            .base
            .map_or_else(String::new, |base| schema[base].name.to_string());
        for property in &structure.properties {
            facts.insert(
                format!("{name}/{}", property.name),
                spelled(schema, property.ty),
            );
        }
        for navigation in &structure.navigation {
            let ty = TypeRef {
                item: ItemType::Named(navigation.target),
                is_collection: navigation.is_collection,
            };
            facts.insert(
                format!("{name}/{}", navigation.name),
                format!("to {}", spelled(schema, ty)),
            );
        }
        facts.insert(name, format!("{kind} {base}"));
    }
    facts
}

fn spelled(schema: &Schema<'_>, ty: TypeRef) -> String {
    let item = match ty.item {
        ItemType::Primitive(primitive) => format!("{primitive:?}"),
        ItemType::Named(id) => schema[id].name.to_string(),
    };
    if ty.is_collection {
        format!("collection of {item}")
    } else {
        item
    }
}
