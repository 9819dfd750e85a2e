//! Annotations, inline.

use std::borrow::Cow;

use super::xml::Xml;
use crate::schema::{Annotations, Expression};

pub(super) fn write(xml: &mut Xml, annotations: &Annotations<'_>) {
    for annotation in annotations.0.iter().filter(|a| is_constant(&a.value)) {
        let term = annotation.term.to_string();
        let qualifier = annotation.qualifier.map(Cow::from);
        let names = [("Term", Some(term.into())), ("Qualifier", qualifier)];
        with_value(xml, "Annotation", names, &annotation.value);
    }
}

/// Dynamic expressions are kept without their arguments, so they cannot be written back.
fn is_constant(value: &Expression<'_>) -> bool {
    match value {
        Expression::Dynamic(..) => false,
        Expression::Collection(items) => items.iter().all(is_constant),
        Expression::Record(values) => values.iter().all(|(_, value)| is_constant(value)),
        _ => true,
    }
}

/// An element with a value: in an attribute if it fits into one, inside the element otherwise.
fn with_value<const N: usize>(
    xml: &mut Xml,
    element: &str,
    names: [(&'static str, Option<Cow<'_, str>>); N],
    value: &Expression<'_>,
) {
    match attribute(value) {
        Some(attribute) => {
            let attributes: Vec<_> = names.into_iter().chain([attribute]).collect();
            xml.empty(element, &attributes);
        }
        None => xml.element(element, &names, |xml| write_value(xml, value)),
    }
}

/// A value as an attribute.
fn attribute<'a>(value: &'a Expression<'_>) -> Option<(&'static str, Option<Cow<'a, str>>)> {
    let (form, text) = text(value)?;
    Some((form, Some(text)))
}

/// The form and text of a value that is a text.
fn text<'a>(value: &'a Expression<'_>) -> Option<(&'static str, Cow<'a, str>)> {
    match value {
        Expression::Bool(value) => Some(("Bool", if *value { "true" } else { "false" }.into())),
        Expression::Constant(form, text) | Expression::Path(form, text) => {
            Some((form, (*text).into()))
        }
        Expression::EnumMember(names) => Some(("EnumMember", enum_members(names).into())),
        _ => None,
    }
}

/// `ns.Color/Red ns.Color/Blue`, from the type and the members.
fn enum_members(names: &[&str]) -> String {
    let (ty, members) = names.split_first().unwrap_or((&"", &[]));
    let members: Vec<_> = members
        .iter()
        .map(|member| format!("{ty}/{member}"))
        .collect();
    members.join(" ")
}

fn write_value(xml: &mut Xml, value: &Expression<'_>) {
    match value {
        Expression::Collection(items) => xml.element("Collection", &[], |xml| {
            for item in items {
                write_value(xml, item);
            }
        }),
        Expression::Record(values) => xml.element("Record", &[], |xml| {
            for (property, value) in values {
                with_value(
                    xml,
                    "PropertyValue",
                    [("Property", Some((*property).into()))],
                    value,
                );
            }
        }),
        Expression::Null => xml.empty("Null", &[]),
        _ => {
            if let Some((form, text)) = text(value) {
                xml.text(form, &text);
            }
        }
    }
}
