//! Entity, complex and enumeration types.

use std::collections::BTreeMap;

use super::clouds;
use super::derived::derived;
use super::docs::{code, docs, naming_note};
use super::enumerations::enumeration;
use super::lower::Context;
use super::names::{Given, Kind, Name, Scope, Style};
use super::types::{edm_name, field_type};
use super::{
    Access, Docs, Features, Inherited, Meaning, Member, Model, ModelKind, Structure, TypeFacts,
};
use crate::schema::{
    Annotations, COMPUTED, ElementId, IMMUTABLE, ItemType, NavigationProperty, Property, TypeId,
    TypeKind, TypeRef, is_read_only,
};
use crate::slice::is_stream;

/// The names of the members of each wanted type, by wire name.
pub(super) type MemberNames<'s> = BTreeMap<TypeId, BTreeMap<&'s str, Name>>;

/// Names members of types from the bases down, so that none hides an inherited one.
pub(super) fn member_names<'s>(
    context: &Context<'s, '_>,
    is_asked_for: &dyn Fn(ItemType) -> bool,
) -> MemberNames<'s> {
    let mut names = MemberNames::new();
    let given = GivenMembers::new(context);
    for id in context
        .schema
        .type_ids()
        .filter(|&id| is_asked_for(id.into()) && context.paths.model(id).is_some())
    {
        let mut lineage: Vec<_> = context.schema.lineage(id).collect();
        lineage.reverse();
        for id in lineage {
            if names.contains_key(&id) {
                continue;
            }
            let inherited = context
                .schema
                .lineage(id)
                .skip(1)
                .filter_map(|base| names.get(&base));
            let inherited = inherited.flat_map(BTreeMap::values).cloned();
            let mut scope = given.scope(id, inherited);
            let properties = properties(context, id).map(|(_, p)| (p.name, ""));
            let navigation = navigation(context, id).map(|(_, n)| (n.name, "navigation"));
            let wires = properties.chain(navigation);
            names.insert(id, scope.assign_as(Style::Field, wires, str::to_owned));
        }
    }
    names
}

/// The names that fields of each type were given before, and those of the types below it.
#[derive(Default)]
struct GivenMembers {
    own: BTreeMap<TypeId, Given>,
    below: BTreeMap<TypeId, Given>,
}

impl GivenMembers {
    fn new(context: &Context<'_, '_>) -> Self {
        let mut given = Self::default();
        for id in context.schema.type_ids() {
            let Some(path) = context.paths.model(id) else {
                continue;
            };
            let own = context.published.of(Kind::Field, &context.in_crate(path));
            for base in context.schema.lineage(id).skip(1) {
                let below = given.below.entry(base).or_default();
                below.extend(
                    own.iter()
                        .map(|(meaning, name)| (meaning.clone(), name.clone())),
                );
            }
            given.own.insert(id, own);
        }
        given
    }

    /// The names that are taken in a type from the start: what it inherits, what its own fields were called, and what
    /// fields of derived types were called, which a new one must not hide behind.
    fn scope(&self, id: TypeId, inherited: impl Iterator<Item = Name>) -> Scope {
        let of = |given: &BTreeMap<TypeId, Given>| given.get(&id).cloned().unwrap_or_default();
        Scope::of(Style::Field, inherited)
            .keeping(Style::Field, of(&self.own))
            .keeping_beside(Style::Field, of(&self.below))
    }
}

/// A structural or navigation property that becomes a field.
struct WireMember<'s> {
    element: ElementId,
    name: &'s str,
    ty: TypeRef,
    access: Access,
    annotations: &'s Annotations<'s>,
    facts: String,
}

fn wire_members<'s>(context: &Context<'s, '_>, id: TypeId) -> Vec<WireMember<'s>> {
    let key = context.schema.key(id);
    let properties = properties(context, id).map(|(n, property)| {
        let is_key = key.iter().any(|k| k.path == property.name);
        wire_property(context, ElementId::Property(id, n), property, is_key)
    });
    let navigation = navigation(context, id)
        .map(|(n, navigation)| wire_navigation(context, ElementId::Navigation(id, n), navigation));
    properties.chain(navigation).collect()
}

