//! A server on this machine that has a file, and breaks off when it is told to.

use std::collections::VecDeque;
use std::fmt::Write as _;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

/// The fate of a request.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Turn {
    /// So many bytes of the body are sent, then the connection ends.
    Break(usize),
    /// So many bytes of the body are sent, then nothing more.
    Stall(usize),
    /// So many bytes of the body are sent; from now on the file is another one.
    Change(usize),
    /// Byte by byte, with a pause after each.
    Drip(Duration),
    /// All that is asked for.
    Whole,
}

pub(crate) struct File {
    pub(crate) content: Vec<u8>,
    /// The validator of the content: `etag: "1"`.
    pub(crate) validator: &'static str,
    /// Set if ranges are understood.
    pub(crate) has_ranges: bool,
    /// Set if the length is told.
    pub(crate) has_length: bool,
    /// The number of bytes by which a range is shifted.
    pub(crate) shift: usize,
    pub(crate) turns: VecDeque<Turn>,
    /// The heads of the requests.
    pub(crate) requests: Vec<String>,
}

#[derive(Clone)]
pub(crate) struct RangeServer {
    pub(crate) base: String,
    file: Arc<Mutex<File>>,
}

impl RangeServer {
    pub(crate) async fn new(content: &[u8], turns: impl IntoIterator<Item = Turn>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        let file = File {
            content: content.to_vec(),
            validator: "etag: \"1\"",
            has_ranges: true,
            has_length: true,
            shift: 0,
            turns: turns.into_iter().collect(),
            requests: Vec::new(),
        };
        let file = Arc::new(Mutex::new(file));
        let server = Self { base, file };
        let accepting = server.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let server = accepting.clone();
                tokio::spawn(async move { server.serve(stream).await });
            }
        });
        server
    }

    pub(crate) fn file(&self) -> MutexGuard<'_, File> {
        self.file.lock().unwrap()
    }

    async fn serve(&self, mut stream: TcpStream) {
        let mut head = Vec::new();
        while !head.ends_with(b"\r\n\r\n") {
            match stream.read_u8().await {
                Ok(byte) => head.push(byte),
                Err(_) => return,
            }
        }
        let request = String::from_utf8(head).unwrap().to_ascii_lowercase();
        let (answer, body, turn) = self.answer(request);
        let _ = stream.write_all(answer.as_bytes()).await;
        match turn {
            Turn::Whole => _ = stream.write_all(&body).await,
            Turn::Break(length) | Turn::Change(length) => {
                _ = stream.write_all(&body[..length.min(body.len())]).await;
            }
            Turn::Stall(length) => {
                _ = stream.write_all(&body[..length.min(body.len())]).await;
                let _ = stream.read(&mut [0]).await;
            }
            Turn::Drip(pause) => {
                for byte in body {
                    let _ = stream.write_all(&[byte]).await;
                    tokio::time::sleep(pause).await;
                }
            }
        }
        let _ = stream.shutdown().await;
    }

    fn answer(&self, request: String) -> (String, Vec<u8>, Turn) {
        let mut file = self.file();
        let turn = file.turns.pop_front().unwrap_or(Turn::Whole);
        let value = |name: &str| {
            let mut lines = request.lines();
            lines.find_map(|line| Some(line.strip_prefix(name)?.strip_prefix(": ")?.to_owned()))
        };
        let start = value("range").and_then(|range| {
            let start = range.strip_prefix("bytes=")?.strip_suffix('-')?.to_owned();
            start.parse::<usize>().ok()
        });
        let known = value("if-range").is_none_or(|tag| file.validator.ends_with(&tag));
        let total = file.content.len();
        let (status, start) = match start.filter(|_| known && file.has_ranges) {
            Some(start) => ("206 Partial Content", start + file.shift),
            None => ("200 OK", 0),
        };
        let body = file.content[start..].to_vec();
        let mut head = format!(
            "HTTP/1.1 {status}\r\ncontent-type: text/x-test\r\n{}\r\n",
            file.validator
        );
        if file.has_length {
            write!(head, "content-length: {}\r\n", body.len()).unwrap();
        }
        if status.starts_with("206") {
            write!(
                head,
                "content-range: bytes {start}-{}/{total}\r\n",
                total - 1
            )
            .unwrap();
        }
        head += "connection: close\r\n\r\n";
        file.requests.push(request);
        if matches!(turn, Turn::Change(_)) {
            file.validator = "etag: \"2\"";
            file.content.reverse();
        }
        (head, body, turn)
    }
}
