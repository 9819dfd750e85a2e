//! Actions and functions, as paths call them.

use super::bodies::{Answer, answer, request};
use super::context::Context;
use super::docs;
use super::paths::Place;
use super::position::{Item, Position, position};
use super::tree::Node;
use super::trie::{Trie, arguments};
use crate::csdl::syntax::Annotation;
use crate::diagnostics::Span;

/// An action or a function.
pub(super) struct Operation<'a> {
    pub(super) is_function: bool,
    pub(super) namespace: String,
    pub(super) name: String,
    pub(super) span: Span,
    pub(super) binding: Option<Bound>,
    pub(super) is_composable: bool,
    pub(super) parameters: Vec<Parameter<'a>>,
    pub(super) returns: Option<Position>,
    pub(super) annotations: Vec<Annotation<'a>>,
}

/// A parameter but the binding one.
pub(super) struct Parameter<'a> {
    pub(super) name: String,
    pub(super) span: Span,
    pub(super) position: Position,
    pub(super) annotations: Vec<Annotation<'a>>,
}

/// What an operation is bound to: one value or a collection.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Bound {
    pub(super) item: Item,
    pub(super) many: bool,
}

impl From<Place> for Bound {
    fn from(place: Place) -> Self {
        Self {
            item: Item::Type(place.ty),
            many: place.many,
        }
    }
}

/// What an operation is bound to, and the path that says so.
pub(super) struct Binding {
    pub(super) bound: Bound,
    pub(super) follows: Span,
}

/// Reads an action or function from the path that calls it.
pub(super) fn read<'t, 'a>(
    cx: &mut Context<'t, 'a, '_>,
    binding: Option<Binding>,
    name: &str,
    parentheses: Option<&str>,
    item: &'t Node<'a>,
    trie: &Trie<'t, 'a>,
) -> Option<Operation<'a>> {
    let is_function = item.get("post").is_none();
    let call = item.get("post").or_else(|| item.get("get"))?;
    // The namespace may be written in full, by an alias, or not at all.
    let (prefix, simple) = name.rsplit_once('.').unwrap_or(("", name));
    let types = cx.types.list();
    let is_namespace = types.iter().any(|ty| ty.namespace == prefix);
    let namespace = if is_namespace {
        prefix
    } else {
        &cx.types.namespace
    }
    .to_owned();
    let described = format!("{namespace}.{simple}");
    let mut parameters = Vec::new();
    if is_function {
        for (name, value) in parentheses.map(arguments).unwrap_or_default() {
            let declared = parameter(cx, item, value);
            let schema = declared.and_then(|declared| declared.get("schema"));
            let name_of = name.unwrap_or(value);
            let owner = format!("{described}/{name_of}");
            let found = schema.and_then(|schema| position(cx, schema, &owner));
            parameters.push(Parameter {
                name: name.unwrap_or(value).to_owned(),
                span: trie.span,
                position: found.unwrap_or(Position {
                    item: Item::Edm("Edm.String"),
                    many: false,
                    nullable: None,
                }),
                annotations: declared.map_or_else(Vec::new, docs::of),
            });
        }
    } else if let Some(schema) = request(cx, call) {
        for (name, schema) in body_members(cx, schema) {
            let position = position(cx, schema, &format!("{described}/{name}"))?;
            parameters.push(Parameter {
                name: name.to_owned(),
                span: schema.span,
                position,
                annotations: docs::of(schema),
            });
        }
    }
    let returns = match answer(cx, call, &format!("{described}/$ReturnType"))? {
        Answer::Value(position) => Some(position),
        Answer::Bytes => Some(Position {
            item: Item::Edm("Edm.Stream"),
            many: false,
            nullable: None,
        }),
        Answer::Empty => None,
    };
    // A function returns something (CSDL 12.3).
    if is_function && returns.is_none() {
        return None;
    }
    Some(Operation {
        is_function,
        namespace,
        name: simple.to_owned(),
        span: binding
            .as_ref()
            .map_or(trie.span, |binding| binding.follows),
        binding: binding.map(|binding| binding.bound),
        is_composable: is_function
            && trie
                .children
                .keys()
                .any(|segment| !segment.starts_with('$')),
        parameters,
        returns,
        annotations: docs::of(call),
    })
}

/// The members of the object that an action is sent.
fn body_members<'t, 'a>(
    cx: &mut Context<'t, 'a, '_>,
    schema: &'t Node<'a>,
) -> Vec<(&'t str, &'t Node<'a>)> {
    let Some(schema) = cx.resolved(schema) else {
        return Vec::new();
    };
    let mut members = Vec::new();
    for part in [schema].into_iter().chain(schema.items("allOf")) {
        let part = cx.resolved(part);
        let own = part.into_iter().flat_map(|part| part.members("properties"));
        members.extend(
            own.filter(|(name, _)| !name.contains('@'))
                .map(|(name, schema)| (&**name, schema)),
        );
    }
    members
}

/// The parameter of that name, of a path item or of one of its operations.
pub(super) fn parameter<'t, 'a>(
    cx: &mut Context<'t, 'a, '_>,
    item: &'t Node<'a>,
    name: &str,
) -> Option<&'t Node<'a>> {
    let operations = item.map().iter().map(|(_, operation)| operation);
    let holders: Vec<_> = [item].into_iter().chain(operations).collect();
    for holder in holders {
        for parameter in holder.items("parameters") {
            let parameter = cx.resolved(parameter);
            if let Some(parameter) =
                parameter.filter(|parameter| parameter.str("name") == Some(name))
            {
                return Some(parameter);
            }
        }
    }
    None
}

/// `x-ms-docs-operation-type` where it says that a path calls something.
pub(super) fn kind<'t>(trie: &Trie<'t, '_>) -> Option<&'t str> {
    let mut kinds = trie
        .operations()
        .filter_map(|(_, operation)| operation.str("x-ms-docs-operation-type"));
    kinds.find(|kind| {
        matches!(
            *kind,
            "action" | "function" | "actionImport" | "functionImport"
        )
    })
}
