//! Which of the additional members still count.

use super::Datum;
use super::additional::RawMember;
use super::compare::same;
use super::decode::read_value;
use super::model::{Object, Place, additional, ancestor, find};

/// An additional member that is to be written, and its place if the model has one for it.
pub(crate) struct Kept<'a> {
    pub(crate) member: RawMember<'a>,
    pub(crate) place: Option<Place>,
}

/// The additional members of `model`, without the texts of fields that were changed since.
pub(crate) fn kept(model: &Object) -> Vec<Kept<'_>> {
    let members = additional(model).members();
    let placed = members.map(|member| Kept {
        place: find(model, &member.decoded_name()),
        member,
    });
    placed
        .filter(|kept| {
            kept.place
                .is_none_or(|place| agrees(model, place, kept.member.value))
        })
        .collect()
}

/// The places among them whose fields are not empty, and need not be written.
pub(crate) fn places(kept: &[Kept<'_>]) -> Vec<Place> {
    let full = kept.iter().filter(|kept| kept.member.value != "null");
    full.filter_map(|kept| kept.place).collect()
}

/// Whether `json` still reads as what the field at `place` holds.
fn agrees(model: &Object, place: Place, json: &str) -> bool {
    let Some(model) = ancestor(model, place.level) else {
        return false;
    };
    let view = model.member(place.index).datum();
    match view {
        _ if json == "null" => return view.is_empty(),
        Datum::List(list) if json == "[]" => return list.length() == 0,
        _ => {}
    }
    let mut fresh = model.fresh();
    let read = read_value(json, fresh.member_mut(place.index).sink());
    read.is_ok() && same(&view, &fresh.member(place.index).datum())
}
