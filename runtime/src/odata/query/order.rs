//! Orders of items.

use std::fmt;
use std::marker::PhantomData;

use super::several::{Each, One};

/// What items of type `T` are ordered by: `asc()` or `desc()` of a property descriptor.
///
/// ```
/// use msgraph_core::Order;
/// use msgraph_operations::v1_0::models::{LongRunningOperation, long_running_operation as operation};
///
/// let latest: Order<LongRunningOperation> = operation::CREATED_DATE_TIME.desc();
/// assert_eq!(latest.to_string(), "createdDateTime desc");
/// ```
#[must_use]
pub struct Order<T> {
    text: String,
    item: PhantomData<fn(T)>,
}

impl<T> Order<T> {
    /// An order as it is written: `createdDateTime desc`.
    pub fn raw(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            item: PhantomData,
        }
    }
}

impl<T> Clone for Order<T> {
    fn clone(&self) -> Self {
        Self::raw(&self.text)
    }
}

impl<T> fmt::Display for Order<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl<T> fmt::Debug for Order<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Order").field(&self.text).finish()
    }
}

/// What items of type `T` are ordered by: one [`Order`], or an array, a slice, a `Vec` or an iterator of them.
///
/// ```
/// use msgraph_operations::msgraph_core::{Order, Page, Request};
/// use msgraph_operations::v1_0::models::{RichLongRunningOperation, rich_long_running_operation as operation};
///
/// fn newest_first(list: Request<Page<RichLongRunningOperation>>) -> Request<Page<RichLongRunningOperation>> {
///     list.order_by([operation::CREATED_DATE_TIME.desc(), operation::ID.asc()])
/// }
///
/// fn ordered(
///     list: Request<Page<RichLongRunningOperation>>,
///     orders: &[Order<RichLongRunningOperation>],
/// ) -> Request<Page<RichLongRunningOperation>> {
///     list.order_by(orders)
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not order items of `{T}`",
    label = "no `Order` of `{T}`",
    note = "`order_by` takes `asc()` or `desc()` of property descriptors: `user::SURNAME.asc()`"
)]
pub trait Orders<T, K> {
    #[doc(hidden)]
    fn texts(self) -> Vec<String>;
}

/// An [`Order`], or a reference to one.
pub trait Ordering<T> {
    /// The text of the order.
    fn text(self) -> String;
}

impl<T> Ordering<T> for Order<T> {
    fn text(self) -> String {
        self.text
    }
}

impl<T> Ordering<T> for &Order<T> {
    fn text(self) -> String {
        self.text.clone()
    }
}

impl<T, O: Ordering<T>> Orders<T, One> for O {
    fn texts(self) -> Vec<String> {
        vec![self.text()]
    }
}

impl<T, I: IntoIterator<Item: Ordering<T>>> Orders<T, Each> for I {
    fn texts(self) -> Vec<String> {
        self.into_iter().map(Ordering::text).collect()
    }
}

/// The value of `$search` that means this text and nothing else
/// ([URL Conventions 4.01, 5.1.8](https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part2-url-conventions.html#sec_SystemQueryOptionsearch)).
pub(crate) fn phrase(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', r"\\").replace('"', "\\\""))
}
