//! Enumeration types, type definitions, terms (CSDL 10, 11, 14.1).

use super::annotation::annotation;
use super::reader::Reader;
use super::structure::facets;
use super::syntax::{EnumType, Member, Term, TypeDefinition};

pub(super) fn enum_type<'a>(r: &mut Reader<'a, '_>) -> Option<EnumType<'a>> {
    let span = r.tag();
    let name = r.required("Name");
    let underlying = r.take("UnderlyingType");
    let is_flags = r.flag("IsFlags").unwrap_or(false);
    let mut members = Vec::new();
    let mut annotations = Vec::new();
    while let Some(child) = r.child() {
        match child {
            "Member" => members.extend(member(r)),
            "Annotation" => annotations.extend(annotation(r)),
            _ => r.skip_unknown(),
        }
    }
    Some(EnumType {
        name: name?,
        span,
        underlying,
        is_flags,
        members,
        annotations,
    })
}

fn member<'a>(r: &mut Reader<'a, '_>) -> Option<Member<'a>> {
    let name = r.required("Name");
    let value = r.take("Value");
    let annotations = r.annotations();
    Some(Member {
        name: name?,
        value,
        annotations,
    })
}

pub(super) fn type_definition<'a>(r: &mut Reader<'a, '_>) -> Option<TypeDefinition<'a>> {
    let span = r.tag();
    let name = r.required("Name");
    let underlying = r.required("UnderlyingType");
    let facets = facets(r);
    let annotations = r.annotations();
    Some(TypeDefinition {
        name: name?,
        span,
        underlying: underlying?,
        facets,
        annotations,
    })
}

pub(super) fn term<'a>(r: &mut Reader<'a, '_>) -> Option<Term<'a>> {
    let name = r.required("Name");
    let ty = r.required("Type");
    let base = r.take("BaseTerm");
    let applies_to = r.take("AppliesTo");
    let nullable = r.flag("Nullable");
    let facets = facets(r);
    let annotations = r.annotations();
    Some(Term {
        name: name?,
        ty: ty?,
        base,
        applies_to,
        nullable,
        facets,
        annotations,
    })
}
