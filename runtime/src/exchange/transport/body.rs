//! Bodies of requests and answers: bytes, or a stream of them.

#[cfg(feature = "tokio-1")]
mod reader;

use std::fmt;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};

use bytes::{Bytes, BytesMut};
use futures_core::Stream;

use super::TransportError;
use crate::exchange::future::Exclusive;

/// The chunks of a body, as they come.
type Chunks = Pin<Box<dyn Stream<Item = Chunk> + Send>>;

/// The body of a request or of an answer: bytes, a stream that can be begun again, or one that is read only once.
///
/// The difference matters when a request is sent again, after a failure, a redirect or a token that was not accepted: a
/// stream that is read only once, and was begun, cannot be.
///
/// ```
/// use msgraph_core::Body;
///
/// let body = Body::from("text");
/// assert_eq!(body.as_bytes().map(|bytes| &bytes[..]), Some(&b"text"[..]));
/// assert_eq!(body.length(), Some(4));
/// assert!(body.is_replayable());
/// ```
#[derive(Clone)]
pub struct Body {
    content: Content,
    length: Option<u64>,
}

#[derive(Clone)]
enum Content {
    Bytes(Bytes),
    Again(Arc<dyn Fn() -> Chunks + Send + Sync>),
    /// Empty as soon as somebody has begun to read. Clones share it.
    Once(Arc<Mutex<Option<Chunks>>>),
}

impl Body {
    /// A body that is read only once. If `length` is known, it is told to the service.
    ///
    /// ```
    /// use msgraph_core::{Body, Chunk};
    ///
    /// fn body<S: futures_core::Stream<Item = Chunk> + Send + 'static>(chunks: S) -> Body {
    ///     Body::once(chunks, None)
    /// }
    /// # let _ = body::<msgraph_core::BodyStream>;
    /// ```
    pub fn once(chunks: impl Stream<Item = Chunk> + Send + 'static, length: Option<u64>) -> Self {
        let chunks: Chunks = Box::pin(chunks);
        Self {
            content: Content::Once(Arc::new(Mutex::new(Some(chunks)))),
            length,
        }
    }

