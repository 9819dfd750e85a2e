//! Where everything is: each wanted type and node gets its module and its name.

use std::collections::{BTreeMap, BTreeSet};

use super::Path;
use super::names::{Name, Scope, Style};
use crate::schema::{ItemType, Schema, TypeId, TypeKind};
use crate::slice::{BoundOperations, Element, Node, Slice};

/// Where everything is.
pub(super) struct Paths<'s> {
    namespaces: BTreeMap<&'s str, Option<Name>>,
    models: BTreeMap<TypeId, Path>,
    /// The file of a type, among the models and among the requests.
    modules: BTreeMap<TypeId, Name>,
    kinds: BTreeMap<TypeId, Name>,
    builders: BTreeMap<Node, Path>,
    /// The types that have a file among the requests.
    with_requests: BTreeSet<TypeId>,
}

impl<'s> Paths<'s> {
    pub(super) fn new(
        schema: &'s Schema<'_>,
        slice: &Slice,
        bound: &BoundOperations,
        module: &str,
    ) -> Self {
        let nodes: BTreeSet<Node> = slice.nodes().collect();
        let mut with_requests: BTreeSet<TypeId> = nodes.iter().map(|node| node.ty).collect();
        with_requests.extend(binding_types(schema, slice, bound));
        let is_model = |&id: &TypeId| {
            slice.contains(Element::Type(id)) && !matches!(schema[id].kind, TypeKind::Definition(_))
        };
        let models: BTreeSet<TypeId> = schema.type_ids().filter(is_model).collect();
        let mut by_namespace: BTreeMap<&str, Vec<TypeId>> = BTreeMap::new();
        for &id in models.union(&with_requests) {
            let namespace = schema[id].name.namespace;
            by_namespace.entry(namespace).or_default().push(id);
        }
        let namespaces: Vec<_> = by_namespace.keys().copied().collect();
        let mut paths = Self {
            namespaces: namespace_modules(schema, module, &namespaces),
            models: BTreeMap::new(),
            modules: BTreeMap::new(),
            kinds: BTreeMap::new(),
            builders: BTreeMap::new(),
            with_requests,
        };
        for (namespace, ids) in by_namespace {
            paths.name_types(schema, namespace, &ids, &models, &nodes);
        }
        paths
    }

    /// Names the models and builders of a namespace.
    fn name_types(
        &mut self,
        schema: &Schema<'_>,
        namespace: &str,
        ids: &[TypeId],
        models: &BTreeSet<TypeId>,
        nodes: &BTreeSet<Node>,
    ) {
        let wires = || ids.iter().map(|&id| schema[id].name.name);
        let mut types = Scope::default();
        let mut builders = Scope::default();
        let names = types.assign(Style::Type, wires());
        let modules = Scope::default().assign(Style::Module, wires());
        for (&id, wire) in ids.iter().zip(wires()) {
            let (Some(name), Some(module)) = (names.get(wire), modules.get(wire)) else {
                continue;
            };
            self.modules.insert(id, module.clone());
            if models.contains(&id) {
                let path = self.path(namespace, "models", name.clone());
                self.models.insert(id, path);
                let kind = types.claim(Style::Type, wire, [name.affixed("", "Kind")]);
                self.kinds.insert(id, kind);
            }
        }
        // All builders for one come before those for many, so that these give way.
        for (many, suffix) in [
            (false, "RequestBuilder"),
            (true, "CollectionRequestBuilder"),
        ] {
            for (&ty, wire) in ids.iter().zip(wires()) {
                let node = Node { ty, many };
                if let Some(name) = names.get(wire).filter(|_| nodes.contains(&node)) {
                    let name = builders.claim(Style::Type, wire, [name.affixed("", suffix)]);
                    let path = self.path(namespace, "requests", name);
                    self.builders.insert(node, path);
                }
            }
        }
    }

    fn path(&self, namespace: &str, area: &str, item: Name) -> Path {
        let namespace = self.namespaces.get(namespace).cloned().flatten();
        let area = Style::Field.name(area);
        Path {
            modules: namespace.into_iter().chain([area]).collect(),
            item,
        }
    }

    /// The namespaces that something is in, with their modules.
    pub(super) fn namespaces(&self) -> impl Iterator<Item = (&'s str, Option<&Name>)> {
        self.namespaces
            .iter()
            .map(|(&wire, module)| (wire, module.as_ref()))
    }

    /// The struct or enum of a type.
    pub(super) fn model(&self, id: TypeId) -> Option<&Path> {
        self.models.get(&id)
    }

    /// The file of a type.
    pub(super) fn module(&self, id: TypeId) -> Option<&Name> {
        self.modules.get(&id)
    }

    /// The module that declares a model's handles.
    pub(super) fn handles(&self, id: TypeId) -> Option<Path> {
        let model = self.models.get(&id)?;
        Some(Path {
            modules: model.modules.clone(),
            item: self.module(id)?.clone(),
        })
    }

    /// The enum of what a value of the type may really be.
    pub(super) fn kind(&self, id: TypeId) -> Option<&Name> {
        self.kinds.get(&id)
    }

    /// The request builder of a node.
    pub(super) fn builder(&self, node: Node) -> Option<&Path> {
        self.builders.get(&node)
    }

    /// The module of a type's builders and parameters, if it has any.
    pub(super) fn requests(&self, schema: &Schema<'_>, id: TypeId) -> Option<Vec<Name>> {
        let module = self
            .with_requests
            .get(&id)
            .and_then(|&id| self.module(id))?;
        let parent = self.path(schema[id].name.namespace, "requests", module.clone());
        Some(parent.modules.into_iter().chain([parent.item]).collect())
    }
}

/// The types that operations of wanted nodes are bound to.
fn binding_types(schema: &Schema<'_>, slice: &Slice, bound: &BoundOperations) -> BTreeSet<TypeId> {
    let called = slice.nodes().flat_map(|node| bound.of(schema, node));
    let wanted = called.filter(|&id| slice.contains(Element::Operation(id)));
    wanted
        .filter_map(|id| match schema[id].binding.as_ref()?.ty.item {
            ItemType::Named(ty) => Some(ty),
            ItemType::Primitive(_) => None,
        })
        .collect()
}

/// The main namespace has no module of its own; the others are named by what sets them apart, and
/// never like the module that they are in.
fn namespace_modules<'s>(
    schema: &Schema<'s>,
    module: &str,
    namespaces: &[&'s str],
) -> BTreeMap<&'s str, Option<Name>> {
    let main = main_namespace(schema, namespaces);
    let stem = |namespace: &'s str| -> &'s str {
        let stem = main.and_then(|main| namespace.strip_prefix(main)?.strip_prefix('.'));
        stem.filter(|stem| !namespaces.contains(stem))
            .unwrap_or(namespace)
    };
    let others = namespaces.iter().copied();
    let others = others.filter(|&namespace| Some(namespace) != main);
    let names = Scope::with([module]).assign(Style::Namespace, others.clone().map(stem));
    let modules = others.map(|namespace| (namespace, names.get(stem(namespace)).cloned()));
    modules.chain(main.map(|main| (main, None))).collect()
}

/// The namespace of the entity container or, where that has no types, the shortest one.
fn main_namespace<'s>(schema: &Schema<'s>, namespaces: &[&'s str]) -> Option<&'s str> {
    let container = schema.container.as_ref();
    container
        .map(|container| container.name.namespace)
        .filter(|container| namespaces.contains(container))
        .or_else(|| {
            let all = namespaces.iter().copied();
            all.min_by_key(|namespace| (namespace.len(), *namespace))
        })
}
