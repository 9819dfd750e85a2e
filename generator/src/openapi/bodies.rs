//! What requests send and answers bring.

use super::context::Context;
use super::pages::{self, Content};
use super::position::{Item, Position, position};
use super::types::types_of;
use crate::csdl::syntax::Text;
use crate::tree::Node;

/// What an operation answers.
#[derive(Clone, Copy)]
pub(super) enum Answer {
    /// A value or, in an envelope, a collection.
    Value(Position),
    /// Bytes that are no JSON.
    Bytes,
    /// Nothing.
    Empty,
}

/// What an operation answers when it succeeds. Of several answers the first with a value counts, by status:
/// 200 before 201 before `2XX` before 202 and the others.
pub(super) fn answer<'t, 'a>(
    cx: &mut Context<'t, 'a, '_>,
    operation: &'t Node<'a>,
    owner: &str,
) -> Option<Answer> {
    let responses = operation.members("responses").iter();
    let mut successes: Vec<_> = responses
        .filter(|(status, _)| status.starts_with('2'))
        .collect();
    let preferred = ["200", "201", "2XX"];
    successes.sort_by_key(|(status, _)| {
        let at = preferred
            .iter()
            .position(|one| status.eq_ignore_ascii_case(one));
        (at.unwrap_or(preferred.len()), status.to_string())
    });
    let mut found = Answer::Empty;
    for (_, response) in successes {
        let response = cx.resolved(response)?;
        match body(response) {
            Body::Json(schema) => return Some(Answer::Value(folded(cx, schema, owner)?)),
            Body::Bytes => found = Answer::Bytes,
            Body::Empty | Body::Other(_) => {}
        }
    }
    Some(found)
}

/// The schema of what an operation is sent.
pub(super) fn request<'t, 'a>(
    cx: &mut Context<'t, 'a, '_>,
    operation: &'t Node<'a>,
) -> Option<&'t Node<'a>> {
    let body = cx.resolved(operation.get("requestBody")?)?;
    match self::body(body) {
        Body::Json(schema) => Some(schema),
        _ => None,
    }
}

/// Does an operation send bytes?
pub(super) fn sends_bytes<'t, 'a>(cx: &mut Context<'t, 'a, '_>, operation: &'t Node<'a>) -> bool {
    let sent = operation
        .get("requestBody")
        .and_then(|body| cx.resolved(body));
    sent.is_some_and(|sent| matches!(body(sent), Body::Bytes))
}

/// What is sent or answered, by its media types.
pub(super) enum Body<'t, 'a> {
    Json(&'t Node<'a>),
    Bytes,
    Empty,
    /// Fields of forms, XML, and other things that are neither; the media type.
    Other(&'t Text<'a>),
}

/// What a request body or a response has. JSON counts before all else.
pub(super) fn body<'t, 'a>(holder: &'t Node<'a>) -> Body<'t, 'a> {
    let content = holder.members("content");
    let found = content
        .iter()
        .map(|(name, media)| (name, media.get("schema")));
    let is_text = |schema: &Node<'_>| {
        schema.str("format") == Some("binary")
            || types_of(schema).all(|ty| ty == "string") && schema.get("$ref").is_none()
    };
    let json = found.clone().find_map(|(name, schema)| {
        let is_any = **name == *"*/*" && !schema.is_some_and(is_text);
        schema.filter(|_| name.contains("json") || is_any)
    });
    let is_form = |name: &str| name.starts_with("multipart/") || name.contains("form-urlencoded");
    let mut bytes = found.filter(|(name, schema)| {
        let is_structured = schema.is_some_and(|schema| !is_text(schema) && !schema.is_anything());
        name.value == "text/plain" || !is_form(name) && !is_structured && !name.contains("json")
    });
    match (json, content) {
        (Some(schema), _) if schema.str("format") == Some("binary") => Body::Bytes,
        (Some(schema), _) => Body::Json(schema),
        (None, []) => Body::Empty,
        (None, _) if bytes.next().is_some() => Body::Bytes,
        // Microsoft's converter leaves the schema out where there is nothing to say.
        (None, [(name, _), ..]) if name.contains("json") => Body::Bytes,
        (None, [(name, _), ..]) => Body::Other(name),
    }
}

/// The position that a body is, taken out of its envelope.
fn folded<'t, 'a>(
    cx: &mut Context<'t, 'a, '_>,
    schema: &'t Node<'a>,
    owner: &str,
) -> Option<Position> {
    let named = schema
        .str("$ref")
        .and_then(|reference| cx.components.find(reference).ok());
    let is_type = named.is_some_and(|(_, (name, _))| cx.types.of_schema(name).is_some());
    match pages::content(cx, schema).filter(|_| !is_type) {
        Some(Content::Items(items)) => {
            let item = position(cx, items, owner)?;
            let item = if item.many {
                Position {
                    item: Item::Edm("Edm.Untyped"),
                    ..item
                }
            } else {
                item
            };
            Some(Position { many: true, ..item })
        }
        Some(Content::Single(value)) => position(cx, value, owner),
        None => position(cx, schema, owner),
    }
}
