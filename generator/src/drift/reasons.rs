//! Elements by the names that reports give them, and why they are in the slice.

use super::side::Side;
use crate::schema::{ItemType, OperationId, QualifiedName, TypeId};
use crate::slice::{Element, Node};

/// The names of what brings an element into the slice, the nearest first, the root last.
pub(super) fn reasons(side: &Side<'_>, name: &str) -> Vec<String> {
    let Some(slice) = &side.slice else {
        return Vec::new();
    };
    let mut chains = elements(side, name)
        .into_iter()
        .filter_map(|element| slice.chain(element));
    let Some(chain) = chains.next() else {
        return Vec::new();
    };
    let names = chain
        .elements
        .into_iter()
        .rev()
        .map(|element| name_of(side, element));
    let root = side.roots.get(chain.root).cloned();
    names.flatten().chain(root).collect()
}

/// The types that an element mentions; of a type, those that its members mention.
pub(super) fn all_mentions(side: &Side<'_>, name: &str) -> Vec<String> {
    let Some(structure) = find_type(side, name).and_then(|id| side.schema[id].structure()) else {
        return mentions(side, name);
    };
    let properties = structure.properties.iter();
    let properties = properties.map(|property| property.ty.item);
    let navigation = structure.navigation.iter();
    let navigation = navigation.map(|navigation| ItemType::Named(navigation.target));
    names(side, properties.chain(navigation))
}

/// The types that a member, an operation, an entity set or a singleton mentions.
pub(super) fn mentions(side: &Side<'_>, name: &str) -> Vec<String> {
    let Some(&element) = elements(side, name).first() else {
        return Vec::new();
    };
    names(side, types_of(side, element).into_iter())
}

/// The names of types. Of those of the language, only the ones that operations are bound to: paths go through their
/// values while they are.
fn names(side: &Side<'_>, types: impl Iterator<Item = ItemType>) -> Vec<String> {
    let types = types.flat_map(|ty| {
        let bound = side.schema.ancestry(ty);
        let bound = bound.filter(|ty| side.bound_to_language.contains(ty));
        ty.named().map(ItemType::Named).into_iter().chain(bound)
    });
    types
        .map(|ty| side.schema.name_of(ty).to_string())
        .collect()
}

fn types_of(side: &Side<'_>, element: Element) -> Vec<ItemType> {
    let schema = side.schema;
    let found = match element {
        Element::Property(id, n) => schema.property(id, n).map(|p| p.ty.item),
        Element::Navigation(id, n) => schema.navigation(id, n).map(|n| ItemType::Named(n.target)),
        Element::Source(n) => schema
            .source(n)
            .map(|source| ItemType::Named(source.target)),
        Element::Operation(id) => {
            let operation = &side.schema[id];
            let parameters = operation
                .parameters
                .iter()
                .map(|parameter| parameter.ty.item);
            return parameters
                .chain(operation.returns.iter().map(|returns| returns.ty.item))
                .collect();
        }
        _ => None,
    };
    found.into_iter().collect()
}

/// What a name may stand for.
fn elements(side: &Side<'_>, name: &str) -> Vec<Element> {
    if let Some(id) = find_type(side, name) {
        return [Element::Type(id)]
            .into_iter()
            .chain(nodes(id.into()))
            .collect();
    }
    let operation = name.split('/').next().unwrap_or(name);
    let operations = side.schema.operation_ids();
    let simple = operation.split('(').next().unwrap_or(operation);
    let found: Vec<_> = operations
        .filter(|&id| {
            is_named(side, id, simple) && side.operation_name(&side.schema[id]) == operation
        })
        .map(Element::Operation)
        .collect();
    if !found.is_empty() {
        return found;
    }
    let Some((parent, member)) = name.rsplit_once('/') else {
        return Vec::new();
    };
    if let Some(id) = find_type(side, parent) {
        return members(side, id, member);
    }
    let Some(container) = &side.schema.container else {
        return Vec::new();
    };
    let sources = container
        .sources
        .iter()
        .zip(0..)
        .filter(|(source, _)| source.name == member);
    let imports = container
        .imports
        .iter()
        .zip(0..)
        .filter(|(import, _)| import.name == member);
    let sources = sources.map(|(_, n)| Element::Source(n));
    sources
        .chain(imports.map(|(_, n)| Element::Import(n)))
        .collect()
}

fn nodes(ty: ItemType) -> [Element; 2] {
    [false, true].map(|many| Element::Node(Node { ty, many }))
}

fn members(side: &Side<'_>, id: TypeId, member: &str) -> Vec<Element> {
    let Some(structure) = side.schema[id].structure() else {
        return Vec::new();
    };
    let properties = structure
        .properties
        .iter()
        .zip(0..)
        .filter(|(property, _)| property.name == member);
    let navigation = structure
        .navigation
        .iter()
        .zip(0..)
        .filter(|(navigation, _)| navigation.name == member);
    let properties =
        properties.flat_map(|(_, n)| [Element::Property(id, n), Element::Segment(id, n)]);
    properties
        .chain(navigation.map(|(_, n)| Element::Navigation(id, n)))
        .collect()
}

fn find_type(side: &Side<'_>, name: &str) -> Option<TypeId> {
    let (namespace, name) = name.rsplit_once('.')?;
    side.schema.find_type(QualifiedName { namespace, name })
}

fn is_named(side: &Side<'_>, id: OperationId, name: &str) -> bool {
    let QualifiedName {
        namespace,
        name: simple,
    } = side.schema[id].name;
    name.strip_prefix(namespace)
        .and_then(|rest| rest.strip_prefix('.'))
        == Some(simple)
}

/// How reports name an element.
fn name_of(side: &Side<'_>, element: Element) -> Option<String> {
    let member = |id: TypeId, name: &str| Some(format!("{}/{name}", side.name(id)));
    let schema = side.schema;
    let container = schema.container.as_ref().map(|container| container.name);
    match element {
        Element::Type(id)
        | Element::Position(id)
        | Element::Cast(_, id)
        | Element::AlternateKey(id, _) => Some(side.name(id).to_string()),
        Element::Node(node) | Element::Request(node, _) => {
            Some(side.schema.name_of(node.ty).to_string())
        }
        Element::Operation(id) => Some(side.operation_name(&side.schema[id])),
        Element::Property(id, n) | Element::Segment(id, n) => {
            member(id, schema.property(id, n)?.name)
        }
        Element::Navigation(id, n) => member(id, schema.navigation(id, n)?.name),
        Element::Source(n) => Some(format!("{}/{}", container?, schema.source(n)?.name)),
        Element::Import(n) => Some(format!("{}/{}", container?, schema.import(n)?.name)),
    }
}
