//! A class diagram in the language of Mermaid, which GitHub draws in Markdown.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::{Kind, Line, Link, Picture};

/// The diagram. Bases point to what is derived, containers have diamonds, starters are dotted.
pub fn mermaid(picture: &Picture) -> String {
    // Writing to a string cannot fail.
    let mut text = "classDiagram\n    direction LR\n".to_owned();
    let ids = ids(picture);
    for (id, shape) in ids.iter().zip(&picture.types) {
        let name = label(&shape.name);
        let _ = writeln!(text, "    class {id}[\"{name}\"]");
        let note = match shape.kind {
            Kind::Complex => "complex",
            Kind::Value => "values",
            Kind::Container | Kind::Entity => continue,
        };
        let _ = writeln!(text, "    <<{note}>> {id}");
    }
    for line in &picture.lines {
        let Line { from, to, link, .. } = line;
        let [from, to] = [from, to].map(|n| ids.get(*n).map_or("", String::as_str));
        let arrow = match link {
            Link::Base => "<|--",
            Link::Navigation => "*--",
            Link::Member => "-->",
            Link::Starter => "..>",
        };
        let label = match link {
            Link::Base => String::new(),
            Link::Starter => format!(" : {} starts", label(&line.label)),
            Link::Navigation | Link::Member => format!(" : {}", label(&line.label)),
        };
        let _ = writeln!(text, "    {from} {arrow} {to}{label}");
    }
    text
}

/// Names that are no words of the language; those that read alike are numbered.
fn ids(picture: &Picture) -> Vec<String> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let id = |name: &str| {
        let word = |c: char| if c.is_ascii_alphanumeric() { c } else { '_' };
        let plain: String = name.chars().map(word).collect();
        let before = seen.entry(plain.clone()).or_default();
        *before += 1;
        match *before {
            1 => format!("{plain}_"),
            n => format!("{plain}_{n}_"),
        }
    };
    picture
        .types
        .iter()
        .map(|shape| shape.name.as_str())
        .map(id)
        .collect()
}

/// Letters, digits, dots and the like: nothing that the language or HTML gives a meaning.
fn label(name: &str) -> String {
    let harmless = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '-');
    name.chars()
        .map(|c| if harmless(c) { c } else { '_' })
        .collect()
}
