//! From one connection after the other to a writer.

use std::time::Duration;

use bytes::Bytes;
use http::StatusCode;
use http::header::{ACCEPT_ENCODING, CONTENT_ENCODING, ETAG, IF_RANGE, LAST_MODIFIED, RANGE};
use tokio::io::{AsyncWrite, AsyncWriteExt as _};

use super::range::ContentRange;
use crate::error::{Error, ErrorKind};
use crate::exchange::pipeline::Past;
use crate::request::message::Request;
use crate::request::progress::Observer;
use crate::request::stream::ByteStream;

/// The reason for which a transfer ended too early.
pub(super) enum Stop {
    /// The rest cannot be had any more, but perhaps the whole.
    Changed(Error),
    Failed(Error),
}

/// The written bytes, and the whole that they are a part of.
pub(super) struct Transfer<'a> {
    request: Request<Bytes>,
    observer: Observer<'a>,
    written: u64,
    total: Option<u64>,
    /// By what the service knows the content again.
    validator: Option<String>,
}

/// The attempts since the last byte came.
struct Patience {
    failures: u32,
    since: Duration,
    written: u64,
}

impl<'a> Transfer<'a> {
    pub(super) fn new(request: Request<Bytes>, observer: Observer<'a>) -> Self {
        // The bytes of a range of what is compressed would be of no use.
        let identity = |request: Request<Bytes>| request.with_header("accept-encoding", "identity");
        let is_asked = request.headers().contains_key(ACCEPT_ENCODING);
        Self {
            request: if is_asked { request } else { identity(request) },
            observer,
            written: 0,
            total: None,
            validator: None,
        }
    }

    /// Forgets what was written.
    pub(super) fn restart(&mut self) {
        self.written = 0;
        self.total = None;
        self.validator = None;
    }

    /// Writes all that is not written yet.
    pub(super) async fn run(
        &mut self,
        writer: &mut (dyn AsyncWrite + Send + Unpin),
    ) -> Result<u64, Stop> {
        let mut patience = Patience {
            failures: 0,
            since: self.request.client().timer().now(),
            written: self.written,
        };
        loop {
            let mut stream = self.open().await?;
            let Some(broken) = self.copy(&mut stream, writer).await? else {
                break;
            };
            drop(stream);
            if !self.request.method().is_safe() || !self.wait(&mut patience).await {
                return Err(Stop::Failed(broken));
            }
        }
        let flushed = writer.flush().await;
        flushed.map_err(|error| Stop::Failed(Error::io(error)))?;
        Ok(self.written)
    }

    /// The bytes after those that are written.
    async fn open(&mut self) -> Result<ByteStream, Stop> {
        if self.written == 0 {
            let stream = self.request.clone().stream().await;
            let stream = stream.map_err(Stop::Failed)?;
            self.total = stream.length();
            self.validator = validator(&stream);
            return Ok(stream);
        }
        let Some(validator) = &self.validator else {
            return Err(Stop::Changed(self.broken(
                "the connection broke, and the service does not say by what it would know the content again",
            )));
        };
        let range = format!("bytes={}-", self.written);
        let request = self.request.clone().with_header(RANGE.as_str(), &range);
        let request = request.with_header(IF_RANGE.as_str(), validator);
        let stream = match request.stream().await {
            Ok(stream) => stream,
            Err(error) if error.status() == Some(StatusCode::RANGE_NOT_SATISFIABLE) => {
                return Err(Stop::Changed(error));
            }
            Err(error) => return Err(Stop::Failed(error)),
        };
        self.check(&stream)?;
        Ok(stream)
    }

    /// Checks that these are the bytes that were asked for.
    fn check(&self, stream: &ByteStream) -> Result<(), Stop> {
        let Some(range) = ContentRange::of(stream) else {
            let message = "the connection broke, and the content has changed since it was begun";
            return Err(Stop::Changed(self.broken(message)));
        };
        if range.start != Some(self.written)
            || range.total.is_some_and(|_| range.total != self.total)
        {
            let message = "the service answers with other bytes than those asked for";
            return Err(Stop::Failed(self.broken(message)));
        }
        Ok(())
    }

    /// Writes what comes; why that ended too early, if it did.
    async fn copy(
        &mut self,
        stream: &mut ByteStream,
        writer: &mut (dyn AsyncWrite + Send + Unpin),
    ) -> Result<Option<Error>, Stop> {
        loop {
            let chunk = match stream.try_next().await {
                Ok(Some(chunk)) => chunk,
                Ok(None) => break,
                Err(broken) => return Ok(Some(broken)),
            };
            let after = self.written + chunk.len() as u64;
            if self.total.is_some_and(|total| after > total) {
                let message = "more bytes came than were announced";
                return Err(Stop::Failed(self.broken(message)));
            }
            let written = writer.write_all(&chunk).await;
            written.map_err(|error| Stop::Failed(Error::io(error)))?;
            self.written = after;
            self.observer.tell(after, self.total);
        }
        let is_short = self.total.is_some_and(|total| self.written < total);
        Ok(is_short.then(|| self.broken("fewer bytes came than were announced")))
    }

    /// Waits before the next connection, if there is to be one.
    async fn wait(&self, patience: &mut Patience) -> bool {
        let settings = &self.request.client().0;
        let now = settings.timer.now();
        if self.written > patience.written {
            *patience = Patience {
                failures: 0,
                since: now,
                written: self.written,
            };
        }
        patience.failures += 1;
        let past = Past {
            attempts: patience.failures,
            elapsed: now.saturating_sub(patience.since),
        };
        let wait = settings.retry.wait(None, &past, (settings.random)());
        if let Some(wait) = wait {
            settings.timer.sleep(wait).await;
        }
        wait.is_some()
    }

    fn broken(&self, message: &str) -> Error {
        let message = format!("{message}, after {} bytes", self.written);
        Error::new(ErrorKind::Transport, message)
    }
}

/// A strong entity tag, or a date: what may stand in `If-Range`. There is none where the bytes are not those of the content.
fn validator(stream: &ByteStream) -> Option<String> {
    let headers = stream.headers();
    let is_whole = ContentRange::of(stream).is_none() && !headers.contains_key(CONTENT_ENCODING);
    stream.length().filter(|_| is_whole)?;
    let etag = headers.get(ETAG);
    let etag = etag.filter(|etag| etag.as_bytes().starts_with(b"\""));
    let known = etag.or_else(|| headers.get(LAST_MODIFIED))?;
    known.to_str().ok().map(str::to_owned)
}
