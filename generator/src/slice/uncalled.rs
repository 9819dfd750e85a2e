//! Operations that are wanted, and that nothing leads to.

use std::collections::BTreeSet;

use super::{BoundOperations, Element, Slice};
use crate::schema::{ElementId, OperationId, Schema};

/// Returns the wanted operations that no path leads to and no import offers, sorted.
pub fn uncalled(schema: &Schema, slice: &Slice) -> Vec<OperationId> {
    let bound = BoundOperations::new(schema);
    let mut called: BTreeSet<OperationId> = BTreeSet::new();
    for element in slice.elements() {
        match element {
            Element::Node(node) => called.extend(bound.of(schema, node)),
            Element::Declared(ElementId::Import(n)) => {
                called.extend(schema.import(n).into_iter().flat_map(|i| &i.operations));
            }
            _ => {}
        }
    }
    let wanted = slice.elements().filter_map(|element| match element {
        Element::Declared(ElementId::Operation(id)) => Some(id),
        _ => None,
    });
    wanted.filter(|id| !called.contains(id)).collect()
}
