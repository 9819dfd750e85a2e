//! Corrections of the metadata, from the ledger of patches in `slices.toml`.
//!
//! They are made on the resolved schema, before anything is sliced. A patch that is about nothing, or
//! says what the metadata says already, is an error: the ledger never has more in it than is needed.

mod change;
mod target;

use crate::config::{self, span};
use crate::diagnostics::{Diagnostic, Diagnostics, did_you_mean};
use crate::schema::Schema;
use target::Target;

/// What came of a change at one place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Changed,
    /// It was so already.
    Same,
    /// Why it cannot be.
    Unfit(&'static str),
}

/// Makes all corrections. The configuration is the source of that number in diagnostics.
pub fn apply(
    schema: &mut Schema,
    patches: &[config::Patch],
    source: usize,
    diagnostics: &mut Diagnostics,
) {
    for patch in patches {
        if let Err(fault) = apply_one(schema, patch) {
            diagnostics.push(fault.in_source(source));
        }
    }
}

fn apply_one(schema: &mut Schema, patch: &config::Patch) -> Result<(), Diagnostic> {
    let targets = target::find(schema, patch);
    if targets.is_empty() {
        return Err(unmatched(schema, patch));
    }
    // The last one first, so that removing one moves none of the others.
    let outcomes = targets.into_iter().rev();
    let outcomes: Vec<_> = outcomes
        .map(|target| change::make(schema, target, &patch.change))
        .collect::<Result<_, _>>()?;
    if let Some(why) = outcomes.iter().find_map(|outcome| match outcome {
        Outcome::Unfit(why) => Some(*why),
        _ => None,
    }) {
        let message = format!("`{}` cannot be changed like that", patch.target.get_ref());
        return Err(fault("E0408", patch, message).hint(why));
    }
    if outcomes.contains(&Outcome::Changed) {
        return Ok(());
    }
    let message = format!("`{}` is so already", patch.target.get_ref());
    Err(fault("E0407", patch, message).hint("the metadata says it by now: delete the patch"))
}

fn unmatched(schema: &Schema, patch: &config::Patch) -> Diagnostic {
    let name = patch.target.get_ref();
    let bindings = target::bindings(schema, name);
    if let Some(binding) = &patch.binding
        && !bindings.is_empty()
        && !bindings.contains(binding.get_ref())
    {
        let message = format!("`{name}` is not bound to `{}`", binding.get_ref());
        let hint = format!("it is bound to `{}`", bindings.join("`, `"));
        let fault = Diagnostic::error("E0407", message);
        return fault.at(span(binding.span()), "").hint(hint);
    }
    let message = format!("the metadata has no `{name}` to patch");
    fault("E0407", patch, message)
        .hint("if it is gone from the metadata, delete the patch")
        .hint_if(did_you_mean(name, target::known(schema, name).into_iter()))
}

fn fault(code: &'static str, patch: &config::Patch, message: String) -> Diagnostic {
    Diagnostic::error(code, message).at(span(patch.target.span()), "")
}
