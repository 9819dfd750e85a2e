//! A service on this machine that gives the answers it is told to, and remembers what it was asked.

use std::collections::BTreeMap;
use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

use msgraph_operations::msgraph_core::{Client, Retry};
use percent_encoding::percent_decode_str;

/// What the service answers to one request.
pub(crate) struct Answer {
    status: &'static str,
    headers: String,
    body: String,
}

impl Answer {
    pub(crate) fn new(status: &'static str, media_type: &str, body: impl Into<String>) -> Self {
        Self {
            body: body.into(),
            ..Self::empty(status).with_header("content-type", media_type)
        }
    }

    /// `200 OK` with JSON.
    pub(crate) fn json(body: impl Into<String>) -> Self {
        Self::new("200 OK", "application/json; odata.metadata=minimal", body)
    }

    /// A status, and no body.
    pub(crate) fn empty(status: &'static str) -> Self {
        Self {
            status,
            headers: String::new(),
            body: String::new(),
        }
    }

    pub(crate) fn with_header(mut self, name: &str, value: &str) -> Self {
        self.headers.extend([name, ": ", value, "\r\n"]);
        self
    }

    /// The answer as an item of a batch's answer.
    pub(crate) fn to_item(&self, id: &str) -> serde_json::Value {
        let status: u16 = self.status.split(' ').next().unwrap().parse().unwrap();
        let headers = self
            .headers
            .lines()
            .filter_map(|line| line.split_once(": "));
        let headers: BTreeMap<_, _> = headers.collect();
        let body: serde_json::Value = serde_json::from_str(&self.body).unwrap_or_default();
        serde_json::json!({ "id": id, "status": status, "headers": headers, "body": body })
    }

    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        let Self {
            status,
            headers,
            body,
        } = self;
        let length = body.len();
        format!(
            "HTTP/1.1 {status}\r\n{headers}content-length: {length}\r\nconnection: close\r\n\r\n{body}"
        )
        .into_bytes()
    }
}

/// A request, as its bytes came over the wire.
#[derive(Clone, Debug)]
pub(crate) struct Received {
    head: String,
    pub(crate) body: String,
}

impl Received {
    /// A request that was part of another one.
    pub(crate) fn part(line: &str, authorization: Option<&str>, body: String) -> Self {
        let token = authorization.unwrap_or_default();
        let head = format!("{line} HTTP/1.1\r\nauthorization: {token}\r\n\r\n");
        Self { head, body }
    }

    /// `GET /v1.0/me`
    pub(crate) fn line(&self) -> &str {
        let line = self.head.lines().next().unwrap();
        line.strip_suffix(" HTTP/1.1").unwrap()
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let mut headers = self.head.lines().filter_map(|line| line.split_once(": "));
        let (_, value) = headers.find(|(other, _)| other.eq_ignore_ascii_case(name))?;
        Some(value)
    }

    /// The query options, percent-decoded.
    pub(crate) fn query(&self) -> BTreeMap<String, String> {
        let (_, query) = self.line().split_once('?').unwrap_or_default();
        let decode = |text| percent_decode_str(text).decode_utf8().unwrap().into_owned();
        let options = query.split('&').filter_map(|option| option.split_once('='));
        options
            .map(|(name, value)| (decode(name), decode(value)))
            .collect()
    }

    /// The segments of the path: split at its slashes first, percent-decoded afterwards.
    pub(crate) fn segments(&self) -> Vec<String> {
        let (_, target) = self.line().split_once(" /").unwrap();
        let path = target.split('?').next().unwrap();
        let segments = path.split('/').map(percent_decode_str);
        segments
            .map(|segment| segment.decode_utf8().unwrap().into_owned())
            .collect()
    }
}

pub(crate) struct Service {
    pub(crate) base: String,
    received: Arc<Mutex<Vec<Received>>>,
}

impl Service {
    /// Gives one answer after the other.
    pub(crate) fn answering(answers: impl IntoIterator<Item = Answer>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        let received = Arc::new(Mutex::new(Vec::new()));
        let log = Arc::clone(&received);
        let answers: Vec<_> = answers.into_iter().collect();
        thread::spawn(move || {
            for answer in answers {
                let (mut stream, _) = listener.accept().unwrap();
                log.lock().unwrap().push(read(&mut stream));
                stream.write_all(&answer.to_bytes()).unwrap();
            }
        });
        Self { base, received }
    }

    pub(crate) fn client(&self) -> Client {
        let client = Client::loopback(&self.base).unwrap();
        client.with_retry(Retry::never())
    }

    /// What was asked so far.
    pub(crate) fn received(&self) -> Vec<Received> {
        self.received.lock().unwrap().clone()
    }

    /// What was asked, if it was asked once.
    pub(crate) fn only(&self) -> Received {
        let mut received = self.received();
        assert_eq!(received.len(), 1, "{received:?}");
        received.remove(0)
    }
}

pub(crate) fn read(stream: &mut TcpStream) -> Received {
    let mut bytes = Vec::new();
    while !bytes.ends_with(b"\r\n\r\n") {
        let mut byte = [0];
        stream.read_exact(&mut byte).unwrap();
        bytes.extend(byte);
    }
    let mut received = Received {
        head: String::from_utf8(bytes).unwrap(),
        body: String::new(),
    };
    let length = received
        .header("content-length")
        .map(|n| n.parse().unwrap());
    let mut body = stream.take(length.unwrap_or(0));
    body.read_to_string(&mut received.body).unwrap();
    received
}
