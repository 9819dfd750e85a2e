//! Enumeration types, type definitions, complex and entity types (CSDL 6, 9, 10, 11).

use std::borrow::Cow;

use super::annotations;
use super::xml::{Xml, flag, unless};
use crate::schema::{
    Annotations, EnumMember, Enumeration, ItemType, KeyProperty, NavigationProperty, Primitive,
    Property, Schema, Structure, Type, TypeKind, TypeRef,
};

pub(super) fn write(xml: &mut Xml, schema: &Schema<'_>, namespace: &str) {
    for write in [
        write_enumeration,
        write_definition,
        write_complex,
        write_entity,
    ] {
        for ty in schema
            .types
            .iter()
            .filter(|ty| ty.name.namespace == namespace)
        {
            write(xml, schema, ty);
        }
    }
}

/// A type of any kind.
pub(super) fn write_type(xml: &mut Xml, schema: &Schema<'_>, ty: &Type<'_>) {
    for write in [
        write_enumeration,
        write_definition,
        write_complex,
        write_entity,
    ] {
        write(xml, schema, ty);
    }
}

fn write_enumeration(xml: &mut Xml, _: &Schema<'_>, ty: &Type<'_>) {
    let TypeKind::Enumeration(enumeration) = &ty.kind else {
        return;
    };
    let underlying = Some(enumeration.underlying).filter(|ty| *ty != Primitive::Int32);
    let attributes = [
        ("Name", Some(ty.name.name.into())),
        (
            "UnderlyingType",
            underlying.map(|ty| ty.name().to_string().into()),
        ),
        ("IsFlags", flag(enumeration.is_flags)),
    ];
    xml.element("EnumType", &attributes, |xml| {
        annotations::write(xml, &ty.annotations);
        write_members(xml, enumeration);
    });
}

fn write_members(xml: &mut Xml, enumeration: &Enumeration<'_>) {
    for member in &enumeration.members {
        write_enum_member(xml, member);
    }
}

pub(super) fn write_enum_member(xml: &mut Xml, member: &EnumMember<'_>) {
    let attributes = [
        ("Name", Some(member.name.into())),
        ("Value", Some(member.value.to_string().into())),
    ];
    xml.element("Member", &attributes, |xml| {
        annotations::write(xml, &member.annotations);
    });
}

fn write_definition(xml: &mut Xml, _: &Schema<'_>, ty: &Type<'_>) {
    let TypeKind::Definition(underlying) = ty.kind else {
        return;
    };
    let attributes = [
        ("Name", Some(ty.name.name.into())),
        ("UnderlyingType", Some(underlying.name().to_string().into())),
    ];
    xml.element("TypeDefinition", &attributes, |xml| {
        annotations::write(xml, &ty.annotations);
    });
}

fn write_complex(xml: &mut Xml, schema: &Schema<'_>, ty: &Type<'_>) {
    let TypeKind::Complex(structure) = &ty.kind else {
        return;
    };
    write_structure(xml, schema, "ComplexType", ty, structure);
}

fn write_entity(xml: &mut Xml, schema: &Schema<'_>, ty: &Type<'_>) {
    let TypeKind::Entity(structure) = &ty.kind else {
        return;
    };
    write_structure(xml, schema, "EntityType", ty, structure);
}

fn write_structure(
    xml: &mut Xml,
    schema: &Schema<'_>,
    element: &str,
    ty: &Type<'_>,
    structure: &Structure<'_>,
) {
    let attributes = [
        ("Name", Some(ty.name.name.into())),
        (
            "BaseType",
            structure
                .base
                .map(|base| schema[base].name.to_string().into()),
        ),
        ("Abstract", flag(structure.is_abstract)),
        ("OpenType", flag(structure.is_open)),
        ("HasStream", flag(structure.has_stream)),
    ];
    xml.element(element, &attributes, |xml| {
        write_key(xml, &structure.key);
        annotations::write(xml, &ty.annotations);
        for property in &structure.properties {
            write_property(xml, schema, property);
        }
        for property in &structure.navigation {
            write_navigation(xml, schema, property);
        }
    });
}

fn write_key(xml: &mut Xml, key: &[KeyProperty<'_>]) {
    if key.is_empty() {
        return;
    }
    xml.element("Key", &[], |xml| {
        for part in key {
            let attributes = [
                ("Name", Some(part.path.into())),
                ("Alias", part.alias.map(Into::into)),
            ];
            xml.empty("PropertyRef", &attributes);
        }
    });
}

/// A collection says nothing of its items unless they may be null.
fn nullable(property: &Property<'_>) -> Option<Cow<'static, str>> {
    if property.ty.is_collection {
        flag(property.nullable)
    } else {
        unless(property.nullable)
    }
}

pub(super) fn write_property(xml: &mut Xml, schema: &Schema<'_>, property: &Property<'_>) {
    let facets = &property.facets;
    let attributes = [
        ("Name", Some(property.name.into())),
        ("Type", Some(schema.type_name(property.ty).into())),
        ("Nullable", nullable(property)),
        ("DefaultValue", property.default.map(Into::into)),
        ("MaxLength", facets.max_length.map(Into::into)),
        ("Precision", facets.precision.map(Into::into)),
        ("Scale", facets.scale.map(Into::into)),
        ("SRID", facets.srid.map(Into::into)),
        ("Unicode", facets.unicode.and_then(unless)),
    ];
    write_member(xml, "Property", &attributes, &property.annotations);
}

pub(super) fn write_navigation(
    xml: &mut Xml,
    schema: &Schema<'_>,
    property: &NavigationProperty<'_>,
) {
    let ty = TypeRef {
        item: ItemType::Named(property.target),
        is_collection: property.is_collection,
    };
    let attributes = [
        ("Name", Some(property.name.into())),
        ("Type", Some(schema.type_name(ty).into())),
        (
            "Nullable",
            unless(property.nullable || property.is_collection),
        ),
        ("Partner", property.partner.map(Into::into)),
        ("ContainsTarget", flag(property.contains_target)),
    ];
    write_member(
        xml,
        "NavigationProperty",
        &attributes,
        &property.annotations,
    );
}

fn write_member(
    xml: &mut Xml,
    element: &str,
    attributes: &[super::xml::Attribute<'_>],
    annotations: &Annotations<'_>,
) {
    xml.element(element, attributes, |xml| {
        annotations::write(xml, annotations);
    });
}
