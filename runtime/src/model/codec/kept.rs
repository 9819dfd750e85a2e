//! Which of the additional members still count.

use super::additional::{Additional, RawMember};
use super::compare::same;
use super::decode::read_value;
use super::likely::Likely;
use super::model::{DynModel, Place, additional, ancestor};
use super::places::Places;
use super::{Datum, View};

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
pub(crate) fn kept(model: &DynModel) -> Vec<Kept<'_>> {
    let mut members = Vec::new();
    for_each_kept(model, |kept| members.push(kept));
    members
}

/// Shows each of [`kept`]. For writing, which is to allocate nothing.
pub(crate) fn for_each_kept<'a>(model: &'a DynModel, mut show: impl FnMut(Kept<'a>)) {
    let additional = additional(model);
    let knows_places = additional.knows_places_of(model);
    let mut likely = Likely::first(model);
    for member in additional.members() {
        let place = if knows_places {
            member.place
        } else {
            likely.find(model, &member.decoded_name())
        };
        if let Some(place) = place {
            likely.follow(model, place);
            if !agrees(model, place, member.value) {
                continue;
            }
        }
        show(Kept { member, place });
    }
}

/// The additional members of `model` as they stand in an object, if all of them count and it takes no
/// search to find that out; all places that have one are in `places` then.
pub(super) fn all_kept<'a>(
    model: &DynModel,
    additional: &'a Additional,
    places: &mut Places,
) -> Option<&'a str> {
    let mut entries = additional.entries();
    if entries.members().is_empty() {
        return Some("");
    }
    if !additional.knows_places_of(model) {
        return None;
    }
    while let Some((place, json)) = entries.next_with_field() {
        if !agrees(model, place, json) {
            return None;
        }
        places.insert(place);
    }
    Some(entries.members())
}

/// The places among them whose fields need not be written.
pub(crate) fn places(kept: &[Kept<'_>]) -> Vec<Place> {
    kept.iter().filter_map(Kept::spoken_for).collect()
}

/// Whether `json` still reads as what the field at `place` holds.
fn agrees(model: &DynModel, place: Place, json: &str) -> bool {
    let Some(model) = ancestor(model, place.level) else {
        return false;
    };
    let View::Field(value) = &model.member(place.index) else {
        return false;
    };
    match json {
        "null" => value.is_empty(),
        "[]" if matches!(value, Datum::List(_)) => value.is_empty(),
        _ => reads_as(value, model, place.index, json),
    }
}

#[cold]
fn reads_as(value: &Datum<'_>, model: &DynModel, index: usize, json: &str) -> bool {
    let mut fresh = model.fresh();
    let read = read_value(json, fresh.member_mut(index).sink());
    read.is_ok() && same(value, &fresh.member(index).datum())
}
