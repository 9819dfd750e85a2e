//! What is left of objects while they are read: the members that stay as text.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::additional::{Additional, Entries, RawMember, escaped};
use crate::json::Text;

/// The members that stay as text, of all objects that are being read: the innermost object's stand
/// last. They share a buffer, so that an object allocates no more than what it keeps, at once.
#[derive(Default)]
pub(super) struct Leftovers {
    /// As in [`Additional`].
    text: String,
    /// Where the names of those are that have no field; nobody else sees when one of them repeats.
    undeclared: Vec<Range<usize>>,
}

/// Where the members of an object start.
pub(super) struct Start {
    text: usize,
    undeclared: usize,
}

impl Leftovers {
    pub(super) fn start(&self) -> Start {
        Start {
            text: self.text.len(),
            undeclared: self.undeclared.len(),
        }
    }

    /// Adds a member that has a field.
    pub(super) fn add_declared(&mut self, name: Text<'_>, value: &str) {
        RawMember::write(&canonical(name), value, &mut self.text);
    }

    /// Adds a member that has none.
    pub(super) fn add_undeclared(&mut self, name: Text<'_>, value: &str) {
        let name = canonical(name);
        RawMember::write(&name, value, &mut self.text);
        let end = self.text.len() - value.len() - r#"":"#.len();
        self.undeclared.push(end - name.len()..end);
    }

    /// Remembers that a member came before.
    pub(super) fn add_mark(&mut self, name: Text<'_>) {
        self.add_declared(name, "");
    }

    /// Takes out the members since `start`. Unless `may_repeat`, those with fields occur once.
    pub(super) fn collect(&mut self, start: &Start, may_repeat: bool) -> Additional {
        let text = self.text.get(start.text..).unwrap_or_default();
        let additional = if may_repeat || self.has_repeated(start) {
            keep_last(Entries::of(text))
        } else {
            Additional::of_entries(text)
        };
        self.text.truncate(start.text);
        self.undeclared.truncate(start.undeclared);
        additional
    }

    fn has_repeated(&self, start: &Start) -> bool {
        let names = self.undeclared.get(start.undeclared..).unwrap_or_default();
        let mut names = names.iter().map(|name| self.text.get(name.clone()));
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
fn keep_last(entries: Entries<'_>) -> Additional {
    let entries: Vec<_> = entries.collect();
    let mut is_marked = HashMap::new();
    let mut kept = Vec::new();
    for entry in entries.into_iter().rev() {
        if let Some(is_marked) = is_marked.get_mut(entry.name) {
            if !std::mem::replace(is_marked, true) {
                kept.push((entry.name, ""));
            }
        } else {
            is_marked.insert(entry.name, entry.is_mark());
            kept.push((entry.name, entry.value));
        }
    }
    let mut additional = Additional::new();
    for (name, value) in kept.into_iter().rev() {
        additional.push_raw(name, value);
    }
    additional
}
