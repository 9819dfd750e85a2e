//! The place on this machine to which a browser comes back
//! ([RFC 8252, 7.3](https://www.rfc-editor.org/rfc/rfc8252#section-7.3)).

use std::borrow::Cow;
use std::io::{self, ErrorKind, Read as _, Write as _};
use std::net::{Ipv4Addr, Ipv6Addr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use oauth2::url::form_urlencoded;
use tokio::sync::oneshot::{self, Receiver, Sender};

use crate::{Secret, SignInError};

/// How long a request may take, and how much of it is read.
const PATIENCE: Duration = Duration::from_secs(5);
const MAX_HEAD: usize = 16 * 1024;
/// How often it is looked for a connection.
const PAUSE: Duration = Duration::from_millis(20);
/// How many connections are served at the same time.
const MAX_CONNECTIONS: usize = 16;

/// Is ready with the code, when the browser has come back with it. Nobody listens any more when it is dropped.
pub(super) type Returned = Receiver<Result<Secret, SignInError>>;

/// Listens on a port of this machine, for this machine alone.
pub(super) struct Listener {
    listeners: Vec<TcpListener>,
    port: u16,
}

impl Listener {
    pub(super) fn bind() -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let port = listener.local_addr()?.port();
        let mut listeners = vec![listener];
        // `localhost` may mean either; browsers try both.
        listeners.extend(TcpListener::bind((Ipv6Addr::LOCALHOST, port)));
        for listener in &listeners {
            listener.set_nonblocking(true)?;
        }
        Ok(Self { listeners, port })
    }

    /// The redirect URI. Of those with `localhost`, Microsoft's authorities ignore the port.
    pub(super) fn url(&self) -> String {
        format!("http://localhost:{}", self.port)
    }

    /// Begins to serve; only a request with `state` counts, others do not end the wait.
    pub(super) fn wait_for(self, state: Secret) -> Returned {
        let (sender, returned) = oneshot::channel();
        let waiting = Arc::new(Waiting {
            state,
            sender: Mutex::new(Some(sender)),
        });
        thread::spawn(move || self.serve(&waiting));
        returned
    }

    fn serve(&self, waiting: &Arc<Waiting>) {
        while !waiting.is_over() {
            let mut streams = self.listeners.iter().map(TcpListener::accept);
            let stream = streams.find_map(Result::ok);
            match stream {
                // Browsers open connections on which they say nothing: each has its own thread.
                Some((stream, _)) if Arc::strong_count(waiting) <= MAX_CONNECTIONS => {
                    let waiting = Arc::clone(waiting);
                    thread::spawn(move || _ = waiting.answer(stream));
                }
                Some(_) => {}
                None => thread::sleep(PAUSE),
            }
        }
    }
}

struct Waiting {
    state: Secret,
    sender: Mutex<Option<Sender<Result<Secret, SignInError>>>>,
}

impl Waiting {
    fn is_over(&self) -> bool {
        let sender = self.sender.lock().unwrap_or_else(PoisonError::into_inner);
        sender.as_ref().is_none_or(Sender::is_closed)
    }

    fn answer(&self, mut stream: TcpStream) -> io::Result<()> {
        stream.set_nonblocking(false)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        stream.set_write_timeout(Some(PATIENCE))?;
        let line = request_line(&mut stream)?;
        let (status, text) = match returned(&line, &self.state) {
            Some(Ok(code)) => {
                self.end(Ok(code));
                (
                    "200 OK",
                    "You can close this window and go back to the program.",
                )
            }
            Some(Err(error)) => {
                self.end(Err(error));
                (
                    "200 OK",
                    "You are not signed in. You can close this window; the program tells why.",
                )
            }
            None => ("404 Not Found", "There is nothing here."),
        };
        let page = format!("<!doctype html><meta charset=utf-8><title>Sign-in</title><p>{text}\n");
        let head = format!(
            "HTTP/1.1 {status}\r\ncontent-type: text/html; charset=utf-8\r\ncontent-length: {}\r\n\
             content-security-policy: default-src 'none'\r\ncache-control: no-store\r\n\
             referrer-policy: no-referrer\r\nconnection: close\r\n\r\n",
            page.len()
        );
        stream.write_all((head + &page).as_bytes())
    }

    fn end(&self, code: Result<Secret, SignInError>) {
        let mut sender = self.sender.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(sender) = sender.take() {
            _ = sender.send(code);
        }
    }
}

/// Reads the head of a request, and returns its first line.
fn request_line(stream: &mut TcpStream) -> io::Result<String> {
    let mut head = Vec::new();
    let mut part = [0; 1024];
    while !head.windows(4).any(|end| end == b"\r\n\r\n") {
        let count = stream.read(&mut part)?;
        if count == 0 || head.len() > MAX_HEAD {
            return Err(ErrorKind::InvalidData.into());
        }
        head.extend_from_slice(part.get(..count).unwrap_or_default());
    }
    let head = String::from_utf8(head).map_err(|_| io::Error::from(ErrorKind::InvalidData))?;
    Ok(head.lines().next().unwrap_or_default().to_owned())
}

/// The code, or why there is none, in a request that knows the state; `None` in any other
/// ([RFC 6749, 4.1.2](https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2)).
fn returned(line: &str, state: &Secret) -> Option<Result<Secret, SignInError>> {
    let target = line.strip_prefix("GET ")?.split(' ').next()?;
    let query = target.strip_prefix("/?")?;
    let parameter = |wanted: &str| {
        let mut parameters = form_urlencoded::parse(query.as_bytes());
        let value = parameters.find_map(|(name, value)| (name == wanted).then_some(value));
        value.map(Cow::into_owned)
    };
    if parameter("state")? != state.expose() {
        return None;
    }
    match (parameter("error"), parameter("code")) {
        (Some(error), _) => {
            let description = parameter("error_description");
            Some(Err(SignInError::refused(&error, description.as_deref())))
        }
        (None, Some(code)) if !code.is_empty() => Some(Ok(Secret::new(code))),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(line: &str) -> Option<String> {
        let returned = returned(line, &Secret::new("s"))?;
        Some(match returned {
            Ok(code) => code.expose().to_owned(),
            Err(error) => error.to_string(),
        })
    }

    #[test]
    fn only_who_knows_the_state_is_believed() {
        let is = |line, expected: &str| assert_eq!(code(line).as_deref(), Some(expected), "{line}");
        is("GET /?code=c%2B1&state=s HTTP/1.1", "c+1");
        is(
            "GET /?state=s&error=access_denied HTTP/1.1",
            "access_denied",
        );
        for line in [
            "GET /?code=c HTTP/1.1",
            "GET /?code=c&state= HTTP/1.1",
            "GET /?code=c&state=S HTTP/1.1",
            "GET /?code=c&state=x&state=s HTTP/1.1",
            "GET /?error=access_denied&state=x HTTP/1.1",
            "GET /?code=&state=s HTTP/1.1",
            "GET /?state=s HTTP/1.1",
            "GET /favicon.ico HTTP/1.1",
            "GET /x?code=c&state=s HTTP/1.1",
            "POST /?code=c&state=s HTTP/1.1",
            "",
        ] {
            assert_eq!(code(line), None, "{line}");
        }
    }
}
