//! Actions and functions (CSDL 12).

use super::annotations;
use super::xml::{Xml, flag, unless};
use crate::schema::{Operation, OperationKind, Parameter, ReturnType, Schema};

pub(super) fn write(xml: &mut Xml, schema: &Schema<'_>, namespace: &str) {
    let here = || {
        schema
            .operations
            .iter()
            .filter(|o| o.name.namespace == namespace)
    };
    for action in here().filter(|o| o.kind == OperationKind::Action) {
        write_any(xml, schema, action);
    }
    for function in here().filter(|o| o.kind != OperationKind::Action) {
        write_any(xml, schema, function);
    }
}

/// An action or a function.
pub(super) fn write_any(xml: &mut Xml, schema: &Schema<'_>, operation: &Operation<'_>) {
    match operation.kind {
        OperationKind::Action => write_operation(xml, schema, "Action", operation, false),
        OperationKind::Function { is_composable } => {
            write_operation(xml, schema, "Function", operation, is_composable);
        }
    }
}

fn write_operation(
    xml: &mut Xml,
    schema: &Schema<'_>,
    element: &str,
    operation: &Operation<'_>,
    is_composable: bool,
) {
    let attributes = [
        ("Name", Some(operation.name.name.into())),
        ("IsBound", flag(operation.binding.is_some())),
        ("IsComposable", flag(is_composable)),
        ("EntitySetPath", operation.entity_set_path.map(Into::into)),
    ];
    xml.element(element, &attributes, |xml| {
        annotations::write(xml, &operation.annotations);
        for parameter in operation.binding.iter().chain(&operation.parameters) {
            write_parameter(xml, schema, parameter);
        }
        if let Some(returns) = &operation.returns {
            write_return_type(xml, schema, returns);
        }
    });
}

pub(super) fn write_parameter(xml: &mut Xml, schema: &Schema<'_>, parameter: &Parameter<'_>) {
    let attributes = [
        ("Name", Some(parameter.name.into())),
        ("Type", Some(schema.type_name(parameter.ty).into())),
        ("Nullable", unless(parameter.nullable)),
    ];
    xml.element("Parameter", &attributes, |xml| {
        annotations::write(xml, &parameter.annotations);
    });
}

pub(super) fn write_return_type(xml: &mut Xml, schema: &Schema<'_>, returns: &ReturnType<'_>) {
    let attributes = [
        ("Type", Some(schema.type_name(returns.ty).into())),
        ("Nullable", unless(returns.nullable)),
    ];
    xml.element("ReturnType", &attributes, |xml| {
        annotations::write(xml, &returns.annotations);
    });
}
