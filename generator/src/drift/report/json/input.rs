//! The two inputs.

use serde::Serialize;

use crate::drift;

#[derive(Serialize)]
pub(super) struct Inputs<'r> {
    pub(super) old: Input<'r>,
    pub(super) new: Input<'r>,
}

#[derive(Serialize)]
pub(super) struct Input<'r> {
    name: &'r str,
    bytes: usize,
    types: usize,
    operations: usize,
    missing_roots: &'r [String],
}

impl<'r> From<&'r drift::InputFacts> for Input<'r> {
    fn from(facts: &'r drift::InputFacts) -> Self {
        Self {
            name: &facts.name,
            bytes: facts.bytes,
            types: facts.types,
            operations: facts.operations,
            missing_roots: &facts.missing_roots,
        }
    }
}
