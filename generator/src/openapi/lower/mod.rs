//! What a CSDL document would have said: the syntax tree that everything after reading starts from.

mod operations;
mod types;

use std::collections::BTreeMap;

use super::context::Context;
use super::docs::text;
use super::loss::Fact;
use super::paths::Service;
use super::position::{Item, Position};
use super::types::{Type, TypeIndex};
use crate::csdl::syntax::{Document, EntityContainer, NavigationSource, Schema, Text};
use crate::diagnostics::Span;

/// The name of the container, which OpenAPI has none for.
const CONTAINER: &str = "Container";

/// The document, from what was found out about types and paths.
pub(super) fn document<'a>(
    cx: &mut Context<'_, 'a, '_>,
    service: Service<'a>,
    source: usize,
) -> Document<'a> {
    let mut schemas = Schemas::default();
    // More come while these are lowered: enumerations that stand within others.
    let mut index = 0;
    while index < cx.types.list().len() {
        types::lower(cx, index, &mut schemas);
        index += 1;
    }
    let mut imports = Vec::new();
    for operation in operations::unique(cx, service.operations) {
        if operation.binding.is_none() {
            imports.push(operations::import(&operation));
        }
        let (namespace, span) = (operation.namespace.clone(), operation.span);
        let lowered = operations::lower(cx, operation);
        schemas.of(&namespace, span).operations.push(lowered);
    }
    let sources: Vec<_> = service
        .sources
        .into_iter()
        .map(|(name, source)| NavigationSource {
            is_singleton: source.is_singleton,
            name: text(name, source.span),
            ty: text(qualified(cx, source.target), source.span),
            in_service_document: true,
            bindings: Vec::new(),
            annotations: source.annotations,
        })
        .collect();
    if !sources.is_empty() || !imports.is_empty() {
        let namespace = cx.types.namespace.clone();
        let name = if let Some(name) = &cx.profile.container {
            name.get_ref().clone()
        } else {
            cx.lose(Fact::Container, namespace.clone(), format!("`{CONTAINER}`"));
            CONTAINER.to_owned()
        };
        let span = cx.root.span;
        schemas
            .of(&namespace, span)
            .containers
            .push(EntityContainer {
                name: text(name, span),
                span,
                extends: None,
                sources,
                imports,
                annotations: Vec::new(),
            });
    }
    Document {
        source,
        starts: Vec::new(),
        references: Vec::new(),
        schemas: schemas.0.into_values().collect(),
    }
}

/// The schemas by namespace.
#[derive(Default)]
struct Schemas<'a>(BTreeMap<String, Schema<'a>>);

impl<'a> Schemas<'a> {
    fn of(&mut self, namespace: &str, span: Span) -> &mut Schema<'a> {
        self.0
            .entry(namespace.to_owned())
            .or_insert_with(|| Schema {
                namespace: text(namespace.to_owned(), span),
                alias: None,
                structures: Vec::new(),
                enumerations: Vec::new(),
                definitions: Vec::new(),
                operations: Vec::new(),
                containers: Vec::new(),
                terms: Vec::new(),
                external: Vec::new(),
                annotations: Vec::new(),
            })
    }
}

fn qualified(cx: &Context<'_, '_, '_>, index: TypeIndex) -> String {
    cx.types
        .get(index)
        .map_or_else(String::new, Type::qualified)
}

/// The type of a position as CSDL writes it.
fn type_name<'a>(cx: &Context<'_, '_, '_>, position: Position, span: Span) -> Text<'a> {
    let item = match position.item {
        Item::Edm(name) if !position.many => return text(name, span),
        Item::Edm(name) => name.to_owned(),
        Item::Type(index) => qualified(cx, index),
    };
    text(
        if position.many {
            format!("Collection({item})")
        } else {
            item
        },
        span,
    )
}
