//! Actions and functions (CSDL JSON 12).

use super::{Reader, facets, text, type_of};
use crate::csdl::syntax::{Operation, Parameter, PathText, ReturnType, Text};
use crate::tree::Node;

impl Reader<'_> {
    /// An overload of an action or function.
    pub(super) fn operation<'a>(
        &mut self,
        name: &Text<'a>,
        node: &Node<'a>,
    ) -> Option<Operation<'a>> {
        let is_function = match node.str("$Kind") {
            Some("Function") => true,
            Some("Action") => false,
            kind => {
                self.unknown_kind(name, kind);
                return None;
            }
        };
        let parameters = node.items("$Parameter").iter();
        let parameters = parameters
            .filter_map(|parameter| self.parameter(parameter))
            .collect();
        let returns = node
            .get("$ReturnType")
            .map(|node| self.return_type(name, node));
        Some(Operation {
            is_function,
            name: name.clone(),
            span: name.span,
            is_bound: node.flag("$IsBound"),
            is_composable: is_function && node.flag("$IsComposable"),
            entity_set_path: text(node, "$EntitySetPath").map(PathText::from),
            parameters,
            returns,
            annotations: self.annotations(node, ""),
        })
    }

    fn parameter<'a>(&mut self, node: &Node<'a>) -> Option<Parameter<'a>> {
        let name = self.required(node, "$Name")?;
        let ty = type_of(&name, node);
        Some(Parameter {
            facets: Some(facets(&ty, node)),
            name,
            ty,
            nullable: Some(node.flag("$Nullable")),
            annotations: self.annotations(node, ""),
        })
    }

    fn return_type<'a>(&mut self, name: &Text<'a>, node: &Node<'a>) -> ReturnType<'a> {
        let ty = type_of(name, node);
        ReturnType {
            span: ty.span,
            facets: Some(facets(&ty, node)),
            ty,
            nullable: Some(node.flag("$Nullable")),
            annotations: self.annotations(node, ""),
        }
    }
}
