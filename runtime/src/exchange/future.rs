//! The futures of traits.

use std::pin::Pin;

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
