//! What a segment leads to, where no schema declares it.

use super::super::bodies::{Answer, answer, request};
use super::super::loss::Fact;
use super::super::operations;
use super::super::position::{Item, position};
use super::super::trie::Trie;
use super::super::types::{Form, Type, TypeIndex};
use super::{Place, Walk};
use crate::diagnostics::{Diagnostic, Span};
use crate::tree::Node;

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
            let mut items = key.items().into_iter();
            let marked = items.find_map(|item| self.key_type(item, parameter));
            let ty = match marked {
                Some(marked) => self.tell(&marked, child.span),
                None => self.guess(parameter.strip_suffix("-id").unwrap_or(name), name, child),
            };
            return (ty, true);
        }
        let told = child.children.iter().find_map(|(member, below)| {
            let mut items = below.items().into_iter();
            items.find_map(|item| owner_of(item, member))
        });
        let ty = match told {
            Some(told) => self.tell(told, child.span),
            None => self.guess(name, name, child),
        };
        (ty, false)
    }

    /// The type that the document names for a place, which it may have no schema of.
    fn tell(&mut self, name: &str, span: Span) -> TypeIndex {
        let index = self.cx.types.find_or_tell(name, span);
        let ty = self.cx.types.get(index);
        if let Some(ty) = ty.filter(|ty| ty.schema.is_none()) {
            let target = ty.qualified();
            let taken = "an entity type with what paths tell of it";
            self.cx.lose(Fact::Type, target, taken);
        }
        index
    }

    /// The type of a place that nothing tells the type of: one that is called like it, unless that is the type of
    /// values; otherwise one is made up, and that is reported.
    fn guess(&mut self, name: &str, segment: &str, child: &Trie<'t, 'a>) -> TypeIndex {
        let found = self.cx.types.find(name);
        let known = found.and_then(|index| self.cx.types.get(index));
        let is_free = known.is_none();
        let is_value = found.is_some_and(|index| self.values.contains(&index));
        let is_bound =
            known.is_some_and(|ty| ty.form == Form::Structure && (ty.is_entity || !is_value));
        if let Some(index) = found.filter(|_| is_bound) {
            return self.tell_known(index, child.span);
        }
        let mut simple: String = name
            .chars()
            .map(|c| {
                if c.is_alphanumeric() || c == '_' {
                    c
                } else {
                    '_'
                }
            })
            .collect();
        if !is_free {
            simple.push_str("Entity");
        }
        let is_new = self.cx.types.find(&simple).is_none();
        let index = self.tell(&simple, child.span);
        if is_new {
            let ty = self
                .cx
                .types
                .get(index)
                .map(Type::qualified)
                .unwrap_or_default();
            let message = format!("nothing tells of which type `{segment}` is");
            let warning = Diagnostic::warning("W0504", message)
                .at(child.span, format!("`{ty}` is made up"))
                .hint(format!(
                    "if you know what the service calls it, say so by a patch: `target = \"{ty}\"`, `name = \"…\"`"
                ));
            self.cx.report(warning);
        }
        index
    }

    fn tell_known(&mut self, index: TypeIndex, span: Span) -> TypeIndex {
        let name = self.cx.types.get(index).map(Type::qualified);
        name.map_or(index, |name| self.tell(&name, span))
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
    pub(super) fn key_type(&mut self, item: &'t Node<'a>, parameter: &str) -> Option<String> {
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
