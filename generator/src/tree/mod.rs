//! The document as a tree of values with their places, from YAML and JSON alike.

pub(crate) mod json;

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use crate::csdl::syntax::Text;
use crate::diagnostics::{Diagnostic, Diagnostics, Span};
use crate::limits;

/// A value and its place.
#[derive(Debug)]
pub(crate) struct Node<'a> {
    /// Where it stands: its text or, of a list or map, where it starts.
    pub(crate) span: Span,
    pub(crate) value: Value<'a>,
}

/// What the formats have in common. Whether a word is `true`, `null` or a number is seen where it matters.
#[derive(Debug)]
pub(crate) enum Value<'a> {
    /// A string in quotes.
    Quoted(Cow<'a, str>),
    /// A plain word: `string`, `42`, `true`, `null`.
    Plain(Cow<'a, str>),
    List(Vec<Node<'a>>),
    Map(Vec<(Text<'a>, Node<'a>)>),
}

impl<'a> Node<'a> {
    pub(crate) const NOTHING: Self = Self {
        span: Span { start: 0, end: 0 },
        value: Value::Map(Vec::new()),
    };

    /// The members, if this is a map.
    pub(crate) fn map(&self) -> &[(Text<'a>, Node<'a>)] {
        match &self.value {
            Value::Map(members) => members,
            _ => &[],
        }
    }

    /// The items, if this is a list.
    pub(crate) fn list(&self) -> &[Node<'a>] {
        match &self.value {
            Value::List(items) => items,
            _ => &[],
        }
    }

    /// The member of that name.
    pub(crate) fn get(&self, name: &str) -> Option<&Node<'a>> {
        let found = self.map().iter().find(|(key, _)| **key == *name);
        found.map(|(_, value)| value)
    }

    /// The members of the member of that name.
    pub(crate) fn members(&self, name: &str) -> &[(Text<'a>, Node<'a>)] {
        self.get(name).map_or(&[], Node::map)
    }

    /// The items of the member of that name.
    pub(crate) fn items(&self, name: &str) -> &[Node<'a>] {
        self.get(name).map_or(&[], Node::list)
    }

    /// The text of a string. A plain word is one unless it is `null`.
    pub(crate) fn as_str(&self) -> Option<&str> {
        match &self.value {
            Value::Quoted(text) => Some(text),
            Value::Plain(text) if !self.is_null() => Some(text),
            _ => None,
        }
    }

    /// The text of the member of that name.
    pub(crate) fn str(&self, name: &str) -> Option<&str> {
        self.get(name)?.as_str()
    }

    /// The same with its place.
    pub(crate) fn text(&self) -> Option<Text<'a>> {
        self.as_str()?;
        match &self.value {
            Value::Quoted(text) | Value::Plain(text) => Some(Text {
                value: text.clone(),
                span: self.span,
            }),
            _ => None,
        }
    }

    pub(crate) fn is_null(&self) -> bool {
        matches!(&self.value, Value::Plain(text) if matches!(&**text, "null" | "~" | "" | "Null" | "NULL"))
    }

    /// A string, of which `true` and `42` are none.
    pub(crate) fn is_string(&self) -> bool {
        match &self.value {
            Value::Quoted(_) => true,
            Value::Plain(text) => !self.is_null() && !is_bool(text) && !is_number(text),
            _ => false,
        }
    }

    /// A number that is not in quotes.
    pub(crate) fn is_number(&self) -> bool {
        matches!(&self.value, Value::Plain(text) if is_number(text))
    }

    /// `true` or `false`.
    pub(crate) fn is_bool(&self) -> bool {
        matches!(&self.value, Value::Plain(text) if is_bool(text))
    }

    /// Is this `{}`, which every value is valid against?
    pub(crate) fn is_anything(&self) -> bool {
        matches!(&self.value, Value::Map(members) if members.is_empty())
    }

    /// Is the member of that name `true`?
    pub(crate) fn flag(&self, name: &str) -> bool {
        matches!(self.get(name).map(|node| &node.value), Some(Value::Plain(text)) if text.eq_ignore_ascii_case("true"))
    }

    /// The JSON pointer of what stands at a place (RFC 6901).
    pub(crate) fn pointer(&self, place: Span) -> Option<String> {
        if self.span == place {
            return Some(String::new());
        }
        for (key, value) in self.map() {
            let below = if key.span == place {
                Some(String::new())
            } else {
                value.pointer(place)
            };
            if let Some(below) = below {
                let key = key.replace('~', "~0").replace('/', "~1");
                return Some(format!("/{key}{below}"));
            }
        }
        let mut items = self.list().iter().enumerate();
        items.find_map(|(n, item)| Some(format!("/{n}{}", item.pointer(place)?)))
    }
}

