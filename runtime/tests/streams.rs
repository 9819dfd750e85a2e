//! What is read bit by bit, polled as the streams that it is.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)] // failing is what a test is for

mod common;

use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;

use common::models::{
    LongRunningOperation, LongRunningOperationStatus, User, long_running_operation,
};
use common::script::{Script, answer};
use futures_core::Stream;
use msgraph_core::{Error, ErrorKind, Page, Request};

const OPERATION: &str = "https://graph.microsoft.com/v1.0/operations/2";

/// All that a stream yields, and that it has ended when it says so.
async fn collect<T>(stream: impl Stream<Item = Result<T, Error>>) -> Vec<Result<T, Error>> {
    let mut stream = pin!(stream);
    let mut items = Vec::new();
    while let Some(item) = poll_fn(|context| stream.as_mut().poll_next(context)).await {
        items.push(item);
    }
    let after = poll_fn(|context| Poll::Ready(stream.as_mut().poll_next(context))).await;
    assert!(matches!(after, Poll::Ready(None)));
    items
}

fn users(script: &Script) -> Request<Page<User>> {
    script.client().service("v1.0").segment("users").get()
}

fn two_pages() -> Script {
    let next = "https://graph.microsoft.com/v1.0/users?$skiptoken=s3cret";
    let first = format!(r#"{{"value":[{{"id":"1"}},{{"id":"2"}}],"@odata.nextLink":"{next}"}}"#);
    Script::new([&*first, r#"{"value":[{"id":"3"}]}"#].map(|page| answer(200, &[], page)))
}

#[tokio::test]
async fn items_are_a_stream() {
    let script = two_pages();
    let items = users(&script).stream();
    assert!(script.asked().is_empty());
    let items = collect(items).await.into_iter().map(Result::unwrap);
    let ids: Vec<_> = items.map(|user| user.id.clone().unwrap()).collect();
    assert_eq!(ids, ["1", "2", "3"]);
}

#[tokio::test]
async fn pages_are_a_stream() {
    let pages = collect(users(&two_pages()).pages()).await.into_iter();
    let counts: Vec<_> = pages.map(|page| page.unwrap().value.len()).collect();
    assert_eq!(counts, [2, 1]);
}

#[tokio::test]
async fn an_error_ends_a_stream() {
    let next = r#"{"value":[{"id":"1"}],"@odata.nextLink":"https://evil.example/"}"#;
    let items = collect(users(&Script::new([answer(200, &[], next)])).stream()).await;
    assert_eq!(items.len(), 2);
    assert_eq!(items[0].as_ref().unwrap().id.as_deref(), Some("1"));
    assert_eq!(items[1].as_ref().unwrap_err().kind(), ErrorKind::Request);
}

fn operation(script: &Script) -> Request<LongRunningOperation> {
    let operations = script.client().service("v1.0").segment("operations");
    operations.key("2").get()
}

fn statuses(statuses: &[&str]) -> Script {
    let status = |status: &&str| answer(200, &[], &format!(r#"{{"status":"{status}"}}"#));
    Script::new(statuses.iter().map(status))
}

#[tokio::test]
async fn a_poller_is_a_stream() {
    let script = statuses(&["notStarted", "running", "succeeded"]);
    let poller = operation(&script).poller();
    let snapshots = collect(poller).await.into_iter().map(Result::unwrap);
    let statuses: Vec<_> = snapshots
        .map(|operation| operation.status.clone())
        .collect();
    assert_eq!(
        statuses,
        [
            Some(LongRunningOperationStatus::NotStarted),
            Some(LongRunningOperationStatus::Running),
            Some(LongRunningOperationStatus::Succeeded),
        ]
    );
    assert_eq!(script.asked(), vec![(OPERATION.to_owned(), true); 3]);
}

#[tokio::test]
async fn streams_show_where_they_are() {
    let script = two_pages();
    let mut items = users(&script).stream();
    let shown = format!("{items:?}");
    assert!(shown.starts_with("Items(Pages {"), "{shown}");
    assert!(shown.contains("v1.0/users"), "{shown}");
    assert!(shown.contains("read: 0"), "{shown}");
    for _ in 0..3 {
        items.try_next().await.unwrap().unwrap();
    }
    let shown = format!("{:?}", items.pages());
    assert!(shown.starts_with("Pages {"), "{shown}");
    assert!(shown.contains("read: 1"), "{shown}");
    // What lets someone read on stays out.
    assert!(!shown.contains("s3cret"), "{shown}");

    let poller = operation(&script)
        .select([long_running_operation::STATUS])
        .poller();
    assert_eq!(
        format!("{poller:?}"),
        format!("Poller(Some({OPERATION:?}))")
    );
}
