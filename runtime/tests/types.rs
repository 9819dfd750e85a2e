//! Traits that all types of the API have.

#![allow(clippy::unwrap_used)] // failing is what a test is for

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, LazyLock};

use msgraph_core::{
    AccessToken, Bytes, Client, Cloud, Credential, Error, Policy, StaticToken, Timer, Transport,
    TransportError, VirtualTimer, credential_fn, http, policy_fn, transport_fn,
};

/// Programs hold these in structs that go from thread to thread.
mod is_send_and_sync {
    use msgraph_core::*;
    use msgraph_operations::v1_0::models::{LongRunningOperation, LongRunningOperationStatus};
    use msgraph_operations::v1_0::{Graph, requests::UserRequestBuilder};

    type Model = LongRunningOperation;

    const fn is<T: Send + Sync>() {}
    const _: () = {
        is::<AccessToken>();
        is::<Additional>();
        is::<Batch>();
        is::<BatchHandle<Model>>();
        is::<BatchResponses>();
        is::<Binary>();
        is::<Body>();
        is::<BodyStream>();
        is::<ByteStream>();
        is::<Client>();
        is::<Cloud>();
        is::<DateTimeOffset>();
        is::<Decimal>();
        is::<Duration>();
        is::<Download<'_>>();
        is::<EntityReference>();
        is::<Error>();
        is::<Expand<Model, Model>>();
        is::<Filter<Model>>();
        is::<Flags<LongRunningOperationStatus>>();
        is::<Geo>();
        is::<Graph>();
        is::<Guid>();
        is::<InvalidValue>();
        is::<Items<Model>>();
        is::<Json>();
        is::<LongRunningOperationStatus>();
        is::<Media>();
        is::<Mismatch>();
        is::<Model>();
        is::<Next<'_>>();
        is::<OperationState>();
        is::<Order<Model>>();
        is::<Page<Model>>();
        is::<Pages<Model>>();
        is::<Patch<Model>>();
        is::<Permissions>();
        is::<Poller<Model>>();
        is::<Property<Model, Option<String>>>();
        is::<Reference>();
        is::<References>();
        is::<Request<Model>>();
        is::<Retry>();
        is::<Single<String>>();
        is::<Snapshot<Model>>();
        is::<Started<(), Model>>();
        is::<StaticToken>();
        is::<SystemTimer>();
        is::<Target>();
        is::<TransportError>();
        is::<Unrecognized>();
        is::<UserRequestBuilder>();
        is::<VirtualTimer>();
    };
}

/// A credential that lasts as long as the program.
static TOKEN: LazyLock<StaticToken> = LazyLock::new(|| StaticToken::new("t"));

#[tokio::test]
async fn pointers_stand_for_what_they_point_to() {
    let transport: Arc<dyn Transport> = Arc::new(transport_fn(|request| async move {
        let text = request.headers()["authorization"].to_str().unwrap();
        assert_eq!(text, "Bearer for https://graph.microsoft.com/.default");
        Ok(http::Response::new(Bytes::from_static(b"{\"value\":[]}")))
    }));
    let credential: Box<dyn Credential> = Box::new(credential_fn(|scope| async move {
        Ok(AccessToken::new(format!("for {scope}")))
    }));
    let seen = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&seen);
    let policy: Arc<dyn Policy> = Arc::new(policy_fn(move |request, next| {
        count.fetch_add(1, Ordering::Relaxed);
        next.send(request)
    }));
    let timer: Arc<dyn Timer> = Arc::new(VirtualTimer::new());
    let client = Client::with_transport(Cloud::Global, credential, Arc::clone(&transport))
        .with_policy(Arc::clone(&policy))
        .with_attempt_policy(policy)
        .with_timer(timer);
    let graph = msgraph_operations::v1_0::Graph::new(client);
    graph
        .sites()
        .by_id("root")
        .operations()
        .list()
        .await
        .unwrap();
    assert_eq!(seen.load(Ordering::Relaxed), 2);

    // A borrow that lasts as long as the program, too.
    let client = Client::with_transport(Cloud::Global, &*TOKEN, transport);
    assert!(!format!("{client:?}").contains("\"t\""));
}

#[test]
fn errors_say_whether_the_same_may_succeed_later() {
    let lost = Error::from(TransportError::new("connection reset"));
    assert!(lost.is_transient());
    let late = Error::from(TransportError::new("too slow").with_timeout());
    assert!(late.is_transient() && late.is_timeout());
    let never = Error::from(TransportError::new("unknown issuer").with_permanent());
    assert!(!never.is_transient());
    assert!(!Error::credential("sign in").is_transient());
}

#[tokio::test]
async fn refusals_say_whether_the_same_may_succeed_later() {
    for (status, is_transient) in [
        (400, false),
        (401, false),
        (404, false),
        (408, true),
        (409, false),
        (429, true),
        (500, false),
        (501, false),
        (502, true),
        (503, true),
        (504, true),
        (509, true),
    ] {
        let transport = transport_fn(move |_| async move {
            let response = http::Response::builder().status(status);
            Ok(response.body(Bytes::new()).unwrap())
        });
        let client = Client::with_transport(Cloud::Global, StaticToken::new("t"), transport)
            .with_retry(msgraph_core::Retry::never());
        let graph = msgraph_operations::v1_0::Graph::new(client);
        let error = graph
            .sites()
            .by_id("root")
            .operations()
            .list()
            .await
            .unwrap_err();
        assert_eq!(error.is_transient(), is_transient, "{status}");
    }
}
