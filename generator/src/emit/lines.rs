//! What needs no layout: items whose lines are all short enough to stand as they are.
//!
//! The printer asks of each piece of code whether it fits on its line. Where all pieces of an item do, its text is its
//! tokens with the right blanks between them, and parser and printer can be left out, which cost several times as much.
//! Of an item with a line that is too long, those of its fields, arms and methods that have none are written here all the
//! same, and only marks of them are parsed and printed.
//!
//! A line with a token that is not known here is one for the printer, too. Tests print all files again, as a whole.

mod body;
mod flat;
#[cfg(test)]
mod tests;
mod tokens;

use std::ops::Range;

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use super::docs::{self, Documentation};
use body::{Body, Members};
use flat::flat;
use tokens::{Entry, Written, flatten, rebuild};

/// How wide the printer lets lines be.
const WIDTH: usize = 89;

/// A group of items, as far as it could be written.
pub(super) enum Group {
    Written(String),
    /// Partly there are marks.
    Tokens(TokenStream),
}

/// Writes the groups of a file.
pub(super) struct Lines<'d> {
    documentation: &'d Documentation,
    /// The tokens of a group.
    entries: Vec<Entry>,
    /// What is written of a group that cannot be as a whole.
    written: Vec<Written>,
    /// What marks stand for.
    texts: Vec<String>,
}

impl<'d> Lines<'d> {
    pub(super) fn new(documentation: &'d Documentation) -> Self {
        Self {
            documentation,
            entries: Vec::new(),
            written: Vec::new(),
            texts: Vec::new(),
        }
    }

    pub(super) fn write(&mut self, group: TokenStream) -> Group {
        let mut entries = std::mem::take(&mut self.entries);
        flatten(group, &mut entries);
        let mut text = String::new();
        let group = if self.body(Body::items(&entries), true, &mut text).is_some() {
            entries.clear();
            Group::Written(text)
        } else {
            let mut written = std::mem::take(&mut self.written);
            written.sort_unstable_by_key(|written| written.place.start);
            let mark = |written: Written| self.mark(written.text, written.is_item);
            Group::Tokens(rebuild(entries.drain(..), written, mark))
        };
        self.entries = entries;
        group
    }

    /// Stands for a text: the item `__7!();`, or in front of something else the attribute `#[__7]`.
    pub(super) fn mark(&mut self, text: String, is_item: bool) -> TokenStream {
        let name = Ident::new(&format!("__{}", self.texts.len()), Span::call_site());
        self.texts.push(text);
        if is_item {
            quote!(#name!();)
        } else {
            quote!(#[#name])
        }
    }

    /// The text that a printed line is the mark of.
    pub(super) fn marked(&self, line: &str) -> Option<&str> {
        let line = line.trim_start();
        let item = line
            .strip_prefix("__")
            .and_then(|line| line.strip_suffix("!();"));
        let mark = item.or_else(|| line.strip_prefix("#[__")?.strip_suffix(']'))?;
        Some(self.texts.get(mark.parse::<usize>().ok()?)?)
    }

    /// Adds all members, unless one of them cannot be written, or the body `can_be` no text. Then there will be marks for
    /// runs of those that can be. What stands for parts is in front of another one, so the last part remains.
    fn body(&mut self, mut body: Body<'_>, can_be: bool, text: &mut String) -> Option<()> {
        let members = body.members;
        let start = text.len();
        let mut is_whole = can_be;
        let mut from = body.at;
        let mut last = (body.at, start);
        while let Some(member) = body.next() {
            last = (member.at, text.len());
            if self.member(member, text).is_none() {
                is_whole = false;
                text.truncate(last.1);
                self.keep(from..last.0, members, text.split_off(start));
                from = body.at;
            }
        }
        if is_whole {
            return Some(());
        }
        if members == Members::Items {
            last = (body.at, text.len());
        }
        text.truncate(last.1);
        self.keep(from..last.0, members, text.split_off(start));
        None
    }

    fn keep(&mut self, place: Range<usize>, members: Members, text: String) {
        if members != Members::Statements && !text.is_empty() {
            self.written.push(Written {
                place,
                is_item: members == Members::Items,
                text,
            });
        }
    }

    fn member(&mut self, mut member: Body<'_>, text: &mut String) -> Option<()> {
        let mut attributes = Some(());
        while let Some(attribute) = member.attribute() {
            attributes = attributes.and_then(|()| self.attribute(attribute, member.indent, text));
        }
        let Some((header, body)) = member.block() else {
            attributes?;
            let (entries, ending) = member.line();
            return line(entries, member.indent, ending, text);
        };
        let begin = attributes.and_then(|()| line(header, member.indent, " {\n", text));
        self.body(body?, begin.is_some(), text)?;
        push_indent(text, member.indent);
        text.push_str("}\n");
        Some(())
    }

    fn attribute(&self, entries: &[Entry], indent: usize, text: &mut String) -> Option<()> {
        let start = text.len();
        push_indent(text, indent);
        text.push('#');
        flat(entries, text)?;
        let attribute = text.get(start + indent..)?;
        if let Some(docs) = self.documentation.marked(attribute) {
            text.truncate(start);
            push_docs(text, indent, docs);
            return Some(());
        }
        if attribute.starts_with("#[doc ") {
            let docs = comment(attribute)?.to_owned();
            text.truncate(start);
            push_docs(text, indent, &docs);
            return Some(());
        }
        end_line(start, "\n", text)
    }
}

/// The text of a documentation attribute, if it is plain.
fn comment(attribute: &str) -> Option<&str> {
    let literal = attribute.strip_prefix("#[doc = ")?.strip_suffix(']')?;
    let literal = literal.strip_prefix('r').unwrap_or(literal);
    let text = literal.strip_prefix('"')?.strip_suffix('"')?;
    (!text.starts_with('/') && !text.contains(['\\', '\n'])).then_some(text)
}

/// Adds a line of tokens, if it is not too long.
fn line(entries: &[Entry], indent: usize, ending: &str, text: &mut String) -> Option<()> {
    let start = text.len();
    push_indent(text, indent);
    flat(entries, text)?;
    end_line(start, ending, text)
}

/// Ends the line that begins at `start`.
fn end_line(start: usize, ending: &str, text: &mut String) -> Option<()> {
    text.push_str(ending);
    (text.len() - start <= WIDTH + "\n".len()).then_some(())
}

/// Adds lines of documentation.
pub(super) fn push_docs(text: &mut String, indent: usize, docs: &str) {
    for line in docs::lines(docs) {
        push_indent(text, indent);
        text.push_str("///");
        text.push_str(line.trim_end_matches(' '));
        text.push('\n');
    }
}

fn push_indent(text: &mut String, indent: usize) {
    text.extend(std::iter::repeat_n(' ', indent));
}
