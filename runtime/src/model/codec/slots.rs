//! Places for values of many types, each seen as one of its kind.

use std::any::Any;

use super::field::Element;
use super::kind::{ObjectKind, StructureKind};
use super::model::{DynModel, Model};
use crate::model::enumeration::Member;

/// What becomes of a place for objects.
#[doc(hidden)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// There is no object any more.
    Clear,
    /// There is an empty object: in a collection, one more.
    Fill,
}

/// A place for objects.
#[doc(hidden)]
pub trait ObjectSlot: Any {
    /// The object that was put there. Both changes are one function, as it is compiled for each type.
    fn change(&mut self, change: Change) -> Option<&mut DynModel>;
}

impl<T> ObjectSlot for Option<T>
where
    T: Element<Kind: ObjectKind<T>>,
{
    fn change(&mut self, change: Change) -> Option<&mut DynModel> {
        *self = match change {
            Change::Clear => None,
            Change::Fill => Some(T::Kind::empty()),
        };
        match self {
            Some(value) => Some(T::Kind::object(value)),
            None => None,
        }
    }
}

impl<M: Model + Element<Kind = StructureKind>> ObjectSlot for Vec<M> {
    fn change(&mut self, change: Change) -> Option<&mut DynModel> {
        match change {
            Change::Clear => self.clear(),
            Change::Fill => self.push(M::default()),
        }
        match self.as_mut_slice() {
            [.., last] => Some(last),
            [] => None,
        }
    }
}

/// The place of an enumeration value or of a set of flags.
#[doc(hidden)]
pub trait EnumerationSlot: Any {
    /// Puts the value there that `text` names, or none; whether it would be written like that.
    fn read(&mut self, text: Option<&str>) -> bool;
}

/// A set of flags of any type.
#[doc(hidden)]
pub trait AnyFlags {
    /// The qualified name of the enumeration.
    fn type_name(&self) -> &'static str;
    fn member(&self, index: usize) -> Option<Member<'_>>;
}

/// The place of an integer.
#[doc(hidden)]
pub trait IntegerSlot: Any {
    fn clear(&mut self);
    /// Puts the value there if it is in range.
    fn set(&mut self, value: i64) -> bool;
    /// Whether a string with digits is a value too, as it is for `Edm.Int64`.
    fn reads_text(&self) -> bool;
}

impl<T: TryFrom<i64> + 'static> IntegerSlot for Option<T> {
    fn clear(&mut self) {
        *self = None;
    }

    fn set(&mut self, value: i64) -> bool {
        *self = T::try_from(value).ok();
        self.is_some()
    }

    fn reads_text(&self) -> bool {
        (self as &dyn Any).is::<Option<i64>>()
    }
}

/// The place of a value that keeps its text.
#[doc(hidden)]
pub trait TextSlot: Any {
    fn clear(&mut self);
    fn set(&mut self, text: String);
}
