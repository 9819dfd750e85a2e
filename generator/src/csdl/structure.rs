//! Entity and complex types and what is in them (CSDL 6 to 9).

use super::annotation::annotation;
use super::reader::Reader;
use super::syntax::{
    Facets, NavigationProperty, OnDelete, Property, PropertyRef, ReferentialConstraint,
    StructuredType,
};

pub(super) fn structured_type<'a>(
    r: &mut Reader<'a, '_>,
    is_entity: bool,
) -> Option<StructuredType<'a>> {
    let span = r.tag();
    let name = r.required("Name");
    let base = r.take("BaseType");
    let is_abstract = r.flag("Abstract").unwrap_or(false);
    let is_open = r.flag("OpenType");
    let has_stream = if is_entity { r.flag("HasStream") } else { None };
    let mut first_key = None;
    let mut key = Vec::new();
    let mut properties = Vec::new();
    let mut navigation = Vec::new();
    let mut annotations = Vec::new();
    while let Some(child) = r.child() {
        match child {
            "Key" if is_entity => {
                r.once("Key", &mut first_key);
                key.extend(self::key(r));
            }
            "Property" => properties.extend(property(r)),
            "NavigationProperty" => navigation.extend(navigation_property(r)),
            "Annotation" => annotations.extend(annotation(r)),
            _ => r.skip_unknown(),
        }
    }
    Some(StructuredType {
        is_entity,
        name: name?,
        span,
        base,
        is_abstract,
        is_open,
        has_stream,
        key,
        properties,
        navigation,
        annotations,
    })
}

fn key<'a>(r: &mut Reader<'a, '_>) -> Vec<PropertyRef<'a>> {
    let mut parts = Vec::new();
    while let Some(child) = r.child() {
        match child {
            "PropertyRef" => parts.extend(property_ref(r)),
            "Annotation" => drop(annotation(r)),
            _ => r.skip_unknown(),
        }
    }
    parts
}

fn property_ref<'a>(r: &mut Reader<'a, '_>) -> Option<PropertyRef<'a>> {
    let path = r.required("Name");
    let alias = r.take("Alias");
    r.annotations();
    Some(PropertyRef { path: path?, alias })
}

fn property<'a>(r: &mut Reader<'a, '_>) -> Option<Property<'a>> {
    let name = r.required("Name");
    let ty = r.required("Type");
    let nullable = r.flag("Nullable");
    let facets = facets(r);
    let annotations = r.annotations();
    Some(Property {
        name: name?,
        ty: ty?,
        nullable,
        facets,
        annotations,
    })
}

/// The facets besides `Nullable` (CSDL 7.2).
pub(super) fn facets<'a>(r: &mut Reader<'a, '_>) -> Option<Box<Facets<'a>>> {
    if !r.has_attributes() {
        return None;
    }
    let facets = Facets {
        max_length: r.valid("MaxLength", "a number or `max`", |s| {
            s == "max" || is_number(s)
        }),
        precision: r.valid("Precision", "a number", is_number),
        scale: r.valid("Scale", "a number, `floating` or `variable`", |s| {
            // Graph has `Variable`.
            ["floating", "variable"].map(|word| word.eq_ignore_ascii_case(s)) != [false; 2]
                || is_number(s)
        }),
        srid: r.valid("SRID", "a number or `variable`", |s| {
            s == "variable" || is_number(s)
        }),
        unicode: r.flag("Unicode"),
        default: r.take("DefaultValue"),
    };
    Some(Box::new(facets))
}

fn is_number(text: &str) -> bool {
    text.parse::<u32>().is_ok()
}

fn navigation_property<'a>(r: &mut Reader<'a, '_>) -> Option<NavigationProperty<'a>> {
    let name = r.required("Name");
    let ty = r.required("Type");
    let nullable = r.flag("Nullable");
    let partner = r.take("Partner");
    let contains_target = r.flag("ContainsTarget").unwrap_or(false);
    let mut constraints = Vec::new();
    let mut first_on_delete = None;
    let mut on_delete = None;
    let mut annotations = Vec::new();
    while let Some(child) = r.child() {
        match child {
            "ReferentialConstraint" => constraints.extend(referential_constraint(r)),
            "OnDelete" => {
                r.once("OnDelete", &mut first_on_delete);
                on_delete = self::on_delete(r);
            }
            "Annotation" => annotations.extend(annotation(r)),
            _ => r.skip_unknown(),
        }
    }
    Some(NavigationProperty {
        name: name?,
        ty: ty?,
        nullable,
        partner,
        contains_target,
        constraints,
        on_delete,
        annotations,
    })
}

fn referential_constraint<'a>(r: &mut Reader<'a, '_>) -> Option<ReferentialConstraint<'a>> {
    let property = r.required("Property");
    let referenced = r.required("ReferencedProperty");
    let annotations = r.annotations();
    Some(ReferentialConstraint {
        property: property?,
        referenced: referenced?,
        annotations,
    })
}

fn on_delete<'a>(r: &mut Reader<'a, '_>) -> Option<OnDelete<'a>> {
    let action = r.required("Action");
    let annotations = r.annotations();
    Some(OnDelete {
        action: action?,
        annotations,
    })
}
