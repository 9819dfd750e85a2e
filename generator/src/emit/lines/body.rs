//! What a body in braces consists of.

use proc_macro2::Delimiter;

use super::tokens::Entry;

const INDENT: usize = 4;

/// What the members of a body are, and with it how they end.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Members {
    Items,
    Statements,
    /// Fields, variants and arms, a comma after each.
    Parts,
}

/// Members, or one of them.
#[derive(Clone, Copy)]
pub(super) struct Body<'t> {
    entries: &'t [Entry],
    /// Where it begins in its group.
    pub(super) at: usize,
    pub(super) members: Members,
    pub(super) indent: usize,
}

impl<'t> Body<'t> {
    pub(super) fn items(entries: &'t [Entry]) -> Self {
        Self {
            entries,
            at: 0,
            members: Members::Items,
            indent: 0,
        }
    }

    /// Takes the first member off.
    pub(super) fn next(&mut self) -> Option<Self> {
        let entries = self.take(self.length())?;
        Some(Self {
            entries,
            at: self.at - entries.len(),
            ..*self
        })
    }

    /// Takes an attribute off, without its `#`.
    pub(super) fn attribute(&mut self) -> Option<&'t [Entry]> {
        let [hash, open @ Entry::Open(Delimiter::Bracket, _), ..] = self.entries else {
            return None;
        };
        if hash.punct() != Some('#') {
            return None;
        }
        let attribute = self.take(1 + open.length())?;
        attribute.get(1..)
    }

    fn take(&mut self, length: usize) -> Option<&'t [Entry]> {
        let (taken, rest) = self.entries.split_at_checked(length)?;
        self.entries = rest;
        self.at += length;
        (length > 0).then_some(taken)
    }

    /// How long the first member is.
    fn length(&self) -> usize {
        let mut angles = 0_usize;
        let mut at = 0;
        let mut previous = None;
        while let Some(entry) = self.entries.get(at) {
            at += entry.length();
            let punct = entry.punct();
            let ends = if self.members == Members::Parts {
                match punct {
                    Some('<') => angles += 1,
                    Some('>') if !matches!(previous, Some('-' | '=')) => {
                        angles = angles.saturating_sub(1);
                    }
                    _ => {}
                }
                punct == Some(',') && angles == 0
            } else {
                punct == Some(';') || entry.is_brace() && self.begins(at)
            };
            if ends {
                break;
            }
            previous = punct;
        }
        at
    }

    /// Does a member begin there, after a brace? Where it does not, an operator or a sign follows.
    fn begins(&self, at: usize) -> bool {
        let punct = self.entries.get(at).and_then(Entry::punct);
        punct.is_none_or(|punct| punct == '#')
    }

    /// A member on one line, and how that ends.
    pub(super) fn line(&self) -> (&'t [Entry], &'static str) {
        match (self.members, self.entries) {
            (Members::Parts, [part @ .., last]) if last.punct() == Some(',') => (part, ",\n"),
            (Members::Parts, part) => (part, ",\n"),
            (Members::Items | Members::Statements, member) => (member, "\n"),
        }
    }

    /// Of a member that ends with braces what is before them and what is in them, if it is known what that is.
    pub(super) fn block(&self) -> Option<(&'t [Entry], Option<Self>)> {
        if !matches!(self.entries.last()?, Entry::Close(Delimiter::Brace)) {
            return None;
        }
        let mut at = 0;
        while let Some(entry) = self.entries.get(at)
            && at + entry.length() < self.entries.len()
        {
            at += entry.length();
        }
        let header = self.entries.get(..at)?;
        let body = self.members_after(header).map(|members| Self {
            entries: self
                .entries
                .get(at + 1..self.entries.len() - 1)
                .unwrap_or_default(),
            at: self.at + at + 1,
            members,
            indent: self.indent + INDENT,
        });
        Some((header, body.filter(|body| !body.entries.is_empty())))
    }

    fn members_after(&self, header: &[Entry]) -> Option<Members> {
        let word = header.iter().find_map(|entry| match entry {
            Entry::Ident(word) if word != "pub" => Some(word),
            _ => None,
        })?;
        let known = [
            ("fn", Members::Statements),
            ("match", Members::Parts),
            ("impl", Members::Items),
            ("struct", Members::Parts),
            ("enum", Members::Parts),
        ];
        let mut known = known.into_iter().filter(|_| self.members != Members::Parts);
        known.find_map(|(keyword, members)| (word == keyword).then_some(members))
    }
}
