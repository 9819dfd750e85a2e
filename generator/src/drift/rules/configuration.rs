//! The configuration and the generator: what `slices.toml` says otherwise than before, and who writes the crate.
//!
//! The service is the same, so that none of this concerns clients that are shipped.

use super::Rule;
use crate::drift::{Section, Source, Wire};

pub(in crate::drift) static ROOT_TAKEN_OUT: Rule = Rule {
    id: "D099",
    name: "root-taken-out",
    title: "`slices.toml` no longer has a root",
    wire: Wire::Safe,
    source: Source::Break,
    section: Section::SourceBreaks,
    what_to_do: "Put the root back if code needs what it brought; else change that code.",
    other_sdks: None,
    explanation: include_str!("pages/D099.md"),
};

pub(in crate::drift) static ROOT_PUT_IN: Rule = Rule {
    id: "D100",
    name: "root-put-in",
    title: "`slices.toml` has one more root",
    wire: Wire::Safe,
    source: Source::Additive,
    section: Section::Additive,
    what_to_do: "Nothing; use it when you need it.",
    other_sdks: None,
    explanation: include_str!("pages/D100.md"),
};

pub(in crate::drift) static LONG_RUNNING_CHANGED: Rule = Rule {
    id: "D101",
    name: "long-running-changed",
    title: "`slices.toml` says something else of an action that starts an operation",
    wire: Wire::Safe,
    source: Source::Break,
    section: Section::SourceBreaks,
    what_to_do: "Look at what the action returns now: code that awaited its outcome has to be changed.",
    other_sdks: None,
    explanation: include_str!("pages/D101.md"),
};

pub(in crate::drift) static OPERATION_STATUS_CHANGED: Rule = Rule {
    id: "D102",
    name: "operation-status-changed",
    title: "`slices.toml` says something else of how an operation tells its state",
    wire: Wire::Safe,
    source: Source::Break,
    section: Section::SourceBreaks,
    what_to_do: "Test code that waits for such operations: it may end sooner, later, or not at all.",
    other_sdks: None,
    explanation: include_str!("pages/D102.md"),
};

pub(in crate::drift) static PATCH_CHANGED: Rule = Rule {
    id: "D103",
    name: "patch-changed",
    title: "`slices.toml` corrects the metadata otherwise than before",
    wire: Wire::Safe,
    source: Source::Break,
    section: Section::SourceBreaks,
    what_to_do: "Compare the items of the crate with what the service does.",
    other_sdks: None,
    explanation: include_str!("pages/D103.md"),
};

pub(in crate::drift) static OPTION_CHANGED: Rule = Rule {
    id: "D104",
    name: "option-changed",
    title: "An option in `slices.toml` is another one",
    wire: Wire::Safe,
    source: Source::Break,
    section: Section::SourceBreaks,
    what_to_do: "Test requests of the new crate against the service: the option decides how they are spelled.",
    other_sdks: None,
    explanation: include_str!("pages/D104.md"),
};

pub(in crate::drift) static MODULE_RENAMED: Rule = Rule {
    id: "D105",
    name: "module-renamed",
    title: "The module of an API has another name",
    wire: Wire::Safe,
    source: Source::Break,
    section: Section::SourceBreaks,
    what_to_do: "Change the paths in code, or keep the old name with `pub use`.",
    other_sdks: None,
    explanation: include_str!("pages/D105.md"),
};

pub(in crate::drift) static API_TAKEN_OUT: Rule = Rule {
    id: "D106",
    name: "api-taken-out",
    title: "`slices.toml` no longer has an API",
    wire: Wire::Safe,
    source: Source::Break,
    section: Section::SourceBreaks,
    what_to_do: "Put the API back if code needs it; else change that code.",
    other_sdks: None,
    explanation: include_str!("pages/D106.md"),
};

pub(in crate::drift) static FEATURES_SWITCHED: Rule = Rule {
    id: "D107",
    name: "features-switched",
    title: "The crate is divided into features, or no longer is",
    wire: Wire::Safe,
    source: Source::Break,
    section: Section::SourceBreaks,
    what_to_do: "Name the features that code needs in its `Cargo.toml`, or take them out there.",
    other_sdks: None,
    explanation: include_str!("pages/D107.md"),
};

pub(in crate::drift) static GENERATOR_CHANGED: Rule = Rule {
    id: "D108",
    name: "generator-changed",
    title: "The generator writes the crate otherwise than the one that wrote the old crate",
    wire: Wire::Safe,
    source: Source::Break,
    section: Section::SourceBreaks,
    what_to_do: "Read the changelog of msgraph-codegen about these items.",
    other_sdks: None,
    explanation: include_str!("pages/D108.md"),
};
