//! The texts of an error and its causes, one after the other.

use std::error::Error as StdError;
use std::iter::successors;

use msgraph_core::{
    Client, Error, ErrorKind, Guid, ReqwestTransport, StaticToken, TransportError, VirtualTimer,
};
use tokio::net::TcpSocket;

use crate::fault_server::{FaultServer, Step, reply};
use crate::{client, get, post};

/// Each of the chain says something, and nothing that another one says.
#[track_caller]
fn says_each_cause_once(error: &Error) -> String {
    let first: &dyn StdError = error;
    let chain: Vec<_> = successors(Some(first), |&error| error.source())
        .map(ToString::to_string)
        .collect();
    for (n, text) in chain.iter().enumerate() {
        assert!(!text.is_empty(), "{chain:?}");
        let mut others = chain.iter().enumerate().filter(|(at, _)| *at != n);
        assert!(!others.any(|(_, other)| other.contains(text)), "{chain:?}");
    }
    chain.join(": ")
}

/// A client of a port on which nothing listens, and which nobody else can take.
fn client_of_nobody(socket: &TcpSocket) -> Client {
    let base = format!("http://{}", socket.local_addr().unwrap());
    let transport = ReqwestTransport::direct().unwrap();
    let client = Client::loopback_with(&base, StaticToken::new("loopback"), transport).unwrap();
    client.with_timer(VirtualTimer::new()).with_random(|| 0)
}

#[tokio::test]
async fn no_connection() {
    let socket = TcpSocket::new_v4().unwrap();
    socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let error = get(&client_of_nobody(&socket)).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Transport);
    let text = says_each_cause_once(&error);
    assert_eq!(text.matches("refused").count(), 1, "{text}");
    assert_eq!(error.message().matches("refused").count(), 1, "{error:?}");
}

#[tokio::test]
async fn no_answer_or_half_of_one() {
    let half = Step::Reply(b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{".to_vec());
    let garbage = Step::Reply(b"this is not HTTP\r\n\r\n".to_vec());
    for step in [Step::Drop, half, garbage] {
        let server = FaultServer::new([step]).await;
        let error = post(&client(&server).0).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Transport);
        let text = says_each_cause_once(&error);
        assert!(text.len() > "no answer came (POST /me/act)".len(), "{text}");
    }
}

#[tokio::test]
async fn refusals_of_the_service() {
    let body = r#"{"error":{"code":"gone","message":"It is gone."}}"#;
    let server = FaultServer::new([reply("410 Gone", &[], body)]).await;
    let text = says_each_cause_once(&get(&client(&server).0).await.unwrap_err());
    assert_eq!(text.matches("It is gone.").count(), 1, "{text}");
}

#[test]
fn causes_that_are_given() {
    let io = || std::io::Error::other(TransportError::new("the cable is cut"));
    let errors = [
        Error::credential("the secret has expired"),
        Error::credential(io()),
        Error::credential(TransportError::new(io())),
        Error::from(TransportError::new("the cable is cut")),
        Error::from(TransportError::new(io())),
        Error::request("a policy forbids it"),
        Error::from(Guid::from_wire("no guid").to_u128().unwrap_err()),
    ];
    for error in errors {
        let text = says_each_cause_once(&error);
        // What is told in one line says all of it, too.
        let line = error.message();
        assert!(text.ends_with(line), "{text} / {line}");
    }
}
