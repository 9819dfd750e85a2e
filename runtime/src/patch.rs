//! Changes to an entity.

use std::fmt;
use std::marker::PhantomData;

use crate::IntoField;
use crate::codec::{Additional, Field, IsA, holds_evolved, write_value};
use crate::property::{Nullable, Property, Writable};

/// The members of a `T` that a PATCH request changes: what is not named here stays as it is, which
/// is something else than being cleared.
///
/// Required and read-only members cannot be cleared, and read-only ones cannot be set:
///
/// ```compile_fail,E0308
/// # use msgraph_core::{Patch, Property, Required};
/// struct User;
/// const MAIL: &Property<User, Option<String>, Required> = &Property::new("mail");
/// Patch::<User>::new().clear(MAIL);
/// ```
/// ```compile_fail,E0308
/// # use msgraph_core::{Patch, Property, ReadOnly};
/// struct User;
/// const ID: &Property<User, Option<String>, ReadOnly> = &Property::new("id");
/// Patch::<User>::new().clear(ID);
/// ```
/// ```compile_fail,E0277
/// # use msgraph_core::{Patch, Property, ReadOnly};
/// struct User;
/// const ID: &Property<User, Option<String>, ReadOnly> = &Property::new("id");
/// Patch::<User>::new().set(ID, "1");
/// ```
///
/// The others can:
///
/// ```
/// # use msgraph_core::{Patch, Property};
/// struct User;
/// const NAME: &Property<User, Option<String>> = &Property::new("displayName");
/// const PHONE: &Property<User, Option<String>> = &Property::new("mobilePhone");
///
/// let patch = Patch::<User>::new().set(NAME, "Ada").clear(PHONE);
/// assert_eq!(patch.to_json(), r#"{"displayName":"Ada","mobilePhone":null}"#);
/// ```
#[must_use]
pub struct Patch<T> {
    members: Additional,
    /// Names an enumeration member that services hide unless they are asked for it.
    is_evolved: bool,
    entity: PhantomData<fn() -> T>,
}

impl<T> Patch<T> {
    /// No changes.
    pub const fn new() -> Self {
        Self {
            members: Additional::new(),
            is_evolved: false,
            entity: PhantomData,
        }
    }

    /// Sets a member.
    pub fn set<B, F, A>(mut self, property: &Property<B, F, A>, value: impl IntoField<F>) -> Self
    where
        T: IsA<B>,
        F: Field,
        A: Writable,
    {
        let value = value.into_field();
        let mut json = String::new();
        write_value(&value.view().datum(), &mut json);
        self.is_evolved |= holds_evolved(value.view());
        self.members.put(property.name(), &json);
        self
    }

    /// Clears a member: a single value becomes `null`, a collection becomes empty.
    pub fn clear<B, F>(mut self, property: &Property<B, F, Nullable>) -> Self
    where
        T: IsA<B>,
        F: Field,
    {
        self.members.put(property.name(), F::EMPTY);
        self
    }

    /// Whether there are no changes.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.members.is_empty()
    }

    /// The JSON object that is sent; members in the order in which they were first named.
    #[must_use]
    pub fn to_json(&self) -> String {
        self.members.to_object()
    }

    pub(crate) fn into_json(self) -> String {
        self.to_json()
    }

    pub(crate) fn is_evolved(&self) -> bool {
        self.is_evolved
    }
}

impl<T> Default for Patch<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T> Clone for Patch<T> {
    fn clone(&self) -> Self {
        Self {
            members: self.members.clone(),
            is_evolved: self.is_evolved,
            entity: PhantomData,
        }
    }
}

/// The names of the members only.
impl<T> fmt::Debug for Patch<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Patch").field(&self.members).finish()
    }
}
