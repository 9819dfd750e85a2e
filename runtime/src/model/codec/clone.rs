//! `Clone`.

use super::field::{Datum, Sink, Slot, View};
use super::model::{ABOVE, DynModel, Model};
use super::slots::Change;
use crate::model::values::{Decimal, Json};

/// A copy of `model`.
#[must_use]
pub fn clone<M: Model>(model: &M) -> M {
    let mut copy = M::default();
    clone_into(model, &mut copy);
    copy
}

/// Copies `model` to an empty one of the same type.
fn clone_into(model: &DynModel, copy: &mut DynModel) {
    for n in 0..model.info().members().len() {
        copy_value(model.member(n).datum(), copy.member_mut(n).sink());
    }
    match (model.member(ABOVE), copy.member_mut(ABOVE)) {
        (View::Base(from), Slot::Base(to)) => clone_into(from, to),
        (View::Root(from), Slot::Root(to)) => to.clone_from(from),
        _ => {}
    }
}

/// Copies a value to an empty place of the same type. `Clone` of the types of fields would be compiled for each of them.
fn copy_value(from: Datum<'_>, to: Sink<'_>) {
    match (from, to) {
        (Datum::Boolean(value), Sink::Boolean(to)) => *to = Some(value),
        (Datum::Integer(value), Sink::Integer(to)) => {
            to.set(value);
        }
        (Datum::Single(value), Sink::Single(to)) => *to = Some(value),
        (Datum::Double(value), Sink::Double(to)) => *to = Some(value),
        (Datum::String(text), Sink::String(to)) => *to = Some(text.to_owned()),
        (Datum::Text(_, text), Sink::Text(to)) => to.set(text.to_owned()),
        (Datum::Decimal(text), Sink::Decimal(to)) => *to = Some(Decimal::from_wire(text)),
        (Datum::Json(text), Sink::Json(to)) => *to = Some(Json::from_valid(text)),
        (Datum::Enumeration(member), Sink::Enumeration(to)) => {
            to.read(Some(member.name()));
        }
        (Datum::Flags(flags), Sink::Enumeration(to)) => {
            to.read(Some(&flags.joined()));
        }
        (Datum::Object(from), Sink::Object(to) | Sink::Item(to)) => {
            if let Some(to) = to.change(Change::Fill) {
                clone_into(from, to);
            }
        }
        (Datum::List(from), Sink::List(mut to)) => {
            for index in 0..from.length() {
                to.push(&mut |place| copy_value(from.item(index), place));
            }
        }
        _ => {}
    }
}
