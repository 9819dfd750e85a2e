//! Where the paths and components of a large document stand, found without parsing what is in them.

use std::borrow::Cow;

use serde::de::{Deserializer as _, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::tree::{Builder, GivenUp, Node};
use super::{json, yaml};
use crate::csdl::syntax::Text;
use crate::diagnostics::Span;

/// The parts of a document that can be read one by one.
pub(super) struct Index<'a> {
    /// `openapi` and the like.
    pub(super) head: Vec<Part<'a>>,
    pub(super) paths: Vec<Part<'a>>,
    /// The sections of `components`.
    pub(super) sections: Vec<(Text<'a>, Vec<Part<'a>>)>,
}

/// A member of an object, not parsed yet.
#[derive(Clone)]
pub(super) struct Part<'a> {
    pub(super) key: Text<'a>,
    /// In JSON the value; in YAML the lines of the member, its key among them.
    pub(super) text: &'a str,
    is_json: bool,
}

impl<'a> Part<'a> {
    /// Parses the value.
    pub(super) fn parse(&self, builder: &mut Builder<'a, '_>) -> Result<Node<'a>, GivenUp> {
        if self.is_json {
            return json::parse_part(builder, self.text);
        }
        let node = yaml::parse_part(builder, self.text)?;
        Ok(node.into_only_value().unwrap_or(Node::NOTHING))
    }

    /// The members of the value.
    fn parts(&self, whole: &'a str) -> Option<Vec<Self>> {
        if self.is_json {
            return json_parts(whole, self.text);
        }
        let (_, below) = self.text.split_once('\n')?;
        yaml_parts(whole, below)
    }
}

impl<'a> Part<'a> {
    /// The schemas that a schema has in its own `allOf`; `None` if that cannot be told from the layout of its text.
    pub(super) fn bases(&self, whole: &'a str) -> Option<Vec<&'a str>> {
        if !self.text.contains("allOf") {
            return Some(Vec::new());
        }
        if self.is_json {
            return json_bases(whole, self.text);
        }
        let (_, below) = self.text.split_once('\n')?;
        let members = yaml_parts(whole, below)?;
        let all_of = members.iter().find(|member| &*member.key == "allOf");
        all_of.map_or(Some(Vec::new()), |all_of| yaml_bases(all_of.text))
    }
}

fn json_bases<'a>(whole: &'a str, text: &'a str) -> Option<Vec<&'a str>> {
    let members = json_parts(whole, text)?;
    let Some(all_of) = members.iter().find(|member| &*member.key == "allOf") else {
        return Some(Vec::new());
    };
    let mut bases = Vec::new();
    for branch in serde_json::from_str::<Vec<&RawValue>>(all_of.text).ok()? {
        let reference = json_parts(whole, branch.get())?
            .into_iter()
            .find(|member| &*member.key == "$ref");
        if let Some(reference) = reference {
            bases.extend(schema_name(serde_json::from_str(reference.text).ok()?));
        }
    }
    Some(bases)
}

/// The references among the items of a block list, the lines of which these are.
fn yaml_bases(text: &str) -> Option<Vec<&str>> {
    let mut lines = text.lines();
    let head = lines.next()?.trim_end();
    if !head.ends_with("allOf:") {
        return None;
    }
    let mut bases = Vec::new();
    let (mut items, mut members) = (None, 0);
    for line in lines {
        let body = line.trim_start_matches(' ');
        if body.trim().is_empty() || body.starts_with('#') {
            continue;
        }
        let depth = line.len() - body.len();
        let is_item = depth == *items.get_or_insert(depth);
        let member = if is_item {
            let member = body.strip_prefix('-')?.trim_start_matches(' ');
            members = line.len() - member.len();
            member
        } else if depth == members {
            body
        } else {
            continue;
        };
        if member.starts_with(['{', '\'', '"', '&', '*', '!', '?']) || member.contains(" #") {
            return None;
        }
        if let Some(reference) = member.strip_prefix("$ref:") {
            bases.extend(schema_name(reference.trim().trim_matches(['\'', '"'])));
        }
    }
    Some(bases)
}

fn schema_name(reference: &str) -> Option<&str> {
    reference.strip_prefix("#/components/schemas/")
}

impl<'a> Index<'a> {
    /// `None` if the text is not laid out such that its parts can be told apart.
    pub(super) fn of(whole: &'a str) -> Option<Self> {
        let text = whole.trim_start_matches('\u{feff}');
        let members = if text.trim_start().starts_with('{') {
            json_parts(whole, text)?
        } else {
            let text = text.trim_start();
            yaml_parts(whole, text.strip_prefix("---\n").unwrap_or(text))?
        };
        let mut index = Self {
            head: Vec::new(),
            paths: Vec::new(),
            sections: Vec::new(),
        };
        for member in members {
            match &*member.key {
                "paths" => index.paths = member.parts(whole)?,
                "components" => {
                    for section in member.parts(whole)? {
                        let parts = section.parts(whole)?;
                        index.sections.push((section.key, parts));
                    }
                }
                "openapi" | "swagger" => index.head.push(member),
                _ => {}
            }
        }
        Some(index)
    }
}

/// Where a text stands that is a part of another.
fn span_in(whole: &str, part: &str) -> Span {
    let start = part.as_ptr().addr().wrapping_sub(whole.as_ptr().addr());
    let offset = |at| u32::try_from(at).unwrap_or(u32::MAX);
    Span {
        start: offset(start),
        end: offset(start.saturating_add(part.len())),
    }
}

fn json_parts<'a>(whole: &'a str, text: &'a str) -> Option<Vec<Part<'a>>> {
    let mut reader = serde_json::Deserializer::from_str(text);
    let members = reader.deserialize_map(Members).ok()?;
    reader.end().ok()?;
    let part = |(key, value): (&'a str, &'a RawValue)| Part {
        key: Text {
            value: Cow::Borrowed(key),
            span: span_in(whole, key),
        },
        text: value.get(),
        is_json: true,
    };
    Some(members.into_iter().map(part).collect())
}

/// The members of an object, of which the keys have no escapes.
struct Members;

impl<'a> Visitor<'a> for Members {
    type Value = Vec<(&'a str, &'a RawValue)>;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'a>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut members = Vec::new();
        while let Some(member) = map.next_entry()? {
            members.push(member);
        }
        Ok(members)
    }
}

