//! Enumeration members that services hide from clients that do not ask for them.

use super::field::{Datum, View};
use super::model::{Object, base};

/// Whether the model names such a member anywhere.
pub(crate) fn names_evolved(model: &Object) -> bool {
    let members = 0..model.info().members().len();
    members.into_iter().any(|n| holds_evolved(model.member(n)))
        || base(model).is_some_and(names_evolved)
}

/// Whether a field holds such a member, or a model that names one.
pub(crate) fn holds_evolved(view: View<'_>) -> bool {
    match view {
        View::Field(place) => place.is_evolved() || is_evolved_within(&place.datum()),
        View::Base(_) | View::Root(_) => false,
    }
}

fn is_evolved_within(datum: &Datum<'_>) -> bool {
    match *datum {
        Datum::Object(model) => names_evolved(model),
        Datum::List(list) => (0..list.length()).any(|n| is_evolved_within(&list.item(n))),
        _ => false,
    }
}
