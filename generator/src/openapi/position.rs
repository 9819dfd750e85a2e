//! What a schema says of a property, parameter or body: its type, and whether it may be null.

use super::context::Context;
use super::enumerations::Members;
use super::formats::{built_in, edm_of};
use super::loss::Fact;
use super::types::{Form, TypeIndex, types_of};
use crate::diagnostics::{Diagnostic, Span};
use crate::tree::{Node, Value};

/// The type of a position.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Position {
    pub(super) item: Item,
    pub(super) many: bool,
    /// May it, or an item of the collection, be null? `None`: the document does not say.
    pub(super) nullable: Option<bool>,
}

/// A type that is no collection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Item {
    /// A type of the language itself, named in full: `Edm.String`.
    Edm(&'static str),
    /// A type of the document.
    Type(TypeIndex),
}

const UNTYPED: &str = "Edm.Untyped";

/// How deep schemas may be in each other, references followed.
const DEPTH: usize = 32;

/// How many schemas one position may take: unions of unions make many of a few.
const STEPS: usize = 1_000;

/// The type of what a schema describes. `owner` is what it belongs to, for the report of losses.
pub(super) fn position<'t, 'a>(
    cx: &mut Context<'t, 'a, '_>,
    schema: &'t Node<'a>,
    owner: &str,
) -> Option<Position> {
    let steps = STEPS;
    Reader { cx, owner, steps }.position(schema, DEPTH)
}

struct Reader<'c, 't, 'a, 'd> {
    cx: &'c mut Context<'t, 'a, 'd>,
    owner: &'c str,
    /// How many more schemas are looked at.
    steps: usize,
}

impl<'t, 'a> Reader<'_, 't, 'a, '_> {
    fn position(&mut self, schema: &'t Node<'a>, depth: usize) -> Option<Position> {
        let (Some(depth), Some(steps)) = (depth.checked_sub(1), self.steps.checked_sub(1)) else {
            self.cx.report_endless(schema.span);
            return None;
        };
        self.steps = steps;
        let mut found = if let Some(reference) = schema.get("$ref") {
            self.reference(reference, depth)?
        } else if schema.get("anyOf").is_some() || schema.get("oneOf").is_some() {
            self.union(schema, depth)?
        } else if schema.get("allOf").is_some() {
            self.all_of(schema, depth)?
        } else if types_of(schema).any(|ty| ty == "array") {
            self.list(schema, depth)?
        } else {
            self.scalar(schema)?
        };
        if says_null(schema) && !found.many {
            found.nullable = Some(true);
        }
        Some(found)
    }

    fn reference(&mut self, reference: &'t Node<'a>, depth: usize) -> Option<Position> {
        let (name, target) = self.cx.component(reference)?;
        if let Some(index) = self.cx.types.of_schema(name) {
            return Some(Position {
                item: Item::Type(index),
                many: false,
                nullable: None,
            });
        }
        if let Some(edm) = built_in(name) {
            return Some(Position {
                item: Item::Edm(edm),
                many: false,
                nullable: None,
            });
        }
        self.position(target, depth)
    }

    /// `anyOf` and `oneOf` say that something may be null, or that a number may be sent as a text. Other unions
    /// have no counterpart in CSDL, except of a type with its own derived types.
    fn union(&mut self, schema: &'t Node<'a>, depth: usize) -> Option<Position> {
        let branches = schema.items("anyOf").iter().chain(schema.items("oneOf"));
        let (nulls, rest): (Vec<_>, Vec<_>) = branches.partition(|branch| is_null(branch));
        let mut found = match rest.as_slice() {
            [] => self.scalar(schema)?,
            [one] => self.position(one, depth)?,
            many => self.one_of(schema, many, depth)?,
        };
        if schema.get("format").is_some() && matches!(found.item, Item::Edm(_)) {
            found.item = self.scalar(schema)?.item;
        }
        if !nulls.is_empty() {
            found.nullable = Some(true);
        }
        Some(found)
    }

