//! The futures of traits.

use std::pin::Pin;
use std::sync::{Mutex, PoisonError};

/// A future that can be sent between threads.
///
/// ```
/// use msgraph_core::BoxFuture;
///
/// fn later(number: u32) -> BoxFuture<'static, u32> {
///     Box::pin(async move { number + 1 })
/// }
/// # let _ = later(1);
/// ```
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// A value that is reached through `&mut` alone, so that it may lie in what threads share. Nothing is ever locked: the
/// lock is what makes this true without unsafe code.
pub(crate) struct Exclusive<T>(Mutex<T>);

impl<T> Exclusive<T> {
    pub(crate) fn new(value: T) -> Self {
        Self(Mutex::new(value))
    }

    pub(crate) fn get_mut(&mut self) -> &mut T {
        self.0.get_mut().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A future that whoever polls it owns.
pub(crate) type OwnFuture<T> = Exclusive<BoxFuture<'static, T>>;
