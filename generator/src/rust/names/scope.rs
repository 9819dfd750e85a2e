//! Different names for what is in one place.

use std::collections::{BTreeMap, BTreeSet};
use std::iter;

use super::{Name, Style};

/// Names that have been given out in one scope.
#[derive(Debug, Clone, Default)]
pub struct Scope {
    taken: BTreeSet<Name>,
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
            alike: BTreeMap::new(),
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

    /// Gives each wire name an identifier that no other one in the scope has.
    pub fn assign<'w>(
        &mut self,
        style: Style,
        wires: impl IntoIterator<Item = &'w str>,
    ) -> BTreeMap<&'w str, Name> {
        let mut alike: BTreeMap<Name, BTreeSet<&str>> = BTreeMap::new();
        for wire in wires {
            alike.entry(style.name(wire)).or_default().insert(wire);
        }
        let mut names = BTreeMap::new();
        for (name, wires) in alike {
            let any = wires.first().copied();
            let plain = any.filter(|_| wires.len() == 1).or_else(|| {
                let mut spellings = style.plain_spellings(any?);
                spellings.find_map(|spelling| wires.get(spelling.as_str()).copied())
            });
            for wire in wires {
                let with_suffix = || name.affixed("", style.suffix());
                let candidates = iter::once(name.clone()).chain(iter::once_with(with_suffix));
                let is_plain = Some(wire) == plain;
                let candidates = candidates.filter(|_| is_plain);
                names.insert(wire, self.claim(style, wire, candidates));
            }
        }
        names
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
            last = Some(name);
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
