//! What the metadata does not have.

use toml::Spanned;

use super::rebase::rebase;
use super::target::{
    self, declares, descendants, enumeration_mut, find_type, is_entity, is_overloaded,
    operation_mut, own_members, parts, structure_mut, type_ref,
};
use super::{Outcome, bound_to_others, fault, order};
use crate::config::{Addition, Patch};
use crate::diagnostics::{Diagnostic, Span, did_you_mean};
use crate::schema::{
    Annotations, ElementId, EnumMember, Enumeration, Facets, ItemType, NavigationProperty,
    NavigationSource, OperationId, Parameter, Primitive, Property, QualifiedName, Schema,
    Structure, Type, TypeId, TypeKind, TypeRef, range,
};

/// Adds what the patch names.
pub(super) fn add<'a>(
    schema: &mut Schema<'a>,
    patch: &'a Patch,
    addition: &'a Addition,
) -> Result<Outcome, Diagnostic> {
    let (owner, name) = parts(patch.target.get_ref());
    let name = name.unwrap_or_default();
    match addition {
        Addition::Property { ty, nullable } => {
            let id = structured(schema, patch, owner)?;
            let ty = type_ref(schema, ty)?;
            Ok(property(schema, id, name, ty, *nullable))
        }
        Addition::Navigation {
            ty,
            nullable,
            contains_target,
        } => {
            let id = structured(schema, patch, owner)?;
            let ty = type_ref(schema, ty)?;
            let nullable = *nullable;
            Ok(navigation(schema, id, name, ty, nullable, *contains_target))
        }
        Addition::Member { value } => {
            let found = find_type(schema, owner);
            let id = found.filter(|&id| schema.enumeration(id).is_some());
            let id = id.ok_or_else(|| no_owner(schema, patch, owner, "enumeration type"))?;
            Ok(member(schema, id, name, *value))
        }
        Addition::Parameter {
            ty,
            nullable,
            is_optional,
        } => {
            let added = Parameter {
                name,
                span: Span::default(),
                ty: type_ref(schema, ty)?,
                nullable: *nullable,
                is_optional: *is_optional,
                annotations: Annotations::default(),
            };
            parameters(schema, patch, owner, &added)
        }
        Addition::Source { ty, is_singleton } => {
            let ty = type_ref(schema, ty)?;
            source(schema, patch, owner, name, ty, *is_singleton)
        }
        Addition::EnumType { is_flags } => {
            let kind = TypeKind::Enumeration(Enumeration {
                underlying: Primitive::Int32,
                is_flags: *is_flags,
                members: Vec::new(),
            });
            new_type(schema, owner, kind, None)
        }
        Addition::ComplexType { base } => {
            let kind = TypeKind::Complex(Structure::default());
            new_type(schema, owner, kind, base.as_ref())
        }
        Addition::EntityType { base } => {
            let kind = TypeKind::Entity(Structure::default());
            new_type(schema, owner, kind, Some(base))
        }
    }
}

fn structured(schema: &Schema, patch: &Patch, owner: &str) -> Result<TypeId, Diagnostic> {
    let found = find_type(schema, owner).filter(|&id| schema[id].structure().is_some());
    found.ok_or_else(|| no_owner(schema, patch, owner, "entity or complex type"))
}

fn no_owner(schema: &Schema, patch: &Patch, owner: &str, what: &str) -> Diagnostic {
    if find_type(schema, owner).is_some() {
        return fault("E0408", patch, format!("`{owner}` is not an {what}")).hint(
            "types have properties, enumeration types members, operations parameters, the container sets",
        );
    }
    let message = format!("the metadata has no {what} `{owner}` to add to");
    fault("E0407", patch, message)
        .hint("if it is gone from the metadata, delete the patch")
        .hint_if(did_you_mean(
            owner,
            target::known(schema, owner).into_iter(),
        ))
}

/// The type, a base or a derived type that has a member of that name.
enum Taken {
    Here,
    Above,
    Below(TypeId),
}

fn taken(schema: &Schema, id: TypeId, name: &str) -> Option<Taken> {
    if let Some(owner) = declares(schema, id, name) {
        return Some(if owner == id {
            Taken::Here
        } else {
            Taken::Above
        });
    }
    let mut below = descendants(schema, id).into_iter();
    let below = below.find(|&id| own_members(schema, id).any(|member| member == name));
    below.map(Taken::Below)
}

