//! Which of the additional members still count.

use super::Datum;
use super::compare::same;
use super::decode::read_value;
use super::entries::RawMember;
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
pub(crate) fn kept(model: &Object) -> Vec<Kept<'_>> {
    let mut members = Vec::new();
    for_each_kept(model, |kept| members.push(kept));
    members
}

/// Shows each of [`kept`]; whether that is all there are.
#[inline]
pub(crate) fn for_each_kept<'a>(model: &'a Object, mut show: impl FnMut(Kept<'a>)) -> bool {
    let additional = additional(model);
    let mut all = true;
    let mut show = |member: RawMember<'a>, place: Option<Place>| {
        let counts = place.is_none_or(|place| agrees(model, place, member.value));
        if counts {
            show(Kept { member, place });
        }
        all &= counts;
    };
    if additional.is_empty() {
        return true;
    }
    if additional.knows_places_of(model) {
        additional
            .members()
            .for_each(|member| show(member, member.place));
    } else {
        let mut likely = Likely::first(model);
        for member in additional.members() {
            let place = likely.find(model, &member.decoded_name());
            if let Some(place) = place {
                likely.follow(model, place);
            }
            show(member, place);
        }
    }
    all
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
    match json {
        "null" => view.is_empty(),
        "[]" if matches!(view, Datum::List(_)) => view.is_empty(),
        _ => reads_as(&view, model, place.index, json),
    }
}

fn reads_as(view: &Datum<'_>, model: &Object, index: usize, json: &str) -> bool {
    let mut fresh = model.fresh();
    let read = read_value(json, fresh.member_mut(index).sink());
    read.is_ok() && same(view, &fresh.member(index).datum())
}
