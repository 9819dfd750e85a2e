//! A server on this machine that fails as it is told.

use std::sync::{Arc, Mutex};

use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};
use tokio::net::TcpListener;
use tokio::sync::Notify;
use tokio_rustls::TlsAcceptor;

/// What happens to a request.
#[derive(Clone, Debug)]
pub(crate) enum Step {
    /// These bytes are the answer, and the end of the connection.
    Reply(Vec<u8>),
    /// These bytes, one by one.
    Drip(Vec<u8>),
    /// The connection ends when the request has come.
    Drop,
    /// The request comes, and nothing happens.
    Hang,
}

/// An answer with `status` (`200 OK`), headers (lines without their ends) and a body.
pub(crate) fn reply(status: &str, headers: &[&str], body: &str) -> Step {
    let headers: Vec<_> = headers
        .iter()
        .map(|header| [header, "\r\n"].concat())
        .collect();
    let head = format!("HTTP/1.1 {status}\r\n{}", headers.concat());
    let length = body.len();
    Step::Reply(
        format!("{head}content-length: {length}\r\nconnection: close\r\n\r\n{body}").into_bytes(),
    )
}

pub(crate) fn ok() -> Step {
    reply("200 OK", &["content-type: application/json"], "{}")
}

pub(crate) fn redirect(status: u16, location: &str) -> Step {
    reply(
        &format!("{status} Elsewhere"),
        &[&format!("location: {location}")],
        "",
    )
}

pub(crate) struct FaultServer {
    pub(crate) base: String,
    log: Arc<Log>,
}

#[derive(Default)]
struct Log {
    /// Every byte of every connection, whole requests only.
    requests: Mutex<Vec<String>>,
    arrived: Notify,
}

impl FaultServer {
    /// Answers the first request by the first step, and so on; the last step is repeated.
    pub(crate) async fn new(steps: impl IntoIterator<Item = Step>) -> Self {
        Self::start(steps, None).await
    }

    /// The same behind TLS, by the name of `localhost`.
    pub(crate) async fn with_tls(
        steps: impl IntoIterator<Item = Step>,
        acceptor: TlsAcceptor,
    ) -> Self {
        Self::start(steps, Some(acceptor)).await
    }

    async fn start(steps: impl IntoIterator<Item = Step>, acceptor: Option<TlsAcceptor>) -> Self {
        let steps = Arc::new(steps.into_iter().collect::<Vec<_>>());
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let base = match acceptor {
            Some(_) => format!("https://localhost:{}", address.port()),
            None => format!("http://{address}"),
        };
        let log = Arc::new(Log::default());
        let shared = Arc::clone(&log);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                stream.set_nodelay(true).unwrap();
                let (steps, log) = (Arc::clone(&steps), Arc::clone(&shared));
                let acceptor = acceptor.clone();
                tokio::spawn(async move {
                    match acceptor {
                        None => serve(stream, steps, log).await,
                        Some(acceptor) => {
                            if let Ok(stream) = acceptor.accept(stream).await {
                                serve(stream, steps, log).await;
                            }
                        }
                    }
                });
            }
        });
        Self { base, log }
    }

    /// The requests so far, as they came over the wire.
    pub(crate) fn requests(&self) -> Vec<String> {
        self.log.requests.lock().unwrap().clone()
    }

    /// Waits for a request.
    pub(crate) async fn arrival(&self) {
        self.log.arrived.notified().await;
    }
}

async fn serve<S: AsyncRead + AsyncWrite + Unpin>(
    mut stream: S,
    steps: Arc<Vec<Step>>,
    log: Arc<Log>,
) {
    let Some(request) = read(&mut stream).await else {
        return;
    };
    let step = {
        let mut requests = log.requests.lock().unwrap();
        requests.push(request);
        let n = requests.len().min(steps.len()) - 1;
        steps[n].clone()
    };
    log.arrived.notify_one();
    match step {
        Step::Reply(bytes) => _ = stream.write_all(&bytes).await,
        Step::Drip(bytes) => {
            for byte in bytes {
                if stream.write_all(&[byte]).await.is_err() {
                    break;
                }
                _ = stream.flush().await;
                tokio::task::yield_now().await;
            }
        }
        Step::Drop => {}
        // Until the client has enough.
        Step::Hang => _ = stream.read(&mut [0]).await,
    }
    _ = stream.shutdown().await;
}

/// A whole request; `None` if the connection ends before.
async fn read(stream: &mut (impl AsyncRead + Unpin)) -> Option<String> {
    let mut bytes = Vec::new();
    let mut buffer = [0; 4096];
    loop {
        let text = String::from_utf8_lossy(&bytes);
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let length = header(head, "content-length").map_or(0, |text| text.parse().unwrap());
            if body.len() >= length {
                return Some(text.into_owned());
            }
        }
        match stream.read(&mut buffer).await {
            Ok(length @ 1..) => bytes.extend_from_slice(&buffer[..length]),
            _ => return None,
        }
    }
}

/// A header of a request.
pub(crate) fn header<'a>(request: &'a str, name: &str) -> Option<&'a str> {
    let head = request.split("\r\n\r\n").next()?;
    let mut headers = head.lines().filter_map(|line| line.split_once(": "));
    headers
        .find(|(other, _)| other.eq_ignore_ascii_case(name))
        .map(|(_, value)| value)
}
