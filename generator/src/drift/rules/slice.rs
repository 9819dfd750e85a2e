//! The slice as a whole, and the crate.

use super::Rule;
use crate::drift::{Section, Source, Wire};

pub(in crate::drift) static ROOT_LOST: Rule = Rule {
    id: "D096",
    name: "root-lost",
    title: "A root of the slice leads nowhere",
    wire: Wire::Break,
    source: Source::Break,
    section: Section::WireBreaks,
    what_to_do: "Take the root out of `slices.toml`, or correct it.",
    other_sdks: None,
    explanation: include_str!("pages/D096.md"),
};

pub(in crate::drift) static ROOT_FOUND: Rule = Rule {
    id: "D097",
    name: "root-found",
    title: "A root of the slice leads somewhere",
    wire: Wire::Safe,
    source: Source::Additive,
    section: Section::Additive,
    what_to_do: "Nothing.",
    other_sdks: None,
    explanation: include_str!("pages/D097.md"),
};

pub(in crate::drift) static UNATTRIBUTED: Rule = Rule {
    id: "D098",
    name: "unattributed",
    title: "The crate changes, and no change of the metadata explains it",
    wire: Wire::Safe,
    source: Source::Break,
    section: Section::SourceBreaks,
    what_to_do: "Look at the item; please report this, because a rule is missing.",
    other_sdks: None,
    explanation: include_str!("pages/D098.md"),
};
