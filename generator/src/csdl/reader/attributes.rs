//! The attributes of the current element.

use std::borrow::Cow;

use quick_xml::XmlVersion;
use quick_xml::events::attributes::Attributes;
use quick_xml::name::QName;

use super::Reader;
use crate::csdl::namespaces::declared_prefix;
use crate::csdl::syntax::{PathText, Text};
use crate::diagnostics::{Diagnostic, Span};
use crate::limits;

pub(super) struct Attribute<'a> {
    name: &'a str,
    /// Its value as it stands in the document.
    raw: &'a str,
}

impl<'a> Reader<'a, '_> {
    pub(super) fn read_attributes(&mut self, tag: &'a str, name: usize) {
        self.attributes.clear();
        let mut attributes = Attributes::new(tag, name);
        for (n, attribute) in attributes.with_checks(false).enumerate() {
            if n == limits::ATTRIBUTES {
                return self.too_much(format!("more than {n} attributes"));
            }
            let attribute = match attribute {
                Ok(attribute) => attribute,
                Err(error) => return self.malformed(self.tag, error.to_string()),
            };
            let Cow::Borrowed(raw) = attribute.value else {
                continue; // never: nothing was unescaped yet
            };
            if raw.len() > limits::TEXT {
                return self.too_much(format!("a value of {} bytes", raw.len()));
            }
            let name = attribute.key.0;
            if let Some(prefix) = declared_prefix(name) {
                self.namespaces.declare(prefix, raw);
                continue;
            }
            if self.attributes.iter().any(|other| other.name == name) {
                return self.malformed(self.tag, format!("two attributes `{name}`"));
            }
            self.attributes.push(Attribute { name, raw });
        }
    }

    /// Takes an attribute.
    pub(in crate::csdl) fn take(&mut self, name: &str) -> Option<Text<'a>> {
        let at = self.attributes.iter().position(|a| a.name == name)?;
        let attribute = self.attributes.swap_remove(at);
        Some(self.value(&attribute))
    }

    /// Takes an attribute that must be there.
    pub(in crate::csdl) fn required(&mut self, name: &str) -> Option<Text<'a>> {
        let value = self.take(name);
        if value.is_none() {
            let label = format!("`{name}` is missing");
            self.report(Diagnostic::error("E0109", self.lacks(name)).at(self.tag, label));
        }
        value
    }

    /// Takes an attribute of an annotation, or of a part of one, that is left out without it.
    pub(in crate::csdl) fn expected(&mut self, name: &str) -> Option<Text<'a>> {
        let value = self.take(name);
        if value.is_none() {
            let label = format!("left out: `{name}` is missing");
            self.report(Diagnostic::warning("W0111", self.lacks(name)).at(self.tag, label));
        }
        value
    }

    fn lacks(&self, name: &str) -> String {
        let element = self.open.last().copied().unwrap_or_default();
        format!("`{element}` has no attribute `{name}`")
    }

    /// Takes an attribute that is `true` or `false`.
    pub(in crate::csdl) fn flag(&mut self, name: &str) -> Option<bool> {
        let text = self.take(name)?;
        match text.to_ascii_lowercase().as_str() {
            "true" | "1" => Some(true),
            "false" | "0" => Some(false),
            _ => {
                self.invalid_value(name, &text, "`true` or `false`");
                None
            }
        }
    }

    /// Takes an attribute whose value must be of a certain form.
    pub(in crate::csdl) fn valid(
        &mut self,
        name: &str,
        wanted: &str,
        is_valid: impl Fn(&str) -> bool,
    ) -> Option<Text<'a>> {
        let text = self.take(name)?;
        if is_valid(&text) {
            return Some(text);
        }
        self.invalid_value(name, &text, wanted);
        None
    }

    /// Are there attributes that nobody has taken yet?
    pub(in crate::csdl) fn has_attributes(&self) -> bool {
        !self.attributes.is_empty()
    }

    /// Takes an attribute that is a path.
    pub(in crate::csdl) fn path(&mut self, name: &str) -> Option<PathText<'a>> {
        self.take(name).map(PathText::from)
    }

    /// Takes the first attribute whose name is one of these.
    pub(in crate::csdl) fn take_any(
        &mut self,
        names: &[&'static str],
    ) -> Option<(&'static str, Text<'a>)> {
        if self.attributes.is_empty() {
            return None;
        }
        names
            .iter()
            .find_map(|&name| Some((name, self.take(name)?)))
    }

    fn invalid_value(&mut self, name: &str, text: &Text<'a>, wanted: &str) {
        let message = format!("`{}` is not a value of `{name}`", text.value);
        let warning = Diagnostic::warning("W0108", message).at(text.span, "ignored");
        self.report(warning.hint(format!("it must be {wanted}")));
    }

    /// Where a part of the document stands.
    fn span_of(&self, part: &str) -> Span {
        let start = self.offset_in_text(part);
        let end = start + u32::try_from(part.len()).unwrap_or_default();
        Span { start, end }
    }

    fn value(&mut self, attribute: &Attribute<'a>) -> Text<'a> {
        let span = self.span_of(attribute.raw);
        let value = match normalize(attribute.raw) {
            Ok(value) => value,
            Err(error) => {
                self.malformed(span, error);
                Cow::Borrowed(attribute.raw)
            }
        };
        Text { value, span }
    }

    fn offset_in_text(&self, part: &str) -> u32 {
        let offset = part.as_ptr().addr() - self.text.as_ptr().addr();
        u32::try_from(offset).unwrap_or(u32::MAX)
    }

    /// Reports the attributes that nobody has taken.
    pub(super) fn unknown_attributes(&mut self) {
        while let Some(attribute) = self.attributes.pop() {
            if attribute.name.contains(':') {
                continue;
            }
            let element = self.open.last().copied().unwrap_or_default();
            let message = format!("`{}` is not an attribute of `{element}`", attribute.name);
            let span = self.value(&attribute).span;
            self.report(Diagnostic::warning("W0105", message).at(span, "skipped"));
        }
    }
}

/// The value of an attribute: references replaced, tabs and line ends made spaces (XML 1.0, 3.3.3).
fn normalize(raw: &str) -> Result<Cow<'_, str>, String> {
    if is_plain(raw) {
        return Ok(Cow::Borrowed(raw));
    }
    if raw.contains('<') {
        return Err("`<` in the value of an attribute".to_owned());
    }
    let attribute = quick_xml::events::attributes::Attribute {
        key: QName(""),
        value: Cow::Borrowed(raw),
    };
    let value = attribute.normalized_value(XmlVersion::Implicit1_0);
    value.map_err(|error| error.to_string())
}

/// Is there nothing to replace?
fn is_plain(raw: &str) -> bool {
    // No early exit: nearly all values are plain, and without branches this is done 16 bytes at a time.
    let is_special = |byte: u8| byte == b'&' || byte == b'<' || byte < b' ';
    !raw.bytes().fold(false, |any, byte| any | is_special(byte))
}
