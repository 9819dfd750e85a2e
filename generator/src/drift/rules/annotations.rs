//! What is said about elements.

use super::Rule;
use crate::drift::{Section, Source, Wire};

pub(in crate::drift) static DEPRECATED: Rule = Rule {
    id: "D082",
    name: "deprecated",
    title: "An element is deprecated",
    wire: Wire::Safe,
    source: Source::None,
    section: Section::AnnouncedRemovals,
    what_to_do: "Plan to do without it before the day that is named.",
    other_sdks: None,
    explanation: include_str!("pages/D082.md"),
};

pub(in crate::drift) static REMOVAL_MOVED: Rule = Rule {
    id: "D083",
    name: "removal-date-changed",
    title: "An element is to be removed on another day",
    wire: Wire::Safe,
    source: Source::None,
    section: Section::AnnouncedRemovals,
    what_to_do: "See that your plan still fits.",
    other_sdks: None,
    explanation: include_str!("pages/D083.md"),
};

pub(in crate::drift) static DEPRECATION_WITHDRAWN: Rule = Rule {
    id: "D084",
    name: "deprecation-withdrawn",
    title: "An element is no longer deprecated",
    wire: Wire::Safe,
    source: Source::None,
    section: Section::Behaviour,
    what_to_do: "Nothing.",
    other_sdks: None,
    explanation: include_str!("pages/D084.md"),
};

pub(in crate::drift) static RESTRICTION_ADDED: Rule = Rule {
    id: "D085",
    name: "restriction-added",
    title: "The service says that it does not do something",
    wire: Wire::Risk,
    source: Source::None,
    section: Section::Behaviour,
    what_to_do: "Find out whether your requests did that: they may fail.",
    other_sdks: None,
    explanation: include_str!("pages/D085.md"),
};

pub(in crate::drift) static RESTRICTION_LIFTED: Rule = Rule {
    id: "D086",
    name: "restriction-lifted",
    title: "The service no longer says that it does not do something",
    wire: Wire::Safe,
    source: Source::None,
    section: Section::Behaviour,
    what_to_do: "Nothing.",
    other_sdks: None,
    explanation: include_str!("pages/D086.md"),
};

pub(in crate::drift) static ANNOTATION_REPLACED: Rule = Rule {
    id: "D087",
    name: "annotation-replaced",
    title: "Another term says what one said before",
    wire: Wire::Safe,
    source: Source::None,
    section: Section::Documentation,
    what_to_do: "Nothing.",
    other_sdks: None,
    explanation: include_str!("pages/D087.md"),
};

pub(in crate::drift) static DESCRIPTION_CHANGED: Rule = Rule {
    id: "D088",
    name: "description-changed",
    title: "An element is described in other words",
    wire: Wire::Safe,
    source: Source::None,
    section: Section::Documentation,
    what_to_do: "Nothing; read the new words if you depend on details.",
    other_sdks: None,
    explanation: include_str!("pages/D088.md"),
};

pub(in crate::drift) static MADE_READ_ONLY: Rule = Rule {
    id: "D089",
    name: "made-read-only",
    title: "A property can no longer be set by clients",
    wire: Wire::Risk,
    source: Source::Break,
    section: Section::Behaviour,
    what_to_do: "Stop sending it.",
    other_sdks: None,
    explanation: include_str!("pages/D089.md"),
};

pub(in crate::drift) static MADE_WRITABLE: Rule = Rule {
    id: "D090",
    name: "made-writable",
    title: "A property can be set by clients",
    wire: Wire::Safe,
    source: Source::Additive,
    section: Section::Additive,
    what_to_do: "Nothing; set it when you need to.",
    other_sdks: None,
    explanation: include_str!("pages/D090.md"),
};

pub(in crate::drift) static ANNOTATION_CHANGED: Rule = Rule {
    id: "D091",
    name: "annotation-changed",
    title: "Something else is said about an element",
    wire: Wire::Safe,
    source: Source::None,
    section: Section::Documentation,
    what_to_do: "Nothing, unless you read annotations yourself.",
    other_sdks: None,
    explanation: include_str!("pages/D091.md"),
};

pub(in crate::drift) static PUT_CHANGED: Rule = Rule {
    id: "D092",
    name: "update-method-changed",
    title: "Entities are updated by another method",
    wire: Wire::Risk,
    source: Source::Break,
    section: Section::Behaviour,
    what_to_do: "Send changes by the method that is named.",
    other_sdks: None,
    explanation: include_str!("pages/D092.md"),
};

pub(in crate::drift) static ALTERNATE_KEY_REMOVED: Rule = Rule {
    id: "D093",
    name: "alternate-key-removed",
    title: "An alternate key is gone",
    wire: Wire::Break,
    source: Source::Break,
    section: Section::WireBreaks,
    what_to_do: "Address entities by their primary key.",
    other_sdks: None,
    explanation: include_str!("pages/D093.md"),
};

pub(in crate::drift) static ALTERNATE_KEY_ADDED: Rule = Rule {
    id: "D094",
    name: "alternate-key-added",
    title: "There is a new alternate key",
    wire: Wire::Safe,
    source: Source::Additive,
    section: Section::Additive,
    what_to_do: "Nothing; use it when you need it.",
    other_sdks: None,
    explanation: include_str!("pages/D094.md"),
};
