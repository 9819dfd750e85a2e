//! Enumeration types (CSDL 10).

use super::annotations::lower;
use super::context::Context;
use super::primitives::primitive;
use super::{EnumMember, Enumeration, Primitive};
use crate::csdl::syntax::{EnumType, Member};
use crate::diagnostics::Diagnostic;

pub(super) fn enumeration<'a>(
    element: &'a EnumType<'a>,
    cx: &mut Context<'a, '_>,
) -> Enumeration<'a> {
    let underlying = underlying(element, cx);
    if element.members.is_empty() {
        let message = format!(
            "the enumeration type `{}` has no members",
            element.name.value
        );
        cx.report(Diagnostic::warning("W0204", message).at(element.span, ""));
    }
    let mut members = members(element, underlying, cx);
    members.sort_by_key(|member| (member.name, member.span));
    members.dedup_by(|b, a| {
        b.name == a.name && {
            let what = format!("the member `{}`", a.name);
            cx.report_again("E0202", &what, b.span, a.span);
            true
        }
    });
    members.sort_by_key(|member| (member.value, member.name));
    Enumeration {
        underlying,
        is_flags: element.is_flags,
        members,
    }
}

/// The integer type beneath; without one it is `Edm.Int32`.
fn underlying<'a>(element: &'a EnumType<'a>, cx: &mut Context<'a, '_>) -> Primitive {
    let Some(text) = &element.underlying else {
        return Primitive::Int32;
    };
    let found = text.strip_prefix("Edm.").and_then(primitive);
    match found {
        Some(integer) if range(integer).is_some() => integer,
        _ => {
            let message = format!("an enumeration type cannot be made of `{}`", text.value);
            let error = Diagnostic::error("E0204", message);
            cx.report(error.at(
                text.span,
                "expected `Edm.Byte`, `Edm.SByte`, `Edm.Int16`, `Edm.Int32` or `Edm.Int64`",
            ));
            Primitive::Int64
        }
    }
}

/// The values of an integer type; none if it is another one.
pub(crate) fn range(integer: Primitive) -> Option<std::ops::RangeInclusive<i64>> {
    Some(match integer {
        Primitive::Byte => 0..=i64::from(u8::MAX),
        Primitive::SByte => i64::from(i8::MIN)..=i64::from(i8::MAX),
        Primitive::Int16 => i64::from(i16::MIN)..=i64::from(i16::MAX),
        Primitive::Int32 => i64::from(i32::MIN)..=i64::from(i32::MAX),
        Primitive::Int64 => i64::MIN..=i64::MAX,
        _ => return None,
    })
}

/// The members with their values. Without one it is the previous value and 1, from 0 (CSDL 10.3).
fn members<'a>(
    element: &'a EnumType<'a>,
    underlying: Primitive,
    cx: &mut Context<'a, '_>,
) -> Vec<EnumMember<'a>> {
    let mut next = Some(0);
    let mut members = Vec::with_capacity(element.members.len());
    for member in &element.members {
        let value = match &member.value {
            Some(text) => text.parse::<i64>().ok(),
            None => next,
        };
        let fits = |value: &i64| range(underlying).is_some_and(|range| range.contains(value));
        if !value.as_ref().is_some_and(fits) {
            report_bad_value(member, underlying, cx);
        }
        let value = value.unwrap_or_default();
        next = value.checked_add(1);
        members.push(EnumMember {
            name: &member.name,
            span: member.name.span,
            value,
            annotations: lower(&member.annotations, cx),
        });
    }
    members
}

fn report_bad_value<'a>(member: &'a Member<'a>, underlying: Primitive, cx: &mut Context<'a, '_>) {
    let (found, span) = match &member.value {
        Some(text) => (format!("the value `{}`", text.value), text.span),
        None => (
            "the value after the previous one".to_owned(),
            member.name.span,
        ),
    };
    let message = format!(
        "{found} of `{}` is not of the type {underlying:?}",
        member.name.value
    );
    cx.report(Diagnostic::error("E0207", message).at(span, "not a value of the underlying type"));
}
