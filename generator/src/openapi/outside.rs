//! What OData has no words for. A request with such a thing is refused where it is wanted; a document without any sign
//! of OData is refused as a whole.

use super::bodies::{Body, body};
use super::context::Context;
use super::loss::Fact;
use super::marks::Mark;
use super::operations;
use super::pages::{self, Content};
use super::trie::Trie;
use super::types::types_of;
use crate::diagnostics::Diagnostic;
use crate::tree::Node;

/// Headers that the runtime sends, or that requests have methods for.
const HEADERS: [&str; 12] = [
    "accept",
    "authorization",
    "consistencylevel",
    "content-length",
    "content-type",
    "if-match",
    "if-modified-since",
    "if-none-match",
    "odata-maxversion",
    "odata-version",
    "prefer",
    "range",
];

/// Of how many reasons a document is told that has no sign of OData.
const REASONS: usize = 12;

/// Refuses a document that describes no OData service, with what it has that OData does not: no part of it would be
/// read as it is meant.
pub(super) fn refuse_others<'t, 'a>(cx: &mut Context<'t, 'a, '_>, trie: &Trie<'t, 'a>) {
    if cx.root.members("paths").is_empty() || has_sign(cx) {
        return;
    }
    let place = cx
        .root
        .get("paths")
        .map_or(cx.root.span, |paths| paths.span);
    let mut error = Diagnostic::error("E0516", "the document describes no OData service").at(
        place,
        "neither `@odata` properties, `$` parameters, collections in `value`, nor qualified names",
    );
    let mut reasons = Vec::new();
    // Whatever the form of its collections, bare lists are none.
    cx.marks.insert(Mark::Pages);
    collect(cx, trie, &mut reasons);
    for label in reasons
        .into_iter()
        .flat_map(|reason| reason.labels)
        .take(REASONS)
    {
        error = error.and(label.span, label.text);
    }
    cx.report(error.hint(
        "this command reads descriptions of OData services, such as Microsoft Graph; for any other use \
         `progenitor` or `openapi-generator`",
    ));
}

fn collect<'t, 'a>(cx: &mut Context<'t, 'a, '_>, trie: &Trie<'t, 'a>, found: &mut Vec<Diagnostic>) {
    for (method, operation) in trie.operations() {
        let is_read = method == "get";
        found.extend(faults(cx, trie, operation, is_read));
    }
    for child in trie.children.values() {
        collect(cx, child, found);
    }
}

/// Does anything say that the document describes an OData service?
fn has_sign(cx: &Context<'_, '_, '_>) -> bool {
    let title = cx.root.get("info").and_then(|info| info.str("title"));
    let components = cx.root.get("components");
    let mut schemas = components
        .iter()
        .flat_map(|components| components.members("schemas"));
    let mut paths = cx.root.members("paths").iter();
    title.is_some_and(|title| title.contains("OData"))
        || schemas.any(|(name, _)| name.contains('.'))
        || paths.any(|(path, _)| path.contains("/$") || path.contains('('))
        || shows_odata(cx, cx.root)
}

/// Control information, system query options, extensions of Microsoft's converter, or a collection in an envelope.
fn shows_odata(cx: &Context<'_, '_, '_>, node: &Node<'_>) -> bool {
    let is_sign = |name: &str| {
        name.starts_with("@odata.") || name.starts_with("odata.") || name.starts_with("x-ms-docs-")
    };
    let is_option = node.str("in") == Some("query")
        && node.str("name").is_some_and(|name| name.starts_with('$'));
    let is_page = || matches!(pages::content(cx, node), Some(Content::Items(_)));
    is_option
        || node.get("properties").is_some() && is_page()
        || node
            .map()
            .iter()
            .any(|(name, below)| is_sign(name) || shows_odata(cx, below))
        || node.list().iter().any(|below| shows_odata(cx, below))
}