    /// A body that `open` begins anew whenever it is to be sent.
    ///
    /// ```
    /// use msgraph_core::{Body, Chunk};
    ///
    /// fn body<S>(open: impl Fn() -> S + Send + Sync + 'static, length: u64) -> Body
    /// where
    ///     S: futures_core::Stream<Item = Chunk> + Send + 'static,
    /// {
    ///     Body::replayable(open, Some(length))
    /// }
    /// # let _ = |body: Body| body.is_replayable();
    /// ```
    pub fn replayable<S>(open: impl Fn() -> S + Send + Sync + 'static, length: Option<u64>) -> Self
    where
        S: Stream<Item = Chunk> + Send + 'static,
    {
        let open = move || -> Chunks { Box::pin(open()) };
        Self {
            content: Content::Again(Arc::new(open)),
            length,
        }
    }

    /// The whole body, unless it is a stream.
    #[must_use]
    pub fn as_bytes(&self) -> Option<&Bytes> {
        match &self.content {
            Content::Bytes(bytes) => Some(bytes),
            Content::Again(_) | Content::Once(_) => None,
        }
    }

    /// Returns the bytes in memory: none of a stream, which errors do not look into.
    pub(crate) fn into_held(self) -> Bytes {
        match self.content {
            Content::Bytes(bytes) => bytes,
            Content::Again(_) | Content::Once(_) => Bytes::new(),
        }
    }

    /// The length in bytes, if it is known.
    #[must_use]
    pub fn length(&self) -> Option<u64> {
        self.length
    }

    /// Returns true if the body can be read from its beginning: always, but for a stream that is read only once and was begun.
    #[must_use]
    pub fn is_replayable(&self) -> bool {
        match &self.content {
            Content::Bytes(_) | Content::Again(_) => true,
            Content::Once(chunks) => {
                let chunks = chunks.lock().unwrap_or_else(PoisonError::into_inner);
                chunks.is_some()
            }
        }
    }

    /// The chunks of the body, from its beginning.
    #[must_use]
    pub fn into_stream(self) -> BodyStream {
        BodyStream(match self.content {
            Content::Bytes(bytes) => Reading::Bytes(bytes),
            Content::Again(open) => Reading::Chunks(Exclusive::new(open())),
            Content::Once(chunks) => Reading::Once(chunks),
        })
    }

    /// Reads the whole body.
    ///
    /// # Errors
    ///
    /// If the stream fails, or has more than `limit` bytes.
    pub async fn read(self, limit: usize) -> Result<Bytes, TransportError> {
        let (whole, is_all) = self.read_beginning(limit).await?;
        if is_all {
            return Ok(whole);
        }
        let error = TransportError::new(format!("the body is larger than {limit} bytes"));
        Err(error.with_permanent())
    }

    /// At most the first `limit` bytes, and whether these are all.
    pub(crate) async fn read_beginning(
        self,
        limit: usize,
    ) -> Result<(Bytes, bool), TransportError> {
        if let Content::Bytes(mut bytes) = self.content {
            let is_all = bytes.len() <= limit;
            bytes.truncate(limit);
            return Ok((bytes, is_all));
        }
        let mut chunks = self.into_stream();
        let mut whole = BytesMut::new();
        while let Some(chunk) = chunks.try_next().await? {
            let left = limit - whole.len();
            if let Some(chunk) = chunk.get(..left).filter(|_| chunk.len() > left) {
                whole.extend_from_slice(chunk);
                return Ok((whole.freeze(), false));
            }
            whole.extend_from_slice(&chunk);
        }
        Ok((whole.freeze(), true))
    }
}

/// A chunk of a body, or why there is none.
///
/// ```
/// use msgraph_core::{Chunk, TransportError};
///
/// let chunks: [Chunk; 2] = [Ok("text".into()), Err(TransportError::new("the disk is gone"))];
/// # let _ = chunks;
/// ```
pub type Chunk = Result<Bytes, TransportError>;

impl Default for Body {
    fn default() -> Self {
        Self::from(Bytes::new())
    }
}

impl From<Bytes> for Body {
    fn from(bytes: Bytes) -> Self {
        Self {
            length: u64::try_from(bytes.len()).ok(),
            content: Content::Bytes(bytes),
        }
    }
}

macro_rules! from {
    ($($bytes:ty),*) => {$(
        impl From<$bytes> for Body {
            fn from(bytes: $bytes) -> Self {
                Bytes::from(bytes).into()
            }
        }
    )*};
}

from!(&'static [u8], &'static str, String, Vec<u8>);

/// The form and the length, but not the bytes.
impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let form = match self.content {
            Content::Bytes(_) => "bytes",
            Content::Again(_) => "replayable stream",
            Content::Once(_) => "stream",
        };
        f.debug_struct("Body")
            .field("form", &form)
            .field("length", &self.length)
            .finish()
    }
}

/// The chunks of a [`Body`]. Nothing is read before they are asked for.
///
/// ```
/// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
/// use msgraph_core::Body;
///
/// let mut chunks = Body::from("text").into_stream();
/// assert_eq!(chunks.try_next().await?.as_deref(), Some(&b"text"[..]));
/// assert_eq!(chunks.try_next().await?, None);
/// # Ok::<_, msgraph_core::TransportError>(())
/// # }).unwrap();
/// ```
pub struct BodyStream(Reading);

enum Reading {
    Bytes(Bytes),
    Chunks(Exclusive<Chunks>),
    Once(Arc<Mutex<Option<Chunks>>>),
    Ended,
}

impl BodyStream {
    /// The next chunk; `None` at the end.
    ///
    /// # Errors
    ///
    /// If the stream fails.
    pub async fn try_next(&mut self) -> Result<Option<Bytes>, TransportError> {
        std::future::poll_fn(|context| Pin::new(&mut *self).poll_next(context))
            .await
            .transpose()
    }
}

impl Stream for BodyStream {
    type Item = Chunk;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let reading = &mut self.get_mut().0;
        if let Reading::Once(chunks) = reading {
            let begun = chunks.lock().unwrap_or_else(PoisonError::into_inner).take();
            let Some(chunks) = begun else {
                *reading = Reading::Ended;
                let error = TransportError::new("a stream that is read only once was begun before");
                return Poll::Ready(Some(Err(error.with_permanent())));
            };
            *reading = Reading::Chunks(Exclusive::new(chunks));
        }
        match reading {
            Reading::Chunks(chunks) => chunks.get_mut().as_mut().poll_next(context),
            Reading::Bytes(bytes) => {
                let bytes = std::mem::take(bytes);
                *reading = Reading::Ended;
                Poll::Ready((!bytes.is_empty()).then_some(Ok(bytes)))
            }
            Reading::Once(_) | Reading::Ended => Poll::Ready(None),
        }
    }
}

impl fmt::Debug for BodyStream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BodyStream").finish_non_exhaustive()
    }
}
