//! What the service root offers.

use super::Rule;
use crate::drift::{Section, Source, Wire};

pub(in crate::drift) static ENTITY_SET_REMOVED: Rule = Rule {
    id: "D070",
    name: "entity-set-removed",
    title: "An entity set is gone",
    wire: Wire::Break,
    source: Source::Break,
    section: Section::WireBreaks,
    what_to_do: "Reach the entities by another path, if there is one.",
    other_sdks: None,
    explanation: include_str!("pages/D070.md"),
};

pub(in crate::drift) static ENTITY_SET_ADDED: Rule = Rule {
    id: "D071",
    name: "entity-set-added",
    title: "There is a new entity set",
    wire: Wire::Safe,
    source: Source::Additive,
    section: Section::Additive,
    what_to_do: "Nothing; use it when you need it.",
    other_sdks: None,
    explanation: include_str!("pages/D071.md"),
};

pub(in crate::drift) static SINGLETON_REMOVED: Rule = Rule {
    id: "D072",
    name: "singleton-removed",
    title: "A singleton is gone",
    wire: Wire::Break,
    source: Source::Break,
    section: Section::WireBreaks,
    what_to_do: "Reach the entity by another path, if there is one.",
    other_sdks: None,
    explanation: include_str!("pages/D072.md"),
};

pub(in crate::drift) static SINGLETON_ADDED: Rule = Rule {
    id: "D073",
    name: "singleton-added",
    title: "There is a new singleton",
    wire: Wire::Safe,
    source: Source::Additive,
    section: Section::Additive,
    what_to_do: "Nothing; use it when you need it.",
    other_sdks: None,
    explanation: include_str!("pages/D073.md"),
};

pub(in crate::drift) static SOURCE_KIND_CHANGED: Rule = Rule {
    id: "D074",
    name: "source-kind-changed",
    title: "An entity set has become a singleton, or the other way round",
    wire: Wire::Break,
    source: Source::Break,
    section: Section::WireBreaks,
    what_to_do: "Address one entity where many were, or the other way round.",
    other_sdks: None,
    explanation: include_str!("pages/D074.md"),
};

pub(in crate::drift) static SOURCE_TYPE_CHANGED: Rule = Rule {
    id: "D075",
    name: "source-type-changed",
    title: "An entity set or singleton holds another type",
    wire: Wire::Break,
    source: Source::Break,
    section: Section::WireBreaks,
    what_to_do: "Read and send entities of the new type.",
    other_sdks: None,
    explanation: include_str!("pages/D075.md"),
};

pub(in crate::drift) static SOURCE_CASE_CHANGED: Rule = Rule {
    id: "D076",
    name: "source-case-changed",
    title: "An entity set or singleton is spelled in other letter case",
    wire: Wire::Risk,
    source: Source::Break,
    section: Section::Behaviour,
    what_to_do: "Take the new name in code.",
    other_sdks: None,
    explanation: include_str!("pages/D076.md"),
};

pub(in crate::drift) static BINDINGS_CHANGED: Rule = Rule {
    id: "D077",
    name: "navigation-bindings-changed",
    title: "It is said otherwise where entities live",
    wire: Wire::Safe,
    source: Source::None,
    section: Section::Documentation,
    what_to_do: "Nothing: paths do not depend on it.",
    other_sdks: None,
    explanation: include_str!("pages/D077.md"),
};

pub(in crate::drift) static IMPORT_REMOVED: Rule = Rule {
    id: "D078",
    name: "import-removed",
    title: "The service root no longer offers an operation",
    wire: Wire::Break,
    source: Source::Break,
    section: Section::WireBreaks,
    what_to_do: "Stop calling it.",
    other_sdks: None,
    explanation: include_str!("pages/D078.md"),
};

pub(in crate::drift) static IMPORT_ADDED: Rule = Rule {
    id: "D079",
    name: "import-added",
    title: "The service root offers a new operation",
    wire: Wire::Safe,
    source: Source::Additive,
    section: Section::Additive,
    what_to_do: "Nothing; use it when you need it.",
    other_sdks: None,
    explanation: include_str!("pages/D079.md"),
};

pub(in crate::drift) static IMPORT_CHANGED: Rule = Rule {
    id: "D080",
    name: "import-changed",
    title: "An operation of the service root belongs to another entity set",
    wire: Wire::Safe,
    source: Source::None,
    section: Section::Documentation,
    what_to_do: "Nothing.",
    other_sdks: None,
    explanation: include_str!("pages/D080.md"),
};

pub(in crate::drift) static SERVICE_DOCUMENT_CHANGED: Rule = Rule {
    id: "D081",
    name: "service-document-changed",
    title: "The service document lists something new, or no longer",
    wire: Wire::Safe,
    source: Source::None,
    section: Section::Documentation,
    what_to_do: "Nothing, unless you read the service document.",
    other_sdks: None,
    explanation: include_str!("pages/D081.md"),
};
