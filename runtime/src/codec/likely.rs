//! Which member of an object comes next.

use super::model::{Object, Place, ancestor, find, root_level};

/// The place whose member probably comes next, in the order in which services write members: the
/// root's first.
pub(super) struct Likely {
    pub(super) place: Place,
    /// The members of the type that the place belongs to.
    members: &'static [&'static str],
}

impl Likely {
    pub(super) fn first(model: &Object) -> Self {
        Self::in_level(model, root_level(model))
    }

    fn in_level(model: &Object, level: usize) -> Self {
        Self {
            place: Place { level, index: 0 },
            members: ancestor(model, level).map_or(&[], |model| model.info().members()),
        }
    }

    pub(super) fn name(&self) -> Option<&'static str> {
        self.members.get(self.place.index).copied()
    }

    /// Moves on to what comes after `place`.
    pub(super) fn follow(&mut self, model: &Object, place: Place) {
        if place.level != self.place.level {
            *self = Self::in_level(model, place.level);
        }
        self.place.index = place.index + 1;
        if self.place.index >= self.members.len() && place.level > 0 {
            *self = Self::in_level(model, place.level - 1);
        }
    }

    /// Where the member with this name is: rather further on in the same type than elsewhere.
    pub(super) fn find(&self, model: &Object, name: &str) -> Option<Place> {
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
