//! Enumeration types and their members.

use super::Rule;
use crate::drift::{Section, Source, Wire};

pub(in crate::drift) static ENUM_MEMBER_REMOVED: Rule = Rule {
    id: "D019",
    name: "enum-member-removed",
    title: "A member of an enumeration is gone",
    wire: Wire::Break,
    source: Source::Break,
    section: Section::WireBreaks,
    what_to_do: "Stop sending it. What still comes is kept as `Unrecognized`.",
    other_sdks: None,
    explanation: include_str!("pages/D019.md"),
};

pub(in crate::drift) static ENUM_MEMBER_ADDED: Rule = Rule {
    id: "D020",
    name: "enum-member-added",
    title: "An enumeration has a new member",
    wire: Wire::Risk,
    source: Source::Additive,
    section: Section::Behaviour,
    what_to_do: "See that your `match` treats members that it does not know.",
    other_sdks: Some(
        "SDKs with closed enumerations fail to read the new member; this crate keeps its text.",
    ),
    explanation: include_str!("pages/D020.md"),
};

pub(in crate::drift) static ENUM_MEMBER_ADDED_BEHIND: Rule = Rule {
    id: "D021",
    name: "enum-member-added-behind-sentinel",
    title: "An enumeration has a new member behind its sentinel",
    wire: Wire::Safe,
    source: Source::Additive,
    section: Section::Additive,
    what_to_do: "Nothing; the service sends it only to those that ask with `Prefer: include-unknown-enum-members`.",
    other_sdks: None,
    explanation: include_str!("pages/D021.md"),
};

pub(in crate::drift) static ENUM_MEMBER_VALUE_CHANGED: Rule = Rule {
    id: "D022",
    name: "enum-member-value-changed",
    title: "A member of an enumeration has another number",
    wire: Wire::Safe,
    source: Source::None,
    section: Section::Behaviour,
    what_to_do: "Nothing, unless you store numbers: on the wire members go by their names.",
    other_sdks: Some("SDKs that expose the numbers of members change here."),
    explanation: include_str!("pages/D022.md"),
};

pub(in crate::drift) static ENUM_MEMBER_CASE_CHANGED: Rule = Rule {
    id: "D023",
    name: "enum-member-case-changed",
    title: "A member of an enumeration is spelled in other letter case",
    wire: Wire::Risk,
    source: Source::Break,
    section: Section::Behaviour,
    what_to_do: "Take the new name in code. Reading knows both spellings; sending uses the new one.",
    other_sdks: None,
    explanation: include_str!("pages/D023.md"),
};

pub(in crate::drift) static SENTINEL_MOVED: Rule = Rule {
    id: "D024",
    name: "sentinel-moved",
    title: "The sentinel of an enumeration has moved",
    wire: Wire::Risk,
    source: Source::None,
    section: Section::Behaviour,
    what_to_do: "See that your `match` treats members that were hidden behind the sentinel.",
    other_sdks: None,
    explanation: include_str!("pages/D024.md"),
};

pub(in crate::drift) static SENTINEL_ADDED: Rule = Rule {
    id: "D025",
    name: "sentinel-added",
    title: "An enumeration has got a sentinel",
    wire: Wire::Safe,
    source: Source::Additive,
    section: Section::Additive,
    what_to_do: "Nothing; from now on new members are hidden from those that do not ask for them.",
    other_sdks: None,
    explanation: include_str!("pages/D025.md"),
};

pub(in crate::drift) static SENTINEL_REMOVED: Rule = Rule {
    id: "D026",
    name: "sentinel-removed",
    title: "An enumeration has lost its sentinel",
    wire: Wire::Risk,
    source: Source::Break,
    section: Section::Behaviour,
    what_to_do: "Do not compare with `UnknownFutureValue`; expect members that you do not know instead.",
    other_sdks: None,
    explanation: include_str!("pages/D026.md"),
};

pub(in crate::drift) static ENUM_MADE_FLAGS: Rule = Rule {
    id: "D027",
    name: "enum-made-flags",
    title: "Values of an enumeration have become sets of members",
    wire: Wire::Risk,
    source: Source::Break,
    section: Section::Behaviour,
    what_to_do: "Expect several members in one value.",
    other_sdks: None,
    explanation: include_str!("pages/D027.md"),
};

pub(in crate::drift) static ENUM_MADE_SINGLE: Rule = Rule {
    id: "D028",
    name: "enum-made-single",
    title: "Values of an enumeration are no longer sets of members",
    wire: Wire::Risk,
    source: Source::Break,
    section: Section::Behaviour,
    what_to_do: "Send one member, not several.",
    other_sdks: None,
    explanation: include_str!("pages/D028.md"),
};

pub(in crate::drift) static ENUM_UNDERLYING_CHANGED: Rule = Rule {
    id: "D029",
    name: "enum-underlying-changed",
    title: "The numbers of an enumeration are of another type",
    wire: Wire::Safe,
    source: Source::None,
    section: Section::Behaviour,
    what_to_do: "Nothing: on the wire members go by their names.",
    other_sdks: Some("SDKs that expose the numbers of members change here."),
    explanation: include_str!("pages/D029.md"),
};
