//! Members of members.

use std::fmt;
use std::marker::PhantomData;

/// The way from a `T` to something below it that is an `F`: `error/innerError/code`.
///
/// `member` of a [`Property`](crate::Property) begins one.
pub struct PropertyPath<T, F> {
    text: String,
    types: PhantomData<fn(T, F)>,
}

impl<T, F> PropertyPath<T, F> {
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
#[must_use]
pub fn item<T>() -> PropertyPath<T, Option<T>> {
    PropertyPath::new(String::new())
}

/// `name` below `path`.
pub(super) fn join(path: &str, name: &str) -> String {
    if path.is_empty() {
        name.to_owned()
    } else {
        format!("{path}/{name}")
    }
}
