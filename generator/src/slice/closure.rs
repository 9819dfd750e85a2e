//! From the roots to all that they need, breadth first, so that each reason is a shortest one.

use std::collections::BTreeMap;

use super::bound::BoundOperations;
use super::find::find_type;
use super::keys::alternate_keys;
use super::path::follow;
use super::{Element, Node, Reason, Root, RootError, Roots, Slice, Start, Verb, parse_root};
use crate::schema::{
    AlternateKeys, ItemType, KeyProperty, Operation, Schema, TypeId, TypeKind, updates_by_put,
};

/// Cuts the wanted part out of a schema.
///
/// # Errors
/// One for each root that is malformed or matches nothing, with the root's place in the list.
pub fn slice<'r>(
    schema: &Schema,
    roots: impl Into<Roots<'r>>,
) -> Result<Slice, Vec<(usize, RootError)>> {
    let Roots { lines, listed } = roots.into();
    let mut wanted = Wanted::new(schema);
    let mut errors = Vec::new();
    for (n, line) in lines.iter().enumerate() {
        if let Err(error) = parse_root(line).and_then(|root| wanted.add(n, &root, listed)) {
            errors.push((n, error));
        }
    }
    if errors.is_empty() {
        Ok(wanted.close())
    } else {
        Err(errors)
    }
}

/// All that paths lead to, with the shortest path to each.
pub(super) fn reachable(schema: &Schema) -> Slice {
    let mut wanted = Wanted::new(schema);
    wanted.everything = true;
    wanted.start_at_each(0, entry_points(schema));
    wanted.close()
}

pub(super) struct Wanted<'s, 'a> {
    schema: &'s Schema<'a>,
    bound: BoundOperations,
    alternate_keys: AlternateKeys<'s, 'a>,
    everything: bool,
    /// All that types declare is wanted, and of paths those that the description lists.
    all_listed: bool,
    starts: Vec<Start>,
}

impl<'s, 'a> Wanted<'s, 'a> {
    pub(super) fn new(schema: &'s Schema<'a>) -> Self {
        Self {
            schema,
            bound: BoundOperations::new(schema),
            alternate_keys: AlternateKeys::new(schema),
            everything: false,
            all_listed: false,
            starts: Vec::new(),
        }
    }

    pub(super) fn add(
        &mut self,
        n: usize,
        root: &Root<'_>,
        listed: Option<&[String]>,
    ) -> Result<(), RootError> {
        match root {
            Root::Everything => {
                if let Some(requests) = listed {
                    self.add_listed(n, requests);
                } else {
                    self.everything = true;
                    self.start_at_each(n, everything(self.schema));
                }
            }
            Root::Type(name) => {
                let id = find_type(self.schema, name)?;
                self.start_at_each(n, vec![Element::Type(id)]);
            }
            Root::Request { method, segments } => {
                let path = follow(self.schema, &self.bound, method, segments)?;
                self.starts.push(Start { root: n, path });
            }
        }
        Ok(())
    }

    /// All types, and of requests those that the description lists.
    fn add_listed(&mut self, n: usize, requests: &[String]) {
        self.all_listed = true;
        for request in requests {
            // Those that have no meaning in OData are told of where the description is read.
            if let Ok(Root::Request { method, segments }) = parse_root(request)
                && let Ok(path) = follow(self.schema, &self.bound, method, &segments)
            {
                self.starts.push(Start { root: n, path });
            }
        }
        self.start_at_each(n, self.schema.type_ids().map(Element::Type).collect());
    }

    pub(super) fn start_at_each(&mut self, root: usize, elements: Vec<Element>) {
        let starts = elements.into_iter().map(|element| Start {
            root,
            path: vec![element],
        });
        self.starts.extend(starts);
    }

    /// Goes outwards step by step, so that the first reason found is a shortest one.
    pub(super) fn close(self) -> Slice {
        let mut by_distance: BTreeMap<usize, Vec<(Element, Reason)>> = BTreeMap::new();
        for (start, Start { path, .. }) in self.starts.iter().enumerate() {
            for (step, &element) in path.iter().enumerate() {
                let reason = Reason::Step { start, step };
                by_distance.entry(step).or_default().push((element, reason));
            }
        }
        let mut reasons = BTreeMap::new();
        while let Some((distance, elements)) = by_distance.pop_first() {
            for (element, reason) in elements {
                if reasons.contains_key(&element) {
                    continue;
                }
                reasons.insert(element, reason);
                let needed = self.needs(element).into_iter();
                let needed = needed.map(|needed| (needed, Reason::NeededBy(element)));
                by_distance.entry(distance + 1).or_default().extend(needed);
            }
        }
        let navigation = |element: &Element| matches!(element, Element::Navigation(..));
        let steps = self.starts.iter().flat_map(|start| &start.path);
        let ways = steps.copied().filter(navigation).collect();
        Slice {
            reasons,
            ways: self.all_listed.then_some(ways),
            starts: self.starts,
        }
    }

