//! The paths of a document as a tree of segments.

use std::collections::BTreeMap;

use super::context::Context;
use super::loss::Fact;
use super::prefix;
use crate::diagnostics::Span;
use crate::tree::Node;

/// What stands at the end of a path, and what goes on from there.
#[derive(Default)]
pub(super) struct Trie<'t, 'a> {
    /// The path item, and the one that says that this path is like it.
    pub(super) item: Option<&'t Node<'a>>,
    /// Where the first path stands that comes by here.
    pub(super) span: Span,
    pub(super) children: BTreeMap<&'t str, Trie<'t, 'a>>,
    /// The segment is spelled as a call: with named values in parentheses, with none, or with a qualified name.
    pub(super) is_call: bool,
}

/// Conventional names of methods in path items.
pub(super) const METHODS: [&str; 5] = ["get", "post", "put", "patch", "delete"];

impl<'t, 'a> Trie<'t, 'a> {
    /// All paths, those that are only mentioned among them.
    pub(super) fn of(cx: &mut Context<'t, 'a, '_>) -> Self {
        let prefix = prefix::of(cx);
        let mut root = Self::default();
        let mut mentioned = Vec::new();
        for (path, item) in cx.root.members("paths") {
            let Some(item) = cx.resolved(item) else {
                continue;
            };
            match within(&prefix, path) {
                Some(below) => root.add(below, item, path.span),
                None => cx.lose(
                    Fact::Path,
                    path.to_string(),
                    "left out: it does not start with `path-prefix`",
                ),
            }
            for other in item.items("x-ms-docs-grouped-path") {
                mentioned.extend(other.as_str().map(|path| (path, item, other.span)));
            }
        }
        // What is said of a path itself counts more than that it is like another one.
        for (path, item, span) in mentioned {
            if let Some(below) = within(&prefix, path) {
                root.add(below, item, span);
            }
        }
        root
    }

    fn add(&mut self, path: &'t str, item: &'t Node<'a>, span: Span) {
        let mut at = self;
        for segment in path.split('/').filter(|segment| !segment.is_empty()) {
            at = at.children.entry(segment).or_default();
            at.is_call = is_call(segment);
            at.span = if at.span == Span::default() {
                span
            } else {
                at.span.min(span)
            };
        }
        at.item.get_or_insert(item);
    }

    /// The operation of a method.
    pub(super) fn operation(&self, method: &str) -> Option<&'t Node<'a>> {
        self.item?.get(method)
    }

    /// All operations.
    pub(super) fn operations(&self) -> impl Iterator<Item = (&'static str, &'t Node<'a>)> {
        METHODS
            .into_iter()
            .filter_map(|method| Some((method, self.operation(method)?)))
    }

    /// The children that are keys of what stands here.
    pub(super) fn keys(&self) -> impl Iterator<Item = (&'t str, &Trie<'t, 'a>)> {
        let children = self.children.iter();
        children
            .filter(|(segment, _)| segment.starts_with('{'))
            .map(|(segment, child)| (*segment, child))
    }

    /// The path items here and below, the nearest first.
    pub(super) fn items(&self) -> Vec<&'t Node<'a>> {
        let mut found = Vec::new();
        let mut open = std::collections::VecDeque::from([self]);
        while let Some(trie) = open.pop_front() {
            found.extend(trie.item);
            open.extend(trie.children.values());
        }
        found
    }
}

/// The part of a path behind the prefix that all have.
fn within<'t>(prefix: &str, path: &'t str) -> Option<&'t str> {
    let below = path.strip_prefix(prefix.trim_end_matches('/'))?;
    (below.is_empty() || below.starts_with('/')).then_some(below)
}

fn is_call(segment: &str) -> bool {
    match split(segment) {
        (_, Some(values)) => arguments(values).iter().all(|(name, _)| name.is_some()),
        (name, None) => name.contains('.') && !name.starts_with('{'),
    }
}

/// A segment: its name, and what it has in parentheses.
pub(super) fn split(segment: &str) -> (&str, Option<&str>) {
    match segment
        .strip_suffix(')')
        .and_then(|segment| segment.split_once('('))
    {
        Some((name, arguments)) => (name, Some(arguments)),
        None => (segment, None),
    }
}

/// What parentheses have: `{id}` and `'{id}'` are a value, `a={b}` is a named one.
pub(super) fn arguments(text: &str) -> Vec<(Option<&str>, &str)> {
    let parts = text
        .split(',')
        .map(str::trim)
        .filter(|part| !part.is_empty());
    let bare = |value: &'_ str| -> (usize, usize) {
        let trimmed = value.trim_matches(['\'', '"', '@', '{', '}']);
        let start = value.find(trimmed).unwrap_or_default();
        (start, start + trimmed.len())
    };
    parts
        .map(|part| {
            if let Some((name, value)) = part.split_once('=') {
                let (start, end) = bare(value);
                (Some(name.trim()), value.get(start..end).unwrap_or(value))
            } else {
                let (start, end) = bare(part);
                (None, part.get(start..end).unwrap_or(part))
            }
        })
        .collect()
}
