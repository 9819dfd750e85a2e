//! Entity, complex and enumeration types, and type definitions.

use super::super::context::Context;
use super::super::docs::{self, text};
use super::super::enumerations::Members;
use super::super::loss::Fact;
use super::super::marks::Mark;
use super::super::paths::Navigation;
use super::super::position::{Item, Position, position};
use super::super::types::{Form, TypeIndex};
use super::{Schemas, qualified, type_name};
use crate::csdl::syntax::{
    Annotation, EnumType, Facets, Member, NavigationProperty, Property, PropertyRef,
    StructuredType, Text, TypeDefinition,
};
use crate::diagnostics::{Diagnostic, Span};
use crate::tree::Node;

/// Puts a type into the schema of its namespace.
pub(super) fn lower<'a>(cx: &mut Context<'_, 'a, '_>, index: TypeIndex, schemas: &mut Schemas<'a>) {
    let Some(ty) = cx.types.get(index) else {
        return;
    };
    let (namespace, name, span, schema) = (
        ty.namespace.clone(),
        text(ty.name.clone(), ty.span),
        ty.span,
        ty.schema,
    );
    match (ty.form, schema) {
        (Form::Enumeration, Some(schema)) => {
            let target = qualified(cx, index);
            let lowered = enumeration(cx, name, schema, span, &target);
            schemas.of(&namespace, span).enumerations.extend(lowered);
        }
        (Form::Definition, Some(schema)) => {
            let target = qualified(cx, index);
            let lowered = definition(cx, name, schema, span, &target);
            schemas.of(&namespace, span).definitions.extend(lowered);
        }
        _ => {
            let lowered = structure(cx, index, name);
            schemas.of(&namespace, span).structures.extend(lowered);
        }
    }
}

fn enumeration<'t, 'a>(
    cx: &mut Context<'t, 'a, '_>,
    name: Text<'a>,
    schema: &'t Node<'a>,
    span: Span,
    target: &str,
) -> Option<EnumType<'a>> {
    let members = schema.get("enum")?;
    if let Members::Mixed(place) = Members::of(schema) {
        let error = Diagnostic::error("E0511", "members of an enumeration are of different types");
        let hint = "say that they are strings: `type: string`";
        cx.report(error.at(place, "not a text").hint(hint));
        return None;
    }
    let is_said = schema.get("x-ms-enum-flags");
    let is_flags = is_said.is_some_and(|flags| flags.flag("isFlags"));
    if !cx.says(Mark::Flags) {
        cx.lose(Fact::Flags, target, "one member at a time");
    }
    // A patch makes it one of flags: then its members are numbered so.
    let counts_bits = is_flags || cx.says_flags(target);
    let described = schema
        .get("x-ms-enum")
        .map_or(&[][..], |details| details.items("values"));
    let names: Vec<_> = members.list().iter().filter_map(Node::text).collect();
    let counted = if counts_bits {
        "powers of two, in the order of `enum`"
    } else {
        "counted from 0, in the order of `enum`"
    };
    cx.lose(Fact::EnumValues, target, counted);
    let shift = usize::from(names.first().is_some_and(|first| &**first == "none"));
    let number = |n: usize| match n.checked_sub(shift) {
        _ if !counts_bits => n.to_string(),
        None => "0".to_owned(),
        Some(bit) => u32::try_from(bit)
            .ok()
            .and_then(|bit| 1_u64.checked_shl(bit))
            .map_or_else(|| n.to_string(), |value| value.to_string()),
    };
    let count = names.len();
    let members = names.into_iter().enumerate().map(|(n, name)| {
        let details = described
            .iter()
            .find(|details| [details.str("value"), details.str("name")].contains(&Some(&*name)));
        let span = name.span;
        Member {
            name,
            value: Some(text(number(n), span)),
            annotations: details.map_or_else(Vec::new, docs::of),
        }
    });
    Some(EnumType {
        name,
        span,
        underlying: (counts_bits && count > 31).then(|| text("Edm.Int64", span)),
        is_flags,
        members: members.collect(),
        annotations: docs::of(schema),
    })
}

fn definition<'t, 'a>(
    cx: &mut Context<'t, 'a, '_>,
    name: Text<'a>,
    schema: &'t Node<'a>,
    span: Span,
    target: &str,
) -> Option<TypeDefinition<'a>> {
    let position = position(cx, schema, target)?;
    Some(TypeDefinition {
        name,
        span,
        underlying: type_name(cx, position, span),
        facets: None,
        annotations: docs::of(schema),
    })
}

fn structure<'a>(
    cx: &mut Context<'_, 'a, '_>,
    index: TypeIndex,
    name: Text<'a>,
) -> Option<StructuredType<'a>> {
    let ty = cx.types.get(index)?;
    let (target, span, is_entity, has_stream) =
        (ty.qualified(), ty.span, ty.is_entity, ty.has_stream);
    let base = ty.base.map(|base| text(qualified(cx, base), span));
    let key = ty
        .key
        .iter()
        .map(|name| PropertyRef {
            path: text(name.clone(), span),
            alias: None,
        })
        .collect();
    let parts = ty.parts.clone();
    let told = ty.told.clone();
    let declared = cx.types.properties(index);
    let is_open = cx.says(Mark::Open) && parts.iter().any(|part| says_open(part));
    lose_facts(cx, &target, is_open);
    let mut lowered = StructuredType {
        is_entity,
        name,
        span,
        base,
        is_abstract: false,
        is_open: is_open.then_some(true),
        has_stream: has_stream.then_some(true),
        key,
        properties: Vec::new(),
        navigation: Vec::new(),
        annotations: parts
            .iter()
            .map(|part| docs::of(part))
            .find(|docs| !docs.is_empty())
            .unwrap_or_default(),
    };
    for (name, schema) in declared {
        member(cx, index, &target, name, schema, &mut lowered);
    }
    for (name, (bound, span)) in told {
        let is_key = lowered.key.iter().any(|key| *key.path == *name);
        let position = Position {
            nullable: is_key.then_some(false),
            ..bound.position()
        };
        lowered.properties.push(Property {
            name: text(name, span),
            ty: type_name(cx, position, span),
            nullable: position.nullable,
            facets: None,
            annotations: Vec::new(),
        });
    }
    lowered.navigation.extend(told_by_paths(cx, index, &target));
    if lowered.annotations.is_empty() {
        cx.lose(Fact::Description, &target, "none");
    }
    Some(lowered)
}

