//! What a segment leads to, where no schema declares it.

use super::super::bodies::{Answer, answer, request};
use super::super::loss::Fact;
use super::super::operations;
use super::super::position::{Item, position};
use super::super::tree::Node;
use super::super::trie::Trie;
use super::super::types::TypeIndex;
use super::{Place, Walk};
use crate::diagnostics::Span;

impl<'t, 'a> Walk<'_, 't, 'a, '_> {
    /// What a segment leads to that no schema declares: the type, and whether to many. The answers tell it, then
    /// the parameters for keys, then the descriptions that Microsoft's converter writes, then the name.
    pub(super) fn target(&mut self, name: &str, child: &Trie<'t, 'a>) -> (TypeIndex, bool) {
        if let Some(place) = self.answered(child) {
            return (place.ty, place.many);
        }
        if let Some((segment, key)) = child.keys().next() {
            if let Some(place) = self.answered(key) {
                return (place.ty, true);
            }
            let parameter = segment.trim_matches(['{', '}']);
            let marked = key
                .items()
                .into_iter()
                .find_map(|item| self.key_type(item, parameter));
            let told =
                marked.unwrap_or_else(|| parameter.strip_suffix("-id").unwrap_or(name).to_owned());
            return (self.tell(&told, child.span), true);
        }
        let told = child.children.iter().find_map(|(member, below)| {
            below
                .items()
                .into_iter()
                .find_map(|item| owner_of(item, member))
        });
        let told = told.map_or_else(|| name.to_owned(), str::to_owned);
        (self.tell(&told, child.span), false)
    }

    fn tell(&mut self, name: &str, span: Span) -> TypeIndex {
        let index = self.cx.types.find_or_tell(name, span);
        if self
            .cx
            .types
            .get(index)
            .is_some_and(|ty| ty.schema.is_none())
        {
            let target = self
                .cx
                .types
                .get(index)
                .map(super::super::types::Type::qualified)
                .unwrap_or_default();
            self.cx.lose(
                Fact::Type,
                target,
                "an entity type with what paths tell of it",
            );
        }
        index
    }

    /// The structured type that requests to a path answer or send.
    pub(super) fn answered(&mut self, trie: &Trie<'t, 'a>) -> Option<Place> {
        let answered = trie
            .operation("get")
            .and_then(|get| answer(self.cx, get, "an answer"));
        let found = if let Some(Answer::Value(position)) = answered {
            Some(position)
        } else {
            let writing = trie.operation("patch").or_else(|| trie.operation("put"));
            let body = writing.and_then(|operation| request(self.cx, operation));
            body.and_then(|schema| position(self.cx, schema, "a request"))
        }?;
        match found.item {
            Item::Type(ty) => Some(Place {
                ty,
                many: found.many,
            }),
            Item::Edm(_) => None,
        }
    }

    /// The type whose key a parameter is (`x-ms-docs-key-type`).
    fn key_type(&mut self, item: &'t Node<'a>, parameter: &str) -> Option<String> {
        let found = operations::parameter(self.cx, item, parameter)?;
        found.str("x-ms-docs-key-type").map(str::to_owned)
    }
}

/// The type that a member belongs to, by the description of Microsoft's converter:
/// "Provides operations to manage the x property of the ns.y entity."
fn owner_of<'t>(item: &'t Node<'_>, member: &str) -> Option<&'t str> {
    let rest = item
        .str("description")?
        .split_once(" the ")?
        .1
        .strip_prefix(member)?;
    let owner = rest.strip_prefix(" property of the ")?;
    owner.split_once(" entity").map(|(owner, _)| owner)
}
