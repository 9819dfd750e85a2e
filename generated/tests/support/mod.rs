//! What stands in for the service.

// Each test uses some of it.
#![allow(dead_code)]
// Failing is what a test is for.
#![allow(clippy::unwrap_used, clippy::panic)]

use msgraph_operations::msgraph_core::test_support::{Answer, FakeGraph, FakeTransport};
use msgraph_operations::msgraph_core::test_support::{Received, Start};
use msgraph_operations::msgraph_core::{Client, Cloud, Retry, StaticToken, transport_fn};
use serde_json::{Value, json};

/// The token of [`offline`].
pub(crate) const TOKEN: &str = "t0k3n";

/// A client that nothing may be sent through.
pub(crate) fn offline() -> Client {
    let transport = transport_fn(|request| async move { panic!("{} was sent", request.uri()) });
    Client::with_transport(Cloud::Global, StaticToken::new(TOKEN), transport)
}

/// A service that gives these answers, and a client of it that asks once.
pub(crate) fn answering(answers: impl IntoIterator<Item = Answer>) -> (FakeTransport, Client) {
    let fake = FakeTransport::new(answers);
    let client = fake.client().with_retry(Retry::never());
    (fake, client)
}

/// What was asked, if it was asked once.
pub(crate) fn only(fake: &FakeTransport) -> Received {
    let [received] = &fake.received()[..] else {
        panic!("{:?}", fake.lines())
    };
    received.clone()
}

/// Microsoft Graph, as far as its operations go: those that are started go through these states.
pub(crate) fn fake_graph(states: &[&str]) -> FakeGraph {
    let fake = FakeGraph::new();
    fake.page_size(2);
    let start = |collection: &str| Start::new(collection, states.iter().copied());
    for methods in ["methods", "passwordMethods"] {
        let user = "/v1.0/users/{user}/authentication";
        let reset = start(&format!("{user}/operations"));
        let reset = reset.with_body(r#"{"newPassword":"Xoza0921"}"#);
        fake.starts(
            &format!("POST {user}/{methods}/{{method}}/resetPassword"),
            reset,
        );
    }
    let alerts = "/beta/identityGovernance/roleManagementAlerts";
    let refresh = start(&format!("{alerts}/operations"));
    fake.starts(&format!("POST {alerts}/alerts/refresh"), refresh);
    fake
}

/// What a copy of a content type looks like in each of these states.
pub(crate) fn copy(states: &[&str]) -> Vec<Value> {
    let steps = (states.len() - 1).max(1);
    let look = |(step, status): (usize, &&str)| match *status {
        "failed" => json!({
            "status": "failed",
            "error": { "code": "accessDenied", "message": "No." },
        }),
        other => json!({
            "status": other,
            "percentageComplete": 100 * step / steps,
            "type": "contentTypeCopy",
        }),
    };
    states.iter().enumerate().map(look).collect()
}

/// A service where copies with these ids go on at `collection`, through these states.
pub(crate) fn copying(collection: &str, ids: &[&str], states: &[&str]) -> FakeGraph {
    let fake = fake_graph(states);
    for id in ids {
        fake.operation(collection, id, copy(states));
    }
    fake
}
