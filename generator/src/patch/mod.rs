//! Corrections of the metadata, from the ledger of patches in `slices.toml`.
//!
//! They are made on the resolved schema, before anything is sliced, each on what those before it left. A patch that is
//! about nothing, or says what the metadata says already, is an error: the ledger never has more in it than is needed.
//!
//! | step | file |
//! |---|---|
//! | what a patch is about | `target.rs` |
//! | attributes, and what is removed | `change.rs` |
//! | what is added | `add.rs` |
//! | another base | `rebase.rs` |
//! | another name, wherever it is mentioned | `rename.rs`, `places.rs` |
//! | the order of types and operations after that | `order.rs` |

mod add;
mod change;
mod order;
mod places;
mod rebase;
mod rename;
mod target;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::config::{self, Change, span};
use crate::diagnostics::{Diagnostic, Diagnostics, Span, did_you_mean};
use crate::schema::Schema;

/// What came of a change.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Outcome {
    Changed,
    /// It was so already.
    Same,
    /// Why it cannot be.
    Unfit(Cow<'static, str>),
}

impl Outcome {
    fn unfit(why: impl Into<Cow<'static, str>>) -> Self {
        Self::Unfit(why.into())
    }

    /// What came of all changes of a patch.
    fn of_all(outcomes: Vec<Self>) -> Self {
        let is_changed = outcomes.contains(&Self::Changed);
        let mut outcomes = outcomes.into_iter();
        let unfit = outcomes.find(|outcome| matches!(outcome, Self::Unfit(_)));
        unfit.unwrap_or(if is_changed {
            Self::Changed
        } else {
            Self::Same
        })
    }
}

/// Keeps the texts that neither the metadata nor the configuration has: paths with another name in them.
#[derive(Debug, Default)]
pub struct Texts(bumpalo::Bump);

impl Texts {
    fn keep(&self, text: &str) -> &str {
        self.0.alloc_str(text)
    }
}

/// Makes all corrections. The configuration is the source of that number in diagnostics.
///
/// Returns where in the metadata is what they are about, and the types that they name.
pub fn apply<'a>(
    schema: &mut Schema<'a>,
    patches: &'a [config::Patch],
    texts: &'a Texts,
    source: usize,
    diagnostics: &mut Diagnostics,
) -> BTreeSet<Span> {
    let mut places = BTreeSet::new();
    for patch in patches {
        places.extend(target::places(schema, patch));
        if let Err(fault) = apply_one(schema, patch, texts) {
            diagnostics.push(fault.in_source(source));
        }
    }
    places
}

fn apply_one<'a>(
    schema: &mut Schema<'a>,
    patch: &'a config::Patch,
    texts: &'a Texts,
) -> Result<(), Diagnostic> {
    if let Change::Add(addition) = &patch.change {
        return judge(
            patch,
            add::add(schema, patch, addition)?,
            "is there already",
        );
    }
    let targets = target::find(schema, patch);
    if targets.is_empty() {
        return Err(unmatched(schema, patch));
    }
    let outcome = match &patch.change {
        Change::Name(name) => rename::rename(schema, &targets, name, texts),
        change => {
            // The last one first, so that removing one moves none of the others.
            let outcomes = targets.into_iter().rev();
            let outcomes = outcomes.map(|target| change::make(schema, target, change));
            Outcome::of_all(outcomes.collect::<Result<_, _>>()?)
        }
    };
    judge(patch, outcome, "is so already")
}

fn judge(patch: &config::Patch, outcome: Outcome, same: &str) -> Result<(), Diagnostic> {
    let name = patch.target.get_ref();
    match outcome {
        Outcome::Changed => Ok(()),
        Outcome::Same => Err(fault("E0407", patch, format!("`{name}` {same}"))
            .hint("the metadata says it by now: delete the patch")),
        Outcome::Unfit(why) => {
            let how = match patch.change {
                Change::Add(_) => "added",
                _ => "changed",
            };
            let message = format!("`{name}` cannot be {how} like that");
            Err(fault("E0408", patch, message).hint(why))
        }
    }
}

fn unmatched(schema: &Schema, patch: &config::Patch) -> Diagnostic {
    let name = patch.target.get_ref();
    if let Some(fault) = bound_to_others(schema, patch) {
        return fault;
    }
    if let Change::Name(new) = &patch.change {
        let named = config::Patch {
            target: toml::Spanned::new(patch.target.span(), rename::renamed(name, new)),
            ..patch.clone()
        };
        if !target::find(schema, &named).is_empty() {
            let message = format!("`{name}` is called `{new}` already");
            return fault("E0407", patch, message)
                .hint("the metadata says it by now: delete the patch");
        }
    }
    let message = format!("the metadata has no `{name}` to patch");
    fault("E0407", patch, message)
        .hint("if it is gone from the metadata, delete the patch")
        .hint_if(did_you_mean(name, target::known(schema, name).into_iter()))
}

/// Is there an operation of that name, and what the patch says that it is bound to is wrong?
fn bound_to_others(schema: &Schema, patch: &config::Patch) -> Option<Diagnostic> {
    let name = patch.target.get_ref();
    let binding = patch.binding.as_ref()?;
    let bindings = target::bindings(schema, name);
    if bindings.is_empty() || bindings.contains(binding.get_ref()) {
        return None;
    }
    let message = format!("`{name}` is not bound to `{}`", binding.get_ref());
    let hint = format!("it is bound to `{}`", bindings.join("`, `"));
    let fault = Diagnostic::error("E0407", message);
    Some(fault.at(span(binding.span()), "").hint(hint))
}

fn fault(code: &'static str, patch: &config::Patch, message: String) -> Diagnostic {
    Diagnostic::error(code, message).at(span(patch.target.span()), "")
}
