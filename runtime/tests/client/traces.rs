#![cfg(feature = "tracing")]

use std::fmt::{Debug, Write as _};
use std::sync::{Arc, Mutex};

use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

use crate::fault_server::{FaultServer, ok, reply};
use bytes::Bytes;
use msgraph_core::{Client, Cloud, StaticToken, transport_fn};

use crate::{client, get};

/// Writes down the names and values of all spans and events.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<String>>);

impl Visit for Log {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        writeln!(self.0.lock().unwrap(), "{field}={value:?}").unwrap();
    }
}

impl Subscriber for Log {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target().starts_with("msgraph_core")
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        span.record(&mut self.clone());
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, values: &Record<'_>) {
        values.record(&mut self.clone());
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        event.record(&mut self.clone());
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

#[tokio::test]
async fn reports_tell_what_happens_and_no_secrets() {
    let server = FaultServer::new([reply("503 No", &["retry-after: 3"], ""), ok()]).await;
    let (client, _) = client(&server);
    let log = Log::default();
    let guard = tracing::subscriber::set_default(log.clone());
    let request = get(&client).with_query("$filter", "mail eq 's3cret'");
    request.await.unwrap();
    drop(guard);
    let text = log.0.lock().unwrap().clone();
    for line in [
        "path=\"/v1.0/me\"",
        "number=2",
        "status=503",
        "wait=3s",
        "client_request_id=\"00000000-0000-4000-8000-000000000000\"",
    ] {
        assert!(text.contains(line), "{line} is not in:\n{text}");
    }
    assert!(
        !text.contains("s3cret") && !text.contains("loopback"),
        "{text}"
    );
}

/// It is sent all the same; of clouds that are not Microsoft's, and of requests without facts, nothing is said.
#[tokio::test]
async fn a_request_that_the_cloud_lacks_is_a_warning() {
    for (cloud, clouds, is_told) in [
        (Cloud::China, &[Cloud::Global][..], true),
        (Cloud::Global, &[Cloud::Global], false),
        (Cloud::China, &[], false),
        (
            Cloud::custom("https://example.org").unwrap(),
            &[Cloud::Global],
            false,
        ),
    ] {
        let transport = transport_fn(|_| async { Ok(http::Response::new(Bytes::from("{}"))) });
        let client = Client::with_transport(cloud.clone(), StaticToken::new("t"), transport);
        let log = Log::default();
        let guard = tracing::subscriber::set_default(log.clone());
        let target = client.service("v1.0").segment("me");
        let request = target.get::<Bytes>().with_query("$filter", "s3cret");
        // A slice of constants is what generated code has.
        let clouds: &'static [Cloud] = clouds.to_vec().leak();
        request.offered_by(clouds).await.unwrap();
        drop(guard);
        let text = log.0.lock().unwrap().clone();
        let warning = "this cloud is not known to offer this request";
        assert_eq!(
            text.contains(warning),
            is_told,
            "{cloud:?} {clouds:?}: {text}"
        );
        assert!(!text.contains("s3cret"), "{text}");
    }
}
