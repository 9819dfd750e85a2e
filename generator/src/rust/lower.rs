//! Gives every wanted type and node its place in the crate, then lowers each.

use std::collections::BTreeMap;

use super::capabilities::NodeRestrictions;
use super::models::MemberNames;
use super::names::{Name, Style};
use super::parameters::ParameterTable;
use super::paths::Paths;
use super::permissions::PermissionTable;
use super::{Api, Features, Model, ModelKind, Namespace, Path, builders, models};
use crate::config;
use crate::overlay::Overlay;
use crate::schema::{ItemType, Primitive, Schema, TypeId, TypeKind};
use crate::slice::{BoundOperations, Element, Node, Slice, Verb};

/// The wanted part of a schema, lowered.
pub fn lower(schema: &Schema, slice: &Slice, overlay: &Overlay, config: &config::Api) -> Api {
    Lowering::new(schema, slice, overlay, config).lower(|_| true)
}

/// Everything has its name and place; what is in a type is lowered for those that are asked for.
pub struct Lowering<'s, 'a>(Context<'s, 'a>);

/// What other types see of one: while that stays, what they say of it stays.
#[derive(Debug, PartialEq, Eq)]
pub struct Outline<'l> {
    model: Option<&'l Path>,
    kind: Option<&'l Name>,
    primitive: Option<Primitive>,
    is_enumeration: bool,
    is_flags: bool,
    builders: [Option<&'l Path>; 2],
    verbs: [Vec<Verb>; 2],
}

impl<'s, 'a> Lowering<'s, 'a> {
    /// Names the wanted part of a schema.
    pub fn new(
        schema: &'s Schema<'a>,
        slice: &'s Slice,
        overlay: &'s Overlay,
        config: &'s config::Api,
    ) -> Self {
        Self(Context::new(schema, slice, overlay, config))
    }

    /// The schema.
    pub(crate) fn schema(&self) -> &'s Schema<'a> {
        self.0.schema
    }

    /// What other types see of a type.
    pub fn outline(&self, ty: ItemType) -> Outline<'_> {
        let context = &self.0;
        let id = ty.named();
        let kind = id.map(|id| &context.schema[id].kind);
        let nodes = [false, true].map(|many| Node { ty, many });
        Outline {
            model: id.and_then(|id| context.paths.model(id)),
            kind: id.and_then(|id| context.paths.kind(id)),
            primitive: match kind {
                Some(TypeKind::Definition(primitive)) => Some(*primitive),
                _ => None,
            },
            is_enumeration: matches!(kind, Some(TypeKind::Enumeration(_))),
            is_flags: matches!(kind, Some(TypeKind::Enumeration(e)) if e.is_flags),
            builders: nodes.map(|node| context.paths.builder(node)),
            verbs: nodes.map(|node| context.slice.verbs(node).collect()),
        }
    }

    /// The service root, and the wanted types that are asked for.
    pub fn lower(&self, is_asked_for: impl Fn(ItemType) -> bool) -> Api {
        let context = &self.0;
        let members = models::member_names(context, &is_asked_for);
        let root_name = builders::root_name(context);
        let mut parameters = ParameterTable::new(context, &root_name, &is_asked_for);
        let has_model = |ty: ItemType| {
            ty.named()
                .is_some_and(|id| context.paths.model(id).is_some())
        };
        let requests = context.config.requests;
        let has_requests = |ty| requests && context.paths.requests(context.schema, ty).is_some();
        let mut namespaces = Vec::new();
        for (wire, module) in context.paths.namespaces() {
            let types = || context.types_of(wire).filter(|&ty| is_asked_for(ty));
            let mut models: Vec<_> = types()
                .filter_map(|ty| model(context, &members, ty.named()?))
                .collect();
            let mut files: Vec<_> = types()
                .filter(|_| requests)
                .filter_map(|ty| builders::file(context, &mut parameters, ty))
                .collect();
            models.sort_by(|a, b| a.module.cmp(&b.module));
            files.sort_by(|a, b| a.module.cmp(&b.module));
            namespaces.push(Namespace {
                module: module.cloned(),
                wire: wire.to_owned(),
                models,
                builders: files,
                has_models: context.types_of(wire).any(has_model),
                has_requests: context.types_of(wire).any(has_requests),
            });
        }
        namespaces.retain(|namespace| namespace.has_models || namespace.has_requests);
        namespaces.sort_by(|a, b| a.module.cmp(&b.module));
        Api {
            module: Style::Module.name(context.config.module.get_ref()),
            service: context.config.service.clone(),
            root: requests
                .then(|| builders::root(context, &mut parameters, root_name))
                .flatten(),
            namespaces,
            permissions: if requests {
                context.permissions.constants()
            } else {
                Vec::new()
            },
        }
    }
}

fn model(context: &Context<'_, '_>, members: &MemberNames<'_>, id: TypeId) -> Option<Model> {
    let module = context.paths.module(id)?.clone();
    let kind = match &context.schema[id].kind {
        TypeKind::Enumeration(_) => ModelKind::Enumeration(models::enumeration(context, id)?),
        _ => ModelKind::Structure(Box::new(models::structure(context, members, id)?)),
    };
    Some(Model {
        module,
        kind,
        features: Features::new(),
    })
}

/// What lowering looks things up in.
pub(super) struct Context<'s, 'a> {
    pub(super) schema: &'s Schema<'a>,
    pub(super) slice: &'s Slice,
    pub(super) overlay: &'s Overlay,
    pub(super) config: &'s config::Api,
    pub(super) bound: BoundOperations,
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
    ) -> Self {
        let bound = BoundOperations::new(schema);
        Self {
            schema,
            slice,
            overlay,
            config,
            casts: casts(slice),
            permissions: PermissionTable::new(overlay.permissions()),
            restrictions: NodeRestrictions::new(schema, slice, &bound),
            paths: Paths::new(schema, slice, &bound, config.module.get_ref()),
            bound,
        }
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
