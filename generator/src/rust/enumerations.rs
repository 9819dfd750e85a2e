//! Enumeration types.

use super::clouds;
use super::docs::{code, docs, naming_note};
use super::lower::Context;
use super::names::{Kind, Name, Scope, Style};
use super::{Docs, Enumeration, Variant};
use crate::schema::{ElementId, EnumMember, TypeId, TypeKind};

/// The member that Graph puts before the ones that old clients do not know.
const SENTINEL: &str = "unknownFutureValue";

/// A wanted enumeration type.
pub(super) fn enumeration(context: &Context<'_, '_>, id: TypeId) -> Option<Enumeration> {
    let ty = &context.schema[id];
    let TypeKind::Enumeration(enumeration) = &ty.kind else {
        return None;
    };
    let path = context.paths.model(id)?;
    let given = context.published.of(Kind::Variant, &context.in_crate(path));
    let mut scope = Scope::default().keeping(Style::Variant, given);
    let names = scope.assign(Style::Variant, enumeration.members.iter().map(|m| m.name));
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
    let name = path.item.clone();
    let wire = ty.name.to_string();
    let fact = format!("Enumeration type {}{flags}.", code(&wire));
    let note = naming_note(Style::Type, ty.name.name, &name);
    let clouds = context.overlay.clouds_of(id).and_then(clouds::of_type);
    Some(Enumeration {
        name,
        element: ElementId::Type(id),
        wire,
        docs: docs(
            &ty.annotations,
            [fact].into_iter().chain(note).chain(clouds),
        ),
        variants: enumeration
            .members
            .iter()
            .zip(0..)
            .filter_map(|(member, n)| {
                let name = names.get(member.name)?.clone();
                Some(Variant {
                    docs: variant_docs(member, &name, sentinel),
                    name,
                    element: ElementId::Member(id, n),
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
