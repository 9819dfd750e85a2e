//! Another name, and the same name wherever it is mentioned.

use std::collections::BTreeMap;

use super::places::{Mention, Start, each_mention};
use super::target::{
    self, declares, descendants, enumeration_mut, is_overloaded, operation_mut, own_members,
    parameter_mut, structure_mut,
};
use super::{Outcome, Texts, order};
use crate::schema::{ElementId, ItemType, OperationId, QualifiedName, Schema, TypeId};

/// The target of a patch, under the name that it gives.
pub(super) fn renamed(target: &str, name: &str) -> String {
    let end = target.rfind(['/', '.']).map_or(0, |at| at + 1);
    format!("{}{name}", target.get(..end).unwrap_or_default())
}

/// Calls one thing, or all overloads of an operation, by another name.
pub(super) fn rename<'a>(
    schema: &mut Schema<'a>,
    targets: &[ElementId],
    name: &'a str,
    texts: &'a Texts,
) -> Outcome {
    let outcomes = targets.iter().map(|&target| check(schema, target, name));
    let outcome = Outcome::of_all(outcomes.collect());
    if outcome != Outcome::Changed {
        return outcome;
    }
    for &target in targets {
        if let Some(&mut old) = name_of(schema, target) {
            mention(schema, target, [old, name], texts);
            set_name(schema, target, [old, name]);
        }
    }
    order::types(schema);
    order::operations(schema);
    Outcome::Changed
}

/// Where its name stands.
fn name_of<'s, 'a>(schema: &'s mut Schema<'a>, target: ElementId) -> Option<&'s mut &'a str> {
    Some(match target {
        ElementId::Type(id) => &mut schema.types.get_mut(id.0 as usize)?.name.name,
        ElementId::Property(id, n) => {
            &mut structure_mut(schema, id)?
                .properties
                .get_mut(n as usize)?
                .name
        }
        ElementId::Navigation(id, n) => {
            &mut structure_mut(schema, id)?
                .navigation
                .get_mut(n as usize)?
                .name
        }
        ElementId::Member(id, n) => {
            &mut enumeration_mut(schema, id)?
                .members
                .get_mut(n as usize)?
                .name
        }
        ElementId::Source(n) => &mut schema.container.as_mut()?.sources.get_mut(n as usize)?.name,
        ElementId::Import(n) => &mut schema.container.as_mut()?.imports.get_mut(n as usize)?.name,
        ElementId::Operation(id) => &mut operation_mut(schema, id)?.name.name,
        ElementId::Parameter(id, n) => &mut parameter_mut(schema, id, n)?.name,
        _ => return None,
    })
}

/// Is that name free?
fn check(schema: &mut Schema<'_>, target: ElementId, name: &str) -> Outcome {
    let Some(&mut old) = name_of(schema, target) else {
        return Outcome::unfit("keys and return types have no names");
    };
    if old == name {
        return Outcome::Same;
    }
    match other(schema, target, name) {
        Some(other) => Outcome::unfit(format!("{other} is called `{name}` already")),
        None => Outcome::Changed,
    }
}

/// What has a name that one of its neighbours is to have.
fn other(schema: &Schema<'_>, target: ElementId, name: &str) -> Option<String> {
    match target {
        ElementId::Type(id) => {
            let namespace = schema[id].name.namespace;
            let found = schema.find_type(QualifiedName { namespace, name })?;
            Some(format!("the type `{}`", schema[found].name))
        }
        ElementId::Property(id, _) | ElementId::Navigation(id, _) => {
            let below = descendants(schema, id).into_iter();
            let below = below.filter(|&id| own_members(schema, id).any(|member| member == name));
            let owner = declares(schema, id, name).or(below.into_iter().next())?;
            Some(format!("a member of `{}`", schema[owner].name))
        }
        ElementId::Member(id, _) => {
            let mut members = schema.enumeration(id)?.members.iter();
            let is_taken = members.any(|member| member.name == name);
            is_taken.then(|| "another member".to_owned())
        }
        ElementId::Source(_) | ElementId::Import(_) => {
            let is_taken = target::child(schema, ElementId::Container, name).is_some();
            is_taken.then(|| "something else in the container".to_owned())
        }
        ElementId::Operation(id) => {
            let parameters = schema[id].parameters.iter().map(|p| p.name);
            is_overloaded(schema, id, name, parameters.collect())
                .then(|| "an overload with these parameters".to_owned())
        }
        ElementId::Parameter(id, n) => {
            let operation = &schema[id];
            let all = operation.binding.iter().chain(&operation.parameters);
            if all.into_iter().any(|parameter| parameter.name == name) {
                return Some("another parameter".to_owned());
            }
            let mut parameters: Vec<_> = operation.parameters.iter().map(|p| p.name).collect();
            if let Some(parameter) = parameters.get_mut(n as usize) {
                *parameter = name;
            }
            is_overloaded(schema, id, operation.name.name, parameters)
                .then(|| "the parameter of another overload".to_owned())
        }
        _ => None,
    }
}

