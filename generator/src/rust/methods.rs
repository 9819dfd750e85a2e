//! What builders offer: requests, and ways to other builders.

use std::collections::{BTreeMap, BTreeSet};

use super::docs::{code, docs};
use super::keys::{self, Key};
use super::lower::Context;
use super::names::{Name, Scope, Style};
use super::parameters::ParameterTable;
use super::types::edm_name;
use super::{Call, Docs, Features, Method, capabilities, clouds, operations, verbs};
use crate::schema::{
    Annotations, Container, NavigationSource, OperationId, Property, Schema, TypeId, TypeRef,
};
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

    pub(super) fn of_node(mut self, node: Node) -> Vec<Method> {
        let verbs: &[_] = match (node.many, self.context.schema.structure_of(node.ty)) {
            (true, _) => &VERBS_OF_MANY,
            (false, Some(_)) => &VERBS_OF_ONE,
            (false, None) => &VERBS_OF_VALUE,
        };
        self.names = Scope::with(verbs.iter().chain(&OWN_FUNCTIONS).copied());
        self.verbs(node);
        if node.many {
            self.keys(node);
        } else {
            self.navigation(node);
            self.segments(node);
        }
        self.casts(node);
        let context = self.context;
        self.operations(context.bound.of(context.schema, node), Some(node), None);
        self.found
    }

    pub(super) fn of_root(mut self) -> Vec<Method> {
        self.names = Scope::with(OWN_FUNCTIONS);
        let Some(container) = &self.context.schema.container else {
            return Vec::new();
        };
        let wanted = |element| self.context.slice.contains(element);
        let sources: Vec<_> = (container.sources.iter().zip(0..))
            .filter(|&(_, n)| wanted(Element::Source(n)))
            .map(|(source, _)| source)
            .collect();
        let imports: Vec<_> = (container.imports.iter().zip(0..))
            .filter(|&(_, n)| wanted(Element::Import(n)))
            .map(|(import, _)| import)
            .collect();
        self.sources(container, &sources);
        for import in imports {
            self.operations(import.operations.iter().copied(), None, Some(import.name));
        }
        self.found
    }

    fn push(&mut self, name: Name, element: String, docs: Docs, call: Call) {
        self.found.push(Method {
            name,
            element,
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

    fn sources(&mut self, container: &Container<'_>, sources: &[&NavigationSource<'_>]) {
        let names = self
            .names
            .assign(Style::Method, sources.iter().map(|source| source.name));
        for source in sources {
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
            let element = format!("{}/{}", container.name, source.name);
            let docs = segment_docs(&source.annotations, line);
            self.push(name.clone(), element, docs, call);
        }
    }

    fn verbs(&mut self, node: Node) {
        for verb in self.context.slice.verbs(node) {
            if let Some((name, docs, call)) = verbs::method(self.context, node, verb) {
                let element = self.context.schema.name_of(node.ty).to_string();
                self.push(Style::Method.name(name), element, docs, call);
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
                if self.context.slice.goes_along(Element::Navigation(id, n)) {
                    found.entry(navigation.name).or_insert((id, navigation));
                }
            }
        }
        let names = self.names.assign(Style::Method, found.keys().copied());
        for (wire, (id, navigation)) in found {
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
            let element = member_element(schema, id, wire);
            let docs = segment_docs(&navigation.annotations, fact);
            self.push(name.clone(), element, docs, call);
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
                    found.entry(property.name).or_insert((id, property));
                }
            }
        }
        let names = self.names.assign(Style::Method, found.keys().copied());
        for (wire, (id, property)) in found {
            let (Some(name), Some(call)) = (names.get(wire), self.segment(property)) else {
                continue;
            };
            let fact = format!("{}: {}.", code(wire), edm_name(schema, property.ty));
            let element = member_element(schema, id, wire);
            let docs = segment_docs(&property.annotations, fact);
            self.push(name.clone(), element, docs, call);
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
            let name = self.names.claim(Style::Method, &wire, [short]);
            let line = format!("Only what is a {}.", code(&wire));
            let element = wire.clone();
            let call = Call::Segment {
                wire,
                to: to.clone(),
                is_contained: false,
            };
            self.push(name, element, Docs::line(line), call);
        }
    }

    fn keys(&mut self, node: Node) {
        let context = self.context;
        if let Some(key) = keys::primary(context, node.ty) {
            self.key(node, "by key", key);
        }
        let wanted = alternate_keys(context.schema, &context.alternate_keys, node.ty)
            .filter(|&(id, n, _)| context.slice.contains(Element::AlternateKey(id, n)));
        for (_, _, parts) in wanted {
            if let Some(key) = keys::alternate(context, node.ty, &parts) {
                let wire = key.words.clone();
                self.key(node, &wire, key);
            }
        }
    }

    fn key(&mut self, node: Node, wire: &str, key: Key) {
        // Taken whether it is wanted or not, so that operations of that name never move.
        let name = self.names.claim(Style::Method, wire, [key.name]);
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
        let element = self.context.schema.name_of(node.ty).to_string();
        self.push(name, element, Docs::line(line), call);
    }

    /// The operations that can be called at a node; `import` names unbound ones.
    fn operations(
        &mut self,
        ids: impl Iterator<Item = OperationId>,
        node: Option<Node>,
        import: Option<&str>,
    ) {
        let wanted = ids.filter(|&id| self.context.slice.contains(Element::Operation(id)));
        for call in operations::calls(self.context, wanted, import) {
            let name = self.names.claim(Style::Method, &call.wire, call.names());
            let first = call.overloads.first();
            let parameters = first.and_then(|(id, _)| self.parameters.path(*id)).cloned();
            let element = call.element(self.context.schema);
            let overloads: Vec<_> = call.overloads.iter().map(|(id, _)| *id).collect();
            if let Some((docs, call)) = call.lower(self.context, parameters) {
                self.push(name, element, docs, call);
                let overloads = overloads.into_iter();
                self.allow(overloads.map(|id| (node, Element::Operation(id))));
            }
        }
    }
}

/// What is said about a segment of paths: what it is, and what the metadata says that cannot be done there.
fn segment_docs(annotations: &Annotations<'_>, fact: String) -> Docs {
    let caveats = capabilities::of_segment(annotations);
    docs(annotations, [fact].into_iter().chain(caveats))
}

fn member_element(schema: &Schema<'_>, id: TypeId, member: &str) -> String {
    format!("{}/{member}", schema[id].name)
}
