//! `Clone`.

use super::field::{Slot, View};
use super::model::{ABOVE, Model, Object};

/// A copy of `model`.
#[must_use]
pub fn clone<M: Model>(model: &M) -> M {
    let mut copy = M::default();
    clone_into(model, &mut copy);
    copy
}

fn clone_into(model: &Object, copy: &mut Object) {
    for n in 0..model.info().members().len() {
        if let (View::Field(from), Slot::Field(to)) = (model.member(n), copy.member_mut(n)) {
            from.clone_into(to);
        }
    }
    match (model.member(ABOVE), copy.member_mut(ABOVE)) {
        (View::Base(from), Slot::Base(to)) => clone_into(from, to),
        (View::Root(from), Slot::Root(to)) => to.clone_from(from),
        _ => {}
    }
}