/// The members of a block mapping: lines of one indentation, each with the deeper lines behind it. What is laid out
/// in another way, such as in braces or with lines that are not indented enough, is not told apart.
fn yaml_parts<'a>(whole: &'a str, text: &'a str) -> Option<Vec<Part<'a>>> {
    let mut parts: Vec<(Text<'a>, usize)> = Vec::new();
    let mut indentation = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let body = line.trim_start_matches(' ');
        if body.trim().is_empty() || body.starts_with('#') {
            continue;
        }
        let depth = line.len() - body.len();
        let wanted = *indentation.get_or_insert(depth);
        if depth < wanted {
            return None;
        }
        if depth == wanted {
            parts.push((key(whole, body)?, start));
        }
    }
    let ends = parts
        .iter()
        .skip(1)
        .map(|&(_, start)| start)
        .chain([text.len()]);
    let ends: Vec<_> = ends.collect();
    let parts = parts.into_iter().zip(ends);
    parts
        .map(|((key, start), end)| {
            Some(Part {
                key,
                text: text.get(start..end)?,
                is_json: false,
            })
        })
        .collect()
}

/// The key that a line starts with, if it is one that is simply spelled.
fn key<'a>(whole: &str, line: &'a str) -> Option<Text<'a>> {
    let (key, rest) = if let Some(quoted) = line.strip_prefix('\'') {
        quoted.split_once('\'')?
    } else {
        let end = line.find(": ");
        let end = end.or_else(|| line.trim_end().strip_suffix(':').map(str::len));
        line.split_at_checked(end?)?
    };
    let is_simple = !key.is_empty()
        && !key.starts_with(['"', '?', '&', '*', '!', '[', '{', '-', '|', '>', '%', '@']);
    let is_quoted = line.starts_with('\'');
    (rest.starts_with(':') && (is_quoted || is_simple && !key.contains(" #"))).then(|| Text {
        value: Cow::Borrowed(key),
        span: span_in(whole, key),
    })
}
