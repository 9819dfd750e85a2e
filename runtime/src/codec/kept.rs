//! Which of the additional members still count.

use super::Datum;
use super::additional::RawMember;
use super::compare::same;
use super::decode::read_value;
use super::likely::Likely;
use super::model::{Object, Place, additional, ancestor};

/// An additional member that is to be written, and its place if the model has one for it.
pub(crate) struct Kept<'a> {
    pub(crate) member: RawMember<'a>,
    pub(crate) place: Option<Place>,
}

impl Kept<'_> {
    /// The place whose field need not be written: what it holds is in the text.
    pub(crate) fn spoken_for(&self) -> Option<Place> {
        let is_empty = matches!(self.member.value, "null" | "[]");
        self.place.filter(|_| !is_empty)
    }
}

/// The additional members of `model`, without the texts of fields that were changed since.
pub(crate) fn kept(model: &Object) -> impl Iterator<Item = Kept<'_>> {
    let mut likely = Likely::first(model);
    let members = additional(model).members();
    members.filter_map(move |member| {
        let place = likely.find(model, &member.decoded_name());
        if let Some(place) = place {
            likely.follow(model, place);
        }
        let counts = place.is_none_or(|place| agrees(model, place, member.value));
        counts.then_some(Kept { member, place })
    })
}

/// The places among them whose fields need not be written.
pub(crate) fn places(kept: &[Kept<'_>]) -> Vec<Place> {
    kept.iter().filter_map(Kept::spoken_for).collect()
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
