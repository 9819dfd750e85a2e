//! What must be said to make one value of another.
//!
//! A PATCH request replaces the members that it names, complex values by the same rule again
//! ([Protocol 4.01, 11.4.3](https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part1-protocol.html#sec_UpdateanEntity)):
//! so differences inside a complex value are sent alone, collections as a whole. What navigation
//! properties lead to has requests of its own, and annotations are the service's to tell.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::Datum;
use super::additional::{Additional, escaped};
use super::compare::same;
use super::encode::write_value;
use super::entries::Builder;
use super::kept::{Kept, kept};
use super::model::{
    DynModel, ODATA_TYPE, Place, additional, ancestor, is_entity, root_level, type_fragment,
};
use crate::model::json;

/// The members that a patch of `before` must name to make it `after`, which is of the same type.
pub(crate) fn differences(before: &DynModel, after: &DynModel) -> Additional {
    let (old, new) = (Content::of(before), Content::of(after));
    let mut changes = new.typed();
    let types = changes.len();
    for level in (0..=root_level(after)).rev() {
        let names = ancestor(after, level).map_or(&[][..], |model| model.info().members());
        for (index, name) in names.iter().enumerate() {
            let place = Place { level, index };
            let change = old.at(place).change_to(&new.at(place));
            changes.extend(change.map(|json| (Cow::Borrowed(*name), json)));
        }
    }
    changes.extend(old.other_changes(&new));
    if changes.len() == types {
        return Additional::new();
    }
    let mut patch = Builder::default();
    for (name, json) in &changes {
        patch.add(&escaped(name), json, None);
    }
    patch.into()
}

/// A model, and the texts that are kept beside its fields.
struct Content<'a> {
    model: &'a DynModel,
    kept: Vec<Kept<'a>>,
}

impl<'a> Content<'a> {
    fn of(model: &'a DynModel) -> Self {
        let kept = kept(model);
        Self { model, kept }
    }

    fn at(&self, place: Place) -> Member<'a> {
        let model = ancestor(self.model, place.level);
        let mut kept = self.kept.iter();
        let text = kept.find(|kept| kept.place == Some(place));
        Member {
            text: text.map(|kept| kept.member.value),
            datum: model.map_or(Datum::Absent, |model| model.member(place.index).datum()),
        }
    }

    /// The type, where it cannot be told from the declaration; it is no change in itself.
    fn typed(&self) -> Vec<(Cow<'static, str>, String)> {
        let name = additional(self.model).odata_type();
        let info = self.model.info();
        let told = name.filter(|name| info.is_abstract() || *name != info.name());
        let told = told.map(|name| (Cow::Borrowed(ODATA_TYPE), format!("\"#{name}\"")));
        told.into_iter().collect()
    }

    /// Changes of the members that have no fields.
    fn other_changes<'b>(&'b self, new: &'b Self) -> Vec<(Cow<'b, str>, String)> {
        let (old, new) = (self.others(), new.others());
        let set = new
            .iter()
            .filter(|(name, json)| old.get(*name) != Some(*json));
        let set = set.map(|(name, json)| (name.clone(), (*json).to_owned()));
        let cleared = old
            .iter()
            .filter(|(name, json)| **json != "null" && !new.contains_key(*name));
        let cleared = cleared.map(|(name, _)| (name.clone(), "null".to_owned()));
        set.chain(cleared).collect()
    }

    /// The members that have no fields, annotations apart.
    fn others(&self) -> BTreeMap<Cow<'_, str>, &str> {
        let others = self.kept.iter().filter(|kept| kept.place.is_none());
        let others = others.map(|kept| (kept.member.decoded_name(), kept.member.value));
        others.filter(|(name, _)| !name.contains('@')).collect()
    }
}

/// What a document says of a member.
struct Member<'a> {
    /// The text, if the field alone could not write it.
    text: Option<&'a str>,
    datum: Datum<'a>,
}

impl Member<'_> {
    /// What a patch must say to make this member `new`, if anything.
    fn change_to(&self, new: &Self) -> Option<String> {
        if leads_to_entities(&self.datum) || leads_to_entities(&new.datum) {
            return None;
        }
        if new.text == Some("null") {
            return (self.text != Some("null")).then(|| "null".to_owned());
        }
        if new.is_absent() {
            return self.has_value().then(|| empty(&new.datum).to_owned());
        }
        if self.is_same(new) {
            return None;
        }
        match (&self.datum, &new.datum) {
            (Datum::Object(old), Datum::Object(new)) if same_type(*old, *new) => {
                let changes = differences(*old, *new);
                (!changes.is_empty()).then(|| changes.to_object())
            }
            _ => Some(new.to_json()),
        }
    }

    fn is_absent(&self) -> bool {
        self.text.is_none() && self.datum.is_empty()
    }

    /// Neither absent, nor `null`, nor a collection without items.
    fn has_value(&self) -> bool {
        match self.text {
            Some("null") | None => !self.datum.is_empty(),
            Some(text) => json::items(text).is_none_or(|items| !items.is_empty()),
        }
    }

    fn is_same(&self, new: &Self) -> bool {
        self.text.is_some() && self.text == new.text
            || self.is_held() && new.is_held() && same(&self.datum, &new.datum)
    }

    /// Whether the field holds all that is said: it does not hold mismatches, nor what is empty.
    fn is_held(&self) -> bool {
        match (self.text, &self.datum) {
            (_, datum) if datum.is_empty() => false,
            (Some(text), Datum::List(list)) => {
                json::items(text).is_some_and(|items| items.len() == list.length())
            }
            _ => true,
        }
    }

    fn to_json(&self) -> String {
        let mut json = String::new();
        match self.text {
            Some(text) => json.push_str(text),
            None => write_value(&self.datum, &mut json),
        }
        json
    }
}

/// Whether two values say that they are of the same type.
fn same_type(old: &DynModel, new: &DynModel) -> bool {
    let name = |model| match additional(model).odata_type() {
        Some(name) => name.to_owned(),
        None => type_fragment(model).split_off(1),
    };
    name(old) == name(new)
}

fn leads_to_entities(datum: &Datum<'_>) -> bool {
    match datum {
        Datum::Object(model) => is_entity(*model),
        Datum::List(list) => matches!(list.item(0), Datum::Object(model) if is_entity(model)),
        _ => false,
    }
}

fn empty(datum: &Datum<'_>) -> &'static str {
    match datum {
        Datum::List(_) => "[]",
        _ => "null",
    }
}
