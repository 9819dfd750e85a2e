//! The facts of a type, a constant that generated code has.

use crate::model::json::is_special;

/// The facts of a type.
#[derive(Clone, Copy, Debug)]
pub struct TypeInfo {
    name: &'static str,
    members: &'static [&'static str],
    derived: &'static [&'static str],
    is_abstract: bool,
    is_open: bool,
    is_entity: bool,
    names: Names,
}

impl TypeInfo {
    /// Describes the type with a qualified name: the names of the members that it declares itself, and the qualified
    /// names of all types that are derived from it, directly or not.
    #[must_use]
    pub const fn new(
        name: &'static str,
        members: &'static [&'static str],
        derived: &'static [&'static str],
    ) -> Self {
        Self {
            name,
            members,
            derived,
            is_abstract: false,
            is_open: false,
            is_entity: false,
            names: Names::of(members),
        }
    }

    /// No value is declared to be exactly of this type.
    #[must_use]
    pub const fn abstract_type(self) -> Self {
        Self {
            is_abstract: true,
            ..self
        }
    }

    /// Values may have members that the type does not declare.
    #[must_use]
    pub const fn open(self) -> Self {
        Self {
            is_open: true,
            ..self
        }
    }

    /// Values are entities, with identities and URLs of their own. Said of a type without base type,
    /// for all that are derived from it.
    #[must_use]
    pub const fn entity(self) -> Self {
        Self {
            is_entity: true,
            ..self
        }
    }

    /// The qualified name, `microsoft.graph.user`.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// The names of the members that the type declares itself, as they are on the wire.
    #[must_use]
    pub const fn members(&self) -> &'static [&'static str] {
        self.members
    }

    /// The qualified names of all types that are derived from this one.
    #[must_use]
    pub const fn derived(&self) -> &'static [&'static str] {
        self.derived
    }

    /// Whether the names of the members are written in JSON as they are.
    pub(crate) const fn has_plain_names(&self) -> bool {
        matches!(self.names, Names::Plain)
    }

    /// Whether values are entities; only the type at the root of all bases is asked.
    pub(super) const fn is_entity(&self) -> bool {
        self.is_entity
    }

    /// Whether the type is abstract.
    #[must_use]
    pub const fn is_abstract(&self) -> bool {
        self.is_abstract
    }

    /// Whether the type is open.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        self.is_open
    }
}

/// How the names of members are written. Found out when the constant is made, not each time that a
/// model is written.
#[derive(Clone, Copy, Debug)]
enum Names {
    /// As they are.
    Plain,
    /// With something to escape.
    Escaped,
}

impl Names {
    const fn of(mut names: &[&str]) -> Self {
        while let [name, others @ ..] = names {
            let mut bytes = name.as_bytes();
            while let [byte, rest @ ..] = bytes {
                if is_special(*byte) {
                    return Self::Escaped;
                }
                bytes = rest;
            }
            names = others;
        }
        Self::Plain
    }
}