    fn one_of(
        &mut self,
        schema: &'t Node<'a>,
        branches: &[&'t Node<'a>],
        depth: usize,
    ) -> Option<Position> {
        if branches.iter().any(|branch| branch.is_anything()) {
            self.lose_type();
            return Some(Position {
                item: Item::Edm(UNTYPED),
                many: false,
                nullable: None,
            });
        }
        let mut found = Vec::new();
        for branch in branches {
            found.push(self.position(branch, depth)?);
        }
        let item = match found.as_slice() {
            found if found.iter().any(|branch| branch.many) => None,
            found => self.common(found),
        };
        if let Some(item) = item {
            return Some(Position {
                item,
                many: false,
                nullable: None, // Microsoft's converter says it of each branch, whatever the whole is
            });
        }
        let place = schema
            .get("anyOf")
            .or_else(|| schema.get("oneOf"))
            .unwrap_or(schema);
        let error = Diagnostic::error("E0509", "values of different types can stand here")
            .at(place.span, "a union");
        self.refuse(error)
    }

    /// The one type that several are: a number that may be sent as a text, an enumeration with other members, the
    /// nearest type that all are derived from.
    fn common(&self, found: &[Position]) -> Option<Item> {
        let types = &self.cx.types;
        let number = |position: &&Position| matches!(position.item, Item::Edm(name) if NUMBERS.contains(&name));
        let is_text = |position: &Position| position.item == Item::Edm("Edm.String");
        let enumeration = |position: &&Position| matches!(position.item, Item::Type(index) if types.get(index).is_some_and(|ty| ty.form == Form::Enumeration));
        let first = found.first()?.item;
        if first != Item::Edm(UNTYPED) && found.iter().all(|position| position.item == first) {
            return Some(first);
        }
        if found
            .iter()
            .all(|position| number(&position) || is_text(position))
        {
            return found
                .iter()
                .find(number)
                .or(found.first())
                .map(|position| position.item);
        }
        if let [one] = found
            .iter()
            .filter(enumeration)
            .collect::<Vec<_>>()
            .as_slice()
            && found
                .iter()
                .all(|position| position.item == one.item || is_text(position))
        {
            return Some(one.item);
        }
        let Item::Type(first) = first else {
            return None;
        };
        let is_base = |base: TypeIndex| {
            found.iter().all(|position| {
                matches!(position.item, Item::Type(index) if types.lineage(index).any(|above| above == base))
            })
        };
        types
            .lineage(first)
            .find(|&base| is_base(base))
            .map(Item::Type)
    }

    /// Refuses a position, unless a patch says what it is.
    fn refuse(&mut self, error: Diagnostic) -> Option<Position> {
        if let Some(edm) = self.cx.patched(self.owner) {
            return Some(Position {
                item: Item::Edm(edm),
                many: false,
                nullable: None,
            });
        }
        let hint = if self.owner.contains('/') {
            format!(
                "CSDL has no word for it; a patch says what is read there: `target = \"{}\"`, `type = \"Edm.Untyped\"`",
                self.owner
            )
        } else {
            "CSDL has no word for it; refer to one type".to_owned()
        };
        self.cx.report(error.hint(hint));
        None
    }

    /// `allOf` with one reference is that reference with something said beside it.
    fn all_of(&mut self, schema: &'t Node<'a>, depth: usize) -> Option<Position> {
        let parts = schema.items("allOf");
        let mut references = parts
            .iter()
            .filter(|part| !is_null(part) && part.get("$ref").is_some());
        match (references.next(), references.next(), parts) {
            (Some(one), None, _) => {
                let has_null = parts.iter().any(is_null);
                let mut found = self.position(one, depth)?;
                if has_null {
                    found.nullable = Some(true);
                }
                Some(found)
            }
            (None, _, [one]) => self.position(one, depth),
            _ => {
                self.lose_type();
                Some(Position {
                    item: Item::Edm(UNTYPED),
                    many: false,
                    nullable: Some(says_null(schema)),
                })
            }
        }
    }

