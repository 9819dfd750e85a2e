//! What can be asked of a place itself, as methods.

use super::docs::code;
use super::lower::Context;
use super::types::item_type;
use super::{Call, Docs, Item, PathMeaning, Returns};
use crate::schema::Primitive;
use crate::slice::{Node, Verb};

/// The name of the method, its documentation, and what it does; none where there is no model to send or read.
pub(super) fn method(
    context: &Context<'_, '_>,
    node: Node,
    verb: Verb,
) -> Option<(&'static str, Docs, Call)> {
    let schema = context.schema;
    let wire = code(schema.name_of(node.ty).name);
    let item = item_type(schema, &context.paths, node.ty);
    let model = || match &item {
        Item::Structure(path) => Some(path.clone()),
        _ => None,
    };
    let read = || read(context, node).map(Call::Read);
    let is_primitive = node.is_primitive(schema);
    let (name, line, call) = match verb {
        Verb::Get => ("get", format!("Reads the {wire}."), read()?),
        Verb::List => ("list", format!("Reads a page of {wire}."), read()?),
        Verb::Create => (
            "create",
            format!("Adds one {wire}."),
            Call::Create(model()?),
        ),
        Verb::Update => (
            "update",
            format!("Changes the {wire}."),
            Call::Update(model()?),
        ),
        Verb::Put => (
            "put",
            format!("Puts another {wire} in its place, or makes it."),
            Call::Put(model()?),
        ),
        Verb::Delete if is_primitive => ("delete", format!("Makes the {wire} null."), Call::Delete),
        Verb::Delete => ("delete", format!("Deletes the {wire}."), Call::Delete),
        Verb::Count if is_primitive => ("count", format!("Counts the {wire} values."), Call::Count),
        Verb::Count => ("count", format!("Counts the {wire} entities."), Call::Count),
        Verb::Media => media(node, &wire, is_primitive),
        Verb::Reference if node.many => (
            "references",
            format!("The references to {wire} entities, `$ref`."),
            Call::References,
        ),
        Verb::Reference => (
            "reference",
            format!("The reference to the {wire}, `$ref`."),
            Call::Reference,
        ),
    };
    let caveats = context.restrictions.of_request(node, verb);
    let docs = Docs {
        paragraphs: [line].into_iter().chain(caveats).collect(),
        deprecated: None,
    };
    Some((name, docs, call))
}

fn media(node: Node, wire: &str, is_primitive: bool) -> (&'static str, String, Call) {
    let (name, line, segment) = if node.ty == Primitive::Stream.into() {
        ("media", "The bytes.".to_owned(), "")
    } else if is_primitive {
        let line = format!("The bare text or bytes of the {wire}, `$value`.");
        ("raw_value", line, "$value")
    } else {
        ("media", format!("The bytes of the {wire}."), "$value")
    };
    let wire = segment.to_owned();
    (name, line, Call::Media { wire })
}

/// What reading a node answers.
fn read(context: &Context<'_, '_>, node: Node) -> Option<Returns> {
    match item_type(context.schema, &context.paths, node.ty) {
        Item::Structure(path) if !node.many => Some(Returns::Structure(path)),
        item if !node.many => node
            .is_primitive(context.schema)
            .then_some(Returns::Value(item)),
        item @ Item::Structure(_) => Some(Returns::Page(item)),
        item => {
            let is_structure = context.schema.structure_of(node.ty).is_some();
            (!is_structure).then_some(Returns::Page(item))
        }
    }
}

/// What a request to a place itself means on the wire. Of references and bytes the next method tells the verb.
pub(super) fn meaning(call: &Call) -> PathMeaning {
    let (verb, template) = match call {
        Call::Create(_) => (Some("POST"), ""),
        Call::Update(_) => (Some("PATCH"), ""),
        Call::Put(_) => (Some("PUT"), ""),
        Call::Delete => (Some("DELETE"), ""),
        Call::Count => (Some("GET"), "/$count"),
        Call::Media { wire } if wire.is_empty() => (None, ""),
        Call::Media { .. } => (None, "/$value"),
        Call::References | Call::Reference => (None, "/$ref"),
        _ => (Some("GET"), ""),
    };
    PathMeaning {
        verb,
        ..PathMeaning::template(template.to_owned())
    }
}
