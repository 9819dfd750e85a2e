//! Alternate keys, which annotations declare.

use super::{Change, Comparison};
use crate::drift::merge::{Pair, pairs};
use crate::drift::rules::annotations::{ALTERNATE_KEY_ADDED, ALTERNATE_KEY_REMOVED};
use crate::schema::{Annotations, KeyProperty, Schema, TypeId, TypeKind};
use crate::slice::Element;

const ALTERNATE_KEYS: &str = "Org.OData.Core.V1.AlternateKeys";

impl Comparison<'_, '_> {
    pub(super) fn compare_alternate_keys(&mut self) {
        if !has_any(self.old.schema) && !has_any(self.new.schema) {
            return;
        }
        for old in self.old.schema.type_ids() {
            if let (TypeKind::Entity(_), Some(new)) =
                (&self.old.schema[old].kind, self.types.new_of(old))
            {
                self.compare_keys_of(old, new);
            }
        }
    }

    fn compare_keys_of(&mut self, old: TypeId, new: TypeId) {
        let (was, is) = (keys(self.old.schema, old), keys(self.new.schema, new));
        for pair in pairs(was, is, |(o, _), (n, _)| o.cmp(n)) {
            let (rule, (key, is_wanted)) = match pair {
                Pair::Old((key, n)) => (
                    &ALTERNATE_KEY_REMOVED,
                    (key, self.old.wants(Element::AlternateKey(old, n))),
                ),
                Pair::New((key, n)) => (
                    &ALTERNATE_KEY_ADDED,
                    (key, self.new.wants(Element::AlternateKey(new, n))),
                ),
                Pair::Both(..) => continue,
            };
            let mut change: Change = self.of_type(rule, old, new).detail(key);
            change.is_wanted = is_wanted;
            self.push(change);
        }
    }
}

/// Is there any in the schema? In most there is none.
fn has_any(schema: &Schema<'_>) -> bool {
    let has = |annotations: &Annotations<'_>| annotations.get(ALTERNATE_KEYS).is_some();
    let sources = schema.container.iter().flat_map(|c| &c.sources);
    schema.types.iter().any(|ty| has(&ty.annotations))
        || sources.into_iter().any(|s| has(&s.annotations))
}

/// The alternate keys of a type, sorted, with their places.
fn keys(schema: &Schema<'_>, id: TypeId) -> Vec<(String, u32)> {
    let text = |key: &Vec<KeyProperty<'_>>| {
        let parts: Vec<_> = key.iter().map(KeyProperty::name).collect();
        format!("({})", parts.join(", "))
    };
    let keys = schema.alternate_keys(id);
    let mut keys: Vec<_> = keys.iter().map(text).zip(0..).collect();
    keys.sort_unstable();
    keys
}
