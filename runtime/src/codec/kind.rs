//! How the types that fields hold look to the codec: each kind of type tells it once, so that the
//! types themselves need no code for it.

use super::field::{Datum, Element, Sink};
use super::model::{Model, Object};
use crate::Enumeration;

/// What values of type `T` have in common with others of their kind.
#[doc(hidden)]
pub trait Kind<T> {
    /// The value.
    fn datum(value: &T) -> Datum<'_>;
    /// The place of a value.
    fn sink(place: &mut Option<T>) -> Sink<'_>;
    /// Offers a place to `fill`; what that puts there becomes the last item.
    fn push(list: &mut Vec<T>, fill: &mut dyn FnMut(Sink<'_>)) {
        let mut place = None;
        fill(Self::sink(&mut place));
        list.extend(place);
    }
}

/// A kind of objects.
#[doc(hidden)]
pub trait ObjectKind<T>: Kind<T> {
    fn object(value: &mut T) -> &mut Object;
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

    /// Models are large, and should be read where they stay.
    fn push(list: &mut Vec<M>, fill: &mut dyn FnMut(Sink<'_>)) {
        fill(Sink::Object(list));
    }
}

impl<M: Model + Element<Kind = Self>> ObjectKind<M> for StructureKind {
    fn object(value: &mut M) -> &mut Object {
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
    fn object(value: &mut Box<M>) -> &mut Object {
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

impl<E: Enumeration> Kind<E> for EnumerationKind {
    fn datum(value: &E) -> Datum<'_> {
        Datum::Enumeration(value)
    }

    fn sink(place: &mut Option<E>) -> Sink<'_> {
        Sink::Enumeration(place)
    }
}

/// What `value` is.
pub(crate) fn datum<T: Element>(value: &T) -> Datum<'_> {
    T::Kind::datum(value)
}
