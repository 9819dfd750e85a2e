//! Which operations a node has.

use std::collections::BTreeMap;

use super::Node;
use super::element::node_of;
use crate::schema::{ItemType, Operation, OperationId, OperationKind, Schema, TypeKind};

/// Bound operations by the node that they are declared for.
#[derive(Debug)]
pub struct BoundOperations(BTreeMap<Node, Vec<OperationId>>);

impl BoundOperations {
    /// Sorts the operations of a schema by what they are bound to.
    pub fn new(schema: &Schema) -> Self {
        let mut bound: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for id in schema.operation_ids() {
            let Some(binding) = &schema[id].binding else {
                continue;
            };
            if let ItemType::Named(ty) = binding.ty.item {
                let node = Node {
                    ty,
                    many: binding.ty.is_collection,
                };
                bound.entry(node).or_default().push(id);
            }
        }
        Self(bound)
    }

    /// Is anything bound to the type of a node itself?
    pub fn is_bound_to(&self, node: Node) -> bool {
        self.0.contains_key(&node)
    }

    /// The operations of a node: those bound to its type or to one of its bases.
    pub fn of(&self, schema: &Schema, node: Node) -> impl Iterator<Item = OperationId> {
        schema
            .lineage(node.ty)
            .filter_map(move |ty| self.0.get(&Node { ty, ..node }))
            .flatten()
            .copied()
    }
}

/// The node that a path goes on from after a composable function.
pub fn leads_to(schema: &Schema, operation: &Operation) -> Option<Node> {
    match (operation.kind, &operation.returns) {
        (
            OperationKind::Function {
                is_composable: true,
            },
            Some(returns),
        ) => node_of(schema, returns.ty).filter(|node| is_entity(schema, *node)),
        _ => None,
    }
}

fn is_entity(schema: &Schema, node: Node) -> bool {
    matches!(schema[node.ty].kind, TypeKind::Entity(_))
}
