//! Enumerations of which a value can be several members at once.

use std::fmt;

use crate::model::codec::{AnyFlags, Datum, Element, EnumerationSlot, Kind, Sink};
use crate::model::enumeration::{self, Described as _, Enumeration, Member};

/// A value of a flags enumeration: a set of members that keeps the order in which they were added,
/// those that are newer than the crate included.
///
/// On the wire it is one string, `"read,write"`
/// ([JSON Format 4.01, 7.1](https://docs.oasis-open.org/odata/odata-json-format/v4.01/odata-json-format-v4.01.html#sec_PrimitiveValue)).
///
/// ```
/// use msgraph_core::Flags;
/// use msgraph_operations::v1_0::models::LongRunningOperationStatus as Status;
///
/// // Any enumeration serves as an example; models have `Flags` where the schema says so.
/// let mut flags = Flags::from([Status::Running, Status::Failed]);
/// assert!(!flags.insert(Status::Running));
/// assert!(flags.contains(&Status::Failed));
/// assert_eq!(flags.to_string(), "running,failed");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Flags<E> {
    members: Vec<E>,
}

impl<E: Enumeration> Flags<E> {
    /// No members.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            members: Vec::new(),
        }
    }

    /// Whether `member` is in the set.
    #[must_use]
    pub fn contains(&self, member: &E) -> bool {
        self.members.contains(member)
    }

    /// The members in their order.
    pub fn iter(&self) -> std::slice::Iter<'_, E> {
        self.members.iter()
    }

    /// Adds a member; whether it was new.
    pub fn insert(&mut self, member: E) -> bool {
        let new = !self.contains(&member);
        if new {
            self.members.push(member);
        }
        new
    }

    /// Takes a member out; whether it was there.
    pub fn remove(&mut self, member: &E) -> bool {
        let before = self.members.len();
        self.members.retain(|other| other != member);
        self.members.len() < before
    }

    /// Whether there are no members.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.members.is_empty()
    }

    /// How many members there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.members.len()
    }
}

impl<E: Enumeration> Default for Flags<E> {
    fn default() -> Self {
        Self::new()
    }
}

impl<E: Enumeration> FromIterator<E> for Flags<E> {
    fn from_iter<I: IntoIterator<Item = E>>(members: I) -> Self {
        let mut flags = Self::new();
        for member in members {
            flags.insert(member);
        }
        flags
    }
}

impl<E: Enumeration, const N: usize> From<[E; N]> for Flags<E> {
    fn from(members: [E; N]) -> Self {
        members.into_iter().collect()
    }
}

impl<E: Enumeration> From<E> for Flags<E> {
    fn from(member: E) -> Self {
        [member].into()
    }
}

impl<E> IntoIterator for Flags<E> {
    type Item = E;
    type IntoIter = std::vec::IntoIter<E>;

    fn into_iter(self) -> Self::IntoIter {
        self.members.into_iter()
    }
}

impl<'a, E> IntoIterator for &'a Flags<E> {
    type Item = &'a E;
    type IntoIter = std::slice::Iter<'a, E>;

    fn into_iter(self) -> Self::IntoIter {
        self.members.iter()
    }
}

/// The names of the members with commas between them, as on the wire.
impl<E: Enumeration> fmt::Display for Flags<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&(self as &dyn AnyFlags).joined())
    }
}

impl<E: Enumeration> AnyFlags for Flags<E> {
    fn type_name(&self) -> &'static str {
        E::TYPE.name()
    }

    fn member(&self, index: usize) -> Option<Member<'_>> {
        let member = self.members.get(index)?;
        Some(Member {
            enumeration: E::INFO,
            name: member.as_str(),
        })
    }
}

impl dyn AnyFlags {
    /// The names with commas between them.
    pub(crate) fn joined(&self) -> String {
        let mut text = String::new();
        for member in (0..).map_while(|n| self.member(n)) {
            if !text.is_empty() {
                text.push(',');
            }
            text.push_str(member.name());
        }
        text
    }
}

/// The names that are written with commas between them.
fn names(text: &str) -> Vec<&str> {
    let names = text.split(',').map(str::trim);
    names.filter(|name| !name.is_empty()).collect()
}

impl<E: Enumeration> EnumerationSlot for Option<Flags<E>> {
    fn read(&mut self, text: Option<&str>) -> bool {
        let Some(text) = text else {
            *self = None;
            return true;
        };
        let mut flags = Flags::new();
        for name in names(text) {
            flags.insert(enumeration::read(name));
        }
        let exact = (&flags as &dyn AnyFlags).joined() == text;
        *self = Some(flags);
        exact
    }
}

/// One string with commas between the names, as on the wire.
#[cfg(feature = "serde")]
impl<E: Enumeration> serde_core::Serialize for Flags<E> {
    fn serialize<S: serde_core::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// From one string; names that are newer than the crate are kept.
#[cfg(feature = "serde")]
impl<'de, E: Enumeration> serde_core::Deserialize<'de> for Flags<E> {
    fn deserialize<D: serde_core::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <String as serde_core::Deserialize>::deserialize(deserializer)?;
        Ok(names(&text).into_iter().map(enumeration::read).collect())
    }
}

impl<E: Enumeration> Element for Flags<E> {
    type Kind = Self;
}

impl<E: Enumeration> Kind<Self> for Flags<E> {
    fn datum(value: &Self) -> Datum<'_> {
        Datum::Flags(value)
    }

    fn sink(place: &mut Option<Self>) -> Sink<'_> {
        Sink::Enumeration(place)
    }
}
