//! Which key a predicate names.

use std::ops::Range;

use super::{Element, RootError};
use crate::schema::{AlternateKeys, ElementId, ItemType, KeyProperty, Schema, TypeId};

/// The alternate keys of a type, inherited ones too, with their places.
pub(crate) fn alternate_keys<'s, 'a>(
    schema: &'s Schema<'a>,
    keys: &AlternateKeys<'s, 'a>,
    ty: ItemType,
) -> impl Iterator<Item = (TypeId, u32, Vec<KeyProperty<'a>>)> {
    schema.lineage(ty).flat_map(|id| {
        let keys = keys.of(id).into_iter().zip(0..);
        keys.map(move |(key, n)| (id, n, key))
    })
}

/// The alternate key that a predicate names: `mail={mail}`. None if it is the primary one: `{id}`.
pub(super) fn named(
    schema: &Schema,
    ty: ItemType,
    key: &str,
    place: &Range<usize>,
) -> Result<Option<Element>, RootError> {
    let names = key_names(key);
    let primary: Vec<_> = schema.key(ty).iter().map(KeyProperty::name).collect();
    if names.is_empty() || is_same_set(&names, &primary) {
        return Ok(None);
    }
    match find_alternate_key(schema, ty, &names) {
        Some(key) => Ok(Some(key)),
        None => Err(unknown(schema, ty, &names, place)),
    }
}

fn unknown(schema: &Schema, ty: ItemType, names: &[&str], place: &Range<usize>) -> RootError {
    let known: Vec<_> = alternate_keys(schema, &AlternateKeys::new(schema), ty)
        .map(|(_, _, key)| format!("`({})`", key_text(&key)))
        .collect();
    RootError {
        code: "E0402",
        place: place.clone(),
        message: format!(
            "`{}` has no key `({})`",
            schema.name_of(ty),
            names.join(",")
        ),
        hint: if known.is_empty() {
            "the metadata declares no alternate keys of it".to_owned()
        } else {
            format!("its alternate keys are {}", known.join(", "))
        },
    }
}

fn find_alternate_key(schema: &Schema, ty: ItemType, names: &[&str]) -> Option<Element> {
    let keys = AlternateKeys::new(schema);
    alternate_keys(schema, &keys, ty).find_map(|(id, n, key)| {
        let parts: Vec<_> = key.iter().map(KeyProperty::name).collect();
        is_same_set(names, &parts).then_some(Element::Declared(ElementId::AlternateKey(id, n)))
    })
}

/// The names in a key predicate: `a` and `b` of `a={a},b={b}`; none of `{id}`.
fn key_names(key: &str) -> Vec<&str> {
    let parts = key.split(',').filter_map(|part| part.split_once('='));
    parts.map(|(name, _)| name.trim()).collect()
}

/// A key as it is written in a root: `a={a},b={b}`.
pub(super) fn key_text(key: &[KeyProperty]) -> String {
    let parts: Vec<_> = key
        .iter()
        .map(|part| format!("{0}={{{0}}}", part.name()))
        .collect();
    parts.join(",")
}

fn is_same_set(a: &[&str], b: &[&str]) -> bool {
    a.len() == b.len() && a.iter().all(|name| b.contains(name))
}
