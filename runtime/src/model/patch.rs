//! Changes to an entity.

use std::fmt;
use std::marker::PhantomData;

use crate::model::codec::{
    Additional, Element, Field, IsA, Mentions, Model, differences, etag, from_json, write_value,
};
use crate::model::property::IntoField;
use crate::model::property::{Nullable, Property, Writable};

/// The members of a `T` that a PATCH request changes: what is not named here stays as it is, which
/// is something else than being cleared.
///
/// Required and read-only members cannot be cleared, and read-only ones cannot be set:
///
/// ```compile_fail,E0308
/// # use msgraph_core::{Patch, Property, Required};
/// # struct User;
/// # impl msgraph_core::codegen::v1::DerivedFrom<User> for User { type Proof = msgraph_core::codegen::v1::Itself; }
/// const MAIL: &Property<User, Option<String>, Required> = &Property::new("mail");
/// Patch::<User>::new().clear(MAIL);
/// ```
/// ```compile_fail,E0308
/// # use msgraph_core::{Patch, Property, ReadOnly};
/// # struct User;
/// # impl msgraph_core::codegen::v1::DerivedFrom<User> for User { type Proof = msgraph_core::codegen::v1::Itself; }
/// const ID: &Property<User, Option<String>, ReadOnly> = &Property::new("id");
/// Patch::<User>::new().clear(ID);
/// ```
/// ```compile_fail,E0277
/// # use msgraph_core::{Patch, Property, ReadOnly};
/// # struct User;
/// # impl msgraph_core::codegen::v1::DerivedFrom<User> for User { type Proof = msgraph_core::codegen::v1::Itself; }
/// const ID: &Property<User, Option<String>, ReadOnly> = &Property::new("id");
/// Patch::<User>::new().set(ID, "1");
/// ```
///
/// The others can:
///
/// ```
/// # use msgraph_core::{Patch, Property};
/// # struct User;
/// # impl msgraph_core::codegen::v1::DerivedFrom<User> for User { type Proof = msgraph_core::codegen::v1::Itself; }
/// const NAME: &Property<User, Option<String>> = &Property::new("displayName");
/// const PHONE: &Property<User, Option<String>> = &Property::new("mobilePhone");
///
/// let patch = Patch::<User>::new().set(NAME, "Ada").clear(PHONE);
/// assert_eq!(patch.to_json(), r#"{"displayName":"Ada","mobilePhone":null}"#);
/// ```
#[must_use]
pub struct Patch<T> {
    members: Additional,
    /// The enumeration members that the members name.
    mentions: Vec<(&'static str, Mentions)>,
    /// Which state of the entity it is for.
    etag: Option<String>,
    entity: PhantomData<fn() -> T>,
}

impl<T: Model> Patch<T> {
    /// What must change to make `after` of `before`: the smallest patch that does it, for the state
    /// of the entity that `before` shows. If that has an `@odata.etag`, it is sent in `If-Match`, and
    /// the answer is 412 ([`Error::is_precondition_failed`](crate::Error::is_precondition_failed))
    /// where the entity has changed since.
    ///
    /// A field that has lost its value is cleared. Inside complex values only differences count;
    /// collections are sent as a whole, and what navigation properties lead to is not sent at all.
    /// `@odata.type` goes with changes to a value of a derived type; other annotations do not.
    ///
    /// ```
    /// use msgraph_operations::msgraph_core::{Patch, prelude::*};
    /// use msgraph_operations::v1_0::models::LongRunningOperation;
    ///
    /// let before = LongRunningOperation::from_json(br#"{"id":"1","statusDetail":"half","x":[1.50]}"#)?;
    /// let mut after = before.clone();
    /// after.status_detail = None;
    /// assert_eq!(Patch::diff(&before, &after).to_json(), r#"{"statusDetail":null}"#);
    /// assert!(Patch::diff(&before, &before).is_empty());
    /// # Ok::<(), msgraph_operations::msgraph_core::Error>(())
    /// ```
    pub fn diff(before: &T, after: &T) -> Self {
        let members = differences(before, after);
        // What is sent is the text of a model that has nothing but the changes.
        let changes = from_json::<T>(members.to_object().as_bytes());
        let mentions = changes.map(|changes| Mentions::by_member(&changes));
        Self {
            members,
            mentions: mentions.unwrap_or_default(),
            etag: etag(before),
            entity: PhantomData,
        }
    }
}

impl<T> Patch<T> {
    /// No changes.
    pub const fn new() -> Self {
        Self {
            members: Additional::new(),
            mentions: Vec::new(),
            etag: None,
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
        let name = property.name();
        let mentions = Mentions::of_member(name, &value.view().datum());
        self.members.put(name, &json);
        self.mentions.retain(|(other, _)| *other != name);
        self.mentions.push((name, mentions));
        self
    }

    /// Clears a member: a single value becomes `null`, a collection becomes empty.
    pub fn clear<B, F>(mut self, property: &Property<B, F, Nullable>) -> Self
    where
        T: IsA<B>,
        F: Field,
    {
        self.members.put(property.name(), F::EMPTY);
        self.mentions.retain(|(other, _)| *other != property.name());
        self
    }

    /// Sets a member to a value, or clears it where there is none.
    ///
    /// ```
    /// use msgraph_operations::msgraph_core::Patch;
    /// use msgraph_operations::v1_0::models::{RichLongRunningOperation, rich_long_running_operation as operation};
    ///
    /// let patch = Patch::<RichLongRunningOperation>::new()
    ///     .set_or_clear(operation::RESOURCE_ID, Some("7"))
    ///     .set_or_clear(operation::TYPE, None::<String>);
    /// assert_eq!(patch.to_json(), r#"{"resourceId":"7","type":null}"#);
    /// ```
    pub fn set_or_clear<B, V: Element>(
        self,
        property: &Property<B, Option<V>, Nullable>,
        value: Option<impl Into<V>>,
    ) -> Self
    where
        T: IsA<B>,
    {
        match value {
            Some(value) => self.set(property, value),
            None => self.clear(property),
        }
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

    /// Which state of the entity it is for, if it is for a certain one.
    #[must_use]
    pub fn etag(&self) -> Option<&str> {
        self.etag.as_deref()
    }

    /// The enumeration members that it names.
    pub(crate) fn mentions(&self) -> Mentions {
        let mentions = self.mentions.iter().map(|(_, mentions)| mentions.clone());
        mentions.fold(Mentions::default(), Mentions::and)
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
            mentions: self.mentions.clone(),
            etag: self.etag.clone(),
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
