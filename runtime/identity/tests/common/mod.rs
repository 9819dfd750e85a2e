//! What the tests share.

#![allow(dead_code)] // each test uses some of it

use std::io::{Read as _, Write as _};
use std::net::{Ipv4Addr, TcpStream};

use msgraph_core::ReqwestTransport;
use msgraph_identity::Application;
use msgraph_identity::test_support::LoopbackAuthority;

pub(crate) const SCOPE: &str = "https://graph.microsoft.com/.default";

pub(crate) fn application(authority: &LoopbackAuthority) -> Application {
    let transport = ReqwestTransport::direct().unwrap();
    Application::new("app", authority.authority().unwrap(), transport)
}

/// The answer of a server on this machine.
pub(crate) fn get(port: u16, target: &str) -> String {
    let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).unwrap();
    let request = format!("GET {target} HTTP/1.1\r\nhost: localhost\r\n\r\n");
    stream.write_all(request.as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

#[track_caller]
pub(crate) fn no_secret_in(text: &str, secret: &str) {
    assert!(!text.contains(secret), "{text}");
}

/// An error and its causes: each says what the others do not.
pub(crate) fn chain(error: &dyn std::error::Error) -> String {
    let causes = std::iter::successors(Some(error), |error| error.source());
    causes
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join(": ")
}
