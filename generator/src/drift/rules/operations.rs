//! Actions and functions.

use super::Rule;
use crate::drift::{Section, Source, Wire};

pub(in crate::drift) static OPERATION_REMOVED: Rule = Rule {
    id: "D050",
    name: "operation-removed",
    title: "An action or function is gone",
    wire: Wire::Break,
    source: Source::Break,
    section: Section::WireBreaks,
    what_to_do: "Stop calling it; look in the service's changelog for what replaces it.",
    other_sdks: None,
    explanation: include_str!("pages/D050.md"),
};

pub(in crate::drift) static OPERATION_ADDED: Rule = Rule {
    id: "D051",
    name: "operation-added",
    title: "There is a new action or function",
    wire: Wire::Safe,
    source: Source::Additive,
    section: Section::Additive,
    what_to_do: "Nothing; use it when you need it.",
    other_sdks: None,
    explanation: include_str!("pages/D051.md"),
};

pub(in crate::drift) static OVERLOAD_REMOVED: Rule = Rule {
    id: "D052",
    name: "overload-removed",
    title: "An overload of an action or function is gone",
    wire: Wire::Break,
    source: Source::Break,
    section: Section::WireBreaks,
    what_to_do: "Call it with the parameters of an overload that is still there.",
    other_sdks: None,
    explanation: include_str!("pages/D052.md"),
};

pub(in crate::drift) static OVERLOAD_ADDED: Rule = Rule {
    id: "D053",
    name: "overload-added",
    title: "There is a new overload of an action or function",
    wire: Wire::Safe,
    source: Source::Break,
    section: Section::Additive,
    what_to_do: "Nothing: setters of parameters are named, so more of them change no call.",
    other_sdks: Some("SDKs that put parameters into the signature of one method change it."),
    explanation: include_str!("pages/D053.md"),
};

pub(in crate::drift) static OPERATION_CASE_CHANGED: Rule = Rule {
    id: "D054",
    name: "operation-case-changed",
    title: "An action or function is spelled in other letter case",
    wire: Wire::Risk,
    source: Source::Break,
    section: Section::Behaviour,
    what_to_do: "Take the new name in code.",
    other_sdks: None,
    explanation: include_str!("pages/D054.md"),
};

pub(in crate::drift) static OPERATION_KIND_CHANGED: Rule = Rule {
    id: "D055",
    name: "operation-kind-changed",
    title: "An action has become a function, or the other way round",
    wire: Wire::Break,
    source: Source::Break,
    section: Section::WireBreaks,
    what_to_do: "Generate anew: functions are called with GET, actions with POST.",
    other_sdks: None,
    explanation: include_str!("pages/D055.md"),
};

pub(in crate::drift) static PARAMETER_REMOVED: Rule = Rule {
    id: "D056",
    name: "parameter-removed",
    title: "A parameter is gone",
    wire: Wire::Break,
    source: Source::Break,
    section: Section::WireBreaks,
    what_to_do: "Stop sending it: a service may refuse parameters that it does not know.",
    other_sdks: None,
    explanation: include_str!("pages/D056.md"),
};

pub(in crate::drift) static PARAMETER_ADDED: Rule = Rule {
    id: "D057",
    name: "optional-parameter-added",
    title: "There is a new parameter that may be left out",
    wire: Wire::Safe,
    source: Source::Break,
    section: Section::Additive,
    what_to_do: "Nothing; set it when you need it.",
    other_sdks: Some("SDKs that put parameters into the signature of one method change it."),
    explanation: include_str!("pages/D057.md"),
};

pub(in crate::drift) static REQUIRED_PARAMETER_ADDED: Rule = Rule {
    id: "D058",
    name: "required-parameter-added",
    title: "There is a new parameter that must be given",
    wire: Wire::Break,
    source: Source::Break,
    section: Section::WireBreaks,
    what_to_do: "Set the new parameter in every call.",
    other_sdks: None,
    explanation: include_str!("pages/D058.md"),
};

pub(in crate::drift) static PARAMETER_CASE_CHANGED: Rule = Rule {
    id: "D059",
    name: "parameter-case-changed",
    title: "A parameter is spelled in other letter case",
    wire: Wire::Break,
    source: Source::Break,
    section: Section::WireBreaks,
    what_to_do: "Generate anew: parameters are told apart by their letter case.",
    other_sdks: None,
    explanation: include_str!("pages/D059.md"),
};