/// Facts of a type that OpenAPI does not state, or this document does not.
fn lose_facts(cx: &mut Context<'_, '_, '_>, target: &str, is_open: bool) {
    cx.lose(Fact::Abstract, target, "not abstract");
    if !cx.says(Mark::ReadOnly) {
        cx.lose(Fact::Computed, target, "all can be written but the key");
    }
    if !cx.says(Mark::Deprecation) {
        cx.lose(Fact::Deprecation, target, "nothing is");
    }
    if !is_open {
        cx.lose(
            Fact::Open,
            target,
            "not called open; what is not declared is kept all the same",
        );
    }
}

/// The navigation properties that no schema has, but paths.
fn told_by_paths<'a>(
    cx: &mut Context<'_, 'a, '_>,
    index: TypeIndex,
    owner: &str,
) -> Vec<NavigationProperty<'a>> {
    let left = cx.types.get_mut(index);
    let left = left.map(|ty| std::mem::take(&mut ty.navigation));
    let left = left.unwrap_or_default().into_iter();
    let lowered = left.map(|(name, mut found)| {
        let place = Position {
            item: Item::Type(found.target),
            many: found.many,
            nullable: None,
        };
        let name = text(name, found.span);
        let annotations = std::mem::take(&mut found.annotations);
        navigation_property(cx, owner, name, place, Some(&found), annotations)
    });
    lowered.collect()
}

/// What has a path that brings bytes; whether it may be null does not matter, since it is nothing in JSON.
const STREAM: Position = Position {
    item: Item::Edm("Edm.Stream"),
    many: false,
    nullable: None,
};

/// Does a schema say that there may be other members? Most say nothing.
fn says_open(schema: &Node<'_>) -> bool {
    schema.flag("additionalProperties")
        || schema
            .get("additionalProperties")
            .is_some_and(|more| more.is_anything() || !more.map().is_empty())
}

fn member<'t, 'a>(
    cx: &mut Context<'t, 'a, '_>,
    index: TypeIndex,
    owner: &str,
    name: &'t Text<'a>,
    schema: &'t Node<'a>,
    lowered: &mut StructuredType<'a>,
) {
    let target = format!("{owner}/{}", &**name);
    let mut found = cx
        .types
        .get_mut(index)
        .and_then(|ty| ty.navigation.remove(&**name));
    let is_stream = cx
        .types
        .get(index)
        .is_some_and(|ty| ty.streams.contains(&**name));
    let read = if is_stream {
        Some(STREAM)
    } else {
        position(cx, schema, &target)
    };
    let Some(position) = read else {
        return;
    };
    if position.item == Item::Edm("Edm.Binary") && schema.str("format") == Some("base64url") {
        cx.lose(
            Fact::Stream,
            &target,
            "a value in JSON: no path has its bytes",
        );
    }
    if let Item::Type(to) = position.item
        && cx.types.get(to).is_some_and(|to| to.is_entity)
    {
        let mut annotations = docs::of(schema);
        if annotations.is_empty() {
            let told = found
                .as_mut()
                .map(|found| std::mem::take(&mut found.annotations));
            annotations.extend(told.into_iter().flatten());
        }
        let property = navigation_property(
            cx,
            owner,
            name.clone(),
            position,
            found.as_ref(),
            annotations,
        );
        lowered.navigation.push(property);
        return;
    }
    if position.nullable.is_none() && !is_stream {
        cx.lose(Fact::Nullable, target, "may be null");
    }
    lowered.properties.push(Property {
        name: name.clone(),
        ty: type_name(cx, position, name.span),
        nullable: position.nullable,
        facets: facets(schema),
        annotations: docs::of(schema),
    });
}

fn facets<'a>(schema: &Node<'a>) -> Option<Box<Facets<'a>>> {
    let facets = Facets {
        max_length: schema.get("maxLength").and_then(Node::text),
        default: schema.get("default").and_then(Node::text),
        ..Facets::default()
    };
    (facets.max_length.is_some() || facets.default.is_some()).then(|| Box::new(facets))
}

fn navigation_property<'a>(
    cx: &mut Context<'_, 'a, '_>,
    owner: &str,
    name: Text<'a>,
    position: Position,
    found: Option<&Navigation<'a>>,
    annotations: Vec<Annotation<'a>>,
) -> NavigationProperty<'a> {
    let target = format!("{owner}/{}", &*name);
    let contains_target = found.is_some_and(|found| found.goes_on && !found.has_references);
    cx.lose(
        Fact::Containment,
        &target,
        if contains_target {
            "contained"
        } else {
            "not contained"
        },
    );
    if position.nullable.is_none() && !position.many {
        cx.lose(Fact::Nullable, target, "may be null");
    }
    NavigationProperty {
        ty: type_name(cx, position, name.span),
        name,
        nullable: position.nullable.filter(|_| !position.many),
        partner: None,
        contains_target,
        constraints: Vec::new(),
        on_delete: None,
        annotations,
    }
}
