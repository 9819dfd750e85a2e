//! What stands above the members of a struct.

use crate::model::codec::{Additional, Model, Slot, View};

/// The field that holds the members which a struct does not declare itself.
pub trait Above {
    /// Returns the field, to look at.
    fn view(&self) -> View<'_>;
    /// Returns the field, to change.
    fn slot(&mut self) -> Slot<'_>;
}

/// The field `base` of a derived type.
impl<M: Model> Above for M {
    fn view(&self) -> View<'_> {
        View::Base(self)
    }

    fn slot(&mut self) -> Slot<'_> {
        Slot::Base(self)
    }
}

/// The field `additional` of any other type.
impl Above for Additional {
    fn view(&self) -> View<'_> {
        View::Root(self)
    }

    fn slot(&mut self) -> Slot<'_> {
        Slot::Root(self)
    }
}
