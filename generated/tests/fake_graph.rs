//! Conversations with a service that really works on operations.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)] // failing is what a test is for

mod support;

use std::time::Duration;

use msgraph_operations::msgraph_core::test_support::{Answer, FakeGraph, Start};
use msgraph_operations::msgraph_core::{Batch, ErrorKind, OperationState, Poller};
use msgraph_operations::v1_0::models::rich_long_running_operation::STATUS;
use msgraph_operations::v1_0::models::{
    LongRunningOperation, LongRunningOperationStatus as Status, RichLongRunningOperation,
};
use msgraph_operations::v1_0::requests::authentication_method::ResetPassword;
use msgraph_operations::{beta, v1_0};
use support::{copying, fake_graph};

const PASSWORD: &str = "28c10230-6103-485e-b985-444c60001490";
const SITE_OPERATIONS: &str = "/v1.0/sites/root/operations";

#[tokio::test]
async fn a_password_is_reset() {
    let fake = fake_graph(&["notStarted", "running", "succeeded"]);
    let graph = v1_0::Graph::new(fake.client());
    let user = graph.users().by_id("adele@contoso.com");
    let method = user.authentication().methods().by_id(PASSWORD);
    let reset = method.reset_password(ResetPassword::new()).await.unwrap();
    assert_eq!(reset.body.new_password.as_deref(), Some("Xoza0921"));
    let done = reset
        .poller()
        .with_timeout(Duration::from_secs(300))
        .await
        .unwrap();
    assert_eq!(done.status, Some(Status::Succeeded));
    assert_eq!(fake.lines().len(), 1 + 3);
    assert_eq!(fake.timer().sleeps(), [Duration::from_secs(2); 3]);

    // The operation is where operations are.
    let operations = user.authentication().operations();
    assert_eq!(operations.list().await.unwrap().value[0].id, done.id);
}

#[tokio::test]
async fn many_requests_are_one() {
    let fake = copying(SITE_OPERATIONS, &["copy"], &["running", "succeeded"]);
    let client = fake.client();
    let graph = v1_0::Graph::new(client.clone());
    let method = graph.users().by_id("a").authentication().methods();
    let operations = graph.sites().by_id("root").operations();

    let mut batch = Batch::new();
    let reset = batch.add(method.by_id(PASSWORD).reset_password(ResetPassword::new()));
    let found = batch.add_after([&reset], operations.by_id("copy").get());
    let missing = batch.add(operations.by_id("nothing").get());
    let mut answers = batch.send().await.unwrap();
    assert_eq!(fake.lines(), ["POST /v1.0/$batch"]);

    let reset = answers.take(reset).unwrap();
    assert_eq!(reset.body.new_password.as_deref(), Some("Xoza0921"));
    assert_eq!(answers.take(found).unwrap().id.as_deref(), Some("copy"));
    assert!(answers.take(missing).unwrap_err().is_not_found());
    let done = reset.poller().await.unwrap();
    assert_eq!(done.status, Some(Status::Succeeded));
}

#[tokio::test]
async fn a_reset_fails() {
    let fake = fake_graph(&["running", "failed"]);
    let graph = v1_0::Graph::new(fake.client());
    let methods = graph.users().by_id("a").authentication().password_methods();
    let parameters = ResetPassword::new().new_password("secret");
    let reset = methods.by_id(PASSWORD).reset_password(parameters).await;
    let error = reset.unwrap().poller().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Operation);
    assert!(error.may_have_executed());
    let failed: LongRunningOperation = error.operation().unwrap();
    assert_eq!(failed.status, Some(Status::Failed));
    assert_eq!(failed.id.as_deref(), Some("op-0"));
}

#[tokio::test]
async fn a_reset_does_not_come_to_an_end() {
    for state in ["unknownFutureValue", "waitingForApproval"] {
        let fake = fake_graph(&["notStarted", state]);
        let graph = v1_0::Graph::new(fake.client());
        let method = graph
            .users()
            .by_id("a")
            .authentication()
            .methods()
            .by_id("m");
        let reset = method.reset_password(ResetPassword::new()).await.unwrap();
        let poller = reset.poller().with_timeout(Duration::from_secs(60));
        let error = poller.await.unwrap_err();
        assert!(error.is_timeout());
        assert!(error.message().contains(state), "{error}");
        let waits = fake.timer().sleeps();
        assert_eq!(fake.lines().len(), 1 + waits.len(), "asked after each wait");
        let waited: Duration = waits.iter().sum();
        let (least, most) = (Duration::from_secs(55), Duration::from_secs(60));
        assert!(waited > least && waited <= most, "{waits:?}");
    }
}

#[tokio::test]
async fn an_alert_is_refreshed() {
    use beta::requests::unified_role_management_alert::Refresh;

    let fake = fake_graph(&["running", "succeeded"]);
    let graph = beta::Graph::new(fake.client());
    let alerts = graph.identity_governance().role_management_alerts();
    let whole_tenant = Refresh::new().scope_type("DirectoryRole").scope_id("/");
    let refresh = alerts.alerts().refresh(whole_tenant).await.unwrap();
    let done: beta::models::LongRunningOperation = refresh.poller().await.unwrap();
    assert_eq!(done.id.as_deref(), Some("op-0"));
    assert_eq!(
        fake.lines()[1],
        "GET /beta/identityGovernance/roleManagementAlerts/operations/op-0"
    );
}

