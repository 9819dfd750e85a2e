//! Models of errors: the runtime has one for all, so they are no types of the service.

use rustc_hash::FxHashSet;

use super::context::Context;
use crate::tree::Node;

/// The schemas that only errors lead to.
pub(super) fn models<'t>(cx: &mut Context<'t, '_, '_>) -> FxHashSet<&'t str> {
    let mut models = FxHashSet::default();
    for schema in bodies(cx) {
        if is_error(cx, schema) {
            collect(cx, schema, &mut models);
        }
    }
    if models.is_empty() {
        return models;
    }
    // What other schemas use, too, is a type all the same.
    let mut others = FxHashSet::default();
    if let Some(components) = cx.root.get("components") {
        for (name, schema) in components.members("schemas") {
            if !models.contains(&**name) {
                collect(cx, schema, &mut others);
            }
        }
    }
    models.retain(|name| !others.contains(name));
    models
}

/// The schemas of answers that tell of errors.
fn bodies<'t, 'a>(cx: &mut Context<'t, 'a, '_>) -> Vec<&'t Node<'a>> {
    let mut bodies = Vec::new();
    for (_, item) in cx.root.members("paths") {
        for (_, operation) in item.map() {
            for (status, response) in operation.members("responses") {
                if status.starts_with(['4', '5']) || **status == *"default" {
                    let response = cx.resolved(response);
                    let content = response
                        .into_iter()
                        .flat_map(|response| response.members("content"));
                    bodies.extend(content.filter_map(|(_, media)| media.get("schema")));
                }
            }
        }
    }
    bodies
}

/// Errors are objects with one in it that is called `error` (OData JSON 21.1).
fn is_error<'t, 'a>(cx: &Context<'t, 'a, '_>, schema: &'t Node<'a>) -> bool {
    let target = match schema.str("$ref") {
        Some(reference) => cx
            .components
            .find(reference)
            .ok()
            .map(|(_, (_, node))| node),
        None => Some(schema),
    };
    target.is_some_and(
        |schema| matches!(schema.members("properties"), [(name, _)] if **name == *"error"),
    )
}

/// The schemas that a schema leads to.
fn collect<'t, 'a>(cx: &Context<'t, 'a, '_>, schema: &'t Node<'a>, found: &mut FxHashSet<&'t str>) {
    let mut open = vec![schema];
    while let Some(node) = open.pop() {
        for (key, value) in node.map() {
            match value.as_str() {
                Some(reference) if **key == *"$ref" => {
                    if let Ok((_, (name, target))) = cx.components.find(reference)
                        && found.insert(name)
                    {
                        open.push(target);
                    }
                }
                _ if **key == *"discriminator" => {}
                _ => open.push(value),
            }
        }
        open.extend(node.list());
    }
}