    /// What an element cannot do without.
    fn needs(&self, element: Element) -> Vec<Element> {
        let schema = self.schema;
        match element {
            // The steps of a path ask for no more than the next step.
            Element::Cast(..) | Element::Navigation(..) | Element::Import(_)
                if !self.everything && !self.all_listed =>
            {
                Vec::new()
            }
            Element::Segment(..) => Vec::new(),
            Element::AlternateKey(id, n) => {
                let key = self.alternate_keys.of(id).into_iter().nth(n as usize);
                properties_of_key(schema, id, &key.unwrap_or_default())
            }
            Element::Source(n) => {
                let Some(source) = schema.source(n) else {
                    return Vec::new();
                };
                let mut needs = vec![Element::Node(Node {
                    ty: source.target.into(),
                    many: !source.is_singleton,
                })];
                if self.everything && updates_by_put(&source.annotations) {
                    needs.push(put_to(source.target));
                }
                needs
            }
            Element::Import(n) => {
                let operations = schema.import(n).into_iter().flat_map(|i| &i.operations);
                operations
                    .flat_map(|&id| {
                        let behind = self.bound.leads_to(schema, &schema[id]).map(Element::Node);
                        [Element::Operation(id)].into_iter().chain(behind)
                    })
                    .collect()
            }
            Element::Node(node) => self.needs_of_node(node),
            Element::Cast(node, ty) => vec![Element::Node(Node {
                ty: ty.into(),
                ..node
            })],
            Element::Request(node, verb) => match verb {
                Verb::Get | Verb::List | Verb::Create | Verb::Update | Verb::Put => {
                    position(node.ty).into_iter().collect()
                }
                Verb::Delete | Verb::Count | Verb::Media | Verb::Reference => Vec::new(),
            },
            Element::Operation(id) => Self::needs_of_operation(&schema[id]),
            Element::Position(id) => {
                let mut needs = vec![Element::Type(id)];
                if !says_nothing(schema, id) {
                    let derived = schema[id].structure().map_or(&[][..], |s| &s.derived);
                    needs.extend(derived.iter().map(|&d| Element::Position(d)));
                }
                needs
            }
            Element::Type(id) => self.needs_of_type(id),
            Element::Property(id, n) => {
                let property = schema.property(id, n);
                property
                    .and_then(|p| position(p.ty.item))
                    .into_iter()
                    .collect()
            }
            Element::Navigation(id, n) => {
                let target = schema.navigation(id, n).map(|n| n.target);
                target.map(Element::Position).into_iter().collect()
            }
        }
    }

    fn needs_of_node(&self, node: Node) -> Vec<Element> {
        let schema = self.schema;
        let mut needs: Vec<_> = key_properties(schema, node.ty);
        if !self.everything {
            return needs;
        }
        needs.extend(Verb::of(schema, node).map(|verb| Element::Request(node, verb)));
        if node.many {
            if !schema.key(node.ty).is_empty() {
                needs.push(Element::Node(Node {
                    many: false,
                    ..node
                }));
                let keys = alternate_keys(schema, &self.alternate_keys, node.ty);
                needs.extend(keys.map(|(id, n, _)| Element::AlternateKey(id, n)));
            }
        } else {
            for id in schema.lineage(node.ty) {
                needs.extend(navigation_of(schema, id));
                needs.extend(requests_behind(schema, id));
                needs.extend(self.segments_of(id));
            }
        }
        if node.ty.named().is_some_and(|id| !says_nothing(schema, id)) {
            let derived = schema.structure_of(node.ty).map_or(&[][..], |s| &s.derived);
            let derived = derived.iter().filter(|&&id| {
                let ty = id.into();
                self.bound.has_path(schema, Node { ty, ..node })
            });
            needs.extend(derived.map(|&to| Element::Cast(node, to)));
        }
        for id in self.bound.of(schema, node) {
            needs.push(Element::Operation(id));
            needs.extend(self.bound.leads_to(schema, &schema[id]).map(Element::Node));
        }
        needs
    }

