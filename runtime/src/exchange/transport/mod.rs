//! What moves bytes.

mod body;
mod error;
#[cfg(feature = "reqwest")]
mod reqwest;

pub use body::{Body, BodyStream, Chunk};
pub use error::TransportError;
#[cfg(feature = "reqwest")]
pub use reqwest::ReqwestTransport;
#[cfg(feature = "reqwest")]
pub(crate) use reqwest::require_tls;

use bytes::Bytes;

use crate::exchange::future::BoxFuture;

/// Sends HTTP requests. It must not follow redirects: they may lead to hosts that the request's
/// token is not for.
///
/// - The body of the request is bytes or a stream ([`Body::as_bytes`], [`Body::into_stream`]). `Content-Length` is among the
///   headers of a stream of known length, which must then not be sent in chunks.
/// - The answer is due when its head has come. Its body is best a stream, [`Body::once`], that is read as it comes; bytes
///   are right where it has come already. The client reads it to the end where it wants it whole, within its limits of
///   size and time: a transport needs none.
/// - A body that ends early is an error of its stream, as is a `Content-Length` that is not kept.
/// - A future or a stream that is dropped ends the exchange.
/// - A transport that asks for compressed answers gives them decompressed and without `Content-Encoding` and
///   `Content-Length`. It must not do so where the request says `Accept-Encoding` itself.
///
/// ```
/// use msgraph_core::{Body, BoxFuture, Transport, TransportError, http};
///
/// struct Nowhere;
///
/// impl Transport for Nowhere {
///     fn send(
///         &self,
///         request: http::Request<Body>,
///     ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
///         Box::pin(async move { Err(TransportError::new(format!("{}: nobody", request.uri().path()))) })
///     }
/// }
/// # let _: &dyn Transport = &Nowhere;
/// ```
pub trait Transport: Send + Sync {
    /// Sends `request`. The answer comes with its head, whatever its status.
    fn send(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>>;

    /// Sends `request` and reads the whole answer, which has at most `limit` bytes: for programs that have a small request
    /// of their own.
    ///
    /// ```
    /// use msgraph_core::{Bytes, Transport, TransportError, http};
    ///
    /// async fn ping(transport: &dyn Transport, url: http::Uri) -> Result<Bytes, TransportError> {
    ///     let mut request = http::Request::new(Bytes::new());
    ///     *request.uri_mut() = url;
    ///     Ok(transport.send_whole(request, 1024).await?.into_body())
    /// }
    /// # let _ = ping;
    /// ```
    fn send_whole(
        &self,
        request: http::Request<Bytes>,
        limit: usize,
    ) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
        let sending = self.send(request.map(Body::from));
        Box::pin(async move {
            let (head, body) = sending.await?.into_parts();
            let body = body.read(limit).await?;
            Ok(http::Response::from_parts(head, body))
        })
    }
}

/// A transport that calls `function`: a stand-in for a service in tests. It is given whole bodies, and gives such.
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
        request: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        Box::pin(async move {
            let (head, body) = request.into_parts();
            let body = body.read(usize::MAX).await?;
            let answer = (self.0)(http::Request::from_parts(head, body)).await?;
            Ok(answer.map(Body::from))
        })
    }
}
