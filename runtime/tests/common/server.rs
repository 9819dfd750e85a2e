//! A server on this machine that answers one request at a time as it is told.

use std::sync::{Arc, Mutex};

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

/// A request as it came over the wire.
#[derive(Clone, Debug, Default)]
pub struct Received {
    pub method: String,
    /// Path and query.
    pub target: String,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Received {
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut headers = self.headers.iter();
        headers
            .find(|(other, _)| other.eq_ignore_ascii_case(name))
            .map(|(_, value)| &**value)
    }

    pub fn path(&self) -> &str {
        self.target.split('?').next().unwrap()
    }

    pub fn query(&self) -> &str {
        self.target.split_once('?').map_or("", |(_, query)| query)
    }

    /// The percent-decoded segments of the path.
    pub fn segments(&self) -> Vec<Vec<u8>> {
        let segments = self.path().trim_start_matches('/').split('/');
        segments
            .map(|segment| percent_encoding::percent_decode_str(segment).collect())
            .collect()
    }
}

pub struct Server {
    pub base: String,
    received: Arc<Mutex<Vec<Received>>>,
}

impl Server {
    /// Answers every request with these bytes, status line and headers included.
    pub async fn raw(answer: impl Into<Vec<u8>>) -> Self {
        let answer = answer.into();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        let received = Arc::new(Mutex::new(Vec::new()));
        let log = Arc::clone(&received);
        tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                let request = read(&mut stream).await;
                log.lock().unwrap().push(request);
                let _ = stream.write_all(&answer).await;
            }
        });
        Self { base, received }
    }

    /// Answers every request with this status, media type and body.
    pub async fn answering(status: &str, media_type: &str, body: impl AsRef<[u8]>) -> Self {
        let body = body.as_ref();
        let length = body.len();
        let head = format!(
            "HTTP/1.1 {status}\r\ncontent-type: {media_type}\r\nrequest-id: abc-1\r\n\
             content-length: {length}\r\nconnection: close\r\n\r\n"
        );
        Self::raw([head.as_bytes(), body].concat()).await
    }

    /// The last request that came.
    pub fn last(&self) -> Received {
        self.received
            .lock()
            .unwrap()
            .last()
            .cloned()
            .unwrap_or_default()
    }

    pub fn count(&self) -> usize {
        self.received.lock().unwrap().len()
    }

    pub fn graph(&self) -> super::v1_0::Graph {
        super::v1_0::Graph::new(self.client())
    }

    pub fn client(&self) -> msgraph_core::Client {
        let client = msgraph_core::Client::loopback(&self.base).unwrap();
        client.with_timer(msgraph_core::VirtualTimer::new())
    }
}

async fn read(stream: &mut TcpStream) -> Received {
    let mut bytes = Vec::new();
    let mut buffer = [0; 4096];
    let head = loop {
        if let Some(end) = bytes.windows(4).position(|window| window == b"\r\n\r\n") {
            break end;
        }
        let length = stream.read(&mut buffer).await.unwrap();
        assert!(length > 0, "the request ended before its headers did");
        bytes.extend_from_slice(&buffer[..length]);
    };
    let text = String::from_utf8(bytes[..head].to_vec()).unwrap();
    let mut lines = text.lines();
    let mut start = lines.next().unwrap().split(' ');
    let headers = lines.filter_map(|line| line.split_once(": "));
    let mut received = Received {
        method: start.next().unwrap().to_owned(),
        target: start.next().unwrap().to_owned(),
        headers: headers
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect(),
        body: bytes[head + 4..].to_vec(),
    };
    let length = received
        .header("content-length")
        .map_or(0, |length| length.parse().unwrap());
    while received.body.len() < length {
        let read = stream.read(&mut buffer).await.unwrap();
        received.body.extend_from_slice(&buffer[..read]);
    }
    received
}
