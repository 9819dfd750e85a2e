//! Properties and navigation properties.

use super::Rule;
use crate::drift::{Section, Source, Wire};

pub(in crate::drift) static PROPERTY_REMOVED: Rule = Rule {
    id: "D030",
    name: "property-removed",
    title: "A property is gone",
    wire: Wire::Break,
    source: Source::Break,
    section: Section::WireBreaks,
    what_to_do: "Stop reading and sending it; requests that name it in `$select` or `$filter` fail.",
    other_sdks: None,
    explanation: include_str!("pages/D030.md"),
};

pub(in crate::drift) static NAVIGATION_REMOVED: Rule = Rule {
    id: "D031",
    name: "navigation-property-removed",
    title: "A navigation property is gone",
    wire: Wire::Break,
    source: Source::Break,
    section: Section::WireBreaks,
    what_to_do: "Stop following and expanding it.",
    other_sdks: None,
    explanation: include_str!("pages/D031.md"),
};

pub(in crate::drift) static PROPERTY_ADDED: Rule = Rule {
    id: "D032",
    name: "property-added",
    title: "There is a new property",
    wire: Wire::Safe,
    source: Source::Additive,
    section: Section::Additive,
    what_to_do: "Nothing; use it when you need it.",
    other_sdks: None,
    explanation: include_str!("pages/D032.md"),
};

pub(in crate::drift) static REQUIRED_PROPERTY_ADDED: Rule = Rule {
    id: "D109",
    name: "required-property-added",
    title: "There is a new property that must not be null",
    wire: Wire::Risk,
    source: Source::Additive,
    section: Section::Behaviour,
    what_to_do: "Find out whether you create such objects: the service may refuse those without it.",
    other_sdks: None,
    explanation: include_str!("pages/D109.md"),
};

pub(in crate::drift) static NAVIGATION_ADDED: Rule = Rule {
    id: "D033",
    name: "navigation-property-added",
    title: "There is a new navigation property",
    wire: Wire::Safe,
    source: Source::Additive,
    section: Section::Additive,
    what_to_do: "Nothing; use it when you need it.",
    other_sdks: None,
    explanation: include_str!("pages/D033.md"),
};

pub(in crate::drift) static MEMBER_MOVED_UP: Rule = Rule {
    id: "D034",
    name: "member-moved-up",
    title: "A member has moved up to a base type",
    wire: Wire::Safe,
    source: Source::Additive,
    section: Section::Additive,
    what_to_do: "Nothing: the member is reached as before, through the base.",
    other_sdks: Some(
        "SDKs without a common way to inherited members, and comparisons of texts, take this for a removal.",
    ),
    explanation: include_str!("pages/D034.md"),
};

pub(in crate::drift) static MEMBER_MOVED_DOWN: Rule = Rule {
    id: "D035",
    name: "member-moved-down",
    title: "A member has moved down to derived types",
    wire: Wire::Risk,
    source: Source::Break,
    section: Section::Behaviour,
    what_to_do: "Read it from the derived type: `downcast()` first.",
    other_sdks: None,
    explanation: include_str!("pages/D035.md"),
};

pub(in crate::drift) static MEMBER_CASE_CHANGED: Rule = Rule {
    id: "D036",
    name: "member-case-changed",
    title: "A member is spelled in other letter case",
    wire: Wire::Break,
    source: Source::Break,
    section: Section::WireBreaks,
    what_to_do: "Generate anew: members of documents are told apart by their letter case.",
    other_sdks: None,
    explanation: include_str!("pages/D036.md"),
};

pub(in crate::drift) static MEMBER_KIND_CHANGED: Rule = Rule {
    id: "D037",
    name: "member-kind-changed",
    title: "A property has become a navigation property, or the other way round",
    wire: Wire::Break,
    source: Source::Break,
    section: Section::WireBreaks,
    what_to_do: "A property comes with its entity, a navigation property with `$expand` or from its own path: change your requests.",
    other_sdks: None,
    explanation: include_str!("pages/D037.md"),
};

pub(in crate::drift) static TYPE_CHANGED: Rule = Rule {
    id: "D038",
    name: "type-changed",
    title: "A member holds another type",
    wire: Wire::Break,
    source: Source::Break,
    section: Section::WireBreaks,
    what_to_do: "Read and send values of the new type.",
    other_sdks: None,
    explanation: include_str!("pages/D038.md"),
};