/// What comes of adding a member that is there in some way, which may be just as the patch says.
fn there(schema: &Schema, taken: &Taken, is_same: bool) -> Outcome {
    match taken {
        Taken::Above => Outcome::Same,
        Taken::Here if is_same => Outcome::Same,
        Taken::Here => Outcome::unfit(
            "a member of that name says something else: patch its attributes, or remove it first",
        ),
        Taken::Below(id) => Outcome::unfit(format!(
            "`{}` has a member of that name, and would inherit this one: remove its own first",
            schema[*id].name
        )),
    }
}

fn property<'a>(
    schema: &mut Schema<'a>,
    id: TypeId,
    name: &'a str,
    ty: TypeRef,
    nullable: bool,
) -> Outcome {
    if matches!(ty.item, ItemType::Named(id) if is_entity(schema, id)) {
        return Outcome::unfit("properties hold no entities: `navigation-property` leads to them");
    }
    if let Some(taken) = taken(schema, id, name) {
        let own = schema[id].structure().map_or(&[][..], |s| &s.properties);
        let mut own = own.iter().filter(|p| p.name == name);
        let is_same = own.any(|p| (p.ty, p.nullable) == (ty, nullable));
        return there(schema, &taken, is_same);
    }
    let span = schema[id].span;
    if let Some(structure) = structure_mut(schema, id) {
        structure.properties.push(Property {
            name,
            span,
            ty,
            nullable,
            default: None,
            facets: Facets::default(),
            annotations: Annotations::default(),
        });
        structure.properties.sort_by_key(|property| property.name);
    }
    Outcome::Changed
}

fn navigation<'a>(
    schema: &mut Schema<'a>,
    id: TypeId,
    name: &'a str,
    ty: TypeRef,
    nullable: bool,
    contains_target: bool,
) -> Outcome {
    let target = match ty.item {
        ItemType::Named(id) if is_entity(schema, id) => id,
        _ => {
            return Outcome::unfit(
                "navigation leads to entity types; others are held by `property`",
            );
        }
    };
    let nullable = nullable && !ty.is_collection;
    if let Some(taken) = taken(schema, id, name) {
        let own = schema[id].structure().map_or(&[][..], |s| &s.navigation);
        let mut own = own.iter().filter(|n| n.name == name);
        let is_same = own.any(|n| {
            (n.target, n.is_collection, n.nullable, n.contains_target)
                == (target, ty.is_collection, nullable, contains_target)
        });
        return there(schema, &taken, is_same);
    }
    let span = schema[id].span;
    if let Some(structure) = structure_mut(schema, id) {
        structure.navigation.push(NavigationProperty {
            name,
            span,
            target,
            is_collection: ty.is_collection,
            nullable,
            contains_target,
            partner: None,
            annotations: Annotations::default(),
        });
        structure.navigation.sort_by_key(|n| n.name);
    }
    Outcome::Changed
}

fn member<'a>(schema: &mut Schema<'a>, id: TypeId, name: &'a str, value: i64) -> Outcome {
    let span = schema[id].span;
    let Some(enumeration) = enumeration_mut(schema, id) else {
        return Outcome::unfit("only enumeration types have numbered members");
    };
    let mut members = enumeration.members.iter();
    if let Some(there) = members.find(|member| member.name == name) {
        return match there.value {
            same if same == value => Outcome::Same,
            other => Outcome::unfit(format!("its number is {other}: remove it first")),
        };
    }
    if !range(enumeration.underlying).is_some_and(|range| range.contains(&value)) {
        let underlying = enumeration.underlying;
        return Outcome::unfit(format!(
            "{value} is not a number of the type {underlying:?}"
        ));
    }
    enumeration.members.push(EnumMember {
        name,
        span,
        value,
        annotations: Annotations::default(),
    });
    enumeration.members.sort_by_key(|m| (m.value, m.name));
    Outcome::Changed
}

/// To all overloads that are meant.
fn parameters<'a>(
    schema: &mut Schema<'a>,
    patch: &Patch,
    owner: &str,
    added: &Parameter<'a>,
) -> Result<Outcome, Diagnostic> {
    let overloads = target::overloads(schema, patch, owner);
    if overloads.is_empty() {
        let bound = bound_to_others(schema, patch);
        let no_owner = || no_owner(schema, patch, owner, "action or function");
        return Err(bound.unwrap_or_else(no_owner));
    }
    let outcomes = overloads.iter().map(|&id| parameter(schema, id, added));
    let outcome = Outcome::of_all(outcomes.collect());
    order::operations(schema);
    Ok(outcome)
}

