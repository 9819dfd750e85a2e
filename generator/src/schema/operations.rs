//! Actions and functions (CSDL 12).

use std::cmp::Ordering;
use std::ops::Range;

use rustc_hash::FxHashMap;

use super::annotations::lower;
use super::context::Context;
use super::{Operation, OperationKind, Parameter, QualifiedName, ReturnType, Schema, TypeRef};
use crate::csdl::{Document, syntax};
use crate::diagnostics::Diagnostic;

/// What tells overloads apart, and where they are.
#[derive(Default)]
pub(super) struct Signatures<'a> {
    /// By operation: the types of its parameters, in order, the binding parameter first.
    pub(super) types: Vec<Vec<TypeRef>>,
    /// By name: the overloads.
    pub(super) by_name: FxHashMap<QualifiedName<'a>, Range<usize>>,
}

/// Adds all actions and functions to the schema.
pub(super) fn resolve<'a>(
    document: &'a Document<'a>,
    schema: &mut Schema<'a>,
    cx: &mut Context<'a, '_>,
) -> Signatures<'a> {
    let mut operations = Vec::new();
    for schema in &document.schemas {
        let namespace = &*schema.namespace;
        for element in &schema.operations {
            let name = &*element.name;
            operations.extend(operation(QualifiedName { namespace, name }, element, cx));
        }
    }
    operations.sort_by(|(a, _), (b, _)| order(a, b).then(a.span.cmp(&b.span)));
    operations.dedup_by(|(b, _), (a, _)| {
        order(a, b) == Ordering::Equal && {
            let what = format!("this overload of `{}`", a.name);
            cx.report_again("E0209", &what, b.span, a.span);
            true
        }
    });
    let mut signatures = Signatures::default();
    for (at, (operation, types)) in operations.into_iter().enumerate() {
        let overloads = signatures.by_name.entry(operation.name);
        overloads.or_insert(at..at).end = at + 1;
        signatures.types.push(types);
        schema.operations.push(operation);
    }
    signatures
}

/// By name, then by what they are bound to, then by parameters.
pub(crate) fn order(a: &Operation<'_>, b: &Operation<'_>) -> Ordering {
    fn names<'o>(o: &'o Operation<'_>) -> impl Iterator<Item = &'o str> {
        o.parameters.iter().map(|p| p.name)
    }
    fn types(o: &Operation<'_>) -> impl Iterator<Item = TypeRef> {
        o.parameters.iter().map(|p| p.ty)
    }
    let binding = |o: &Operation<'_>| o.binding.as_ref().map(|p| p.ty);
    (a.name.cmp(&b.name))
        .then_with(|| binding(a).cmp(&binding(b)))
        .then_with(|| names(a).cmp(names(b)))
        .then_with(|| types(a).cmp(types(b)))
}

fn operation<'a>(
    name: QualifiedName<'a>,
    element: &'a syntax::Operation<'a>,
    cx: &mut Context<'a, '_>,
) -> Option<(Operation<'a>, Vec<TypeRef>)> {
    let mut rest = element.parameters.iter();
    let binding = if element.is_bound {
        Some(binding(rest.next(), element, cx)?)
    } else {
        None
    };
    let mut parameters: Vec<_> = rest
        .map(|element| parameter(element, cx.type_ref(&element.ty), cx))
        .collect();
    let types = binding.iter().chain(&parameters).map(|p| p.ty).collect();
    unique_parameters(binding.as_ref(), &mut parameters, cx);
    let kind = if element.is_function {
        OperationKind::Function {
            is_composable: element.is_composable,
        }
    } else {
        OperationKind::Action
    };
    let operation = Operation {
        name,
        span: element.span,
        kind,
        binding,
        parameters,
        returns: element.returns.as_ref().map(|r| return_type(r, cx)),
        entity_set_path: element.entity_set_path.as_ref().map(|path| cx.expand(path)),
        annotations: lower(&element.annotations, cx),
    };
    Some((operation, types))
}

fn binding<'a>(
    first: Option<&'a syntax::Parameter<'a>>,
    operation: &syntax::Operation<'_>,
    cx: &mut Context<'a, '_>,
) -> Option<Parameter<'a>> {
    let Some(element) = first else {
        let message = format!("`{}` is bound but has no parameters", operation.name.value);
        let error = Diagnostic::error("E0211", message);
        cx.report(error.at(operation.span, "the first parameter is what it is bound to"));
        return None;
    };
    let ty = cx.known_type(&element.ty)?;
    Some(parameter(element, ty, cx))
}

fn parameter<'a>(
    element: &'a syntax::Parameter<'a>,
    ty: TypeRef,
    cx: &mut Context<'a, '_>,
) -> Parameter<'a> {
    Parameter {
        name: &element.name,
        span: element.name.span,
        ty,
        nullable: element.nullable.unwrap_or(true),
        is_optional: false,
        annotations: lower(&element.annotations, cx),
    }
}

fn return_type<'a>(
    element: &'a syntax::ReturnType<'a>,
    cx: &mut Context<'a, '_>,
) -> ReturnType<'a> {
    ReturnType {
        span: element.span,
        ty: cx.type_ref(&element.ty),
        nullable: element.nullable.unwrap_or(true),
        annotations: lower(&element.annotations, cx),
    }
}

/// Sorts the parameters. No two may have one name, the binding parameter included.
fn unique_parameters<'a>(
    binding: Option<&Parameter<'a>>,
    parameters: &mut Vec<Parameter<'a>>,
    cx: &mut Context<'a, '_>,
) {
    parameters.sort_by_key(|p| p.name);
    parameters.dedup_by(|b, a| {
        b.name == a.name && {
            let what = format!("the parameter `{}`", a.name);
            cx.report_again("E0202", &what, b.span, a.span);
            true
        }
    });
    if let Some(first) = binding
        && let Some(again) = parameters.iter().find(|p| p.name == first.name)
    {
        let what = format!("the parameter `{}`", first.name);
        cx.report_again("E0202", &what, again.span, first.span);
    }
}

/// Parameters that are annotated as optional may be left out.
pub(super) fn mark_optional_parameters(schema: &mut Schema<'_>) {
    for operation in &mut schema.operations {
        for parameter in &mut operation.parameters {
            let annotation = parameter
                .annotations
                .get("Org.OData.Core.V1.OptionalParameter");
            parameter.is_optional = annotation.is_some();
        }
    }
}
