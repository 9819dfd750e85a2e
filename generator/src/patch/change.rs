//! The changes themselves.

use super::Outcome;
use super::places::each_type_ref;
use super::rebase::rebase;
use super::target::{
    enumeration_mut, is_entity, operation_mut, parameter_mut, structure_mut, type_ref,
};
use crate::config::Change;
use crate::diagnostics::Diagnostic;
use crate::schema::{
    Addressing, ElementId, ItemType, NavigationProperty, OperationId, OperationKind, Primitive,
    Schema, Structure, TypeId, TypeKind, TypeRef,
};

/// Makes a change of an attribute at one place, or removes what is there.
pub(super) fn make(
    schema: &mut Schema,
    target: ElementId,
    change: &Change,
) -> Result<Outcome, Diagnostic> {
    Ok(match (change, target) {
        (Change::Type(name), target) => {
            let ty = type_ref(schema, name)?;
            set_type(schema, target, ty)
        }
        (Change::UnderlyingType(name), ElementId::Type(id)) => {
            let ty = type_ref(schema, name)?;
            set_underlying(schema, id, ty)
        }
        (&Change::Nullable(value), target) => {
            let unfit = "properties, parameters and return types can be null";
            set(nullable(schema, target), value, unfit)
        }
        (&Change::ContainsTarget(value), target) => {
            let unfit = "only navigation properties contain their targets";
            set(
                navigation(schema, target).map(|n| &mut n.contains_target),
                value,
                unfit,
            )
        }
        (&Change::HasStream(value), target) => {
            let unfit = "only entity types have streams";
            let structure = structure(schema, target, true);
            set(structure.map(|s| &mut s.has_stream), value, unfit)
        }
        (&Change::AddressedByPath(value), target) => set_addressing(schema, target, value),
        (&Change::OpenType(value), target) => {
            let unfit = "only entity and complex types can be open";
            let structure = structure(schema, target, false);
            set(structure.map(|s| &mut s.is_open), value, unfit)
        }
        (&Change::Abstract(value), target) => {
            let unfit = "only entity and complex types can be abstract";
            let structure = structure(schema, target, false);
            set(structure.map(|s| &mut s.is_abstract), value, unfit)
        }
        (&Change::Optional(value), target) => {
            let unfit = "only parameters are optional";
            set(optional(schema, target), value, unfit)
        }
        (&Change::Flags(value), target) => {
            let unfit = "only values of enumeration types are sets of members";
            let enumeration = match target {
                ElementId::Type(id) => enumeration_mut(schema, id),
                _ => None,
            };
            set(enumeration.map(|e| &mut e.is_flags), value, unfit)
        }
        (&Change::Composable(value), target) => {
            let unfit = "paths go on after functions only";
            set(composable(schema, target), value, unfit)
        }
        (Change::BaseType(base), target) => rebase(schema, target, base)?,
        (Change::Remove, target) => remove(schema, target),
        (Change::Add(_) | Change::Name(_), _) => Outcome::Same,
        (Change::UnderlyingType(_), _) => Outcome::unfit("only types have an underlying type"),
    })
}

fn set<T: PartialEq>(place: Option<&mut T>, value: T, why: &'static str) -> Outcome {
    match place {
        None => Outcome::unfit(why),
        Some(place) if *place == value => Outcome::Same,
        Some(place) => {
            *place = value;
            Outcome::Changed
        }
    }
}

fn set_addressing(schema: &mut Schema, target: ElementId, by_path: bool) -> Outcome {
    let addressing = if by_path {
        Addressing::KeyAndPath
    } else {
        Addressing::Key
    };
    let structure = structure(schema, target, true);
    let unfit = "paths of names lead to entities only";
    set(structure.map(|s| &mut s.addressing), addressing, unfit)
}

fn set_underlying(schema: &mut Schema, id: TypeId, ty: TypeRef) -> Outcome {
    match ty.item {
        ItemType::Primitive(primitive) if !ty.is_collection => define(schema, id, primitive),
        _ => Outcome::unfit("the underlying type is a primitive one: `Edm.Untyped`"),
    }
}

fn set_type(schema: &mut Schema, target: ElementId, ty: TypeRef) -> Outcome {
    let entity = match ty.item {
        ItemType::Named(id) => Some(id).filter(|&id| is_entity(schema, id)),
        ItemType::Primitive(_) => None,
    };
    let unfit =
        "a property is of a primitive, enumeration or complex type, navigation of an entity type";
    match (target, entity) {
        (ElementId::Navigation(..), Some(id)) => {
            let Some(navigation) = navigation(schema, target) else {
                return Outcome::unfit(unfit);
            };
            let NavigationProperty {
                target,
                is_collection,
                ..
            } = navigation;
            if (*target, *is_collection) == (id, ty.is_collection) {
                return Outcome::Same;
            }
            (*target, *is_collection) = (id, ty.is_collection);
            Outcome::Changed
        }
        (ElementId::Property(id, n), None) => {
            let property = structure_mut(schema, id).and_then(|s| s.properties.get_mut(n as usize));
            set(property.map(|p| &mut p.ty), ty, unfit)
        }
        (ElementId::Parameter(id, n), _) => {
            let parameter = parameter_mut(schema, id, n);
            set(parameter.map(|p| &mut p.ty), ty, unfit)
        }
        (ElementId::ReturnType(id), _) => {
            let returns = operation_mut(schema, id).and_then(|o| o.returns.as_mut());
            set(returns.map(|r| &mut r.ty), ty, unfit)
        }
        _ => Outcome::unfit(unfit),
    }
}

