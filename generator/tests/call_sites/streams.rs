//! Streams of a crate that comes from OpenAPI, read and written against the fake.

#![allow(clippy::unwrap_used)] // it is a test

use case_openapi_converter::api::Graph;
use case_openapi_converter::api::models::AnimalDiet;
use msgraph_core::test_support::{Answer, FakeGraph};

#[tokio::test]
async fn bytes_are_read_and_written() {
    let fake = FakeGraph::new();
    let picture = Answer::status(200).with_body("image/png", b"\x89PNG".as_slice());
    fake.answer("GET /v1.0/animals/{animal}/photo", picture);
    fake.answer(
        "PUT /v1.0/animals/{animal}/photo",
        Answer::json(r#"{"id":"a","photo@odata.mediaEtag":"W/\"2\""}"#),
    );
    let animal = Graph::new(fake.client()).animals().by_id("a");

    assert_eq!(&*animal.photo().get().await.unwrap(), b"\x89PNG");
    let sent = animal.photo().put("image/gif", b"GIF89a".as_slice());
    sent.await.unwrap();

    assert_eq!(
        fake.lines(),
        ["GET /v1.0/animals/a/photo", "PUT /v1.0/animals/a/photo"]
    );
    let received = fake.received();
    let put = received.last().unwrap();
    assert_eq!(put.header("content-type"), Some("image/gif"));
    assert_eq!(put.body(), "GIF89a");
}

/// The model has no member for the bytes, and reads an enumeration that stands within its schema.
#[tokio::test]
async fn a_stream_is_no_member() {
    let fake = FakeGraph::new();
    let animal = serde_json::json!({ "id": "a", "diet": "fish,plants", "mark": true });
    fake.collection("/v1.0/animals", [animal]);
    let animals = Graph::new(fake.client()).animals();
    let animal = animals.by_id("a").get().await.unwrap();
    let diet = animal.diet.as_ref().unwrap();
    assert!(diet.contains(&AnimalDiet::Fish));
    assert!(animal.mark.is_some());
}
