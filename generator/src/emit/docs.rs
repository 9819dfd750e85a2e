//! Documentation as attributes, which print as `///`.

use proc_macro2::TokenStream;
use quote::quote;

use crate::rust::Docs;

const WIDTH: usize = 92;

/// The doc lines of an item, and its deprecation.
pub(super) fn attributes(docs: &Docs) -> TokenStream {
    let lines = lines(&docs.paragraphs);
    let deprecated = docs
        .deprecated
        .as_ref()
        .map(|note| quote!(#[deprecated(note = #note)]));
    quote!(#(#[doc = #lines])* #deprecated)
}

/// A single line of documentation.
pub(super) fn line(text: &str) -> TokenStream {
    attributes(&Docs {
        paragraphs: vec![text.to_owned()],
        deprecated: None,
    })
}

/// Paragraphs as lines with a leading blank, an empty line between two.
pub(super) fn lines(paragraphs: &[String]) -> Vec<String> {
    let mut lines = Vec::new();
    for paragraph in paragraphs {
        if !lines.is_empty() {
            lines.push(String::new());
        }
        wrap(paragraph, &mut lines);
    }
    lines
}

/// Breaks between words; never where the next line would begin like markup.
fn wrap(paragraph: &str, lines: &mut Vec<String>) {
    let mut line = String::new();
    let mut width = 0;
    for word in paragraph.split(' ') {
        let needed = word.chars().count();
        if !line.is_empty() && width + needed >= WIDTH && begins_as_text(word) {
            lines.push(std::mem::take(&mut line));
            width = 0;
        }
        line.push(' ');
        line.push_str(word);
        width += 1 + needed;
    }
    lines.push(line);
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
        let lines = lines(&[paragraph.trim().to_owned(), "next".to_owned()]);
        assert!(lines.iter().all(|line| line.len() <= WIDTH + 1));
        assert_eq!(
            lines[lines.len() - 2..],
            [String::new(), " next".to_owned()]
        );
    }

    #[test]
    fn a_line_never_begins_like_a_list() {
        let paragraph = format!("{} -", "x".repeat(91));
        assert_eq!(lines(&[paragraph]).len(), 1);
    }
}
