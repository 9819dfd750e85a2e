//! Types of the schema in Rust's terms.

use super::docs::code;
use super::paths::Paths;
use super::{FieldType, Item};
use crate::schema::{ItemType, Primitive, Schema, TypeKind, TypeRef};

/// The type of a field, a parameter or a returned value.
pub(super) fn field_type(schema: &Schema, paths: &Paths, ty: TypeRef) -> FieldType {
    FieldType {
        item: item_type(schema, paths, ty.item),
        is_collection: ty.is_collection,
    }
}

pub(super) fn item_type(schema: &Schema, paths: &Paths, ty: ItemType) -> Item {
    let id = match ty {
        ItemType::Primitive(primitive) => return primitive_type(primitive),
        ItemType::Named(id) => id,
    };
    let kind = &schema[id].kind;
    if let TypeKind::Definition(primitive) = kind {
        return primitive_type(*primitive);
    }
    match (paths.model(id).cloned(), kind) {
        (None, _) => Item::Runtime("Json"),
        (Some(path), TypeKind::Enumeration(e)) if e.is_flags => Item::Flags(path),
        (Some(path), TypeKind::Enumeration(_)) => Item::Enumeration(path),
        (Some(path), _) => Item::Structure(path),
    }
}

fn primitive_type(primitive: Primitive) -> Item {
    match primitive {
        Primitive::Boolean => Item::Std("bool"),
        Primitive::Byte => Item::Std("u8"),
        Primitive::SByte => Item::Std("i8"),
        Primitive::Int16 => Item::Std("i16"),
        Primitive::Int32 => Item::Std("i32"),
        Primitive::Int64 => Item::Std("i64"),
        Primitive::Single => Item::Std("f32"),
        Primitive::Double => Item::Std("f64"),
        Primitive::String | Primitive::Path => Item::Std("String"),
        Primitive::Binary => Item::Runtime("Binary"),
        Primitive::Date => Item::Runtime("Date"),
        Primitive::DateTimeOffset => Item::Runtime("DateTimeOffset"),
        Primitive::Decimal => Item::Runtime("Decimal"),
        Primitive::Duration => Item::Runtime("Duration"),
        Primitive::Guid => Item::Runtime("Guid"),
        Primitive::TimeOfDay => Item::Runtime("TimeOfDay"),
        Primitive::Stream
        | Primitive::Geography(_)
        | Primitive::Geometry(_)
        | Primitive::Untyped
        | Primitive::AnyPrimitive
        | Primitive::AnyComplex
        | Primitive::AnyEntity => Item::Runtime("Json"),
    }
}

/// How the schema writes a type, as inline code.
pub(super) fn edm_name(schema: &Schema, ty: TypeRef) -> String {
    code(&schema.type_name(ty))
}
