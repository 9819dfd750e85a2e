//! Tokens as lines that people can read.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use quote::quote;

/// The tokens without documentation, and without the bodies of functions.
pub(crate) fn skeleton(tokens: TokenStream) -> TokenStream {
    let mut kept: Vec<TokenTree> = Vec::new();
    let mut in_signature = false;
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        match &token {
            TokenTree::Punct(punct) if punct.as_char() == '#' => {
                let is_docs = tokens
                    .peek()
                    .is_some_and(|next| next.to_string().replace(' ', "").starts_with("[doc="));
                if is_docs {
                    tokens.next();
                    continue;
                }
            }
            TokenTree::Punct(punct) if punct.as_char() == ';' => in_signature = false,
            TokenTree::Ident(word) if *word == "fn" => in_signature = true,
            TokenTree::Group(group) => {
                let is_block = group.delimiter() == Delimiter::Brace;
                if in_signature && is_block {
                    in_signature = false;
                    kept.extend(quote!(;));
                    continue;
                }
                let inner = skeleton(group.stream());
                kept.push(Group::new(group.delimiter(), inner).into());
                continue;
            }
            _ => {}
        }
        kept.push(token);
    }
    kept.into_iter().collect()
}

/// The arms of a macro: a line for each of them, and for each `impl` and function.
pub(crate) fn macro_lines(tokens: TokenStream) -> Vec<String> {
    let text = tidy(&skeleton(tokens));
    let mut lines = vec![String::from("|")];
    let mut before = "";
    for word in text.split(' ') {
        let begins = ["=>", "impl", "pub", "fn", "type", "const"].contains(&word);
        let goes_on = before == "pub" || before.ends_with([':', '=', '<']);
        if begins && !goes_on {
            lines.push(String::from("|"));
        }
        let line = lines.last_mut().unwrap();
        line.push(' ');
        line.push_str(word);
        before = word;
    }
    lines
}

/// Tokens as people write them, nearly.
pub(crate) fn tidy(tokens: &TokenStream) -> String {
    let tokens = tokens.to_string();
    let mut text = tokens.split_whitespace().collect::<Vec<_>>().join(" ");
    for (spaced, tight) in TIGHT {
        text = text.replace(spaced, tight);
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Spaces that the compiler puts, and people do not.
const TIGHT: &[(&str, &str)] = &[
    (" :: ", "::"),
    (" ::", "::"),
    (":: ", "::"),
    ("impl::", "impl ::"),
    (" ;", ";"),
    (" ,", ","),
    (" :", ":"),
    ("( ", "("),
    (" )", ")"),
    (" (", "("),
    ("< ", "<"),
    (" <", "<"),
    (" >", ">"),
    ("& ", "&"),
    ("$ ", "$"),
    (" !", "!"),
    ("# [", "#["),
    ("[ ", "["),
    (" ]", "]"),
    ("->", " -> "),
    (",)", ")"),
    ("}", " }"),
    ("? Sized", "?Sized"),
];
