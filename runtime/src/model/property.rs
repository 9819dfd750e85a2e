//! Property descriptors: the members of types.

use std::fmt;
use std::marker::PhantomData;
use std::mem;

use crate::model::codec::{
    DynModel, Element, Field, Fit, IsA, Model, additional_mut, read_value, slot_of, write_value,
};

/// A property descriptor: a member of type `T` whose field is an `F`. `select`, `with`, `take` and
/// [`Patch`](crate::Patch) take it and a [`Filter`](crate::Filter) is made of it, so that a wrong name, a member of
/// another type or a value of the wrong type does not compile. `A` says what the service allows: [`Nullable`],
/// [`Required`], [`ReadOnly`], or [`Navigation`].
///
/// ```
/// use msgraph_core::Property;
/// use msgraph_operations::v1_0::models::LongRunningOperation;
///
/// // A member that is newer than the crate.
/// const COLOUR: &Property<LongRunningOperation, Option<String>> = &Property::new("colour");
/// let operation = LongRunningOperation::new().with(COLOUR, "green");
/// assert_eq!(operation.additional.get("colour"), Some("\"green\""));
/// ```
pub struct Property<T, F, A = Nullable> {
    name: &'static str,
    types: PhantomData<fn(T, F, A)>,
}

impl<T, F, A> Property<T, F, A> {
    /// The member with this name on the wire.
    #[must_use]
    pub const fn new(name: &'static str) -> Self {
        Self {
            name,
            types: PhantomData,
        }
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
///
/// ```
/// use msgraph_core::{Nullable, Patch, Property};
/// use msgraph_operations::v1_0::models::Entity;
///
/// const NOTE: &Property<Entity, Option<String>, Nullable> = &Property::new("note");
/// assert_eq!(Patch::<Entity>::new().clear(NOTE).to_json(), r#"{"note":null}"#);
/// ```
#[derive(Debug)]
pub enum Nullable {}

/// A member that may be set and not cleared.
///
/// ```
/// use msgraph_core::{Patch, Property, Required};
/// use msgraph_operations::v1_0::models::Entity;
///
/// const NAME: &Property<Entity, Option<String>, Required> = &Property::new("name");
/// assert_eq!(Patch::<Entity>::new().set(NAME, "Ada").to_json(), r#"{"name":"Ada"}"#);
/// ```
#[derive(Debug)]
pub enum Required {}

/// A member that only the service sets.
///
/// ```
/// use msgraph_core::{Filter, Property, ReadOnly};
/// use msgraph_operations::v1_0::models::Entity;
///
/// // It can be asked for and compared, and not be set.
/// const VERSION: &Property<Entity, Option<i32>, ReadOnly> = &Property::new("version");
/// let filter: Filter<Entity> = VERSION.gt(2);
/// assert_eq!(filter.to_string(), "version gt 2");
/// ```
#[derive(Debug)]
pub enum ReadOnly {}

/// A navigation property, which `$expand` fills. Other requests set what it leads to.
///
/// ```
/// use msgraph_core::{Navigation, Property};
/// use msgraph_operations::v1_0::models::Entity;
///
/// // Navigation that is newer than the crate; `expand` takes it.
/// const OWNER: &Property<Entity, Option<Box<Entity>>, Navigation> = &Property::new("owner");
/// assert_eq!(OWNER.name(), "owner");
/// ```
#[derive(Debug)]
pub enum Navigation {}

/// [`Nullable`] or [`Required`]: the member may be set.
///
/// ```
/// use msgraph_core::{IsA, Patch, Property, Writable};
///
/// fn rename<T: IsA<T>, A: Writable>(name: &Property<T, Option<String>, A>) -> Patch<T> {
///     Patch::new().set(name, "Ada")
/// }
/// # let _ = rename::<msgraph_operations::v1_0::models::Entity, msgraph_core::Nullable>;
/// ```
#[diagnostic::on_unimplemented(message = "the service does not let this member be set")]
pub trait Writable: sealed::Sealed {}

impl Writable for Nullable {}
impl Writable for Required {}

mod sealed {
    pub trait Sealed {}
    impl Sealed for super::Nullable {}
    impl Sealed for super::Required {}
}

/// What can be put into a field of type `F`: for an `Option<T>` whatever turns into a `T`, for a
/// `Vec<T>` an iterator over that.
///
/// ```
/// use msgraph_core::IntoField;
///
/// let name: Option<String> = "Ada".into_field();
/// assert_eq!(name.as_deref(), Some("Ada"));
/// let mails: Vec<String> = ["ada@contoso.com", "ada@example.com"].into_field();
/// assert_eq!(mails.len(), 2);
/// ```
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

/// Returns `model` with one member set. One that the type does not declare becomes an additional member.
#[must_use]
pub fn with<M, B, F, A>(mut model: M, property: &Property<B, F, A>, value: impl IntoField<F>) -> M
where
    M: Model + IsA<B>,
    F: Field,
{
    let value = value.into_field();
    if let Some(field) = field_mut(&mut model, property.name()) {
        *field = value;
    } else {
        let mut json = String::new();
        write_value(&value.view().datum(), &mut json);
        additional_mut(&mut model, |additional| {
            additional.put(property.name(), &json);
        });
    }
    model
}

/// Moves the value of one member out of `model`.
pub fn take<M, B, F, A>(model: &mut M, property: &Property<B, F, A>) -> F
where
    M: Model + IsA<B>,
    F: Field,
{
    take_value(model, property.name())
}

fn take_value<F: Field>(model: &mut DynModel, name: &str) -> F {
    if let Some(field) = field_mut(model, name) {
        return mem::take(field);
    }
    let mut value = F::default();
    let json = additional_mut(model, |additional| additional.remove(name)).flatten();
    if let Some(json) = json
        && !matches!(read_value(&json, value.slot().sink()), Ok(fit) if fit != Fit::Mismatch)
    {
        additional_mut(model, |additional| additional.put(name, &json));
    }
    value
}

/// The field of a member, if the type declares the member with this type.
fn field_mut<'a, F: Field>(model: &'a mut DynModel, name: &str) -> Option<&'a mut F> {
    let slot = slot_of(model, name);
    slot.sink().field()?.downcast_mut()
}