fn composable<'s>(schema: &'s mut Schema<'_>, target: ElementId) -> Option<&'s mut bool> {
    let ElementId::Operation(id) = target else {
        return None;
    };
    match &mut operation_mut(schema, id)?.kind {
        OperationKind::Function { is_composable } => Some(is_composable),
        OperationKind::Action => None,
    }
}

/// Makes a type another name for a primitive one, wherever it is used.
fn define(schema: &mut Schema, id: TypeId, primitive: Primitive) -> Outcome {
    let is_simple = match &schema[id].kind {
        TypeKind::Definition(already) if *already == primitive => return Outcome::Same,
        TypeKind::Definition(_) | TypeKind::Enumeration(_) => true,
        TypeKind::Complex(structure) => structure.base.is_none() && structure.derived.is_empty(),
        TypeKind::Entity(_) => false,
    };
    if !is_simple {
        return Outcome::unfit("entity types, base types and derived types are no primitive ones");
    }
    if let Some(ty) = schema.types.get_mut(id.0 as usize) {
        ty.kind = TypeKind::Definition(primitive);
    }
    each_type_ref(schema, &mut |ty| {
        if ty.item == ItemType::Named(id) {
            ty.item = ItemType::Primitive(primitive);
        }
    });
    Outcome::Changed
}

fn remove(schema: &mut Schema, target: ElementId) -> Outcome {
    match target {
        ElementId::Type(_) => {
            return Outcome::unfit(
                "what refers to a type cannot do without it; `underlying-type = \"Edm.Untyped\"` \
                 makes it one that says nothing",
            );
        }
        ElementId::Property(id, n) => {
            let is_key = is_key(schema, id, n);
            if is_key {
                return Outcome::unfit("a property of a key cannot be removed");
            }
            if let Some(structure) = structure_mut(schema, id) {
                structure.properties.remove(n as usize);
            }
        }
        ElementId::Navigation(id, n) => {
            if let Some(structure) = structure_mut(schema, id) {
                structure.navigation.remove(n as usize);
            }
        }
        ElementId::Key(id) => {
            if let Some(structure) = structure_mut(schema, id) {
                structure.key.clear();
            }
        }
        ElementId::Member(id, n) => {
            if let Some(enumeration) = enumeration_mut(schema, id) {
                enumeration.members.remove(n as usize);
            }
        }
        ElementId::Parameter(id, n) => {
            if let Some(operation) = operation_mut(schema, id) {
                operation.parameters.remove(n as usize);
            }
        }
        ElementId::ReturnType(id) => {
            if let Some(operation) = operation_mut(schema, id) {
                operation.returns = None;
            }
        }
        ElementId::Source(n) => {
            if let Some(container) = &mut schema.container {
                container.sources.remove(n as usize);
            }
        }
        ElementId::Import(n) => {
            if let Some(container) = &mut schema.container {
                container.imports.remove(n as usize);
            }
        }
        ElementId::Operation(id) => remove_operation(schema, id),
        ElementId::Container | ElementId::Language(_) | ElementId::AlternateKey(..) => {
            return Outcome::unfit("only members, operations and what they have can be removed");
        }
    }
    Outcome::Changed
}

/// Is a property in the key of its type or of a derived one?
fn is_key(schema: &Schema, id: TypeId, n: u32) -> bool {
    let Some(name) = schema.property(id, n).map(|property| property.name) else {
        return false;
    };
    schema.type_ids().any(|ty| {
        let key = schema[ty].structure().map_or(&[][..], |s| &s.key);
        let mut heads = key.iter().map(|part| part.path.split('/').next());
        heads.any(|head| head == Some(name)) && schema.lineage(ty).any(|base| base == id)
    })
}

/// Those after it move, and imports that are left with nothing go with it.
fn remove_operation(schema: &mut Schema, removed: OperationId) {
    schema.operations.remove(removed.0 as usize);
    let Some(container) = &mut schema.container else {
        return;
    };
    for import in &mut container.imports {
        import.operations.retain(|&id| id != removed);
        for id in &mut import.operations {
            if *id > removed {
                id.0 -= 1;
            }
        }
    }
    container
        .imports
        .retain(|import| !import.operations.is_empty());
}

fn structure<'s, 'a>(
    schema: &'s mut Schema<'a>,
    target: ElementId,
    is_entity: bool,
) -> Option<&'s mut Structure<'a>> {
    match target {
        ElementId::Type(id) if !is_entity || self::is_entity(schema, id) => {
            structure_mut(schema, id)
        }
        _ => None,
    }
}

fn navigation<'s, 'a>(
    schema: &'s mut Schema<'a>,
    target: ElementId,
) -> Option<&'s mut NavigationProperty<'a>> {
    match target {
        ElementId::Navigation(id, n) => structure_mut(schema, id)?.navigation.get_mut(n as usize),
        _ => None,
    }
}

fn nullable<'s>(schema: &'s mut Schema, target: ElementId) -> Option<&'s mut bool> {
    match target {
        ElementId::Property(id, n) => {
            let property = structure_mut(schema, id)?.properties.get_mut(n as usize)?;
            Some(&mut property.nullable)
        }
        ElementId::Navigation(..) => Some(&mut navigation(schema, target)?.nullable),
        ElementId::Parameter(id, n) => Some(&mut parameter_mut(schema, id, n)?.nullable),
        ElementId::ReturnType(id) => {
            let returns = operation_mut(schema, id)?.returns.as_mut()?;
            Some(&mut returns.nullable)
        }
        _ => None,
    }
}

fn optional<'s>(schema: &'s mut Schema, target: ElementId) -> Option<&'s mut bool> {
    match target {
        ElementId::Parameter(id, n) => Some(&mut parameter_mut(schema, id, n)?.is_optional),
        _ => None,
    }
}
