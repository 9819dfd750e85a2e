//! Members of members.

use std::fmt;
use std::marker::PhantomData;

use super::expression::Expression;
use crate::model::codec::{IsA, Model};

/// The way from a `T` to something below it that is an `F`: `error/innerError/code`.
///
/// `member` of a [`Property`](crate::Property) begins one.
///
/// ```
/// use msgraph_core::{Filter, PropertyPath};
/// use msgraph_operations::v1_0::models::{
///     PublicError, RichLongRunningOperation, public_error, rich_long_running_operation as operation,
/// };
///
/// let code: PropertyPath<RichLongRunningOperation, Option<String>> =
///     operation::ERROR.member(public_error::CODE);
/// let filter: Filter<RichLongRunningOperation> = code.eq("conflict");
/// assert_eq!(filter.to_string(), "error/code eq 'conflict'");
/// # let _ = PublicError::new();
/// ```
pub struct PropertyPath<T, F> {
    text: String,
    types: PhantomData<fn(T, F)>,
}

impl<T, F> PropertyPath<T, F> {
    pub(super) fn expression(&self) -> Expression {
        Expression::path(&self.text)
    }

    pub(super) fn new(text: String) -> Self {
        Self {
            text,
            types: PhantomData,
        }
    }

    /// The names of the members with slashes between them. Of [`item`], the empty text.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.text
    }
}

impl<T, F> Clone for PropertyPath<T, F> {
    fn clone(&self) -> Self {
        Self::new(self.text.clone())
    }
}

impl<T, F> fmt::Debug for PropertyPath<T, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("PropertyPath").field(&self.text).finish()
    }
}

/// The item itself, for collections whose items have no members:
/// `user::OTHER_MAILS.any(item().ends_with("@contoso.com"))`.
///
/// ```
/// use msgraph_core::{Filter, Property, item};
/// use msgraph_operations::v1_0::models::Entity;
///
/// const TAGS: &Property<Entity, Vec<String>> = &Property::new("tags");
/// let filter: Filter<Entity> = TAGS.any(item().eq("draft"));
/// assert_eq!(filter.to_string(), "tags/any(x:x eq 'draft')");
/// ```
#[must_use]
pub fn item<T>() -> PropertyPath<T, Option<T>> {
    PropertyPath::new(String::new())
}

/// The item as one of a derived type. Of others, nothing that is said about it is true.
///
/// ```
/// use msgraph_core::{Filter, item_as};
/// use msgraph_operations::v1_0::models::{
///     LongRunningOperation, RichLongRunningOperation, rich_long_running_operation as rich,
/// };
///
/// let filter: Filter<LongRunningOperation> =
///     item_as::<LongRunningOperation, RichLongRunningOperation>().member(rich::PERCENTAGE_COMPLETE).gt(50);
/// assert_eq!(filter.to_string(), "microsoft.graph.richLongRunningOperation/percentageComplete gt 50");
/// ```
#[must_use]
pub fn item_as<T, D: Model + IsA<T>>() -> PropertyPath<T, Option<Box<D>>> {
    PropertyPath::new(D::TYPE.name().to_owned())
}

/// `name` below `path`.
pub(super) fn join(path: &str, name: &str) -> String {
    if path.is_empty() {
        name.to_owned()
    } else {
        format!("{path}/{name}")
    }
}
