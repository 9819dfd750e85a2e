//! Members that no field holds.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::fmt;

use crate::Error;
use crate::json::{self, Reader, Text, write_escaped};

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
    /// `"a":1,"b":null,"c":`: every name once, and escaped only where it must be. A name without a
    /// value is a mark: the member came more than once.
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
        let left: Vec<_> = self
            .entries()
            .filter(|member| !member.is_named(name))
            .collect();
        *self = Self::of(left.iter());
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
        let mut written = false;
        let mut members: Vec<_> = self.entries().collect();
        for member in &mut members {
            if member.is_named(name) && !member.is_mark() {
                member.value = json;
                written = true;
            }
        }
        if !written {
            members.push(RawMember::named(name, json));
        }
        *self = Self::of(members.iter());
    }

    /// The members as a JSON object.
    pub(crate) fn to_object(&self) -> String {
        format!("{{{}}}", self.0)
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
        Entries {
            reader: Reader::new(&self.0),
            first: true,
        }
    }
}

impl Additional {
    /// Exactly these members, whose names must differ.
    pub(crate) fn of<'a, 'b: 'a>(members: impl Iterator<Item = &'a RawMember<'b>> + Clone) -> Self {
        const PUNCTUATION: usize = r#""":,"#.len();
        let lengths = members
            .clone()
            .map(|m| m.name.len() + m.value.len() + PUNCTUATION);
        let mut text = String::with_capacity(lengths.sum());
        for member in members {
            if !text.is_empty() {
                text.push(',');
            }
            member.write(&mut text);
        }
        Self(text)
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

/// A member as it is spelled: the name without its quotes, the value.
#[derive(Clone, PartialEq)]
pub(crate) struct RawMember<'a> {
    pub(crate) name: Cow<'a, str>,
    pub(crate) value: &'a str,
}

impl<'a> RawMember<'a> {
    pub(crate) fn named(name: &'a str, value: &'a str) -> Self {
        Self {
            name: escaped(name),
            value,
        }
    }

    /// The name escaped in the one way that can be compared; unless it is no text at all (an
    /// unpaired surrogate), which stays as it is.
    pub(crate) fn new(name: Text<'a>, value: &'a str) -> Self {
        let name = match name.decode() {
            (Cow::Owned(decoded), true) => Cow::Owned(escaped(&decoded).into_owned()),
            _ => Cow::Borrowed(name.raw),
        };
        Self { name, value }
    }

    /// What remembers that a member came more than once.
    pub(crate) fn mark(name: Cow<'a, str>) -> Self {
        Self { name, value: "" }
    }

    pub(crate) fn is_mark(&self) -> bool {
        self.value.is_empty()
    }

    pub(crate) fn decoded_name(&self) -> Cow<'a, str> {
        if !self.name.contains('\\') {
            return self.name.clone();
        }
        let name = Text {
            raw: &self.name,
            escaped: true,
        };
        Cow::Owned(name.decode().0.into_owned())
    }

    pub(crate) fn write(&self, out: &mut String) {
        out.push('"');
        out.push_str(&self.name);
        out.push_str("\":");
        out.push_str(self.value);
    }

    fn is_named(&self, name: &str) -> bool {
        self.name == name && !name.contains('\\') || self.name == escaped(name)
    }
}

fn escaped(name: &str) -> Cow<'_, str> {
    if !name
        .bytes()
        .any(|byte| byte < b' ' || matches!(byte, b'"' | b'\\'))
    {
        return Cow::Borrowed(name);
    }
    let mut text = String::new();
    write_escaped(name, &mut text);
    Cow::Owned(text)
}

pub(crate) struct Entries<'a> {
    reader: Reader<'a>,
    first: bool,
}

impl<'a> Iterator for Entries<'a> {
    type Item = RawMember<'a>;

    fn next(&mut self) -> Option<RawMember<'a>> {
        // The text was checked when it came in; its end is where no name follows.
        self.reader.next(b'}', &mut self.first).ok()?;
        let name = self.reader.name().ok()?;
        // Where a mark has its value, there is a comma or the end.
        let value = self.reader.skip().unwrap_or_default();
        Some(RawMember {
            name: Cow::Borrowed(name.raw),
            value,
        })
    }
}

/// Removes from `entries`, from index `start` on, all but the last of each name, and leaves a mark
/// for what was removed.
pub(crate) fn keep_last(entries: &mut Vec<RawMember<'_>>, start: usize) {
    let tail = entries.get(start..).unwrap_or_default();
    if !has_repeated(tail) {
        return;
    }
    let mut seen = HashMap::new();
    let mut kept = Vec::new();
    for entry in entries.drain(start..).rev() {
        if let Some(marked) = seen.get_mut(&entry.name) {
            if !std::mem::replace(marked, true) {
                kept.push(RawMember::mark(entry.name));
            }
        } else {
            seen.insert(entry.name.clone(), entry.is_mark());
            kept.push(entry);
        }
    }
    entries.extend(kept.into_iter().rev());
}

fn has_repeated(entries: &[RawMember<'_>]) -> bool {
    if entries.len() <= 16 {
        return entries.iter().enumerate().any(|(n, entry)| {
            let mut earlier = entries.iter().take(n);
            earlier.any(|earlier| earlier.name == entry.name)
        });
    }
    let mut names = HashSet::with_capacity(entries.len());
    !entries.iter().all(|entry| names.insert(&*entry.name))
}
