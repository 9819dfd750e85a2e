//! The slice of metadata as it is, of which patches make the slice that is wanted.

use std::collections::BTreeSet;

use super::closure::Wanted;
use super::{Element, Node, Roots, Slice, parse_root};
use crate::diagnostics::Span;
use crate::schema::{ElementId, Schema, TypeId};

/// What roots want of a schema before it is patched: what they want of it as it is, what they want of the patched one,
/// and what the patches are about.
///
/// Both schemas are of one document: what is in one is known in the other by its place there.
pub fn unpatched(
    schema: &Schema,
    roots: &Roots<'_>,
    (corrected, slice): (&Schema, &Slice),
    patches: &BTreeSet<Span>,
) -> Slice {
    let mut wanted = Wanted::new(schema);
    for (n, line) in roots.lines.iter().enumerate() {
        // Roots that only patches make possible lead nowhere here.
        let _ = parse_root(line).and_then(|root| wanted.add(n, &root, roots.listed));
    }
    let places = Places::of(corrected, slice, patches);
    wanted.start_at_each(0, places.elements(schema));
    wanted.close()
}

/// Where in the document is what is wanted of it.
struct Places {
    /// Types with all that they declare.
    types: BTreeSet<Span>,
    /// Members, operations, and types of which the name and the key are enough.
    others: BTreeSet<Span>,
}

impl Places {
    fn of(schema: &Schema, slice: &Slice, patches: &BTreeSet<Span>) -> Self {
        let mut types = BTreeSet::new();
        let mut others = patches.clone();
        for element in slice.elements() {
            match element {
                Element::Declared(ElementId::Type(id)) => {
                    types.insert(schema[id].span);
                }
                Element::Declared(ElementId::AlternateKey(..))
                | Element::Cast(..)
                | Element::Request(..)
                | Element::Position(_) => {}
                element => others.extend(schema.span(element.id())),
            }
        }
        // What patches add is nowhere.
        types.remove(&Span::default());
        others.remove(&Span::default());
        Self { types, others }
    }

    /// What is at these places, and what it cannot do without to be told.
    fn elements(&self, schema: &Schema) -> Vec<Element> {
        let is_wanted = |span| self.others.contains(&span);
        let mut elements = Vec::new();
        let to = |id: TypeId| {
            let ty = id.into();
            Element::Node(Node { ty, many: false })
        };
        for id in schema.type_ids() {
            let ty = &schema[id];
            let Some(structure) = ty.structure() else {
                let is_wanted = self.types.contains(&ty.span) || is_wanted(ty.span);
                elements.extend(is_wanted.then_some(Element::Declared(ElementId::Type(id))));
                continue;
            };
            if self.types.contains(&ty.span) {
                elements.push(Element::Declared(ElementId::Type(id)));
            }
            if is_wanted(ty.span) {
                elements.push(to(id));
            }
            for (property, n) in structure.properties.iter().zip(0..) {
                if is_wanted(property.span) {
                    elements.push(Element::Declared(ElementId::Property(id, n)));
                }
            }
            for (navigation, n) in structure.navigation.iter().zip(0..) {
                if is_wanted(navigation.span) {
                    elements.extend([
                        Element::Declared(ElementId::Navigation(id, n)),
                        to(navigation.target),
                    ]);
                }
            }
        }
        for id in schema.operation_ids() {
            if is_wanted(schema[id].span) {
                elements.push(Element::Declared(ElementId::Operation(id)));
            }
        }
        let container = schema.container.iter();
        for (source, n) in container.clone().flat_map(|c| &c.sources).zip(0..) {
            if is_wanted(source.span) {
                elements.push(Element::Declared(ElementId::Source(n)));
            }
        }
        for (import, n) in container.flat_map(|c| &c.imports).zip(0..) {
            if is_wanted(import.span) {
                elements.push(Element::Declared(ElementId::Import(n)));
            }
        }
        elements
    }
}
