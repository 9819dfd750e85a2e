//! What the handlers of the elements stand on: walks over the XML in one pass, hands out one
//! element after the other, and reports what nobody asked for.
//!
//! A handler takes the attributes that it knows, then asks for children until there are none:
//!
//! ```text
//! let name = reader.required("Name");
//! while let Some(child) = reader.child() {
//!     match child {
//!         "Annotation" => ..,
//!         _ => reader.skip_unknown(),
//!     }
//! }
//! ```

mod attributes;
mod events;

use std::borrow::Cow;

use super::namespaces::{Namespace, Namespaces};
use super::syntax::{PathText, Text};
use crate::diagnostics::{Diagnostic, Diagnostics, Span};
use crate::limits;
use attributes::Attribute;

pub(super) struct Reader<'a, 'd> {
    text: &'a str,
    source: usize,
    diagnostics: &'d mut Diagnostics,
    xml: quick_xml::Reader<&'a [u8]>,
    /// Where `xml` starts in `text`: behind a byte order mark.
    offset: usize,
    namespaces: Namespaces<'a>,
    /// The attributes of the current element that nobody has taken yet.
    attributes: Vec<Attribute<'a>>,
    /// The names of the elements that are open.
    open: Vec<&'a str>,
    /// How many children they have so far, the document itself first.
    children: Vec<usize>,
    /// The start tag of the current element.
    tag: Span,
    /// The current element is `<a/>`: it has ended already.
    is_empty: bool,
    /// Reading cannot go on.
    is_broken: bool,
}

