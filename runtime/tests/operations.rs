//! What goes on after the service has answered.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)] // failing is what a test is for

mod common;

use std::time::Duration;

use common::models::{LongRunningOperation, LongRunningOperationStatus, PasswordResetResponse};
use common::models::{ResetPassword, RichLongRunningOperation};
use common::script::{Script, answer};
use msgraph_core::{
    AsyncJobStatus, Batch, Client, Cloud, Error, ErrorKind, LongRunning, NoParameters,
    OperationState, Poller, Started, StaticToken, VirtualTimer, transport_fn,
};

const OPERATION: &str = "https://graph.microsoft.com/v1.0/users/1/authentication/operations/2";

/// A start whose answer is the first of the script.
async fn start<T, O>(script: &Script) -> Started<T, O>
where
    T: msgraph_core::FromResponse,
    O: LongRunning,
{
    let method = script.client().service("v1.0").segment("users").key("1");
    method.action("start", &NoParameters).await.unwrap()
}

fn status(status: &str) -> String {
    format!(r#"{{"id":"2","status":"{status}"}}"#)
}

fn location(url: &str) -> String {
    format!("location: {url}")
}

#[tokio::test]
async fn a_start_leads_to_the_end() {
    let script = Script::new([
        answer(
            202,
            &[&location(OPERATION), "retry-after: 7"],
            r#"{"newPassword":"Xoza0921"}"#,
        ),
        answer(200, &[], &status("notStarted")),
        answer(200, &["retry-after: 30"], &status("running")),
        answer(200, &[], &status("succeeded")),
    ]);
    let methods = script.client().service("v1.0").segment("methods");
    let reset: Started<PasswordResetResponse, LongRunningOperation> = methods
        .action("resetPassword", &ResetPassword::new())
        .await
        .unwrap();
    assert_eq!(reset.body.new_password.as_deref(), Some("Xoza0921"));
    assert_eq!(reset.location(), Some(OPERATION));
    let done = reset.poller().await.unwrap();
    assert_eq!(done.status, Some(LongRunningOperationStatus::Succeeded));
    assert_eq!(script.waits(), [7, 5, 30]);
    assert_eq!(script.asked()[1..], vec![(OPERATION.to_owned(), true); 3]);
}

#[tokio::test]
async fn locations_are_found_and_made_absolute() {
    let relative = "/users/1/authentication/operations/2";
    for headers in [
        &[&*format!("location: {OPERATION}")][..],
        &[
            "operation-location: ../operations/2",
            "location: /elsewhere",
        ],
        &[&format!("Location: {relative}")],
        &[&format!("Location: /v1.0{relative}")],
    ] {
        let end = answer(200, &[], &status("succeeded"));
        let script = Script::new([answer(202, headers, ""), end]);
        let started: Started<(), LongRunningOperation> = start(&script).await;
        started.poller().await.unwrap();
        let url = &script.asked()[1].0;
        assert_eq!(Some(&**url), started.location());
        assert!(
            url.starts_with("https://graph.microsoft.com/v1.0/users/"),
            "{url}"
        );
        assert!(url.ends_with("/operations/2"), "{url}");
    }
}

#[tokio::test]
async fn a_resource_that_is_its_own_operation_is_seen_first() {
    let body = r#"{"status":"notStarted","percentageComplete":3}"#;
    let script = Script::new([
        answer(201, &[&location(OPERATION)], body),
        answer(
            200,
            &[],
            r#"{"status":"Succeeded","percentageComplete":100}"#,
        ),
    ]);
    let started: Started<RichLongRunningOperation, RichLongRunningOperation> = start(&script).await;
    assert_eq!(started.body.percentage_complete, Some(3));
    let mut poller = started.poller();
    let mut seen = Vec::new();
    while let Some(operation) = poller.try_next().await.unwrap() {
        seen.push((operation.percentage(), operation.state()));
        let percentage = operation.percentage();
        let own = operation.into_operation().percentage_complete;
        assert_eq!(own.map(f64::from), percentage);
    }
    let expected = [
        (Some(3.0), OperationState::Running),
        (Some(100.0), OperationState::Succeeded),
    ];
    assert_eq!(seen, expected);
    assert_eq!(script.asked().len(), 2);
    // The poller remembers what it saw.
    assert_eq!(poller.await.unwrap().percentage_complete, Some(100));
}

#[tokio::test]
async fn an_answer_may_be_the_end_already() {
    let script = Script::new([answer(200, &[], &status("succeeded"))]);
    let started: Started<(), LongRunningOperation> = start(&script).await;
    assert_eq!(started.location(), None);
    assert_eq!(started.poller().await.unwrap().id.as_deref(), Some("2"));
    assert!(script.waits().is_empty());
}

#[tokio::test]
async fn an_answer_without_a_location_cannot_be_followed() {
    let script = Script::new([answer(202, &["location: "], "")]);
    let started: Started<(), LongRunningOperation> = start(&script).await;
    let error = started.poller().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Request);
    assert_eq!(script.asked().len(), 1);
}