/// The own properties of a type that become fields.
fn properties<'s>(
    context: &Context<'s, '_>,
    id: TypeId,
) -> impl Iterator<Item = (u32, &'s Property<'s>)> + use<'s> {
    let structure = context.schema[id].structure();
    let properties = structure.into_iter().flat_map(|s| &s.properties);
    let properties = (0..).zip(properties);
    properties.filter(|(_, property)| !is_stream(property.ty))
}

/// The own navigation properties of a type that become fields.
fn navigation<'c, 's>(
    context: &'c Context<'s, '_>,
    id: TypeId,
) -> impl Iterator<Item = (u32, &'s NavigationProperty<'s>)> + use<'c, 's> {
    let structure = context.schema[id].structure();
    let navigation = structure.into_iter().flat_map(|s| &s.navigation);
    (0..).zip(navigation).filter(move |&(at, n)| {
        context.slice.contains(ElementId::Navigation(id, at))
            && context.paths.model(n.target).is_some()
    })
}

fn wire_property<'s>(
    context: &Context<'s, '_>,
    element: ElementId,
    property: &'s Property<'s>,
    is_key: bool,
) -> WireMember<'s> {
    let is_computed = property.annotations.flag(COMPUTED);
    let is_immutable = property.annotations.flag(IMMUTABLE);
    let access = if is_key || is_read_only(&property.annotations) {
        Access::ReadOnly
    } else if property.nullable && !property.ty.is_collection {
        Access::Nullable
    } else {
        Access::Required
    };
    let mut facts = format!(
        "{}: {}",
        code(property.name),
        edm_name(context.schema, property.ty)
    );
    facts.push_str(
        match (is_key, property.nullable, property.ty.is_collection) {
            (true, ..) => ", key",
            (_, true, false) => ", nullable",
            (_, false, false) => ", never null",
            (_, true, true) => ", items may be null",
            (_, false, true) => "",
        },
    );
    if let Some(default) = property.default {
        facts.push_str(", by default ");
        facts.push_str(&code(default));
    }
    if is_computed {
        facts.push_str(", set by the service");
    }
    if is_immutable {
        facts.push_str(", not to be changed");
    }
    WireMember {
        element,
        name: property.name,
        ty: property.ty,
        access,
        annotations: &property.annotations,
        facts,
    }
}

fn wire_navigation<'s>(
    context: &Context<'s, '_>,
    element: ElementId,
    navigation: &'s NavigationProperty<'s>,
) -> WireMember<'s> {
    let ty = TypeRef {
        item: ItemType::Named(navigation.target),
        is_collection: navigation.is_collection,
    };
    let contained = if navigation.contains_target {
        "contained "
    } else {
        ""
    };
    WireMember {
        element,
        name: navigation.name,
        ty,
        access: Access::Navigation,
        annotations: &navigation.annotations,
        facts: format!(
            "{}: {contained}navigation to {}, filled by `$expand`",
            code(navigation.name),
            edm_name(context.schema, ty)
        ),
    }
}

/// The file of a wanted type.
pub(super) fn file(
    context: &Context<'_, '_>,
    names: &MemberNames<'_>,
    id: TypeId,
) -> Option<Model> {
    let kind = match enumeration(context, id) {
        Some(enumeration) => ModelKind::Enumeration(enumeration),
        None => ModelKind::Structure(Box::new(structure(context, names, id)?)),
    };
    Some(Model {
        module: context.paths.module(id)?.clone(),
        kind,
        features: Features::new(),
    })
}

