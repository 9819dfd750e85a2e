//! What changes in the crate, and which change of the metadata is to blame.
//!
//! A rule says what a change may do to code; whether it does is told by the surfaces of the two crates. Every
//! difference of those is put down to a change of the metadata, so that each says what it does and no more.

use std::borrow::Cow;
use std::cell::OnceCell;

use rustc_hash::{FxHashMap, FxHashSet};
use toml::Spanned;

use super::changes::Change;
use super::reasons::{all_mentions, mentions, reasons};
use super::rules::slice::UNATTRIBUTED;
use super::side::Side;
use super::{RustChange, Scope, Source, SurfaceLine};
use crate::config::{Api, CloudFacts, Conventions, OpenApi};
use crate::diagnostics::Diagnostics;
use crate::overlay;
use crate::permissions::Document;
use crate::rust::Lowering;
use crate::slice::{Slice, slice};
use crate::surface::{self, Effect, between};

/// How many types are looked at when nothing nearer explains a difference.
const FURTHEST: usize = 50;

/// Gives each change what it does to the crate. What nothing explains is a change of its own.
pub(super) fn attribute(changes: &mut Vec<Change>, sides: [&Side<'_>; 2], scope: Scope<'_>) {
    if changes.is_empty() {
        return;
    }
    let crates = differences(changes, sides, scope);
    for change in changes.iter_mut() {
        change.source = Source::None;
    }
    let blame = Blame::new(changes, sides);
    let causes = blame.causes(&crates);
    for (difference, cause) in crates.into_iter().zip(causes) {
        let source = match difference.effect {
            Effect::Moved => Source::None,
            Effect::Addition => Source::Additive,
            Effect::Break => Source::Break,
        };
        if let Some(change) = cause.and_then(|at| changes.get_mut(at)) {
            change.source = change.source.max(source);
            change.rust.push(rust_change(difference));
        } else {
            let mut change = Change::new(&UNATTRIBUTED, difference.element.clone(), true);
            change.source = source;
            change.rust.push(rust_change(difference));
            changes.push(change);
        }
    }
}

/// What differs between the crates of both sides.
fn differences(
    changes: &[Change],
    [old, new]: [&Side<'_>; 2],
    scope: Scope<'_>,
) -> Vec<surface::Change> {
    let api = match scope {
        Scope::Slice(api) => Cow::Borrowed(api),
        Scope::All => Cow::Owned(everything()),
    };
    let (old_slice, new_slice) = (wanted(old), wanted(new));
    // What is said about nothing is told when the crate is generated.
    let mut unheard = Diagnostics::new();
    let [old_overlay, new_overlay] = [(old, &old_slice), (new, &new_slice)]
        .map(|(side, slice)| overlay::resolve(side.schema, slice, &api, 0, &mut unheard));
    let old = Lowering::new(old.schema, &old_slice, &old_overlay, &api);
    let new = Lowering::new(new.schema, &new_slice, &new_overlay, &api);
    let names = changes
        .iter()
        .flat_map(|change| [Some(&change.element), change.alias.as_ref()]);
    between(&old, &new, names.flatten().map(String::as_str))
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
        metadata: text(""),
        service: String::new(),
        roots: vec![text("*")],
        requests: true,
        conventions: Conventions::default(),
        openapi: OpenApi::default(),
        documentation: None,
        long_running: Vec::new(),
        operation_status: Vec::new(),
        patches: Vec::new(),
        permissions: Vec::new(),
        permissions_file: None,
        documented: Document::default(),
        clouds: CloudFacts::default(),
    }
}

fn rust_change(difference: surface::Change) -> RustChange {
    let line = |text: String| SurfaceLine { line: 0, text };
    RustChange {
        item: difference.item,
        before: difference.before.map(line),
        after: difference.after.map(line),
    }
}

/// Finds the change that is to blame.
struct Blame<'c> {
    /// By element: the place of the change that does most to code.
    by_element: FxHashMap<&'c str, usize>,
    /// The same by what the element is in.
    by_parent: FxHashMap<&'c str, usize>,
    /// The same by the types that the element mentions, where it is looked for.
    by_mention: OnceCell<FxHashMap<String, usize>>,
    changes: &'c [Change],
    sides: [&'c Side<'c>; 2],
}

impl<'c> Blame<'c> {
    fn new(changes: &'c [Change], sides: [&'c Side<'c>; 2]) -> Self {
        let mut by_element = FxHashMap::default();
        let mut by_parent = FxHashMap::default();
        // Only what is in the slice, and may do something to code, is to blame.
        let suspects = changes.iter().enumerate();
        let suspects =
            suspects.filter(|(_, change)| change.is_wanted && change.rule.source > Source::None);
        for (at, change) in suspects {
            let add = |places: &mut FxHashMap<&'c str, usize>, element: &'c str| {
                let place = places.entry(element).or_insert(at);
                if changes
                    .get(*place)
                    .is_some_and(|other| other.rule.source < change.rule.source)
                {
                    *place = at;
                }
            };
            for element in [Some(&change.element), change.alias.as_ref()]
                .into_iter()
                .flatten()
            {
                add(&mut by_element, element);
                if let Some(parent) = parent(element) {
                    add(&mut by_parent, parent);
                }
            }
        }
        Self {
            by_element,
            by_parent,
            by_mention: OnceCell::new(),
            changes,
            sides,
        }
    }

