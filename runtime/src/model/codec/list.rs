//! Collections, seen without knowing what is in them.

use std::any::Any;

use super::field::{Datum, Element, Sink};
use super::kind::{Kind, StructureKind};
use super::model::Model;
use super::slots::{Change, ObjectSlot};

/// A collection to look at.
#[doc(hidden)]
pub trait List: Any {
    fn length(&self) -> usize;
    fn item(&self, index: usize) -> Datum<'_>;
}

impl<T: Element> List for Vec<T> {
    fn length(&self) -> usize {
        self.as_slice().len()
    }

    #[allow(clippy::indexing_slicing)] // `get` would be two more functions for each type
    fn item(&self, index: usize) -> Datum<'_> {
        let items = self.as_slice();
        if index < items.len() {
            T::Kind::datum(&items[index])
        } else {
            Datum::Absent
        }
    }
}

/// A collection to change.
#[doc(hidden)]
pub enum Collection<'a> {
    /// Objects are large, and should be read where they stay.
    Objects(&'a mut (dyn Objects + 'static)),
    /// Anything else is put in when it has been read.
    Values(&'a mut (dyn Values + 'static)),
}

impl Collection<'_> {
    pub(crate) fn list(&self) -> &dyn List {
        match self {
            Self::Objects(list) => *list,
            Self::Values(list) => *list,
        }
    }

    pub(crate) fn clear(&mut self) {
        match self {
            Self::Objects(list) => {
                list.change(Change::Clear);
            }
            Self::Values(list) => list.clear(),
        }
    }

    /// Offers a place to `fill`; what that puts there becomes the last item.
    pub(crate) fn push(&mut self, fill: &mut dyn FnMut(Sink<'_>)) {
        match self {
            Self::Objects(list) => fill(Sink::Item(*list)),
            Self::Values(list) => list.push(fill),
        }
    }
}

/// A collection of objects.
#[doc(hidden)]
pub trait Objects: List + ObjectSlot {}

impl<M: Model + Element<Kind = StructureKind>> Objects for Vec<M> {}

/// A collection of values that are not objects.
#[doc(hidden)]
pub trait Values: List {
    fn clear(&mut self);
    /// Offers a place to `fill`; what that puts there becomes the last item.
    fn push(&mut self, fill: &mut dyn FnMut(Sink<'_>));
}

impl<T: Element> Values for Vec<T> {
    fn clear(&mut self) {
        self.clear();
    }

    fn push(&mut self, fill: &mut dyn FnMut(Sink<'_>)) {
        let mut place = None;
        fill(T::Kind::sink(&mut place));
        if let Some(item) = place {
            self.push(item);
        }
    }
}
