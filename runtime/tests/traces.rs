//! What is reported through `tracing`.

#![allow(clippy::unwrap_used)] // failing is what a test is for

use std::cell::RefCell;
use std::fmt::{Debug, Write as _};
use std::sync::Once;

use bytes::Bytes;
use msgraph_core::test_support::{Answer, FakeTransport};
use msgraph_core::{Client, Cloud, StaticToken, VirtualTimer, transport_fn};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

thread_local! {
    /// The names and values of all spans and events of this thread.
    static LOG: RefCell<String> = const { RefCell::new(String::new()) };
}

struct Log;

impl Visit for Log {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        LOG.with_borrow_mut(|log| writeln!(log, "{field}={value:?}").unwrap());
    }
}

impl Subscriber for Log {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target().starts_with("msgraph_core")
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        span.record(&mut Self);
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, values: &Record<'_>) {
        values.record(&mut Self);
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        event.record(&mut Self);
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

/// Begins an empty log of this thread.
///
/// The subscriber is that of the process, and is there before any request: `tracing` remembers of each place that
/// reports whether anybody listened when it was first reached, on whatever thread that was.
fn begin_log() {
    static SUBSCRIBER: Once = Once::new();
    SUBSCRIBER.call_once(|| tracing::subscriber::set_global_default(Log).unwrap());
    LOG.take();
}

#[tokio::test]
async fn reports_tell_what_happens_and_no_secrets() {
    begin_log();
    let transport = FakeTransport::new([Answer::throttled(3), Answer::json("{}")]);
    let client = Client::with_transport(Cloud::Global, StaticToken::new("t0ken"), transport)
        .with_timer(VirtualTimer::new())
        .with_random(|| 0);
    let target = client.service("v1.0").segment("me");
    let request = target.get::<Bytes>();
    request
        .with_query("$filter", "mail eq 's3cret'")
        .await
        .unwrap();
    let text = LOG.take();
    for line in [
        "path=\"/v1.0/me\"",
        "number=2",
        "status=429",
        "wait=3s",
        "client_request_id=\"00000000-0000-4000-8000-000000000000\"",
    ] {
        assert!(text.contains(line), "{line} is not in:\n{text}");
    }
    assert!(
        !text.contains("s3cret") && !text.contains("t0ken"),
        "{text}"
    );
}

/// It is sent all the same; of clouds that are not Microsoft's, and of requests without facts, nothing is said.
#[tokio::test]
async fn a_request_that_the_cloud_lacks_is_a_warning() {
    let other = Cloud::custom("https://example.org").unwrap();
    for (cloud, clouds, is_told) in [
        (Cloud::China, &[Cloud::Global][..], true),
        (Cloud::Global, &[Cloud::Global], false),
        (Cloud::China, &[], false),
        (other, &[Cloud::Global], false),
    ] {
        begin_log();
        let transport = transport_fn(|_| async { Ok(http::Response::new(Bytes::from("{}"))) });
        let client = Client::with_transport(cloud.clone(), StaticToken::new("t"), transport);
        let target = client.service("v1.0").segment("me");
        let request = target.get::<Bytes>().with_query("$filter", "s3cret");
        // A slice of constants is what generated code has.
        let clouds: &'static [Cloud] = clouds.to_vec().leak();
        request.offered_by(clouds).await.unwrap();
        let text = LOG.take();
        let warning = "this cloud is not known to offer this request";
        assert_eq!(
            text.contains(warning),
            is_told,
            "{cloud:?} {clouds:?}: {text}"
        );
        assert!(!text.contains("s3cret"), "{text}");
    }
}
