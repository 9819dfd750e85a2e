//! What a service says about a failure is told, whatever the form.

use msgraph_core::{Bytes, Retry};
use std::time::Duration;

use crate::{Service, answer};

async fn failure(body: &str) -> msgraph_core::Error {
    let service = Service::new([answer(400, &[("content-type", "application/json")], body)]);
    service
        .root()
        .segment("x")
        .get::<Bytes>()
        .await
        .unwrap_err()
}

#[tokio::test]
async fn the_reason_is_told() {
    for (body, words) in [
        (
            r#"{"error":{"code":"a","message":{"lang":"en","value":"list is full"}}}"#,
            "list is full",
        ),
        (
            r#"{"odata.error":{"code":"a","message":{"lang":"en","value":"list is full"}}}"#,
            "list is full",
        ),
        (
            r#"{"error":"unsupported","error_description":"A70003: words"}"#,
            "A70003",
        ),
        (
            r#"{"error":{"code":"b","message":"Bad.","innerError":{"code":"i","message":"not published"}}}"#,
            "not published",
        ),
        (
            r#"{"error":{"code":"a","message":"m","details":[{"code":"d","message":"the real reason"}]}}"#,
            "the real reason",
        ),
        (
            r#"{"Message":"The request is invalid."}"#,
            "The request is invalid.",
        ),
        (r#"{"message":"No."}"#, "No."),
    ] {
        let error = failure(body).await;
        assert!(
            error.message().contains(words) && error.to_string().contains(words),
            "{error}"
        );
    }
    assert_eq!(
        failure(r#"{"error":"unsupported","error_description":"x"}"#)
            .await
            .code(),
        Some("unsupported")
    );
}

#[tokio::test]
async fn foreign_texts_are_cut_and_plain() {
    let long = "x".repeat(100_000);
    let error = failure(&format!(
        r#"{{"error":{{"code":"{long}","message":"{long}"}}}}"#
    ))
    .await;
    assert!(error.to_string().len() < 4000);
    let error = failure(r#"{"error":{"code":"a\u001b[31m","message":"line\nfeed\u0007"}}"#).await;
    assert!(!error.to_string().contains(char::is_control), "{error:?}");
}

#[tokio::test]
async fn a_wait_of_nothing_is_some_wait() {
    for header in ["0", "0.0", "Sun, 06 Nov 1994 08:49:37 GMT"] {
        let service = Service::new([answer(429, &[("retry-after", header)], "")]);
        let first = Duration::from_millis(200);
        let service = service.with(|client| client.with_retry(Retry::new().with_first_wait(first)));
        service
            .root()
            .segment("x")
            .get::<Bytes>()
            .await
            .unwrap_err();
        assert_eq!(service.count(), 4);
        assert_eq!(
            service.slept(),
            Duration::from_millis(100 + 200 + 400),
            "{header}"
        );
    }
}
