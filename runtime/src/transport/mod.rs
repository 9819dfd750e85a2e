//! What moves bytes.

#[cfg(feature = "reqwest")]
mod reqwest;

#[cfg(feature = "reqwest")]
pub use reqwest::ReqwestTransport;

use std::error::Error as StdError;
use std::fmt;

use bytes::Bytes;

use crate::BoxFuture;

/// Sends HTTP requests. It must not follow redirects: they may lead to hosts that the request's
/// token is not for.
pub trait Transport: Send + Sync {
    /// Sends `request` and reads the whole answer, whatever its status.
    fn send(
        &self,
        request: http::Request<Bytes>,
    ) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>>;
}

/// Why no answer came.
#[derive(Debug)]
pub struct TransportError(Box<dyn StdError + Send + Sync>);

impl TransportError {
    /// No answer came, because of `source`.
    pub fn new(source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self(source.into())
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl StdError for TransportError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.0.source()
    }
}

/// A transport that calls `function`: a stand-in for a service in tests.
///
/// ```
/// use msgraph_core::{Bytes, transport_fn};
///
/// let transport = transport_fn(|request| async move {
///     Ok(http::Response::new(Bytes::from(request.uri().to_string())))
/// });
/// # let _: &dyn msgraph_core::Transport = &transport;
/// ```
pub fn transport_fn<F, R>(function: F) -> impl Transport
where
    F: Fn(http::Request<Bytes>) -> R + Send + Sync,
    R: Future<Output = Result<http::Response<Bytes>, TransportError>> + Send + 'static,
{
    TransportFn(function)
}

struct TransportFn<F>(F);

impl<F, R> Transport for TransportFn<F>
where
    F: Fn(http::Request<Bytes>) -> R + Send + Sync,
    R: Future<Output = Result<http::Response<Bytes>, TransportError>> + Send + 'static,
{
    fn send(
        &self,
        request: http::Request<Bytes>,
    ) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
        Box::pin((self.0)(request))
    }
}