fn is_bool(word: &str) -> bool {
    ["true", "True", "TRUE", "false", "False", "FALSE"].contains(&word)
}

/// The numbers of YAML's core schema (YAML 1.2.2, 10.3.2), of which those of JSON are some. `INF` and `NaN` are texts.
fn is_number(word: &str) -> bool {
    let special = [".inf", ".Inf", ".INF", ".nan", ".NaN", ".NAN"];
    let unsigned = word.strip_prefix(['-', '+']).unwrap_or(word);
    if special.contains(&unsigned) {
        return true;
    }
    if let Some(digits) = word.strip_prefix("0o") {
        return !digits.is_empty() && digits.bytes().all(|byte| (b'0'..=b'7').contains(&byte));
    }
    if let Some(digits) = word.strip_prefix("0x") {
        return !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    }
    let is_start = |byte: u8| byte.is_ascii_digit() || byte == b'.';
    unsigned.bytes().next().is_some_and(is_start) && unsigned.parse::<f64>().is_ok()
}

/// Reading was given up; why is among the diagnostics.
#[derive(Debug)]
pub(crate) struct GivenUp;

/// What both formats build the tree with: it knows the limits.
pub(crate) struct Builder<'a, 'd> {
    pub(crate) text: &'a str,
    pub(crate) source: usize,
    pub(crate) diagnostics: &'d mut Diagnostics,
}

impl<'a> Builder<'a, '_> {
    /// The same with findings of its own.
    pub(crate) fn apart<'d>(&self, diagnostics: &'d mut Diagnostics) -> Builder<'a, 'd> {
        Builder {
            text: self.text,
            source: self.source,
            diagnostics,
        }
    }

    pub(crate) fn give_up(&mut self, diagnostic: Diagnostic) -> GivenUp {
        self.diagnostics.push(diagnostic.in_source(self.source));
        GivenUp
    }

    /// Refuses what is too deep.
    pub(crate) fn check_depth(&mut self, depth: usize, span: Span) -> Result<(), GivenUp> {
        if depth <= limits::DEPTH {
            return Ok(());
        }
        let message = format!("more than {} values in each other", limits::DEPTH);
        Err(self.give_up(Diagnostic::error("E0108", message).at(span, "too deep")))
    }

    /// Refuses what has too many parts.
    pub(crate) fn check_width(&mut self, count: usize, span: Span) -> Result<(), GivenUp> {
        if count <= limits::CHILDREN {
            return Ok(());
        }
        let message = format!("more than {} values in one", limits::CHILDREN);
        Err(self.give_up(Diagnostic::error("E0108", message).at(span, "too many")))
    }

    /// Refuses a text that is too long.
    pub(crate) fn check_text(&mut self, text: &str, span: Span) -> Result<(), GivenUp> {
        if text.len() <= limits::TEXT {
            return Ok(());
        }
        let message = format!("a text of {} bytes", text.len());
        let error = Diagnostic::error("E0108", message).at(span, "too long");
        Err(self.give_up(error.hint(format!("at most {} are read", limits::TEXT))))
    }

    /// Refuses a key that is there twice: which one counts depends on the reader.
    pub(crate) fn check_keys(&mut self, members: &[(Text<'a>, Node<'a>)]) {
        let mut repeat = |first: Span, again: Span, key: &str| {
            let error = Diagnostic::error("E0504", format!("the key `{key}` is there twice"));
            let error = error.at(again, "again here").and(first, "first here");
            self.diagnostics.push(error.in_source(self.source));
        };
        if members.len() <= 16 {
            for (n, (key, _)) in members.iter().enumerate() {
                let before = members.iter().take(n);
                if let Some((first, _)) = { before }.find(|(other, _)| **other == **key) {
                    repeat(first.span, key.span, key);
                }
            }
            return;
        }
        let mut seen = FxHashMap::default();
        for (key, _) in members {
            if let Some(first) = seen.insert(&**key, key.span) {
                repeat(first, key.span, key);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::is_number;

    #[test]
    fn numbers_are_those_of_yaml_1_2() {
        for number in [
            "0", "-1", "+2.5", "1e9", ".5", "1.", "0o17", "0xfF", "-.inf", ".NaN",
        ] {
            assert!(is_number(number), "{number}");
        }
        for text in [
            "INF", "-INF", "NaN", "inf", "nan", "infinity", "Infinity", "1_000", "0b1", "1.2.3",
            "e5", "-", ".",
        ] {
            assert!(!is_number(text), "{text}");
        }
    }
}
