//! What is in a slice, to be looked at: as a tree of text, or drawn.

mod drawing;
mod html;
mod mermaid;
mod svg;
mod tree;

pub use html::html;
pub use mermaid::mermaid;
pub use svg::svg;
pub use tree::tree;

use std::collections::{BTreeMap, BTreeSet};

use crate::overlay::{Overlay, Started};
use crate::schema::{ElementId, ItemType, Schema, TypeId, TypeKind};
use crate::slice::{Element, Slice, says_nothing};

/// What is in a slice.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Picture {
    /// The module.
    pub title: String,
    /// The requests among the roots, and the entity sets and singletons if there are none; sorted.
    pub requests: Vec<String>,
    /// The types, sorted by name.
    pub types: Vec<Shape>,
    /// How they hang together, sorted.
    pub lines: BTreeSet<Line>,
}

/// A type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shape {
    /// Its name, without the namespace where that is the one of most.
    pub name: String,
    /// What it is.
    pub kind: Kind,
    /// Its place among the types of the base type.
    pub base: Option<usize>,
    /// The root that brings it.
    pub why: String,
}

/// What a type is to the slice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// An entity type whose values are sent or received.
    Entity,
    /// A complex type.
    Complex,
    /// An enumeration type, or another name for a primitive type.
    Value,
    /// Paths lead through it, and nothing is sent of it.
    Container,
}

/// How one type has to do with another one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Line {
    /// The place of the first type: the base, the container, what an action is bound to.
    pub from: usize,
    /// The place of the other one.
    pub to: usize,
    /// What the line means.
    pub link: Link,
    /// The member or action; empty for bases.
    pub label: String,
}

/// What a line means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Link {
    /// The other type is derived from the first.
    Base,
    /// Navigation from the first leads to the other.
    Navigation,
    /// A member of the first holds the other.
    Member,
    /// An action of the first starts an operation of the other.
    Starter,
}

impl Kind {
    /// What it is called.
    pub fn title(self) -> &'static str {
        match self {
            Self::Entity => "entity type",
            Self::Complex => "complex type",
            Self::Value => "values",
            Self::Container => "on paths only",
        }
    }
}

impl Picture {
    /// What is in a slice that these roots want.
    pub(crate) fn of(
        schema: &Schema,
        slice: &Slice,
        overlay: &Overlay,
        roots: &[&str],
        title: &str,
    ) -> Self {
        let ids = shown(schema, slice);
        let places: BTreeMap<TypeId, usize> =
            ids.iter().enumerate().map(|(n, &id)| (id, n)).collect();
        let mut picture = Self {
            title: title.to_owned(),
            requests: requests(schema, slice, roots),
            ..Self::default()
        };
        let common = common_namespace(schema, &ids);
        for &id in &ids {
            let base = schema
                .lineage(id)
                .skip(1)
                .find_map(|base| places.get(&base));
            picture.types.push(Shape {
                name: match schema[id].name {
                    name if name.namespace == common => name.name.to_owned(),
                    name => name.to_string(),
                },
                kind: kind(schema, slice, id),
                base: base.copied(),
                why: why(slice, roots, id),
            });
        }
        picture.link(schema, slice, overlay, &places);
        picture
    }

    fn link(
        &mut self,
        schema: &Schema,
        slice: &Slice,
        overlay: &Overlay,
        places: &BTreeMap<TypeId, usize>,
    ) {
        let mut lines = BTreeSet::new();
        let mut add = |from: TypeId, to: TypeId, link, label: &str| {
            if let (Some(&from), Some(&to)) = (places.get(&from), places.get(&to)) {
                let label = label.to_owned();
                lines.insert(Line {
                    from,
                    to,
                    link,
                    label,
                });
            }
        };
        for element in slice.elements() {
            match element {
                Element::Declared(ElementId::Navigation(id, n)) => {
                    if let Some(way) = schema.navigation(id, n) {
                        add(id, way.target, Link::Navigation, way.name);
                    }
                }
                Element::Declared(ElementId::Property(id, n)) => {
                    if let Some(property) = schema.property(id, n)
                        && let ItemType::Named(to) = property.ty.item
                    {
                        add(id, to, Link::Member, property.name);
                    }
                }
                Element::Declared(ElementId::Operation(id)) => {
                    let operation = &schema[id];
                    let binding = operation.binding.as_ref().map(|binding| binding.ty.item);
                    if let (Some(ItemType::Named(from)), Some(Started::Operation(to))) =
                        (binding, overlay.started_by(id))
                    {
                        add(from, to, Link::Starter, operation.name.name);
                    }
                }
                _ => {}
            }
        }
        // Everything is derived from a root that has nothing but its key; drawn, that would hide the rest.
        let plain = places.iter().filter(|(id, _)| says_nothing(schema, **id));
        let plain: BTreeSet<_> = plain.map(|(_, &n)| n).collect();
        for (to, shape) in self.types.iter().enumerate() {
            let label = String::new();
            let link = Link::Base;
            lines.extend(
                shape
                    .base
                    .filter(|from| !plain.contains(from))
                    .map(|from| Line {
                        from,
                        to,
                        link,
                        label,
                    }),
            );
        }
        self.lines = lines;
    }
}

/// The types that have a struct or enum, or lie on a path.
fn shown(schema: &Schema, slice: &Slice) -> Vec<TypeId> {
    let on_paths: BTreeSet<_> = slice.nodes().filter_map(|node| node.ty.named()).collect();
    let is_shown = |id: &TypeId| on_paths.contains(id) || slice.contains(ElementId::Type(*id));
    schema.type_ids().filter(is_shown).collect()
}

fn kind(schema: &Schema, slice: &Slice, id: TypeId) -> Kind {
    match schema[id].kind {
        _ if !slice.contains(ElementId::Type(id)) => Kind::Container,
        TypeKind::Entity(_) => Kind::Entity,
        TypeKind::Complex(_) => Kind::Complex,
        TypeKind::Enumeration(_) | TypeKind::Definition(_) => Kind::Value,
    }
}

/// The root at the beginning of the shortest chain to a type.
fn why(slice: &Slice, roots: &[&str], id: TypeId) -> String {
    let node = |many| {
        Element::Node(crate::slice::Node {
            ty: id.into(),
            many,
        })
    };
    let elements = [
        Element::Declared(ElementId::Type(id)),
        node(false),
        node(true),
    ];
    let mut chains = elements
        .into_iter()
        .filter_map(|element| slice.chain(element));
    let root = chains.next().and_then(|chain| roots.get(chain.root));
    root.copied().unwrap_or_default().to_owned()
}

fn requests(schema: &Schema, slice: &Slice, roots: &[&str]) -> Vec<String> {
    let mut requests: Vec<_> = roots.iter().filter(|root| root.contains(" /")).collect();
    requests.sort();
    if !requests.is_empty() {
        return requests.into_iter().map(|&root| root.to_owned()).collect();
    }
    let container = schema.container.iter();
    let sources = container.flat_map(|container| container.sources.iter().zip(0..));
    let wanted = sources.filter(|(_, n)| slice.contains(ElementId::Source(*n)));
    wanted
        .map(|(source, _)| format!("/{}", source.name))
        .collect()
}

fn common_namespace<'a>(schema: &Schema<'a>, ids: &[TypeId]) -> &'a str {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for &id in ids {
        *counts.entry(schema[id].name.namespace).or_default() += 1;
    }
    let most = counts.into_iter().max_by_key(|(_, count)| *count);
    most.map_or("", |(namespace, _)| namespace)
}
