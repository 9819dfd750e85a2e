//! The named types, sorted, and what each of them is.

use rustc_hash::FxHashMap;

use super::annotations::lower;
use super::context::Context;
use super::enumerations::enumeration;
use super::names::Found;
use super::structures::structure;
use super::{Primitive, QualifiedName, Type, TypeKind};
use crate::csdl::Document;
use crate::csdl::syntax::{EnumType, StructuredType, Text, TypeDefinition};
use crate::diagnostics::{Diagnostic, Span};

/// A type and the element that declares it.
pub(super) struct Declared<'a> {
    pub(super) name: QualifiedName<'a>,
    /// Where its name stands.
    pub(super) span: Span,
    pub(super) element: Element<'a>,
}

#[derive(Clone, Copy)]
pub(super) enum Element<'a> {
    Structure(&'a StructuredType<'a>),
    Enumeration(&'a EnumType<'a>),
    Definition(&'a TypeDefinition<'a>),
}

impl<'a> Declared<'a> {
    pub(super) fn structure(&self) -> Option<&'a StructuredType<'a>> {
        match self.element {
            Element::Structure(element) => Some(element),
            _ => None,
        }
    }

    fn is_entity(&self) -> bool {
        self.structure().is_some_and(|element| element.is_entity)
    }
}

/// All types, sorted by name; from here on the place in this list is the id of a type.
pub(super) fn declare<'a>(
    document: &'a Document<'a>,
    cx: &mut Context<'a, '_>,
) -> Vec<Declared<'a>> {
    let mut types = Vec::new();
    for schema in &document.schemas {
        let namespace = &*schema.namespace;
        let mut declare = |name: &'a Text<'a>, element| {
            types.push(Declared {
                name: QualifiedName { namespace, name },
                span: name.span,
                element,
            });
        };
        for element in &schema.structures {
            declare(&element.name, Element::Structure(element));
        }
        for element in &schema.enumerations {
            declare(&element.name, Element::Enumeration(element));
        }
        for element in &schema.definitions {
            declare(&element.name, Element::Definition(element));
        }
    }
    types.sort_unstable_by_key(|ty| (ty.name, ty.span));
    types.dedup_by(|again, first| {
        let is_same = again.name == first.name;
        if is_same {
            let what = format!("the type `{}`", first.name);
            cx.report_again("E0201", &what, again.span, first.span);
        }
        is_same
    });
    cx.names
        .declare_types(types.iter().map(|ty| (ty.name, ty.is_entity())));
    check_other_names(document, &types, cx);
    types
}

/// Terms and containers must not have the name of a type or of each other. For operations this is
/// a rule, too, but Microsoft Graph has types and actions of one name, and they cannot be mixed up.
fn check_other_names<'a>(
    document: &'a Document<'a>,
    types: &[Declared<'a>],
    cx: &mut Context<'a, '_>,
) {
    let mut first_of = FxHashMap::default();
    for schema in &document.schemas {
        let namespace = &*schema.namespace;
        let terms = schema.terms.iter().map(|t| &t.name);
        for name in terms.chain(schema.containers.iter().map(|c| &c.name)) {
            let qualified = QualifiedName { namespace, name };
            let first = span_of(types, qualified).or(first_of.insert(qualified, name.span));
            if let Some(first) = first {
                let what = format!("the name `{qualified}`");
                cx.report_again("E0201", &what, name.span, first);
            }
        }
        for name in schema.operations.iter().map(|o| &o.name) {
            let qualified = QualifiedName { namespace, name };
            // Once for all overloads.
            let is_first = first_of.insert(qualified, name.span).is_none();
            if let Some(first) = span_of(types, qualified).filter(|_| is_first) {
                let message = format!("`{qualified}` is a type and an action or function");
                let warning = Diagnostic::warning("W0209", message);
                cx.report(warning.at(name.span, "this one").and(first, "the type"));
            }
        }
    }
}

fn span_of(types: &[Declared<'_>], name: QualifiedName<'_>) -> Option<Span> {
    let found = types.binary_search_by_key(&name, |ty| ty.name).ok()?;
    types.get(found).map(|ty| ty.span)
}

/// What each type is. Links between structured types come later.
pub(super) fn resolve<'a>(declared: &[Declared<'a>], cx: &mut Context<'a, '_>) -> Vec<Type<'a>> {
    let resolve = |ty: &Declared<'a>| {
        let (kind, span, annotations) = match ty.element {
            Element::Structure(element) => {
                let structure = structure(element, cx);
                let kind = if element.is_entity {
                    TypeKind::Entity(structure)
                } else {
                    TypeKind::Complex(structure)
                };
                (kind, element.span, &element.annotations)
            }
            Element::Enumeration(element) => (
                TypeKind::Enumeration(enumeration(element, cx)),
                element.span,
                &element.annotations,
            ),
            Element::Definition(element) => (
                TypeKind::Definition(underlying(&element.underlying, cx)),
                element.span,
                &element.annotations,
            ),
        };
        Type {
            name: ty.name,
            span,
            kind,
            annotations: lower(annotations, cx),
        }
    };
    declared.iter().map(resolve).collect()
}

/// The primitive type beneath a type definition (CSDL 11.1).
fn underlying<'a>(text: &'a Text<'a>, cx: &mut Context<'a, '_>) -> Primitive {
    match cx.find(text, text.span) {
        Some(Found::Primitive(primitive)) => primitive,
        None => Primitive::Untyped,
        Some(Found::Type(_)) => {
            let message = format!("`{}` is not a primitive type", text.value);
            let error = Diagnostic::error("E0204", message);
            cx.report(error.at(text.span, "expected a type such as `Edm.String`"));
            Primitive::Untyped
        }
    }
}
