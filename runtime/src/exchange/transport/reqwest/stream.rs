//! Bodies as reqwest has them.

use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_core::Stream;
use http_body::{Body as HttpBody, Frame};

use super::error;
use crate::exchange::transport::{Body, BodyStream, Chunk, TransportError};

/// A body that is to be sent.
pub(super) fn sent(body: Body) -> reqwest::Body {
    match body.as_bytes() {
        Some(bytes) => bytes.clone().into(),
        None => reqwest::Body::wrap(Sent(body.into_stream())),
    }
}

/// The body of an answer, as it comes.
pub(super) fn received(answer: reqwest::Response) -> Body {
    let length = answer.content_length();
    Body::once(Received(answer.into()), length)
}

struct Sent(BodyStream);

impl HttpBody for Sent {
    type Data = Bytes;
    type Error = TransportError;

    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, TransportError>>> {
        let chunk = ready!(Pin::new(&mut self.get_mut().0).poll_next(context));
        Poll::Ready(chunk.map(|chunk| chunk.map(Frame::data)))
    }
}

struct Received(reqwest::Body);

impl Stream for Received {
    type Item = Chunk;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Chunk>> {
        let body = &mut self.get_mut().0;
        loop {
            let Some(frame) = ready!(Pin::new(&mut *body).poll_frame(context)) else {
                return Poll::Ready(None);
            };
            match frame.map(Frame::into_data) {
                Ok(Ok(data)) => return Poll::Ready(Some(Ok(data))),
                // Trailers, which nobody asks for.
                Ok(Err(_)) => {}
                Err(failure) => return Poll::Ready(Some(Err(error(failure)))),
            }
        }
    }
}
