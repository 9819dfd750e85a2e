//! Which type of the one schema is which of the other.

use rustc_hash::FxHashMap;

use crate::drift::merge::{Pair, pairs};
use crate::schema::{ItemType, Schema, TypeId, TypeRef};

/// The types of two schemas in pairs.
#[derive(Default)]
pub(in crate::drift) struct Pairing {
    /// By old type.
    new: Vec<Option<TypeId>>,
    /// By new type.
    old: Vec<Option<TypeId>>,
    pub(super) removed: Vec<TypeId>,
    pub(super) added: Vec<TypeId>,
    /// Pairs that differ in letter case.
    pub(super) respelled: Vec<(TypeId, TypeId)>,
}

impl Pairing {
    pub(super) fn new(old: &Schema<'_>, new: &Schema<'_>) -> Self {
        let mut pairing = Self {
            new: vec![None; old.types.len()],
            old: vec![None; new.types.len()],
            ..Self::default()
        };
        for pair in pairs(old.type_ids(), new.type_ids(), |&o, &n| {
            old[o].name.cmp(&new[n].name)
        }) {
            match pair {
                Pair::Old(id) => pairing.removed.push(id),
                Pair::New(id) => pairing.added.push(id),
                Pair::Both(old, new) => pairing.pair(old, new),
            }
        }
        pairing.pair_respelled(old, new);
        pairing
    }

    fn pair(&mut self, old: TypeId, new: TypeId) {
        if let Some(place) = self.new.get_mut(old.0 as usize) {
            *place = Some(new);
        }
        if let Some(place) = self.old.get_mut(new.0 as usize) {
            *place = Some(old);
        }
    }

    /// Those that are left over and differ in letter case only.
    fn pair_respelled(&mut self, old: &Schema<'_>, new: &Schema<'_>) {
        let spelled = |name: String| name.to_ascii_lowercase();
        let mut added: FxHashMap<_, _> = self
            .added
            .iter()
            .rev()
            .map(|&id| (spelled(new[id].name.to_string()), id))
            .collect();
        for id in std::mem::take(&mut self.removed) {
            match added.remove(&spelled(old[id].name.to_string())) {
                Some(twin) => {
                    self.pair(id, twin);
                    self.respelled.push((id, twin));
                }
                None => self.removed.push(id),
            }
        }
        let old = &self.old;
        self.added
            .retain(|id| old.get(id.0 as usize).copied().flatten().is_none());
    }

    /// The new type that an old one is.
    pub(in crate::drift) fn new_of(&self, old: TypeId) -> Option<TypeId> {
        self.new.get(old.0 as usize).copied().flatten()
    }

    /// The old type that a new one is.
    pub(in crate::drift) fn old_of(&self, new: TypeId) -> Option<TypeId> {
        self.old.get(new.0 as usize).copied().flatten()
    }

    pub(super) fn is_removed(&self, old: TypeId) -> bool {
        self.new_of(old).is_none()
    }

    pub(super) fn is_added(&self, new: TypeId) -> bool {
        self.old_of(new).is_none()
    }

    /// A type of the old schema, in the new one.
    pub(super) fn to_new(&self, ty: TypeRef) -> Option<TypeRef> {
        let item = match ty.item {
            ItemType::Primitive(_) => ty.item,
            ItemType::Named(id) => ItemType::Named(self.new_of(id)?),
        };
        Some(TypeRef { item, ..ty })
    }
}

/// The type of the schema that a position has.
pub(super) fn named(ty: TypeRef) -> Option<TypeId> {
    match ty.item {
        ItemType::Named(id) => Some(id),
        ItemType::Primitive(_) => None,
    }
}
