//! The examples, each in a conversation with a service.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)] // failing is what a test is for
#![allow(dead_code, missing_docs, unreachable_pub)] // an example is a program, and this is none

#[path = "../examples/list_with_filter.rs"]
mod list_with_filter;
#[path = "../examples/own_transport.rs"]
mod own_transport;
#[path = "../examples/reset_password.rs"]
mod reset_password;
mod support;
#[path = "../examples/watch_operation.rs"]
mod watch_operation;
#[path = "../examples/watch_site.rs"]
mod watch_site;

use msgraph_operations::msgraph_core::{Client, StaticToken};
use msgraph_operations::v1_0::Graph;
use support::fake_graph::FakeGraph;

const OPERATIONS: &str = "/v1.0/sites/root/operations";

#[tokio::test]
async fn a_password_is_reset() {
    let fake = FakeGraph::new(&["notStarted", "running", "succeeded"]);
    let graph = Graph::new(fake.client());
    let password = reset_password::reset_password(&graph, "adele@contoso.com");
    assert_eq!(password.await.unwrap(), "Xoza0921");
    assert_eq!(fake.lines().len(), 4);
}

#[tokio::test]
async fn an_operation_is_watched_to_its_end() {
    let fake = FakeGraph::new(&["notStarted", "pausedByPolicy", "succeeded"]);
    fake.start(OPERATIONS, "copy,0x01");
    let graph = Graph::new(fake.client());
    watch_operation::watch(&graph, "copy,0x01").await.unwrap();
    assert_eq!(
        fake.lines(),
        vec![format!("GET {OPERATIONS}/copy%2C0x01"); 3]
    );

    let fake = FakeGraph::new(&["failed"]);
    fake.start(OPERATIONS, "1");
    let graph = Graph::new(fake.client());
    assert!(watch_operation::watch(&graph, "1").await.is_err());
}

#[tokio::test]
async fn bars_are_drawn() {
    let fake = FakeGraph::new(&["running", "running", "succeeded"]);
    fake.start(OPERATIONS, "1");
    let mut out = Vec::new();
    watch_site::watch_site(&Graph::new(fake.client()), "root", &mut out)
        .await
        .unwrap();
    let bars = "\rcontentTypeCopy [----------]   0 % running\
                \rcontentTypeCopy [#####-----]  50 % running\
                \rcontentTypeCopy [##########] 100 % succeeded\n";
    assert_eq!(String::from_utf8(out).unwrap(), bars);

    let fake = FakeGraph::new(&["failed"]);
    fake.start(OPERATIONS, "1");
    let mut out = Vec::new();
    watch_site::watch_site(&Graph::new(fake.client()), "root", &mut out)
        .await
        .unwrap();
    let text = String::from_utf8(out).unwrap();
    assert!(text.ends_with("its status is failed: No.\n"), "{text}");
}

#[tokio::test]
async fn running_operations_are_listed() {
    let fake = FakeGraph::new(&["running"]);
    for id in ["1", "2", "3"] {
        fake.start(OPERATIONS, id);
    }
    let graph = Graph::new(fake.client());
    let running = list_with_filter::running_operations(&graph, "root").await;
    assert_eq!(running.unwrap().len(), 3);
    assert_eq!(
        fake.lines()[0],
        format!(
            "GET {OPERATIONS}?$filter=status%20eq%20%27running%27&$select=id,type,status&$top=50"
        )
    );
}

#[tokio::test]
async fn another_transport_does_as_well() {
    let fake = FakeGraph::new(&["running"]);
    for id in ["1", "2", "3"] {
        fake.start("/v1.0/me/authentication/operations", id);
    }
    let transport = own_transport::HyperTransport::new().unwrap();
    let token = StaticToken::new("loopback");
    let client = Client::loopback_with(fake.base(), token, transport).unwrap();
    let count = own_transport::count_operations(&Graph::new(client)).await;
    assert_eq!(count.unwrap(), 3);
}
