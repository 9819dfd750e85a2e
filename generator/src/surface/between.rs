//! The difference of two large schemas, of which few types are looked at.

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Change, Surface, compare};
use crate::rust::Lowering;
use crate::schema::{ItemType, Operation, QualifiedName, Schema, TypeId, TypeRef};

/// What changes in a crate when the schema does, if nothing but these elements is not alike. Elements are written
/// as in [`Line::element`](super::Line::element).
///
/// It is the same as [`compare`] tells of whole crates, and costs little where few elements differ.
pub fn between<'n>(
    old: &'n Lowering<'n, 'n>,
    new: &'n Lowering<'n, 'n>,
    elements: impl IntoIterator<Item = &'n str>,
) -> Vec<Change> {
    let touched = touched(old, new, elements);
    let [old, new] = [old, new].map(|side| {
        let schema = side.schema();
        Surface::of(&side.lower(|ty| touched.contains(&schema.name_of(ty))))
    });
    compare(&old, &new)
}

/// The types of which the code can differ, if nothing but these elements is not alike; with them their bases.
pub fn touched<'n>(
    old: &'n Lowering<'n, 'n>,
    new: &'n Lowering<'n, 'n>,
    elements: impl IntoIterator<Item = &'n str>,
) -> Names<'n> {
    let mut roots: Names<'n> = elements.into_iter().filter_map(type_of).collect();
    let seen = outlines_that_differ(old, new);
    for side in [old, new] {
        roots.extend(referrers(side.schema(), &seen));
    }
    roots.extend(seen);
    let mut touched = Names::default();
    for side in [old, new] {
        touched.extend(families(side.schema(), &roots));
    }
    // The bases on one side may be other ones than those on the other side.
    for side in [old, new] {
        let schema = side.schema();
        let is_touched = |ty: &ItemType| touched.contains(&schema.name_of(*ty));
        let types: Vec<_> = schema.items().filter(is_touched).collect();
        let bases = types.into_iter().flat_map(|ty| schema.ancestry(ty));
        touched.extend(bases.map(|ty| schema.name_of(ty)));
    }
    touched
}

type Names<'n> = FxHashSet<QualifiedName<'n>>;

/// The type that an element is of, or that an operation is bound to.
fn type_of(element: &str) -> Option<QualifiedName<'_>> {
    let ty = match element.split_once('(') {
        Some((_, binding)) => binding.trim_start_matches("Collection("),
        None => element,
    };
    let ty = ty.split(['/', ')']).next()?;
    let (namespace, name) = ty.rsplit_once('.')?;
    Some(QualifiedName { namespace, name })
}

/// The types that others see otherwise than before, or no longer, or now.
fn outlines_that_differ<'n>(
    old: &'n Lowering<'n, 'n>,
    new: &'n Lowering<'n, 'n>,
) -> Vec<QualifiedName<'n>> {
    let mut outlines = [old, new].map(|side| {
        let schema = side.schema();
        let types = schema.items();
        let outlines: FxHashMap<_, _> =
            (types.map(|ty| (schema.name_of(ty), side.outline(ty)))).collect();
        outlines
    });
    let [old, new] = &mut outlines;
    old.retain(|name, outline| {
        let is_same = new.get(name) == Some(outline);
        if is_same {
            new.remove(name);
        }
        !is_same
    });
    old.keys().chain(new.keys()).copied().collect()
}

/// The types that mention these, themselves or in operations that are bound to them.
fn referrers<'n>(schema: &'n Schema<'n>, seen: &[QualifiedName<'n>]) -> Names<'n> {
    let seen: FxHashSet<_> = seen.iter().collect();
    let mentions = |item: ItemType| seen.contains(&schema.name_of(item));
    let refers = |&id: &TypeId| {
        let mut structure = schema[id].structure().into_iter();
        structure.any(|structure| {
            let mut properties = structure.properties.iter();
            let mut navigation = structure.navigation.iter();
            properties.any(|property| mentions(property.ty.item))
                || navigation.any(|navigation| mentions(ItemType::Named(navigation.target)))
        })
    };
    let types = schema.type_ids().filter(refers);
    let calls = schema.operations.iter().filter(|operation| {
        let mut types = types_of(operation);
        types.any(|ty| mentions(ty.item))
    });
    let bound = calls.filter_map(|operation| Some(operation.binding.as_ref()?.ty.item));
    let types = types.map(ItemType::Named).chain(bound);
    types.map(|ty| schema.name_of(ty)).collect()
}

/// The types of parameters and of what is returned.
fn types_of(operation: &Operation<'_>) -> impl Iterator<Item = TypeRef> {
    let parameters = operation.parameters.iter().map(|parameter| parameter.ty);
    let returns = operation.returns.iter().map(|returns| returns.ty);
    parameters.chain(returns)
}

/// These types with all that derive from them, and all that those derive from.
fn families<'n>(schema: &'n Schema<'n>, roots: &Names<'n>) -> Names<'n> {
    let mut names = Names::default();
    for ty in schema.items() {
        let types = || schema.ancestry(ty).map(|ty| schema.name_of(ty));
        if types().any(|name| roots.contains(&name)) {
            names.extend(types());
        }
    }
    names
}
