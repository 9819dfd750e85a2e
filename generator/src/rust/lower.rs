//! Gives every wanted type and node its place in the crate, then lowers each.

use std::collections::BTreeMap;

use super::capabilities::NodeRestrictions;
use super::models::MemberNames;
use super::names::{Name, Published, Style};
use super::parameters::ParameterTable;
use super::paths::Paths;
use super::permissions::PermissionTable;
use super::{Api, Namespace, Path, builders, models};
use crate::config;
use crate::overlay::Overlay;
use crate::schema::{AlternateKeys, ItemType, Schema, TypeId};
use crate::slice::{BoundOperations, Element, Node, Slice};

/// Everything has its name and place; what is in a type is lowered for those that are asked for.
pub struct Lowering<'s, 'a>(Context<'s, 'a>);

impl<'s, 'a> Lowering<'s, 'a> {
    /// Names the wanted part of a schema. What a published crate has a name for keeps it.
    pub fn new(
        schema: &'s Schema<'a>,
        slice: &'s Slice,
        overlay: &'s Overlay,
        config: &'s config::Api,
        published: &'s Published,
    ) -> Self {
        Self(Context::new(schema, slice, overlay, config, published))
    }

    /// The service root, and the wanted types that are asked for.
    pub fn lower(&self, is_asked_for: impl Fn(ItemType) -> bool) -> Api {
        let context = &self.0;
        let requests = context.config.wanted.requests;
        let root_name = builders::root_name(context);
        let members = models::member_names(context, &is_asked_for);
        let mut parameters = ParameterTable::new(context, &root_name);
        let root = requests.then(|| builders::root(context, &mut parameters, root_name));
        Api {
            module: Style::Module.name(context.config.module.get_ref()),
            service: context.config.service.path.clone(),
            root: root.flatten(),
            namespaces: context.namespaces(is_asked_for, &members, &parameters),
            permissions: if requests {
                context.permissions.constants()
            } else {
                Vec::new()
            },
        }
    }
}

/// What lowering looks things up in.
pub(super) struct Context<'s, 'a> {
    pub(super) schema: &'s Schema<'a>,
    pub(super) slice: &'s Slice,
    pub(super) overlay: &'s Overlay,
    pub(super) config: &'s config::Api,
    pub(super) published: &'s Published,
    pub(super) bound: BoundOperations,
    pub(super) alternate_keys: AlternateKeys<'s, 'a>,
    pub(super) casts: BTreeMap<Node, Vec<TypeId>>,
    pub(super) restrictions: NodeRestrictions<'a>,
    pub(super) paths: Paths<'s>,
    pub(super) permissions: PermissionTable,
}

impl<'s, 'a> Context<'s, 'a> {
    pub(super) fn new(
        schema: &'s Schema<'a>,
        slice: &'s Slice,
        overlay: &'s Overlay,
        config: &'s config::Api,
        published: &'s Published,
    ) -> Self {
        let api = Style::Module.name(config.module.get_ref());
        let bound = BoundOperations::new(schema);
        Self {
            schema,
            slice,
            overlay,
            config,
            published,
            alternate_keys: AlternateKeys::new(schema),
            casts: casts(slice),
            permissions: PermissionTable::new(overlay.permissions()),
            restrictions: NodeRestrictions::new(schema, slice, &bound),
            paths: Paths::new(schema, slice, &bound, api, published),
            bound,
        }
    }

    /// An item as `api.txt` writes it: `v1_0::models::User`.
    pub(super) fn in_crate(&self, path: &Path) -> String {
        let module = self.paths.in_crate_module(&path.modules);
        format!("{module}::{}", path.item)
    }

    /// A module as `api.txt` writes it.
    pub(super) fn in_crate_module(&self, modules: &[Name]) -> String {
        self.paths.in_crate_module(modules)
    }

    /// The namespaces that anything is in, with the files of the types that are asked for.
    fn namespaces(
        &self,
        is_asked_for: impl Fn(ItemType) -> bool,
        members: &MemberNames<'_>,
        parameters: &ParameterTable,
    ) -> Vec<Namespace> {
        let is_model = |ty: ItemType| ty.named().is_some_and(|id| self.paths.model(id).is_some());
        let has_requests =
            |ty: ItemType| self.config.wanted.requests && self.paths.requests_file(ty).is_some();
        let mut namespaces = Vec::new();
        for (wire, module) in self.paths.namespaces() {
            let types = || self.types_of(wire);
            let asked_for = || types().filter(|&ty| is_asked_for(ty));
            let mut models: Vec<_> = asked_for()
                .filter_map(|ty| models::file(self, members, ty.named()?))
                .collect();
            let mut builders: Vec<_> = asked_for()
                .filter(|&ty| has_requests(ty))
                .filter_map(|ty| builders::file(self, parameters, ty))
                .collect();
            models.sort_by(|a, b| a.module.cmp(&b.module));
            builders.sort_by(|a, b| a.module.cmp(&b.module));
            namespaces.push(Namespace {
                module: module.cloned(),
                wire: wire.to_owned(),
                models,
                builders,
                has_models: types().any(is_model),
                has_requests: types().any(has_requests),
            });
        }
        namespaces.retain(|namespace| namespace.has_models || namespace.has_requests);
        namespaces.sort_by(|a, b| a.module.cmp(&b.module));
        namespaces
    }

    fn types_of(&self, namespace: &str) -> impl Iterator<Item = ItemType> {
        let language = self.schema.items().filter(move |&ty| {
            ty.named().is_none() && self.schema.name_of(ty).namespace == namespace
        });
        let start = self
            .schema
            .types
            .partition_point(|ty| ty.name.namespace < namespace);
        let named = self.schema.type_ids().skip(start);
        let named = named.take_while(move |&id| self.schema[id].name.namespace == namespace);
        named.map(ItemType::Named).chain(language)
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
