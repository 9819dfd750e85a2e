//! The entity container (CSDL JSON 13).

use super::{Reader, elements, text};
use crate::csdl::syntax::{
    EntityContainer, NavigationPropertyBinding, NavigationSource, OperationImport, Text,
};
use crate::tree::Node;

impl Reader<'_> {
    pub(super) fn container<'a>(
        &mut self,
        name: &Text<'a>,
        node: &Node<'a>,
    ) -> EntityContainer<'a> {
        let mut container = EntityContainer {
            name: name.clone(),
            span: name.span,
            extends: text(node, "$Extends"),
            sources: Vec::new(),
            imports: Vec::new(),
            annotations: self.annotations(node, ""),
        };
        for (name, child) in elements(node) {
            let imported = [("$Action", false), ("$Function", true)];
            let mut imported = imported.into_iter();
            let import = imported.find_map(|(key, kind)| Some((text(child, key)?, kind)));
            match import {
                Some((operation, is_function)) => {
                    let import = self.import(name, child, operation, is_function);
                    container.imports.push(import);
                }
                None => container.sources.extend(self.source(name, child)),
            }
        }
        container
    }

    /// An entity set or singleton.
    fn source<'a>(&mut self, name: &Text<'a>, node: &Node<'a>) -> Option<NavigationSource<'a>> {
        let bindings = node.members("$NavigationPropertyBinding").iter();
        let bindings = bindings.filter_map(|(path, target)| {
            Some(NavigationPropertyBinding {
                path: path.clone().into(),
                target: target.text()?.into(),
            })
        });
        let is_listed = node.get("$IncludeInServiceDocument");
        Some(NavigationSource {
            is_singleton: !node.flag("$Collection"),
            name: name.clone(),
            ty: self.required(node, "$Type")?,
            in_service_document: is_listed.is_none() || node.flag("$IncludeInServiceDocument"),
            bindings: bindings.collect(),
            annotations: self.annotations(node, ""),
        })
    }

    fn import<'a>(
        &mut self,
        name: &Text<'a>,
        node: &Node<'a>,
        operation: Text<'a>,
        is_function: bool,
    ) -> OperationImport<'a> {
        OperationImport {
            is_function,
            name: name.clone(),
            operation,
            entity_set: text(node, "$EntitySet").map(Into::into),
            in_service_document: node.flag("$IncludeInServiceDocument"),
            annotations: self.annotations(node, ""),
        }
    }
}
