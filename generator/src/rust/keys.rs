//! Keys as the methods that lead from many to one.

use super::docs::code;
use super::lower::Context;
use super::names::{Name, Scope, Style};
use super::types::item_type;
use super::{Item, KeyPart};
use crate::config::Conventions;
use crate::schema::{ItemType, KeyProperty, Primitive};
use crate::slice::{Node, addressed};

/// A key, and how it is spelled.
pub(super) struct Key {
    /// `by_id`, `by_order_id_and_product_id`.
    pub(super) name: Name,
    pub(super) parts: Vec<KeyPart>,
    /// Written as `('…')` and not as a segment.
    pub(super) in_parentheses: bool,
    /// The names of the parts, as inline code.
    pub(super) words: String,
    /// The template in paths: `/{id}`, `({orderId},{productId})`.
    pub(super) template: String,
}

/// A way by a path of names: `root:/a/b.txt`.
pub(super) struct Address {
    /// From many, the key of the one that the path begins at.
    pub(super) from: Vec<KeyPart>,
    /// The entity that the path leads to.
    pub(super) one: Node,
    /// The template in paths: `:/{path}`, `/{id}:/{path}`.
    pub(super) meaning: String,
}

/// The way by a path of names, where entities are addressed so.
pub(super) fn address(context: &Context<'_, '_>, node: Node) -> Option<Address> {
    let one = addressed(context.schema, node.ty)?;
    if !node.many {
        return Some(Address {
            from: Vec::new(),
            one,
            meaning: PATH.to_owned(),
        });
    }
    let key = primary(context, node.ty).filter(|key| !key.in_parentheses)?;
    let is_path = |part: &KeyPart| part.name.as_str() == "path";
    (!key.parts.iter().any(is_path)).then_some(Address {
        from: key.parts,
        one,
        meaning: format!("{}{PATH}", key.template),
    })
}

/// A path of names in templates.
const PATH: &str = ":/{path}";

/// The key of a type, if it has one.
pub(super) fn primary(context: &Context<'_, '_>, ty: ItemType) -> Option<Key> {
    let key = context.schema.key(ty);
    let is_single = key.len() == 1;
    let by_segment = is_single && context.config.service.conventions == Conventions::Graph;
    // The name of a single part is understood, and left out.
    self::key(context, ty, key, !is_single, !by_segment)
}

/// An alternate key: its parts are always named
/// ([URL Conventions 4.01, 4.3.2](https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part2-url-conventions.html#sec_AlternateKeys)).
pub(super) fn alternate(
    context: &Context<'_, '_>,
    ty: ItemType,
    key: &[KeyProperty<'_>],
) -> Option<Key> {
    self::key(context, ty, key, true, true)
}

fn key(
    context: &Context<'_, '_>,
    ty: ItemType,
    key: &[KeyProperty<'_>],
    is_named: bool,
    in_parentheses: bool,
) -> Option<Key> {
    let wires: Vec<_> = key.iter().map(KeyProperty::name).collect();
    let names = Scope::default().assign(Style::Method, wires.iter().copied());
    let part = |(part, &wire): (&KeyProperty<'_>, &&str)| {
        Some(KeyPart {
            name: names.get(wire)?.clone(),
            wire: if is_named { wire } else { "" }.to_owned(),
            item: item(context, ty, part),
        })
    };
    let parts: Option<Vec<_>> = key.iter().zip(&wires).map(part).collect();
    let parts = parts.filter(|parts| !parts.is_empty())?;
    let joined: Vec<_> = parts.iter().map(|part| part.name.as_str()).collect();
    let words: Vec<_> = wires.iter().map(|wire| code(wire)).collect();
    let braced: Vec<_> = wires.iter().map(|wire| format!("{{{wire}}}")).collect();
    let template = braced.join(",");
    Some(Key {
        name: Style::Method.name(&format!("by_{}", joined.join("_and_"))),
        parts,
        in_parentheses,
        words: words.join(" and "),
        template: if in_parentheses {
            format!("({template})")
        } else {
            format!("/{template}")
        },
    })
}

/// What a part of a key holds; a path goes through complex properties, and through navigation to one entity.
fn item(context: &Context<'_, '_>, ty: ItemType, part: &KeyProperty<'_>) -> Item {
    let schema = context.schema;
    let found = schema.type_at(ty, part.path);
    let found = found.unwrap_or(ItemType::Primitive(Primitive::String));
    item_type(schema, &context.paths, found)
}
