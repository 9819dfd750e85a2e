//! What a patch is about.

use toml::Spanned;

use crate::config::{self, Change, span};
use crate::diagnostics::{Diagnostic, Span, did_you_mean};
use crate::schema::{
    ElementId, Enumeration, ItemType, Operation, OperationId, Parameter, QualifiedName, Schema,
    Structure, TypeId, TypeKind, TypeRef, primitive, primitive_names,
};

/// All that a patch is about: one element, or that of all overloads of an operation.
pub(super) fn find(schema: &Schema, patch: &config::Patch) -> Vec<ElementId> {
    let target = schema.in_full(patch.target.get_ref());
    let (name, member) = parts(&target);
    if patch.binding.is_none()
        && let Some(found) = whole(schema, name).and_then(|whole| part(schema, whole, member))
    {
        return vec![found];
    }
    let overloads = overloads(schema, patch, name).into_iter();
    overloads
        .filter_map(|id| part(schema, ElementId::Operation(id), member))
        .collect()
}

/// The type of that name, or the container.
fn whole(schema: &Schema, name: &str) -> Option<ElementId> {
    let container = || {
        let container = schema.container.as_ref()?;
        (container.name.to_string() == name).then_some(ElementId::Container)
    };
    let found = find_type(schema, name).map(ElementId::Type);
    found.or_else(container)
}

/// Finds the part of an element with that name; the element itself where no part is meant. The container has no patches.
fn part(schema: &Schema, whole: ElementId, member: Option<&str>) -> Option<ElementId> {
    match member {
        None => Some(whole).filter(|&whole| whole != ElementId::Container),
        Some(name) => child(schema, whole, name),
    }
}

/// Finds the element that another one declares under that name.
pub(super) fn child(schema: &Schema, whole: ElementId, name: &str) -> Option<ElementId> {
    let mut children = schema.children(whole).into_iter();
    children.find(|&child| match child {
        ElementId::Key(_) => name == "$Key",
        ElementId::ReturnType(_) => name == "$ReturnType",
        child => schema.simple_name(child) == Some(name),
    })
}

/// Where in the metadata is what a patch is about, and the types that it names.
pub(super) fn places(schema: &Schema, patch: &config::Patch) -> Vec<Span> {
    let mut places = Vec::new();
    let mut named = |ty: &Spanned<String>| {
        if let Ok(TypeRef {
            item: ItemType::Named(id),
            ..
        }) = type_ref(schema, ty)
        {
            places.push(schema[id].span);
        }
    };
    match &patch.change {
        Change::Type(ty) | Change::BaseType(ty) => named(ty),
        Change::Add(addition) => addition.ty().into_iter().for_each(named),
        _ => {}
    }
    let target = schema.in_full(patch.target.get_ref());
    let (owner, _) = parts(&target);
    places.extend(find_type(schema, owner).map(|id| schema[id].span));
    let overloads = overloads(schema, patch, owner).into_iter();
    places.extend(overloads.map(|id| schema[id].span));
    let targets = find(schema, patch).into_iter();
    places.extend(targets.filter_map(|target| schema.span(target)));
    places
}

/// Names that could have been meant, for a hint: members, if what has them is there.
pub(super) fn known(schema: &Schema, target: &str) -> Vec<String> {
    let target = schema.in_full(target);
    let (name, member) = parts(&target);
    if member.is_some() {
        let operations = schema.operation_ids();
        let overloads = operations.filter(|&id| schema[id].name.to_string() == name);
        let owners = whole(schema, name).into_iter();
        let owners = owners.chain(overloads.map(ElementId::Operation));
        let members = owners.flat_map(|owner| schema.children(owner));
        let members = members.filter_map(|member| schema.simple_name(member));
        return members.map(|member| format!("{name}/{member}")).collect();
    }
    let operations = schema.operations.iter().map(|operation| operation.name);
    let operations = operations.map(|name| name.to_string());
    type_names(schema).chain(operations).collect()
}

fn type_names(schema: &Schema) -> impl Iterator<Item = String> {
    schema.types.iter().map(|ty| ty.name.to_string())
}

/// What the operations that a patch names are bound to.
pub(super) fn bindings(schema: &Schema, target: &str) -> Vec<String> {
    let target = schema.in_full(target);
    let (name, _) = parts(&target);
    let operations = schema.operations.iter();
    let named = operations.filter(|operation| operation.name.to_string() == name);
    let bindings = named.map(|operation| schema.binding_of(operation));
    bindings.filter(|binding| !binding.is_empty()).collect()
}

/// What a target names, and what of that.
pub(super) fn parts(target: &str) -> (&str, Option<&str>) {
    match target.split_once('/') {
        Some((name, member)) => (name, Some(member)),
        None => (target, None),
    }
}

pub(super) fn find_type(schema: &Schema, name: &str) -> Option<TypeId> {
    schema.type_named(name)
}

