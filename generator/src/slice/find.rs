//! Finds what a name stands for, or what was meant by it.

use super::RootError;
use crate::diagnostics::nearest;
use crate::schema::{ItemType, NavigationProperty, Property, Schema, TypeId};

pub(super) fn find_type(schema: &Schema, name: &str) -> Result<TypeId, RootError> {
    schema.type_named(name).ok_or_else(|| RootError {
        code: "E0402",
        place: "type:".len().."type:".len() + name.len(),
        message: format!("the metadata has no type `{name}`"),
        hint: match similar_type(schema, name) {
            Some(near) => format!("did you mean `type:{near}`?"),
            None => "types are named in full: `type:microsoft.graph.user`".to_owned(),
        },
    })
}

/// The type of that namespace with the nearest name, or of any if there is no such namespace.
fn similar_type(schema: &Schema, name: &str) -> Option<String> {
    let names = || schema.types.iter().map(|ty| ty.name);
    let name = &*schema.in_full(name);
    let (namespace, simple) = name.rsplit_once('.').unwrap_or(("", name));
    let neighbours: Vec<_> = names().filter(|n| n.namespace == namespace).collect();
    if neighbours.is_empty() {
        return nearest(name, names().map(|name| name.to_string()));
    }
    let near = nearest(simple, neighbours.iter().map(|n| n.name))?;
    Some(format!("{namespace}.{near}"))
}

pub(super) fn find_navigation<'s, 'a>(
    schema: &'s Schema<'a>,
    ty: ItemType,
    name: &str,
) -> Option<(TypeId, u32, &'s NavigationProperty<'a>)> {
    schema.lineage(ty).find_map(|id| {
        let structure = schema[id].structure()?;
        let (n, found) = position_of(&structure.navigation, |n| n.name == name)?;
        Some((id, n, found))
    })
}

/// A structural property, which paths can go through or end at.
pub(super) fn find_segment<'s, 'a>(
    schema: &'s Schema<'a>,
    ty: ItemType,
    name: &str,
) -> Option<(TypeId, u32, &'s Property<'a>)> {
    schema.lineage(ty).find_map(|id| {
        let structure = schema[id].structure()?;
        let (n, found) = position_of(&structure.properties, |p| p.name == name)?;
        Some((id, n, found))
    })
}

pub(super) fn find_cast(schema: &Schema, ty: ItemType, name: &str) -> Option<TypeId> {
    let id = schema.type_named(name)?;
    let mut bases = schema.lineage(id).skip(1);
    bases.any(|base| ty.named() == Some(base)).then_some(id)
}

pub(super) fn position_of<T>(list: &[T], wanted: impl Fn(&T) -> bool) -> Option<(u32, &T)> {
    let (n, found) = list.iter().enumerate().find(|(_, item)| wanted(item))?;
    Some((u32::try_from(n).ok()?, found))
}
