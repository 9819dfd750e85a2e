//! Which structural properties paths go through.

use std::collections::BTreeSet;

use super::{Node, is_stream};
use crate::schema::{Annotations, ItemType, Property, Schema, TypeId, TypeKind};

/// The terms by which metadata says that a property takes requests of its own.
const REQUESTS: [&str; 3] = [
    "Org.OData.Capabilities.V1.ReadRestrictions",
    "Org.OData.Capabilities.V1.InsertRestrictions",
    "Org.OData.Capabilities.V1.UpdateRestrictions",
];

/// The types, entity types aside, whose values something lies behind: operations or, in complex ones, navigation,
/// streams, or a property of such a type.
///
/// Requests to every other property would only say what a request to its entity says too.
#[derive(Debug, Default)]
pub(super) struct Segments(BTreeSet<Node>);

impl Segments {
    /// `has_operations` tells whether operations are bound to a type or to what it is derived from.
    pub(super) fn new(schema: &Schema, has_operations: impl Fn(Node) -> bool) -> Self {
        let mut found = Self::default();
        for ty in schema.items().filter(|&ty| !schema.is_entity(ty)) {
            for many in [false, true] {
                if has_operations(Node { ty, many }) {
                    found.add(schema, Node { ty, many });
                }
            }
        }
        let is_complex = |id: &TypeId| matches!(schema[*id].kind, TypeKind::Complex(_));
        let complex: Vec<_> = schema.type_ids().filter(is_complex).collect();
        // Each round adds types that lead to those of the round before.
        loop {
            let before = found.0.len();
            for &id in &complex {
                if found.has_segments(schema, id) {
                    let ty = id.into();
                    found.add(schema, Node { ty, many: false });
                }
            }
            if found.0.len() == before {
                return found;
            }
        }
    }

    /// Does something lie behind values of that type, or of one derived from it?
    pub(super) fn contains(&self, node: Node) -> bool {
        self.0.contains(&node)
    }

    /// Do paths go through, or end at, a property?
    pub(super) fn is_segment(&self, schema: &Schema, property: &Property) -> bool {
        is_stream(property.ty)
            || self.contains(property.ty.into())
            || (schema.structure_of(property.ty.item).is_some()
                && takes_requests(&property.annotations))
    }

    fn has_segments(&self, schema: &Schema, ty: TypeId) -> bool {
        schema[ty].structure().is_some_and(|structure| {
            !structure.navigation.is_empty()
                || structure
                    .properties
                    .iter()
                    .any(|property| self.is_segment(schema, property))
        })
    }

    /// A type and all that are derived from it inherit, and its bases can be cast to it.
    fn add(&mut self, schema: &Schema, node: Node) {
        self.0.insert(node);
        let Some(id) = node.ty.named() else {
            return;
        };
        let mut add = |id: TypeId| {
            let ty = ItemType::Named(id);
            self.0.insert(Node { ty, ..node });
        };
        schema.lineage(id).for_each(&mut add);
        let mut open = vec![id];
        while let Some(id) = open.pop() {
            add(id);
            open.extend(schema[id].structure().iter().flat_map(|s| &s.derived));
        }
    }
}

fn takes_requests(annotations: &Annotations) -> bool {
    REQUESTS.iter().any(|term| annotations.get(term).is_some())
}