pub(in crate::drift) static PARAMETER_TYPE_CHANGED: Rule = Rule {
    id: "D060",
    name: "parameter-type-changed",
    title: "A parameter takes another type",
    wire: Wire::Break,
    source: Source::Break,
    section: Section::WireBreaks,
    what_to_do: "Send values of the new type.",
    other_sdks: None,
    explanation: include_str!("pages/D060.md"),
};

pub(in crate::drift) static PARAMETER_MADE_OPTIONAL: Rule = Rule {
    id: "D061",
    name: "parameter-made-optional",
    title: "A parameter may be left out",
    wire: Wire::Safe,
    source: Source::None,
    section: Section::Behaviour,
    what_to_do: "Nothing; leave it out when you do not need it.",
    other_sdks: None,
    explanation: include_str!("pages/D061.md"),
};

pub(in crate::drift) static PARAMETER_MADE_REQUIRED: Rule = Rule {
    id: "D062",
    name: "parameter-made-required",
    title: "A parameter must be given",
    wire: Wire::Break,
    source: Source::None,
    section: Section::WireBreaks,
    what_to_do: "Set the parameter in every call.",
    other_sdks: None,
    explanation: include_str!("pages/D062.md"),
};

pub(in crate::drift) static RETURN_ADDED: Rule = Rule {
    id: "D063",
    name: "return-added",
    title: "An action answers something",
    wire: Wire::Safe,
    source: Source::Break,
    section: Section::SourceBreaks,
    what_to_do: "Take the answer, or drop it.",
    other_sdks: None,
    explanation: include_str!("pages/D063.md"),
};

pub(in crate::drift) static RETURN_REMOVED: Rule = Rule {
    id: "D064",
    name: "return-removed",
    title: "An action or function no longer answers anything",
    wire: Wire::Break,
    source: Source::Break,
    section: Section::WireBreaks,
    what_to_do: "Do without the answer.",
    other_sdks: None,
    explanation: include_str!("pages/D064.md"),
};

pub(in crate::drift) static RETURN_TYPE_CHANGED: Rule = Rule {
    id: "D065",
    name: "return-type-changed",
    title: "An action or function answers another type",
    wire: Wire::Break,
    source: Source::Break,
    section: Section::WireBreaks,
    what_to_do: "Read values of the new type.",
    other_sdks: None,
    explanation: include_str!("pages/D065.md"),
};

pub(in crate::drift) static RETURN_NULL_CHANGED: Rule = Rule {
    id: "D066",
    name: "return-null-changed",
    title: "An answer may now be null, or no longer",
    wire: Wire::Risk,
    source: Source::None,
    section: Section::Behaviour,
    what_to_do: "Where the answer may be null, expect none.",
    other_sdks: None,
    explanation: include_str!("pages/D066.md"),
};

pub(in crate::drift) static COMPOSABLE_ADDED: Rule = Rule {
    id: "D067",
    name: "composable-added",
    title: "Paths go on from a function",
    wire: Wire::Safe,
    source: Source::Break,
    section: Section::Additive,
    what_to_do: "Nothing; go on from it when you need to.",
    other_sdks: None,
    explanation: include_str!("pages/D067.md"),
};

pub(in crate::drift) static COMPOSABLE_REMOVED: Rule = Rule {
    id: "D068",
    name: "composable-removed",
    title: "Paths no longer go on from a function",
    wire: Wire::Break,
    source: Source::Break,
    section: Section::WireBreaks,
    what_to_do: "Call the function, and read what it answers, in two requests.",
    other_sdks: None,
    explanation: include_str!("pages/D068.md"),
};

pub(in crate::drift) static BINDING_MOVED_UP: Rule = Rule {
    id: "D069",
    name: "binding-moved-up",
    title: "An action or function is bound to a base type",
    wire: Wire::Safe,
    source: Source::Break,
    section: Section::SourceBreaks,
    what_to_do: "Import its parameters from the file of the base type; calls stay as they are.",
    other_sdks: None,
    explanation: include_str!("pages/D069.md"),
};

pub(in crate::drift) static ENTITY_SET_PATH_CHANGED: Rule = Rule {
    id: "D095",
    name: "entity-set-path-changed",
    title: "An operation says otherwise which entities it answers",
    wire: Wire::Safe,
    source: Source::None,
    section: Section::Documentation,
    what_to_do: "Nothing.",
    other_sdks: None,
    explanation: include_str!("pages/D095.md"),
};
