//! Different names for what is in one place.

use std::collections::{BTreeMap, BTreeSet};

use super::published::Given;
use super::{Name, Style, reserved, spelling};

/// Names that have been given out in one scope.
#[derive(Debug, Clone, Default)]
pub struct Scope {
    taken: BTreeSet<Name>,
    /// The names that were given before, by what they mean on the wire. They are taken for that alone, even where it is
    /// there no more: code that uses them must not get to mean something else.
    given: Given,
    /// The same for names that were given in a scope that is to go with this one.
    beside: Given,
    /// How many names were made of one with a checksum.
    alike: BTreeMap<String, u32>,
}

impl Scope {
    /// A scope in which some names are taken from the start.
    pub fn with(taken: impl IntoIterator<Item = impl Into<String>>) -> Self {
        Self {
            taken: taken
                .into_iter()
                .map(|name| Name::from(name.into()))
                .collect(),
            ..Self::default()
        }
    }

    /// A scope in which the names of another one are taken.
    pub fn of(style: Style, names: impl IntoIterator<Item = Name>) -> Self {
        let mut scope = Self::default();
        for name in names {
            scope.take(style, &name);
        }
        scope
    }

    /// The same scope, in which names that were given before keep their meaning, as far as they are free.
    #[must_use]
    pub fn keeping(mut self, style: Style, given: Given) -> Self {
        for (meaning, name) in given {
            if !reserved::is_reserved(style, name.as_str()) && self.take(style, &name) {
                self.given.insert(meaning, name);
            }
        }
        self
    }

    /// The same scope, in which names that were given in another one are taken for what they mean.
    #[must_use]
    pub fn keeping_beside(mut self, style: Style, given: Given) -> Self {
        for (meaning, name) in given {
            if self.take(style, &name) {
                self.beside.insert(meaning, name);
            }
        }
        self
    }

    /// Gives each wire name an identifier that no other one in the scope has.
    pub fn assign<'w>(
        &mut self,
        style: Style,
        wires: impl IntoIterator<Item = &'w str>,
    ) -> BTreeMap<&'w str, Name> {
        let wires = wires.into_iter().map(|wire| (wire, ""));
        self.assign_as(style, wires, str::to_owned)
    }

    /// The same for wire names with a word that tells them from others, which may be empty. `meaning` tells what a name
    /// means on the wire.
    pub fn assign_as<'w>(
        &mut self,
        style: Style,
        wires: impl IntoIterator<Item = (&'w str, &'static str)>,
        meaning: impl Fn(&str) -> String,
    ) -> BTreeMap<&'w str, Name> {
        let wires: BTreeMap<_, _> = wires.into_iter().collect();
        let mut names = BTreeMap::new();
        for &wire in wires.keys() {
            if let Some(name) = self.kept(&meaning(wire)) {
                names.insert(wire, name);
            }
        }
        self.keep_respelled(&wires, &meaning, &mut names);
        let mut alike: BTreeMap<Name, Vec<(&str, &str)>> = BTreeMap::new();
        for (&wire, &word) in wires.iter().filter(|(wire, _)| !names.contains_key(*wire)) {
            alike
                .entry(style.name(wire))
                .or_default()
                .push((wire, word));
        }
        for (plain, mut wires) in alike {
            wires.sort_by_key(|&(wire, _)| (spelling::rank(wire), wire));
            for (n, (wire, word)) in wires.into_iter().enumerate() {
                let plain = (n == 0).then(|| plain.clone());
                let candidates = plain.into_iter().chain(style.distinct(wire, word));
                names.insert(wire, self.claim(style, wire, candidates));
            }
        }
        names
    }

    /// What is spelled in other letter case than before, and is no more as it was, keeps its name, too.
    fn keep_respelled<'w>(
        &self,
        wires: &BTreeMap<&'w str, &'static str>,
        meaning: &impl Fn(&str) -> String,
        names: &mut BTreeMap<&'w str, Name>,
    ) {
        if self.given.is_empty() {
            return;
        }
        let meant: BTreeSet<_> = wires.keys().map(|wire| meaning(wire)).collect();
        let gone = self.given.iter().filter(|(was, _)| !meant.contains(*was));
        let gone = gone.map(|(was, name)| (was.to_ascii_lowercase(), name));
        let mut gone: BTreeMap<_, _> = gone.collect();
        for &wire in wires.keys() {
            if !names.contains_key(wire)
                && let Some(name) = gone.remove(&meaning(wire).to_ascii_lowercase())
            {
                names.insert(wire, name.clone());
            }
        }
    }

    /// The name that was given for a meaning before.
    pub fn kept(&self, meaning: &str) -> Option<Name> {
        let found = self.given.get(meaning);
        found.or_else(|| self.beside.get(meaning)).cloned()
    }

    /// The names that were given before, by meaning.
    pub fn given(&self) -> &Given {
        &self.given
    }

    /// Takes the first of some names that is free, else the last one with a checksum.
    pub fn claim(
        &mut self,
        style: Style,
        wire: &str,
        candidates: impl IntoIterator<Item = Name>,
    ) -> Name {
        let mut last = None;
        for name in candidates {
            if self.take(style, &name) {
                return name;
            }
            last = last.or(Some(name));
        }
        let last = last.unwrap_or_else(|| style.name(wire));
        let stem = style.with_checksum(last.as_str(), wire);
        let mut name = Name::from(stem.clone());
        while !self.take(style, &name) {
            // Checksums can be alike, and made alike. Counting on keeps names short, and this quick.
            let count = self.alike.entry(stem.clone()).or_insert(1);
            *count += 1;
            name = Name::from(style.with_number(&stem, *count));
        }
        name
    }

    /// Takes a name that is free. Two fields may differ and their constants not: small letters can
    /// share a capital one.
    fn take(&mut self, style: Style, name: &Name) -> bool {
        let constant = (style == Style::Field).then(|| name.constant());
        let is_free = !self.taken.contains(name)
            && !constant.as_ref().is_some_and(|c| self.taken.contains(c));
        if is_free {
            self.taken.insert(name.clone());
            self.taken.extend(constant);
        }
        is_free
    }
}
