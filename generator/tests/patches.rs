//! What Microsoft corrects in the metadata of Graph before it makes its own SDKs from it can be said by
//! patches, and all that mentions a name follows it. Real metadata is not part of the repository: where it is missing, this test says so and passes.

// Clippy knows tests, but not the functions that they share.
#![allow(clippy::indexing_slicing, clippy::print_stdout, clippy::unwrap_used)]

#[path = "common/skipped.rs"]
mod skipped;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use skipped::skipped;

use msgraph_generator::config::Config;
use msgraph_generator::csdl::Document;
use msgraph_generator::diagnostics::{Diagnostics, Renderer, Source};
use msgraph_generator::schema::{ItemType, Operation, Schema, Type, TypeKind, TypeRef};
use msgraph_generator::{canonical, csdl, patch, schema};

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
        skipped(folder.display());
        return;
    };
    let mut diagnostics = Diagnostics::new();
    let raw = csdl::parse(&raw, 0, &mut diagnostics).unwrap();
    let clean = csdl::parse(&clean, 0, &mut diagnostics).unwrap();
    let clean = facts(&schema::resolve(&clean, &mut diagnostics).unwrap());

    let mut ledger = START.to_owned();
    for (ty, primitive) in DEFINITIONS {
        ledger += &entry(ty, &format!("underlying-type = {primitive:?}"));
    }
    let corrections = corrections(&patched(&raw, &ledger), &clean);
    println!("{} more patches", corrections.len());
    assert!(corrections.len() > 60, "{corrections:#?}");
    let is_addition = |entry: &&String| entry.contains("\nadd = ");
    // `InnerError`, of which the metadata says nothing, and what it holds.
    let additions: Vec<_> = corrections.iter().filter(is_addition).collect();
    assert_eq!(additions.len(), 4, "{additions:#?}");
    let left = self::corrections(&patched(&raw, &(ledger + &corrections.concat())), &clean);
    assert!(left.is_empty(), "{left:#?}");
}

/// A name that is declared once and said nowhere but where names are said can be changed in the text itself: what
/// comes of that is what comes of a patch.
#[test]
fn all_that_mentions_a_name_follows_it() {
    let own = concat!(env!("CARGO_MANIFEST_DIR"), "/../schemas/v1.0.csdl");
    assert_all_follow(&fs::read_to_string(own).unwrap(), 20, 7);
    let real = Path::new(GRAPH).join("v1.0.csdl");
    match fs::read_to_string(&real) {
        Ok(text) => assert_all_follow(&text, 2_000, 97),
        Err(_) => skipped(real.display()),
    }
}

/// Renames one in `step` of the names, of which there are more than `least`.
fn assert_all_follow(text: &str, least: usize, step: usize) {
    let mut diagnostics = Diagnostics::new();
    let document = csdl::parse(text, 0, &mut diagnostics).unwrap();
    let schema = schema::resolve(&document, &mut diagnostics).unwrap();
    let declared = declared(&schema);
    let other = other_words(text);
    let is_once = |name: &&str| declared[name].len() == 1 && !other.contains(name);
    let names: Vec<_> = declared.keys().copied().filter(is_once).collect();
    assert!(names.len() > least, "{}", names.len());
    let chosen: BTreeSet<_> = names.into_iter().step_by(step).collect();

    let mut targets: Vec<_> = chosen
        .iter()
        .map(|name| (&declared[name][0], name))
        .collect();
    // Members first: after a type has another name, they are its members by that.
    targets.sort_by_key(|(target, _)| !target.contains('/'));
    let entries = targets
        .iter()
        .map(|(target, name)| entry(target, &format!("name = \"{name}Z\"")));
    let parsed = Config::parse(&(START.to_owned() + &entries.collect::<String>())).unwrap();
    let texts = patch::Texts::default();
    let mut patched = schema::resolve(&document, &mut diagnostics).unwrap();
    patch::apply(
        &mut patched,
        &parsed.apis[0].patches,
        &texts,
        0,
        &mut diagnostics,
    );
    let faults: Vec<_> = diagnostics
        .iter()
        .filter(|d| d.code.starts_with("E04"))
        .collect();
    assert!(faults.is_empty(), "{faults:#?}");

    let changed = words(text).map(|word| {
        let z = if chosen.contains(word) { "Z" } else { "" };
        format!("{word}{z}")
    });
    let changed: String = changed.collect();
    let changed = csdl::parse(&changed, 0, &mut diagnostics).unwrap();
    let changed = canonical::write(&schema::resolve(&changed, &mut diagnostics).unwrap());
    let patched = canonical::write(&patched);
    let differ = changed.lines().zip(patched.lines()).find(|(a, b)| a != b);
    assert_eq!(differ, None);
    assert_eq!(changed.lines().count(), patched.lines().count());
    println!("{} names", chosen.len());
}

