//! XML with indentation and nothing else.

use std::borrow::Cow;

use crate::foreign::push_xml;

/// An attribute: its name, and its value unless it is the default.
pub(super) type Attribute<'a> = (&'static str, Option<Cow<'a, str>>);

/// The value that a flag has where it is set.
pub(super) fn flag(is_set: bool) -> Option<Cow<'static, str>> {
    is_set.then_some("true".into())
}

/// The value that a flag has where it is not set.
pub(super) fn unless(is_set: bool) -> Option<Cow<'static, str>> {
    (!is_set).then_some("false".into())
}

/// A document that is being written.
pub(super) struct Xml {
    text: String,
    depth: usize,
}

impl Xml {
    pub(super) fn document() -> Self {
        let text = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n".into();
        Self { text, depth: 0 }
    }

    /// An element or two that are no document.
    pub(super) fn fragment() -> Self {
        Self {
            text: String::new(),
            depth: 0,
        }
    }

    pub(super) fn finish(self) -> String {
        self.text
    }

    /// An element and what `children` puts into it.
    pub(super) fn element(
        &mut self,
        name: &str,
        attributes: &[Attribute<'_>],
        children: impl FnOnce(&mut Self),
    ) {
        self.start(name, attributes);
        self.text.push_str(">\n");
        let start = self.text.len();
        self.depth += 1;
        children(self);
        self.depth -= 1;
        if self.text.len() == start {
            self.text.truncate(start - 2);
            self.text.push_str("/>\n");
        } else {
            self.indent();
            self.end(name);
        }
    }

    /// An element without children.
    pub(super) fn empty(&mut self, name: &str, attributes: &[Attribute<'_>]) {
        self.element(name, attributes, |_| {});
    }

    /// An element with text in it.
    pub(super) fn text(&mut self, name: &str, text: &str) {
        self.start(name, &[]);
        self.text.push('>');
        push_xml(text, &mut self.text);
        self.end(name);
    }

    fn start(&mut self, name: &str, attributes: &[Attribute<'_>]) {
        self.indent();
        self.text.push('<');
        self.text.push_str(name);
        for (name, value) in attributes {
            if let Some(value) = value {
                self.text.push(' ');
                self.text.push_str(name);
                self.text.push_str("=\"");
                push_xml(value, &mut self.text);
                self.text.push('"');
            }
        }
    }

    fn end(&mut self, name: &str) {
        self.text.push_str("</");
        self.text.push_str(name);
        self.text.push_str(">\n");
    }

    fn indent(&mut self) {
        for _ in 0..self.depth {
            self.text.push_str("  ");
        }
    }
}
