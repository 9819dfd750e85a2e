//! Between a base type and the types derived from it.

use std::any::Any;
use std::mem;

use super::additional::{Additional, RawMember, escaped};
use super::decode::{Fit, read_value};
use super::encode::write_value;
use super::entries::Builder;
use super::kept::{kept, places};
use super::lineage::IsA;
use super::model::{
    DynModel, Model, ODATA_TYPE, Place, additional, base_mut, find, replace_additional, slot_at,
    type_fragment,
};
use crate::model::json::write_string;

/// `value` as a `D`, if that is what it says it is.
///
/// # Errors
///
/// The value as it was, if its `@odata.type` is neither `D` nor derived from `D`.
pub(super) fn downcast<B, D>(value: B) -> Result<D, B>
where
    B: Model,
    D: Model + IsA<B>,
{
    let derived = D::default();
    if may_be(&value, &derived) {
        Ok(put_into(derived, value))
    } else {
        Err(value)
    }
}

/// `value` as a `D`, whatever it says it is. In a box, for an enum of kinds.
#[must_use]
pub fn cast<B, D>(value: B) -> Box<D>
where
    B: Model,
    D: Model + IsA<B>,
{
    Box::new(put_into(D::default(), value))
}

fn may_be(value: &DynModel, derived: &DynModel) -> bool {
    let info = derived.info();
    let same_type = (value as &dyn Any).type_id() == (derived as &dyn Any).type_id();
    same_type
        || additional(value)
            .odata_type()
            .is_some_and(|name| name == info.name() || info.derived().contains(&name))
}

fn put_into<B: Model, D: Model>(mut derived: D, value: B) -> D {
    let mut place: &mut DynModel = &mut derived;
    let mut levels = 0;
    loop {
        if (place as &dyn Any).is::<B>() {
            if let Some(place) = (place as &mut dyn Any).downcast_mut() {
                *place = value;
            }
            break;
        }
        match base_mut(place) {
            Some(base) => place = base,
            // `D: IsA<B>`, so `B` was passed on the way up.
            None => break,
        }
        levels += 1;
    }
    adopt(&mut derived, levels);
    derived
}

/// Reads the members of the `levels` nearest types, which have been additional so far.
fn adopt(model: &mut DynModel, levels: usize) {
    let additional = replace_additional(model, Additional::new());
    let is_left = |entry: &RawMember<'_>| {
        let place = find(model, &entry.decoded_name()).filter(|place| place.level < levels);
        let place = place.filter(|_| !entry.is_mark());
        let fit = place.map(|place| read_value(entry.value, slot_at(model, place).sink()));
        !matches!(fit, Some(Ok(Fit::Exact)))
    };
    let left = additional.entries().filter(is_left).collect();
    replace_additional(model, left);
}

/// `value` as a type that it is derived from, see [`Model::into_base`].
#[must_use]
pub fn into_ancestor<D, B>(mut value: D) -> B
where
    D: Model + IsA<B>,
    B: Model,
{
    let mut part: &mut DynModel = &mut value;
    while !(part as &dyn Any).is::<B>() {
        move_up(part);
        match base_mut(part) {
            Some(base) => part = base,
            // `D: IsA<B>`, so `B` is passed on the way up.
            None => return B::default(),
        }
    }
    let found = (part as &mut dyn Any).downcast_mut();
    found.map(mem::take).unwrap_or_default()
}

/// Moves the members that the type of `model` itself declares to the additional ones, with the
/// name of the type, so that nothing is lost when only the base is kept.
pub(super) fn move_up(model: &mut DynModel) {
    let kept = kept(model);
    let spoken_for = places(&kept);
    let mut moved = Builder::default();
    if !additional(model).tells_type() {
        let mut name = String::new();
        write_string(&type_fragment(model), &mut name);
        moved.add(ODATA_TYPE, &name, None);
    }
    for (index, name) in model.info().members().iter().enumerate() {
        let view = model.member(index).datum();
        let place = Place { level: 0, index };
        if !view.is_empty() && !spoken_for.contains(&place) {
            let mut text = String::new();
            write_value(&view, &mut text);
            moved.add(&escaped(name), &text, None);
        }
    }
    let kept = kept.into_iter().map(|kept| kept.member);
    for entry in kept.chain(additional(model).marks()) {
        moved.add_entry(entry);
    }
    replace_additional(model, moved.into());
}
