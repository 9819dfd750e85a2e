//! Enumerations that may have got members since the crate was generated.

use std::fmt;

use crate::model::codec::{EnumerationSlot, VersionOf, convert_member};

/// An enumeration type. Generated code implements it.
///
/// ```
/// use msgraph_core::Enumeration;
/// use msgraph_operations::v1_0::models::LongRunningOperationStatus;
///
/// fn names<E: Enumeration>() -> Vec<&'static str> {
///     E::TYPE.members().map(|(_, member)| member.as_str()).collect()
/// }
///
/// let names = names::<LongRunningOperationStatus>();
/// assert_eq!(names, ["notStarted", "running", "succeeded", "failed", "unknownFutureValue"]);
/// ```
pub trait Enumeration: Clone + PartialEq + 'static {
    /// The facts of the type.
    const TYPE: EnumerationType<Self>;

    /// The name of this member on the wire.
    #[must_use]
    fn as_str(&self) -> &str {
        (Self::TYPE.as_str)(self)
    }

    /// The member of this name in the same enumeration of another version of the service; one that it does not know
    /// is unrecognized there. A program that asks for an enumeration of another name does not compile.
    #[must_use]
    fn convert<T: Enumeration + VersionOf<Self>>(&self) -> T {
        convert_member(self)
    }
}

/// The facts of an enumeration type. One constant has them all: what each constant and function costs the compiler
/// hardly depends on what is in it.
#[derive(Debug)]
pub struct EnumerationType<E: 'static> {
    name: &'static str,
    members: &'static [E],
    numbers: &'static [i64],
    as_str: fn(&E) -> &str,
    unrecognized: fn(Unrecognized) -> E,
}

impl<E> EnumerationType<E> {
    /// Describes the type with a qualified name: its members and their numbers, in the order of their declaration, how
    /// to get the name of a member, and how to make a member of which only the name is known. A constant with more
    /// numbers than members, or fewer, does not build.
    ///
    /// # Panics
    ///
    /// With more numbers than members, or fewer.
    #[must_use]
    pub const fn new(
        name: &'static str,
        members: &'static [E],
        numbers: &'static [i64],
        as_str: fn(&E) -> &str,
        unrecognized: fn(Unrecognized) -> E,
    ) -> Self {
        assert!(numbers.len() == members.len(), "a number for each member");
        Self {
            name,
            members,
            numbers,
            as_str,
            unrecognized,
        }
    }

    /// The qualified name, `microsoft.graph.longRunningOperationStatus`.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// The known members and their numbers, in the order of their declaration.
    pub fn members(&self) -> impl Iterator<Item = (i64, &'static E)> {
        self.numbers.iter().copied().zip(self.members)
    }
}

/// The member that stands for others: services answer with it in place of those that came later
/// ([evolvable enumerations](https://learn.microsoft.com/graph/best-practices-concept#handling-future-members-in-evolvable-enumerations)).
const SENTINEL: &str = "unknownFutureValue";

/// What there is to know of an enumeration without knowing its type.
#[derive(Debug)]
pub(crate) struct EnumerationInfo {
    /// The qualified name.
    name: &'static str,
    /// The name of the `n`th known member.
    known: fn(n: usize) -> Option<&'static str>,
    numbers: &'static [i64],
}

impl EnumerationInfo {
    fn members(&self) -> impl Iterator<Item = (i64, &'static str)> {
        (self.numbers.iter().copied()).zip((0..).map_while(self.known))
    }
}

/// What there is to know of an enumeration.
pub(crate) trait Described {
    const INFO: &'static EnumerationInfo;
}

impl<E: Enumeration> Described for E {
    const INFO: &'static EnumerationInfo = &EnumerationInfo {
        name: E::TYPE.name,
        known: known::<E>,
        numbers: E::TYPE.numbers,
    };
}

#[allow(clippy::indexing_slicing)] // `get` would be two more functions for each type
fn known<E: Enumeration>(n: usize) -> Option<&'static str> {
    let members = E::TYPE.members;
    if n < members.len() {
        Some(members[n].as_str())
    } else {
        None
    }
}

/// A member of an enumeration of any type.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct Member<'a> {
    pub(crate) enumeration: &'static EnumerationInfo,
    pub(crate) name: &'a str,
}

impl<'a> Member<'a> {
    /// The qualified name of the enumeration.
    pub(crate) fn type_name(self) -> &'static str {
        self.enumeration.name
    }

    /// The name of the member.
    pub(crate) fn name(self) -> &'a str {
        self.name
    }

    /// Whether the member came after `unknownFutureValue`, so that services answer with that
    /// instead, unless the request says `Prefer: include-unknown-enum-members`.
    pub(crate) fn is_evolved(self) -> bool {
        let sentinel = self.number_of(SENTINEL);
        // What is newer than the crate is newer than the sentinel.
        let is_after = |sentinel| self.number_of(self.name()).is_none_or(|own| own > sentinel);
        sentinel.is_some_and(is_after)
    }

    /// Whether this crate knows the member, and it does not just stand for others.
    pub(crate) fn is_recognized(self) -> bool {
        self.name() != SENTINEL && self.number_of(self.name()).is_some()
    }

    fn number_of(self, name: &str) -> Option<i64> {
        let mut members = self.enumeration.members();
        let (number, _) = members.find(|(_, member)| *member == name)?;
        Some(number)
    }
}

