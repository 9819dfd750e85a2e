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

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::TcpListener;
use std::thread;

use msgraph_operations::msgraph_core::{Client, StaticToken};
use msgraph_operations::v1_0::Graph;
use support::{copying, fake_graph};

const OPERATIONS: &str = "/v1.0/sites/root/operations";

#[tokio::test]
async fn a_password_is_reset() {
    let fake = fake_graph(&["notStarted", "running", "succeeded"]);
    let graph = Graph::new(fake.client());
    let password = reset_password::reset_password(&graph, "adele@contoso.com");
    assert_eq!(password.await.unwrap(), "Xoza0921");
    assert_eq!(fake.lines().len(), 4);
}

#[tokio::test]
async fn an_operation_is_watched_to_its_end() {
    let states = ["notStarted", "pausedByPolicy", "succeeded"];
    let fake = copying(OPERATIONS, &["copy,0x01"], &states);
    let graph = Graph::new(fake.client());
    watch_operation::watch(&graph, "copy,0x01").await.unwrap();
    assert_eq!(
        fake.lines(),
        vec![format!("GET {OPERATIONS}/copy%2C0x01"); 3]
    );

    let fake = copying(OPERATIONS, &["1"], &["failed"]);
    let graph = Graph::new(fake.client());
    assert!(watch_operation::watch(&graph, "1").await.is_err());
}

#[tokio::test]
async fn bars_are_drawn() {
    let fake = copying(OPERATIONS, &["1"], &["running", "running", "succeeded"]);
    let mut out = Vec::new();
    watch_site::watch_site(&Graph::new(fake.client()), "root", &mut out)
        .await
        .unwrap();
    let bars = "\rcontentTypeCopy [----------]   0 % running\
                \rcontentTypeCopy [#####-----]  50 % running\
                \rcontentTypeCopy [##########] 100 % succeeded\n";
    assert_eq!(String::from_utf8(out).unwrap(), bars);

    let fake = copying(OPERATIONS, &["1"], &["failed"]);
    let mut out = Vec::new();
    watch_site::watch_site(&Graph::new(fake.client()), "root", &mut out)
        .await
        .unwrap();
    let text = String::from_utf8(out).unwrap();
    assert!(text.ends_with("its status is failed: No.\n"), "{text}");
}

#[tokio::test]
async fn running_operations_are_listed() {
    let fake = copying(OPERATIONS, &["1", "2", "3"], &["running"]);
    let graph = Graph::new(fake.client());
    let running = list_with_filter::running_operations(&graph, "root").await;
    let running = running.unwrap();
    let ids: Vec<_> = running.iter().map(|o| o.id.as_deref()).collect();
    assert_eq!(ids, [Some("1"), Some("2"), Some("3")]);
    assert_eq!(
        fake.lines()[0],
        format!(
            "GET {OPERATIONS}?$filter=status%20eq%20%27running%27&$select=id,type,status&$top=50"
        )
    );
}

#[tokio::test]
async fn another_transport_does_as_well() {
    let service = answering_once(r#"{"value":[{"id":"1"},{"id":"2"},{"id":"3"}]}"#);
    let transport = own_transport::HyperTransport::new().unwrap();
    let token = StaticToken::new("loopback");
    let client = Client::loopback_with(&service, token, transport).unwrap();
    let count = own_transport::count_operations(&Graph::new(client)).await;
    assert_eq!(count.unwrap(), 3);
}

/// The URL of a server on this machine that gives one answer.
fn answering_once(body: &'static str) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut lines = BufReader::new(&stream).lines();
        while lines.next().is_some_and(|line| !line.unwrap().is_empty()) {}
        let head = format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n", body.len());
        stream.write_all((head + body).as_bytes()).unwrap();
    });
    url
}
