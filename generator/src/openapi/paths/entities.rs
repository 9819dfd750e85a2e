//! Which types are entities and which are values, before paths are followed: a name alone must not decide it.

use super::super::operations;
use super::super::position::{Item, Position, position};
use super::super::trie::Trie;
use super::super::types::TypeIndex;
use super::Walk;

impl<'t, 'a> Walk<'_, 't, 'a, '_> {
    /// Finds the types that properties hold as values: those that are not marked as navigation.
    pub(super) fn find_values(&mut self) {
        for index in 0..self.cx.types.list().len() {
            for (name, schema) in self.cx.types.properties(index) {
                if schema.flag("x-ms-navigationProperty") {
                    continue;
                }
                let described = self.qualified(index, name);
                if let Some(Position {
                    item: Item::Type(held),
                    ..
                }) = position(self.cx, schema, &described)
                {
                    self.values.insert(held);
                }
            }
        }
    }

    /// Finds the types that have keys in paths, and those that the first segments answer.
    pub(super) fn find_entities(&mut self, trie: &Trie<'t, 'a>, is_root: bool) {
        for (segment, child) in &trie.children {
            let is_key = segment.starts_with('{') || segment.contains('(') && !child.is_call;
            if (is_key || is_root || child.keys().next().is_some())
                && operations::kind(child).is_none()
                && let Some(place) = self.answered(child)
            {
                self.is_entity(place.ty);
            }
            if is_key {
                let parameter = segment.trim_matches(['{', '}']);
                let mut items = child.items().into_iter();
                let named = items.find_map(|item| self.key_type(item, parameter));
                if let Some(found) = named.and_then(|name| self.cx.types.find(&name)) {
                    self.is_entity(found);
                }
            }
            self.find_entities(child, false);
        }
    }

    fn is_entity(&mut self, ty: TypeIndex) {
        if let Some(ty) = self.cx.types.get_mut(ty) {
            ty.is_entity = true;
        }
    }
}