/// The name of an enumeration member that is newer than the crate. Only reading makes one, so a
/// program cannot come to depend on a name that a later version of the crate knows.
///
/// ```compile_fail,E0423
/// let name = msgraph_core::Unrecognized(Box::from("paused"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Unrecognized(Box<str>);

impl Unrecognized {
    /// The name as it came.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Unrecognized {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The member that `text` names.
pub(crate) fn read<E: Enumeration>(text: &str) -> E {
    member(find(text, E::INFO).0)
}

/// Returns the member that a text of a program names. Only services know members that this crate does not.
///
/// # Errors
/// No known member has that name.
pub fn parse<E: Enumeration>(name: &str) -> Result<E, UnknownMember> {
    let (found, _) = find(name, E::INFO);
    let unknown = |_| UnknownMember {
        enumeration: E::TYPE.name,
    };
    found.map(|n| member(Ok(n))).map_err(unknown)
}

/// A text that names no known member of an enumeration. It has nothing of the text in it: errors go to logs.
///
/// ```
/// use msgraph_operations::v1_0::models::LongRunningOperationStatus;
///
/// let unknown = "paused".parse::<LongRunningOperationStatus>().unwrap_err();
/// assert_eq!(
///     unknown.to_string(),
///     "no member of microsoft.graph.longRunningOperationStatus that this crate knows"
/// );
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownMember {
    enumeration: &'static str,
}

impl fmt::Display for UnknownMember {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let enumeration = self.enumeration;
        write!(f, "no member of {enumeration} that this crate knows")
    }
}

impl std::error::Error for UnknownMember {}

#[allow(clippy::indexing_slicing)] // the index was found there
fn member<E: Enumeration>(found: Result<usize, Unrecognized>) -> E {
    match found {
        Ok(n) => E::TYPE.members[n].clone(),
        Err(name) => (E::TYPE.unrecognized)(name),
    }
}

/// The index of the member that `text` names, and whether it is written like that.
///
/// A name counts as it is, then whatever its case (older documents say `NotStarted`), then a
/// number; what is left is newer than the crate.
fn find(text: &str, enumeration: &EnumerationInfo) -> (Result<usize, Unrecognized>, bool) {
    let members = || enumeration.members();
    if let Some(n) = members().position(|(_, name)| name == text) {
        return (Ok(n), true);
    }
    let by_case = members().position(|(_, name)| name.eq_ignore_ascii_case(text));
    let found = by_case.or_else(|| {
        let wanted: i64 = text.parse().ok()?;
        members().position(|(number, _)| number == wanted)
    });
    match found {
        Some(n) => (Ok(n), false),
        None => (Err(Unrecognized(text.into())), true),
    }
}

impl<E: Enumeration> EnumerationSlot for Option<E> {
    fn read(&mut self, text: Option<&str>) -> bool {
        let mut is_exact = true;
        *self = match text {
            Some(text) => {
                let (found, exact) = find(text, E::INFO);
                is_exact = exact;
                Some(member(found))
            }
            None => None,
        };
        is_exact
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Clone, Debug, PartialEq)]
    enum Colour {
        Red,
        DarkRed,
        Unrecognized(Unrecognized),
    }

    impl Colour {
        fn as_str(&self) -> &str {
            match self {
                Self::Red => "red",
                Self::DarkRed => "RED",
                Self::Unrecognized(name) => name.as_str(),
            }
        }
    }

    impl Enumeration for Colour {
        const TYPE: EnumerationType<Self> = EnumerationType::new(
            "paint.colour",
            &[Self::Red, Self::DarkRed],
            &[0, -7],
            Self::as_str,
            Self::Unrecognized,
        );
    }

    /// What `text` puts into a place, and whether it is written like that.
    fn place(text: &str) -> (Option<Colour>, bool) {
        let mut place = Some(Colour::DarkRed);
        let exact = place.read(Some(text));
        (place, exact)
    }

    #[test]
    fn the_exact_name_comes_before_the_same_name_in_another_case() {
        assert_eq!(place("RED"), (Some(Colour::DarkRed), true));
        assert_eq!(place("Red"), (Some(Colour::Red), false));
    }

    #[test]
    fn a_number_names_a_member_too() {
        assert_eq!(place("-7"), (Some(Colour::DarkRed), false));
    }

    #[test]
    fn anything_else_is_kept() {
        for text in ["", "7", "ultraviolet", "rot\u{e9}"] {
            let (colour, exact) = place(text);
            let colour = colour.unwrap();
            assert!(matches!(colour, Colour::Unrecognized(_)) && exact, "{text}");
            assert_eq!(colour.as_str(), text);
            assert_eq!(read::<Colour>(text), colour);
        }
    }
}
