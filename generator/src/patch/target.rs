//! What a patch is about.

use toml::Spanned;

use crate::config::{self, Change, span};
use crate::diagnostics::{Diagnostic, Span, did_you_mean};
use crate::schema::{
    Container, Enumeration, ItemType, Operation, QualifiedName, Schema, Structure, TypeId,
    TypeKind, TypeRef, primitive, primitive_names,
};

/// A place in a schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Target {
    Type(TypeId),
    Property(TypeId, usize),
    Navigation(TypeId, usize),
    /// What is declared of a key.
    Key(TypeId),
    /// A member of an enumeration type.
    Member(TypeId, usize),
    Source(usize),
    Import(usize),
    Operation(usize),
    Parameter(usize, usize),
    Returns(usize),
}

/// All that a patch is about: one thing, or that of all overloads of an operation.
pub(super) fn find(schema: &Schema, patch: &config::Patch) -> Vec<Target> {
    let target = schema.in_full(patch.target.get_ref());
    let (name, member) = parts(&target);
    if patch.binding.is_none() {
        let found = of_type(schema, name, member).or_else(|| of_container(schema, name, member));
        if let Some(found) = found {
            return vec![found];
        }
    }
    of_operations(schema, patch, name, member)
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
    places.extend(overloads.filter_map(|n| schema.operations.get(n).map(|o| o.span)));
    for target in find(schema, patch) {
        places.extend(place(schema, target));
    }
    places
}

/// Where a member, set, singleton or import is.
fn place(schema: &Schema, target: Target) -> Option<Span> {
    let container = schema.container.as_ref();
    match target {
        Target::Property(id, n) => schema[id].structure()?.properties.get(n).map(|p| p.span),
        Target::Navigation(id, n) => schema[id].structure()?.navigation.get(n).map(|n| n.span),
        Target::Source(n) => container?.sources.get(n).map(|source| source.span),
        Target::Import(n) => container?.imports.get(n).map(|import| import.span),
        // With the type or the operation.
        _ => None,
    }
}

/// Names that could have been meant, for a hint: members, if what has them is there.
pub(super) fn known(schema: &Schema, target: &str) -> Vec<String> {
    let target = schema.in_full(target);
    let (name, member) = parts(&target);
    if member.is_some() {
        let members = members(schema, name).into_iter();
        return members.map(|member| format!("{name}/{member}")).collect();
    }
    let operations = schema.operations.iter().map(|operation| operation.name);
    let operations = operations.map(|name| name.to_string());
    type_names(schema).chain(operations).collect()
}

fn type_names(schema: &Schema) -> impl Iterator<Item = String> {
    schema.types.iter().map(|ty| ty.name.to_string())
}

/// What a type, the container or an operation of that name has.
fn members<'a>(schema: &Schema<'a>, name: &str) -> Vec<&'a str> {
    if let Some(structure) = find_type(schema, name).and_then(|id| schema[id].structure()) {
        let navigation = structure.navigation.iter().map(|n| n.name);
        let properties = structure.properties.iter().map(|p| p.name);
        return properties.chain(navigation).collect();
    }
    if let Some(enumeration) = find_type(schema, name).and_then(|id| enumeration(schema, id)) {
        return enumeration.members.iter().map(|m| m.name).collect();
    }
    let container = schema.container.as_ref();
    if let Some(container) = container.filter(|c| c.name.to_string() == name) {
        let sources = container.sources.iter().map(|source| source.name);
        let imports = container.imports.iter().map(|import| import.name);
        return sources.chain(imports).collect();
    }
    let overloads = schema.operations.iter();
    let overloads = overloads.filter(|operation| operation.name.to_string() == name);
    overloads
        .flat_map(|operation| operation.parameters.iter().map(|p| p.name))
        .collect()
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

pub(super) fn enumeration<'s, 'a>(
    schema: &'s Schema<'a>,
    id: TypeId,
) -> Option<&'s Enumeration<'a>> {
    match &schema[id].kind {
        TypeKind::Enumeration(enumeration) => Some(enumeration),
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

fn of_type(schema: &Schema, name: &str, member: Option<&str>) -> Option<Target> {
    let id = find_type(schema, name)?;
    let Some(member) = member else {
        return Some(Target::Type(id));
    };
    if let Some(enumeration) = enumeration(schema, id) {
        let n = enumeration.members.iter().position(|m| m.name == member);
        return n.map(|n| Target::Member(id, n));
    }
    let structure = schema[id].structure()?;
    if member == "$Key" {
        return (!structure.key.is_empty()).then_some(Target::Key(id));
    }
    self::member(structure, id, member)
}

/// The member of that name that a type declares itself.
pub(super) fn member(structure: &Structure, id: TypeId, name: &str) -> Option<Target> {
    let property = structure.properties.iter().position(|p| p.name == name);
    let property = property.map(|n| Target::Property(id, n));
    property.or_else(|| {
        let n = structure.navigation.iter().position(|n| n.name == name)?;
        Some(Target::Navigation(id, n))
    })
}

fn of_container(schema: &Schema, name: &str, member: Option<&str>) -> Option<Target> {
    let container = schema.container.as_ref()?;
    let member = member.filter(|_| container.name.to_string() == name)?;
    child(container, member)
}

/// The entity set, singleton or import of that name.
pub(super) fn child(container: &Container, name: &str) -> Option<Target> {
    let source = container.sources.iter().position(|s| s.name == name);
    source.map(Target::Source).or_else(|| {
        let import = container.imports.iter().position(|i| i.name == name);
        import.map(Target::Import)
    })
}

fn of_operations(
    schema: &Schema,
    patch: &config::Patch,
    name: &str,
    member: Option<&str>,
) -> Vec<Target> {
    let overloads = overloads(schema, patch, name).into_iter();
    let overloads = overloads.filter_map(|n| Some((n, schema.operations.get(n)?)));
    overloads
        .filter_map(|(n, operation)| match member {
            None => Some(Target::Operation(n)),
            Some("$ReturnType") => operation.returns.as_ref().map(|_| Target::Returns(n)),
            Some(name) => {
                let mut parameters = operation.parameters.iter();
                let at = parameters.position(|parameter| parameter.name == name)?;
                Some(Target::Parameter(n, at))
            }
        })
        .collect()
}

/// The operations of that name, and of that binding if the patch says one.
pub(super) fn overloads(schema: &Schema, patch: &config::Patch, name: &str) -> Vec<usize> {
    let wanted = patch.binding.as_ref().map(Spanned::get_ref);
    let name = schema.in_full(name);
    let operations = schema.operations.iter().enumerate();
    let overloads = operations.filter(|(_, operation)| {
        operation.name.to_string() == name
            && wanted.is_none_or(|wanted| schema.is_bound_to(operation, wanted))
    });
    overloads.map(|(n, _)| n).collect()
}

/// Would an operation with this name and these parameters be another one that is there?
pub(super) fn is_overloaded(
    schema: &Schema,
    n: usize,
    name: &str,
    mut parameters: Vec<&str>,
) -> bool {
    parameters.sort_unstable();
    let Some(changed) = schema.operations.get(n) else {
        return false;
    };
    let others = schema
        .operations
        .iter()
        .enumerate()
        .filter(|(at, _)| *at != n);
    let name = QualifiedName {
        name,
        ..changed.name
    };
    let bound_to = |operation: &Operation| operation.binding.as_ref().map(|p| p.ty);
    others.map(|(_, other)| other).any(|other| {
        other.name == name
            && bound_to(other) == bound_to(changed)
            && other
                .parameters
                .iter()
                .map(|p| p.name)
                .eq(parameters.iter().copied())
    })
}
