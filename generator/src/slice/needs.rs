//! The needs of each kind of element, one step of the closure.

use super::closure::{Wanted, has_casts, numbered, says_nothing};
use super::keys::alternate_keys;
use super::{Element, Node, Verb};
use crate::schema::{
    ElementId, ItemType, KeyProperty, Operation, OperationId, Schema, TypeId, updates_by_put,
};

impl Wanted<'_, '_> {
    /// What an element cannot do without.
    pub(super) fn needs(&self, element: Element) -> Vec<Element> {
        let schema = self.schema;
        match element {
            Element::Declared(id) => self.needs_of_declared(id),
            Element::Node(node) => self.needs_of_node(node),
            Element::Cast(node, ty) if !self.is_step() => vec![Element::Node(Node {
                ty: ty.into(),
                ..node
            })],
            Element::Cast(..) | Element::Segment(..) => Vec::new(),
            Element::Request(node, verb) => match verb {
                Verb::Get | Verb::List | Verb::Create | Verb::Update | Verb::Put => {
                    position(node.ty).into_iter().collect()
                }
                Verb::Delete | Verb::Count | Verb::Media | Verb::Reference => Vec::new(),
            },
            Element::Position(id) => {
                let mut needs = vec![ElementId::Type(id).into()];
                if !says_nothing(schema, id) {
                    let derived = schema[id].structure().map_or(&[][..], |s| &s.derived);
                    needs.extend(derived.iter().map(|&d| Element::Position(d)));
                }
                needs
            }
        }
    }

    /// Does the step of a path ask for no more than the next step?
    fn is_step(&self) -> bool {
        !self.everything && !self.all_listed
    }

    fn needs_of_declared(&self, id: ElementId) -> Vec<Element> {
        let schema = self.schema;
        match id {
            ElementId::Navigation(..) | ElementId::Import(_) if self.is_step() => Vec::new(),
            ElementId::AlternateKey(id, n) => {
                let key = self.alternate_keys.of(id).into_iter().nth(n as usize);
                properties_of_key(schema, id, &key.unwrap_or_default())
            }
            ElementId::Source(n) => self.needs_of_source(n),
            ElementId::Import(n) => {
                let operations = schema.import(n).into_iter().flat_map(|i| &i.operations);
                operations.flat_map(|&id| self.called(id)).collect()
            }
            ElementId::Operation(id) => Self::needs_of_operation(&schema[id]),
            ElementId::Type(id) => self.needs_of_type(id),
            id => {
                let types = schema.mentioned(id).into_iter();
                types.filter_map(position).collect()
            }
        }
    }

    fn needs_of_source(&self, n: u32) -> Vec<Element> {
        let Some(source) = self.schema.source(n) else {
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

    /// An operation, and where a path goes on behind it.
    fn called(&self, id: OperationId) -> impl Iterator<Item = Element> {
        let behind = self.bound.leads_to(self.schema, &self.schema[id]);
        [Element::Declared(ElementId::Operation(id))]
            .into_iter()
            .chain(behind.map(Element::Node))
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
                needs.extend(
                    keys.map(|(id, n, _)| Element::Declared(ElementId::AlternateKey(id, n))),
                );
            }
        } else {
            for id in schema.lineage(node.ty) {
                needs.extend(navigation_of(schema, id));
                needs.extend(requests_behind(schema, id));
                needs.extend(self.segments_of(id));
            }
        }
        if node.ty.named().is_some_and(|id| has_casts(schema, id)) {
            let derived = schema.structure_of(node.ty).map_or(&[][..], |s| &s.derived);
            let derived = derived.iter().filter(|&&id| {
                let ty = id.into();
                self.bound.has_path(schema, Node { ty, ..node })
            });
            needs.extend(derived.map(|&to| Element::Cast(node, to)));
        }
        for id in self.bound.of(schema, node) {
            needs.extend(self.called(id));
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
        let mut needs: Vec<_> = structure
            .base
            .map(ElementId::Type)
            .map(Element::Declared)
            .into_iter()
            .collect();
        needs.extend(
            numbered(&structure.properties).map(|n| Element::Declared(ElementId::Property(id, n))),
        );
        if self.everything || self.all_listed {
            needs.extend(navigation_of(self.schema, id));
        }
        needs
    }
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
        .map(|(id, _, n)| Element::Declared(ElementId::Property(id, n)))
        .collect()
}

fn navigation_of(schema: &Schema, id: TypeId) -> impl Iterator<Item = Element> {
    let navigation = schema[id].structure().map_or(&[][..], |s| &s.navigation);
    numbered(navigation).map(move |n| Element::Declared(ElementId::Navigation(id, n)))
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
