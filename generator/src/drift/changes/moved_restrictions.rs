//! Restrictions that were said of a type and are said of what leads to it.

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Change, Comparison};
use crate::drift::rules::annotations::{
    ANNOTATION_REPLACED, RESTRICTION_ADDED, RESTRICTION_LIFTED,
};
use crate::drift::{Source, Wire};
use crate::schema::{ElementId, ItemType};

impl Comparison<'_, '_> {
    /// A restriction that is lifted at a type and added where a path leads to that type has only moved.
    pub(super) fn settle_moved_restrictions(&mut self) {
        let of_type = |change: &Change| match change.ids[1] {
            Some(ElementId::Type(id)) if change.rule == &RESTRICTION_LIFTED => {
                Some((id, change.detail.clone()))
            }
            _ => None,
        };
        let lifted = self.changes.iter().enumerate();
        let lifted: FxHashMap<_, _> = lifted
            .filter_map(|(at, change)| Some((of_type(change)?, at)))
            .collect();
        if lifted.is_empty() {
            return;
        }
        let schema = self.new.schema;
        let mut gone = FxHashSet::default();
        for change in &mut self.changes {
            let Some(id @ (ElementId::Navigation(..) | ElementId::Source(_))) = change.ids[1]
            else {
                continue;
            };
            let targets = schema.mentioned(id);
            let Some(ItemType::Named(target)) = targets.first().copied() else {
                continue;
            };
            let key = (target, change.detail.clone());
            let from = lifted
                .get(&key)
                .filter(|_| change.rule == &RESTRICTION_ADDED);
            if let Some(&at) = from {
                let from = schema[target].name;
                change.rule = &ANNOTATION_REPLACED;
                (change.wire, change.source) = (Wire::Safe, Source::None);
                change.detail = format!("{}, from {from}", change.detail);
                change.causes = vec![format!("moved from {from}")];
                gone.insert(at);
            }
        }
        let mut at = 0;
        self.changes.retain(|_| {
            at += 1;
            !gone.contains(&(at - 1))
        });
    }
}