/// What comes next in an element.
enum Next<'a> {
    Element(Namespace, &'a str),
    Text(&'a str),
    /// A reference such as `&amp;`, replaced.
    Reference(String),
    End,
}

impl<'a, 'd> Reader<'a, 'd> {
    pub(super) fn new(
        text: &'a str,
        offset: usize,
        source: usize,
        diagnostics: &'d mut Diagnostics,
    ) -> Self {
        let xml = quick_xml::Reader::from_str(text.get(offset..).unwrap_or_default());
        Self {
            text,
            source,
            diagnostics,
            xml,
            offset,
            namespaces: Namespaces::default(),
            attributes: Vec::new(),
            open: Vec::new(),
            children: vec![0],
            tag: Span::default(),
            is_empty: false,
            is_broken: false,
        }
    }

    /// The start tag of the current element.
    pub(super) fn tag(&self) -> Span {
        self.tag
    }

    /// Could everything be read up to here?
    pub(super) fn is_broken(&self) -> bool {
        self.is_broken
    }

    pub(super) fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic.in_source(self.source));
    }

    /// Reports something after which reading cannot go on.
    pub(super) fn give_up(&mut self, diagnostic: Diagnostic) {
        if !self.is_broken {
            self.report(diagnostic);
        }
        self.is_broken = true;
        self.attributes.clear();
    }

    /// Enters the root element.
    pub(super) fn root(&mut self) -> Option<(Namespace, &'a str)> {
        loop {
            match self.next() {
                Next::Element(namespace, name) => return Some((namespace, name)),
                Next::Text(text) if is_blank(text) => {}
                Next::Text(_) | Next::Reference(_) => self.stray_text(),
                Next::End => {
                    let end = self.position();
                    self.malformed(Span { start: end, end }, "there is no element".to_owned());
                    return None;
                }
            }
        }
    }

    /// Makes sure that nothing follows the root element.
    pub(super) fn finish(&mut self) {
        loop {
            match self.next() {
                Next::Text(text) if is_blank(text) => {}
                Next::End => return,
                _ => {
                    let end = self.position();
                    let start = end.saturating_sub(1);
                    let message = "something follows the root element".to_owned();
                    self.malformed(Span { start, end }, message);
                }
            }
        }
    }

    /// Enters the next child element of the OData namespaces. At the end of the element: `None`, and
    /// the element is left.
    pub(super) fn child(&mut self) -> Option<&'a str> {
        self.unknown_attributes();
        loop {
            match self.next() {
                Next::Element(Namespace::Foreign, _) => self.skip(),
                Next::Element(_, name) => return Some(name),
                Next::Text(text) if is_blank(text) => {}
                Next::Text(_) | Next::Reference(_) => self.stray_text(),
                Next::End => return None,
            }
        }
    }

    /// Reads the text of the element and leaves it.
    pub(super) fn text(&mut self) -> Text<'a> {
        self.unknown_attributes();
        let start = self.tag.end;
        let mut value = Cow::Borrowed("");
        loop {
            let end = self.position();
            match self.next() {
                Next::Text(more) => append(&mut value, normalize_line_ends(more)),
                Next::Reference(more) => append(&mut value, Cow::Owned(more)),
                Next::Element(Namespace::Foreign, _) => self.skip(),
                Next::Element(..) => self.skip_unknown(),
                Next::End => {
                    let span = Span { start, end };
                    return Text { value, span };
                }
            }
            if value.len() > limits::TEXT {
                self.too_much(format!("a text of more than {} bytes", limits::TEXT));
            }
        }
    }

    /// Leaves an element that has no children or text of interest.
    pub(super) fn leave(&mut self) {
        while self.child().is_some() {
            self.skip_unknown();
        }
    }

    /// Leaves an element that is not known here, and says so.
    pub(super) fn skip_unknown(&mut self) {
        let name = self.open.last().copied().unwrap_or_default();
        let parent = self.open.iter().rev().nth(1).copied().unwrap_or_default();
        let message = format!("`{name}` is not known inside `{parent}`");
        self.report(Diagnostic::warning("W0104", message).at(self.tag, "skipped"));
        self.skip();
    }

    /// Says so if the current element, of which there may be one, is not the first.
    pub(super) fn once(&mut self, name: &str, first: &mut Option<Span>) {
        match *first {
            None => *first = Some(self.tag),
            Some(first) => {
                let message = format!("there is more than one `{name}`");
                let error = Diagnostic::error("E0110", message).at(self.tag, "this is another one");
                self.report(error.and(first, "the first one"));
            }
        }
    }

    /// Leaves an element unread.
    pub(super) fn skip(&mut self) {
        self.attributes.clear();
        let mut depth = 1_usize;
        while depth > 0 {
            match self.next() {
                Next::Element(..) => {
                    self.attributes.clear();
                    depth += 1;
                }
                Next::Text(_) | Next::Reference(_) => {}
                Next::End => depth -= 1,
            }
            if self.is_broken {
                return;
            }
        }
    }

    fn malformed(&mut self, span: Span, message: String) {
        self.give_up(
            Diagnostic::error("E0104", message)
                .at(span, "not well-formed XML")
                .hint("fetch the document again; it may have been cut off"),
        );
    }

    fn stray_text(&mut self) {
        let end = self.position();
        let span = Span {
            start: end.saturating_sub(1),
            end,
        };
        let warning = Diagnostic::warning("W0106", "there is text where only elements belong");
        self.report(warning.at(span, "ends here; skipped"));
    }

    fn position(&self) -> u32 {
        self.offset_of(self.xml.buffer_position())
    }

    fn offset_of(&self, position: u64) -> u32 {
        // The size of documents is limited to far less than 4 GB.
        u32::try_from(position + self.offset as u64).unwrap_or(u32::MAX)
    }
}

impl<'a> From<Text<'a>> for PathText<'a> {
    fn from(text: Text<'a>) -> Self {
        Self {
            text,
            expanded: std::cell::OnceCell::new(),
        }
    }
}

fn is_blank(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_whitespace())
}

fn slice(text: &str, span: Span) -> &str {
    text.get(span.start as usize..span.end as usize)
        .unwrap_or_default()
}

fn append<'a>(text: &mut Cow<'a, str>, more: Cow<'a, str>) {
    if text.is_empty() {
        *text = more;
    } else {
        text.to_mut().push_str(&more);
    }
}

/// `\r\n` and `\r` are `\n` (XML 1.0, 2.11).
fn normalize_line_ends(raw: &str) -> Cow<'_, str> {
    if raw.contains('\r') {
        Cow::Owned(raw.replace("\r\n", "\n").replace('\r', "\n"))
    } else {
        Cow::Borrowed(raw)
    }
}