#[tokio::test]
async fn another_host_does_not_see_the_token() {
    for header in ["location", "operation-location"] {
        let fake = FakeGraph::new();
        let monitor = Start::new("/monitor", ["running", "succeeded"])
            .with_location_in(header)
            .on_host("contoso.sharepoint.com");
        let reset = "/v1.0/users/{user}/authentication/methods/{method}/resetPassword";
        fake.starts(&format!("POST {reset}"), monitor);
        let graph = v1_0::Graph::new(fake.client());
        let method = graph
            .users()
            .by_id("a")
            .authentication()
            .methods()
            .by_id("m");
        let reset = method.reset_password(ResetPassword::new()).await.unwrap();
        reset.poller().await.unwrap();
        let [start, first, last] = &fake.received()[..] else {
            panic!("{:?}", fake.lines())
        };
        assert_eq!(start.header("authorization"), Some("Bearer fake"));
        for request in [first, last] {
            let url = "https://contoso.sharepoint.com/monitor/op-0";
            assert_eq!(request.url().to_string(), url);
            assert_eq!(request.header("authorization"), None);
        }
    }
}

#[tokio::test]
async fn a_service_is_busy_for_a_while() {
    let fake = copying(SITE_OPERATIONS, &["1"], &["running", "succeeded"]);
    fake.interrupt(Answer::throttled(30));
    fake.interrupt(Answer::error(503, "serviceNotAvailable", "Not now."));
    let graph = v1_0::Graph::new(fake.client());
    let operation = graph.sites().by_id("root").operations().by_id("1");
    operation.get().poller().await.unwrap();
    assert_eq!(fake.lines().len(), 4);
    let waits = fake.timer().sleeps();
    assert_eq!(waits[0], Duration::from_secs(30), "{waits:?}");
}

#[tokio::test]
async fn an_operation_is_watched() {
    let operations = "/v1.0/sites/root/lists/l/operations";
    let states = ["notStarted", "running", "succeeded"];
    let fake = copying(operations, &["copy,0x01"], &states);
    let graph = v1_0::Graph::new(fake.client());
    let list = graph.sites().by_id("root").lists().by_id("l");
    let mut poller = list.operations().by_id("copy,0x01").get().poller();
    let mut seen = Vec::new();
    while let Some(operation) = poller.try_next().await.unwrap() {
        assert_eq!(operation.r#type.as_deref(), Some("contentTypeCopy"));
        seen.push((operation.percentage(), operation.state()));
    }
    assert_eq!(
        seen,
        [
            (Some(0.0), OperationState::Running),
            (Some(50.0), OperationState::Running),
            (Some(100.0), OperationState::Succeeded),
        ]
    );
    // It can be asked for again by its URL alone.
    let url = poller.url().unwrap().to_owned();
    let again = Poller::<RichLongRunningOperation>::resume(&fake.client(), &url);
    assert_eq!(again.await.unwrap(), poller.await.unwrap());
}

#[tokio::test]
async fn a_failed_copy_says_why() {
    let fake = copying(SITE_OPERATIONS, &["1"], &["failed"]);
    let graph = v1_0::Graph::new(fake.client());
    let operation = graph.sites().by_id("root").operations().by_id("1");
    let error = operation.get().poller().await.unwrap_err();
    assert_eq!(error.code(), Some("accessDenied"));
    assert!(error.message().ends_with("failed: No."), "{error}");
    let failed: RichLongRunningOperation = error.operation().unwrap();
    assert_eq!(
        failed.error.as_ref().unwrap().code.as_deref(),
        Some("accessDenied")
    );
}

#[tokio::test]
async fn operations_come_page_by_page() {
    let ids = ["1", "2", "3", "4", "5"];
    let fake = copying(SITE_OPERATIONS, &ids, &["running"]);
    let graph = v1_0::Graph::new(fake.client());
    let operations = graph.sites().by_id("root").operations();
    let mut items = operations
        .list()
        .filter(STATUS.eq(Status::Running))
        .top(2)
        .with_count()
        .stream();
    let mut ids = Vec::new();
    while let Some(operation) = items.try_next().await.unwrap() {
        ids.push(operation.id.clone().unwrap());
    }
    assert_eq!(ids, ["1", "2", "3", "4", "5"]);
    assert_eq!(items.count(), Some(5));
    assert_eq!(fake.lines().len(), 3);

    let mut pages = operations.list().pages();
    let first = pages.try_next().await.unwrap().unwrap();
    let first: Vec<_> = first.value.iter().map(|o| o.id.as_deref()).collect();
    assert_eq!(first, [Some("1"), Some("2")]);
    let link = pages.next_link().unwrap().to_owned();
    let second = operations.list().resume(&link).await.unwrap();
    assert_eq!(second.value[0].id.as_deref(), Some("3"));

    let none = operations.list().filter(STATUS.eq(Status::Failed));
    assert!(none.stream().try_next().await.unwrap().is_none());
}
