//! One of the two schemas, and which part of it decides.

use super::{Input, InputFacts, Scope};
use crate::config::Api;
use crate::schema::{ElementId, Operation, QualifiedName, Schema, TypeId, TypeRef};
use crate::slice::{Element, Node, Slice, slice};

/// One of the two schemas.
pub(super) struct Side<'s> {
    pub(super) schema: &'s Schema<'s>,
    /// The part that decides; without it, all does.
    pub(super) slice: Option<Slice>,
    /// Roots that are not there.
    pub(super) missing_roots: Vec<String>,
    /// Those that are there, as the slice numbers them.
    pub(super) roots: Vec<String>,
}

impl<'s> Side<'s> {
    pub(super) fn new(input: &Input<'s>, scope: Scope<'_>) -> Self {
        match scope {
            Scope::All => Self {
                schema: input.schema,
                slice: None,
                missing_roots: Vec::new(),
                roots: Vec::new(),
            },
            Scope::Slice(api) => Self::sliced(input.schema, api),
        }
    }

    /// The slice of the roots that are there.
    pub(super) fn sliced(schema: &'s Schema<'s>, api: &Api) -> Self {
        let roots = api.wanted.roots.iter().map(|root| root.get_ref().as_str());
        let mut roots: Vec<_> = roots.collect();
        let mut missing_roots = Vec::new();
        let slice = loop {
            let errors = match slice(schema, &roots) {
                Ok(slice) => break slice,
                Err(errors) => errors,
            };
            let faulty: Vec<_> = errors.into_iter().map(|(root, _)| root).collect();
            let (there, gone): (Vec<_>, Vec<_>) =
                (roots.into_iter().enumerate()).partition(|(root, _)| !faulty.contains(root));
            missing_roots.extend(gone.into_iter().map(|(_, root)| root.to_owned()));
            roots = there.into_iter().map(|(_, root)| root).collect();
        };
        missing_roots.sort_unstable();
        Self {
            schema,
            slice: Some(slice),
            missing_roots,
            roots: roots.into_iter().map(str::to_owned).collect(),
        }
    }

    pub(super) fn facts(&self, input: &Input<'_>) -> InputFacts {
        InputFacts {
            name: input.source.name.clone(),
            revision: None,
            date: None,
            bytes: input.source.text.len(),
            types: self.schema.types.len(),
            operations: self.schema.operations.len(),
            missing_roots: self.missing_roots.clone(),
        }
    }

    /// Does the element decide?
    pub(super) fn wants(&self, element: impl Into<Element>) -> bool {
        self.slice
            .as_ref()
            .is_none_or(|slice| slice.contains(element))
    }

    /// Does the type decide: as a model, or because a path leads through its entities?
    pub(super) fn wants_type(&self, ty: TypeId) -> bool {
        let nodes = [false, true].map(|many| {
            Element::Node(Node {
                ty: ty.into(),
                many,
            })
        });
        self.wants(ElementId::Type(ty)) || nodes.into_iter().any(|node| self.wants(node))
    }

    /// Does a navigation property decide that is called like the end of a path?
    pub(super) fn wants_navigation(&self, path: &str) -> bool {
        let last = path.rsplit('/').next().unwrap_or(path);
        self.slice.as_ref().is_none_or(|slice| {
            slice.elements().any(|element| match element {
                Element::Declared(ElementId::Navigation(id, n)) => {
                    let navigation = self.schema.navigation(id, n);
                    navigation.is_some_and(|n| n.name == last)
                }
                _ => false,
            })
        })
    }

    pub(super) fn name(&self, id: TypeId) -> QualifiedName<'s> {
        self.schema[id].name
    }

    /// How the metadata writes a type: `Collection(Edm.String)`.
    pub(super) fn type_name(&self, ty: TypeRef) -> String {
        self.schema.type_name(ty)
    }

    /// How reports name an action or function: with what it is bound to.
    pub(super) fn operation_name(&self, operation: &Operation<'_>) -> String {
        match &operation.binding {
            Some(binding) => format!("{}({})", operation.name, self.type_name(binding.ty)),
            None => format!("{}()", operation.name),
        }
    }
}
