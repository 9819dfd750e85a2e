//! How additional members are stored: as they are written, with an index beside the text.

use std::hash::{Hash, Hasher};
use std::ops::Range;

use super::additional::RawMember;
use super::model::{DynModel, Place};

/// Members as they stand in a JSON object, and where each of them is.
///
/// All of it is one text, so that an object allocates once for all that it keeps: how long the index
/// is, the index, and the members with a comma after each. So they are found again without
/// reading JSON, and written by copying.
#[derive(Clone, Default)]
pub(super) struct Entries {
    text: Option<Box<str>>,
    /// The type whose places the index has.
    owner: Owner,
}

impl Entries {
    pub(super) const NONE: Self = Self {
        text: None,
        owner: Owner::NOBODY,
    };

    #[inline]
    pub(super) fn iter(&self) -> Iter<'_> {
        let (index, members) = self.parts();
        Iter::new(index, members)
    }

    /// The members as they stand in a JSON object, a comma after each.
    #[inline]
    pub(super) fn members(&self) -> &str {
        self.parts().1
    }

    /// Whether the places in the index are those of the type of `model`.
    #[inline]
    pub(super) fn know_places_of(&self, model: &DynModel) -> bool {
        self.owner == Owner::of(model)
    }

    #[inline]
    fn parts(&self) -> (&str, &str) {
        let Some(text) = self.text.as_deref() else {
            return Default::default();
        };
        let parts = read_number(text.as_bytes()).and_then(|(length, rest)| {
            let start = text.len() - rest.len();
            let (head, members) = text.split_at_checked(start + length)?;
            Some((head.get(start..)?, members))
        });
        parts.unwrap_or_default()
    }
}

/// A type, told from others.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Owner(u64);

impl Owner {
    /// No type.
    pub(super) const NOBODY: Self = Self(0);

    /// The type of `model`.
    #[inline]
    pub(super) fn of(model: &DynModel) -> Self {
        let mut owner = Self::NOBODY;
        model.type_id().hash(&mut owner);
        owner
    }
}

/// Takes what a `TypeId` says for its hash, which it is.
impl Hasher for Owner {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(*byte);
        }
    }

    #[inline]
    fn write_u64(&mut self, value: u64) {
        self.0 ^= value;
    }
}

/// Makes [`Entries`].
#[derive(Default)]
pub(super) struct Builder {
    /// Of each entry the length of its name, the length of its value, and then: for a mark, which
    /// has no value, the name; for a member 0, or the level of its place plus one and the index.
    index: String,
    /// The members, a comma after each.
    members: String,
}

/// Where in a [`Builder`] the entries of an object start.
#[derive(Clone, Copy, Default)]
pub(super) struct Start {
    index: usize,
    members: usize,
}

impl Builder {
    pub(super) fn start(&self) -> Start {
        Start {
            index: self.index.len(),
            members: self.members.len(),
        }
    }

    /// Adds a member whose name is spelled as in [`RawMember::name`].
    pub(super) fn add(&mut self, name: &str, value: &str, place: Option<Place>) {
        self.enter(name, value, place);
        self.members.push('"');
        self.members.push_str(name);
        self.members.push_str("\":");
        self.members.push_str(value);
        self.members.push(',');
    }

    /// The same, where `text` is `"name":value`.
    pub(super) fn add_text(&mut self, text: &str, name: &str, value: &str, place: Option<Place>) {
        self.enter(name, value, place);
        self.members.push_str(text);
        self.members.push(',');
    }

    /// Adds a mark: a member with this name came before.
    pub(super) fn add_mark(&mut self, name: &str) {
        write_number(name.len(), &mut self.index);
        write_number(0, &mut self.index);
        self.index.push_str(name);
    }

    pub(super) fn add_entry(&mut self, entry: RawMember<'_>) {
        if entry.is_mark() {
            self.add_mark(entry.name);
        } else {
            self.add_text(entry.text, entry.name, entry.value, entry.place);
        }
    }

