//! Members that no field holds.

use std::borrow::Cow;
use std::fmt;

use crate::Error;
use crate::json::{self, Text, write_escaped};

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
    /// For each member, what [`RawMember::write`] writes: every name once, and escaped only where it
    /// must be. A name without a value is a mark: the member came more than once.
    String,
);

impl Additional {
    /// No members.
    #[must_use]
    pub const fn new() -> Self {
        Self(String::new())
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
        let left = self.entries().filter(|member| !member.is_named(name));
        *self = left.collect();
        Some(removed)
    }

    /// Whether there are no members.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.members().next().is_none()
    }

    /// How many members there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.members().count()
    }

    /// Sets a member to a text that is known to be JSON.
    pub(crate) fn put(&mut self, name: &str, json: &str) {
        let mut changed = Self::new();
        let mut written = false;
        for member in self.entries() {
            if member.is_named(name) && !member.is_mark() {
                changed.push(name, json);
                written = true;
            } else {
                changed.push_raw(member.name, member.value);
            }
        }
        if !written {
            changed.push(name, json);
        }
        *self = changed;
    }

    /// Adds a member that is known not to be there.
    pub(crate) fn push(&mut self, name: &str, json: &str) {
        RawMember::write(&escaped(name), json, &mut self.0);
    }

    /// Adds a member whose name is spelled as in [`RawMember::name`]; without a value, a mark.
    pub(crate) fn push_raw(&mut self, name: &str, value: &str) {
        RawMember::write(name, value, &mut self.0);
    }

    /// The members that [`RawMember::write`] wrote.
    pub(super) fn of_entries(text: &str) -> Self {
        Self(text.to_owned())
    }

    /// The members as a JSON object.
    pub(crate) fn to_object(&self) -> String {
        let members: Vec<_> = self.members().map(|member| member.text).collect();
        format!("{{{}}}", members.join(","))
    }

    pub(crate) fn members(&self) -> impl Iterator<Item = RawMember<'_>> {
        self.entries().filter(|entry| !entry.is_mark())
    }

    /// The marks of members that came more than once.
    pub(crate) fn marks(&self) -> impl Iterator<Item = RawMember<'_>> {
        self.entries().filter(RawMember::is_mark)
    }

    /// The members, and the marks among them.
    pub(crate) fn entries(&self) -> Entries<'_> {
        Entries(&self.0)
    }
}

/// Exactly these members, whose names must differ.
impl<'a> FromIterator<RawMember<'a>> for Additional {
    fn from_iter<I: IntoIterator<Item = RawMember<'a>>>(members: I) -> Self {
        let mut additional = Self::new();
        for member in members {
            additional.push_raw(member.name, member.value);
        }
        additional
    }
}

/// The same members in the same order.
impl PartialEq for Additional {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0 || self.members().eq(other.members())
    }
}

impl Eq for Additional {}

/// Names only: values may be anybody's data.
impl fmt::Debug for Additional {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list()
            .entries(self.members().map(|member| member.name))
            .finish()
    }
}

/// A member as it is spelled.
#[derive(Clone, Copy, PartialEq)]
pub(crate) struct RawMember<'a> {
    /// The name without its quotes, escaped in the one way that can be compared; unless it is no text
    /// at all (an unpaired surrogate), which stays as it is.
    pub(crate) name: &'a str,
    pub(crate) value: &'a str,
    /// Both: `"name":value`.
    pub(crate) text: &'a str,
}

impl<'a> RawMember<'a> {
    pub(crate) fn is_mark(&self) -> bool {
        self.value.is_empty()
    }

    pub(crate) fn decoded_name(&self) -> Cow<'a, str> {
        if json::is_plain(self.name) {
            return Cow::Borrowed(self.name);
        }
        Text::Escaped(self.name).decode().0
    }

    fn is_named(&self, name: &str) -> bool {
        self.name == name && !name.contains('\\') || self.name == escaped(name)
    }

    /// Writes the length of the name, that of the value, and `"name":value`: so members are found
    /// again without reading JSON, and written as they are.
    pub(super) fn write(name: &str, value: &str, out: &mut String) {
        write_length(name.len(), out);
        write_length(value.len(), out);
        out.push('"');
        out.push_str(name);
        out.push_str("\":");
        out.push_str(value);
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

/// The members that [`RawMember::write`] wrote.
pub(crate) struct Entries<'a>(&'a str);

impl<'a> Entries<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        Self(text)
    }
}

impl<'a> Iterator for Entries<'a> {
    type Item = RawMember<'a>;

    #[inline]
    fn next(&mut self) -> Option<RawMember<'a>> {
        let (name_length, rest) = read_length(self.0)?;
        let (value_length, rest) = read_length(rest)?;
        let value_start = name_length + r#""":"#.len();
        let (text, rest) = rest.split_at_checked(value_start + value_length)?;
        self.0 = rest;
        Some(RawMember {
            name: text.get(1..=name_length)?,
            value: text.get(value_start..)?,
            text,
        })
    }
}

/// A length in digits of six bits, which are ASCII; 64 is added to all but the last.
fn write_length(mut length: usize, out: &mut String) {
    while length >= 64 {
        out.push(digit(length % 64 + 64));
        length /= 64;
    }
    out.push(digit(length));
}

fn digit(value: usize) -> char {
    u8::try_from(value).map(char::from).unwrap_or_default()
}

#[inline]
fn read_length(text: &str) -> Option<(usize, &str)> {
    let first = *text.as_bytes().first()?;
    if first < 64 {
        return Some((first.into(), text.get(1..)?));
    }
    read_long_length(text)
}

fn read_long_length(text: &str) -> Option<(usize, &str)> {
    let mut length = 0;
    for (n, byte) in text.bytes().enumerate() {
        length |= usize::from(byte % 64).checked_shl(6 * u32::try_from(n).ok()?)?;
        if byte < 64 {
            return Some((length, text.get(n + 1..)?));
        }
    }
    None
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
