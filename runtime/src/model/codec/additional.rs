//! Members that no field holds.

use std::borrow::Cow;

use super::entries::{Builder, Entries, Iter};
use super::model::{DynModel, Place};
use crate::error::Error;
use crate::model::json::{self, Text, write_escaped};

/// The members of a JSON object that no field holds, as they were spelled, in their order.
///
/// These are the members that this crate does not know, control information such as
/// `@odata.type`, and members whose field alone could not write them back: an explicit `null`, a
/// value of the wrong kind, an unusual spelling. The text of a member that has a field is written
/// only as long as it still says what the field says, so setting or clearing a field always wins.
///
/// ```
/// let mut additional = msgraph_core::Additional::new();
/// additional.insert("qubits", "47.6450")?;
/// assert_eq!(additional.get("qubits"), Some("47.6450"));
/// assert!(additional.insert("qubits", "47.").is_err());
/// # Ok::<(), msgraph_core::Error>(())
/// ```
///
/// Of a member that came more than once the last counts; that there were others is remembered
/// here, for [`Mismatch`](crate::Mismatch) to tell, and never written.
#[derive(Clone, Default)]
pub struct Additional(
    /// Every name once, and escaped only where it must be; a mark where a member came more than once.
    Entries,
);

impl Additional {
    /// No members.
    #[must_use]
    pub const fn new() -> Self {
        Self(Entries::NONE)
    }

    /// The JSON text of a member.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.members()
            .find(|member| member.is_named(name))
            .map(|member| member.value)
    }

    /// The members in their order: names, and values as JSON text.
    pub fn iter(&self) -> impl Iterator<Item = (Cow<'_, str>, &str)> {
        self.members()
            .map(|member| (member.decoded_name(), member.value))
    }

    /// Sets a member to a JSON text; one that was there keeps its place.
    ///
    /// # Errors
    ///
    /// If `json` is not a JSON value.
    pub fn insert(&mut self, name: &str, json: &str) -> Result<(), Error> {
        json::validate(json).map_err(Error::decode)?;
        self.put(name, json.trim());
        Ok(())
    }

    /// Takes a member out; its JSON text, if it was there.
    pub fn remove(&mut self, name: &str) -> Option<String> {
        let removed = self.get(name)?.to_owned();
        let left = self.entries().filter(|entry| !entry.is_named(name));
        *self = left.collect();
        Some(removed)
    }

    /// Whether there are no members.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.json().is_empty()
    }

    /// How many members there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.members().count()
    }

    /// Sets a member to a text that is known to be JSON.
    pub(crate) fn put(&mut self, name: &str, json: &str) {
        let name = escaped(name);
        let is_it = |entry: &RawMember<'_>| entry.name == name && !entry.is_mark();
        let mut changed = Builder::default();
        for entry in self.entries() {
            if is_it(&entry) {
                changed.add(&name, json, None);
            } else {
                changed.add_entry(entry);
            }
        }
        if !self.entries().any(|entry| is_it(&entry)) {
            changed.add(&name, json, None);
        }
        *self = changed.into();
    }

    pub(super) const fn of(entries: Entries) -> Self {
        Self(entries)
    }

    /// The members as a JSON object.
    pub(crate) fn to_object(&self) -> String {
        format!("{{{}}}", self.json().trim_end_matches(','))
    }

    /// The members as they stand in a JSON object, a comma after each.
    pub(crate) fn json(&self) -> &str {
        self.0.members()
    }

    /// Whether the entries tell where the fields of `model` are.
    pub(super) fn knows_places_of(&self, model: &DynModel) -> bool {
        self.0.know_places_of(model)
    }

    pub(crate) fn members(&self) -> impl Iterator<Item = RawMember<'_>> {
        self.entries().filter(|entry| !entry.is_mark())
    }

    /// The marks of members that came more than once.
    pub(crate) fn marks(&self) -> impl Iterator<Item = RawMember<'_>> {
        self.entries().filter(RawMember::is_mark)
    }

    /// The members, and the marks among them.
    pub(crate) fn entries(&self) -> Iter<'_> {
        self.0.iter()
    }
}

/// Exactly these entries; the names of the members must differ.
impl<'a> FromIterator<RawMember<'a>> for Additional {
    fn from_iter<I: IntoIterator<Item = RawMember<'a>>>(entries: I) -> Self {
        entries.into_iter().collect::<Builder>().into()
    }
}

/// What was collected, for a model of any type.
impl From<Builder> for Additional {
    fn from(entries: Builder) -> Self {
        Self(entries.finish(None))
    }
}

/// The same members in the same order.
impl PartialEq for Additional {
    fn eq(&self, other: &Self) -> bool {
        self.json() == other.json()
    }
}

impl Eq for Additional {}

/// A member as it is spelled, or a mark.
#[derive(Clone, Copy)]
pub(crate) struct RawMember<'a> {
    /// The name without its quotes, escaped in the one way that can be compared; unless it is no text
    /// at all (an unpaired surrogate), which stays as it is.
    pub(crate) name: &'a str,
    /// Of a mark nothing.
    pub(crate) value: &'a str,
    /// Both: `"name":value`.
    pub(crate) text: &'a str,
    /// Where its field is, in a model [whose places the entries know](Entries::know_places_of).
    pub(super) place: Option<Place>,
}

impl<'a> RawMember<'a> {
    pub(crate) fn is_mark(&self) -> bool {
        self.value.is_empty()
    }

    /// That a member with this name came before.
    pub(super) fn mark(self) -> Self {
        Self {
            value: "",
            text: "",
            place: None,
            ..self
        }
    }

    pub(crate) fn decoded_name(&self) -> Cow<'a, str> {
        if json::is_plain(self.name) {
            return Cow::Borrowed(self.name);
        }
        Text::Escaped(self.name).decode().0
    }

    pub(super) fn is_named(&self, name: &str) -> bool {
        self.name == name && !name.contains('\\') || self.name == escaped(name)
    }
}

pub(super) fn escaped(name: &str) -> Cow<'_, str> {
    if json::is_plain(name) {
        return Cow::Borrowed(name);
    }
    let mut text = String::new();
    write_escaped(name, &mut text);
    Cow::Owned(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_of_any_length_are_found_again() {
        let lengths = [0, 1, 63, 64, 65, 4095, 4096, 300_000];
        let name = |length: usize| "ü\"".chars().cycle().take(length).collect::<String>();
        let value = |length: usize| format!("\"{}\"", "ä".repeat(length));
        let mut additional = Additional::new();
        for length in lengths {
            additional.put(&name(length), &value(length));
        }
        assert_eq!(additional.len(), lengths.len());
        for (length, (found, json)) in lengths.into_iter().zip(additional.iter()) {
            assert!(found == name(length) && json == value(length), "{length}");
        }
        for length in lengths {
            assert_eq!(additional.get(&name(length)), Some(&*value(length)));
            assert_eq!(additional.remove(&name(length)), Some(value(length)));
        }
        assert!(additional.is_empty());
    }
}
