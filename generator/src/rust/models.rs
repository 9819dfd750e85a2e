//! Entity, complex and enumeration types.

use std::collections::BTreeMap;

use super::clouds;
use super::docs::{code, docs, naming_note};
use super::lower::Context;
use super::names::{Name, Scope, Style};
use super::types::{edm_name, field_type};
use super::{
    Access, Derived, Docs, Enumeration, Features, Inherited, Member, Model, ModelKind, Structure,
    TypeFacts, Variant,
};
use crate::schema::{
    Annotations, COMPUTED, EnumMember, IMMUTABLE, ItemType, NavigationProperty, Property, TypeId,
    TypeKind, TypeRef, is_read_only,
};
use crate::slice::{Element, is_stream, says_nothing};

/// The member that Graph puts before the ones that old clients do not know.
const SENTINEL: &str = "unknownFutureValue";

/// The names of the members of each wanted type, by wire name.
pub(super) type MemberNames<'s> = BTreeMap<TypeId, BTreeMap<&'s str, Name>>;

/// Names members of types from the bases down, so that none hides an inherited one.
pub(super) fn member_names<'s>(
    context: &Context<'s, '_>,
    is_asked_for: &dyn Fn(ItemType) -> bool,
) -> MemberNames<'s> {
    let mut names = MemberNames::new();
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
            let mut scope = Scope::of(Style::Field, inherited);
            let properties = properties(context, id).map(|p| p.name);
            let wires = properties.chain(navigation(context, id).map(|n| n.name));
            names.insert(id, scope.assign(Style::Field, wires));
        }
    }
    names
}

/// A structural or navigation property that becomes a field.
struct WireMember<'s> {
    name: &'s str,
    ty: TypeRef,
    access: Access,
    annotations: &'s Annotations<'s>,
    facts: String,
}

fn wire_members<'s>(context: &Context<'s, '_>, id: TypeId) -> Vec<WireMember<'s>> {
    let key = context.schema.key(id);
    let properties = properties(context, id).map(|property| {
        let is_key = key.iter().any(|k| k.path == property.name);
        wire_property(context, property, is_key)
    });
    let navigation = navigation(context, id).map(|n| wire_navigation(context, n));
    properties.chain(navigation).collect()
}

/// The own properties of a type that become fields.
fn properties<'s>(
    context: &Context<'s, '_>,
    id: TypeId,
) -> impl Iterator<Item = &'s Property<'s>> + use<'s> {
    let structure = context.schema[id].structure();
    let properties = structure.into_iter().flat_map(|s| &s.properties);
    properties.filter(|property| !is_stream(property.ty))
}

/// The own navigation properties of a type that become fields.
fn navigation<'c, 's>(
    context: &'c Context<'s, '_>,
    id: TypeId,
) -> impl Iterator<Item = &'s NavigationProperty<'s>> + use<'c, 's> {
    let structure = context.schema[id].structure();
    let navigation = structure.into_iter().flat_map(|s| &s.navigation);
    let wanted = navigation.zip(0..).filter(move |&(n, at)| {
        context.slice.contains(Element::Navigation(id, at))
            && context.paths.model(n.target).is_some()
    });
    wanted.map(|(navigation, _)| navigation)
}

fn wire_property<'s>(
    context: &Context<'s, '_>,
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
        name: property.name,
        ty: property.ty,
        access,
        annotations: &property.annotations,
        facts,
    }
}

fn wire_navigation<'s>(
    context: &Context<'s, '_>,
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
        element: ty.name.to_string(),
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
        has_descriptors: context.config.requests,
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
    let template = context.config.documentation.as_ref()?;
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

/// The wanted types below one; none below a type that says nothing.
fn derived(context: &Context<'_, '_>, id: TypeId) -> Vec<Derived> {
    if says_nothing(context.schema, id) {
        return Vec::new();
    }
    let descendants: Vec<_> = context
        .slice
        .descendants(context.schema, id)
        .into_iter()
        .filter_map(|id| Some((id, context.paths.model(id)?)))
        .collect();
    let base = Style::Type.name(context.schema[id].name.name);
    let mut variants = Scope::with(["Other"]);
    descendants
        .into_iter()
        .map(|(id, path)| {
            let wire = context.schema[id].name.to_string();
            let candidates = short_names(&base, path.item.as_str());
            Derived {
                path: path.clone(),
                variant: variants.claim(Style::Variant, &wire, candidates),
                wire,
                features: Features::new(),
            }
        })
        .collect()
}

/// `RichLongRunningOperation` below `LongRunningOperation` is `Rich`.
fn short_names(base: &Name, name: &str) -> [Name; 2] {
    let short = name.strip_suffix(base.as_str());
    let short = short.filter(|short| !short.is_empty());
    [short.unwrap_or(name), name].map(|n| Style::Variant.name(n))
}

/// A wanted enumeration type.
fn enumeration(context: &Context<'_, '_>, id: TypeId) -> Option<Enumeration> {
    let ty = &context.schema[id];
    let TypeKind::Enumeration(enumeration) = &ty.kind else {
        return None;
    };
    let names = Scope::default().assign(Style::Variant, enumeration.members.iter().map(|m| m.name));
    let sentinel = enumeration
        .members
        .iter()
        .find(|m| m.name == SENTINEL)
        .map(|m| m.value);
    let flags = if enumeration.is_flags {
        ", a set of flags"
    } else {
        ""
    };
    let name = context.paths.model(id)?.item.clone();
    let wire = ty.name.to_string();
    let fact = format!("Enumeration type {}{flags}.", code(&wire));
    let note = naming_note(Style::Type, ty.name.name, &name);
    let clouds = context.overlay.clouds_of(id).and_then(clouds::of_type);
    Some(Enumeration {
        name,
        wire,
        docs: docs(
            &ty.annotations,
            [fact].into_iter().chain(note).chain(clouds),
        ),
        variants: enumeration
            .members
            .iter()
            .filter_map(|member| {
                let name = names.get(member.name)?.clone();
                Some(Variant {
                    docs: variant_docs(member, &name, sentinel),
                    name,
                    wire: member.name.to_owned(),
                    value: member.value,
                })
            })
            .collect(),
    })
}

fn variant_docs(member: &EnumMember<'_>, name: &Name, sentinel: Option<i64>) -> Docs {
    let is_hidden = sentinel.is_some_and(|sentinel| member.value > sentinel);
    let hidden = is_hidden.then(|| {
        "Sent only to clients that ask for it with `Prefer: include-unknown-enum-members`."
            .to_owned()
    });
    let note = naming_note(Style::Variant, member.name, name);
    let facts = [code(member.name)].into_iter().chain(hidden).chain(note);
    docs(&member.annotations, facts)
}
