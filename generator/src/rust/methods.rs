//! What builders offer: requests, and ways to other builders.

use std::collections::{BTreeMap, BTreeSet};

use super::docs::{code, docs};
use super::keys::{self, Address, Key};
use super::lower::Context;
use super::names::{Kind, Name, Scope, Style};
use super::operations::OverloadedCall;
use super::parameters::ParameterTable;
use super::types::edm_name;
use super::{
    Call, Docs, Features, Meaning, Method, Path, PathMeaning, capabilities, clouds, operations,
    verbs,
};
use crate::schema::{Annotations, ElementId, NavigationSource, Property, TypeRef};
use crate::slice::{Element, Node, Subject, alternate_keys};

/// The names that a builder's own methods have, wanted or not, so that they never move.
const VERBS_OF_ONE: [&str; 6] = ["get", "update", "put", "delete", "media", "reference"];
const VERBS_OF_VALUE: [&str; 4] = ["get", "delete", "raw_value", "media"];
const VERBS_OF_MANY: [&str; 4] = ["list", "create", "count", "references"];

/// Functions that builders have besides, and those that would be taken for the ones of traits.
const OWN_FUNCTIONS: [&str; 3] = ["new", "clone", "cmp"];

/// Collects the methods of one builder.
pub(super) struct Methods<'c, 's, 'a> {
    context: &'c Context<'s, 'a>,
    parameters: &'c ParameterTable,
    names: Scope,
    found: Vec<Method>,
}

impl<'c, 's, 'a> Methods<'c, 's, 'a> {
    pub(super) fn new(context: &'c Context<'s, 'a>, parameters: &'c ParameterTable) -> Self {
        Self {
            context,
            parameters,
            names: Scope::default(),
            found: Vec::new(),
        }
    }

    pub(super) fn of_node(mut self, node: Node, builder: &Path) -> Vec<Method> {
        let verbs: &[_] = match (node.many, self.context.schema.structure_of(node.ty)) {
            (true, _) => &VERBS_OF_MANY,
            (false, Some(_)) => &VERBS_OF_ONE,
            (false, None) => &VERBS_OF_VALUE,
        };
        self.names = self.scope(verbs.iter().chain(&OWN_FUNCTIONS).copied(), builder);
        self.verbs(node);
        if node.many {
            self.keys(node);
        } else {
            self.navigation(node);
            self.segments(node);
        }
        self.address(node);
        self.casts(node);
        let context = self.context;
        let ids = context.bound.of(context.schema, node);
        let wanted = ids.filter(|&id| context.slice.contains(ElementId::Operation(id)));
        let calls = operations::calls(context, wanted, None, &self.names);
        self.operations(calls, Some(node));
        self.found
    }

    pub(super) fn of_root(mut self, root: &Path) -> Vec<Method> {
        self.names = self.scope(OWN_FUNCTIONS.into_iter(), root);
        let Some(container) = &self.context.schema.container else {
            return Vec::new();
        };
        let wanted = |element| self.context.slice.contains(element);
        let sources: Vec<_> = (container.sources.iter().zip(0..))
            .filter(|&(_, n)| wanted(Element::Declared(ElementId::Source(n))))
            .collect();
        self.sources(&sources);
        let calls = operations::of_imports(self.context, &self.names);
        self.operations(calls, None);
        self.found
    }

