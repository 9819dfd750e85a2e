//! The examples, each in a conversation.

#![allow(clippy::unwrap_used)] // failing is what a test is for
#![allow(dead_code, missing_docs)] // an example is a program, and this is none

#[path = "../examples/axum.rs"]
mod axum_example;
#[path = "../examples/encrypted_message.rs"]
mod encrypted_message;

use std::net::Ipv4Addr;

use case_subscriptions::api::Graph;
use case_subscriptions::api::models::{ChangeNotification, ChangeType};
use msgraph_core::{Bytes, ReqwestTransport, Transport as _, http};
use msgraph_identity::test_support::LoopbackAuthority;
use msgraph_notifications::Receiver;
use msgraph_notifications::test_support::FakeSender;
use tokio::net::TcpListener;

#[tokio::test]
async fn a_person_signs_in_and_reads_what_comes_encrypted() {
    let authority = LoopbackAuthority::start().unwrap();
    let client = encrypted_message::client(&authority).unwrap();
    let graph = Graph::new(client.clone());
    let sender = FakeSender::new(
        "84bd8158-6d4d-4958-8b9f-9d6445542f95",
        "8e460676-ae3f-4b1e-8790-ee0fb5d6148f",
    );
    let subjects = encrypted_message::run(&graph, &client, &sender.unwrap()).await;
    assert_eq!(subjects.unwrap(), ["Lunch?"]);
    let scope = authority.requests()[0]
        .parameter("scope")
        .unwrap()
        .to_owned();
    assert!(
        scope.contains("https://graph.microsoft.com/Mail.Read"),
        "{scope}"
    );
}

#[tokio::test]
async fn axum_answers_and_passes_on() {
    let (notifications, mut inbox) = tokio::sync::mpsc::channel(1);
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
    let url = format!("http://{}/notifications", listener.local_addr().unwrap());
    let app = axum_example::app(axum_example::Inbox {
        receiver: Receiver::new("state"),
        notifications,
    });
    tokio::spawn(async move { axum::serve(listener, app).await });

    let transport = ReqwestTransport::direct().unwrap();
    let send = async |target: &str, body: &str| {
        let request = http::Request::post(format!("{url}{target}"));
        let request = request.body(Bytes::from(body.to_owned())).unwrap();
        transport.send_whole(request, 1 << 20).await.unwrap()
    };
    let handshake = send("?validationToken=Validation%3a+Testing", "").await;
    assert_eq!(
        (handshake.status().as_u16(), &handshake.body()[..]),
        (200, &b"Validation: Testing"[..])
    );
    let body = r#"{"value":[{"subscriptionId":"7c3b4ac3-1a4d-4b5b-8e2c-0f9f4b6d3a10","clientState":"state","changeType":"updated"}]}"#;
    assert_eq!(send("", body).await.status(), 202);
    assert_eq!(
        send("", body).await.status(),
        503,
        "the inbox has one place"
    );
    let notification = inbox.recv().await.unwrap();
    let model: ChangeNotification = notification.to_model().unwrap();
    assert_eq!(model.change_type, Some(ChangeType::Updated));
}
