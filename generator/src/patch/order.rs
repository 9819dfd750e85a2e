//! Types and operations are sorted, and their places are their ids: after one came or has another name, all follow.

use super::places::each_type_id;
use crate::schema::{OperationId, Schema, TypeId, order_of_operations};

/// Sorts the types by name.
pub(super) fn types(schema: &mut Schema<'_>) {
    let mut order: Vec<_> = schema.type_ids().collect();
    order.sort_by_key(|&id| schema[id].name);
    let new = inverse(order.iter().map(|id| id.0));
    schema.types.sort_by_key(|ty| ty.name);
    each_type_id(schema, &mut |id| {
        if let Some(&place) = new.get(id.0 as usize) {
            *id = TypeId(place);
        }
    });
    for id in schema.type_ids() {
        if let Some(structure) = super::target::structure_mut(schema, id) {
            structure.derived.sort_unstable();
        }
    }
}

/// Sorts the operations by name, then by what they are bound to, then by parameters.
pub(super) fn operations(schema: &mut Schema<'_>) {
    let mut order: Vec<_> = schema.operation_ids().collect();
    order.sort_by(|&a, &b| order_of_operations(&schema[a], &schema[b]));
    let new = inverse(order.iter().map(|id| id.0));
    schema.operations.sort_by(order_of_operations);
    for import in schema.container.iter_mut().flat_map(|c| &mut c.imports) {
        for id in &mut import.operations {
            if let Some(&place) = new.get(id.0 as usize) {
                *id = OperationId(place);
            }
        }
        import.operations.sort_unstable();
    }
}

/// By old place the new one.
fn inverse(order: impl ExactSizeIterator<Item = u32>) -> Vec<u32> {
    let mut new = vec![0; order.len()];
    for (to, from) in (0..).zip(order) {
        if let Some(place) = new.get_mut(from as usize) {
            *place = to;
        }
    }
    new
}
