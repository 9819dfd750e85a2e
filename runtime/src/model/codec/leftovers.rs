//! What is left of objects while they are read: the members that stay as text.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::additional::{Additional, escaped};
use super::entries::{self, Builder, Iter};
use super::model::{DynModel, Place};
use crate::model::json::Text;

/// The members that stay as text, of all objects that are being read: the innermost object's stand
/// last. They share a buffer, so that an object allocates no more than what it keeps, at once.
#[derive(Default)]
pub(super) struct Leftovers {
    entries: Builder,
    /// Where the names of those are that have no field; nobody else sees when one of them repeats.
    undeclared: Vec<Range<usize>>,
}

/// Where the members of an object start.
pub(super) struct Start {
    entries: entries::Start,
    undeclared: usize,
}

impl Leftovers {
    pub(super) fn start(&self) -> Start {
        Start {
            entries: self.entries.start(),
            undeclared: self.undeclared.len(),
        }
    }

    /// Adds a member, of which `text` is all from the name to the value.
    #[inline]
    pub(super) fn add(&mut self, name: Text<'_>, value: &str, text: &str, place: Option<Place>) {
        match name {
            Text::Plain(name) if text.len() == name.len() + r#""":"#.len() + value.len() => {
                self.add_name(name, place);
                self.entries.add_text(text, name, value, place);
            }
            // There is something to resolve, or there are blanks.
            name => {
                let name = canonical(name);
                self.add_name(&name, place);
                self.entries.add(&name, value, place);
            }
        }
    }

    /// Remembers the name that comes next, if it is nobody else's.
    fn add_name(&mut self, name: &str, place: Option<Place>) {
        if place.is_none() {
            self.undeclared.push(self.entries.next_name(name));
        }
    }

    /// Remembers that a member came before.
    pub(super) fn add_mark(&mut self, name: Text<'_>) {
        self.entries.add_mark(&canonical(name));
    }

    /// Takes out the members since `start`, which are those of `model`. Unless `may_repeat`, those
    /// with fields occur once.
    pub(super) fn collect(
        &mut self,
        start: &Start,
        may_repeat: bool,
        model: &DynModel,
    ) -> Additional {
        let repeats = may_repeat || self.has_repeated(start);
        self.undeclared.truncate(start.undeclared);
        Additional::of(if repeats {
            let last = keep_last(self.entries.iter(start.entries));
            self.entries.truncate(start.entries);
            last.finish(Some(model))
        } else {
            self.entries.take(start.entries, model)
        })
    }

    fn has_repeated(&self, start: &Start) -> bool {
        let names = self.undeclared.get(start.undeclared..).unwrap_or_default();
        let mut names = names.iter().map(|name| self.entries.name_at(name));
        if names.len() <= 16 {
            let mut earlier = names.clone().enumerate();
            return earlier.any(|(n, name)| names.clone().take(n).any(|earlier| earlier == name));
        }
        let mut seen = HashSet::with_capacity(names.len());
        !names.all(|name| seen.insert(name))
    }
}

/// The name escaped in the one way that can be compared; unless it is no text at all (an unpaired
/// surrogate), which stays as it is.
fn canonical(name: Text<'_>) -> Cow<'_, str> {
    match name.decode() {
        (Cow::Owned(decoded), true) => Cow::Owned(escaped(&decoded).into_owned()),
        _ => Cow::Borrowed(name.raw()),
    }
}

/// Of each name the last entry, and a mark for those before it.
fn keep_last(entries: Iter<'_>) -> Builder {
    let entries: Vec<_> = entries.collect();
    let mut is_marked = HashMap::new();
    let mut kept = Vec::new();
    for entry in entries.into_iter().rev() {
        if let Some(is_marked) = is_marked.get_mut(entry.name) {
            if !std::mem::replace(is_marked, true) {
                kept.push(entry.mark());
            }
        } else {
            is_marked.insert(entry.name, entry.is_mark());
            kept.push(entry);
        }
    }
    kept.into_iter().rev().collect()
}
