//! Bodies that are read from files and readers of tokio.

use std::io;
use std::path::Path;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_core::Stream;
use tokio::fs::{self, File};
use tokio::io::{AsyncRead, ReadBuf};

use super::{Body, Chunk};
use crate::exchange::future::BoxFuture;
use crate::exchange::transport::TransportError;

/// The size of a chunk.
const CHUNK: usize = 64 * 1024;

impl Body {
    /// The bytes of a file, as many as there are now. They are read when they are sent, and again when they are sent again.
    ///
    /// # Errors
    ///
    /// If there is no such file, or it cannot be looked at.
    ///
    /// ```no_run
    /// # async fn put(content: msgraph_core::Media) -> Result<(), Box<dyn std::error::Error>> {
    /// use msgraph_core::Body;
    ///
    /// content.put("application/pdf", Body::file("report.pdf").await?).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn file(path: impl AsRef<Path>) -> io::Result<Self> {
        let path = path.as_ref().to_owned();
        let metadata = fs::metadata(&path).await?;
        if !metadata.is_file() {
            let error = "this is no file";
            return Err(io::Error::new(io::ErrorKind::InvalidInput, error));
        }
        let open = move || FileChunks::Opening(Box::pin(File::open(path.clone())));
        Ok(Self::replayable(open, Some(metadata.len())))
    }

    /// The bytes of a reader, which is read only once. If `length` is known, it is told to the service.
    ///
    /// ```no_run
    /// # fn put(content: msgraph_core::Media) -> msgraph_core::Request<msgraph_core::Bytes> {
    /// use msgraph_core::Body;
    ///
    /// content.put("text/plain", Body::reader(tokio::io::empty(), None))
    /// # }
    /// ```
    pub fn reader(reader: impl AsyncRead + Send + 'static, length: Option<u64>) -> Self {
        Self::once(ReaderChunks(Box::pin(reader)), length)
    }
}

/// The chunks of a file, once it is open.
enum FileChunks {
    Opening(BoxFuture<'static, io::Result<File>>),
    Open(Pin<Box<File>>),
    Ended,
}

impl Stream for FileChunks {
    type Item = Chunk;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Chunk>> {
        let this = self.get_mut();
        loop {
            match this {
                Self::Opening(opening) => match ready!(opening.as_mut().poll(context)) {
                    Ok(file) => *this = Self::Open(Box::pin(file)),
                    Err(error) => {
                        *this = Self::Ended;
                        return Poll::Ready(Some(Err(failed(error))));
                    }
                },
                Self::Open(file) => return poll_chunk(file.as_mut(), context),
                Self::Ended => return Poll::Ready(None),
            }
        }
    }
}

struct ReaderChunks(Pin<Box<dyn AsyncRead + Send>>);

impl Stream for ReaderChunks {
    type Item = Chunk;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Chunk>> {
        poll_chunk(self.get_mut().0.as_mut(), context)
    }
}

fn poll_chunk(
    reader: Pin<&mut (dyn AsyncRead + Send)>,
    context: &mut Context<'_>,
) -> Poll<Option<Chunk>> {
    let mut chunk = vec![0; CHUNK];
    let mut buffer = ReadBuf::new(&mut chunk);
    let read = ready!(reader.poll_read(context, &mut buffer));
    let length = buffer.filled().len();
    chunk.truncate(length);
    Poll::Ready(match read {
        Err(error) => Some(Err(failed(error))),
        Ok(()) if length == 0 => None,
        Ok(()) => Some(Ok(Bytes::from(chunk))),
    })
}

/// Reading fails here, and would again.
fn failed(error: io::Error) -> TransportError {
    TransportError::new(error).with_permanent()
}
