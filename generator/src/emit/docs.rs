//! Documentation as attributes, which print as `///`.

use proc_macro2::TokenStream;
use quote::quote;

use crate::rust::Docs;
use crate::rust::names::Name;

const WIDTH: usize = 92;

/// The link to a type. A type whose name has no small letter can have a constant beside it that is
/// called alike.
pub(super) fn link(name: &Name) -> String {
    let name = name.as_str();
    if name.contains(char::is_lowercase) {
        format!("[`{name}`]")
    } else {
        format!("[`type@{name}`]")
    }
}

/// The attributes of an item: its documentation, and its deprecation.
pub(super) fn attributes(docs: &Docs) -> TokenStream {
    let text = self::text(&docs.paragraphs);
    let lines = lines(&text);
    let deprecated = docs
        .deprecated
        .as_ref()
        .map(|note| quote!(#[deprecated(note = #note)]));
    quote!(#(#[doc = #lines])* #deprecated)
}

/// A single paragraph of documentation.
pub(super) fn line(text: &str) -> TokenStream {
    let text = self::text(&[text]);
    let lines = lines(&text);
    quote!(#(#[doc = #lines])*)
}

/// The lines of documentation.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.split_terminator('\n')
}

/// Paragraphs as lines with a leading blank, an empty line between two.
fn text(paragraphs: &[impl AsRef<str>]) -> String {
    let mut text = String::new();
    for paragraph in paragraphs {
        if !text.is_empty() {
            text.push('\n');
        }
        // Tables have lines of their own, which are not to be broken.
        match paragraph.as_ref() {
            table if table.contains('\n') => {
                for line in table.lines() {
                    text.extend([" ", line, "\n"]);
                }
            }
            paragraph => wrap(paragraph, &mut text),
        }
    }
    text
}

/// Breaks between words; never where the next line would begin like markup.
fn wrap(paragraph: &str, text: &mut String) {
    if paragraph.len() < WIDTH {
        text.extend([" ", paragraph, "\n"]);
        return;
    }
    let mut width = 0;
    for word in paragraph.split(' ') {
        let length = word.chars().count();
        if width > 0 && width + length >= WIDTH && begins_as_text(word) {
            text.push('\n');
            width = 0;
        }
        text.push(' ');
        text.push_str(word);
        width += 1 + length;
    }
    text.push('\n');
}

fn begins_as_text(word: &str) -> bool {
    word.starts_with(|c: char| c.is_alphabetic() || matches!(c, '(' | '`' | '"' | '[' | '<'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_paragraphs_are_broken_between_words() {
        let paragraph = "word ".repeat(40);
        let text = text(&[paragraph.trim(), "next"]);
        assert!(lines(&text).all(|line| line.len() <= WIDTH + 1));
        assert!(text.ends_with("word\n\n next\n"), "{text}");
    }

    #[test]
    fn a_line_never_begins_like_a_list() {
        let paragraph = format!("{} -", "x".repeat(91));
        assert_eq!(lines(&text(&[paragraph])).count(), 1);
    }
}
