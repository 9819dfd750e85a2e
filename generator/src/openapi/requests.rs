//! The requests that the document lists: it is the list of what the service answers.

use std::collections::BTreeSet;

use super::context::Context;
use super::trie::Trie;
use super::{outside, security};
use crate::diagnostics::{Diagnostic, Span};
use crate::permissions::Need;

/// A request that the document lists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// The method and the path: `GET /users/{user-id}`.
    pub request: String,
    /// The path in the document.
    pub span: Span,
    /// What it has that OData does not: it is refused where it is wanted.
    pub faults: Vec<Diagnostic>,
    /// What it needs to be allowed, if the document says it.
    pub need: Option<Need>,
}

impl Listed {
    /// The request without the names of its parameters.
    pub(crate) fn shape(&self) -> String {
        shape(&self.request)
    }
}

/// All requests, each once however its parameters are called.
pub(super) fn listed<'t, 'a>(cx: &mut Context<'t, 'a, '_>, trie: &Trie<'t, 'a>) -> Vec<Listed> {
    let mut found = Vec::new();
    collect(cx, trie, &mut String::new(), &mut found);
    let mut seen = BTreeSet::new();
    found.retain(|listed| seen.insert(listed.shape()));
    found
}

fn collect<'t, 'a>(
    cx: &mut Context<'t, 'a, '_>,
    trie: &Trie<'t, 'a>,
    path: &mut String,
    found: &mut Vec<Listed>,
) {
    for (method, operation) in trie.operations() {
        let faults = outside::faults(cx, trie, operation, method == "get");
        found.push(Listed {
            request: format!("{} {path}", method.to_ascii_uppercase()),
            span: trie.span,
            faults: faults.into_iter().map(|fault| cx.located(fault)).collect(),
            need: security::need(cx, operation),
        });
    }
    for (segment, child) in &trie.children {
        let end = path.len();
        path.push('/');
        path.push_str(segment);
        collect(cx, child, path, found);
        path.truncate(end);
    }
}

/// A request without the names of its parameters.
pub(crate) fn shape(request: &str) -> String {
    let mut shape = String::new();
    let mut inside = false;
    for c in request.chars().filter(|c| !matches!(c, '\'' | '"')) {
        match c {
            '{' => inside = true,
            '}' => {
                inside = false;
                shape.push_str("{}");
            }
            _ if inside => {}
            _ => shape.push(c),
        }
    }
    shape
}

#[cfg(test)]
mod tests {
    use super::shape;

    #[test]
    fn names_of_parameters_do_not_count() {
        assert_eq!(shape("GET /{user-id}"), "GET /{}");
        assert_eq!(shape("f(a='{x}',b={y})"), "f(a={},b={})");
    }
}
