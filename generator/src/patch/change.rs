//! The changes themselves.

use toml::Spanned;

use super::{Outcome, Target, target};
use crate::config::{Change, span};
use crate::diagnostics::Diagnostic;
use crate::schema::{
    ItemType, NavigationProperty, OperationId, Primitive, Schema, Structure, TypeId, TypeKind,
    TypeRef, primitive,
};

/// Makes a change at one place.
pub(super) fn make(
    schema: &mut Schema,
    target: Target,
    change: &Change,
) -> Result<Outcome, Diagnostic> {
    Ok(match (change, target) {
        (Change::Type(name), target) => {
            let ty = type_ref(schema, name)?;
            set_type(schema, target, ty)
        }
        (Change::UnderlyingType(name), Target::Type(id)) => {
            let ty = type_ref(schema, name)?;
            match ty.item {
                ItemType::Primitive(primitive) if !ty.is_collection => {
                    define(schema, id, primitive)
                }
                _ => Outcome::Unfit("the underlying type is a primitive one: `Edm.Untyped`"),
            }
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
        (Change::Remove, target) => remove(schema, target),
        (Change::UnderlyingType(_), _) => Outcome::Unfit("only types have an underlying type"),
    })
}

fn set<T: PartialEq>(place: Option<&mut T>, value: T, unfit: &'static str) -> Outcome {
    match place {
        None => Outcome::Unfit(unfit),
        Some(place) if *place == value => Outcome::Same,
        Some(place) => {
            *place = value;
            Outcome::Changed
        }
    }
}

/// `Collection(ns.Type)` or `Edm.String`.
fn type_ref(schema: &Schema, name: &Spanned<String>) -> Result<TypeRef, Diagnostic> {
    let text = name.get_ref();
    let inner = text
        .strip_prefix("Collection(")
        .and_then(|t| t.strip_suffix(')'));
    let item = inner.unwrap_or(text);
    let found = match item.strip_prefix("Edm.") {
        Some(name) => primitive(name).map(ItemType::Primitive),
        None => target::find_type(schema, item).map(ItemType::Named),
    };
    let item = found.ok_or_else(|| {
        Diagnostic::error("E0408", format!("there is no type `{text}`"))
            .at(span(name.span()), "")
            .hint("types are named in full: `Edm.String`, `Collection(microsoft.graph.user)`")
    })?;
    Ok(TypeRef {
        item,
        is_collection: inner.is_some(),
    })
}

fn set_type(schema: &mut Schema, target: Target, ty: TypeRef) -> Outcome {
    let entity = match ty.item {
        ItemType::Named(id) => Some(id).filter(|&id| is_entity(schema, id)),
        ItemType::Primitive(_) => None,
    };
    let unfit =
        "a property is of a primitive, enumeration or complex type, navigation of an entity type";
    match (target, entity) {
        (Target::Navigation(..), Some(id)) => {
            let Some(navigation) = navigation(schema, target) else {
                return Outcome::Unfit(unfit);
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
        (Target::Property(id, n), None) => {
            let property = structure_mut(schema, id).and_then(|s| s.properties.get_mut(n));
            set(property.map(|p| &mut p.ty), ty, unfit)
        }
        (Target::Parameter(n, p), _) => {
            let operation = schema.operations.get_mut(n);
            let parameter = operation.and_then(|o| o.parameters.get_mut(p));
            set(parameter.map(|p| &mut p.ty), ty, unfit)
        }
        (Target::Returns(n), _) => {
            let operation = schema.operations.get_mut(n);
            let returns = operation.and_then(|o| o.returns.as_mut());
            set(returns.map(|r| &mut r.ty), ty, unfit)
        }
        _ => Outcome::Unfit(unfit),
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
        return Outcome::Unfit("entity types, base types and derived types are no primitive ones");
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

fn each_type_ref(schema: &mut Schema, f: &mut impl FnMut(&mut TypeRef)) {
    for ty in &mut schema.types {
        if let TypeKind::Entity(structure) | TypeKind::Complex(structure) = &mut ty.kind {
            structure.properties.iter_mut().for_each(|p| f(&mut p.ty));
        }
    }
    for operation in &mut schema.operations {
        let parameters = operation
            .binding
            .iter_mut()
            .chain(&mut operation.parameters);
        parameters.for_each(|p| f(&mut p.ty));
        operation.returns.iter_mut().for_each(|r| f(&mut r.ty));
    }
}

fn remove(schema: &mut Schema, target: Target) -> Outcome {
    match target {
        Target::Type(_) => {
            return Outcome::Unfit(
                "what refers to a type cannot do without it; `underlying-type = \"Edm.Untyped\"` \
                 makes it one that says nothing",
            );
        }
        Target::Property(id, n) => {
            let is_key = is_key(schema, id, n);
            if is_key {
                return Outcome::Unfit("a property of a key cannot be removed");
            }
            if let Some(structure) = structure_mut(schema, id) {
                structure.properties.remove(n);
            }
        }
        Target::Navigation(id, n) => {
            if let Some(structure) = structure_mut(schema, id) {
                structure.navigation.remove(n);
            }
        }
        Target::Parameter(n, p) => {
            if let Some(operation) = schema.operations.get_mut(n) {
                operation.parameters.remove(p);
            }
        }
        Target::Returns(n) => {
            if let Some(operation) = schema.operations.get_mut(n) {
                operation.returns = None;
            }
        }
        Target::Source(n) => _ = schema.container.as_mut().map(|c| c.sources.remove(n)),
        Target::Import(n) => _ = schema.container.as_mut().map(|c| c.imports.remove(n)),
        Target::Operation(n) => remove_operation(schema, n),
    }
    Outcome::Changed
}

/// Is a property in the key of its type or of a derived one?
fn is_key(schema: &Schema, id: TypeId, n: usize) -> bool {
    let property = schema[id].structure().and_then(|s| s.properties.get(n));
    let Some(name) = property.map(|property| property.name) else {
        return false;
    };
    schema.type_ids().any(|ty| {
        let key = schema[ty].structure().map_or(&[][..], |s| &s.key);
        let mut heads = key.iter().map(|part| part.path.split('/').next());
        heads.any(|head| head == Some(name)) && schema.lineage(ty).any(|base| base == id)
    })
}

/// Those after it move, and imports that are left with nothing go with it.
fn remove_operation(schema: &mut Schema, n: usize) {
    schema.operations.remove(n);
    let Some(container) = &mut schema.container else {
        return;
    };
    for import in &mut container.imports {
        import.operations.retain(|id| id.0 as usize != n);
        for OperationId(id) in &mut import.operations {
            if *id as usize > n {
                *id -= 1;
            }
        }
    }
    container
        .imports
        .retain(|import| !import.operations.is_empty());
}

fn is_entity(schema: &Schema, id: TypeId) -> bool {
    matches!(schema[id].kind, TypeKind::Entity(_))
}

fn structure_mut<'s, 'a>(schema: &'s mut Schema<'a>, id: TypeId) -> Option<&'s mut Structure<'a>> {
    match &mut schema.types.get_mut(id.0 as usize)?.kind {
        TypeKind::Entity(structure) | TypeKind::Complex(structure) => Some(structure),
        _ => None,
    }
}

fn structure<'s, 'a>(
    schema: &'s mut Schema<'a>,
    target: Target,
    is_entity: bool,
) -> Option<&'s mut Structure<'a>> {
    match target {
        Target::Type(id) if !is_entity || self::is_entity(schema, id) => structure_mut(schema, id),
        _ => None,
    }
}

fn navigation<'s, 'a>(
    schema: &'s mut Schema<'a>,
    target: Target,
) -> Option<&'s mut NavigationProperty<'a>> {
    match target {
        Target::Navigation(id, n) => structure_mut(schema, id)?.navigation.get_mut(n),
        _ => None,
    }
}

fn nullable<'s>(schema: &'s mut Schema, target: Target) -> Option<&'s mut bool> {
    match target {
        Target::Property(id, n) => {
            let property = structure_mut(schema, id)?.properties.get_mut(n)?;
            Some(&mut property.nullable)
        }
        Target::Navigation(..) => Some(&mut navigation(schema, target)?.nullable),
        Target::Parameter(n, p) => {
            let parameter = schema.operations.get_mut(n)?.parameters.get_mut(p)?;
            Some(&mut parameter.nullable)
        }
        Target::Returns(n) => {
            let returns = schema.operations.get_mut(n)?.returns.as_mut()?;
            Some(&mut returns.nullable)
        }
        _ => None,
    }
}

fn optional<'s>(schema: &'s mut Schema, target: Target) -> Option<&'s mut bool> {
    match target {
        Target::Parameter(n, p) => {
            let parameter = schema.operations.get_mut(n)?.parameters.get_mut(p)?;
            Some(&mut parameter.is_optional)
        }
        _ => None,
    }
}
