//! Handles for the members of types.

use std::any::Any;
use std::fmt;

use crate::model::codec::{Element, Field, IsA, Members, Object, slot_of};

/// A member of type `T` whose field is an `F`: what `select`, `with` and [`Patch`](crate::Patch)
/// take and a [`Filter`](crate::Filter) is made of, so that a wrong name, a member of another type or a value of the wrong type does not
/// compile. `A` says what the service allows: [`Nullable`], [`Required`] or [`ReadOnly`].
///
/// Generated code writes handles as literals, because those are cheaper to compile than calls of [`new`](Self::new).
pub struct Property<T, F, A = Nullable> {
    #[doc(hidden)]
    pub name: <fn(T, F, A) as Types>::Name,
}

/// What mentions the types of a handle, so that its name alone needs to be a field.
#[doc(hidden)]
pub trait Types {
    /// The name on the wire.
    type Name;
}

impl<T, F, A> Types for fn(T, F, A) {
    type Name = &'static str;
}

impl<T, F, A> Property<T, F, A> {
    /// The member with this name on the wire.
    #[must_use]
    pub const fn new(name: &'static str) -> Self {
        Self { name }
    }

    /// The name on the wire.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }
}

impl<T, F, A> fmt::Debug for Property<T, F, A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Property").field(&self.name).finish()
    }
}

/// A member that may be set and cleared.
#[derive(Debug)]
pub enum Nullable {}

/// A member that may be set and not cleared.
#[derive(Debug)]
pub enum Required {}

/// A member that only the service sets.
#[derive(Debug)]
pub enum ReadOnly {}

/// [`Nullable`] or [`Required`]: the member may be set.
#[diagnostic::on_unimplemented(message = "the service does not let this member be set")]
pub trait Writable: sealed::Sealed {}

impl Writable for Nullable {}
impl Writable for Required {}

mod sealed {
    pub trait Sealed {}
    impl Sealed for super::Nullable {}
    impl Sealed for super::Required {}
}

/// A member that can be selected from a `T`: a handle of `T` or of one of its base types.
#[diagnostic::on_unimplemented(message = "`{T}` does not have the member of this handle")]
pub trait Selectable<T> {
    /// The name on the wire.
    fn name(&self) -> &'static str;
}

impl<T: IsA<B>, B, F, A> Selectable<T> for Property<B, F, A> {
    fn name(&self) -> &'static str {
        self.name
    }
}

/// The value of `$select`.
pub(crate) fn names<T, const N: usize>(properties: [&dyn Selectable<T>; N]) -> String {
    properties.map(Selectable::name).join(",")
}

/// What can be put into a field of type `F`: for an `Option<T>` whatever turns into a `T`, for a
/// `Vec<T>` an iterator over that.
pub trait IntoField<F> {
    /// The field with this value.
    fn into_field(self) -> F;
}

impl<U: Into<T>, T: Element> IntoField<Option<T>> for U {
    fn into_field(self) -> Option<T> {
        Some(self.into())
    }
}

impl<I, T> IntoField<Vec<T>> for I
where
    I: IntoIterator,
    I::Item: Into<T>,
    T: Element,
{
    fn into_field(self) -> Vec<T> {
        self.into_iter().map(Into::into).collect()
    }
}

impl<T: Members> Object<T> {
    /// This value with one member set, inherited or its own.
    #[must_use]
    pub fn with<B, F: Field, A>(
        self,
        property: &Property<B, F, A>,
        value: impl IntoField<F>,
    ) -> Self
    where
        Self: IsA<B>,
    {
        let mut object = self;
        // `Self: IsA<B>` and the handle come from the same table, so there is a place of this type.
        let slot = slot_of(&mut object, property.name());
        if let Some(field) = slot.sink().field().and_then(<dyn Any>::downcast_mut::<F>) {
            *field = value.into_field();
        }
        object
    }
}
