//! Orders of items.

use std::fmt;
use std::marker::PhantomData;

/// What items of type `T` are ordered by: `asc()` or `desc()` of a property descriptor.
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

/// The value of `$orderby`.
pub(crate) fn list<T>(orders: impl IntoIterator<Item = Order<T>>) -> String {
    let texts: Vec<_> = orders.into_iter().map(|order| order.text).collect();
    texts.join(",")
}

/// The value of `$search` that means this text and nothing else
/// ([URL Conventions 4.01, 5.1.8](https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part2-url-conventions.html#sec_SystemQueryOptionsearch)).
pub(crate) fn phrase(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', r"\\").replace('"', "\\\""))
}
