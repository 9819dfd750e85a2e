//! Descriptions and deprecations, as annotations of CSDL.

use std::borrow::Cow;

use crate::csdl::syntax::{Annotation, Expression, PathText, PropertyValue, Record, Text};
use crate::diagnostics::Span;
use crate::tree::Node;

const DESCRIPTION: &str = "Org.OData.Core.V1.Description";
const LONG_DESCRIPTION: &str = "Org.OData.Core.V1.LongDescription";
const REVISIONS: &str = "Org.OData.Core.V1.Revisions";
const DEPRECATED: &str = "Org.OData.Core.V1.RevisionKind/Deprecated";
const COMPUTED: &str = "Org.OData.Core.V1.Computed";

/// What Microsoft's converter begins the descriptions of paths with that have none.
const NO_DESCRIPTION: &str = "Provides operations to ";

/// What is said of a schema or operation: the first paragraph of its description is the short one.
pub(super) fn of<'a>(node: &Node<'a>) -> Vec<Annotation<'a>> {
    let mut annotations = described(node);
    annotations.extend(deprecation(node));
    if node.flag("readOnly") {
        let yes = Expression::Constant("Bool", text("true", node.span));
        annotations.push(annotation(COMPUTED, node.span, yes));
    }
    annotations
}

/// What is said of a path.
pub(super) fn of_path<'a>(item: &Node<'a>) -> Vec<Annotation<'a>> {
    if item
        .str("description")
        .is_some_and(|text| text.starts_with(NO_DESCRIPTION))
    {
        return Vec::new();
    }
    described(item)
}

fn described<'a>(node: &Node<'a>) -> Vec<Annotation<'a>> {
    let Some(description) = node.get("description").and_then(Node::text) else {
        return Vec::new();
    };
    let span = description.span;
    let (short, long) = match description.value {
        Cow::Borrowed(text) => {
            let (short, long) = paragraphs(text);
            (Cow::Borrowed(short), Cow::Borrowed(long))
        }
        Cow::Owned(text) => {
            let (short, long) = paragraphs(&text);
            (Cow::Owned(short.to_owned()), Cow::Owned(long.to_owned()))
        }
    };
    [(DESCRIPTION, short), (LONG_DESCRIPTION, long)]
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(term, value)| {
            annotation(
                term,
                span,
                Expression::Constant("String", Text { value, span }),
            )
        })
        .collect()
}

/// The first paragraph and the rest.
fn paragraphs(text: &str) -> (&str, &str) {
    let (short, long) = text.split_once("\n\n").unwrap_or((text, ""));
    (short.trim(), long.trim())
}

/// `deprecated` and `x-ms-deprecation` as `Core.Revisions`.
fn deprecation<'a>(node: &Node<'a>) -> Option<Annotation<'a>> {
    let details = node.get("x-ms-deprecation");
    if details.is_none() && !node.flag("deprecated") {
        return None;
    }
    let span = details.map_or(node.span, |details| details.span);
    let kind = Expression::EnumMember(PathText::from(text(DEPRECATED, span)));
    let mut values = vec![("Kind", kind)];
    for (property, key) in [
        ("Date", "date"),
        ("RemovalDate", "removalDate"),
        ("Version", "version"),
        ("Description", "description"),
    ] {
        let value = details
            .and_then(|details| details.get(key))
            .and_then(Node::text);
        values.extend(value.map(|value| (property, Expression::Constant("String", value))));
    }
    let value = |(property, value)| PropertyValue {
        property: text(property, span),
        value: Some(value),
        annotations: Vec::new(),
    };
    let record = Record {
        ty: None,
        values: values.into_iter().map(value).collect(),
        annotations: Vec::new(),
    };
    let revisions = Expression::Collection(vec![Expression::Record(Box::new(record))]);
    Some(annotation(REVISIONS, span, revisions))
}

pub(super) fn annotation<'a>(
    term: &'static str,
    span: Span,
    value: Expression<'a>,
) -> Annotation<'a> {
    Annotation {
        term: text(term, span),
        qualifier: None,
        span,
        value: Some(value),
        annotations: Vec::new(),
    }
}

pub(super) fn text<'a>(value: impl Into<Cow<'a, str>>, span: Span) -> Text<'a> {
    Text {
        value: value.into(),
        span,
    }
}
