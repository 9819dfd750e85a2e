//! What can be asked of a place itself, as methods.

use super::docs::code;
use super::lower::Context;
use super::{Call, Docs};
use crate::slice::{Node, Verb};

/// The name of the method, its documentation, and what it does; none where there is no model to send or read.
pub(super) fn method(
    context: &Context<'_, '_>,
    node: Node,
    verb: Verb,
) -> Option<(&'static str, Docs, Call)> {
    let wire = code(context.schema[node.ty].name.name);
    let model = || context.paths.model(node.ty).cloned();
    let (name, line, call) = match verb {
        Verb::Get => ("get", format!("Reads the {wire}."), Call::Get(model()?)),
        Verb::List => (
            "list",
            format!("Reads a page of {wire}."),
            Call::List(model()?),
        ),
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
        Verb::Delete => ("delete", format!("Deletes the {wire}."), Call::Delete),
        Verb::Count => ("count", format!("Counts the {wire} entities."), Call::Count),
        Verb::Media => (
            "media",
            format!("The bytes of the {wire}."),
            Call::Media {
                wire: "$value".to_owned(),
            },
        ),
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
    let caveat = context.restrictions.of_request(node, verb);
    let docs = Docs {
        paragraphs: [line].into_iter().chain(caveat).collect(),
        deprecated: None,
    };
    Some((name, docs, call))
}
