//! Which structural properties paths go through.

use std::collections::BTreeSet;

use super::element::node_of;
use super::{Node, is_stream};
use crate::schema::{Annotations, Property, Schema, TypeId, TypeKind};

/// The terms by which metadata says that a property takes requests of its own.
const REQUESTS: [&str; 3] = [
    "Org.OData.Capabilities.V1.ReadRestrictions",
    "Org.OData.Capabilities.V1.InsertRestrictions",
    "Org.OData.Capabilities.V1.UpdateRestrictions",
];

/// The complex types that something lies behind: navigation, streams, operations, or a property of
/// such a type.
///
/// Requests to every other complex property would only say what a request to its entity says too.
#[derive(Debug, Default)]
pub(super) struct ComplexSegments(BTreeSet<Node>);

impl ComplexSegments {
    /// `is_bound_to` tells whether an operation is bound to a type itself.
    pub(super) fn new(schema: &Schema, is_bound_to: impl Fn(Node) -> bool) -> Self {
        let mut found = Self::default();
        let complex: Vec<_> = schema
            .type_ids()
            .filter(|&id| matches!(schema[id].kind, TypeKind::Complex(_)))
            .collect();
        // Each round adds types that lead to those of the round before.
        loop {
            let before = found.0.len();
            for &ty in &complex {
                for many in [false, true] {
                    let node = Node { ty, many };
                    if is_bound_to(node) || (!many && found.has_segments(schema, ty)) {
                        found.add(schema, node);
                    }
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
        let is_complex = |node: Node| matches!(schema[node.ty].kind, TypeKind::Complex(_));
        let node = node_of(schema, property.ty).filter(|&node| is_complex(node));
        is_stream(property.ty)
            || node.is_some_and(|node| self.contains(node) || takes_requests(&property.annotations))
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
        for ty in schema.lineage(node.ty) {
            self.0.insert(Node { ty, ..node });
        }
        let mut open = vec![node.ty];
        while let Some(ty) = open.pop() {
            self.0.insert(Node { ty, ..node });
            open.extend(schema[ty].structure().iter().flat_map(|s| &s.derived));
        }
    }
}

fn takes_requests(annotations: &Annotations) -> bool {
    REQUESTS.iter().any(|term| annotations.get(term).is_some())
}
