//! Answers that are read as they come.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_core::Stream;
use http::header::{CONTENT_LENGTH, CONTENT_TYPE, HeaderMap};
use http::{Response, StatusCode};

use crate::error::Error;
use crate::exchange::pipeline::Exchange;
use crate::exchange::transport::{Body, BodyStream};
use crate::request::message::Request;

impl Request<Bytes> {
    /// Sends the request and reads its answer as it comes: nothing but the current chunk is held in memory.
    ///
    /// A stream that breaks is an error in its middle, as is one that stands still for longer than
    /// [`with_attempt_timeout`](crate::Client::with_attempt_timeout) allows; `to_writer` and `to_file` go on where it broke.
    ///
    /// # Errors
    ///
    /// Those of awaiting the request.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # use msgraph_core::test_support::{Answer, FakeGraph};
    /// # let fake = FakeGraph::new();
    /// # fake.answer("GET /v1.0/me/photo/$value", Answer::status(200).with_body("image/png", "…"));
    /// # let me = fake.client().service("v1.0").segment("me");
    /// let mut photo = me.segment("photo").media("$value").get().stream().await?;
    /// assert_eq!(photo.content_type(), Some("image/png"));
    /// let mut bytes = 0;
    /// while let Some(chunk) = photo.try_next().await? {
    ///     bytes += chunk.len();
    /// }
    /// assert_eq!(photo.length(), Some(bytes as u64));
    /// # Ok(())
    /// # }
    /// ```
    pub async fn stream(self) -> Result<ByteStream, Error> {
        let client = self.client().clone();
        let (request, exchange) = self.prepare()?;
        let answer = client.send_streamed(request, exchange.clone()).await?;
        if !answer.status().is_success() {
            return Err(Error::service(&answer.map(Body::into_held)));
        }
        Ok(ByteStream::new(answer, exchange))
    }
}

/// The bytes of an answer, chunk by chunk, as [`Request::stream`] has them.
///
/// This is a [`Stream`], too.
///
/// ```
/// use msgraph_core::{ByteStream, Error};
///
/// async fn count(mut stream: ByteStream) -> Result<usize, Error> {
///     let mut bytes = 0;
///     while let Some(chunk) = stream.try_next().await? {
///         bytes += chunk.len();
///     }
///     Ok(bytes)
/// }
/// # let _ = count;
/// ```
pub struct ByteStream {
    status: StatusCode,
    headers: HeaderMap,
    length: Option<u64>,
    chunks: BodyStream,
    exchange: Exchange,
}

impl ByteStream {
    fn new(answer: Response<Body>, exchange: Exchange) -> Self {
        let (head, body) = answer.into_parts();
        Self {
            status: head.status,
            length: body.length().or_else(|| announced(&head.headers)),
            headers: head.headers,
            chunks: body.into_stream(),
            exchange,
        }
    }

    /// The status: 206 where a range was asked for.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The number of bytes, if the service has told it.
    #[must_use]
    pub fn length(&self) -> Option<u64> {
        self.length
    }

    /// The media type of the bytes: `image/png`.
    #[must_use]
    pub fn content_type(&self) -> Option<&str> {
        self.headers.get(CONTENT_TYPE)?.to_str().ok()
    }

    /// The headers of the answer.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The next chunk; `None` at the end.
    ///
    /// # Errors
    ///
    /// If the connection breaks or stands still.
    pub async fn try_next(&mut self) -> Result<Option<Bytes>, Error> {
        std::future::poll_fn(|context| Pin::new(&mut *self).poll_next(context))
            .await
            .transpose()
    }
}

/// The length that the headers tell.
fn announced(headers: &HeaderMap) -> Option<u64> {
    headers.get(CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}

impl Stream for ByteStream {
    type Item = Result<Bytes, Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.get_mut();
        let chunk = ready!(Pin::new(&mut this.chunks).poll_next(context));
        let failed = |error| Error::transport(error).during(this.exchange.call());
        Poll::Ready(chunk.map(|chunk| chunk.map_err(failed)))
    }
}

impl fmt::Debug for ByteStream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ByteStream")
            .field("status", &self.status)
            .field("length", &self.length)
            .finish_non_exhaustive()
    }
}
