//! Where everything is: each wanted type and node gets its module and its name.

use std::collections::{BTreeMap, BTreeSet};

use super::Path;
use super::names::{Kind, Name, Published, Scope, Style};
use crate::schema::{ElementId, ItemType, Schema, TypeId, TypeKind};
use crate::slice::{BoundOperations, Node, Slice};

/// Where everything is.
pub(super) struct Paths<'s> {
    /// The module of the API.
    api: Name,
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
        api: Name,
        published: &Published,
    ) -> Self {
        let nodes: BTreeSet<Node> = slice.nodes().collect();
        let mut with_requests: BTreeSet<ItemType> = nodes.iter().map(|node| node.ty).collect();
        with_requests.extend(binding_types(schema, slice, bound));
        let is_model = |&id: &TypeId| {
            slice.contains(ElementId::Type(id))
                && !matches!(schema[id].kind, TypeKind::Definition(_))
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
            namespaces: namespace_modules(schema, &api, &namespaces, published),
            api,
            models: BTreeMap::new(),
            modules: BTreeMap::new(),
            kinds: BTreeMap::new(),
            builders: BTreeMap::new(),
            with_requests,
        };
        for (namespace, types) in by_namespace {
            paths.name_types(schema, published, namespace, &types, &models, &nodes);
        }
        paths
    }

    /// Names the models and builders of a namespace.
    fn name_types(
        &mut self,
        schema: &Schema<'_>,
        published: &Published,
        namespace: &str,
        all: &[ItemType],
        models: &BTreeSet<ItemType>,
        nodes: &BTreeSet<Node>,
    ) {
        let wires = || all.iter().map(|&ty| schema.name_of(ty).name);
        let qualified = |wire: &str| format!("{namespace}.{wire}");
        let given =
            |kind, area| published.of(kind, &self.in_crate_module(&self.area(namespace, area)));
        let kinds = given(Kind::Downcast, "models").into_iter();
        let kinds = kinds.map(|(meaning, name)| (kind_of(&meaning), name));
        let mut types = Scope::default().keeping(Style::Type, given(Kind::Type, "models"));
        types = types.keeping(Style::Type, kinds.collect());
        let mut builders = Scope::default().keeping(Style::Type, given(Kind::Builder, "requests"));
        let mut modules = Scope::default();
        for area in ["models", "requests"] {
            modules = modules.keeping(Style::Module, given(Kind::Module, area));
        }
        let plain = || wires().map(|wire| (wire, ""));
        let names = types.assign_as(Style::Type, plain(), qualified);
        let modules = modules.assign_as(Style::Module, plain(), qualified);
        for (&ty, wire) in all.iter().zip(wires()) {
            let (Some(name), Some(module)) = (names.get(wire), modules.get(wire)) else {
                continue;
            };
            self.modules.insert(ty, module.clone());
            if let Some(id) = ty.named().filter(|_| models.contains(&ty)) {
                let path = self.path(namespace, "models", name.clone());
                self.models.insert(id, path);
                let kind = types.kept(&kind_of(&qualified(wire)));
                let kind = kind.unwrap_or_else(|| {
                    let names = ["Kind", "KindType"].map(|end| name.affixed("", end));
                    types.claim(Style::Type, wire, names)
                });
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
                    let meaning = builder_of(&qualified(wire), many);
                    let name = builders.kept(&meaning).unwrap_or_else(|| {
                        let plain = name.affixed("", suffix);
                        let with_suffix = plain.affixed("", "Type");
                        builders.claim(Style::Type, wire, [plain, with_suffix])
                    });
                    let path = self.path(namespace, "requests", name);
                    self.builders.insert(node, path);
                }
            }
        }
    }

    fn path(&self, namespace: &str, area: &str, item: Name) -> Path {
        Path {
            modules: self.area(namespace, area),
            item,
        }
    }

    /// The module of the models or the requests of a namespace.
    fn area(&self, namespace: &str, area: &str) -> Vec<Name> {
        let namespace = self.namespaces.get(namespace).cloned().flatten();
        let area = Style::Field.name(area);
        namespace.into_iter().chain([area]).collect()
    }

    /// A module as `api.txt` writes it: `v1_0::requests`.
    pub(super) fn in_crate_module(&self, modules: &[Name]) -> String {
        let names = [&self.api].into_iter().chain(modules);
        names
            .map(ToString::to_string)
            .collect::<Vec<_>>()
            .join("::")
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

    /// The same with its modules.
    pub(super) fn kind_path(&self, id: TypeId) -> Option<Path> {
        Some(Path {
            modules: self.models.get(&id)?.modules.clone(),
            item: self.kinds.get(&id)?.clone(),
        })
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

/// The key of a downcast enum among the names of types.
fn kind_of(meaning: &str) -> String {
    format!("kind {meaning}")
}

/// What a request builder means on the wire.
pub(super) fn builder_of(name: &str, many: bool) -> String {
    if many {
        format!("Collection({name})")
    } else {
        name.to_owned()
    }
}

/// The types that operations of wanted nodes are bound to.
fn binding_types(
    schema: &Schema<'_>,
    slice: &Slice,
    bound: &BoundOperations,
) -> BTreeSet<ItemType> {
    let called = slice.nodes().flat_map(|node| bound.of(schema, node));
    let wanted = called.filter(|&id| slice.contains(ElementId::Operation(id)));
    wanted
        .filter_map(|id| Some(schema[id].binding.as_ref()?.ty.item))
        .collect()
}

/// The main namespace has no module of its own; the others are named by what sets them apart, and
/// never like the module that they are in.
fn namespace_modules<'s>(
    schema: &Schema<'s>,
    api: &Name,
    namespaces: &[&'s str],
    published: &Published,
) -> BTreeMap<&'s str, Option<Name>> {
    let was_main = published.of(Kind::Module, "");
    let was_main = |namespace: &&str| was_main.get(*namespace) == Some(api);
    let main = namespaces.iter().copied().find(was_main);
    let main = main.or_else(|| main_namespace(schema, namespaces));
    let given = published.of(Kind::Module, &api.to_string());
    let stem = |namespace: &'s str| -> &'s str {
        let stem = main.and_then(|main| namespace.strip_prefix(main)?.strip_prefix('.'));
        stem.filter(|stem| !namespaces.contains(stem))
            .unwrap_or(namespace)
    };
    let others = namespaces.iter().copied();
    let others = others.filter(|&namespace| Some(namespace) != main);
    let mut scope = Scope::with([api.as_str()]).keeping(Style::Namespace, given);
    let stems: BTreeMap<&str, &str> = (others.clone())
        .map(|namespace| (stem(namespace), namespace))
        .collect();
    let whole = |stem: &str| stems.get(stem).copied().unwrap_or(stem).to_owned();
    let names = stems.keys().map(|&stem| (stem, ""));
    let names = scope.assign_as(Style::Namespace, names, whole);
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
