//! What changes in the crate, and which change of the metadata is to blame.
//!
//! A rule says what a change may do to code; whether it does is told by the surfaces of the two crates. Every
//! difference of those is put down to a change of the metadata, so that each says what it does and no more.

use std::borrow::Cow;

use toml::Spanned;

use super::blame::Blame;
use super::changes::{Change, Pairing};
use super::configuration::{Step, settled, surface_of};
use super::rules::slice::UNATTRIBUTED;
use super::side::Side;
use super::{Options, RustChange, Scope, Source, SurfaceLine};
use crate::config::{Api, Facts, Files, OpenApi, Service, Wanted};
use crate::overlay;
use crate::rust::names::Published;
use crate::slice::{Slice, slice};
use crate::surface::{self, Effect, compare};

/// Gives each change what it does to the crate. What nothing explains is a change of its own.
pub(super) fn attribute(
    changes: &mut Vec<Change>,
    sides: [&Side<'_>; 2],
    types: &Pairing,
    options: &Options<'_>,
) {
    let steps = options.reconfiguration.map_or(&[][..], |it| &it.steps);
    if changes.is_empty() && steps.is_empty() {
        return;
    }
    let slices = sides.map(wanted);
    let slices = [slices[0].as_ref(), slices[1].as_ref()];
    let (steps, differences) = settled(steps, differences(sides, slices, options));
    for change in changes.iter_mut() {
        change.source = Source::None;
    }
    let causes = Blame::new(changes, sides, slices, types).causes(&differences);
    for (difference, cause) in differences.into_iter().zip(causes) {
        let source = Source::from(difference.effect);
        if let Some(change) = cause.and_then(|at| changes.get_mut(at)) {
            change.source = change.source.max(source);
            change.rust.push(RustChange::from(difference));
        } else {
            let mut change = unexplained(sides, &difference);
            change.source = source;
            change.rust.push(RustChange::from(difference));
            changes.push(change);
        }
    }
    changes.extend(steps.into_iter().map(Step::change));
}

impl From<Effect> for Source {
    fn from(effect: Effect) -> Self {
        match effect {
            Effect::Moved => Self::None,
            Effect::Addition => Self::Additive,
            Effect::Retargeted | Effect::Break => Self::Break,
        }
    }
}

fn unexplained(sides: [&Side<'_>; 2], difference: &surface::Change) -> Change {
    let mut spelled = sides.iter().zip(difference.elements);
    let spelled = spelled.find_map(|(side, element)| Some(side.schema.spelled(element?)));
    let element = spelled.unwrap_or_else(|| difference.item.clone());
    let cause = format!("unexplained {element}");
    Change::new(&UNATTRIBUTED, element, true).caused_by([cause])
}

/// What differs between the crates of both sides. Names of the old one keep their meaning in the new one.
fn differences(
    [old, new]: [&Side<'_>; 2],
    [old_slice, new_slice]: [&Slice; 2],
    options: &Options<'_>,
) -> Vec<surface::Change> {
    let api = match options.scope {
        Scope::Slice(api) => Cow::Borrowed(api),
        Scope::All => Cow::Owned(everything()),
    };
    let nothing = overlay::Documented::default();
    let documented = options.documented.unwrap_or(&nothing);
    let surface = |side: &Side<'_>, slice: &Slice, published: &Published| {
        surface_of(
            side.schema,
            slice,
            &api,
            options.has_features,
            (documented, published),
        )
    };
    let unpublished = Published::default();
    let old = surface(old, old_slice, options.published.unwrap_or(&unpublished));
    let new = surface(new, new_slice, &old.published());
    compare(&old, &new)
}

/// What the crate is made of.
fn wanted<'x>(side: &'x Side<'_>) -> Cow<'x, Slice> {
    match &side.slice {
        Some(slice) => Cow::Borrowed(slice),
        None => Cow::Owned(slice(side.schema, &["*"]).unwrap_or_default()),
    }
}

/// The settings for a crate of everything.
fn everything() -> Api {
    let text = |text: &str| Spanned::new(0..0, text.to_owned());
    Api {
        module: text("api"),
        files: Files::default(),
        openapi: OpenApi::default(),
        patches: Vec::new(),
        wanted: Wanted {
            roots: vec![text("*")],
            requests: true,
        },
        service: Service::default(),
        facts: Facts::default(),
    }
}

impl From<surface::Change> for RustChange {
    fn from(difference: surface::Change) -> Self {
        let line = |text: String| SurfaceLine { line: 0, text };
        Self {
            source: Source::from(difference.effect),
            item: difference.item,
            before: difference.before.map(line),
            after: difference.after.map(line),
        }
    }
}
