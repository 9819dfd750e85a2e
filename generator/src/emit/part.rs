//! What goes into tokens without being copied.

use std::cell::Cell;

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, TokenStreamExt};

use crate::rust::names::Name;

/// Tokens that go into others, once. `quote!` would copy each token; these are moved.
pub(super) struct Part(Cell<Option<TokenStream>>);

impl From<TokenStream> for Part {
    fn from(tokens: TokenStream) -> Self {
        Self(Cell::new(Some(tokens)))
    }
}

impl ToTokens for Part {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let part = self.0.take();
        debug_assert!(part.is_some(), "a part goes into one place");
        tokens.extend(part);
    }
}

/// How a file calls an item.
pub(super) enum Reference<'p> {
    /// By its name.
    Name(&'p Name),
    /// By the name that it has in the runtime.
    Runtime(&'static str),
    /// By its whole path.
    Path(TokenStream),
}

impl ToTokens for Reference<'_> {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        match self {
            Self::Name(name) => name.to_tokens(tokens),
            Self::Runtime(name) => tokens.append(Ident::new(name, Span::call_site())),
            Self::Path(path) => path.to_tokens(tokens),
        }
    }
}
