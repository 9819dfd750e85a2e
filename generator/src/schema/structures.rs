//! Entity and complex types.

use super::annotations::lower;
use super::context::Context;
use super::names::Found;
use super::{Addressing, Facets, KeyProperty, NavigationProperty, Property, Structure, TypeId};
use crate::csdl::syntax;
use crate::diagnostics::{Diagnostic, Span};

pub(super) fn structure<'a>(
    element: &'a syntax::StructuredType<'a>,
    cx: &mut Context<'a, '_>,
) -> Structure<'a> {
    let key = element.key.iter().map(|part| KeyProperty {
        path: &part.path,
        alias: part.alias.as_deref(),
    });
    let mut structure = Structure {
        base: base(element, cx),
        derived: Vec::new(),
        is_abstract: element.is_abstract,
        is_open: element.is_open.unwrap_or(false),
        has_stream: element.has_stream.unwrap_or(false),
        addressing: Addressing::default(),
        key: key.collect(),
        properties: element.properties.iter().map(|p| property(p, cx)).collect(),
        navigation: element
            .navigation
            .iter()
            .filter_map(|n| navigation_property(n, cx))
            .collect(),
    };
    structure.properties.sort_by_key(|p| p.name);
    structure.navigation.sort_by_key(|n| n.name);
    unique_members(&mut structure, cx);
    structure
}

/// The base type, which must be of the same kind.
fn base<'a>(element: &'a syntax::StructuredType<'a>, cx: &mut Context<'a, '_>) -> Option<TypeId> {
    let text = element.base.as_ref()?;
    if cx.is_far(text) {
        let message = format!("the base type `{}` is in another document", text.value);
        let error = Diagnostic::error("E0203", message)
            .at(text.span, "without it, what is inherited is not known")
            .hint("put the document beside this one, or name both in `metadata`");
        cx.report(error);
        return None;
    }
    let found = cx.find(text, text.span)?;
    match found {
        // Whether a type that is not an entity type is a complex type shows when bases are linked.
        Found::Type(id) if cx.names.is_entity(id) == element.is_entity => Some(id),
        _ => {
            let kind = if element.is_entity {
                "an entity"
            } else {
                "a complex"
            };
            let message = format!("`{}` is not {kind} type", text.value);
            let error = Diagnostic::error("E0206", message)
                .at(text.span, format!("expected {kind} type"))
                .and(element.span, "for this one");
            cx.report(error);
            None
        }
    }
}

fn property<'a>(element: &'a syntax::Property<'a>, cx: &mut Context<'a, '_>) -> Property<'a> {
    let ty = cx.type_ref(&element.ty);
    Property {
        name: &element.name,
        span: element.name.span,
        ty,
        // Of collections that do not say it, nothing is known (CSDL XML 4.01, 7.2.1).
        nullable: element.nullable.unwrap_or(!ty.is_collection),
        default: element
            .facets
            .as_ref()
            .and_then(|facets| facets.default.as_deref()),
        facets: element.facets.as_deref().map_or(Facets::default(), facets),
        annotations: lower(&element.annotations, cx),
    }
}

fn facets<'a>(facets: &'a syntax::Facets<'a>) -> Facets<'a> {
    Facets {
        max_length: facets.max_length.as_deref(),
        precision: facets.precision.as_deref(),
        scale: facets.scale.as_deref(),
        srid: facets.srid.as_deref(),
        unicode: facets.unicode,
    }
}

fn navigation_property<'a>(
    element: &'a syntax::NavigationProperty<'a>,
    cx: &mut Context<'a, '_>,
) -> Option<NavigationProperty<'a>> {
    let (target, is_collection) = cx.entity(&element.ty)?;
    Some(NavigationProperty {
        name: &element.name,
        span: element.name.span,
        target,
        is_collection,
        nullable: !is_collection && element.nullable.unwrap_or(true),
        contains_target: element.contains_target,
        partner: element.partner.as_deref(),
        annotations: lower(&element.annotations, cx),
    })
}

/// Properties and navigation properties of a type must all have different names.
fn unique_members<'a>(structure: &mut Structure<'a>, cx: &mut Context<'a, '_>) {
    let Structure {
        properties,
        navigation,
        ..
    } = structure;
    let mut again = |name: &str, again: Span, first: Span| {
        cx.report_again("E0202", &format!("the property `{name}`"), again, first);
    };
    properties.dedup_by(|b, a| {
        b.name == a.name && {
            again(b.name, b.span, a.span);
            true
        }
    });
    navigation.dedup_by(|b, a| {
        b.name == a.name && {
            again(b.name, b.span, a.span);
            true
        }
    });
    navigation.retain(|n| {
        let twin = properties.binary_search_by_key(&n.name, |p| p.name);
        let twin = twin.ok().and_then(|at| properties.get(at));
        if let Some(twin) = twin {
            again(n.name, n.span, twin.span);
        }
        twin.is_none()
    });
}
