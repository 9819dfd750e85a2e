//! Which types, members and operations are wanted, and why.

mod bound;
mod closure;
mod element;
mod path;
mod project;
mod root;
mod why;

pub use bound::{BoundOperations, leads_to};
pub(crate) use closure::says_nothing;
pub use closure::slice;
pub use element::{Element, Node, Verb};
pub(crate) use path::{is_stream, nearest};
pub use project::project;
pub use root::{Root, RootError, parse_root};
pub use why::{Explanation, why};

use std::collections::BTreeMap;

use crate::schema::{Schema, TypeId};

/// The wanted part of a schema: each element with the one that asked for it.
#[derive(Debug, Clone, Default)]
pub struct Slice {
    /// The element that brought this one in, nearest to a root; roots have none.
    reasons: BTreeMap<Element, Option<Element>>,
}

impl Slice {
    /// Is the element wanted?
    pub fn contains(&self, element: Element) -> bool {
        self.reasons.contains_key(&element)
    }

    /// All wanted elements, sorted.
    pub fn elements(&self) -> impl Iterator<Item = Element> {
        self.reasons.keys().copied()
    }

    /// The builders that lead to what is wanted, sorted.
    pub fn nodes(&self) -> impl Iterator<Item = Node> {
        self.elements().filter_map(|element| match element {
            Element::Node(node) => Some(node),
            _ => None,
        })
    }

    /// What can be asked of a node.
    pub fn verbs(&self, node: Node) -> impl Iterator<Item = Verb> {
        Verb::ALL
            .into_iter()
            .filter(move |&verb| self.contains(Element::Request(node, verb)))
    }

    /// The wanted types that derive from this one, at any depth, sorted.
    pub fn descendants(&self, schema: &Schema, id: TypeId) -> Vec<TypeId> {
        let mut found = Vec::new();
        let mut open = vec![id];
        while let Some(next) = open.pop() {
            let derived = schema[next].structure().map_or(&[][..], |s| &s.derived);
            open.extend(derived);
            found.extend(
                derived
                    .iter()
                    .copied()
                    .filter(|&d| self.contains(Element::Type(d))),
            );
        }
        found.sort_unstable();
        found
    }

    /// The chain of elements that leads from a root to this one.
    pub fn chain(&self, element: Element) -> Vec<Element> {
        let mut chain: Vec<_> =
            std::iter::successors(Some(element), |e| self.reasons.get(e).copied().flatten())
                .collect();
        chain.reverse();
        chain
    }
}
