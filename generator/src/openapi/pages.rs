//! Envelopes around collections, and around single values: no types, but how they are sent.

use rustc_hash::FxHashSet;

use super::context::Context;
use crate::tree::Node;

/// Of how many schemas an envelope may be made up.
const PARTS: usize = 16;

/// What an envelope holds.
pub(super) enum Content<'t, 'a> {
    /// `value` is a list of these.
    Items(&'t Node<'a>),
    /// `value` is this.
    Single(&'t Node<'a>),
}

/// What is in an envelope, if the schema is one: all its properties but `value` are annotations.
pub(super) fn content<'t, 'a>(
    cx: &Context<'t, 'a, '_>,
    schema: &'t Node<'a>,
) -> Option<Content<'t, 'a>> {
    let mut value = None;
    envelope(cx, schema, &mut { PARTS }, &mut value)?;
    let value = value?;
    Some(match value.get("items") {
        Some(items) if value.str("type") == Some("array") => Content::Items(items),
        _ => Content::Single(value),
    })
}

/// Goes through the properties; `None` if there is another than `value`.
fn envelope<'t, 'a>(
    cx: &Context<'t, 'a, '_>,
    schema: &'t Node<'a>,
    parts: &mut usize,
    value: &mut Option<&'t Node<'a>>,
) -> Option<()> {
    *parts = parts.checked_sub(1)?;
    if let Some(reference) = schema.get("$ref") {
        let (_, (_, target)) = cx.components.find(reference.as_str()?).ok()?;
        return envelope(cx, target, parts, value);
    }
    for (name, property) in schema.members("properties") {
        match &**name {
            "value" => *value = Some(property),
            name if is_annotation(name) => {}
            _ => return None,
        }
    }
    for part in schema.items("allOf") {
        envelope(cx, part, parts, value)?;
    }
    Some(())
}

fn is_annotation(name: &str) -> bool {
    name.contains('@') || name.starts_with("odata.")
}

/// The schemas that operations with `x-ms-pageable` answer with. Which properties it names is not asked: in OData
/// they are `value` and `@odata.nextLink` (OData JSON 4.6.5).
pub(super) fn marked<'t>(cx: &mut Context<'t, '_, '_>) -> FxHashSet<&'t str> {
    let mut marked = FxHashSet::default();
    let paths = cx.root.members("paths").iter();
    let operations = paths.flat_map(|(_, item)| item.map());
    for (_, operation) in operations.filter(|(_, node)| node.get("x-ms-pageable").is_some()) {
        for (_, response) in operation.members("responses") {
            let response = cx.resolved(response).into_iter();
            let content = response.flat_map(|response| response.members("content"));
            let schemas = content.filter_map(|(_, media)| media.get("schema")?.str("$ref"));
            let components = schemas.filter_map(|schema| cx.components.find(schema).ok());
            marked.extend(components.map(|(_, (name, _))| &**name));
        }
    }
    marked
}

/// Is a component schema an envelope, or what envelopes have in common? A type may well have one property that
/// is called `value`; so an operation, its name or its annotations have to say so, too.
pub(super) fn is_page<'t, 'a>(
    cx: &Context<'t, 'a, '_>,
    name: &str,
    schema: &'t Node<'a>,
    marked: &FxHashSet<&str>,
) -> bool {
    let counts = ["@odata.count", "@odata.nextLink", "@odata.deltaLink"];
    let pages = schema
        .members("properties")
        .iter()
        .any(|(name, _)| counts.contains(&&**name));
    let is_called_so = name.ends_with("CollectionResponse") || name.ends_with("CountResponse");
    let mut value = None;
    let is_said = marked.contains(name) || pages || is_called_so;
    is_said && envelope(cx, schema, &mut { PARTS }, &mut value).is_some()
}
