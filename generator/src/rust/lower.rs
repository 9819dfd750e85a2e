//! Gives every wanted type and node its place in the crate, then lowers each.

use std::collections::BTreeMap;

use super::names::{Name, Scope, Style};
use super::{Api, Model, ModelKind, Namespace, Path, builders, models};
use crate::config;
use crate::schema::{Schema, TypeId, TypeKind};
use crate::slice::{BoundOperations, Element, Node, Slice};

/// The wanted part of a schema, lowered.
pub fn lower(schema: &Schema, slice: &Slice, config: &config::Api) -> Api {
    let context = Context {
        schema,
        slice,
        config,
        bound: BoundOperations::new(schema),
        casts: casts(slice),
        paths: Paths::new(schema, slice, config.module.get_ref()),
    };
    let members = models::member_names(&context);
    let mut namespaces: Vec<Namespace> = context
        .paths
        .namespaces
        .iter()
        .map(|(&wire, module)| Namespace {
            module: module.clone(),
            wire: wire.to_owned(),
            models: Vec::new(),
            builders: Vec::new(),
        })
        .collect();
    for namespace in &mut namespaces {
        for id in context.types_of(&namespace.wire) {
            let Some(module) = context.paths.model_modules.get(&id) else {
                continue;
            };
            let kind = match &schema[id].kind {
                TypeKind::Enumeration(_) => {
                    models::enumeration(&context, id).map(ModelKind::Enumeration)
                }
                _ => models::structure(&context, &members, id).map(ModelKind::Structure),
            };
            let module = module.clone();
            namespace
                .models
                .extend(kind.map(|kind| Model { module, kind }));
        }
        namespace.models.sort_by(|a, b| a.module.cmp(&b.module));
        let files = context
            .types_of(&namespace.wire)
            .filter_map(|id| builders::file(&context, id));
        namespace.builders = files.collect();
        namespace.builders.sort_by(|a, b| a.module.cmp(&b.module));
    }
    namespaces.sort_by(|a, b| a.module.cmp(&b.module));
    Api {
        module: Style::Module.name(config.module.get_ref()),
        service: config.service.clone(),
        root: builders::root(&context),
        namespaces,
    }
}

/// What lowering looks things up in.
pub(super) struct Context<'s, 'a> {
    pub(super) schema: &'s Schema<'a>,
    pub(super) slice: &'s Slice,
    pub(super) config: &'s config::Api,
    pub(super) bound: BoundOperations,
    pub(super) casts: BTreeMap<Node, Vec<TypeId>>,
    pub(super) paths: Paths<'s>,
}

impl Context<'_, '_> {
    fn types_of(&self, namespace: &str) -> impl Iterator<Item = TypeId> {
        let start = self
            .schema
            .types
            .partition_point(|ty| ty.name.namespace < namespace);
        self.schema
            .type_ids()
            .skip(start)
            .take_while(move |&id| self.schema[id].name.namespace == namespace)
    }
}

fn casts(slice: &Slice) -> BTreeMap<Node, Vec<TypeId>> {
    let mut casts: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for element in slice.elements() {
        if let Element::Cast(node, to) = element {
            casts.entry(node).or_default().push(to);
        }
    }
    casts
}

/// Where everything is.
pub(super) struct Paths<'s> {
    namespaces: BTreeMap<&'s str, Option<Name>>,
    models: BTreeMap<TypeId, Path>,
    model_modules: BTreeMap<TypeId, Name>,
    kinds: BTreeMap<TypeId, Name>,
    builders: BTreeMap<Node, Path>,
    builder_modules: BTreeMap<TypeId, Name>,
}

impl<'s> Paths<'s> {
    fn new(schema: &'s Schema<'_>, slice: &Slice, module: &str) -> Self {
        let is_model = |id: TypeId| {
            slice.contains(Element::Type(id)) && !matches!(schema[id].kind, TypeKind::Definition(_))
        };
        let nodes: Vec<_> = slice.nodes().collect();
        let mut by_namespace: BTreeMap<&str, Vec<TypeId>> = BTreeMap::new();
        for id in schema.type_ids() {
            let has_builder = [false, true]
                .iter()
                .any(|&many| slice.contains(Element::Node(Node { ty: id, many })));
            if is_model(id) || has_builder {
                by_namespace
                    .entry(schema[id].name.namespace)
                    .or_default()
                    .push(id);
            }
        }
        let namespaces: Vec<_> = by_namespace.keys().copied().collect();
        let mut paths = Self {
            namespaces: namespace_modules(schema, module, &namespaces),
            models: BTreeMap::new(),
            model_modules: BTreeMap::new(),
            kinds: BTreeMap::new(),
            builders: BTreeMap::new(),
            builder_modules: BTreeMap::new(),
        };
        for (namespace, ids) in by_namespace {
            let wires = || ids.iter().map(|&id| schema[id].name.name);
            let mut types = Scope::default();
            let names = types.assign(Style::Type, wires());
            let modules = Scope::default().assign(Style::Module, wires());
            for &id in &ids {
                let wire = schema[id].name.name;
                let (Some(name), Some(module)) = (names.get(wire), modules.get(wire)) else {
                    continue;
                };
                if is_model(id) {
                    paths
                        .models
                        .insert(id, paths.path(namespace, "models", name.clone()));
                    paths.model_modules.insert(id, module.clone());
                    let kind = types.claim(Style::Type, wire, [name.affixed("", "Kind")]);
                    paths.kinds.insert(id, kind);
                }
            }
            let mut builders = Scope::default();
            for (many, suffix) in [
                (false, "RequestBuilder"),
                (true, "CollectionRequestBuilder"),
            ] {
                for &id in ids
                    .iter()
                    .filter(|&&ty| nodes.binary_search(&Node { ty, many }).is_ok())
                {
                    let wire = schema[id].name.name;
                    let (Some(name), Some(module)) = (names.get(wire), modules.get(wire)) else {
                        continue;
                    };
                    let name = builders.claim(Style::Type, wire, [name.affixed("", suffix)]);
                    let path = paths.path(namespace, "requests", name);
                    paths.builders.insert(Node { ty: id, many }, path);
                    paths.builder_modules.insert(id, module.clone());
                }
            }
        }
        paths
    }

    fn path(&self, namespace: &str, area: &str, item: Name) -> Path {
        let namespace = self.namespaces.get(namespace).cloned().flatten();
        let area = Style::Field.name(area);
        Path {
            modules: namespace.into_iter().chain([area]).collect(),
            item,
        }
    }

    pub(super) fn model(&self, id: TypeId) -> Option<&Path> {
        self.models.get(&id)
    }

    /// The module that declares a model's handles.
    pub(super) fn handles(&self, id: TypeId) -> Option<Path> {
        let model = self.models.get(&id)?;
        Some(Path {
            modules: model.modules.clone(),
            item: self.model_modules.get(&id)?.clone(),
        })
    }

    pub(super) fn kind(&self, id: TypeId) -> Option<&Name> {
        self.kinds.get(&id)
    }

    pub(super) fn builder(&self, node: Node) -> Option<&Path> {
        self.builders.get(&node)
    }

    pub(super) fn builder_module(&self, id: TypeId) -> Option<&Name> {
        self.builder_modules.get(&id)
    }
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