    /// The entries since `start`.
    pub(super) fn iter(&self, start: Start) -> Iter<'_> {
        Iter::new(
            self.index.get(start.index..).unwrap_or_default(),
            self.members.get(start.members..).unwrap_or_default(),
        )
    }

    /// All entries; their places are those of `owner`, if it is told.
    pub(super) fn finish(mut self, owner: Option<&DynModel>) -> Entries {
        self.entries(Start::default(), owner)
    }

    /// Takes out the entries since `start`; their places are those of `owner`.
    pub(super) fn take(&mut self, start: Start, owner: &DynModel) -> Entries {
        let entries = self.entries(start, Some(owner));
        self.truncate(start);
        entries
    }

    /// Forgets the entries since `start`.
    pub(super) fn truncate(&mut self, start: Start) {
        self.index.truncate(start.index);
        self.members.truncate(start.members);
    }

    /// Where the name of the member is that comes next.
    pub(super) fn next_name(&self, name: &str) -> Range<usize> {
        let start = self.members.len() + 1;
        start..start + name.len()
    }

    /// The name that is [there](Self::next_name).
    #[inline]
    pub(super) fn name_at(&self, place: &Range<usize>) -> &str {
        self.members.get(place.clone()).unwrap_or_default()
    }

    #[inline]
    fn entries(&mut self, start: Start, owner: Option<&DynModel>) -> Entries {
        let end = self.index.len();
        if end == start.index {
            return Entries::NONE;
        }
        write_number(end - start.index, &mut self.index);
        let length = self.index.get(end..).unwrap_or_default();
        let index = self.index.get(start.index..end).unwrap_or_default();
        let members = self.members.get(start.members..).unwrap_or_default();
        let mut text = String::with_capacity(length.len() + index.len() + members.len());
        text.push_str(length);
        text.push_str(index);
        text.push_str(members);
        Entries {
            text: Some(text.into_boxed_str()),
            owner: owner.map_or(Owner::NOBODY, Owner::of),
        }
    }

    fn enter(&mut self, name: &str, value: &str, place: Option<Place>) {
        write_number(name.len(), &mut self.index);
        write_number(value.len(), &mut self.index);
        match place {
            None => write_number(0, &mut self.index),
            Some(Place { level, index }) => {
                write_number(level + 1, &mut self.index);
                write_number(index, &mut self.index);
            }
        }
    }
}

impl<'a> FromIterator<RawMember<'a>> for Builder {
    fn from_iter<I: IntoIterator<Item = RawMember<'a>>>(entries: I) -> Self {
        let mut builder = Self::default();
        entries
            .into_iter()
            .for_each(|entry| builder.add_entry(entry));
        builder
    }
}

/// The entries in their order.
#[derive(Clone)]
pub(crate) struct Iter<'a> {
    /// The rest of the index.
    index: &'a [u8],
    members: &'a str,
    /// Where the next member is.
    member_at: usize,
}

impl<'a> Iter<'a> {
    fn new(index: &'a str, members: &'a str) -> Self {
        Self {
            index: index.as_bytes(),
            members,
            member_at: 0,
        }
    }

    /// All members as they stand in a JSON object, a comma after each.
    pub(super) fn members(&self) -> &'a str {
        self.members
    }

    /// The place and the value of the next member that has a field.
    #[inline]
    pub(super) fn next_with_field(&mut self) -> Option<(Place, &'a str)> {
        loop {
            let name_length = self.number()?;
            let value_length = self.number()?;
            if value_length == 0 {
                self.index = self.index.get(name_length..)?;
                continue;
            }
            let place = self.place();
            let start = self.member_at + name_length + r#""":"#.len();
            let end = start + value_length;
            self.member_at = end + 1;
            if let Some(place) = place {
                return Some((place, self.members.get(start..end)?));
            }
        }
    }

    #[inline]
    fn place(&mut self) -> Option<Place> {
        let level = self.number()?.checked_sub(1)?;
        let index = self.number()?;
        Some(Place { level, index })
    }

    #[inline]
    fn number(&mut self) -> Option<usize> {
        let (number, rest) = read_number(self.index)?;
        self.index = rest;
        Some(number)
    }
}

impl<'a> Iterator for Iter<'a> {
    type Item = RawMember<'a>;

    fn next(&mut self) -> Option<RawMember<'a>> {
        let name_length = self.number()?;
        let value_length = self.number()?;
        if value_length == 0 {
            let (name, rest) = self.index.split_at_checked(name_length)?;
            self.index = rest;
            return Some(RawMember {
                name: std::str::from_utf8(name).ok()?,
                value: "",
                text: "",
                place: None,
            });
        }
        let place = self.place();
        let value_start = name_length + r#""":"#.len();
        let end = self.member_at + value_start + value_length;
        let text = self.members.get(self.member_at..end)?;
        self.member_at = end + 1;
        Some(RawMember {
            name: text.get(1..=name_length)?,
            value: text.get(value_start..)?,
            text,
            place,
        })
    }
}

/// The number that `index` starts with, and what follows it.
#[inline]
fn read_number(index: &[u8]) -> Option<(usize, &[u8])> {
    match index {
        [digit @ ..64, rest @ ..] => Some((usize::from(*digit), rest)),
        _ => read_long_number(index),
    }
}

#[cold]
fn read_long_number(mut index: &[u8]) -> Option<(usize, &[u8])> {
    let mut number = 0;
    let mut shift = 0;
    loop {
        let (digit, rest) = index.split_first()?;
        number |= usize::from(digit % 64).checked_shl(shift)?;
        if *digit < 64 {
            return Some((number, rest));
        }
        index = rest;
        shift += 6;
    }
}

/// A number in digits of six bits, which are ASCII; 64 is added to all but the last.
#[inline]
fn write_number(mut number: usize, out: &mut String) {
    while number >= 64 {
        out.push(digit(number % 64 + 64));
        number /= 64;
    }
    out.push(digit(number));
}

fn digit(value: usize) -> char {
    u8::try_from(value).map(char::from).unwrap_or_default()
}
