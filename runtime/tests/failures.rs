//! Answers that are none, as they arrive at a program.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)] // failing is what a test is for

mod common;

use common::server::Server;
use http::StatusCode;
use msgraph_core::{Error, ErrorKind};

const JSON: &str = "application/json";

async fn failure(status: &str, media_type: &str, body: &[u8]) -> Error {
    let server = Server::answering(status, media_type, body).await;
    server.graph().users().list().await.unwrap_err()
}

#[tokio::test]
async fn the_error_of_the_service_is_passed_on() {
    let body = br#"{"error":{"code":"itemNotFound","message":"No \"x\".","innerError":{"date":"2020-01-01T00:00:00","request-id":"inner","code":"other"}}}"#;
    let error = failure("404 Not Found", JSON, body).await;
    assert_eq!(error.kind(), ErrorKind::Service);
    assert_eq!(error.status(), Some(StatusCode::NOT_FOUND));
    assert_eq!(error.code(), Some("itemNotFound"));
    assert_eq!(error.inner_code(), Some("other"));
    assert_eq!(error.message(), "No \"x\".");
    assert_eq!(error.request_id(), Some("abc-1"));
    assert_eq!(error.body(), Some(&body[..]));
    assert_eq!(
        error.to_string(),
        "the service refused (GET /users): itemNotFound: No \"x\". (status 404 Not Found) (request-id abc-1)"
    );
}

#[tokio::test]
async fn the_request_id_may_be_in_the_body_only() {
    let body = r#"{"error":{"code":"c","innererror":{"request-id":"inner"}}}"#;
    let head = format!(
        "HTTP/1.1 403 Forbidden\r\nconnection: close\r\ncontent-length: {}\r\n\r\n",
        body.len()
    );
    let server = Server::raw(head + body).await;
    let error = server.graph().users().list().await.unwrap_err();
    assert_eq!(
        (error.request_id(), error.code()),
        (Some("inner"), Some("c"))
    );
}

#[tokio::test]
async fn errors_without_an_error_object_are_described() {
    for (media_type, body, message) in [
        (
            "text/html",
            &b"<html>down</html>"[..],
            "the body is of another form (text/html, 17 bytes)",
        ),
        (JSON, b"", "the body is empty"),
        (JSON, b"\xff\xfe", "the body is not UTF-8 (2 bytes)"),
        (
            JSON,
            br#"{"error":{"code":"#,
            "the body is of another form (application/json, 17 bytes)",
        ),
        (
            JSON,
            b"null",
            "the body is of another form (application/json, 4 bytes)",
        ),
    ] {
        let error = failure("503 Service Unavailable", media_type, body).await;
        assert_eq!(
            (error.kind(), error.message()),
            (ErrorKind::Service, message)
        );
        assert_eq!((error.code(), error.body()), (None, Some(body)));
    }
}

#[tokio::test]
async fn success_with_a_body_that_is_none() {
    for (media_type, body, message) in [
        (
            "text/html",
            &b"<html>sign in</html>"[..],
            "the body is of another form (text/html, 20 bytes)",
        ),
        (JSON, b"", "the body is empty"),
        (
            JSON,
            b"{\"value\":[\"\xff\"]}",
            "the text is not UTF-8 at byte 11",
        ),
        (
            JSON,
            br#"{"value":[{"text":"a"#,
            "the text ends too early at byte 20",
        ),
    ] {
        let error = failure("200 OK", media_type, body).await;
        assert_eq!(
            (error.kind(), error.message()),
            (ErrorKind::Decode, message)
        );
        assert_eq!(error.status(), Some(StatusCode::OK));
        assert_eq!(error.body(), Some(body));
    }
    assert_eq!(
        failure("200 OK", JSON, br#"{"value":[{"text":"a"#)
            .await
            .path(),
        Some("$.value[0].text")
    );
}

#[tokio::test]
async fn a_connection_that_breaks_is_a_transport_error() {
    let server = Server::raw("HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{\"value\":").await;
    let error = server.graph().users().list().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Transport);
    assert!(std::error::Error::source(&error).is_some());
    let server = Server::raw("garbage\r\n\r\n").await;
    assert_eq!(
        server.graph().users().list().await.unwrap_err().kind(),
        ErrorKind::Transport
    );
}

#[tokio::test]
async fn a_body_in_an_error_is_bounded() {
    let error = failure(
        "500 Internal Server Error",
        "text/html",
        &vec![b'x'; 200_000],
    )
    .await;
    assert_eq!(error.body().unwrap().len(), 64 * 1024);
}

#[tokio::test]
async fn statuses_have_meanings() {
    let meanings = |error: &Error| {
        [
            error.is_unauthorized(),
            error.is_forbidden(),
            error.is_not_found(),
            error.is_conflict(),
            error.is_gone(),
            error.is_precondition_failed(),
        ]
    };
    let statuses = [
        "401 Unauthorized",
        "403 Forbidden",
        "404 Not Found",
        "409 Conflict",
        "410 Gone",
        "412 Precondition Failed",
    ];
    for (n, status) in statuses.into_iter().enumerate() {
        let error = failure(status, JSON, br#"{"error":{"code":"c"}}"#).await;
        let mut expected = [false; 6];
        expected[n] = true;
        assert_eq!(meanings(&error), expected, "{status}");
        assert_eq!(error.inner_code(), None);
    }
}
