//! Annotations and their values.

use super::context::Context;
use super::{QualifiedName, Schema, TypeKind};
use crate::csdl::syntax;
use crate::diagnostics::{Diagnostic, Span};

/// What is said about an element, inline and out of line; sorted by term, then qualifier.
#[derive(Debug, Default)]
pub struct Annotations<'a>(pub Vec<Annotation<'a>>);

/// One annotation (CSDL 14).
#[derive(Debug, Clone)]
pub struct Annotation<'a> {
    /// The term, alias resolved: `Org.OData.Core.V1.Description`.
    pub term: QualifiedName<'a>,
    /// Tells apart several of one term.
    pub qualifier: Option<&'a str>,
    /// Where it stands.
    pub span: Span,
    /// What it says. A tagging annotation without a value says `true`.
    pub value: Expression<'a>,
}

/// An annotation's value. Aliases in enum members and type names are resolved.
#[derive(Debug, Clone, PartialEq)]
pub enum Expression<'a> {
    /// `Bool`.
    Bool(bool),
    /// `String`, `Date`, `Guid`, numbers and the other constants, with the name of their form.
    Constant(&'static str, &'a str),
    /// `EnumMember`: first the qualified name of the type, then the names of the members.
    EnumMember(Vec<&'a str>),
    /// `Path`, `PropertyPath`, `NavigationPropertyPath`, `AnnotationPath` and `ModelElementPath`.
    Path(&'static str, &'a str),
    /// `Null`.
    Null,
    /// `Collection`.
    Collection(Vec<Expression<'a>>),
    /// `Record`: its property values, sorted by name.
    Record(Vec<(&'a str, Expression<'a>)>),
    /// Every other form, such as `Apply` or `If`: its name and operands. The function of `Apply`, the
    /// type of `Cast` and `IsOf`, and the name of a labeled element come first, as `String` constants.
    Dynamic(&'static str, Vec<Expression<'a>>),
}

impl<'a> Annotations<'a> {
    /// The unqualified annotation of a term, named in full: `Org.OData.Core.V1.Description`.
    pub fn get(&self, term: &str) -> Option<&Expression<'a>> {
        let (namespace, name) = term.rsplit_once('.')?;
        self.0
            .iter()
            .find(|a| a.qualifier.is_none() && a.term.name == name && a.term.namespace == namespace)
            .map(|a| &a.value)
    }

    /// A text annotation such as `Core.Description`.
    pub fn text(&self, term: &str) -> Option<&'a str> {
        match self.get(term)? {
            Expression::Constant(_, text) => Some(text),
            _ => None,
        }
    }

    /// Is a tagging annotation such as `Core.Computed` set?
    pub fn flag(&self, term: &str) -> bool {
        matches!(self.get(term), Some(Expression::Bool(true)))
    }
}

impl<'a> Expression<'a> {
    /// A property value of a record.
    pub fn property(&self, name: &str) -> Option<&Expression<'a>> {
        match self {
            Self::Record(values) => values.iter().find(|(n, _)| *n == name).map(|(_, v)| v),
            _ => None,
        }
    }

    /// A path, which is a string in JSON.
    pub fn path(&self) -> Option<&'a str> {
        match self {
            Self::Path(_, path) | Self::Constant("String", path) => Some(path),
            _ => None,
        }
    }

    /// The names of members of an enumeration type, which are a string with commas in JSON.
    pub fn members(&self) -> Vec<&'a str> {
        match self {
            Self::EnumMember(names) => names.iter().skip(1).copied().collect(),
            Self::Constant("String", names) => names.split(',').map(str::trim).collect(),
            _ => Vec::new(),
        }
    }
}

/// The annotations of an element, as they stand.
pub(super) fn lower<'a>(
    annotations: &'a [syntax::Annotation<'a>],
    cx: &Context<'a, '_>,
) -> Annotations<'a> {
    Annotations(
        annotations
            .iter()
            .map(|a| annotation(a, None, cx))
            .collect(),
    )
}

/// One annotation. A qualifier of its own counts more than that of its group.
pub(super) fn annotation<'a>(
    element: &'a syntax::Annotation<'a>,
    qualifier: Option<&'a str>,
    cx: &Context<'a, '_>,
) -> Annotation<'a> {
    Annotation {
        term: cx.qualified(&element.term),
        qualifier: element.qualifier.as_deref().or(qualifier),
        span: element.span,
        value: value(element.value.as_ref(), cx),
    }
}

/// A value; where none is given it is `true`, which tagging terms have as their default.
fn value<'a>(element: Option<&'a syntax::Expression<'a>>, cx: &Context<'a, '_>) -> Expression<'a> {
    element.map_or(Expression::Bool(true), |element| expression(element, cx))
}

