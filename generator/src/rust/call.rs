//! What methods of builders do.

use super::names::Name;
use super::{Item, Path};

/// What a method of a builder does.
#[derive(Debug)]
pub enum Call {
    /// Goes on to another builder by a segment that the schema names.
    Segment {
        /// The segment.
        wire: String,
        /// The builder.
        to: Path,
        /// The entities there live nowhere else. Not those that are referred to or seen as a derived type; and
        /// complex values are no entities.
        is_contained: bool,
    },
    /// Goes on from many to one.
    Key {
        /// The parts of the key.
        parts: Vec<KeyPart>,
        /// Written as `('…')` and not as a segment.
        in_parentheses: bool,
        /// The builder.
        to: Path,
    },
    /// Goes on by a path of names: `:/a/b.txt`.
    Address {
        /// From many, by the key of the one that the path begins at.
        from: Vec<KeyPart>,
        /// The builder.
        to: Path,
    },
    /// Reads what is there.
    Read(Returns),
    /// Adds one to many.
    Create(Path),
    /// Changes one.
    Update(Path),
    /// Puts one in the place of another one.
    Put(Path),
    /// Deletes one.
    Delete,
    /// Counts many.
    Count,
    /// Goes on to the bytes behind a segment.
    Media {
        /// The segment; empty for the bytes that are there.
        wire: String,
    },
    /// Goes on to the references to many.
    References,
    /// Goes on to the reference to one.
    Reference,
    /// Calls an action.
    Action(OperationCall),
    /// Calls a function.
    Function(OperationCall),
    /// Goes on to another builder through a function.
    Compose {
        /// The segment.
        wire: String,
        /// The struct of its parameters.
        parameters: Option<Path>,
        /// The builder.
        to: Path,
    },
}

/// A part of a key.
#[derive(Debug)]
pub struct KeyPart {
    /// The method's parameter.
    pub name: Name,
    /// The name in key predicates; empty where it is understood.
    pub wire: String,
    /// What it holds.
    pub item: Item,
}

/// The call of an action or function.
#[derive(Debug)]
pub struct OperationCall {
    /// The segment.
    pub wire: String,
    /// The struct of its parameters.
    pub parameters: Option<Path>,
    /// What it answers.
    pub returns: Returns,
    /// The type of the operation that it starts: a generated struct, or one of the runtime.
    pub starts: Option<Item>,
}

/// What a request answers: reading, or the call of an action or function.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Returns {
    /// Nothing.
    Nothing,
    /// An entity or complex value.
    Structure(Path),
    /// Many of something.
    Page(Item),
    /// A primitive value or enum member.
    Value(Item),
    /// Bytes.
    Bytes,
}
