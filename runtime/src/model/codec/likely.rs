//! Which member of an object comes next.

use super::model::{DynModel, Place, ancestor, base, find};

/// The place whose member probably comes next, in the order in which services write members: the
/// root's first.
pub(super) struct Likely {
    pub(super) place: Place,
    /// The members of the type that the place belongs to.
    members: &'static [&'static str],
}

impl Likely {
    pub(super) fn first(mut model: &DynModel) -> Self {
        let mut level = 0;
        while let Some(base) = base(model) {
            model = base;
            level += 1;
        }
        Self::in_level(level, model)
    }

    fn in_level(level: usize, ancestor: &DynModel) -> Self {
        Self {
            place: Place { level, index: 0 },
            members: ancestor.info().members(),
        }
    }

    pub(super) fn name(&self) -> Option<&'static str> {
        self.members.get(self.place.index).copied()
    }

    /// Moves on to what comes after `place`.
    #[inline]
    pub(super) fn follow(&mut self, model: &DynModel, place: Place) {
        self.place.index = place.index + 1;
        if place.level != self.place.level || self.place.index >= self.members.len() {
            self.change_level(model, place);
        }
    }

    fn change_level(&mut self, model: &DynModel, place: Place) {
        if let Some(ancestor) = ancestor(model, place.level) {
            *self = Self::in_level(place.level, ancestor);
            self.place.index = place.index + 1;
        }
        if self.place.index >= self.members.len() && place.level > 0 {
            let below = place.level - 1;
            if let Some(ancestor) = ancestor(model, below) {
                *self = Self::in_level(below, ancestor);
            }
        }
    }

    /// Where the member with this name is: rather further on in the same type than elsewhere.
    pub(super) fn find(&self, model: &DynModel, name: &str) -> Option<Place> {
        let Place { level, index } = self.place;
        let mut ahead = self.members.iter().skip(index);
        match ahead.position(|member| *member == name) {
            Some(steps) => Some(Place {
                level,
                index: index + steps,
            }),
            None => find(model, name),
        }
    }
}
