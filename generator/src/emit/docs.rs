//! Documentation as attributes, which print as `///`.

use proc_macro2::{Ident, Span, TokenStream};
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

/// The documentation of a file. Only marks of it go through parser and printer, to which a line of
/// text is as dear as a line of code.
#[derive(Default)]
pub(super) struct Documentation(Vec<Vec<String>>);

impl Documentation {
    /// The mark of what is said about an item, and its deprecation.
    pub(super) fn mark(&mut self, docs: &Docs) -> TokenStream {
        let mark = (!docs.paragraphs.is_empty()).then(|| self.keep(lines(&docs.paragraphs)));
        let deprecated = docs
            .deprecated
            .as_ref()
            .map(|note| quote!(#[deprecated(note = #note)]));
        quote!(#mark #deprecated)
    }

    /// The mark of a single paragraph.
    pub(super) fn mark_line(&mut self, text: &str) -> TokenStream {
        self.keep(lines(&[text]))
    }

    /// Prints as `#[_7]`, which is no attribute that code has.
    fn keep(&mut self, lines: Vec<String>) -> TokenStream {
        let mark = Ident::new(&format!("_{}", self.0.len()), Span::call_site());
        self.0.push(lines);
        quote!(#[#mark])
    }

    /// The lines that a printed attribute is the mark of.
    pub(super) fn marked(&self, attribute: &str) -> Option<&[String]> {
        let mark = attribute.strip_prefix("#[_")?.strip_suffix(']')?;
        let lines = self.0.get(mark.parse::<usize>().ok()?)?;
        Some(lines)
    }
}

/// A paragraph of documentation, for files that are not a [`SourceFile`](super::file::SourceFile).
pub(super) fn line(text: &str) -> TokenStream {
    let lines = lines(&[text]);
    quote!(#(#[doc = #lines])*)
}

/// Paragraphs as lines with a leading blank, an empty line between two.
pub(super) fn lines(paragraphs: &[impl AsRef<str>]) -> Vec<String> {
    let mut lines = Vec::new();
    for paragraph in paragraphs {
        if !lines.is_empty() {
            lines.push(String::new());
        }
        // Tables have lines of their own, which are not to be broken.
        match paragraph.as_ref() {
            table if table.contains('\n') => {
                lines.extend(table.lines().map(|line| format!(" {line}")));
            }
            paragraph => wrap(paragraph, &mut lines),
        }
    }
    lines
}

/// Breaks between words; never where the next line would begin like markup.
fn wrap(paragraph: &str, lines: &mut Vec<String>) {
    if paragraph.len() < WIDTH {
        lines.push(format!(" {paragraph}"));
        return;
    }
    let mut line = String::new();
    let mut width = 0;
    for word in paragraph.split(' ') {
        let length = word.chars().count();
        if !line.is_empty() && width + length >= WIDTH && begins_as_text(word) {
            lines.push(std::mem::take(&mut line));
            width = 0;
        }
        line.push(' ');
        line.push_str(word);
        width += 1 + length;
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