/// A wanted entity or complex type.
fn structure(context: &Context<'_, '_>, names: &MemberNames<'_>, id: TypeId) -> Option<Structure> {
    let schema = context.schema;
    let ty = &schema[id];
    let structure = ty.structure()?;
    let path = context.paths.model(id)?;
    let ancestors: Vec<_> = schema.lineage(id).skip(1).collect();
    let derived = derived(context, id);
    let inherited = ancestors.iter().filter_map(|&base| {
        let fields: Vec<_> = names.get(&base)?.values().cloned().collect();
        Some(Inherited {
            base: context.paths.model(base)?.clone(),
            module: context.paths.descriptors(base)?,
            fields,
        })
    });
    Some(Structure {
        name: path.item.clone(),
        wire: ty.name.to_string(),
        element: ElementId::Type(id),
        meaning: Meaning::Name(ty.name.to_string()),
        docs: structure_docs(context, id, &path.item),
        ancestors: ancestors
            .iter()
            .filter_map(|&base| context.paths.model(base).cloned())
            .collect(),
        inherited: inherited.collect(),
        kind: (!derived.is_empty())
            .then(|| context.paths.kind(id).cloned())
            .flatten(),
        derived,
        status: context.overlay.status_of(id).cloned(),
        facts: TypeFacts {
            is_abstract: structure.is_abstract,
            is_open: structure.is_open,
            is_entity: matches!(ty.kind, TypeKind::Entity(_)),
        },
        members: members(context, names, id),
        has_descriptors: context.config.wanted.requests,
    })
}

fn members(context: &Context<'_, '_>, names: &MemberNames<'_>, id: TypeId) -> Vec<Member> {
    let Some(names) = names.get(&id) else {
        return Vec::new();
    };
    wire_members(context, id)
        .into_iter()
        .filter_map(|member| {
            let field = names.get(member.name)?.clone();
            let note = naming_note(Style::Field, member.name, &field);
            let facts = [member.facts + "."].into_iter().chain(note);
            Some(Member {
                field,
                element: member.element,
                wire: member.name.to_owned(),
                ty: field_type(context.schema, &context.paths, member.ty),
                access: member.access,
                docs: docs(member.annotations, facts),
            })
        })
        .collect()
}

fn structure_docs(context: &Context<'_, '_>, id: TypeId, name: &Name) -> Docs {
    let schema = context.schema;
    let ty = &schema[id];
    let kind = match ty.kind {
        TypeKind::Entity(_) => "Entity type",
        _ => "Complex type",
    };
    let structure = ty.structure();
    let mut facts = format!("{kind} {}", code(&ty.name.to_string()));
    if let Some(base) = structure.and_then(|s| s.base) {
        let base = code(&schema[base].name.to_string());
        facts = format!("{facts}, derived from {base}");
    }
    if structure.is_some_and(|s| s.is_abstract) {
        facts.push_str(", abstract");
    }
    if structure.is_some_and(|s| s.is_open) {
        facts.push_str(", open");
    }
    facts.push('.');
    if let Some(page) = documentation_page(context, id) {
        facts = format!("{facts} See the [documentation]({page}).");
    }
    let note = naming_note(Style::Type, ty.name.name, name);
    let clouds = context.overlay.clouds_of(id).and_then(clouds::of_type);
    docs(
        &ty.annotations,
        [facts].into_iter().chain(note).chain(clouds),
    )
}

/// The address of the page about a type: Graph names it in lower case, after its namespace.
fn documentation_page(context: &Context<'_, '_>, id: TypeId) -> Option<String> {
    let template = context.config.service.documentation.as_ref()?;
    let module = context.paths.descriptors(id)?;
    let namespace = module.modules.iter().rev().skip(1).map(Name::as_str);
    let name = context.schema[id].name.name;
    let page: Vec<_> = namespace
        .chain([name])
        .map(|part| (part.to_lowercase()).replace(|c: char| !c.is_ascii_alphanumeric(), "-"))
        .collect();
    // A parenthesis would end the link.
    let template = template.replace('(', "%28").replace(')', "%29");
    Some(template.replace("{type}", &page.join("-")))
}
