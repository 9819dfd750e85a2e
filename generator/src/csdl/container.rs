//! The entity container and what is in it (CSDL 13).

use super::annotation::annotation;
use super::reader::Reader;
use super::syntax::{
    EntityContainer, NavigationPropertyBinding, NavigationSource, OperationImport,
};

pub(super) fn entity_container<'a>(r: &mut Reader<'a, '_>) -> Option<EntityContainer<'a>> {
    let span = r.tag();
    let name = r.required("Name");
    let extends = r.take("Extends");
    let mut sources = Vec::new();
    let mut imports = Vec::new();
    let mut annotations = Vec::new();
    while let Some(child) = r.child() {
        match child {
            "EntitySet" => sources.extend(navigation_source(r, false)),
            "Singleton" => sources.extend(navigation_source(r, true)),
            "ActionImport" => imports.extend(operation_import(r, false)),
            "FunctionImport" => imports.extend(operation_import(r, true)),
            "Annotation" => annotations.extend(annotation(r)),
            _ => r.skip_unknown(),
        }
    }
    Some(EntityContainer {
        name: name?,
        span,
        extends,
        sources,
        imports,
        annotations,
    })
}

fn navigation_source<'a>(
    r: &mut Reader<'a, '_>,
    is_singleton: bool,
) -> Option<NavigationSource<'a>> {
    let name = r.required("Name");
    let ty = r.required(if is_singleton { "Type" } else { "EntityType" });
    let in_service_document = r.flag("IncludeInServiceDocument").unwrap_or(true);
    if is_singleton {
        r.flag("Nullable"); // says that there may be none; nothing depends on it
    }
    let mut bindings = Vec::new();
    let mut annotations = Vec::new();
    while let Some(child) = r.child() {
        match child {
            "NavigationPropertyBinding" => bindings.extend(navigation_property_binding(r)),
            "Annotation" => annotations.extend(annotation(r)),
            _ => r.skip_unknown(),
        }
    }
    Some(NavigationSource {
        is_singleton,
        name: name?,
        ty: ty?,
        in_service_document,
        bindings,
        annotations,
    })
}

fn navigation_property_binding<'a>(
    r: &mut Reader<'a, '_>,
) -> Option<NavigationPropertyBinding<'a>> {
    let path = r.required("Path");
    let target = r.required("Target");
    r.annotations();
    Some(NavigationPropertyBinding {
        path: path?.into(),
        target: target?.into(),
    })
}

fn operation_import<'a>(r: &mut Reader<'a, '_>, is_function: bool) -> Option<OperationImport<'a>> {
    let name = r.required("Name");
    let operation = r.required(if is_function { "Function" } else { "Action" });
    let entity_set = r.path("EntitySet");
    let in_service_document = r.flag("IncludeInServiceDocument").unwrap_or(false);
    let annotations = r.annotations();
    Some(OperationImport {
        is_function,
        name: name?,
        operation: operation?,
        entity_set,
        in_service_document,
        annotations,
    })
}
