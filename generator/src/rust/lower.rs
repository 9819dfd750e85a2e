//! Gives every wanted type and node its place in the crate, then lowers each.

use std::collections::BTreeMap;

use super::capabilities::NodeRestrictions;
use super::models::MemberNames;
use super::names::Style;
use super::parameters::ParameterTable;
use super::paths::Paths;
use super::{Api, Features, Model, ModelKind, Namespace, builders, models};
use crate::config;
use crate::overlay::Overlay;
use crate::schema::{Schema, TypeId, TypeKind};
use crate::slice::{BoundOperations, Element, Node, Slice};

/// The wanted part of a schema, lowered.
pub fn lower(schema: &Schema, slice: &Slice, overlay: &Overlay, config: &config::Api) -> Api {
    let context = Context::new(schema, slice, overlay, config);
    let members = models::member_names(&context);
    let root_name = builders::root_name(&context);
    let mut parameters = ParameterTable::new(&context, &root_name);
    let mut namespaces = Vec::new();
    for (wire, module) in context.paths.namespaces() {
        let ids = || context.types_of(wire);
        let mut models: Vec<_> = ids()
            .filter_map(|id| model(&context, &members, id))
            .collect();
        let mut files: Vec<_> = ids()
            .filter_map(|id| builders::file(&context, &mut parameters, id))
            .collect();
        models.sort_by(|a, b| a.module.cmp(&b.module));
        files.sort_by(|a, b| a.module.cmp(&b.module));
        namespaces.push(Namespace {
            module: module.cloned(),
            wire: wire.to_owned(),
            models,
            builders: files,
        });
    }
    namespaces.sort_by(|a, b| a.module.cmp(&b.module));
    Api {
        module: Style::Module.name(config.module.get_ref()),
        service: config.service.clone(),
        root: builders::root(&context, &mut parameters, root_name),
        namespaces,
    }
}

fn model(context: &Context<'_, '_>, members: &MemberNames<'_>, id: TypeId) -> Option<Model> {
    let module = context.paths.module(id)?.clone();
    let kind = match &context.schema[id].kind {
        TypeKind::Enumeration(_) => ModelKind::Enumeration(models::enumeration(context, id)?),
        _ => ModelKind::Structure(models::structure(context, members, id)?),
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
            restrictions: NodeRestrictions::new(schema, slice, &bound),
            paths: Paths::new(schema, slice, &bound, config.module.get_ref()),
            bound,
        }
    }

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
