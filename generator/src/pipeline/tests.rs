//! Reading what is needed gives the same, to the last byte, as reading all.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use super::input::{Extent, Input};
use super::{Generation, generate_from};
use crate::config::Config;
use crate::csdl;
use crate::diagnostics::{Diagnostic, Diagnostics, Source};
use crate::schema::{self, ItemType, OperationKind, Schema};
use crate::slice::{BoundOperations, Node};

fn folder(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn source(text: String) -> Source {
    Source {
        name: "metadata".to_owned(),
        text,
    }
}

fn settings(roots: &[String]) -> String {
    format!(
        "[crate]\nname = \"x\"\n[[api]]\nmodule = \"m\"\nservice = \"\"\nmetadata = \"m\"\nroots = {roots:?}"
    )
}

/// Generates both ways. Of what is found only warnings about what was not read may be missing, and errors never.
fn compare(settings: &str, metadata: &Source) -> Generation {
    let config = Config::parse(settings).unwrap();
    let metadata: Vec<_> = config.apis.iter().map(|_| metadata.clone()).collect();
    let [needed, whole] = [Extent::Needed, Extent::Whole]
        .map(|extent| generate_from(&config, &metadata, None, extent));
    assert_eq!(needed.apis, whole.apis, "{settings}");
    assert_eq!(needed.tree, whole.tree, "{settings}");
    let all: Vec<&Diagnostic> = whole.diagnostics.sorted();
    for diagnostic in needed.diagnostics.sorted() {
        assert!(all.contains(&diagnostic), "{diagnostic:?}\n{settings}");
    }
    if whole.diagnostics.has_errors() {
        assert_eq!(needed.diagnostics.sorted(), all, "{settings}");
    }
    needed
}

#[test]
fn all_cases_are_the_same() {
    for case in fs::read_dir(folder("tests/cases")).unwrap() {
        let case = case.unwrap().path();
        let (Ok(settings), Ok(metadata)) = (
            fs::read_to_string(case.join("slices.toml")),
            fs::read_to_string(case.join("input.csdl")),
        ) else {
            continue;
        };
        if Config::parse(&settings).is_ok() {
            compare(&settings, &source(metadata));
        }
    }
}

/// A document in which `POST /cats/{id}/feed` needs all but what stands in place of `REST`.
const ZOO: &str = r#"<?xml version="1.0" encoding="utf-8"?>
<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">
<edmx:DataServices><Schema Namespace="zoo" xmlns="http://docs.oasis-open.org/odata/ns/edm">
  <EntityType Name="cat"><Key><PropertyRef Name="id"/></Key>
    <Property Name="id" Type="Edm.String" Nullable="false"/>
    <Property Name="home" Type="zoo.cage"/>
  </EntityType>
  REST
  <ComplexType Name="food" what="?"/>
  <Action Name="feed" IsBound="true">
    <Parameter Name="it" Type="zoo.cat"/><Parameter Name="with" Type="zoo.food"/>
  </Action>
  <EntityContainer Name="C"><EntitySet Name="cats" EntityType="zoo.cat"/></EntityContainer>
</Schema></edmx:DataServices></edmx:Edmx>"#;

/// The codes of what is found in the zoo, and whether something is generated.
fn zoo(rest: &str, root: &str) -> (Vec<&'static str>, bool) {
    let settings = settings(&[root.to_owned()]);
    let config = Config::parse(&settings).unwrap();
    let metadata = source(ZOO.replace("REST", rest));
    let generation = generate_from(&config, &[metadata], None, Extent::Needed);
    let found = generation.diagnostics.sorted();
    let codes = found.iter().map(|diagnostic| diagnostic.code).collect();
    (codes, generation.tree.is_some())
}

#[test]
fn faults_are_found_where_something_is_read() {
    let feed = "POST /cats/{id}/feed";
    let cage = r#"<ComplexType Name="cage"><Property Name="bars" Type="zoo.bar"/></ComplexType>"#;
    assert_eq!(zoo(cage, feed), (vec!["W0105"], true));
    assert_eq!(zoo(cage, "GET /cats"), (vec!["E0203", "W0105"], false));
    // After an error all others are told.
    assert_eq!(
        zoo(cage, "POST /cats/feed"),
        (vec!["E0203", "W0105"], false)
    );
    assert_eq!(zoo(cage, "type:zoo.cage"), (vec!["E0203", "W0105"], false));
}

#[test]
fn names_and_form_are_checked_everywhere() {
    let feed = "POST /cats/{id}/feed";
    let cage = r#"<ComplexType Name="cage"/>"#;
    for (rest, code) in [
        (cage.repeat(2), "E0201"),
        (cage.replace('/', r#" BaseType="zoo.pen"/"#), "E0203"),
        (cage.replace("/>", "><Property></ComplexType>"), "E0104"),
        (
            cage.replace("/>", &format!(">{}</ComplexType>", "<a>".repeat(200))),
            "E0108",
        ),
        (cage.replace("Name", "name"), "E0109"),
    ] {
        let (codes, is_made) = zoo(&rest, feed);
        assert!(codes.contains(&code) && !is_made, "{rest}: {codes:?}");
    }
    assert_eq!(zoo(cage, feed), (vec!["W0105"], true));
}

#[test]
fn the_slice_of_this_repository_is_the_same() {
    let settings = fs::read_to_string(folder("../schemas/slices.toml")).unwrap();
    // Of the one module that all of Graph v1.0 has.
    let at = settings.rfind("[[api]]").unwrap();
    let Some(metadata) = shared("v1.0.csdl") else {
        return;
    };
    let generation = compare(&settings[..at], &metadata);
    assert!(generation.tree.is_some());
}

#[test]
fn a_few_slices_of_graph_are_the_same() {
    random_slices("v1.0.csdl", 6);
}

#[test]
#[ignore = "takes minutes"]
fn many_slices_of_graph_are_the_same() {
    for file in ["v1.0.csdl", "beta-2021-07.xml", "v1.0-mooncake.csdl"] {
        random_slices(file, 300);
    }
}

fn shared(file: &str) -> Option<Source> {
    let text = fs::read_to_string(folder("../../shared/graph").join(file)).ok();
    if text.is_none() {
        println!("skipped: ../shared/graph/{file} is not there");
    }
    text.map(source)
}

fn random_slices(file: &str, count: usize) {
    let Some(metadata) = shared(file) else { return };
    let mut diagnostics = Diagnostics::new();
    let document = csdl::parse(&metadata.text, 0, &mut diagnostics).unwrap();
    let schema = schema::resolve(&document, &mut diagnostics).unwrap();
    let mut walk = Walk {
        bound: BoundOperations::new(&schema),
        schema: &schema,
        state: 1,
    };
    let (mut made, mut cut) = (0, 0);
    for _ in 0..count {
        let mut roots: Vec<_> = (0..=walk.below(4)).map(|_| walk.request()).collect();
        if walk.below(4) == 0 {
            let ty = &schema.types[walk.below(schema.types.len())];
            roots.push(format!("type:{}", ty.name));
        }
        let settings = settings(&roots);
        let generation = compare(&settings, &metadata);
        if generation.tree.is_some() {
            made += 1;
            let config = Config::parse(&settings).unwrap();
            cut += usize::from(Input::alone(&config.apis[0], &metadata).is_cut());
        }
    }
    println!("{file}: of {count}, {made} without errors, {cut} cut");
    assert!(made * 2 > count, "{made} of {count} mean something");
    assert!(cut * 4 >= made * 3, "{cut} of {made} are cut");
}

/// Makes up requests, most of which the service has.
struct Walk<'s, 'a> {
    schema: &'s Schema<'a>,
    bound: BoundOperations,
    state: u64,
}

impl Walk<'_, '_> {
    /// A number below another one, by xorshift.
    fn below(&mut self, limit: usize) -> usize {
        self.state ^= self.state << 13;
        self.state ^= self.state >> 7;
        self.state ^= self.state << 17;
        usize::try_from(self.state % limit.max(1) as u64).unwrap()
    }

    fn request(&mut self) -> String {
        let sources = &self.schema.container.as_ref().unwrap().sources;
        let source = &sources[self.below(sources.len())];
        let mut path = format!("/{}", source.name);
        let mut node = Node {
            ty: ItemType::Named(source.target),
            many: !source.is_singleton,
        };
        for _ in 0..self.below(7) {
            if self.below(3) == 0
                && let Some(method) = self.operation(node, &mut path)
            {
                return format!("{method} {path}");
            }
            match self.step(node, &mut path) {
                Some(next) => node = next,
                None => break,
            }
        }
        let method = match (self.below(5), node.many) {
            (0, true) => "POST",
            (0, false) => "PATCH",
            (1, false) => "DELETE",
            _ => "GET",
        };
        format!("{method} {path}")
    }

    /// Goes on by a key, a cast, a navigation property, or a property with something in it.
    fn step(&mut self, node: Node, path: &mut String) -> Option<Node> {
        let schema = self.schema;
        if node.many && self.below(5) > 0 {
            path.push_str("/{id}");
            return Some(Node {
                many: false,
                ..node
            });
        }
        let ItemType::Named(id) = node.ty else {
            return None;
        };
        let derived = &schema[id].structure()?.derived;
        if !derived.is_empty() && self.below(4) == 0 {
            let ty = derived[self.below(derived.len())];
            write!(path, "/{}", schema[ty].name).unwrap();
            let ty = ItemType::Named(ty);
            return Some(Node { ty, ..node });
        }
        let through_complex = self.below(3) == 0;
        let structures = || schema.lineage(id).filter_map(|id| schema[id].structure());
        let navigation = structures().flat_map(|s| &s.navigation);
        let mut ways: Vec<_> = navigation
            .map(|n| (n.name, n.target, n.is_collection))
            .collect();
        ways.extend(
            structures()
                .flat_map(|s| &s.properties)
                .filter_map(|p| match p.ty.item {
                    ItemType::Named(id) if through_complex && schema[id].structure().is_some() => {
                        Some((p.name, id, p.ty.is_collection))
                    }
                    _ => None,
                }),
        );
        if ways.is_empty() || node.many {
            return None;
        }
        let (name, ty, many) = ways[self.below(ways.len())];
        write!(path, "/{name}").unwrap();
        let ty = ItemType::Named(ty);
        Some(Node { ty, many })
    }

    fn operation(&mut self, node: Node, path: &mut String) -> Option<&'static str> {
        let ids: Vec<_> = self.bound.of(self.schema, node).collect();
        let id = *ids.get(self.below(ids.len()))?;
        let operation = &self.schema[id];
        write!(path, "/{}", operation.name.name).unwrap();
        Some(match operation.kind {
            OperationKind::Action => "POST",
            OperationKind::Function { .. } => "GET",
        })
    }
}
