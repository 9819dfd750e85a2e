//! What requests send and answers bring.

use super::context::Context;
use super::pages::{self, Content};
use super::position::{Item, Position, position};
use super::tree::Node;

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
            Body::Empty => {}
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

enum Body<'t, 'a> {
    Json(&'t Node<'a>),
    Bytes,
    Empty,
}

fn body<'t, 'a>(holder: &'t Node<'a>) -> Body<'t, 'a> {
    let content = holder.members("content");
    let is_json = |name: &str| name.contains("json");
    let json = content.iter().find(|(name, _)| is_json(name));
    match (json.and_then(|(_, media)| media.get("schema")), content) {
        (Some(schema), _) if schema.str("format") == Some("binary") => Body::Bytes,
        (Some(schema), _) => Body::Json(schema),
        (None, []) => Body::Empty,
        (None, _) => Body::Bytes,
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