    /// The names of a builder: some are taken, and those that were given before keep their meaning.
    fn scope<'t>(&self, taken: impl Iterator<Item = &'t str>, builder: &Path) -> Scope {
        let owner = self.context.in_crate(builder);
        let given = self.context.published.of(Kind::Method, &owner);
        Scope::with(taken).keeping(Style::Method, given)
    }

    fn push(&mut self, name: Name, of: (ElementId, PathMeaning), docs: Docs, call: Call) {
        let (element, meaning) = of;
        self.found.push(Method {
            name,
            element,
            meaning: Meaning::Path(meaning),
            docs,
            call,
            features: Features::new(),
            permissions: Vec::new(),
            clouds: None,
        });
    }

    /// The method that was pushed last makes these: says where they can be made, and what they need to be allowed.
    fn allow(&mut self, subjects: impl Iterator<Item = Subject>) {
        let overlay = self.context.overlay;
        let subjects: Vec<_> = subjects.collect();
        let offers = subjects
            .iter()
            .flat_map(|subject| overlay.offers_of(subject));
        let offers: BTreeSet<_> = offers.cloned().collect();
        let (sentences, clouds) = clouds::of_method(&offers.into_iter().collect::<Vec<_>>());
        let found = subjects
            .iter()
            .flat_map(|subject| overlay.permissions_of(subject));
        let (constants, tables) = self.context.permissions.of(found.cloned().collect());
        if let Some(method) = self.found.last_mut() {
            method.permissions = constants;
            method.clouds = clouds;
            method.docs.paragraphs.extend(sentences);
            method.docs.paragraphs.extend(tables);
        }
    }

    fn sources(&mut self, sources: &[(&NavigationSource<'_>, u32)]) {
        let names = self.names.assign_as(
            Style::Method,
            sources.iter().map(|(source, _)| (source.name, "")),
            segment,
        );
        for (source, n) in sources {
            let node = Node {
                ty: source.target.into(),
                many: !source.is_singleton,
            };
            let (Some(name), Some(to)) = (names.get(source.name), self.context.paths.builder(node))
            else {
                continue;
            };
            let kind = if source.is_singleton {
                "singleton"
            } else {
                "entity set"
            };
            let line = format!("The {kind} {}.", code(source.name));
            let call = Call::Segment {
                wire: source.name.to_owned(),
                to: to.clone(),
                is_contained: true,
            };
            let docs = segment_docs(&source.annotations, line);
            let of = (ElementId::Source(*n), leads_to(source.name));
            self.push(name.clone(), of, docs, call);
        }
    }

    fn verbs(&mut self, node: Node) {
        for verb in self.context.slice.verbs(node) {
            if let Some((name, docs, call)) = verbs::method(self.context, node, verb) {
                let of = (node.ty.into(), verbs::meaning(&call));
                self.push(Style::Method.name(name), of, docs, call);
                let subject = (Some(node), Element::Request(node, verb));
                self.allow([subject].into_iter());
            }
        }
    }

    fn navigation(&mut self, node: Node) {
        let schema = self.context.schema;
        let mut found = BTreeMap::new();
        for id in schema.lineage(node.ty) {
            let Some(structure) = schema[id].structure() else {
                continue;
            };
            for (navigation, n) in structure.navigation.iter().zip(0..) {
                if self.context.slice.goes_along(ElementId::Navigation(id, n)) {
                    found.entry(navigation.name).or_insert((id, n, navigation));
                }
            }
        }
        let wires = found.keys().map(|&wire| (wire, "navigation"));
        let names = self.names.assign_as(Style::Method, wires, segment);
        for (wire, (id, n, navigation)) in found {
            let target = Node {
                ty: navigation.target.into(),
                many: navigation.is_collection,
            };
            let (Some(name), Some(to)) = (names.get(wire), self.context.paths.builder(target))
            else {
                continue;
            };
            let ty = TypeRef {
                item: target.ty,
                is_collection: target.many,
            };
            let fact = format!("{}: navigation to {}.", code(wire), edm_name(schema, ty));
            let call = Call::Segment {
                wire: wire.to_owned(),
                to: to.clone(),
                is_contained: navigation.contains_target,
            };
            let docs = segment_docs(&navigation.annotations, fact);
            let of = (ElementId::Navigation(id, n), leads_to(wire));
            self.push(name.clone(), of, docs, call);
        }
    }

    /// Structural properties that paths go through or end at: streams, and values with something behind them.
    fn segments(&mut self, node: Node) {
        let schema = self.context.schema;
        let mut found = BTreeMap::new();
        for id in schema.lineage(node.ty) {
            let Some(structure) = schema[id].structure() else {
                continue;
            };
            for (property, n) in structure.properties.iter().zip(0..) {
                if self.context.slice.contains(Element::Segment(id, n)) {
                    found.entry(property.name).or_insert((id, n, property));
                }
            }
        }
        let wires = found.keys().map(|&wire| (wire, ""));
        let names = self.names.assign_as(Style::Method, wires, segment);
        for (wire, (id, n, property)) in found {
            let (Some(name), Some(call)) = (names.get(wire), self.segment(property)) else {
                continue;
            };
            let fact = format!("{}: {}.", code(wire), edm_name(schema, property.ty));
            let docs = segment_docs(&property.annotations, fact);
            let of = (ElementId::Property(id, n), leads_to(wire));
            self.push(name.clone(), of, docs, call);
        }
    }

    fn segment(&self, property: &Property) -> Option<Call> {
        let wire = property.name.to_owned();
        let Some(node) = self.context.bound.behind(property) else {
            return Some(Call::Media { wire });
        };
        let to = self.context.paths.builder(node)?.clone();
        Some(Call::Segment {
            wire,
            to,
            is_contained: false,
        })
    }

    fn casts(&mut self, node: Node) {
        let schema = self.context.schema;
        let casts = self.context.casts.get(&node).map_or(&[][..], Vec::as_slice);
        for &id in casts {
            let ty = id.into();
            let Some(to) = self.context.paths.builder(Node { ty, ..node }) else {
                continue;
            };
            let wire = schema[id].name.to_string();
            let short = Style::Method.name(schema[id].name.name).affixed("as_", "");
            let long = Style::Method.name(&format!("as_{wire}"));
            let meaning = leads_to(&wire);
            let name = self.names.kept(&meaning.to_string());
            let claim = || self.names.claim(Style::Method, &wire, [short, long]);
            let name = name.unwrap_or_else(claim);
            let line = format!("Only what is a {}.", code(&wire));
            let of = (ElementId::Type(id), meaning);
            let call = Call::Segment {
                wire,
                to: to.clone(),
                is_contained: false,
            };
            self.push(name, of, Docs::line(line), call);
        }
    }

    fn keys(&mut self, node: Node) {
        let context = self.context;
        if let Some(key) = keys::primary(context, node.ty) {
            self.key(node, "by key", key);
        }
        let wanted = alternate_keys(context.schema, &context.alternate_keys, node.ty)
            .filter(|&(id, n, _)| context.slice.contains(ElementId::AlternateKey(id, n)));
        for (_, _, parts) in wanted {
            if let Some(key) = keys::alternate(context, node.ty, &parts) {
                let wire = key.words.clone();
                self.key(node, &wire, key);
            }
        }
    }

    fn key(&mut self, node: Node, wire: &str, key: Key) {
        // Taken whether it is wanted or not, so that operations of that name never move.
        let meaning = PathMeaning::template(key.template);
        let name = self.names.kept(&meaning.to_string());
        let claim = || self.names.claim(Style::Method, wire, [key.name]);
        let name = name.unwrap_or_else(claim);
        let one = Node {
            many: false,
            ..node
        };
        let Some(to) = self.context.paths.builder(one) else {
            return;
        };
        let ty = code(self.context.schema.name_of(node.ty).name);
        let line = format!("The {ty} with that {}.", key.words);
        let call = Call::Key {
            parts: key.parts,
            in_parentheses: key.in_parentheses,
            to: to.clone(),
        };
        self.push(name, (node.ty.into(), meaning), Docs::line(line), call);
    }

    /// The way by a path of names, where entities are addressed so.
    fn address(&mut self, node: Node) {
        let Some(Address { from, one, meaning }) = keys::address(self.context, node) else {
            return;
        };
        let Some(to) = self.context.paths.builder(one) else {
            return;
        };
        let meaning = PathMeaning::template(meaning);
        let kept = self.names.kept(&meaning.to_string());
        let claim = || {
            let name = Style::Method.name("by_path");
            self.names.claim(Style::Method, "by path", [name])
        };
        let name = kept.unwrap_or_else(claim);
        let ty = code(self.context.schema.name_of(one.ty).name);
        let start = if node.many {
            "below the one with that key"
        } else {
            "below this one"
        };
        let line = format!("The {ty} at a path of names {start}, such as `a folder/a name`.");
        let of = (node.ty.into(), meaning);
        let call = Call::Address {
            from,
            to: to.clone(),
        };
        self.push(name, of, Docs::line(line), call);
    }

    /// The operations that can be called at a node or, without one, at the service root.
    fn operations(&mut self, calls: Vec<OverloadedCall<'_, '_>>, node: Option<Node>) {
        let names = operations::assign(
            &mut self.names,
            Style::Method,
            &calls,
            OverloadedCall::meaning,
            OverloadedCall::names,
        );
        for (call, name) in calls.into_iter().zip(names) {
            let parameters = self.parameters.path(&call).cloned();
            let of = (call.element(), call.meaning());
            let overloads: Vec<_> = call.overloads.iter().map(|(id, _)| *id).collect();
            if let Some((docs, call)) = call.lower(self.context, parameters) {
                self.push(name, of, docs, call);
                let overloads = overloads.into_iter();
                self.allow(overloads.map(|id| (node, Element::Declared(ElementId::Operation(id)))));
            }
        }
    }
}

/// What is said about a segment of paths: what it is, and what the metadata says that cannot be done there.
fn segment_docs(annotations: &Annotations<'_>, fact: String) -> Docs {
    let caveats = capabilities::of_segment(annotations);
    docs(annotations, [fact].into_iter().chain(caveats))
}

/// The meaning of a method that leads on by a segment.
fn leads_to(wire: &str) -> PathMeaning {
    PathMeaning::template(segment(wire))
}

fn segment(wire: &str) -> String {
    format!("/{wire}")
}
