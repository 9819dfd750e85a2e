//! Equality.

use super::View;
use super::kept::kept;
use super::model::{Object, additional, base};

/// Whether two models of the same type would be written with the same members.
#[must_use]
pub fn equal(left: &Object, right: &Object) -> bool {
    same_fields(left, right) && (additional(left) == additional(right) || same_kept(left, right))
}

fn same_fields(left: &Object, right: &Object) -> bool {
    let info = left.info();
    let own = info.name() == right.info().name()
        && (0..info.members().len()).all(|n| same(&left.member(n), &right.member(n)));
    own && match (base(left), base(right)) {
        (Some(left), Some(right)) => same_fields(left, right),
        (None, None) => true,
        _ => false,
    }
}

/// The order of members means nothing.
fn same_kept(left: &Object, right: &Object) -> bool {
    let sorted = |model| {
        let mut members: Vec<_> = kept(model)
            .into_iter()
            .map(|kept| (kept.member.name, kept.member.value))
            .collect();
        members.sort_unstable();
        members
    };
    sorted(left) == sorted(right)
}

/// Whether two values are equal.
pub(crate) fn same(left: &View<'_>, right: &View<'_>) -> bool {
    match (*left, *right) {
        (View::Absent, View::Absent) => true,
        (View::Boolean(left), View::Boolean(right)) => left == right,
        (View::Integer(left), View::Integer(right)) => left == right,
        (View::Single(left), View::Single(right)) => same_float(left.into(), right.into()),
        (View::Double(left), View::Double(right)) => same_float(left, right),
        (View::String(left), View::String(right))
        | (View::Text(_, left), View::Text(_, right))
        | (View::Decimal(left), View::Decimal(right))
        | (View::Json(left), View::Json(right))
        | (View::Enumeration(_, left), View::Enumeration(_, right)) => left == right,
        (View::Flags(_, left), View::Flags(_, right)) => left.joined() == right.joined(),
        (View::Object(left), View::Object(right)) => equal(left, right),
        (View::List(left), View::List(right)) => {
            left.length() == right.length()
                && (0..left.length()).all(|n| same(&left.item(n), &right.item(n)))
        }
        _ => false,
    }
}

/// Not-a-number is equal to itself, so that a model is, too.
fn same_float(left: f64, right: f64) -> bool {
    left.total_cmp(&right).is_eq() || left.is_nan() && right.is_nan()
}
