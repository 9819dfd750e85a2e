//! Types, their bases and their keys.

use super::Rule;
use crate::drift::{Section, Source, Wire};

pub(in crate::drift) static TYPE_REMOVED: Rule = Rule {
    id: "D001",
    name: "type-removed",
    title: "A type is gone",
    wire: Wire::Break,
    source: Source::Break,
    section: Section::WireBreaks,
    what_to_do: "Stop using the type and the paths that lead to it; look in the service's changelog for what replaces it.",
    other_sdks: None,
    explanation: include_str!("pages/D001.md"),
};

pub(in crate::drift) static TYPE_ADDED: Rule = Rule {
    id: "D002",
    name: "type-added",
    title: "There is a new type",
    wire: Wire::Safe,
    source: Source::Additive,
    section: Section::Additive,
    what_to_do: "Nothing; use it when you need it.",
    other_sdks: None,
    explanation: include_str!("pages/D002.md"),
};

pub(in crate::drift) static TYPE_KIND_CHANGED: Rule = Rule {
    id: "D003",
    name: "type-kind-changed",
    title: "A type is of another kind",
    wire: Wire::Break,
    source: Source::Break,
    section: Section::WireBreaks,
    what_to_do: "Read the type's new documentation: what was an entity, a complex value or an enumeration is now something else.",
    other_sdks: None,
    explanation: include_str!("pages/D003.md"),
};

pub(in crate::drift) static TYPE_CASE_CHANGED: Rule = Rule {
    id: "D004",
    name: "type-case-changed",
    title: "A type is spelled in other letter case",
    wire: Wire::Risk,
    source: Source::Break,
    section: Section::Behaviour,
    what_to_do: "Take the new name in code. Documents that carry the old spelling in `@odata.type` are read as the declared type.",
    other_sdks: None,
    explanation: include_str!("pages/D004.md"),
};

pub(in crate::drift) static BASE_INSERTED: Rule = Rule {
    id: "D005",
    name: "base-inserted",
    title: "A base type was put in between",
    wire: Wire::Safe,
    source: Source::Break,
    section: Section::Additive,
    what_to_do: "Nothing: inherited members are reached as before.",
    other_sdks: Some(
        "SDKs that name constructors or serializers after the lineage of a type change here.",
    ),
    explanation: include_str!("pages/D005.md"),
};

pub(in crate::drift) static BASE_REMOVED: Rule = Rule {
    id: "D006",
    name: "base-removed",
    title: "A base type was taken out",
    wire: Wire::Risk,
    source: Source::Break,
    section: Section::Behaviour,
    what_to_do: "Where a value was taken for one of that base, take its own type.",
    other_sdks: None,
    explanation: include_str!("pages/D006.md"),
};

pub(in crate::drift) static BASE_CHANGED: Rule = Rule {
    id: "D007",
    name: "base-changed",
    title: "A type has another base",
    wire: Wire::Break,
    source: Source::Break,
    section: Section::WireBreaks,
    what_to_do: "Look through the members that the type no longer inherits.",
    other_sdks: None,
    explanation: include_str!("pages/D007.md"),
};

pub(in crate::drift) static FIRST_SUBTYPE: Rule = Rule {
    id: "D008",
    name: "first-subtype",
    title: "A type has its first derived type",
    wire: Wire::Safe,
    source: Source::Additive,
    section: Section::Additive,
    what_to_do: "Nothing; `into_kind()` and `downcast()` now tell which type a value is of.",
    other_sdks: Some(
        "SDKs that turn a position of a base type into a union or an interface change its type here; in this crate it stays.",
    ),
    explanation: include_str!("pages/D008.md"),
};

pub(in crate::drift) static LAST_SUBTYPE: Rule = Rule {
    id: "D009",
    name: "last-subtype",
    title: "A type has lost its last derived type",
    wire: Wire::Safe,
    source: Source::Break,
    section: Section::SourceBreaks,
    what_to_do: "Do without `into_kind()`: there is nothing left to tell apart.",
    other_sdks: Some(
        "SDKs that turn a position of a base type into a union or an interface change its type here; in this crate it stays.",
    ),
    explanation: include_str!("pages/D009.md"),
};

pub(in crate::drift) static TYPE_MADE_ABSTRACT: Rule = Rule {
    id: "D010",
    name: "type-made-abstract",
    title: "A type has become abstract",
    wire: Wire::Risk,
    source: Source::None,
    section: Section::Behaviour,
    what_to_do: "Send values of a derived type, with its `@odata.type`.",
    other_sdks: Some("SDKs that cannot construct abstract types lose a constructor."),
    explanation: include_str!("pages/D010.md"),
};

pub(in crate::drift) static TYPE_MADE_CONCRETE: Rule = Rule {
    id: "D011",
    name: "type-made-concrete",
    title: "A type is no longer abstract",
    wire: Wire::Safe,
    source: Source::None,
    section: Section::Behaviour,
    what_to_do: "Nothing; values of exactly this type may now come and be sent.",
    other_sdks: None,
    explanation: include_str!("pages/D011.md"),
};

pub(in crate::drift) static TYPE_OPENED: Rule = Rule {
    id: "D012",
    name: "type-opened",
    title: "A type takes undeclared members",
    wire: Wire::Safe,
    source: Source::None,
    section: Section::Behaviour,
    what_to_do: "Nothing; what is not declared is in `additional`.",
    other_sdks: None,
    explanation: include_str!("pages/D012.md"),
};

pub(in crate::drift) static TYPE_CLOSED: Rule = Rule {
    id: "D013",
    name: "type-closed",
    title: "A type no longer takes undeclared members",
    wire: Wire::Risk,
    source: Source::None,
    section: Section::Behaviour,
    what_to_do: "Do not send members that are not declared.",
    other_sdks: None,
    explanation: include_str!("pages/D013.md"),
};

pub(in crate::drift) static STREAM_ADDED: Rule = Rule {
    id: "D014",
    name: "stream-added",
    title: "Entities of a type have become media streams",
    wire: Wire::Safe,
    source: Source::Additive,
    section: Section::Additive,
    what_to_do: "Nothing; `media()` leads to the bytes.",
    other_sdks: None,
    explanation: include_str!("pages/D014.md"),
};

pub(in crate::drift) static STREAM_REMOVED: Rule = Rule {
    id: "D015",
    name: "stream-removed",
    title: "Entities of a type are no longer media streams",
    wire: Wire::Break,
    source: Source::Break,
    section: Section::WireBreaks,
    what_to_do: "Find out where the bytes are now: `/$value` no longer has them.",
    other_sdks: None,
    explanation: include_str!("pages/D015.md"),
};

pub(in crate::drift) static KEY_CHANGED: Rule = Rule {
    id: "D016",
    name: "key-changed",
    title: "Entities of a type have another key",
    wire: Wire::Break,
    source: Source::Break,
    section: Section::WireBreaks,
    what_to_do: "Address entities by the new key; stored identifiers may be of no use.",
    other_sdks: None,
    explanation: include_str!("pages/D016.md"),
};

pub(in crate::drift) static UNDERLYING_TYPE_CHANGED: Rule = Rule {
    id: "D017",
    name: "underlying-type-changed",
    title: "A type definition stands for another primitive type",
    wire: Wire::Break,
    source: Source::Break,
    section: Section::WireBreaks,
    what_to_do: "Treat values as the new primitive type.",
    other_sdks: None,
    explanation: include_str!("pages/D017.md"),
};
