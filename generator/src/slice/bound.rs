//! Which operations a node has, and what lies behind values.

use std::collections::BTreeMap;

use super::Node;
use super::complex::ComplexSegments;
use super::element::node_of;
use crate::schema::{ItemType, Operation, OperationId, OperationKind, Property, Schema, TypeKind};

/// Bound operations by the node that they are declared for, and which complex values paths go on from.
#[derive(Debug)]
pub struct BoundOperations {
    by_node: BTreeMap<Node, Vec<OperationId>>,
    complex: ComplexSegments,
}

impl BoundOperations {
    /// Sorts the operations of a schema by what they are bound to.
    pub fn new(schema: &Schema) -> Self {
        let mut by_node: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for id in schema.operation_ids() {
            let Some(binding) = &schema[id].binding else {
                continue;
            };
            if let ItemType::Named(ty) = binding.ty.item {
                let node = Node {
                    ty,
                    many: binding.ty.is_collection,
                };
                by_node.entry(node).or_default().push(id);
            }
        }
        let complex = ComplexSegments::new(schema, |node| by_node.contains_key(&node));
        Self { by_node, complex }
    }

    /// The operations of a node: those bound to its type or to one of its bases.
    pub fn of(&self, schema: &Schema, node: Node) -> impl Iterator<Item = OperationId> {
        schema
            .lineage(node.ty)
            .filter_map(move |ty| self.by_node.get(&Node { ty, ..node }))
            .flatten()
            .copied()
    }

    /// Do paths go through, or end at, a structural property?
    pub(super) fn is_segment(&self, schema: &Schema, property: &Property) -> bool {
        self.complex.is_segment(schema, property)
    }

    /// Do values of that type have requests? Complex ones have, if something lies behind them.
    pub(super) fn has_path(&self, schema: &Schema, node: Node) -> bool {
        matches!(schema[node.ty].kind, TypeKind::Entity(_)) || self.complex.contains(node)
    }

    /// The node that a path goes on from after a composable function: entities, complex values that
    /// something lies behind, and collections of any, behind which there is `$count` at least.
    pub fn leads_to(&self, schema: &Schema, operation: &Operation) -> Option<Node> {
        match (operation.kind, &operation.returns) {
            (
                OperationKind::Function {
                    is_composable: true,
                },
                Some(returns),
            ) => {
                node_of(schema, returns.ty).filter(|&node| node.many || self.has_path(schema, node))
            }
            _ => None,
        }
    }
}
