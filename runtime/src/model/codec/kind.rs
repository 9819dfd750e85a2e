//! How the types that fields hold look to the codec: each kind of type tells it once, so that the
//! types themselves need no code for it.

use super::field::{Datum, Element, Sink};
use super::list::Collection;
use super::model::{DynModel, Model};
use crate::model::enumeration::{Described as _, Enumeration, Member};

/// What values of type `T` have in common with others of their kind.
#[doc(hidden)]
pub trait Kind<T: Element> {
    /// The value.
    fn datum(value: &T) -> Datum<'_>;
    /// The place of a value.
    fn sink(place: &mut Option<T>) -> Sink<'_>;
    /// A collection of values.
    fn collection(list: &mut Vec<T>) -> Collection<'_> {
        Collection::Values(list)
    }
}

/// A kind of objects.
#[doc(hidden)]
pub trait ObjectKind<T: Element>: Kind<T> {
    fn empty() -> T;
    fn object(value: &mut T) -> &mut DynModel;
}

/// Models, as they are in collections.
#[doc(hidden)]
#[derive(Debug)]
pub enum StructureKind {}

impl<M: Model + Element<Kind = Self>> Kind<M> for StructureKind {
    fn datum(value: &M) -> Datum<'_> {
        Datum::Object(value)
    }

    fn sink(place: &mut Option<M>) -> Sink<'_> {
        Sink::Object(place)
    }

    fn collection(list: &mut Vec<M>) -> Collection<'_> {
        Collection::Objects(list)
    }
}

impl<M: Model + Element<Kind = Self>> ObjectKind<M> for StructureKind {
    fn empty() -> M {
        M::default()
    }

    fn object(value: &mut M) -> &mut DynModel {
        value
    }
}

/// Boxed models, as they are in single-valued members.
#[doc(hidden)]
#[derive(Debug)]
pub enum BoxKind {}

impl<M: Model> Kind<Box<M>> for BoxKind {
    fn datum(value: &Box<M>) -> Datum<'_> {
        Datum::Object(&**value)
    }

    fn sink(place: &mut Option<Box<M>>) -> Sink<'_> {
        Sink::Object(place)
    }
}

impl<M: Model> ObjectKind<Box<M>> for BoxKind {
    fn empty() -> Box<M> {
        Box::new(M::default())
    }

    fn object(value: &mut Box<M>) -> &mut DynModel {
        &mut **value
    }
}

impl<M: Model> Element for Box<M> {
    type Kind = BoxKind;
}

/// Enumerations.
#[doc(hidden)]
#[derive(Debug)]
pub enum EnumerationKind {}

impl<E: Enumeration + Element<Kind = Self>> Kind<E> for EnumerationKind {
    fn datum(value: &E) -> Datum<'_> {
        Datum::Enumeration(Member {
            enumeration: E::INFO,
            name: value.as_str(),
        })
    }

    fn sink(place: &mut Option<E>) -> Sink<'_> {
        Sink::Enumeration(place)
    }
}

/// What `value` is.
pub(crate) fn datum<T: Element>(value: &T) -> Datum<'_> {
    T::Kind::datum(value)
}
