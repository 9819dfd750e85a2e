//! Applications, web APIs and machines.

#![allow(clippy::indexing_slicing, clippy::unwrap_used)] // failing is what a test is for

mod common;

use std::collections::BTreeMap;
use std::fs;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use common::{SCOPE, application, chain, no_secret_in};
use msgraph_core::{Bytes, Credential as _, VirtualTimer, http, transport_fn};
use msgraph_identity::test_support::LoopbackAuthority;
use msgraph_identity::{ManagedIdentity, OnBehalfOf, Service, SignInError};

#[tokio::test]
async fn a_secret_is_a_proof_and_stays_one() {
    let authority = LoopbackAuthority::start().unwrap();
    let service = Service::new(application(&authority).with_secret("s3cr&t"));
    assert_eq!(service.token(SCOPE).await.unwrap().secret(), "access-1");
    let request = &authority.requests()[0];
    assert_eq!(request.parameter("client_secret"), Some("s3cr&t"));
    assert_eq!(request.parameter("scope"), Some(SCOPE));
    assert!(request.parameter("claims").unwrap().contains("cp1"));
    no_secret_in(&format!("{service:?}"), "s3cr&t");

    let words = "AADSTS7000215: Invalid client secret provided: s3cr&t. Trace ID: 1";
    authority.refuse("invalid_client", words);
    let error = service.token(SCOPE).await.unwrap_err();
    let text = chain(&error);
    assert!(
        text.contains("AADSTS7000215: Invalid client secret provided"),
        "{text}"
    );
    assert!(text.contains("an administrator make a new one"), "{text}");
    no_secret_in(&format!("{text} {error:?}"), "s3cr&t");
}

#[tokio::test]
async fn no_proof_is_an_error_that_helps() {
    let authority = LoopbackAuthority::start().unwrap();
    let service = Service::new(application(&authority));
    let error = chain(&service.token(SCOPE).await.unwrap_err());
    assert!(error.contains("Allow public client flows"), "{error}");
}

#[tokio::test]
async fn an_authority_that_is_busy_is_asked_again() {
    let authority = LoopbackAuthority::start().unwrap();
    authority.interrupt(429, "{}");
    authority.interrupt(503, "");
    let timer = VirtualTimer::new();
    let application = application(&authority).with_timer(timer.clone());
    let service = Service::new(application.with_secret("secret"));
    service.token(SCOPE).await.unwrap();
    assert_eq!(
        timer.sleeps(),
        [Duration::from_secs(1), Duration::from_secs(2)]
    );
}

#[tokio::test]
async fn a_federated_token_is_read_anew_each_time() {
    let authority = LoopbackAuthority::start().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("token");
    let service = Service::new(application(&authority).with_federated_token_file(&path));
    let error = chain(&service.token(SCOPE).await.unwrap_err());
    assert!(error.contains("file of the federated token"), "{error}");
    for token in ["first", "second"] {
        fs::write(&path, format!("{token}\n")).unwrap();
        service.token(SCOPE).await.unwrap();
        let requests = authority.requests();
        let request = requests.last().unwrap();
        assert_eq!(request.parameter("client_assertion"), Some(token));
        let kind = request.parameter("client_assertion_type").unwrap();
        assert!(kind.ends_with("client-assertion-type:jwt-bearer"));
    }
}

#[tokio::test]
async fn a_web_api_acts_for_its_caller_and_passes_challenges_on() {
    let authority = LoopbackAuthority::start().unwrap();
    let application = application(&authority).with_secret("secret");
    let caller = OnBehalfOf::new(application, "callers-token");
    assert_eq!(caller.token(SCOPE).await.unwrap().secret(), "access-1");
    let request = &authority.requests()[0];
    for (name, value) in [
        ("assertion", "callers-token"),
        ("requested_token_use", "on_behalf_of"),
        ("client_secret", "secret"),
        ("client_id", "app"),
        ("scope", SCOPE),
    ] {
        assert_eq!(request.parameter(name), Some(value), "{name}");
    }
    no_secret_in(&format!("{caller:?}"), "callers-token");

    let claims = r#"{"access_token":{"acrs":{"essential":true,"value":"c1"}}}"#;
    let body = serde_json::json!({
        "error": "interaction_required",
        "error_description": "AADSTS50079: enroll callers-token",
        "claims": claims,
    });
    authority.interrupt(400, &body.to_string());
    let error = caller.token(SCOPE).await.unwrap_err();
    let source = std::error::Error::source(&error).unwrap();
    let sign_in = source.downcast_ref::<SignInError>().unwrap();
    assert_eq!(sign_in.claims(), Some(claims));
    assert_eq!(sign_in.aadsts(), Some(50079));
    no_secret_in(&chain(&error), "callers-token");
}

type Seen = Arc<Mutex<Vec<http::Request<Bytes>>>>;

/// An endpoint that gives these answers, and remembers what it was asked.
fn endpoint(answers: Vec<(u16, &'static str)>) -> (impl msgraph_core::Transport, Seen) {
    let seen = Seen::default();
    let asked = Arc::clone(&seen);
    let transport = transport_fn(move |request| {
        let mut asked = asked.lock().unwrap();
        asked.push(request);
        let (status, body) = answers[asked.len() - 1];
        let response = http::Response::builder().status(status);
        let response = response.body(Bytes::from(body)).unwrap();
        async { Ok(response) }
    });
    (transport, seen)
}

fn query(request: &http::Request<Bytes>) -> BTreeMap<String, String> {
    let query = request.uri().query().unwrap().split('&');
    let pairs = query.filter_map(|pair| pair.split_once('='));
    pairs
        .map(|(name, value)| (name.into(), value.into()))
        .collect()
}

#[tokio::test]
async fn a_machine_has_an_identity() {
    let token = r#"{"access_token":"t","expires_on":"1700000000","token_type":"Bearer"}"#;
    let (transport, seen) = endpoint(vec![(410, ""), (500, ""), (200, token)]);
    let timer = VirtualTimer::new();
    let machine = ManagedIdentity::of_machine(transport).unwrap();
    let machine = machine.with_client_id("id").with_timer(timer.clone());
    assert_eq!(machine.token(SCOPE).await.unwrap().secret(), "t");
    assert_eq!(timer.sleeps().len(), 2);
    let request = &seen.lock().unwrap()[2];
    assert_eq!(request.uri().host(), Some("169.254.169.254"));
    assert_eq!(request.headers()["metadata"], "true");
    let query = query(request);
    assert_eq!(query["resource"], "https%3A%2F%2Fgraph.microsoft.com");
    assert_eq!(query["client_id"], "id");
}

#[tokio::test]
async fn an_app_has_an_identity() {
    let token = r#"{"access_token":"t","expires_on":1700000000}"#;
    let refused = r#"{"error":"invalid_request","error_description":"Identity not found"}"#;
    let (transport, seen) = endpoint(vec![(200, token), (400, refused), (400, "no")]);
    let app = ManagedIdentity::of_app("http://127.0.0.1:41/msi/token", "h3ader", transport);
    let app = app.unwrap();
    assert_eq!(app.token(SCOPE).await.unwrap().secret(), "t");
    let error = chain(&app.token(SCOPE).await.unwrap_err());
    assert!(error.contains("Identity not found"), "{error}");
    assert!(app.token(SCOPE).await.is_err());
    let request = &seen.lock().unwrap()[0];
    assert_eq!(request.headers()["x-identity-header"], "h3ader");
    assert_eq!(query(request)["api-version"], "2019-08-01");
    no_secret_in(&format!("{app:?}"), "h3ader");
}
