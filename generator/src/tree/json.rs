//! JSON to a tree.

use std::borrow::Cow;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};

use super::{Builder, GivenUp, Node, Value};
use crate::csdl::syntax::Text;
use crate::diagnostics::{Diagnostic, Span};

/// Reads the JSON text that begins at an offset and goes to the end.
pub(crate) fn parse<'a>(builder: &mut Builder<'a, '_>, from: usize) -> Result<Node<'a>, GivenUp> {
    let text = builder.text.get(from..).unwrap_or_default();
    let text = text.trim_start_matches('\u{feff}');
    let mut reader = serde_json::Deserializer::from_str(text);
    let seed = Seed {
        builder: &mut *builder,
        depth: 1,
    };
    let result = seed.deserialize(&mut reader);
    let result = result.and_then(|node| reader.end().map(|()| node));
    result.map_err(|error| {
        // What the tree does not take is among the diagnostics already.
        if error.is_data() {
            return GivenUp;
        }
        let start = builder.text.len() - text.len();
        let start = offset(start, text, error.line(), error.column());
        let place = Span {
            start,
            end: start.saturating_add(1),
        };
        let message = format!("this is not JSON: {error}");
        builder.give_up(Diagnostic::error("E0502", message).at(place, "reading stops here"))
    })
}

/// The offset of a line and a column, both from 1, the column in bytes.
fn offset(start: usize, text: &str, line: usize, column: usize) -> u32 {
    let before: usize = text
        .split_inclusive('\n')
        .take(line.saturating_sub(1))
        .map(str::len)
        .sum();
    u32::try_from(start + before + column.saturating_sub(1)).unwrap_or(u32::MAX)
}

struct Seed<'b, 'a, 'd> {
    builder: &'b mut Builder<'a, 'd>,
    depth: usize,
}

impl<'a> DeserializeSeed<'a> for Seed<'_, 'a, '_> {
    type Value = Node<'a>;

    fn deserialize<D: Deserializer<'a>>(self, reader: D) -> Result<Node<'a>, D::Error> {
        reader.deserialize_any(self)
    }
}

impl<'a> Seed<'_, 'a, '_> {
    /// Where a text stands that is borrowed from the document.
    fn span(&self, text: &str) -> Span {
        let start = text
            .as_ptr()
            .addr()
            .wrapping_sub(self.builder.text.as_ptr().addr());
        let offset = |at| u32::try_from(at).unwrap_or(u32::MAX);
        Span {
            start: offset(start),
            end: offset(start.saturating_add(text.len())),
        }
    }

    fn text<E: serde::de::Error>(
        &mut self,
        value: Cow<'a, str>,
        span: Span,
    ) -> Result<Text<'a>, E> {
        self.builder.check_text(&value, span).map_err(given_up)?;
        Ok(Text { value, span })
    }
}

fn given_up<E: serde::de::Error>(_: GivenUp) -> E {
    E::custom("given up")
}

fn plain<'a>(text: impl Into<Cow<'a, str>>) -> Node<'a> {
    Node {
        span: Span::default(),
        value: Value::Plain(text.into()),
    }
}

impl<'a> Visitor<'a> for Seed<'_, 'a, '_> {
    type Value = Node<'a>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Node<'a>, E> {
        Ok(plain("null"))
    }

    fn visit_bool<E>(self, value: bool) -> Result<Node<'a>, E> {
        Ok(plain(if value { "true" } else { "false" }))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Node<'a>, E> {
        Ok(plain(value.to_string()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Node<'a>, E> {
        Ok(plain(value.to_string()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Node<'a>, E> {
        Ok(plain(value.to_string()))
    }

    fn visit_borrowed_str<E: serde::de::Error>(mut self, value: &'a str) -> Result<Node<'a>, E> {
        let span = self.span(value);
        let text = self.text(Cow::Borrowed(value), span)?;
        Ok(Node {
            span,
            value: Value::Quoted(text.value),
        })
    }

    fn visit_str<E: serde::de::Error>(mut self, value: &str) -> Result<Node<'a>, E> {
        let text = self.text(Cow::Owned(value.to_owned()), Span::default())?;
        Ok(Node {
            span: text.span,
            value: Value::Quoted(text.value),
        })
    }

    fn visit_seq<A: SeqAccess<'a>>(self, mut seq: A) -> Result<Node<'a>, A::Error> {
        self.builder
            .check_depth(self.depth, Span::default())
            .map_err(given_up)?;
        let mut items = Vec::new();
        let depth = self.depth + 1;
        while let Some(item) = seq.next_element_seed(Seed {
            builder: &mut *self.builder,
            depth,
        })? {
            items.push(item);
            self.builder
                .check_width(items.len(), Span::default())
                .map_err(given_up)?;
        }
        let span = items.first().map_or(Span::default(), |item| item.span);
        Ok(Node {
            span,
            value: Value::List(items),
        })
    }

    fn visit_map<A: MapAccess<'a>>(self, mut map: A) -> Result<Node<'a>, A::Error> {
        let mut members: Vec<(Text<'a>, Node<'a>)> = Vec::new();
        let depth = self.depth + 1;
        while let Some(key) = map.next_key_seed(Key(Seed {
            builder: &mut *self.builder,
            depth,
        }))? {
            self.builder
                .check_depth(self.depth, key.span)
                .map_err(given_up)?;
            let mut value = map.next_value_seed(Seed {
                builder: &mut *self.builder,
                depth,
            })?;
            if value.span == Span::default()
                || matches!(value.value, Value::List(_) | Value::Map(_))
            {
                value.span = key.span;
            }
            members.push((key, value));
            let span = members.first().map_or(Span::default(), |(key, _)| key.span);
            self.builder
                .check_width(members.len(), span)
                .map_err(given_up)?;
        }
        self.builder.check_keys(&members);
        let span = members.first().map_or(Span::default(), |(key, _)| key.span);
        Ok(Node {
            span,
            value: Value::Map(members),
        })
    }
}

/// The name of a member.
struct Key<'b, 'a, 'd>(Seed<'b, 'a, 'd>);

impl<'a> DeserializeSeed<'a> for Key<'_, 'a, '_> {
    type Value = Text<'a>;

    fn deserialize<D: Deserializer<'a>>(self, reader: D) -> Result<Text<'a>, D::Error> {
        let node = self.0.deserialize(reader)?;
        node.text()
            .ok_or_else(|| D::Error::custom("a key is a string"))
    }
}
