//! What a request comes down to: the methods of builders that make it.

use super::bound::BoundOperations;
use super::path::follow;
use super::{Element, Node, Root, RootError, Slice, parse_root};
use crate::schema::{ElementId, Schema};

/// A method of a builder: the request or operation that it makes, and the node that it is made to. Imports are
/// called at the service root, which is no node.
pub type Subject = (Option<Node>, Element);

/// The elements on the path of a request.
#[derive(Debug, Clone)]
pub struct Call(Vec<Element>);

impl Call {
    /// Follows a request such as `GET /users/{id}`, as the lines of `roots` are.
    ///
    /// # Errors
    /// It is no request, or the path leads nowhere.
    pub fn new(schema: &Schema, bound: &BoundOperations, request: &str) -> Result<Self, RootError> {
        match parse_root(request)? {
            Root::Request { method, segments } => {
                follow(schema, bound, method, &segments).map(Self)
            }
            Root::Everything | Root::Type(_) => Err(RootError {
                code: "E0401",
                place: 0..request.len(),
                message: format!("`{request}` is not a request"),
                hint: "a request is a method and a path: `GET /users/{id}`".to_owned(),
            }),
        }
    }

    /// Can it be made with a slice?
    pub fn is_in(&self, slice: &Slice) -> bool {
        self.0.iter().all(|&element| slice.contains(element))
    }

    /// What it comes down to: of operations all overloads.
    pub fn subjects(&self) -> Vec<Subject> {
        let at = |end: usize| {
            let before = self.0.iter().take(end).rev();
            let mut nodes = before.filter_map(|element| match element {
                Element::Node(node) => Some(*node),
                _ => None,
            });
            nodes.next()
        };
        if let Some(&Element::Request(node, verb)) = self.0.last() {
            return vec![(Some(node), Element::Request(node, verb))];
        }
        let is_operation =
            |element: &&Element| matches!(element, Element::Declared(ElementId::Operation(_)));
        let count = self.0.iter().rev().take_while(is_operation).count();
        let start = self.0.len() - count;
        let node = at(start);
        let operations = self.0.iter().skip(start);
        operations.map(|&operation| (node, operation)).collect()
    }
}