/// Spells the new name where the old one was mentioned.
fn mention<'a>(
    schema: &mut Schema<'a>,
    target: ElementId,
    [old, new]: [&'a str; 2],
    texts: &'a Texts,
) {
    let mut paths = Vec::new();
    each_mention(schema, &mut |mention| {
        if let Mention::Path(start, path) = mention
            && path.contains(old)
        {
            paths.push((start, *path));
        }
    });
    paths.sort_unstable();
    paths.dedup();
    let respelled = paths.into_iter().filter_map(|(start, path)| {
        let text = respelled(schema, target, new, start, path)?;
        Some(((start, path), texts.keep(&text)))
    });
    let respelled: BTreeMap<_, &'a str> = respelled.collect();
    let ty = match target {
        ElementId::Type(id) | ElementId::Member(id, _) => Some(schema[id].name.to_string()),
        _ => None,
    };
    let new_ty = match (target, &ty) {
        (ElementId::Type(_), Some(old)) => Some(texts.keep(&renamed(old, new))),
        _ => None,
    };
    each_mention(schema, &mut |mention| match mention {
        Mention::Path(start, path) => {
            if let Some(text) = respelled.get(&(start, *path)) {
                *path = text;
            }
        }
        Mention::Members(parts) => {
            let Some((first, members)) = parts.split_first_mut() else {
                return;
            };
            if ty.as_deref() != Some(*first) {
                return;
            }
            if let Some(new) = new_ty {
                *first = new;
                return;
            }
            for member in members.iter_mut().filter(|member| **member == old) {
                *member = new;
            }
        }
    });
    for source in schema.container.iter_mut().flat_map(|c| &mut c.sources) {
        source.bindings.sort_unstable();
    }
}

/// The path with the new name, if the target is in it.
fn respelled(
    schema: &Schema<'_>,
    wanted: ElementId,
    new: &str,
    start: Start,
    path: &str,
) -> Option<String> {
    let mut at = match start {
        Start::Type(id) => Some(id),
        Start::Service | Start::Operation(_) => None,
    };
    let mut segments = Vec::new();
    let mut is_changed = false;
    for (n, segment) in path.split('/').enumerate() {
        let (found, next) = match start {
            _ if segment.contains('.') => {
                let id = target::find_type(schema, segment);
                (id.map(ElementId::Type), id)
            }
            Start::Service if n == 0 => in_service(schema, segment),
            Start::Operation(id) if n == 0 => in_operation(schema, id, segment),
            _ => in_type(schema, at, segment),
        };
        let is_meant = found == Some(wanted);
        is_changed |= is_meant;
        segments.push(if is_meant {
            renamed(segment, new)
        } else {
            segment.to_owned()
        });
        // Graph has paths with a segment too many: what names nothing leads nowhere else.
        at = if found.is_some() { next } else { next.or(at) };
    }
    is_changed.then(|| segments.join("/"))
}

/// What a segment names, and where the path goes on.
type Step = (Option<ElementId>, Option<TypeId>);

fn in_service(schema: &Schema<'_>, name: &str) -> Step {
    let found = target::child(schema, ElementId::Container, name);
    match found {
        Some(ElementId::Source(n)) => (found, schema.source(n).map(|source| source.target)),
        _ => (None, None),
    }
}

fn in_operation(schema: &Schema<'_>, id: OperationId, name: &str) -> Step {
    let operation = &schema[id];
    let binding = operation.binding.iter().map(|binding| (None, binding));
    let parameters = (0..).zip(&operation.parameters);
    let parameters = parameters.map(|(n, p)| (Some(ElementId::Parameter(id, n)), p));
    let mut all = binding.chain(parameters);
    match all.find(|(_, parameter)| parameter.name == name) {
        Some((target, parameter)) => (target, named(parameter.ty.item)),
        None => (None, None),
    }
}

fn in_type(schema: &Schema<'_>, at: Option<TypeId>, name: &str) -> Step {
    let mut lineage = at.into_iter().flat_map(|id| schema.lineage(id));
    let found = lineage.find_map(|id| target::child(schema, ElementId::Type(id), name));
    let next = match found {
        Some(ElementId::Property(id, n)) => {
            let property = schema.property(id, n);
            property.and_then(|property| named(property.ty.item))
        }
        Some(ElementId::Navigation(id, n)) => schema.navigation(id, n).map(|n| n.target),
        _ => None,
    };
    (found, next)
}

fn named(item: ItemType) -> Option<TypeId> {
    match item {
        ItemType::Named(id) => Some(id),
        ItemType::Primitive(_) => None,
    }
}

fn set_name<'a>(schema: &mut Schema<'a>, target: ElementId, [old, new]: [&'a str; 2]) {
    if let Some(name) = name_of(schema, target) {
        *name = new;
    }
    match target {
        ElementId::Property(id, _) | ElementId::Navigation(id, _) => {
            if let Some(structure) = structure_mut(schema, id) {
                structure.properties.sort_by_key(|property| property.name);
                structure
                    .navigation
                    .sort_by_key(|navigation| navigation.name);
            }
        }
        ElementId::Member(id, _) => {
            if let Some(enumeration) = enumeration_mut(schema, id) {
                enumeration.members.sort_by_key(|m| (m.value, m.name));
            }
            set_defaults(schema, id, [old, new]);
        }
        ElementId::Source(_) | ElementId::Import(_) => {
            if let Some(container) = &mut schema.container {
                container.sources.sort_by_key(|source| source.name);
                container.imports.sort_by_key(|import| import.name);
            }
        }
        ElementId::Parameter(id, _) => {
            if let Some(operation) = operation_mut(schema, id) {
                operation.parameters.sort_by_key(|p| p.name);
            }
        }
        _ => {}
    }
}

/// Properties of an enumeration type have members as their defaults.
fn set_defaults<'a>(schema: &mut Schema<'a>, id: TypeId, [old, new]: [&'a str; 2]) {
    for owner in schema.type_ids() {
        let properties = structure_mut(schema, owner).map(|s| &mut s.properties);
        for property in properties.into_iter().flatten() {
            if property.ty.item == ItemType::Named(id) && property.default == Some(old) {
                property.default = Some(new);
            }
        }
    }
}
