//! Alternate keys, which annotations declare.

use super::{Change, Comparison};
use crate::drift::merge::{Pair, pairs};
use crate::drift::rules::annotations::{ALTERNATE_KEY_ADDED, ALTERNATE_KEY_REMOVED};
use crate::schema::{AlternateKeys, ElementId, KeyProperty, TypeId, TypeKind};

impl Comparison<'_, '_> {
    pub(super) fn compare_alternate_keys(&mut self) {
        let keys = [self.old, self.new].map(|side| AlternateKeys::new(side.schema));
        for old in self.old.schema.type_ids() {
            if let (TypeKind::Entity(_), Some(new)) =
                (&self.old.schema[old].kind, self.types.new_of(old))
            {
                self.compare_keys_of(&keys, old, new);
            }
        }
    }

    fn compare_keys_of(
        &mut self,
        [old_keys, new_keys]: &[AlternateKeys<'_, '_>; 2],
        old: TypeId,
        new: TypeId,
    ) {
        let (was, is) = (sorted(&old_keys.of(old)), sorted(&new_keys.of(new)));
        for pair in pairs(was, is, |(o, _), (n, _)| o.cmp(n)) {
            let (rule, (key, is_wanted)) = match pair {
                Pair::Old((key, n)) => (
                    &ALTERNATE_KEY_REMOVED,
                    (key, self.old.wants(ElementId::AlternateKey(old, n))),
                ),
                Pair::New((key, n)) => (
                    &ALTERNATE_KEY_ADDED,
                    (key, self.new.wants(ElementId::AlternateKey(new, n))),
                ),
                Pair::Both(..) => continue,
            };
            let mut change: Change = self.of_type(rule, old, new).detail(key);
            change.is_wanted = is_wanted;
            self.push(change);
        }
    }
}

/// The texts of keys, sorted, with their places.
fn sorted(keys: &[Vec<KeyProperty<'_>>]) -> Vec<(String, u32)> {
    let text = |key: &Vec<KeyProperty<'_>>| {
        let parts: Vec<_> = key.iter().map(KeyProperty::name).collect();
        format!("({})", parts.join(", "))
    };
    let mut keys: Vec<_> = keys.iter().map(text).zip(0..).collect();
    keys.sort_unstable();
    keys
}