    /// The change to blame for each difference.
    fn causes(&self, differences: &[surface::Change]) -> Vec<Option<usize>> {
        let whole: FxHashMap<_, _> = differences
            .iter()
            .filter_map(|d| Some(((d.item.as_str(), direction(d)?), d)))
            .collect();
        let mut causes = Vec::new();
        for difference in differences {
            // What a new type inherits comes with it, and goes with an old one.
            let (owner, _) = difference.item.rsplit_once("::").unwrap_or_default();
            let owner = direction(difference).and_then(|direction| whole.get(&(owner, direction)));
            let owner = owner.and_then(|owner| self.cause(&owner.element));
            causes.push(owner.or_else(|| self.cause(&difference.element)));
        }
        // A module comes with the first type in it.
        let first = |item: &str| {
            let inside = |d: &surface::Change| {
                d.item
                    .strip_prefix(item)
                    .is_some_and(|rest| rest.starts_with("::"))
            };
            differences
                .iter()
                .zip(&causes)
                .find_map(|(d, cause)| cause.filter(|_| inside(d)))
        };
        let modules = differences
            .iter()
            .zip(&causes)
            .map(|(d, cause)| cause.or_else(|| first(&d.item)));
        modules.collect()
    }

    /// The change of the element itself, of what it is in, of what it mentions, of what is in it, of what mentions it,
    /// or of what brings it into the slice.
    fn cause(&self, element: &str) -> Option<usize> {
        let around = || std::iter::successors(parent(element), |element| parent(element));
        let find = |name: &str| self.by_element.get(name).copied();
        let mentioned = || self.names(element, mentions).find_map(|name| find(&name));
        find(element)
            .or_else(|| around().filter_map(find).find(|&at| self.is_whole(at)))
            .or_else(mentioned)
            .or_else(|| around().find_map(find))
            .or_else(|| self.by_parent.get(element).copied())
            .or_else(|| self.by_mention().get(element).copied())
            .or_else(|| self.names(element, reasons).find_map(|name| find(&name)))
            .or_else(|| self.beyond(element))
    }

    /// A change further on: paths go through complex values only while something lies behind them, however far.
    fn beyond(&self, element: &str) -> Option<usize> {
        let mut seen = FxHashSet::default();
        let mut open = vec![element.to_owned()];
        while let Some(next) = open.pop() {
            for name in self.names(&next, all_mentions) {
                let found = self.by_element.get(name.as_str());
                if let Some(&at) = found.or_else(|| self.by_parent.get(name.as_str())) {
                    return Some(at);
                }
                if seen.len() < FURTHEST && seen.insert(name.clone()) {
                    open.push(name);
                }
            }
        }
        None
    }

    fn by_mention(&self) -> &FxHashMap<String, usize> {
        self.by_mention.get_or_init(|| {
            let mut found = FxHashMap::default();
            for (at, change) in self.changes.iter().enumerate() {
                if !change.is_wanted || change.rule.source == Source::None {
                    continue;
                }
                for name in self.names(&change.element, all_mentions) {
                    found.entry(name).or_insert(at);
                }
            }
            found
        })
    }

    fn names(
        &self,
        element: &str,
        of: fn(&Side<'_>, &str) -> Vec<String>,
    ) -> impl Iterator<Item = String> {
        let names: Vec<_> = self
            .sides
            .into_iter()
            .flat_map(|side| of(side, element))
            .collect();
        names.into_iter()
    }

    /// Is it about an element with all that is in it?
    fn is_whole(&self, at: usize) -> bool {
        let change = self.changes.get(at);
        change.is_some_and(|change| {
            change.old.is_none() || change.new.is_none() || change.alias.is_some()
        })
    }
}

/// Has an item come (`true`) or gone?
fn direction(difference: &surface::Change) -> Option<bool> {
    match (&difference.before, &difference.after) {
        (None, Some(_)) => Some(true),
        (Some(_), None) => Some(false),
        _ => None,
    }
}

/// What an element is in: the type of a member, the operation of a parameter, the type that an operation is bound to.
fn parent(element: &str) -> Option<&str> {
    if let Some((parent, _)) = element.rsplit_once('/') {
        return Some(parent);
    }
    let (_, binding) = element.split_once('(')?;
    Some(
        binding
            .trim_start_matches("Collection(")
            .trim_end_matches(')'),
    )
}
