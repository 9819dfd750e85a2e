use std::sync::{Arc, Mutex};

use msgraph_core::http::{self, HeaderValue};
use msgraph_core::{Body, BoxFuture, Error, ErrorKind, Next, Policy};

use crate::fault_server::{FaultServer, header, ok, redirect, reply};
use crate::{client, get};

type Answer<'a> = BoxFuture<'a, Result<http::Response<Body>, Error>>;

/// Notes what passes.
#[derive(Clone)]
struct Note(&'static str, Arc<Mutex<Vec<String>>>);

impl Policy for Note {
    fn send<'a>(&'a self, mut request: http::Request<Body>, next: Next<'a>) -> Answer<'a> {
        Box::pin(async move {
            assert!(!request.headers().contains_key("authorization"));
            self.1
                .lock()
                .unwrap()
                .push(format!("{} {}", self.0, request.uri().path()));
            request
                .headers_mut()
                .append("x-seen", HeaderValue::from_static(self.0));
            let answer = next.send(request).await;
            let status = answer
                .as_ref()
                .map(|answer| answer.status().as_u16())
                .unwrap_or_default();
            self.1.lock().unwrap().push(format!("{} {status}", self.0));
            answer
        })
    }
}

#[tokio::test]
async fn policies_are_called_in_order() {
    let server = FaultServer::new([redirect(302, "/x"), reply("503 No", &[], ""), ok()]).await;
    let log = Arc::default();
    let (client, _) = client(&server);
    let client = client
        .with_attempt_policy(Note("attempt", Arc::clone(&log)))
        .with_policy(Note("first", Arc::clone(&log)))
        .with_policy(Note("second", Arc::clone(&log)));
    get(&client).await.unwrap();
    let expected = [
        "first /v1.0/me",
        "second /v1.0/me",
        "attempt /v1.0/me",
        "attempt 302",
        "attempt /x",
        "attempt 503",
        "attempt /x",
        "attempt 200",
        "second 200",
        "first 200",
    ];
    assert_eq!(*log.lock().unwrap(), expected);
    assert!(
        server.requests()[0].contains("x-seen: first\r\nx-seen: second\r\nx-seen: attempt\r\n")
    );
}

struct Refuse;

impl Policy for Refuse {
    fn send<'a>(&'a self, _: http::Request<Body>, _: Next<'a>) -> Answer<'a> {
        Box::pin(async { Err(Error::request("not today")) })
    }
}

#[tokio::test]
async fn a_policy_can_refuse() {
    let server = FaultServer::new([ok()]).await;
    let (client, _) = client(&server);
    let error = get(&client.with_policy(Refuse)).await.unwrap_err();
    assert_eq!(
        (error.kind(), error.message()),
        (ErrorKind::Request, "not today")
    );
    assert!(server.requests().is_empty());
}

/// Sends everything elsewhere.
struct Divert(String);

impl Policy for Divert {
    fn send<'a>(&'a self, mut request: http::Request<Body>, next: Next<'a>) -> Answer<'a> {
        *request.uri_mut() = self.0.parse().unwrap();
        next.send(request)
    }
}

#[tokio::test]
async fn a_policy_cannot_divert_the_token() {
    let elsewhere = FaultServer::new([ok()]).await;
    let server = FaultServer::new([ok()]).await;
    let (client, _) = client(&server);
    get(&client.with_attempt_policy(Divert(elsewhere.base.clone())))
        .await
        .unwrap();
    assert_eq!(header(&elsewhere.requests()[0], "authorization"), None);
}

#[tokio::test]
async fn each_request_has_an_id() {
    let server = FaultServer::new([ok()]).await;
    let client = msgraph_core::Client::loopback(&server.base).unwrap();
    for _ in 0..2 {
        get(&client).await.unwrap();
    }
    get(&client)
        .with_header("client-request-id", "mine")
        .await
        .unwrap();
    let requests = server.requests();
    let ids: Vec<_> = requests
        .iter()
        .map(|request| header(request, "client-request-id").unwrap())
        .collect();
    assert_ne!(ids[0], ids[1]);
    assert_eq!(ids[2], "mine");
    let dashes: Vec<_> = ids[0].match_indices('-').map(|(n, _)| n).collect();
    assert_eq!((ids[0].len(), dashes), (36, vec![8, 13, 18, 23]));
}
