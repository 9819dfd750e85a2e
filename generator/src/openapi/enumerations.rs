//! Enumerations: what the members of an `enum` are, and the types that stand within other schemas.

use super::context::Context;
use super::loss::Fact;
use super::types::{Form, Type, TypeIndex, Types, types_of};
use crate::diagnostics::Span;
use crate::tree::Node;

/// What the members of an `enum` are.
pub(super) enum Members {
    /// Texts, as those of enumerations in CSDL (10.3).
    Texts,
    /// All of a type of the language.
    Of(&'static str),
    /// Of several types; the place of the first that is no text.
    Mixed(Span),
}

impl Members {
    /// What the members of the `enum` of a schema are. Where it says that they are strings, unquoted words are, too.
    pub(super) fn of(schema: &Node<'_>) -> Self {
        let members = schema
            .items("enum")
            .iter()
            .filter(|member| !member.is_null());
        let is_said = types_of(schema).any(|ty| ty == "string");
        let is_text =
            |member: &&Node<'_>| member.is_string() || is_said && member.as_str().is_some();
        let others: Vec<_> = members.clone().filter(|member| !is_text(member)).collect();
        let Some(first) = others.first() else {
            return Self::Texts;
        };
        let is_pure = others.len() == members.count();
        if is_pure && others.iter().all(|member| member.is_bool()) {
            Self::Of("Edm.Boolean")
        } else if is_pure && others.iter().all(|member| member.is_number()) {
            let is_whole = |member: &&Node<'_>| {
                member
                    .as_str()
                    .is_some_and(|text| text.parse::<i64>().is_ok())
            };
            let is_whole = others.iter().all(is_whole);
            Self::Of(if is_whole { "Edm.Int64" } else { "Edm.Double" })
        } else {
            Self::Mixed(first.span)
        }
    }
}

impl<'t, 'a> Types<'t, 'a> {
    /// Makes up an enumeration type, or finds the one that was made up for the same members and name.
    fn tell_enumeration(
        &mut self,
        name: &str,
        schema: &'t Node<'a>,
        span: Span,
    ) -> Option<TypeIndex> {
        if let Some(found) = self.find(name) {
            let members = |node: &Node<'a>| -> Vec<String> {
                let members = node.items("enum").iter().filter_map(Node::as_str);
                members.map(str::to_owned).collect()
            };
            let known = self.get(found).filter(|ty| ty.form == Form::Enumeration);
            let is_same = known
                .and_then(|ty| ty.schema)
                .is_some_and(|known| members(known) == members(schema));
            return is_same.then_some(found);
        }
        let namespace = self.namespace.clone();
        let mut ty = Type::new(&namespace, name, span, Form::Enumeration);
        ty.schema = Some(schema);
        Some(self.add(ty))
    }
}

impl<'t, 'a> Context<'t, 'a, '_> {
    /// The enumeration type that an `enum` within another schema is. It is called as the document calls it, by
    /// `x-ms-enum` or `title`, or after its place: that of `zoo.cat/state` is `catState`.
    pub(super) fn inline_enumeration(
        &mut self,
        schema: &'t Node<'a>,
        owner: &str,
    ) -> Option<TypeIndex> {
        if let Some(&known) = self.inline.get(&std::ptr::from_ref(schema)) {
            return Some(known);
        }
        let (holder, member) = owner.rsplit_once('/')?;
        let holder = holder.rsplit(['.', '/']).next().unwrap_or(holder);
        let member = if member.starts_with('$') {
            "Result"
        } else {
            member
        };
        let mut letters = member.chars();
        let first = letters.next()?.to_ascii_uppercase();
        let placed = format!("{holder}{first}{}", letters.as_str());
        let apart = format!("{holder}_{member}");
        let said = schema
            .get("x-ms-enum")
            .and_then(|details| details.str("name"));
        let said = said
            .or_else(|| schema.str("title"))
            .filter(|name| is_identifier(name));
        let names = said.into_iter().chain([placed.as_str(), apart.as_str()]);
        let span = schema
            .get("enum")
            .map_or(schema.span, |members| members.span);
        let mut found = None;
        for name in names {
            found = found.or_else(|| self.types.tell_enumeration(name, schema, span));
        }
        let index = found?;
        let name = self
            .types
            .get(index)
            .map(Type::qualified)
            .unwrap_or_default();
        self.lose(Fact::Enumeration, owner, format!("`{name}`"));
        self.inline.insert(std::ptr::from_ref(schema), index);
        Some(index)
    }
}

/// Is a text a simple identifier (CSDL 17.2), such as names of types are?
fn is_identifier(text: &str) -> bool {
    let mut letters = text.chars();
    let starts = letters
        .next()
        .is_some_and(|c| c.is_ascii_alphabetic() || c == '_');
    starts && letters.all(|c| c.is_ascii_alphanumeric() || c == '_')
}
