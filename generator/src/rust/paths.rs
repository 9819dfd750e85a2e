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
    modules: BTreeMap<ItemType, Name>,
    kinds: BTreeMap<TypeId, Name>,
    builders: BTreeMap<Node, Path>,
    /// The types that have a file among the requests.
    with_requests: BTreeSet<ItemType>,
}

impl<'s> Paths<'s> {
    pub(super) fn new(
        schema: &'s Schema<'_>,
        slice: &Slice,
        bound: &BoundOperations,
        module: &str,
    ) -> Self {
        let nodes: BTreeSet<Node> = slice.nodes().collect();
        let mut with_requests: BTreeSet<ItemType> = nodes.iter().map(|node| node.ty).collect();
        with_requests.extend(binding_types(schema, slice, bound));
        let is_model = |&id: &TypeId| {
            slice.contains(Element::Type(id)) && !matches!(schema[id].kind, TypeKind::Definition(_))
        };
        let models = schema.type_ids().filter(is_model).map(ItemType::Named);
        let models: BTreeSet<ItemType> = models.collect();
        let mut by_namespace: BTreeMap<&str, Vec<ItemType>> = BTreeMap::new();
        for &ty in models.union(&with_requests) {
            let namespace = schema.name_of(ty).namespace;
            by_namespace.entry(namespace).or_default().push(ty);
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
        for (namespace, types) in by_namespace {
            paths.name_types(schema, namespace, &types, &models, &nodes);
        }
        paths
    }

    /// Names the models and builders of a namespace.
    fn name_types(
        &mut self,
        schema: &Schema<'_>,
        namespace: &str,
        all: &[ItemType],
        models: &BTreeSet<ItemType>,
        nodes: &BTreeSet<Node>,
    ) {
        let wires = || all.iter().map(|&ty| schema.name_of(ty).name);
        let mut types = Scope::default();
        let mut builders = Scope::default();
        let names = types.assign(Style::Type, wires());
        let modules = Scope::default().assign(Style::Module, wires());
        for (&ty, wire) in all.iter().zip(wires()) {
            let (Some(name), Some(module)) = (names.get(wire), modules.get(wire)) else {
                continue;
            };
            self.modules.insert(ty, module.clone());
            if let Some(id) = ty.named().filter(|_| models.contains(&ty)) {
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
            for (&ty, wire) in all.iter().zip(wires()) {
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
    pub(super) fn module(&self, ty: impl Into<ItemType>) -> Option<&Name> {
        self.modules.get(&ty.into())
    }

    /// The module that declares a model and the descriptors of its properties.
    pub(super) fn descriptors(&self, id: TypeId) -> Option<Path> {
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

    /// The file of a type's builders and parameters, if it has any.
    pub(super) fn requests_file(&self, ty: ItemType) -> Option<&Name> {
        self.module(ty).filter(|_| self.with_requests.contains(&ty))
    }

    /// The module of a type's builders and parameters, if it has any.
    pub(super) fn requests(&self, schema: &Schema<'_>, ty: ItemType) -> Option<Vec<Name>> {
        let module = self.requests_file(ty)?;
        let parent = self.path(schema.name_of(ty).namespace, "requests", module.clone());
        Some(parent.modules.into_iter().chain([parent.item]).collect())
    }
}

/// The types that operations of wanted nodes are bound to.
fn binding_types(
    schema: &Schema<'_>,
    slice: &Slice,
    bound: &BoundOperations,
) -> BTreeSet<ItemType> {
    let called = slice.nodes().flat_map(|node| bound.of(schema, node));
    let wanted = called.filter(|&id| slice.contains(Element::Operation(id)));
    wanted
        .filter_map(|id| Some(schema[id].binding.as_ref()?.ty.item))
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

/// The namespace of the types of the language, which have request builders where operations are bound to them.
const LANGUAGE: &str = "Edm";

/// The namespace of the entity container or, where that has no types, the shortest one.
fn main_namespace<'s>(schema: &Schema<'s>, namespaces: &[&'s str]) -> Option<&'s str> {
    let container = schema.container.as_ref();
    container
        .map(|container| container.name.namespace)
        .filter(|container| namespaces.contains(container))
        .or_else(|| {
            let all = namespaces.iter().copied();
            let own = all.filter(|&namespace| namespace != LANGUAGE);
            own.min_by_key(|namespace| (namespace.len(), *namespace))
        })
}
