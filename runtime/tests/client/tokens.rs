use std::sync::{Arc, Mutex};
use std::time::Duration;

use msgraph_core::{
    AccessToken, BoxFuture, Client, Credential, Error, ErrorKind, ReqwestTransport, Timer as _,
    VirtualTimer, credential_fn,
};

use crate::fault_server::{FaultServer, header, ok, reply};
use crate::{get, post};

/// Gives out `t1`, `t2`, … and notes the claims.
#[derive(Clone)]
struct Counter {
    timer: VirtualTimer,
    asked: Arc<Mutex<Vec<Option<String>>>>,
    last: usize,
}

impl Counter {
    fn next(&self, claims: Option<&str>) -> Result<AccessToken, Error> {
        let mut asked = self.asked.lock().unwrap();
        asked.push(claims.map(str::to_owned));
        if asked.len() > self.last {
            return Err(Error::credential("sign in again"));
        }
        let end = self.timer.wall_clock() + Duration::from_secs(3600);
        Ok(AccessToken::new(format!("t{}", asked.len())).with_expiry(end))
    }
}

impl Credential for Counter {
    fn token<'a>(&'a self, _: &'a str) -> BoxFuture<'a, Result<AccessToken, Error>> {
        Box::pin(async { self.next(None) })
    }

    fn token_with_claims<'a>(
        &'a self,
        _: &'a str,
        claims: &'a str,
    ) -> BoxFuture<'a, Result<AccessToken, Error>> {
        Box::pin(async { self.next(Some(claims)) })
    }
}

fn signed_in(server: &FaultServer, last: usize) -> (Client, Counter) {
    let timer = VirtualTimer::new();
    let counter = Counter {
        timer: timer.clone(),
        asked: Arc::default(),
        last,
    };
    let transport = ReqwestTransport::direct().unwrap();
    let client = Client::loopback_with(&server.base, counter.clone(), transport).unwrap();
    (client.with_timer(timer), counter)
}

fn tokens(server: &FaultServer) -> Vec<String> {
    let requests = server.requests();
    let tokens = requests
        .iter()
        .filter_map(|request| header(request, "authorization"));
    tokens.map(|token| token.replace("Bearer ", "")).collect()
}

#[tokio::test]
async fn a_token_serves_until_shortly_before_its_end() {
    let server = FaultServer::new([ok()]).await;
    let (client, counter) = signed_in(&server, 9);
    for minutes in [0, 30, 24, 2] {
        counter.timer.advance(Duration::from_secs(60 * minutes));
        get(&client.clone()).await.unwrap();
    }
    assert_eq!(tokens(&server), ["t1", "t1", "t1", "t2"]);
}

#[tokio::test]
async fn a_refused_token_is_replaced_once() {
    let refused = reply(
        "401 Unauthorized",
        &["www-authenticate: Bearer realm=\"\""],
        "",
    );
    let server = FaultServer::new([refused.clone(), ok()]).await;
    let (client, _) = signed_in(&server, 9);
    post(&client).await.unwrap();
    get(&client).await.unwrap();
    assert_eq!(tokens(&server), ["t1", "t2", "t2"]);

    let server = FaultServer::new([refused]).await;
    let (client, _) = signed_in(&server, 9);
    let error = get(&client).await.unwrap_err();
    assert!(error.is_unauthorized());
    assert_eq!(error.kind(), ErrorKind::Service);
    assert_eq!(tokens(&server), ["t1", "t2"]);
}

#[tokio::test]
async fn a_token_that_cannot_be_replaced_is_not_sent_again() {
    let refused = reply("401 Unauthorized", &[], "");
    let server = FaultServer::new([refused]).await;
    let error = get(&crate::client(&server).0).await.unwrap_err();
    assert!(error.is_unauthorized());
    assert_eq!(server.requests().len(), 1);

    let (client, _) = signed_in(&server, 1);
    let error = get(&client).await.unwrap_err();
    assert_eq!(
        (error.kind(), error.message()),
        (ErrorKind::Credential, "sign in again")
    );
    assert!(error.is_unauthorized());
    assert_eq!(server.requests().len(), 2);
}

#[tokio::test]
async fn a_claims_challenge_is_handed_to_the_credential() {
    let claims = r#"{"access_token":{"acrs":{"essential":true,"value":"c1"}}}"#;
    let encoded = msgraph_core::Binary::from_bytes_url_safe(claims);
    let challenge = format!(
        "www-authenticate: Bearer realm=\"\", error=\"insufficient_claims\", claims=\"{}\"",
        encoded.as_str()
    );
    let server = FaultServer::new([reply("401 Unauthorized", &[&challenge], ""), ok()]).await;
    let (client, counter) = signed_in(&server, 9);
    get(&client).await.unwrap();
    assert_eq!(
        *counter.asked.lock().unwrap(),
        [None, Some(claims.to_owned())]
    );
    assert_eq!(tokens(&server), ["t1", "t2"]);
}

#[tokio::test]
async fn many_requests_ask_for_one_token() {
    let server = FaultServer::new([ok()]).await;
    let (client, counter) = signed_in(&server, 9);
    let requests: Vec<_> = (0..8)
        .map(|_| tokio::spawn(get(&client).into_future()))
        .collect();
    for request in requests {
        request.await.unwrap().unwrap();
    }
    assert_eq!(counter.asked.lock().unwrap().len(), 1);
    assert!(!format!("{client:?}").contains("t1"));
}

#[tokio::test]
async fn tokens_are_asked_for_a_scope() {
    let server = FaultServer::new([ok()]).await;
    let scopes = Arc::new(Mutex::new(Vec::new()));
    let asked = Arc::clone(&scopes);
    let credential = credential_fn(move |scope| {
        asked.lock().unwrap().push(scope);
        async { Ok(AccessToken::new("t")) }
    });
    let transport = ReqwestTransport::direct().unwrap();
    let client = Client::loopback_with(&server.base, credential, transport).unwrap();
    get(&client).await.unwrap();
    // Another scope has tokens of its own.
    get(&client.with_scope("api://other/.default"))
        .await
        .unwrap();
    assert_eq!(
        *scopes.lock().unwrap(),
        ["loopback/.default", "api://other/.default"]
    );
}
