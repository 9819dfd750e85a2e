//! Hints for segments that stand in documentation, and not in roots.

use std::ops::Range;

use super::path::fault;
use super::{Node, RootError};
use crate::schema::{KeyProperty, Schema};

/// Query options are no part of a root.
pub(super) fn refuse_query(place: &Range<usize>, segment: &str) -> Result<(), RootError> {
    let head = segment.split('(').next().unwrap_or_default();
    let Some((path, _)) = head.split_once('?') else {
        return Ok(());
    };
    let start = place.start + path.len();
    Err(fault(
        &(start..place.end),
        "a root has no query options".to_owned(),
        "leave them out: each request takes them in code, as `search`, `filter` or `with_query`",
    ))
}

/// Hints at the service root for a name that the schema does not have.
pub(super) fn of_service(name: &str) -> Option<String> {
    (name == "$batch").then(|| {
        "a batch needs no root: name the requests that go into it, and put them into a `Batch` in code"
            .to_owned()
    })
}

/// Hints for a name behind a collection that has nothing of that name: `inbox` of `mailFolders/inbox`.
pub(super) fn of_collection(schema: &Schema, node: Node, name: &str) -> Option<String> {
    let key: Vec<_> = schema.key(node.ty).iter().map(KeyProperty::name).collect();
    let [key] = key[..] else { return None };
    let is_value = node.many && !name.starts_with('$');
    is_value.then(|| format!("if `{name}` is a key, write `{{{key}}}` here, and `{name}` in code"))
}
