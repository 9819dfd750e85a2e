//! What moves bytes.

#[cfg(feature = "reqwest")]
mod reqwest;

#[cfg(feature = "reqwest")]
pub use reqwest::ReqwestTransport;
#[cfg(feature = "reqwest")]
pub(crate) use reqwest::require_tls;

use std::error::Error as StdError;
use std::fmt;

use bytes::Bytes;

use crate::error::{Error, ErrorKind, Loss, chain};
use crate::exchange::future::BoxFuture;

/// Sends HTTP requests. It must not follow redirects: they may lead to hosts that the request's
/// token is not for.
///
/// ```
/// use msgraph_core::{BoxFuture, Bytes, Transport, TransportError, http};
///
/// struct Nowhere;
///
/// impl Transport for Nowhere {
///     fn send(
///         &self,
///         request: http::Request<Bytes>,
///     ) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
///         Box::pin(async move { Err(TransportError::new(format!("{}: nobody", request.uri().path()))) })
///     }
/// }
/// # let _: &dyn Transport = &Nowhere;
/// ```
pub trait Transport: Send + Sync {
    /// Sends `request` and reads the whole answer, whatever its status.
    fn send(
        &self,
        request: http::Request<Bytes>,
    ) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>>;
}

/// Why no answer came.
///
/// What a transport knows beyond that makes the difference between a request that is sent again
/// and one that is not.
///
/// ```
/// use msgraph_core::{Error, ErrorKind, TransportError};
///
/// let error = Error::from(TransportError::new("connection reset"));
/// assert_eq!(error.kind(), ErrorKind::Transport);
/// ```
#[derive(Debug)]
pub struct TransportError {
    source: Box<dyn StdError + Send + Sync>,
    loss: Loss,
}

impl TransportError {
    /// No answer came, because of `source`.
    pub fn new(source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self {
            source: source.into(),
            loss: Loss::default(),
        }
    }

    /// This error, of which it is known that not even a part of the request was sent: no
    /// connection.
    #[must_use]
    pub fn with_not_sent(mut self) -> Self {
        self.loss.not_sent = true;
        self
    }

    /// This error, which is the end of a time limit.
    #[must_use]
    pub fn with_timeout(mut self) -> Self {
        self.loss.timed_out = true;
        self
    }

    /// This error, which would happen again: a certificate that is not trusted.
    #[must_use]
    pub fn with_permanent(mut self) -> Self {
        self.loss.permanent = true;
        self
    }

    /// Whether it is known that not even a part of the request was sent.
    #[must_use]
    pub fn is_not_sent(&self) -> bool {
        self.loss.not_sent
    }

    /// Whether a time limit is over.
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        self.loss.timed_out
    }

    /// Whether the same would happen again.
    #[must_use]
    pub fn is_permanent(&self) -> bool {
        self.loss.permanent
    }
}

/// The cause itself; what caused that is behind `source`.
impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.source, f)
    }
}

impl StdError for TransportError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.source.source()
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

/// No answer came. For implementations of [`Policy`](crate::Policy).
impl From<TransportError> for Error {
    fn from(error: TransportError) -> Self {
        Self::transport(error)
    }
}

impl Error {
    pub(crate) fn transport(error: TransportError) -> Self {
        let mut transport = Self::new(ErrorKind::Transport, chain(&error));
        transport.0.loss = error.loss;
        transport.caused_by(error.into())
    }
}
