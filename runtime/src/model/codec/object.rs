//! Entities and complex values: the fields of their types, and what can be done with all of them.

use std::fmt;
use std::mem;
use std::ops::{Deref, DerefMut};

use super::cast::{downcast, move_up};
use super::field::Element;
use super::kind::StructureKind;
use super::model::{IsA, Model};
use super::{Mismatch, Slot, TypeInfo, View, clone, compare, debug};
use crate::error::Error;

/// An entity or a complex value: the fields of its type, and what can be done with them.
///
/// Generated code names it for each type, `type User = Object<UserFields>`, and a program uses that name. The fields
/// are reached through `Deref`, inherited ones too: `user.display_name`, `user.id`. So they are looked at and
/// assigned where they are, and not moved out: `match &user.status`, `user.display_name.take()`. What a type declares
/// itself can be moved out of [`into_fields`](Self::into_fields).
///
/// What all types have in common is here once: a large schema compiles in a fraction of the time that
/// implementations for each type would take.
///
/// ```
/// use msgraph_operations::v1_0::models::{LongRunningOperationStatus, RichLongRunningOperation};
///
/// let operation = RichLongRunningOperation::from_json(br#"{"id":"1","status":"running","new":true}"#)?;
/// assert_eq!(operation.id.as_deref(), Some("1"));
/// assert_eq!(operation.status, Some(LongRunningOperationStatus::Running));
/// assert_eq!(operation.additional.get("new"), Some("true"));
/// # Ok::<_, msgraph_operations::msgraph_core::Error>(())
/// ```
#[derive(Default)]
pub struct Object<T>(T);

/// The fields of a type. Generated code implements it; everything else is done by [`Object`].
///
/// It knows the members that the type declares itself; those of the base type belong to the value in
/// its `base` field.
pub trait Members: Default + 'static {
    /// The facts of the type.
    const TYPE: TypeInfo;

    /// The field of the `n`th member of [`TypeInfo::members`]; what is above the type, for any
    /// other number.
    fn member(&self, n: usize) -> View<'_>;

    /// The same field, to change.
    fn member_mut(&mut self, n: usize) -> Slot<'_>;
}

/// The fields of a type that is derived from `B`, or is `B` itself.
pub trait DerivedFrom<B> {}

impl<T> DerivedFrom<Object<T>> for T {}

impl<T: DerivedFrom<Object<B>>, B> IsA<Object<B>> for Object<T> {}

/// The fields of a type that others are derived from.
pub trait Polymorphic: Members {
    /// The enum of what a value may really be.
    type Kind;

    /// What `value` really is, as far as the crate knows.
    fn into_kind(value: Object<Self>) -> Self::Kind;
}

impl<T: Members> Object<T> {
    /// A value without members.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The fields, to take values out of: `user.into_fields().display_name`.
    #[must_use]
    pub fn into_fields(self) -> T {
        self.0
    }

    /// Reads a JSON object.
    ///
    /// # Errors
    ///
    /// If `json` is not a JSON object. Members of an unexpected kind are no error, see
    /// [`mismatches`](Self::mismatches).
    pub fn from_json(json: &[u8]) -> Result<Self, Error> {
        Model::from_json(json)
    }

    /// Reads a JSON object that is in all as declared, apart from members that are not declared.
    ///
    /// # Errors
    ///
    /// If `json` is not a JSON object, or has a [`Mismatch`], of which [`Error::path`] tells the place.
    pub fn from_json_strict(json: &[u8]) -> Result<Self, Error> {
        Model::from_json_strict(json)
    }

    /// The value as a JSON object.
    #[must_use]
    pub fn to_json(&self) -> String {
        Model::to_json(self)
    }

    /// What the document of this value said otherwise than declared: values of another type, members
    /// that occur more than once.
    #[must_use]
    pub fn mismatches(&self) -> Vec<Mismatch> {
        Model::mismatches(self)
    }

    /// The name of the type that the value says it has in `@odata.type`, without `#`.
    #[must_use]
    pub fn odata_type(&self) -> Option<&str> {
        Model::odata_type(self)
    }

    /// The value as the same type of another version of the service, see [`Model::convert`].
    ///
    /// # Errors
    ///
    /// If the value is nested too deeply to be read, which no document makes.
    pub fn convert<M: Model>(&self) -> Result<M, Error> {
        Model::convert(self)
    }

    /// The value as a derived type, if that is what `@odata.type` says.
    ///
    /// # Errors
    ///
    /// Gives the value back when it is of another type.
    pub fn downcast<D>(self) -> Result<D, Self>
    where
        D: Model + IsA<Self>,
    {
        downcast(self)
    }

    /// The value as the type that `@odata.type` says, to be matched on.
    pub fn into_kind(self) -> T::Kind
    where
        T: Polymorphic,
    {
        T::into_kind(self)
    }

    /// The value as one of its base type. The members of this type become additional ones, and
    /// `@odata.type` names this type, so that a downcast gets everything back.
    #[must_use]
    pub fn into_base(mut self) -> T::Target
    where
        T: DerefMut<Target: Model>,
    {
        move_up(&mut self);
        mem::take(&mut *self.0)
    }
}

impl<T> Deref for Object<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T> DerefMut for Object<T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.0
    }
}

impl<T: Members> Model for Object<T> {
    const TYPE: TypeInfo = T::TYPE;

    fn member(&self, n: usize) -> View<'_> {
        self.0.member(n)
    }

    fn member_mut(&mut self, n: usize) -> Slot<'_> {
        self.0.member_mut(n)
    }
}

impl<T: Members> Element for Object<T> {
    type Kind = StructureKind;
}

impl<T: Members> Clone for Object<T> {
    fn clone(&self) -> Self {
        clone::clone(self)
    }
}

impl<T: Members> fmt::Debug for Object<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        debug::debug(self, f)
    }
}

impl<T: Members> PartialEq for Object<T> {
    fn eq(&self, other: &Self) -> bool {
        compare::equal(self, other)
    }
}

#[cfg(feature = "serde")]
impl<T: Members> serde_core::Serialize for Object<T> {
    fn serialize<S: serde_core::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        super::serde::serialize(self, serializer)
    }
}

#[cfg(feature = "serde")]
impl<'de, T: Members> serde_core::Deserialize<'de> for Object<T> {
    fn deserialize<D: serde_core::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        super::serde::deserialize(deserializer)
    }
}
