//! As much of HTTP as tests need.

use std::collections::BTreeMap;
use std::io::{self, ErrorKind, Read as _, Write as _};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use oauth2::url::{Url, form_urlencoded};

use super::state::{Reply, State};

const PATIENCE: Duration = Duration::from_secs(5);

pub(super) fn bind() -> io::Result<TcpListener> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
}

pub(super) fn serve(listener: &TcpListener, state: &Mutex<State>, stopped: &AtomicBool) {
    while let Ok((stream, _)) = listener.accept() {
        if stopped.load(Ordering::Acquire) {
            return;
        }
        // Whoever breaks off a connection has no answer.
        _ = exchange(stream, state);
    }
}

/// Lets `serve` see that it is to stop.
pub(super) fn wake(address: SocketAddr) {
    drop(TcpStream::connect_timeout(&address, PATIENCE));
}

fn exchange(mut stream: TcpStream, state: &Mutex<State>) -> io::Result<()> {
    stream.set_read_timeout(Some(PATIENCE))?;
    let (head, body) = read(&mut stream)?;
    let target = head.split(' ').nth(1).unwrap_or_default();
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let endpoint = path.rsplit('/').next().unwrap_or_default();
    let body = String::from_utf8_lossy(&body);
    let parameters: BTreeMap<_, _> = form_urlencoded::parse(query.as_bytes())
        .chain(form_urlencoded::parse(body.as_bytes()))
        .map(|(name, value)| (name.into_owned(), value.into_owned()))
        .collect();
    let mut state = state.lock().unwrap_or_else(PoisonError::into_inner);
    let reply = state.answer(endpoint, parameters);
    drop(state);
    write(&mut stream, &reply)
}

/// Reads a message: its head, and as much of a body as that says.
fn read(stream: &mut TcpStream) -> io::Result<(String, Vec<u8>)> {
    let mut bytes = Vec::new();
    let mut part = [0; 4096];
    let end = loop {
        if let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") {
            break end + 4;
        }
        match stream.read(&mut part)? {
            0 => return Err(ErrorKind::UnexpectedEof.into()),
            count => bytes.extend_from_slice(part.get(..count).unwrap_or_default()),
        }
    };
    let mut body = bytes.split_off(end);
    let head = String::from_utf8_lossy(&bytes).into_owned();
    let length = header(&head, "content-length").and_then(|length| length.parse().ok());
    while body.len() < length.unwrap_or(0) {
        match stream.read(&mut part)? {
            0 => return Err(ErrorKind::UnexpectedEof.into()),
            count => body.extend_from_slice(part.get(..count).unwrap_or_default()),
        }
    }
    Ok((head, body))
}

fn header<'h>(head: &'h str, name: &str) -> Option<&'h str> {
    let mut headers = head.lines().filter_map(|line| line.split_once(':'));
    let found = headers.find(|(known, _)| known.eq_ignore_ascii_case(name));
    found.map(|(_, value)| value.trim())
}

fn write(stream: &mut TcpStream, reply: &Reply) -> io::Result<()> {
    let Reply {
        status,
        location,
        body,
    } = reply;
    let location = location.iter().map(|to| format!("location: {to}\r\n"));
    let location: String = location.collect();
    let head = format!(
        "HTTP/1.1 {status} \r\ncontent-type: application/json\r\ncontent-length: {}\r\n{location}connection: close\r\n\r\n",
        body.len()
    );
    stream.write_all((head + body).as_bytes())
}

/// Does what a browser does with a URL: goes there, and on to where it is sent.
pub(super) fn visit(url: &str) -> io::Result<()> {
    let mut next = Some(url.to_owned());
    while let Some(url) = next {
        let url = Url::parse(&url).map_err(|_| io::Error::from(ErrorKind::InvalidInput))?;
        let address = url.socket_addrs(|| None)?;
        let mut stream = TcpStream::connect(&*address)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        let query = url.query().unwrap_or_default();
        let host = url.authority();
        let request = format!(
            "GET {}?{query} HTTP/1.1\r\nhost: {host}\r\n\r\n",
            url.path()
        );
        stream.write_all(request.as_bytes())?;
        let (head, _) = read(&mut stream)?;
        next = header(&head, "location").map(str::to_owned);
    }
    Ok(())
}
