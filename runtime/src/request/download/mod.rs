//! Answers that go to a file or a writer, whatever becomes of the connection.

mod file;
mod range;
mod transfer;

use std::fmt;
use std::path::{Path, PathBuf};

use bytes::Bytes;
use tokio::io::AsyncWrite;

use crate::error::Error;
use crate::exchange::future::{BoxFuture, Exclusive};
use crate::request::message::Request;
use crate::request::progress::{Observer, Progress};
use file::PartFile;
use transfer::{Stop, Transfer};

/// The number of times that a file is begun anew because the service has another one now.
const MAX_RESTARTS: u32 = 3;

impl Request<Bytes> {
    /// Sends the request and writes its answer to `writer`, which is flushed at the end and not shut down.
    ///
    /// A connection that breaks or stands still is replaced by one that goes on where the last one ended, as often as the
    /// client's [`Retry`](crate::Retry) allows without a byte of progress. The service must know the content by a strong
    /// entity tag or a date for that (`Range`, `If-Range`:
    /// [RFC 9110, 13.1.5](https://www.rfc-editor.org/rfc/rfc9110#section-13.1.5)). Content that has changed meanwhile is an
    /// error, and so is a length other than the announced one. Requests that write are sent once.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # use msgraph_core::test_support::{Answer, FakeGraph};
    /// # let fake = FakeGraph::new();
    /// # fake.answer("GET /v1.0/me/photo/$value", Answer::status(200).with_body("image/png", "photo"));
    /// # let me = fake.client().service("v1.0").segment("me");
    /// let mut bytes = Vec::new();
    /// let count = me.segment("photo").media("$value").get().to_writer(&mut bytes).await?;
    /// assert_eq!((count, &bytes[..]), (5, &b"photo"[..]));
    /// # Ok(())
    /// # }
    /// ```
    pub fn to_writer<'a>(self, writer: impl AsyncWrite + Send + Unpin + 'a) -> Download<'a> {
        let writer: Box<dyn AsyncWrite + Send + Unpin + 'a> = Box::new(writer);
        Download::new(self, Destination::Writer(Exclusive::new(writer)))
    }

    /// Sends the request and writes its answer to a file, in the manner of [`to_writer`](Self::to_writer).
    ///
    /// The bytes go to a file beside it, with a name of its own, which takes the place of `path` when all of them are
    /// there, and is removed when the download fails or is dropped. If the content has changed meanwhile, it is begun anew.
    ///
    /// ```no_run
    /// # async fn save(request: msgraph_core::Request<msgraph_core::Bytes>) -> Result<(), msgraph_core::Error> {
    /// request.to_file("report.pdf").on_progress(|progress| println!("{progress:?}")).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn to_file(self, path: impl AsRef<Path>) -> Download<'static> {
        Download::new(self, Destination::File(path.as_ref().to_owned()))
    }
}

/// A request whose answer goes to a file or a writer. `.await` sends it and gives the number of bytes.
///
/// ```no_run
/// # async fn save(request: msgraph_core::Request<msgraph_core::Bytes>) -> Result<(), msgraph_core::Error> {
/// use msgraph_core::Download;
///
/// let download: Download<'_> = request.to_file("report.pdf");
/// println!("{} bytes", download.await?);
/// # Ok(())
/// # }
/// ```
#[must_use = "a download does nothing until it is awaited"]
pub struct Download<'a> {
    request: Request<Bytes>,
    destination: Destination<'a>,
    observer: Observer<'a>,
}

enum Destination<'a> {
    Writer(Exclusive<Box<dyn AsyncWrite + Send + Unpin + 'a>>),
    File(PathBuf),
}

impl<'a> Download<'a> {
    fn new(request: Request<Bytes>, destination: Destination<'a>) -> Self {
        Self {
            request,
            destination,
            observer: Observer::nobody(),
        }
    }

    /// This download, which tells `observe` after each chunk how far it has come.
    pub fn on_progress(mut self, observe: impl FnMut(Progress) + Send + 'a) -> Self {
        self.observer = Observer::new(observe);
        self
    }

    async fn run(self) -> Result<u64, Error> {
        let mut transfer = Transfer::new(self.request, self.observer);
        match self.destination {
            Destination::Writer(mut writer) => match transfer.run(writer.get_mut()).await {
                Err(Stop::Changed(error) | Stop::Failed(error)) => Err(error),
                Ok(count) => Ok(count),
            },
            Destination::File(path) => to_file(&mut transfer, &path).await,
        }
    }
}

async fn to_file(transfer: &mut Transfer<'_>, path: &Path) -> Result<u64, Error> {
    let mut part = PartFile::create(path).await.map_err(Error::io)?;
    let mut restarts = 0;
    loop {
        match transfer.run(part.writer()).await {
            Ok(count) => {
                part.finish().await.map_err(Error::io)?;
                return Ok(count);
            }
            Err(Stop::Changed(_)) if restarts < MAX_RESTARTS => {
                restarts += 1;
                part.restart().await.map_err(Error::io)?;
                transfer.restart();
            }
            Err(Stop::Changed(error) | Stop::Failed(error)) => return Err(error),
        }
    }
}

impl<'a> IntoFuture for Download<'a> {
    type Output = Result<u64, Error>;
    type IntoFuture = BoxFuture<'a, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.run())
    }
}

impl fmt::Debug for Download<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Download")
            .field("request", &self.request)
            .finish_non_exhaustive()
    }
}
