//! What services answer, as a program sees it.

#![allow(clippy::unwrap_used)] // failing is what a test is for

mod support;

use msgraph_operations::msgraph_core::test_support::Answer;
use msgraph_operations::msgraph_core::{Error, ErrorKind, Mismatch, Model as _, Page};
use msgraph_operations::v1_0::Graph;
use msgraph_operations::v1_0::models::{LongRunningOperation, RichLongRunningOperation};
use msgraph_operations::{beta, v1_0};
use support::answering;

const ANSWERS: [&str; 6] = [
    include_str!("answers/1-password-reset-running.json"),
    include_str!("answers/2-alert-refresh-running.json"),
    include_str!("answers/3-alert-refresh-succeeded.json"),
    include_str!("answers/4-content-type-copy-succeeded.json"),
    include_str!("answers/6-status-newer-than-the-crate.json"),
    include_str!("answers/7-old-spelling-of-states.json"),
];
const PAGE: &str = include_str!("answers/5-page-of-base-type.json");

const NOT_FOUND: &str = r#"{
  "error": {
    "code": "itemNotFound",
    "message": "The operation could not be found.",
    "innerError": {
      "date": "2023-06-09T22:50:41",
      "request-id": "5c7c0bd1-1b4e-4bf3-8b5a-000000000001",
      "client-request-id": "5c7c0bd1-1b4e-4bf3-8b5a-000000000002"
    }
  }
}"#;

/// What comes of one read of an operation.
async fn read(answer: Answer) -> Result<RichLongRunningOperation, Error> {
    let (_, client) = answering([answer]);
    let operations = Graph::new(client).sites().by_id("root").operations();
    operations.by_id("1").get().await
}

/// An error, its details and its inner error declare the same names in different places.
#[test]
fn types_that_share_names_are_kept_apart() {
    let json = r#"{"error":{"code":"a","message":"b","target":"c","details":[{"code":"d","message":"e","target":"f"}],"innerError":{"code":"g","message":"h","target":"i"}}}"#;
    let page = format!(r#"{{"value":[{json},{json},{json}]}}"#);
    let page = Page::<RichLongRunningOperation>::from_json(page.as_bytes()).unwrap();
    for operation in &page.value {
        let error = operation.error.as_ref().unwrap();
        let inner = error.inner_error.as_ref().unwrap();
        let detail = &error.details[0];
        let texts = [
            [&error.code, &error.message, &error.target],
            [&detail.code, &detail.message, &detail.target],
            [&inner.code, &inner.message, &inner.target],
        ];
        let texts: Vec<_> = texts.iter().flatten().map(|text| text.as_deref()).collect();
        let expected = ["a", "b", "c", "d", "e", "f", "g", "h", "i"];
        assert_eq!(texts, expected.map(Some));
        assert!(detail.additional.is_empty() && operation.mismatches().is_empty());
    }
}

#[tokio::test]
async fn every_answer_is_what_its_text_is() {
    let (_, client) = answering(
        ANSWERS
            .iter()
            .flat_map(|json| [0; 4].map(|_| Answer::json(*json))),
    );
    let stable = v1_0::Graph::new(client.clone());
    let preview = beta::Graph::new(client);
    for json in ANSWERS.map(str::as_bytes) {
        let read = stable
            .me()
            .authentication()
            .operations()
            .by_id("1")
            .get()
            .await;
        assert_eq!(
            read.unwrap(),
            LongRunningOperation::from_json(json).unwrap()
        );
        let read = stable
            .sites()
            .by_id("root")
            .operations()
            .by_id("1")
            .get()
            .await;
        assert_eq!(
            read.unwrap(),
            RichLongRunningOperation::from_json(json).unwrap()
        );

        let alerts = preview.identity_governance().role_management_alerts();
        let read = alerts.operations().by_id("1").get().await.unwrap();
        assert_eq!(
            read,
            beta::models::LongRunningOperation::from_json(json).unwrap()
        );
        let read = preview
            .drives()
            .by_id("d")
            .list()
            .operations()
            .by_id("1")
            .get()
            .await;
        assert_eq!(
            read.unwrap(),
            beta::models::RichLongRunningOperation::from_json(json).unwrap()
        );
    }
}

#[tokio::test]
async fn a_page_is_read() {
    let (_, client) = answering([Answer::json(PAGE), Answer::json(PAGE)]);
    let stable = v1_0::Graph::new(client.clone());
    let page = stable
        .me()
        .authentication()
        .operations()
        .list()
        .await
        .unwrap();
    assert_eq!(page, Page::from_json(PAGE.as_bytes()).unwrap());
    assert_eq!((page.value.len(), page.count()), (4, Some(4)));
    let preview = beta::Graph::new(client);
    let page = preview
        .me()
        .authentication()
        .operations()
        .list()
        .await
        .unwrap();
    assert!(page.next_link().unwrap().ends_with("?$skiptoken=X%2744%27"));
}

#[tokio::test]
async fn the_error_of_the_service_is_passed_on() {
    let answer = Answer::status(404).with_body("application/json", NOT_FOUND);
    let error = read(answer).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Service);
    assert_eq!(error.status().unwrap().as_u16(), 404);
    assert_eq!(error.code(), Some("itemNotFound"));
    assert_eq!(error.message(), "The operation could not be found.");
    assert_eq!(
        error.request_id(),
        Some("5c7c0bd1-1b4e-4bf3-8b5a-000000000001")
    );
    assert_eq!(error.body(), Some(NOT_FOUND.as_bytes()));
    let text = error.to_string();
    assert!(
        text.contains("itemNotFound: The operation could not be found."),
        "{text}"
    );
}