/// What has which name: the targets of patches.
fn declared<'a>(schema: &Schema<'a>) -> BTreeMap<&'a str, Vec<String>> {
    let mut declared: BTreeMap<_, Vec<_>> = BTreeMap::new();
    let mut declare = |name, target| declared.entry(name).or_default().push(target);
    for ty in &schema.types {
        let owner = ty.name;
        declare(owner.name, owner.to_string());
        let structure = ty.structure().into_iter();
        let properties = structure
            .clone()
            .flat_map(|s| &s.properties)
            .map(|p| p.name);
        let navigation = structure.flat_map(|s| &s.navigation).map(|n| n.name);
        let members = match &ty.kind {
            TypeKind::Enumeration(enumeration) => enumeration.members.as_slice(),
            _ => &[],
        };
        for name in properties
            .chain(navigation)
            .chain(members.iter().map(|m| m.name))
        {
            declare(name, format!("{owner}/{name}"));
        }
    }
    for operation in &schema.operations {
        let owner = operation.name;
        declare(owner.name, owner.to_string());
        if let Some(binding) = &operation.binding {
            declare(binding.name, String::new());
        }
        for parameter in &operation.parameters {
            declare(parameter.name, format!("{owner}/{}", parameter.name));
        }
    }
    if let Some(container) = &schema.container {
        let imports = container.imports.iter().map(|import| import.name);
        for name in container
            .sources
            .iter()
            .map(|source| source.name)
            .chain(imports)
        {
            declare(name, format!("{}/{name}", container.name));
        }
    }
    declared
}

/// The words that stand elsewhere than where the names of elements are declared and mentioned.
fn other_words(text: &str) -> BTreeSet<&str> {
    const NAMES: [&str; 14] = [
        "Name",
        "Type",
        "BaseType",
        "EntityType",
        "Path",
        "Target",
        "Action",
        "Function",
        "EntitySet",
        "EntitySetPath",
        "Partner",
        "PropertyPath",
        "NavigationPropertyPath",
        "EnumMember",
    ];
    let mut others = BTreeSet::new();
    let (mut attribute, mut is_quoted) = ("", false);
    for word in words(text) {
        if word.starts_with(is_part_of_name) {
            if !is_quoted {
                attribute = word;
            }
            if !is_quoted || !NAMES.contains(&attribute) {
                others.insert(word);
            }
        } else {
            is_quoted ^= word.matches('"').count() % 2 == 1;
        }
    }
    others
}

/// Names and what is between them, in turn.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let is_name = rest.chars().next().map(is_part_of_name)?;
        let end = rest.find(|c| is_part_of_name(c) != is_name);
        let (word, after) = rest.split_at(end.unwrap_or(rest.len()));
        rest = after;
        Some(word)
    })
}

fn is_part_of_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || c == '-'
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

/// What a document says with all patches of a configuration, which must go without errors.
fn patched(document: &Document<'_>, config: &str) -> Facts {
    let parsed = Config::parse(config).unwrap();
    let mut diagnostics = Diagnostics::new();
    let texts = patch::Texts::default();
    let mut schema = schema::resolve(document, &mut diagnostics).unwrap();
    for api in &parsed.apis {
        patch::apply(&mut schema, &api.patches, &texts, 0, &mut diagnostics);
    }
    let source = Source::new("slices.toml", config);
    let report = Renderer::plain().render(&diagnostics, &[source]);
    assert!(!diagnostics.has_errors(), "{report}");
    facts(&schema)
}

