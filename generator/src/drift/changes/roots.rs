//! Roots of the slice that lead somewhere on one side only.

use super::{Change, Comparison};
use crate::drift::merge::{Pair, pairs};
use crate::drift::rules::slice::{ROOT_FOUND, ROOT_LOST};

impl Comparison<'_, '_> {
    pub(super) fn compare_roots(&mut self) {
        for pair in pairs(&self.old.missing_roots, &self.new.missing_roots, |o, n| {
            o.cmp(n)
        }) {
            let (rule, root) = match pair {
                Pair::Old(root) => (&ROOT_FOUND, root),
                Pair::New(root) => (&ROOT_LOST, root),
                Pair::Both(..) => continue,
            };
            self.changes
                .push(Change::new(rule, root.clone(), true).like_others());
        }
    }
}
