//! Actions and functions, as paths call them.

use super::bodies::{Answer, answer, request};
use super::context::Context;
use super::docs;
use super::paths::Place;
use super::position::{Item, Position, position};
use super::trie::{Trie, arguments};
use crate::csdl::syntax::Annotation;
use crate::diagnostics::Span;
use crate::tree::Node;

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

impl Bound {
    /// Where the binding parameter stands; nothing is said of null.
    pub(super) fn position(self) -> Position {
        Position {
            item: self.item,
            many: self.many,
            nullable: None,
        }
    }
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
    let parameters = if is_function {
        let arguments = parentheses.map(arguments).unwrap_or_default();
        let read = |(name, value)| argument(cx, item, trie.span, &described, (name, value));
        arguments.into_iter().map(read).collect()
    } else {
        body_parameters(cx, call, &described)?
    };
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

/// A parameter of the function `owner` as its call has it: `name={value}`, or `{value}` alone.
fn argument<'t, 'a>(
    cx: &mut Context<'t, 'a, '_>,
    item: &'t Node<'a>,
    span: Span,
    owner: &str,
    (name, value): (Option<&str>, &str),
) -> Parameter<'a> {
    let declared = parameter(cx, item, value);
    let schema = declared.and_then(|declared| declared.get("schema"));
    let name = name.unwrap_or(value);
    let found = schema.and_then(|schema| position(cx, schema, &format!("{owner}/{name}")));
    Parameter {
        name: name.to_owned(),
        span,
        position: found.unwrap_or(Position {
            item: Item::Edm("Edm.String"),
            many: false,
            nullable: None,
        }),
        annotations: declared.map_or_else(Vec::new, docs::of),
    }
}

/// The parameters that the action `owner` has in its body.
fn body_parameters<'t, 'a>(
    cx: &mut Context<'t, 'a, '_>,
    call: &'t Node<'a>,
    owner: &str,
) -> Option<Vec<Parameter<'a>>> {
    let Some(schema) = request(cx, call) else {
        return Some(Vec::new());
    };
    let members = body_members(cx, schema).into_iter();
    let members = members.map(|(name, schema)| {
        Some(Parameter {
            name: name.to_owned(),
            span: schema.span,
            position: position(cx, schema, &format!("{owner}/{name}"))?,
            annotations: docs::of(schema),
        })
    });
    members.collect()
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