#[tokio::test]
async fn a_page_for_people_is_no_answer() {
    let html = "<!DOCTYPE html><title>503</title>";
    let answer = Answer::status(503).with_body("text/html", html);
    let error = read(answer.with_header("retry-after", "2.128"))
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Service);
    assert_eq!(error.status().unwrap().as_u16(), 503);
    assert_eq!(error.code(), None);
    assert_eq!(error.body(), Some(html.as_bytes()));
    assert!(
        error.to_string().contains("503 Service Unavailable"),
        "{error}"
    );
    assert!(error.to_string().contains("text/html"), "{error}");

    let error = read(Answer::status(200).with_body("text/html", html))
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert_eq!(error.status().unwrap().as_u16(), 200);
}

#[tokio::test]
async fn an_empty_body_is_an_answer_only_where_it_can_be_one() {
    let error = read(Answer::status(200)).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert!(error.to_string().contains("empty"), "{error}");
    let error = read(Answer::status(500)).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Service);

    let operation = read(Answer::status(202)).await.unwrap();
    assert_eq!(operation, RichLongRunningOperation::new());
    let error = read(Answer::status(204)).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert!(error.to_string().contains("the answer is null"), "{error}");
}

#[tokio::test]
async fn a_text_cut_off_says_where() {
    let answer = Answer::json(r#"{"id":"1","error":{"code":"conf"#);
    let error = read(answer).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert_eq!(error.path(), Some("$.error.code"));
}

#[tokio::test]
async fn a_member_of_the_wrong_kind_does_not_lose_the_rest() {
    let answer = Answer::json(r#"{"id":"1","percentageComplete":"half","status":"running"}"#);
    let operation = read(answer).await.unwrap();
    assert_eq!(operation.percentage_complete, None);
    assert_eq!(operation.id.as_deref(), Some("1"));
    assert_eq!(
        operation.additional.get("percentageComplete"),
        Some("\"half\"")
    );
    let mismatches = operation.mismatches();
    let paths: Vec<_> = mismatches.iter().map(Mismatch::path).collect();
    assert_eq!(paths, ["$.percentageComplete"]);
}