/// `Collection(ns.Type)` or `Edm.String`.
pub(super) fn type_ref(schema: &Schema, name: &Spanned<String>) -> Result<TypeRef, Diagnostic> {
    let text = name.get_ref();
    let inner = text
        .strip_prefix("Collection(")
        .and_then(|t| t.strip_suffix(')'));
    let item = inner.unwrap_or(text);
    let found = match item.strip_prefix("Edm.") {
        Some(name) => primitive(name).map(ItemType::Primitive),
        None => find_type(schema, item).map(ItemType::Named),
    };
    let item = found.ok_or_else(|| {
        Diagnostic::error("E0408", format!("there is no type `{text}`"))
            .at(span(name.span()), "")
            .hint("types are named in full: `Edm.String`, `Collection(microsoft.graph.user)`")
            .hint_if(did_you_mean(
                item,
                type_names(schema).chain(primitive_names()),
            ))
    })?;
    Ok(TypeRef {
        item,
        is_collection: inner.is_some(),
    })
}

pub(super) fn is_entity(schema: &Schema, id: TypeId) -> bool {
    matches!(schema[id].kind, TypeKind::Entity(_))
}

pub(super) fn structure_mut<'s, 'a>(
    schema: &'s mut Schema<'a>,
    id: TypeId,
) -> Option<&'s mut Structure<'a>> {
    match &mut schema.types.get_mut(id.0 as usize)?.kind {
        TypeKind::Entity(structure) | TypeKind::Complex(structure) => Some(structure),
        _ => None,
    }
}

pub(super) fn enumeration_mut<'s, 'a>(
    schema: &'s mut Schema<'a>,
    id: TypeId,
) -> Option<&'s mut Enumeration<'a>> {
    match &mut schema.types.get_mut(id.0 as usize)?.kind {
        TypeKind::Enumeration(enumeration) => Some(enumeration),
        _ => None,
    }
}

pub(super) fn operation_mut<'s, 'a>(
    schema: &'s mut Schema<'a>,
    OperationId(n): OperationId,
) -> Option<&'s mut Operation<'a>> {
    schema.operations.get_mut(n as usize)
}

pub(super) fn parameter_mut<'s, 'a>(
    schema: &'s mut Schema<'a>,
    id: OperationId,
    n: u32,
) -> Option<&'s mut Parameter<'a>> {
    operation_mut(schema, id)?.parameters.get_mut(n as usize)
}

/// All types that derive from one, at any depth.
pub(super) fn descendants(schema: &Schema, id: TypeId) -> Vec<TypeId> {
    let mut found = Vec::new();
    let mut open = vec![id];
    while let Some(next) = open.pop() {
        let derived = schema[next].structure().map_or(&[][..], |s| &s.derived);
        open.extend(derived);
        found.extend(derived);
    }
    found
}

/// The names of the members that a type declares itself.
pub(super) fn own_members<'s, 'a>(
    schema: &'s Schema<'a>,
    id: TypeId,
) -> impl Iterator<Item = &'a str> + use<'s, 'a> {
    let structure = schema[id].structure();
    let properties = structure.into_iter().flat_map(|s| &s.properties);
    let navigation = structure.into_iter().flat_map(|s| &s.navigation);
    properties.map(|p| p.name).chain(navigation.map(|n| n.name))
}

/// The type or the base that declares a member of that name.
pub(super) fn declares(schema: &Schema, id: TypeId, name: &str) -> Option<TypeId> {
    let mut lineage = schema.lineage(id);
    lineage.find(|&id| own_members(schema, id).any(|member| member == name))
}

/// The operations of that name, and of that binding if the patch says one.
pub(super) fn overloads(schema: &Schema, patch: &config::Patch, name: &str) -> Vec<OperationId> {
    let wanted = patch.binding.as_ref().map(Spanned::get_ref);
    let name = schema.in_full(name);
    let overloads = schema.operation_ids().filter(|&id| {
        let operation = &schema[id];
        operation.name.to_string() == name
            && wanted.is_none_or(|wanted| schema.is_bound_to(operation, wanted))
    });
    overloads.collect()
}

/// Would an operation with this name and these parameters be another one that is there?
pub(super) fn is_overloaded(
    schema: &Schema,
    id: OperationId,
    name: &str,
    mut parameters: Vec<&str>,
) -> bool {
    parameters.sort_unstable();
    let changed = &schema[id];
    let name = QualifiedName {
        name,
        ..changed.name
    };
    let bound_to = |operation: &Operation| operation.binding.as_ref().map(|p| p.ty);
    let mut others = schema.operation_ids().filter(|&other| other != id);
    others.any(|other| {
        let other = &schema[other];
        other.name == name
            && bound_to(other) == bound_to(changed)
            && other
                .parameters
                .iter()
                .map(|p| p.name)
                .eq(parameters.iter().copied())
    })
}