    fn list(&mut self, schema: &'t Node<'a>, depth: usize) -> Option<Position> {
        let tuple = schema.get("prefixItems");
        let tuple = tuple.or_else(|| {
            schema
                .get("items")
                .filter(|items| matches!(items.value, Value::List(_)))
        });
        if let Some(tuple) = tuple {
            let error = Diagnostic::error("E0510", "the items of a list have types of their own");
            return self.refuse(error.at(tuple.span, "a tuple"));
        }
        let item = match schema.get("items") {
            Some(items) => self.position(items, depth)?,
            None => Position {
                item: Item::Edm(UNTYPED),
                many: false,
                nullable: None,
            },
        };
        if item.many {
            self.lose_type(); // CSDL has no collections of collections
            return Some(Position {
                item: Item::Edm(UNTYPED),
                ..item
            });
        }
        Some(Position { many: true, ..item })
    }

    fn scalar(&mut self, schema: &'t Node<'a>) -> Option<Position> {
        let mut types = types_of(schema).filter(|ty| *ty != "null");
        let ty = types.next();
        let at = |item| Position {
            item: Item::Edm(item),
            many: false,
            nullable: Some(says_null(schema) || schema.is_anything()),
        };
        if let Some(more) = types.next() {
            let known = [ty.unwrap_or_default(), more];
            let is_number = known
                .iter()
                .all(|ty| matches!(*ty, "string" | "integer" | "number"));
            if !is_number {
                self.lose_type();
                return Some(at(UNTYPED));
            }
        }
        if let Some(edm) = schema.str("format").and_then(edm_of) {
            return Some(at(edm));
        }
        if let Some(members) = schema.get("enum") {
            return self.enumeration(schema, members, ty);
        }
        Some(at(match ty {
            Some("string") => "Edm.String",
            Some("boolean") => "Edm.Boolean",
            Some("integer") => "Edm.Int64",
            Some("number") => "Edm.Double",
            _ => {
                self.lose_type();
                UNTYPED
            }
        }))
    }

    /// Texts are an enumeration, which is called after its place. Of other values only the type is known.
    fn enumeration(
        &mut self,
        schema: &'t Node<'a>,
        members: &'t Node<'a>,
        ty: Option<&str>,
    ) -> Option<Position> {
        let at = |item| Position {
            item,
            many: false,
            nullable: Some(says_null(schema)),
        };
        match Members::of(schema) {
            Members::Texts => {
                let named = self.cx.inline_enumeration(schema, self.owner);
                Some(at(named.map_or(Item::Edm("Edm.String"), Item::Type)))
            }
            Members::Of(edm) => {
                let edm = match ty {
                    Some("integer") => "Edm.Int64",
                    Some("number") => "Edm.Double",
                    _ => edm,
                };
                self.cx
                    .lose(Fact::Enumeration, self.owner, format!("any `{edm}`"));
                Some(at(Item::Edm(edm)))
            }
            Members::Mixed(span) => {
                let error =
                    Diagnostic::error("E0511", "members of an enumeration are of different types");
                let span = if span == Span::default() {
                    members.span
                } else {
                    span
                };
                self.refuse(error.at(span, "not a text"))
            }
        }
    }

    fn lose_type(&mut self) {
        self.cx.lose(
            Fact::Anonymous,
            self.owner,
            "read as any JSON (`Edm.Untyped`)",
        );
    }
}

const NUMBERS: &[&str] = &[
    "Edm.Byte",
    "Edm.Decimal",
    "Edm.Double",
    "Edm.Int16",
    "Edm.Int32",
    "Edm.Int64",
    "Edm.SByte",
    "Edm.Single",
];

/// Does a schema say that its value may be null?
fn says_null(schema: &Node<'_>) -> bool {
    let has_null = |name| schema.items(name).iter().any(Node::is_null);
    schema.flag("nullable") || types_of(schema).any(|ty| ty == "null") || has_null("enum")
}

/// Does a branch of a union stand for null alone?
fn is_null(branch: &Node<'_>) -> bool {
    let is_bare = [
        "$ref",
        "allOf",
        "anyOf",
        "oneOf",
        "properties",
        "items",
        "format",
    ]
    .iter()
    .all(|key| branch.get(key).is_none());
    let mut types = types_of(branch);
    let members = branch.items("enum");
    is_bare
        && (!members.is_empty() && members.iter().all(Node::is_null)
            || branch.get("const").is_some_and(Node::is_null)
            || branch.get("enum").is_none() && types_of(branch).eq(["null"])
            || branch.flag("nullable") && members.is_empty() && types.all(|ty| ty == "object"))
}
