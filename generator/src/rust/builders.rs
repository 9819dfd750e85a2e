//! Request builders: one for each (type, one or many) that wanted paths pass through.

use super::docs::code;
use super::lower::Context;
use super::methods::Methods;
use super::names::{Name, Style};
use super::parameters::ParameterTable;
use super::{Builder, BuilderFile, Docs, Features, Path, Root, capabilities};
use crate::config::Conventions;
use crate::schema::{ElementId, ItemType};
use crate::slice::Node;

/// The builders of a type, if wanted paths pass through it or through a type below it.
pub(super) fn file(
    context: &Context<'_, '_>,
    parameters: &ParameterTable,
    ty: ItemType,
) -> Option<BuilderFile> {
    let module = context.paths.requests(context.schema, ty)?.pop()?;
    let wire = context.schema.name_of(ty).to_string();
    let nodes = [false, true].map(|many| Node { ty, many });
    let builders = nodes.into_iter().filter_map(|node| {
        Some(Builder {
            name: context.paths.builder(node)?.item.clone(),
            element: ty.into(),
            many: node.many,
            wire: wire.clone(),
            docs: builder_docs(context, node),
            methods: Methods::new(context, parameters).of_node(node, context.paths.builder(node)?),
        })
    });
    let file = BuilderFile {
        module,
        element: ty.into(),
        builders: builders.collect(),
        wire,
        parameters: parameters.of_type(context, ty),
        features: Features::new(),
    };
    (!file.builders.is_empty() || !file.parameters.is_empty()).then_some(file)
}

/// What the service root offers.
pub(super) fn root(
    context: &Context<'_, '_>,
    parameters: &mut ParameterTable,
    name: Name,
) -> Option<Root> {
    let path = Path {
        modules: Vec::new(),
        item: name.clone(),
    };
    let methods = Methods::new(context, parameters).of_root(&path);
    let container = context.schema.container.as_ref();
    (!methods.is_empty()).then(|| Root {
        name,
        element: ElementId::Container,
        caveats: container.map_or_else(Vec::new, |container| {
            capabilities::of_service(&container.annotations)
        }),
        methods,
        parameters: parameters.take_of_root(),
    })
}

/// What the service root is called.
pub(super) fn root_name(context: &Context<'_, '_>) -> Name {
    let container = context.schema.container.as_ref();
    let wire = match (context.config.service.conventions, container) {
        (Conventions::OData, Some(container)) => container.name.name,
        _ => "graph",
    };
    Style::Type.name(wire)
}

fn builder_docs(context: &Context<'_, '_>, node: Node) -> Docs {
    let name = code(&context.schema.name_of(node.ty).to_string());
    let line = if node.many {
        format!("Requests to a collection of {name}.")
    } else {
        format!("Requests to one {name}.")
    };
    Docs::line(line)
}
