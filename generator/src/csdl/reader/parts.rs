//! Elements that are put off: read when somebody asks for them, or never.

use quick_xml::Reader as Xml;
use quick_xml::events::Event;

use super::{Next, Reader};
use crate::diagnostics::Span;
use crate::limits::{CHILDREN, DEPTH};

/// An element of a schema that was put off.
pub(in crate::csdl) struct Part<'a> {
    /// Its local name, such as `EntityType`.
    pub(in crate::csdl) element: &'a str,
    /// What it declares or, of annotations, what they are about.
    pub(in crate::csdl) name: &'a str,
    /// The type that it is derived from.
    pub(in crate::csdl) base: Option<&'a str>,
    /// The start tag.
    pub(in crate::csdl) tag: Span,
    /// Which schema it is in.
    pub(in crate::csdl) schema: usize,
}

impl<'a> Reader<'a, '_> {
    /// From now on, types, operations and annotations of something else are put off.
    pub(in crate::csdl) fn put_off_parts(&mut self) {
        self.parts = Some(Vec::new());
    }

    /// What was put off, in the order of the document.
    pub(in crate::csdl) fn parts(&mut self) -> Vec<Part<'a>> {
        self.parts.take().unwrap_or_default()
    }

    /// Notes the schema that has just been entered.
    pub(in crate::csdl) fn enter_schema(&mut self) {
        if self.parts.is_some() {
            self.scopes.push(self.namespaces.clone());
        }
    }

    /// Leaves an element of a schema unread, if it can be put off. One without a name has a fault, so it is read, and so
    /// is the odd one with something to replace in its start tag.
    pub(in crate::csdl) fn put_off(&mut self, element: &'a str) -> bool {
        let name = match element {
            _ if self.parts.is_none() => return false,
            "EntityType" | "ComplexType" | "EnumType" | "Action" | "Function" => "Name",
            "Annotations" => "Target",
            _ => return false,
        };
        let Some(name) = self.plain(name).filter(|_| self.are_plain()) else {
            return false;
        };
        let part = Part {
            element,
            name,
            base: self.plain("BaseType"),
            tag: self.tag,
            schema: self.scopes.len().saturating_sub(1),
        };
        self.attributes.clear();
        self.pass_over();
        self.parts.get_or_insert_default().push(part);
        true
    }

    /// Leaves an element, and looks for nothing but its end. What else is found on the way is told by those who read it.
    fn pass_over(&mut self) {
        let mut depth = usize::from(!self.is_empty);
        let mut elements = 0;
        self.is_empty = false;
        while depth > 0 {
            match self.xml.read_event() {
                Ok(Event::Start(_)) => {
                    depth += 1;
                    elements += 1;
                }
                Ok(Event::Empty(_)) => elements += 1,
                Ok(Event::End(_)) => depth -= 1,
                Ok(Event::DocType(_) | Event::Eof) | Err(_) => self.is_broken = true,
                Ok(_) => {}
            }
            self.is_broken |= self.open.len() + depth > DEPTH || elements > CHILDREN;
            if self.is_broken {
                return;
            }
        }
        self.end();
    }

    /// Goes back to an element that was put off, and enters it.
    pub(in crate::csdl) fn take_up(&mut self, part: &Part<'a>) -> bool {
        let Some(namespaces) = self.scopes.get(part.schema) else {
            return false;
        };
        self.namespaces = namespaces.clone();
        self.offset = part.tag.start as usize;
        self.xml = Xml::from_str(self.text.get(self.offset..).unwrap_or_default());
        self.open = vec!["Schema"];
        self.children = vec![0, 0];
        matches!(self.next(), Next::Element(..))
    }
}