    /// Structural properties that paths go through, and where they lead.
    fn segments_of(&self, id: TypeId) -> Vec<Element> {
        let schema = self.schema;
        let mut segments = Vec::new();
        for (property, n) in schema[id]
            .structure()
            .iter()
            .flat_map(|s| s.properties.iter().zip(0..))
        {
            if self.bound.is_segment(schema, property) {
                segments.push(Element::Segment(id, n));
                segments.extend(self.bound.behind(property).map(Element::Node));
            }
        }
        segments
    }

    fn needs_of_operation(operation: &Operation) -> Vec<Element> {
        let parameters = operation.parameters.iter().map(|p| p.ty);
        let returns = operation.returns.iter().map(|r| r.ty);
        parameters
            .chain(returns)
            .filter_map(|ty| position(ty.item))
            .collect()
    }

    fn needs_of_type(&self, id: TypeId) -> Vec<Element> {
        let Some(structure) = self.schema[id].structure() else {
            return Vec::new();
        };
        let mut needs: Vec<_> = structure.base.map(Element::Type).into_iter().collect();
        needs.extend(numbered(&structure.properties).map(|n| Element::Property(id, n)));
        if self.everything || self.all_listed {
            needs.extend(navigation_of(self.schema, id));
        }
        needs
    }
}

fn everything(schema: &Schema) -> Vec<Element> {
    let types = schema.type_ids().map(Element::Type);
    let operations = schema.operation_ids().map(Element::Operation);
    entry_points(schema)
        .into_iter()
        .chain(types)
        .chain(operations)
        .collect()
}

fn entry_points(schema: &Schema) -> Vec<Element> {
    let container = schema.container.iter();
    let sources = container
        .clone()
        .flat_map(|c| numbered(&c.sources))
        .map(Element::Source);
    let imports = container
        .flat_map(|c| numbered(&c.imports))
        .map(Element::Import);
    sources.chain(imports).collect()
}

fn position(item: ItemType) -> Option<Element> {
    item.named().map(Element::Position)
}

/// The properties that make up the key of an entity type, where they are declared.
fn key_properties(schema: &Schema, ty: ItemType) -> Vec<Element> {
    properties_of_key(schema, ty, schema.key(ty))
}

fn properties_of_key(
    schema: &Schema,
    ty: impl Into<ItemType>,
    key: &[KeyProperty],
) -> Vec<Element> {
    schema
        .lineage(ty)
        .filter_map(|id| Some((id, schema[id].structure()?)))
        .flat_map(|(id, structure)| {
            structure
                .properties
                .iter()
                .zip(0..)
                .map(move |(property, n)| (id, property, n))
        })
        .filter(|(_, property, _)| {
            key.iter()
                .any(|part| part.path.split('/').next() == Some(property.name))
        })
        .map(|(id, _, n)| Element::Property(id, n))
        .collect()
}

fn navigation_of(schema: &Schema, id: TypeId) -> impl Iterator<Item = Element> {
    let navigation = schema[id].structure().map_or(&[][..], |s| &s.navigation);
    numbered(navigation).map(move |n| Element::Navigation(id, n))
}

/// Where the navigation properties of a type lead, and which requests there are because of them.
fn requests_behind(schema: &Schema, id: TypeId) -> Vec<Element> {
    let navigation = schema[id].structure().map_or(&[][..], |s| &s.navigation);
    let mut requests = Vec::new();
    for property in navigation {
        let node = Node {
            ty: property.target.into(),
            many: property.is_collection,
        };
        requests.push(Element::Node(node));
        // What is contained cannot be referred to from elsewhere, so it has no references.
        if !property.contains_target {
            let one = Node {
                many: false,
                ..node
            };
            requests.extend([node, one].map(|node| Element::Request(node, Verb::Reference)));
        }
        if updates_by_put(&property.annotations) {
            requests.push(put_to(property.target));
        }
    }
    requests
}

fn put_to(ty: TypeId) -> Element {
    let ty = ty.into();
    Element::Request(Node { ty, many: false }, Verb::Put)
}

fn numbered<T>(list: &[T]) -> impl Iterator<Item = u32> + use<T> {
    0..u32::try_from(list.len()).unwrap_or(u32::MAX)
}

/// A common root such as `microsoft.graph.entity`, which declares nothing but its key: being one
/// tells nothing of a value, and all of its descendants would be most of the schema.
pub(crate) fn says_nothing(schema: &Schema, id: TypeId) -> bool {
    match &schema[id].kind {
        TypeKind::Entity(s) => {
            s.is_abstract
                && s.base.is_none()
                && s.navigation.is_empty()
                && s.properties.len() <= s.key.len()
        }
        _ => false,
    }
}
