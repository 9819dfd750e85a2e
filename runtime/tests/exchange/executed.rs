//! Whether a request may have been executed is about all of its attempts.

use msgraph_core::{Error, NoParameters, Page, Started};

use crate::common::models::{LongRunningOperation, PasswordResetResponse, User};
use crate::{Service, Step, answer, json, never};

#[tokio::test]
async fn a_lost_attempt_counts_though_a_later_one_is_refused() {
    for status in [404, 409, 412, 400, 429] {
        for lost in [Step::Lost, answer(504, &[], ""), answer(503, &[], "")] {
            let service = Service::new([lost, answer(status, &[("retry-after", "900")], "")]);
            let item = service.root().segment("items").key("1");
            let error = item.delete().with_if_match("\"1\"").await.unwrap_err();
            assert_eq!(error.status().unwrap(), status);
            assert!(error.may_have_executed(), "{status}: {error}");
        }
    }
}

#[tokio::test]
async fn attempts_that_did_nothing_do_not_count() {
    let retry = [("retry-after", "1")];
    for first in [
        Step::NotSent,
        answer(429, &retry, ""),
        answer(503, &retry, ""),
    ] {
        let service = Service::new([first, answer(404, &[], "")]);
        let error = service.root().segment("items").delete().await.unwrap_err();
        assert_eq!(service.count(), 2);
        assert!(!error.may_have_executed(), "{error}");
    }
    let service = Service::new([Step::Lost, answer(404, &[], "")]);
    let error = service.root().segment("x").get::<User>().await.unwrap_err();
    assert!(!error.may_have_executed(), "it only reads: {error}");
}

#[tokio::test]
async fn an_answer_that_cannot_be_read_was_given_to_something() {
    let service = Service::new([json("{\"id\":")]);
    let users = service.root().segment("users");
    let error = users.create::<User>(&User::new()).await.unwrap_err();
    assert!(error.may_have_executed(), "{error}");
}

#[tokio::test]
async fn what_was_started_was_executed_whatever_its_poller_says() {
    for steps in [
        vec![answer(202, &[], "")],
        vec![
            answer(202, &[("location", "/v1.0/o/1")], ""),
            answer(404, &[], ""),
        ],
        vec![
            answer(202, &[("location", "/v1.0/o/1")], ""),
            json(r#"{"id":"no operation"}"#),
        ],
        vec![answer(202, &[("location", "http://plain.example/")], "")],
    ] {
        let service = Service::new(steps).with(never);
        let start = service.root().action("start", &NoParameters);
        let started: Started<PasswordResetResponse, LongRunningOperation> = start.await.unwrap();
        let error = started.poller().await.unwrap_err();
        assert!(error.may_have_executed(), "{error}");
    }
}

#[tokio::test]
async fn what_a_time_limit_cuts_off_may_have_been_done() {
    let service = Service::new([answer(504, &[], "")]);
    let error = service.post().await.unwrap_err();
    assert!(error.may_have_executed());
}

#[tokio::test]
async fn errors_say_which_request_and_nobody_s_name() {
    let service = Service::new([answer(
        404,
        &[],
        r#"{"error":{"code":"gone","message":"no"}}"#,
    )]);
    let user = service.root().segment("users").key("adele@contoso.com");
    let error: Error = user
        .segment("messages")
        .get::<Page<User>>()
        .with_query("$skiptoken", "s3same")
        .await
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "the service refused (GET /users/{id}/messages): gone: no (status 404 Not Found)"
    );
    for text in [error.to_string(), format!("{error:?}")] {
        assert!(
            !text.contains("adele") && !text.contains("s3same"),
            "{text}"
        );
    }
}

#[tokio::test]
async fn a_cause_is_told_once() {
    let service = Service::new([Step::Lost]).with(never);
    let error = service.post().await.unwrap_err();
    let mut text = error.to_string();
    let mut source = std::error::Error::source(&error);
    while let Some(cause) = source {
        text = format!("{text}: {cause}");
        source = cause.source();
    }
    assert_eq!(text, "no answer came (POST /x/send): lost");
    assert_eq!(error.message(), "lost");
    let error = Error::credential("the secret has expired");
    assert_eq!(error.to_string(), "no access token");
    assert_eq!(
        std::error::Error::source(&error).unwrap().to_string(),
        "the secret has expired"
    );
}