fn expression<'a>(element: &'a syntax::Expression<'a>, cx: &Context<'a, '_>) -> Expression<'a> {
    use syntax::Expression as Element;
    let all = |items: &'a [Element<'a>]| items.iter().map(|item| expression(item, cx));
    match element {
        Element::Constant("Bool", text) if &**text == "true" => Expression::Bool(true),
        Element::Constant("Bool", text) if &**text == "false" => Expression::Bool(false),
        Element::Constant(form, text) => Expression::Constant(form, text),
        Element::EnumMember(text) => enum_member(cx.expand(text)),
        Element::Path(form, text) => Expression::Path(form, cx.expand(text)),
        Element::Null => Expression::Null,
        Element::Collection(items) => Expression::Collection(all(items).collect()),
        Element::Record(record) => {
            let values = record.values.iter();
            let mut values: Vec<_> = values
                .map(|v| (&*v.property, value(v.value.as_ref(), cx)))
                .collect();
            values.sort_by_key(|(name, _)| *name);
            Expression::Record(values)
        }
        Element::Dynamic(dynamic) => {
            let argument = dynamic.argument.as_ref();
            let argument = argument.map(|text| Expression::Constant("String", cx.expand(text)));
            let operands = argument.into_iter().chain(all(&dynamic.operands));
            Expression::Dynamic(dynamic.form, operands.collect())
        }
    }
}

/// `ns.Color/Red ns.Color/Blue` is the type `ns.Color` and the names `Red` and `Blue`.
fn enum_member(text: &str) -> Expression<'_> {
    let mut parts = Vec::new();
    for member in text.split_ascii_whitespace() {
        let (ty, name) = member.split_once('/').unwrap_or(("", member));
        if parts.is_empty() {
            parts.push(ty);
        }
        parts.push(name);
    }
    Expression::EnumMember(parts)
}

/// Sorts all annotations and folds those that say the same twice. Of a term that is applied twice with different values,
/// neither application counts (CSDL 14.2.1 allows one for each qualifier).
pub(super) fn settle(schema: &mut Schema<'_>, cx: &mut Context<'_, '_>) {
    each(schema, &mut |annotations| settle_one(annotations, cx));
}

fn settle_one(annotations: &mut Annotations<'_>, cx: &mut Context<'_, '_>) {
    if annotations.0.len() < 2 {
        return;
    }
    annotations.0.sort_by_key(|a| (a.term, a.qualifier, a.span));
    let is_same =
        |a: &Annotation<'_>, b: &Annotation<'_>| (a.term, a.qualifier) == (b.term, b.qualifier);
    let mut settled = Vec::with_capacity(annotations.0.len());
    for twins in annotations.0.chunk_by(is_same) {
        let Some((first, others)) = twins.split_first() else {
            continue;
        };
        if let Some(other) = others.iter().find(|other| other.value != first.value) {
            let message = format!("`{}` is applied twice, with different values", first.term);
            let warning = Diagnostic::warning("W0206", message)
                .at(other.span, "ignored")
                .and(first.span, "ignored, too");
            cx.report(warning);
        } else {
            settled.push(first.clone());
        }
    }
    annotations.0 = settled;
}

/// All lists of annotations in a schema.
fn each<'a>(schema: &mut Schema<'a>, f: &mut impl FnMut(&mut Annotations<'a>)) {
    for ty in &mut schema.types {
        f(&mut ty.annotations);
        match &mut ty.kind {
            TypeKind::Entity(structure) | TypeKind::Complex(structure) => {
                structure
                    .properties
                    .iter_mut()
                    .for_each(|p| f(&mut p.annotations));
                structure
                    .navigation
                    .iter_mut()
                    .for_each(|n| f(&mut n.annotations));
            }
            TypeKind::Enumeration(enumeration) => {
                enumeration
                    .members
                    .iter_mut()
                    .for_each(|m| f(&mut m.annotations));
            }
            TypeKind::Definition(_) => {}
        }
    }
    for operation in &mut schema.operations {
        f(&mut operation.annotations);
        let parameters = operation
            .binding
            .iter_mut()
            .chain(&mut operation.parameters);
        parameters.for_each(|p| f(&mut p.annotations));
        operation
            .returns
            .iter_mut()
            .for_each(|r| f(&mut r.annotations));
    }
    if let Some(container) = &mut schema.container {
        f(&mut container.annotations);
        container
            .sources
            .iter_mut()
            .for_each(|s| f(&mut s.annotations));
        container
            .imports
            .iter_mut()
            .for_each(|i| f(&mut i.annotations));
    }
}