pub(in crate::drift) static TYPE_CHANGED_ALIKE: Rule = Rule {
    id: "D039",
    name: "type-changed-alike",
    title: "A member holds another type that looks alike on the wire",
    wire: Wire::Risk,
    source: Source::Break,
    section: Section::Behaviour,
    what_to_do: "Take the new type in code, and see that your values fit it.",
    other_sdks: None,
    explanation: include_str!("pages/D039.md"),
};

pub(in crate::drift) static COLLECTION_CHANGED: Rule = Rule {
    id: "D040",
    name: "collection-changed",
    title: "A member holds many instead of one, or one instead of many",
    wire: Wire::Break,
    source: Source::Break,
    section: Section::WireBreaks,
    what_to_do: "Read and send a list where one value was, or the other way round.",
    other_sdks: None,
    explanation: include_str!("pages/D040.md"),
};

pub(in crate::drift) static NULL_FORBIDDEN: Rule = Rule {
    id: "D041",
    name: "null-forbidden",
    title: "A member may no longer be null",
    wire: Wire::Risk,
    source: Source::Break,
    section: Section::Behaviour,
    what_to_do: "Do not clear the member, and give it where you create the entity.",
    other_sdks: None,
    explanation: include_str!("pages/D041.md"),
};

pub(in crate::drift) static NULL_ALLOWED: Rule = Rule {
    id: "D042",
    name: "null-allowed",
    title: "A member may be null",
    wire: Wire::Safe,
    source: Source::Additive,
    section: Section::Additive,
    what_to_do: "Nothing: fields are `Option`s anyway.",
    other_sdks: Some(
        "SDKs that take non-nullable members for required ones change the type of the field.",
    ),
    explanation: include_str!("pages/D042.md"),
};

pub(in crate::drift) static TARGET_CHANGED: Rule = Rule {
    id: "D043",
    name: "target-changed",
    title: "A navigation property leads to another type",
    wire: Wire::Break,
    source: Source::Break,
    section: Section::WireBreaks,
    what_to_do: "Read entities of the new type.",
    other_sdks: None,
    explanation: include_str!("pages/D043.md"),
};

pub(in crate::drift) static CONTAINMENT_ADDED: Rule = Rule {
    id: "D044",
    name: "containment-added",
    title: "The target of a navigation property lives inside its entity",
    wire: Wire::Risk,
    source: Source::Break,
    section: Section::Behaviour,
    what_to_do: "Address what it leads to by the path through its entity.",
    other_sdks: None,
    explanation: include_str!("pages/D044.md"),
};

pub(in crate::drift) static CONTAINMENT_REMOVED: Rule = Rule {
    id: "D045",
    name: "containment-removed",
    title: "The target of a navigation property no longer lives inside its entity",
    wire: Wire::Risk,
    source: Source::Additive,
    section: Section::Behaviour,
    what_to_do: "Address what it leads to by its own entity set.",
    other_sdks: None,
    explanation: include_str!("pages/D045.md"),
};

pub(in crate::drift) static FACETS_TIGHTENED: Rule = Rule {
    id: "D046",
    name: "facets-tightened",
    title: "A member allows fewer values",
    wire: Wire::Risk,
    source: Source::None,
    section: Section::Behaviour,
    what_to_do: "See that the values that you send are within the new bounds.",
    other_sdks: None,
    explanation: include_str!("pages/D046.md"),
};

pub(in crate::drift) static FACETS_LOOSENED: Rule = Rule {
    id: "D047",
    name: "facets-loosened",
    title: "A member allows more values",
    wire: Wire::Safe,
    source: Source::None,
    section: Section::Behaviour,
    what_to_do: "Nothing, unless you store values in a place of fixed size.",
    other_sdks: None,
    explanation: include_str!("pages/D047.md"),
};

pub(in crate::drift) static DEFAULT_CHANGED: Rule = Rule {
    id: "D048",
    name: "default-changed",
    title: "A member has another default value",
    wire: Wire::Risk,
    source: Source::None,
    section: Section::Behaviour,
    what_to_do: "Send the value that you mean where you relied on the default.",
    other_sdks: None,
    explanation: include_str!("pages/D048.md"),
};

pub(in crate::drift) static PARTNER_CHANGED: Rule = Rule {
    id: "D049",
    name: "partner-changed",
    title: "Another navigation property leads back",
    wire: Wire::Safe,
    source: Source::None,
    section: Section::Documentation,
    what_to_do: "Nothing.",
    other_sdks: None,
    explanation: include_str!("pages/D049.md"),
};