/// What can be corrected: by target and binding, the patches that say it.
type Facts = BTreeMap<(String, &'static str), Fact>;

/// A patch that says it of what is there, and one that adds it.
#[derive(PartialEq)]
struct Fact {
    change: String,
    addition: Option<String>,
}

/// What is only there or not.
fn there(addition: &str) -> Fact {
    Fact {
        change: String::new(),
        addition: Some(format!("add = {{ {addition} }}")),
    }
}

fn said(change: String) -> Fact {
    Fact {
        change,
        addition: None,
    }
}

fn facts(schema: &Schema<'_>) -> Facts {
    let mut facts = Facts::new();
    let is_defined = |ty: &&Type<'_>| {
        !DEFINITIONS
            .iter()
            .any(|(name, _)| ty.name.to_string() == *name)
    };
    for ty in schema.types.iter().filter(is_defined) {
        facts_of_type(schema, ty, &mut facts);
    }
    let container = schema.container.as_ref().unwrap();
    for source in &container.sources {
        let target = format!("{}/{}", container.name, source.name);
        let kind = if source.is_singleton {
            "singleton"
        } else {
            "entity-set"
        };
        let ty = schema[source.target].name;
        let addition = format!("kind = \"{kind}\", type = \"{ty}\"");
        facts.insert((target, "there"), there(&addition));
    }
    for operation in actions(schema) {
        let binding = operation.binding.as_ref().unwrap();
        for parameter in &operation.parameters {
            let target = format!("{}/{}", operation.name, parameter.name);
            let target = format!("{target}\"\nbinding = \"{}", text(schema, binding.ty));
            let ty = text(schema, parameter.ty);
            let addition = format!("kind = \"parameter\", type = \"{ty}\"");
            facts.insert((target, "there"), there(&addition));
        }
    }
    facts
}

fn facts_of_type(schema: &Schema<'_>, ty: &Type<'_>, facts: &mut Facts) {
    let name = ty.name;
    if let TypeKind::Enumeration(enumeration) = &ty.kind {
        facts.insert((name.to_string(), "kind"), there("kind = \"enum-type\""));
        for member in &enumeration.members {
            let addition = format!("kind = \"member\", value = {}", member.value);
            facts.insert(
                (format!("{name}/{}", member.name), "there"),
                there(&addition),
            );
        }
    }
    let Some(structure) = ty.structure() else {
        return;
    };
    let kind = match ty.kind {
        TypeKind::Entity(_) => "entity-type",
        _ => "complex-type",
    };
    let base = structure
        .base
        .map_or("none".to_owned(), |base| schema[base].name.to_string());
    let based = match structure.base {
        Some(_) => format!("kind = \"{kind}\", base-type = \"{base}\""),
        None => format!("kind = \"{kind}\""),
    };
    // With its base, so that a patch of that alone is none that adds it.
    facts.insert((name.to_string(), "kind"), there(&based));
    facts.insert(
        (name.to_string(), "base"),
        said(format!("base-type = \"{base}\"")),
    );
    let streams = format!("has-stream = {}", structure.has_stream);
    facts.insert((name.to_string(), "stream"), said(streams));
    for property in &structure.properties {
        let ty = text(schema, property.ty);
        let fact = Fact {
            change: format!("type = \"{ty}\""),
            ..there(&format!("kind = \"property\", type = \"{ty}\""))
        };
        facts.insert((format!("{name}/{}", property.name), "type"), fact);
    }
    for navigation in &structure.navigation {
        let contained = format!("contains-target = {}", navigation.contains_target);
        let target = schema[navigation.target].name;
        let ty = if navigation.is_collection {
            format!("Collection({target})")
        } else {
            target.to_string()
        };
        let fact = Fact {
            addition: Some(format!(
                "add = {{ kind = \"navigation-property\", type = \"{ty}\", {contained} }}"
            )),
            change: contained,
        };
        facts.insert((format!("{name}/{}", navigation.name), "contained"), fact);
    }
}

/// Bound actions, which have no overloads but by what they are bound to.
fn actions<'s, 'a>(schema: &'s Schema<'a>) -> impl Iterator<Item = &'s Operation<'a>> {
    let bound = schema.operations.iter().filter(|o| o.binding.is_some());
    bound.filter(|operation| operation.kind == schema::OperationKind::Action)
}

/// The patches that make one what the other is.
fn corrections(raw: &Facts, clean: &Facts) -> Vec<String> {
    let owners: BTreeSet<_> = clean.keys().map(|(target, _)| owner(target)).collect();
    let mut corrections = Vec::new();
    for (key, was) in raw {
        let change = match clean.get(key) {
            Some(is) if is.change == was.change => continue,
            Some(is) => is.change.as_str(),
            // An action without parameters has no facts.
            None if key.1 == "there" || owners.contains(owner(&key.0)) => "remove = true",
            None => continue,
        };
        corrections.push(entry(&key.0, change));
    }
    // A type comes before its members: their names go on from its own.
    for ((target, _), is) in clean.iter().filter(|(key, _)| !raw.contains_key(key)) {
        let addition = is.addition.iter();
        corrections.extend(addition.map(|addition| entry(target, addition)));
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
