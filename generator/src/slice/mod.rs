//! Which types, members and operations are wanted, and why.

mod address;
mod bound;
mod call;
mod closure;
mod element;
mod find;
mod keys;
mod near;
mod needs;
mod path;
mod present;
mod project;
mod request;
mod root;
mod segments;
#[cfg(test)]
mod tests;
mod uncalled;
mod unpatched;
mod why;

pub(crate) use address::addressed;
pub use bound::BoundOperations;
pub use call::{Call, Subject};
pub use closure::slice;
pub(crate) use closure::{has_casts, says_nothing};
pub use element::{Element, Node, Verb};
pub(crate) use keys::alternate_keys;
pub(crate) use path::is_stream;
pub use present::present;
pub use project::project;
pub use request::{RequestBody, request_body};
pub use root::{Root, RootError, Roots, parse_root};
pub use uncalled::uncalled;
pub use unpatched::unpatched;
pub use why::{Explanation, why};

use std::collections::{BTreeMap, BTreeSet};

use crate::schema::{ElementId, Schema, TypeId};

/// The wanted part of a schema: each element with its reason.
#[derive(Debug, Clone, Default)]
pub struct Slice {
    reasons: BTreeMap<Element, Reason>,
    starts: Vec<Start>,
    /// Is all of the schema wanted?
    everything: bool,
    /// The navigation properties that paths go along, where others are members of models only.
    ways: Option<BTreeSet<Element>>,
}

/// What a line of `roots` asks for: the elements on its path, each for the sake of the next.
#[derive(Debug, Clone)]
struct Start {
    /// The place of the line.
    root: usize,
    path: Vec<Element>,
}

/// Why an element is wanted.
#[derive(Debug, Clone, Copy)]
enum Reason {
    /// It is on the path of a root.
    Step { start: usize, step: usize },
    /// Another wanted element cannot do without it.
    NeededBy(Element),
}

/// The way from a root to an element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chain {
    /// The place of the root in the list.
    pub root: usize,
    /// The elements on the way, the wanted one last.
    pub elements: Vec<Element>,
}

impl Slice {
    /// Is the element wanted?
    pub fn contains(&self, element: impl Into<Element>) -> bool {
        self.reasons.contains_key(&element.into())
    }

    /// Do paths go along a navigation property?
    pub fn goes_along(&self, navigation: impl Into<Element>) -> bool {
        let navigation = navigation.into();
        let ways = self.ways.as_ref();
        self.contains(navigation) && ways.is_none_or(|ways| ways.contains(&navigation))
    }

    /// Are values of a type told apart by the types that derive from it?
    pub(crate) fn has_kinds(&self, schema: &Schema, id: TypeId) -> bool {
        !says_nothing(schema, id) || self.everything && has_casts(schema, id)
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
                    .filter(|&d| self.contains(ElementId::Type(d))),
            );
        }
        found.sort_unstable();
        found
    }

    /// A shortest way from a root to this element, if it is wanted.
    pub fn chain(&self, mut element: Element) -> Option<Chain> {
        let mut needed = Vec::new();
        loop {
            match *self.reasons.get(&element)? {
                Reason::NeededBy(by) => {
                    needed.push(element);
                    element = by;
                }
                Reason::Step { start, step } => {
                    let Start { root, path } = self.starts.get(start)?;
                    let mut elements = path.get(..=step)?.to_vec();
                    elements.extend(needed.into_iter().rev());
                    return Some(Chain {
                        root: *root,
                        elements,
                    });
                }
            }
        }
    }
}