fn parameter<'a>(schema: &mut Schema<'a>, id: OperationId, added: &Parameter<'a>) -> Outcome {
    let operation = &schema[id];
    if operation.binding.iter().any(|p| p.name == added.name) {
        return Outcome::unfit("what it is bound to is called that");
    }
    let mut parameters = operation.parameters.iter();
    if let Some(there) = parameters.find(|p| p.name == added.name) {
        let facts = |p: &Parameter<'_>| (p.ty, p.nullable, p.is_optional);
        return if facts(there) == facts(added) {
            Outcome::Same
        } else {
            Outcome::unfit("a parameter of that name says something else: patch its attributes")
        };
    }
    let name = operation.name.name;
    let mut names: Vec<_> = operation.parameters.iter().map(|p| p.name).collect();
    names.push(added.name);
    if is_overloaded(schema, id, name, names) {
        return Outcome::unfit("another overload has just these parameters");
    }
    if let Some(operation) = operation_mut(schema, id) {
        operation.parameters.push(Parameter {
            name: added.name,
            span: operation.span,
            ty: added.ty,
            nullable: added.nullable,
            is_optional: added.is_optional,
            annotations: Annotations::default(),
        });
        operation.parameters.sort_by_key(|p| p.name);
    }
    Outcome::Changed
}

fn source<'a>(
    schema: &mut Schema<'a>,
    patch: &Patch,
    owner: &str,
    name: &'a str,
    ty: TypeRef,
    is_singleton: bool,
) -> Result<Outcome, Diagnostic> {
    let container = schema.container.as_ref();
    let container =
        container.filter(|container| container.name.to_string() == schema.in_full(owner));
    let Some(container) = container else {
        let actual = schema.container.as_ref().map(|container| container.name);
        let fault = no_owner(schema, patch, owner, "entity container");
        return Err(fault.hint_if(actual.map(|name| format!("it is called `{name}`"))));
    };
    let target = match ty.item {
        ItemType::Named(id) if is_entity(schema, id) && !ty.is_collection => id,
        _ => {
            let why = "the type of an entity set or singleton is an entity type, not a collection";
            return Ok(Outcome::unfit(why));
        }
    };
    if target::child(schema, ElementId::Container, name).is_some() {
        let mut same = container.sources.iter().filter(|s| s.name == name);
        let is_same = same.any(|s| (s.target, s.is_singleton) == (target, is_singleton));
        return Ok(if is_same {
            Outcome::Same
        } else {
            Outcome::unfit("something else in the container has that name: remove it first")
        });
    }
    let span = container.span;
    if let Some(container) = &mut schema.container {
        container.sources.push(NavigationSource {
            name,
            span,
            target,
            is_singleton,
            in_service_document: true,
            bindings: Vec::new(),
            annotations: Annotations::default(),
        });
        container.sources.sort_by_key(|source| source.name);
    }
    Ok(Outcome::Changed)
}

/// A type with no members yet.
fn new_type<'a>(
    schema: &mut Schema<'a>,
    name: &'a str,
    kind: TypeKind<'a>,
    base: Option<&'a Spanned<String>>,
) -> Result<Outcome, Diagnostic> {
    if let Some(there) = find_type(schema, name) {
        let is_same = std::mem::discriminant(&schema[there].kind) == std::mem::discriminant(&kind);
        return Ok(if is_same {
            Outcome::Same
        } else {
            Outcome::unfit("a type of that name is of another kind")
        });
    }
    let (namespace, name) = name.rsplit_once('.').unwrap_or(("", name));
    let namespaces = || schema.types.iter().map(|ty| ty.name.namespace);
    if !namespaces().any(|there| there == namespace) {
        let hint = did_you_mean(namespace, namespaces());
        return Ok(Outcome::unfit(hint.unwrap_or_else(|| {
            format!("there is no namespace `{namespace}`")
        })));
    }
    let name = QualifiedName { namespace, name };
    schema.types.push(Type {
        name,
        span: Span::default(),
        kind,
        annotations: Annotations::default(),
    });
    order::types(schema);
    match (schema.find_type(name), base) {
        (Some(id), Some(base)) => rebase(schema, ElementId::Type(id), base),
        _ => Ok(Outcome::Changed),
    }
}
