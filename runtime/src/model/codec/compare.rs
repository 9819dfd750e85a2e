//! Equality.

use super::Datum;
use super::kept::kept;
use super::model::{DynModel, Model, additional, base};

/// Whether two models of the same type would be written with the same members.
#[must_use]
pub fn equal<M: Model>(left: &M, right: &M) -> bool {
    same_objects(left, right)
}

fn same_objects(left: &DynModel, right: &DynModel) -> bool {
    same_fields(left, right) && (additional(left) == additional(right) || same_kept(left, right))
}

fn same_fields(left: &DynModel, right: &DynModel) -> bool {
    let info = left.info();
    let own = info.name() == right.info().name()
        && (0..info.members().len())
            .all(|n| same(&left.member(n).datum(), &right.member(n).datum()));
    own && match (base(left), base(right)) {
        (Some(left), Some(right)) => same_fields(left, right),
        (None, None) => true,
        _ => false,
    }
}

/// The order of members means nothing.
fn same_kept(left: &DynModel, right: &DynModel) -> bool {
    let sorted = |model| {
        let mut members: Vec<_> = kept(model)
            .iter()
            .map(|kept| (kept.member.name, kept.member.value))
            .collect();
        members.sort_unstable();
        members
    };
    sorted(left) == sorted(right)
}

/// Whether two values are equal.
pub(crate) fn same(left: &Datum<'_>, right: &Datum<'_>) -> bool {
    match (*left, *right) {
        (Datum::Absent, Datum::Absent) => true,
        (Datum::Boolean(left), Datum::Boolean(right)) => left == right,
        (Datum::Integer(left), Datum::Integer(right)) => left == right,
        (Datum::Single(left), Datum::Single(right)) => same_float(left.into(), right.into()),
        (Datum::Double(left), Datum::Double(right)) => same_float(left, right),
        (Datum::String(left), Datum::String(right))
        | (Datum::Text(_, left), Datum::Text(_, right))
        | (Datum::Decimal(left), Datum::Decimal(right))
        | (Datum::Json(left), Datum::Json(right)) => left == right,
        (Datum::Enumeration(left), Datum::Enumeration(right)) => left.name() == right.name(),
        (Datum::Flags(left), Datum::Flags(right)) => left.joined() == right.joined(),
        (Datum::Object(left), Datum::Object(right)) => same_objects(left, right),
        (Datum::List(left), Datum::List(right)) => {
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