/// What a request has that OData does not, each with its place.
pub(super) fn faults<'t, 'a>(
    cx: &mut Context<'t, 'a, '_>,
    trie: &Trie<'t, 'a>,
    operation: &'t Node<'a>,
    is_read: bool,
) -> Vec<Diagnostic> {
    let mut found = required_parameters(cx, trie, operation);
    let sent = operation
        .get("requestBody")
        .and_then(|body| cx.resolved(body));
    found.extend(sent.and_then(neither));
    for (status, response) in operation.members("responses") {
        if !status.starts_with('2') {
            continue;
        }
        let Some(response) = cx.resolved(response) else {
            continue;
        };
        found.extend(neither(response));
        if is_read && operations::kind(trie).is_none() && !trie.is_call {
            found.extend(bare_list(cx, response));
        }
    }
    found
}

/// A body that is neither JSON nor bytes.
fn neither(holder: &Node<'_>) -> Option<Diagnostic> {
    let Body::Other(media) = body(holder) else {
        return None;
    };
    let message = format!("a body is of the media type `{}`", &**media);
    let error = Diagnostic::error("E0519", message).at(media.span, "neither JSON nor bytes");
    Some(error.hint(
        "bodies are JSON, or bytes such as `application/octet-stream`; leave the request out",
    ))
}

/// An answer that is a list where the document has collections in `value`, as OData does (OData JSON 12).
fn bare_list<'t, 'a>(cx: &mut Context<'t, 'a, '_>, response: &'t Node<'a>) -> Option<Diagnostic> {
    let Body::Json(schema) = body(response) else {
        return None;
    };
    let resolved = cx.resolved(schema)?;
    if !types_of(resolved).any(|ty| ty == "array") {
        return None;
    }
    if !cx.says(Mark::Pages) {
        cx.bare_lists.get_or_insert(schema.span);
        return None;
    }
    let error = Diagnostic::error("E0517", "the answer is a list and no object")
        .at(schema.span, "a bare list");
    Some(error.hint("OData answers collections in `value`; leave the request out"))
}

/// Parameters that have to be sent and that OData does not have; what may be left out is noted.
fn required_parameters<'t, 'a>(
    cx: &mut Context<'t, 'a, '_>,
    trie: &Trie<'t, 'a>,
    operation: &'t Node<'a>,
) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let common = trie.item.iter().flat_map(|item| item.items("parameters"));
    for parameter in common.chain(operation.items("parameters")) {
        let Some(declared) = cx.resolved(parameter) else {
            continue;
        };
        let (name, place) = (
            declared.str("name").unwrap_or_default(),
            declared.str("in").unwrap_or_default(),
        );
        let is_known = match place {
            "query" => name.starts_with(['$', '@']),
            "header" => HEADERS.contains(&name.to_ascii_lowercase().as_str()),
            "cookie" => false,
            _ => true,
        };
        if is_known {
            continue;
        }
        if declared.flag("required") {
            let message = format!("the parameter `{name}` is required ({place})");
            let error =
                Diagnostic::error("E0518", message).at(declared.span, "OData does not have it");
            found.push(error.hint("requests send system query options and the headers of OData; leave the request out"));
        } else {
            cx.lose(Fact::Parameter, format!("`{name}` ({place})"), "left out");
        }
    }
    found
}

/// Warns of bare lists that were taken for collections, because the document shows no other form of them.
pub(super) fn report_bare_lists(cx: &mut Context<'_, '_, '_>) {
    let Some(place) = cx.bare_lists else {
        return;
    };
    let message = "answers are lists, where OData has them in `value`";
    let warning = Diagnostic::warning("W0506", message);
    cx.report(warning.at(
        place,
        "taken for a collection in `value`, as all of the document are",
    ));
}

/// Does the document answer any collection in `value`?
pub(super) fn has_pages(cx: &mut Context<'_, '_, '_>) -> bool {
    let operations = cx
        .root
        .members("paths")
        .iter()
        .flat_map(|(_, item)| item.map());
    for (_, operation) in operations {
        for (_, response) in operation.members("responses") {
            let response = cx.resolved(response);
            if let Some(Body::Json(schema)) = response.map(body)
                && matches!(pages::content(cx, schema), Some(Content::Items(_)))
            {
                return true;
            }
        }
    }
    false
}
