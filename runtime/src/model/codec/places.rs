//! Sets of members.

use std::collections::BTreeSet;

use super::model::Place;

/// A set of places.
#[derive(Default)]
pub(super) struct Places {
    /// Those of the nearest types, a bit for each of their first members.
    near: [[u64; 2]; 4],
    far: BTreeSet<Place>,
}

impl Places {
    /// Adds a place; whether it is new.
    #[inline]
    pub(super) fn insert(&mut self, place: Place) -> bool {
        let level = self.near.get_mut(place.level);
        let Some(bits) = level.and_then(|bits| bits.get_mut(place.index / 64)) else {
            return self.insert_far(place);
        };
        let bit = 1 << (place.index % 64);
        let is_new = *bits & bit == 0;
        *bits |= bit;
        is_new
    }

    #[inline]
    pub(super) fn contains(&self, place: Place) -> bool {
        let level = self.near.get(place.level);
        match level.and_then(|bits| bits.get(place.index / 64)) {
            Some(bits) => bits >> (place.index % 64) & 1 == 1,
            None => self.is_far(place),
        }
    }

    #[cold]
    fn insert_far(&mut self, place: Place) -> bool {
        self.far.insert(place)
    }

    #[cold]
    fn is_far(&self, place: Place) -> bool {
        self.far.contains(&place)
    }
}
