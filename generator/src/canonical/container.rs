//! The entity container: entity sets, singletons, imports (CSDL 13).

use super::annotations;
use super::xml::{Xml, flag, unless};
use crate::schema::{Container, NavigationSource, OperationImport, OperationKind, Schema};

pub(super) fn write(xml: &mut Xml, schema: &Schema<'_>, container: &Container<'_>) {
    let attributes = [("Name", Some(container.name.name.into()))];
    xml.element("EntityContainer", &attributes, |xml| {
        annotations::write(xml, &container.annotations);
        for source in container.sources.iter().filter(|s| !s.is_singleton) {
            write_entity_set(xml, schema, source);
        }
        for source in container.sources.iter().filter(|s| s.is_singleton) {
            write_singleton(xml, schema, source);
        }
        for write in [write_action_import, write_function_import] {
            for import in &container.imports {
                write(xml, schema, import);
            }
        }
    });
}

/// An entity set or a singleton.
pub(super) fn write_any_source(xml: &mut Xml, schema: &Schema<'_>, source: &NavigationSource<'_>) {
    if source.is_singleton {
        write_singleton(xml, schema, source);
    } else {
        write_entity_set(xml, schema, source);
    }
}

/// An import of an action or a function.
pub(super) fn write_import(xml: &mut Xml, schema: &Schema<'_>, import: &OperationImport<'_>) {
    write_action_import(xml, schema, import);
    write_function_import(xml, schema, import);
}

fn write_entity_set(xml: &mut Xml, schema: &Schema<'_>, source: &NavigationSource<'_>) {
    let attributes = [
        ("Name", Some(source.name.into())),
        (
            "EntityType",
            Some(schema[source.target].name.to_string().into()),
        ),
        (
            "IncludeInServiceDocument",
            unless(source.in_service_document),
        ),
    ];
    xml.element("EntitySet", &attributes, |xml| write_source(xml, source));
}

fn write_singleton(xml: &mut Xml, schema: &Schema<'_>, source: &NavigationSource<'_>) {
    let attributes = [
        ("Name", Some(source.name.into())),
        ("Type", Some(schema[source.target].name.to_string().into())),
    ];
    xml.element("Singleton", &attributes, |xml| write_source(xml, source));
}

fn write_source(xml: &mut Xml, source: &NavigationSource<'_>) {
    annotations::write(xml, &source.annotations);
    for binding in &source.bindings {
        let attributes = [
            ("Path", Some(binding.path.into())),
            ("Target", Some(binding.target.into())),
        ];
        xml.empty("NavigationPropertyBinding", &attributes);
    }
}

fn write_action_import(xml: &mut Xml, schema: &Schema<'_>, import: &OperationImport<'_>) {
    if let Some((OperationKind::Action, operation)) = imported(schema, import) {
        let attributes = [
            ("Name", Some(import.name.into())),
            ("Action", Some(operation.into())),
            ("EntitySet", import.entity_set.map(Into::into)),
        ];
        xml.element("ActionImport", &attributes, |xml| {
            annotations::write(xml, &import.annotations);
        });
    }
}

fn write_function_import(xml: &mut Xml, schema: &Schema<'_>, import: &OperationImport<'_>) {
    if let Some((OperationKind::Function { .. }, operation)) = imported(schema, import) {
        let attributes = [
            ("Name", Some(import.name.into())),
            ("Function", Some(operation.into())),
            ("EntitySet", import.entity_set.map(Into::into)),
            ("IncludeInServiceDocument", flag(import.in_service_document)),
        ];
        xml.element("FunctionImport", &attributes, |xml| {
            annotations::write(xml, &import.annotations);
        });
    }
}

/// What an import stands for. Its overloads share kind and name.
fn imported(schema: &Schema<'_>, import: &OperationImport<'_>) -> Option<(OperationKind, String)> {
    let operation = &schema[*import.operations.first()?];
    Some((operation.kind, operation.name.to_string()))
}
