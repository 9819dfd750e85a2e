//! Tokens in a row, so that they can be looked at without being copied.

use std::ops::Range;

use proc_macro2::{Delimiter, Group, Ident, Literal, Punct, Spacing, TokenStream, TokenTree};

/// A token.
pub(super) enum Entry {
    /// What opens a group, and how many entries are in it.
    Open(Delimiter, usize),
    Close(Delimiter),
    Ident(Ident),
    Literal(Literal),
    Punct(Punct),
}

impl Entry {
    /// How many entries it is the first of.
    pub(super) fn length(&self) -> usize {
        match self {
            Self::Open(_, inner) => inner + 2,
            _ => 1,
        }
    }

    pub(super) fn punct(&self) -> Option<char> {
        match self {
            Self::Punct(punct) => Some(punct.as_char()),
            _ => None,
        }
    }

    pub(super) fn is_joint(&self) -> bool {
        matches!(self, Self::Punct(punct) if punct.spacing() == Spacing::Joint)
    }

    pub(super) fn is_brace(&self) -> bool {
        matches!(self, Self::Open(Delimiter::Brace, _))
    }
}

/// Adds tokens to a row.
pub(super) fn flatten(tokens: TokenStream, entries: &mut Vec<Entry>) {
    for token in tokens {
        let entry = match token {
            TokenTree::Group(group) => {
                let (delimiter, inner) = (group.delimiter(), group.stream());
                // Tokens that nobody else has are moved.
                drop(group);
                let open = entries.len();
                entries.push(Entry::Open(delimiter, 0));
                flatten(inner, entries);
                let length = entries.len() - open - 1;
                if let Some(open) = entries.get_mut(open) {
                    *open = Entry::Open(delimiter, length);
                }
                Entry::Close(delimiter)
            }
            TokenTree::Ident(ident) => Entry::Ident(ident),
            TokenTree::Punct(punct) => Entry::Punct(punct),
            TokenTree::Literal(literal) => Entry::Literal(literal),
        };
        entries.push(entry);
    }
}

/// What is written of a row.
pub(super) struct Written {
    /// Where it is.
    pub(super) place: Range<usize>,
    pub(super) is_item: bool,
    pub(super) text: String,
}

/// The tokens again, with marks in the place of what is written, in this order.
pub(super) fn rebuild(
    entries: impl Iterator<Item = Entry>,
    written: Vec<Written>,
    mut mark: impl FnMut(Written) -> TokenStream,
) -> TokenStream {
    let mut written = written.into_iter().peekable();
    let mut open = Vec::new();
    let mut tokens = Vec::new();
    let mut skipped = 0;
    for (at, entry) in entries.enumerate() {
        if let Some(written) = written.next_if(|written| written.place.start == at) {
            skipped = written.place.end;
            tokens.extend(mark(written));
        }
        if at < skipped {
            continue;
        }
        let token = match entry {
            Entry::Open(..) => {
                open.push(std::mem::take(&mut tokens));
                continue;
            }
            Entry::Close(delimiter) => {
                let around = open.pop().unwrap_or_default();
                let inner = std::mem::replace(&mut tokens, around);
                Group::new(delimiter, inner.into_iter().collect()).into()
            }
            Entry::Ident(ident) => ident.into(),
            Entry::Literal(literal) => literal.into(),
            Entry::Punct(punct) => punct.into(),
        };
        tokens.push(token);
    }
    tokens.into_iter().collect()
}
