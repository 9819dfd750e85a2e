//! Bodies on their way: limits of their size, and of silence.

use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use futures_core::Stream;
use http::header::CONTENT_LENGTH;
use http::{HeaderValue, Request, Response};

use super::Settings;
use super::within::while_left;
use crate::error::Error;
use crate::exchange::future::{Exclusive, OwnFuture};
use crate::exchange::timer::Timer;
use crate::exchange::transport::{Body, BodyStream, Chunk, TransportError};

/// The number of bytes that are read of an answer that reports an error.
const MAX_FAILURE: usize = 1024 * 1024;

/// Marks a request whose answer is read as it comes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Streamed;

/// When a byte was last seen to move.
#[derive(Clone)]
pub(super) struct Activity {
    timer: Arc<dyn Timer>,
    last: Arc<Mutex<Duration>>,
}

impl Activity {
    pub(super) fn new(timer: &Arc<dyn Timer>) -> Self {
        Self {
            last: Arc::new(Mutex::new(timer.now())),
            timer: Arc::clone(timer),
        }
    }

    fn note(&self) {
        *self.last.lock().unwrap_or_else(PoisonError::into_inner) = self.timer.now();
    }

    fn silence(&self) -> Duration {
        let last = *self.last.lock().unwrap_or_else(PoisonError::into_inner);
        self.timer.now().saturating_sub(last)
    }

    /// This body, each chunk of which is noted.
    fn watch(&self, body: Body) -> Body {
        if body.as_bytes().is_some() {
            return body;
        }
        let (length, activity) = (body.length(), self.clone());
        let chunks = body.into_stream();
        Body::once(Watched { chunks, activity }, length)
    }

    /// The request whose body is seen to move, and tells its length.
    pub(super) fn watch_request(&self, request: Request<Body>) -> Request<Body> {
        let mut request = request.map(|body| self.watch(body));
        if let (None, Some(length)) = (request.body().as_bytes(), request.body().length()) {
            let length = HeaderValue::from(length);
            request.headers_mut().insert(CONTENT_LENGTH, length);
        }
        request
    }

    /// Returns what `future` yields, unless nothing moves for as long as `limit`.
    pub(super) async fn within<T>(
        &self,
        limit: Option<Duration>,
        future: impl Future<Output = T>,
    ) -> Option<T> {
        let left = |limit: Duration| limit.saturating_sub(self.silence());
        while_left(&*self.timer, limit, left, future).await
    }
}

struct Watched {
    chunks: BodyStream,
    activity: Activity,
}

impl Stream for Watched {
    type Item = Chunk;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Chunk>> {
        let this = self.get_mut();
        let chunk = ready!(Pin::new(&mut this.chunks).poll_next(context));
        this.activity.note();
        Poll::Ready(chunk)
    }
}

impl Settings {
    /// The answer with its whole body; of one that reports an error, only the beginning.
    pub(super) async fn read_whole(
        &self,
        answer: Response<Body>,
        activity: &Activity,
    ) -> Result<Response<Body>, Error> {
        let failed = answer.status().is_client_error() || answer.status().is_server_error();
        let limit = if failed { MAX_FAILURE } else { self.max_answer };
        let (head, body) = answer.into_parts();
        let reading = activity.watch(body).read_beginning(limit);
        let (body, is_all) = reading.await.map_err(Error::transport)?;
        if !is_all && !failed {
            let message = format!(
                "the answer is larger than {limit} bytes; see `Client::with_max_answer`, or read it as a stream"
            );
            return Err(Error::transport(
                TransportError::new(message).with_permanent(),
            ));
        }
        Ok(Response::from_parts(head, body.into()))
    }

    /// The answer whose body fails when nothing comes for as long as an attempt may be silent.
    pub(super) fn limit_silence(&self, answer: Response<Body>) -> Response<Body> {
        let Some(limit) = self.attempt_timeout else {
            return answer;
        };
        answer.map(|body| {
            let length = body.length();
            let limited = Limited {
                chunks: Some(body.into_stream()),
                timer: Arc::clone(&self.timer),
                limit,
                timeout: None,
            };
            Body::once(limited, length)
        })
    }
}

struct Limited {
    /// `None` after the end.
    chunks: Option<BodyStream>,
    timer: Arc<dyn Timer>,
    limit: Duration,
    /// Since the last chunk was asked for.
    timeout: Option<OwnFuture<()>>,
}

impl Stream for Limited {
    type Item = Chunk;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Chunk>> {
        let this = self.get_mut();
        let Some(chunks) = &mut this.chunks else {
            return Poll::Ready(None);
        };
        if let Poll::Ready(chunk) = Pin::new(chunks).poll_next(context) {
            this.timeout = None;
            return Poll::Ready(chunk);
        }
        let timeout = || Exclusive::new(this.timer.timeout(this.limit));
        ready!(
            this.timeout
                .get_or_insert_with(timeout)
                .get_mut()
                .as_mut()
                .poll(context)
        );
        this.chunks = None;
        let error = TransportError::new("nothing more came for too long a time");
        Poll::Ready(Some(Err(error.with_timeout())))
    }
}
