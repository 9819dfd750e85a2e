//! Which operations a node has, and what lies behind values.

use std::collections::BTreeMap;

use super::Node;
use super::is_stream;
use super::segments::Segments;
use crate::schema::{Operation, OperationId, OperationKind, Property, Schema};

/// Bound operations by the node that they are declared for, and which values paths go on from.
#[derive(Debug)]
pub struct BoundOperations {
    by_node: BTreeMap<Node, Vec<OperationId>>,
    segments: Segments,
}

impl BoundOperations {
    /// Sorts the operations of a schema by what they are bound to.
    pub fn new(schema: &Schema) -> Self {
        let mut by_node: BTreeMap<Node, Vec<_>> = BTreeMap::new();
        for id in schema.operation_ids() {
            if let Some(binding) = &schema[id].binding {
                by_node.entry(binding.ty.into()).or_default().push(id);
            }
        }
        let segments = Segments::new(schema, |node| {
            let mut types = schema.ancestry(node.ty);
            types.any(|ty| by_node.contains_key(&Node { ty, ..node }))
        });
        Self { by_node, segments }
    }

    /// The operations of a node: those bound to its type or to what that is derived from.
    pub fn of(&self, schema: &Schema, node: Node) -> impl Iterator<Item = OperationId> {
        schema
            .ancestry(node.ty)
            .filter_map(move |ty| self.by_node.get(&Node { ty, ..node }))
            .flatten()
            .copied()
    }

    /// Do paths go through, or end at, a structural property?
    pub(super) fn is_segment(&self, schema: &Schema, property: &Property) -> bool {
        self.segments.is_segment(schema, property)
    }

    /// Do values of that type have requests? Those that are no entities have, if something lies behind them.
    pub(super) fn has_path(&self, schema: &Schema, node: Node) -> bool {
        schema.is_entity(node.ty) || self.segments.contains(node)
    }

    /// The node that a structural property leads to as a segment. Streams have none, unless something lies behind
    /// their bytes.
    pub fn behind(&self, property: &Property) -> Option<Node> {
        let node = Node::from(property.ty);
        (!is_stream(property.ty) || self.segments.contains(node)).then_some(node)
    }

    /// The node that a path goes on from after a composable function: entities, other values that
    /// something lies behind, and collections of any, behind which there is `$count` at least.
    pub fn leads_to(&self, schema: &Schema, operation: &Operation) -> Option<Node> {
        match (operation.kind, &operation.returns) {
            (
                OperationKind::Function {
                    is_composable: true,
                },
                Some(returns),
            ) => Some(Node::from(returns.ty))
                .filter(|&node| node.many || self.has_path(schema, node)),
            _ => None,
        }
    }
}
