//! From the events of the XML parser to elements and texts, within the limits.

use quick_xml::events::Event;

use super::{Next, Reader, slice};
use crate::csdl::namespaces::Namespace;
use crate::diagnostics::{Diagnostic, Span};
use crate::limits;

impl<'a> Reader<'a, '_> {
    /// Goes on to what comes next in the element that is open.
    pub(super) fn next(&mut self) -> Next<'a> {
        if self.is_broken {
            return Next::End;
        }
        if self.is_empty {
            self.is_empty = false;
            return self.end();
        }
        loop {
            let start = self.position();
            let event = self.xml.read_event();
            let end = self.position();
            let span = Span { start, end };
            return match event {
                Ok(Event::Start(tag)) => self.start(span, tag.name().0.len(), 1),
                Ok(Event::Empty(tag)) => {
                    self.is_empty = true;
                    self.start(span, tag.name().0.len(), 2)
                }
                Ok(Event::End(_)) => self.end(),
                Ok(Event::Text(_)) => Next::Text(slice(self.text, span)),
                Ok(Event::CData(_)) => {
                    let text = slice(self.text, span);
                    let inner = text.strip_prefix("<![CDATA[").unwrap_or(text);
                    Next::Text(inner.strip_suffix("]]>").unwrap_or(inner))
                }
                Ok(Event::GeneralRef(_)) => self.reference(span),
                Ok(Event::Comment(_) | Event::PI(_)) => continue,
                Ok(Event::Decl(declaration)) => {
                    if let Some(Ok(encoding)) = declaration.encoding() {
                        self.check_encoding(&encoding, span);
                    }
                    continue;
                }
                Ok(Event::DocType(_)) => {
                    let error = Diagnostic::error("E0105", "a document type declaration");
                    let error = error.at(span, "not allowed in metadata");
                    self.give_up(error.hint("remove it; metadata needs no entities of its own"));
                    Next::End
                }
                Ok(Event::Eof) => {
                    if let Some(name) = self.open.last() {
                        let message = format!("the document ends within `{name}`");
                        self.malformed(span, message);
                    }
                    Next::End
                }
                Err(error) => {
                    let start = self.offset_of(self.xml.error_position());
                    let end = start + 1;
                    self.malformed(Span { start, end }, error.to_string());
                    Next::End
                }
            };
        }
    }

    fn check_encoding(&mut self, encoding: &str, span: Span) {
        if !encoding.eq_ignore_ascii_case("utf-8") {
            let message = format!("the encoding is declared as `{encoding}`");
            let warning = Diagnostic::warning("W0109", message);
            self.report(warning.at(span, "but it is UTF-8"));
        }
    }

    fn start(&mut self, span: Span, name: usize, closing: usize) -> Next<'a> {
        let (start, end) = (span.start as usize + 1, span.end as usize - closing);
        let tag = self.text.get(start..end).unwrap_or_default();
        let name = tag.get(..name).unwrap_or_default();
        self.tag = span;
        self.open.push(name);
        self.namespaces.enter();
        self.read_attributes(tag, name.len());
        self.count_child();
        if self.is_broken {
            return Next::End;
        }
        let (namespace, local) = self.namespaces.resolve(name);
        if namespace == Namespace::Legacy {
            self.give_up(
                Diagnostic::error("E0107", format!("`{local}` is of OData version 1, 2 or 3"))
                    .at(span, "the namespace of an old version")
                    .hint("only version 4 can be read; see whether the service has a v4 endpoint"),
            );
            return Next::End;
        }
        Next::Element(namespace, local)
    }

    fn end(&mut self) -> Next<'a> {
        self.open.pop();
        self.children.pop();
        self.namespaces.leave();
        Next::End
    }

    /// Counts the current element as a child of the one that it is in, and is open to children itself.
    fn count_child(&mut self) {
        if self.open.len() > limits::DEPTH {
            let depth = limits::DEPTH;
            self.too_much(format!("elements are nested more than {depth} deep"));
        }
        if let Some(siblings) = self.children.last_mut() {
            *siblings += 1;
            if *siblings > limits::CHILDREN {
                let parent = self.open.iter().rev().nth(1).copied().unwrap_or_default();
                self.too_much(format!(
                    "there are more than {} elements in `{parent}`",
                    limits::CHILDREN
                ));
            }
        }
        self.children.push(0);
    }

    /// Gives up at a limit.
    pub(super) fn too_much(&mut self, message: String) {
        self.give_up(Diagnostic::error("E0108", message).at(self.tag, "here"));
    }

    /// `&amp;`, `&#10;` and their like, in text.
    fn reference(&mut self, span: Span) -> Next<'a> {
        let raw = slice(self.text, span);
        match quick_xml::escape::unescape(raw) {
            Ok(text) => Next::Reference(text.into_owned()),
            Err(error) => {
                self.malformed(span, error.to_string());
                Next::End
            }
        }
    }
}