#[tokio::test]
async fn a_start_in_a_batch_can_be_followed() {
    let location = r#"{"location":"/users/1/authentication/operations/2"}"#;
    let responses = format!(r#"{{"responses":[{{"id":"1","status":202,"headers":{location}}}]}}"#);
    let script = Script::new([
        answer(200, &[], &responses),
        answer(200, &[], &status("succeeded")),
    ]);
    let user = script.client().service("v1.0").segment("users").key("1");
    let request = user.action::<Started<(), LongRunningOperation>>("start", &NoParameters);
    let mut batch = Batch::new();
    let handle = batch.add(request);
    let started = batch.send().await.unwrap().take(handle).unwrap();
    assert_eq!(started.location(), Some(OPERATION));
    started.poller().await.unwrap();
    assert_eq!(script.asked()[1].0, OPERATION);
}

const MONITOR: &str = "https://contoso.sharepoint.com/_api/v2.0/monitor/4A3407B5?tempauth=secret";

#[tokio::test]
async fn a_monitor_on_another_host_is_asked_without_the_token() {
    let running = r#"{"operation":"ItemCopy","percentageComplete":27.8,"status":"inProgress"}"#;
    let completed = r#"{"percentageComplete":100.0,"resourceId":"01MOW","status":"completed"}"#;
    let ends = [
        answer(202, &[], completed),
        answer(200, &[], completed),
        answer(200, &[], r#"{"resourceId":"01MOW"}"#),
    ];
    for end in ends {
        let script = Script::new([
            answer(202, &[&location(MONITOR)], ""),
            answer(202, &[], ""),
            answer(202, &[], running),
            end,
        ]);
        let started: Started<(), AsyncJobStatus> = start(&script).await;
        assert!(!format!("{started:?}").contains("tempauth"));
        let mut poller = started.poller();
        assert!(!format!("{poller:?}").contains("tempauth"));
        assert_eq!(poller.url(), Some(MONITOR));
        assert_eq!(poller.try_next().await.unwrap().unwrap().status(), None);
        let seen = poller.try_next().await.unwrap().unwrap();
        assert_eq!(
            (seen.status(), seen.percentage()),
            (Some("inProgress"), Some(27.8))
        );
        assert_eq!(seen.operation.as_deref(), Some("ItemCopy"));
        assert_eq!(poller.await.unwrap().resource_id.as_deref(), Some("01MOW"));
        let asked = script.asked();
        assert!(asked[0].1);
        assert_eq!(asked[1..], vec![(MONITOR.to_owned(), false); 3]);
    }
}

/// Only a monitor that answers 200 and says no status has ended by that.
#[tokio::test]
async fn what_has_not_said_so_has_not_succeeded() {
    let running = r#"{"percentageComplete":50.0,"status":"inProgress"}"#;
    let script = Script::new([
        answer(202, &[&location(MONITOR)], ""),
        answer(200, &[], running),
        answer(202, &[], r#"{"percentageComplete":60.0}"#),
        answer(200, &[], r#"{"status":"completed"}"#),
    ]);
    let started: Started<(), AsyncJobStatus> = start(&script).await;
    let mut poller = started.poller();
    for status in [Some("inProgress"), None] {
        let seen = poller.try_next().await.unwrap().unwrap();
        assert_eq!(seen.state(), OperationState::Running);
        assert_eq!(seen.status(), status);
    }
    let seen = poller.try_next().await.unwrap().unwrap();
    assert_eq!(seen.state(), OperationState::Succeeded);
    assert!(poller.try_next().await.unwrap().is_none());

    // Other operations always have a status; one that is null says nothing.
    let script = Script::new([
        answer(200, &[], r#"{"id":"2","status":null}"#),
        answer(202, &[], r#"{"id":"2"}"#),
        answer(200, &[], r#"{"id":"2"}"#),
    ]);
    let mut poller = Poller::<LongRunningOperation>::resume(&script.client(), OPERATION);
    for _ in 0..2 {
        let seen = poller.try_next().await.unwrap().unwrap();
        assert_eq!(seen.state(), OperationState::Running);
        assert_eq!(seen.status(), None);
    }
    let error = poller.try_next().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert!(error.message().contains("no `status`"), "{error}");
}

#[tokio::test]
async fn json_is_asked_for() {
    let script = Script::new([
        answer(202, &[&location(MONITOR)], ""),
        answer(202, &[], ""),
        answer(200, &[], r#"{"status":"completed"}"#),
    ]);
    let started: Started<(), AsyncJobStatus> = start(&script).await;
    started.poller().await.unwrap();
    let json = Some("application/json".to_owned());
    assert_eq!(script.header("accept")[1..], [json.clone(), json.clone()]);

    let script = Script::new([answer(200, &[], &status("succeeded"))]);
    let saved = Poller::<LongRunningOperation>::resume(&script.client(), OPERATION);
    saved.await.unwrap();
    assert_eq!(script.header("accept"), [json]);
}

#[tokio::test]
async fn a_monitor_may_lead_to_the_resource() {
    let script = Script::new([
        answer(202, &[&location(MONITOR)], ""),
        answer(303, &["location: /_api/v2.0/items/01MOW"], ""),
    ]);
    let started: Started<(), AsyncJobStatus> = start(&script).await;
    let job = started.poller().await.unwrap();
    assert_eq!(job.status.as_deref(), Some("completed"));
    let url = "https://contoso.sharepoint.com/_api/v2.0/items/01MOW";
    assert_eq!(job.resource_location.as_deref(), Some(url));
    assert_eq!(script.asked().len(), 2);
}

#[tokio::test]
async fn nothing_is_asked_without_encryption() {
    let script = Script::new([answer(
        202,
        &["location: http://contoso.sharepoint.com/x"],
        "",
    )]);
    let started: Started<(), AsyncJobStatus> = start(&script).await;
    assert_eq!(
        started.poller().await.unwrap_err().kind(),
        ErrorKind::Request
    );
    assert_eq!(script.asked().len(), 1);
}

#[tokio::test]
async fn a_failed_operation_is_an_error_that_has_it() {
    let failed = r#"{"id":"2","status":"failed","error":{"code":"nameAlreadyExists","message":"There is one."}}"#;
    let script = Script::new([answer(200, &[], failed), answer(200, &[], failed)]);
    let resume = || Poller::<RichLongRunningOperation>::resume(&script.client(), OPERATION);
    let error = resume().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Operation);
    assert!(!error.is_timeout());
    assert_eq!(error.code(), Some("nameAlreadyExists"));
    assert!(
        error.message().ends_with("failed: There is one."),
        "{error}"
    );
    let operation: RichLongRunningOperation = error.operation().unwrap();
    assert_eq!(operation.status, Some(LongRunningOperationStatus::Failed));

    let mut poller = resume();
    let seen = poller.try_next().await.unwrap().unwrap();
    assert_eq!(seen.state(), OperationState::Failed);
    assert!(poller.try_next().await.is_err());
    assert!(poller.try_next().await.unwrap().is_none());
}

#[tokio::test]
async fn what_is_not_known_to_be_the_end_is_waited_for() {
    for word in ["unknownFutureValue", "pausedByPolicy", ""] {
        let script = Script::new((0..9).map(|_| answer(200, &[], &status(word))));
        let poller = Poller::<LongRunningOperation>::resume(&script.client(), OPERATION);
        let error = poller
            .with_timeout(Duration::from_secs(17))
            .await
            .unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Operation);
        assert!(error.is_timeout());
        assert!(
            error.message().contains(&format!("status was {word}")),
            "{error}"
        );
        let last: LongRunningOperation = error.operation().unwrap();
        assert_eq!(last.status.clone().unwrap().as_str(), word);
        assert_eq!(script.waits(), [5, 5, 5]);
    }
}

#[tokio::test]
async fn waits_have_a_floor_and_a_ceiling() {
    let pauses = ["0", "2", "86400"].map(|pause| format!("retry-after: {pause}"));
    let answers = pauses
        .iter()
        .map(|pause| answer(200, &[pause], &status("running")));
    let script = Script::new(answers.chain([
        answer(200, &[], &status("running")),
        answer(200, &[], &status("succeeded")),
    ]));
    let second = Duration::from_secs(1);
    Poller::<LongRunningOperation>::resume(&script.client(), OPERATION)
        .with_interval(60 * second)
        .with_min_interval(second)
        .with_max_interval(120 * second)
        .await
        .unwrap();
    assert_eq!(script.waits(), [1, 2, 120, 60]);
}

#[tokio::test]
async fn a_wait_beyond_the_deadline_is_not_begun() {
    let script = Script::new([answer(200, &["retry-after: 100"], &status("running"))]);
    let poller = Poller::<LongRunningOperation>::resume(&script.client(), OPERATION);
    let error = poller
        .with_timeout(Duration::from_secs(99))
        .await
        .unwrap_err();
    assert!(
        error.is_timeout() && error.message().contains("running"),
        "{error}"
    );
    assert!(script.waits().is_empty());
}

#[tokio::test]
async fn an_answer_that_does_not_come_is_not_waited_for_beyond_the_deadline() {
    let timer = VirtualTimer::new();
    let clock = timer.clone();
    let transport = transport_fn(move |_| {
        clock.advance(Duration::from_secs(70));
        std::future::pending()
    });
    let client = Client::with_transport(Cloud::Global, StaticToken::new("x"), transport);
    let poller = Poller::<LongRunningOperation>::resume(&client.with_timer(timer), OPERATION);
    let error = poller
        .with_timeout(Duration::from_secs(60))
        .await
        .unwrap_err();
    assert!(error.is_timeout(), "{error}");
    assert_eq!(error.operation::<LongRunningOperation>(), None);
}

#[tokio::test]
async fn transient_errors_are_put_up_with_or_not() {
    let running = || answer(200, &[], &status("running"));
    let script = Script::new([
        running(),
        answer(500, &[], ""),
        Err("reset"),
        running(),
        answer(500, &[], ""),
        answer(200, &[], &status("succeeded")),
    ]);
    let poller = Poller::<LongRunningOperation>::resume(&script.client(), OPERATION);
    poller.await.unwrap();

    // Three in a row are put up with, and those of before do not count.
    for (failures, is_borne) in [(3, true), (4, false)] {
        let failed = || (0..failures).map(|_| answer(500, &[], ""));
        let answers = (0..3).map(|_| answer(500, &[], "")).chain([running()]);
        let end = answer(200, &[], &status("succeeded"));
        let script = Script::new(answers.chain(failed()).chain([end]));
        let poller = Poller::<LongRunningOperation>::resume(&script.client(), OPERATION);
        match poller.await {
            Ok(_) => assert!(is_borne, "{failures}"),
            Err(error) => assert_eq!((error.status().unwrap().as_u16(), is_borne), (500, false)),
        }
        assert_eq!(script.asked().len(), 4 + failures + usize::from(is_borne));
    }

    let script = Script::new([running(), answer(500, &[], ""), running()]);
    let poller = Poller::<LongRunningOperation>::resume(&script.client(), OPERATION);
    let error = poller.on_transient_error(|_, _| false).await.unwrap_err();
    assert_eq!(error.status().unwrap(), 500);

    let script = Script::new([running(), answer(404, &[], ""), running()]);
    let poller = Poller::<LongRunningOperation>::resume(&script.client(), OPERATION);
    let error = poller.on_transient_error(|_, _| true).await.unwrap_err();
    assert_eq!(error.status().unwrap(), 404);
}

#[tokio::test]
async fn answers_that_cannot_be_understood_are_errors() {
    for body in ["", "<html>", r#"{"status":"succeeded""#, "[]"] {
        let script = Script::new([answer(200, &[], body)]);
        let poller = Poller::<LongRunningOperation>::resume(&script.client(), OPERATION);
        assert_eq!(
            poller.await.unwrap_err().kind(),
            ErrorKind::Decode,
            "{body}"
        );
    }
}

#[tokio::test]
async fn a_request_can_be_repeated_until_the_end() {
    let script = Script::new([
        answer(200, &[], &status("running")),
        answer(200, &[], &status("succeeded")),
    ]);
    let operation = script
        .client()
        .service("v1.0")
        .segment("operations")
        .key("2");
    let request = operation.get::<LongRunningOperation>();
    let request = request
        .with_header("prefer", "a")
        .with_query("$select", "status");
    let done: Result<LongRunningOperation, Error> = request.poller().await;
    assert!(done.is_ok());
    let url = "https://graph.microsoft.com/v1.0/operations/2?$select=status";
    assert_eq!(script.asked(), vec![(url.to_owned(), true); 2]);
    assert_eq!(script.header("prefer"), vec![Some("a".to_owned()); 2]);
    assert_eq!(script.waits(), [5]);
}

#[test]
fn pollers_can_be_sent_between_threads() {
    fn is_send<T: Send>(_: &T) {}
    let script = Script::default();
    let poller = Poller::<LongRunningOperation>::resume(&script.client(), OPERATION);
    is_send(&poller);
    is_send(&poller.into_future());
}
