//! Conversations with a service that really works on operations.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)] // failing is what a test is for

mod support;

use std::time::Duration;

use msgraph_operations::msgraph_core::{Batch, ErrorKind, OperationState, Poller, VirtualTimer};
use msgraph_operations::v1_0::models::rich_long_running_operation::STATUS;
use msgraph_operations::v1_0::models::{
    LongRunningOperation, LongRunningOperationStatus as Status, RichLongRunningOperation,
};
use msgraph_operations::v1_0::requests::authentication_method::ResetPassword;
use msgraph_operations::{beta, v1_0};
use support::fake_graph::FakeGraph;
use support::service::{Answer, Service};

const PASSWORD: &str = "28c10230-6103-485e-b985-444c60001490";
const SITE_OPERATIONS: &str = "/v1.0/sites/root/operations";

#[tokio::test]
async fn a_password_is_reset() {
    let fake = FakeGraph::new(&["notStarted", "running", "succeeded"]);
    let graph = v1_0::Graph::new(fake.client());
    let user = graph.users().by_id("adele@contoso.com");
    let method = user.authentication().methods().by_id(PASSWORD);
    let reset = method.reset_password(ResetPassword::new()).await.unwrap();
    assert_eq!(reset.body.new_password.as_deref(), Some("Xoza0921"));
    let done = reset
        .poller()
        .deadline(Duration::from_secs(300))
        .await
        .unwrap();
    assert_eq!(done.status, Some(Status::Succeeded));
    assert_eq!(fake.lines().len(), 1 + 3);
    assert_eq!(fake.waits(), [3, 2, 2]);

    // The operation is where operations are.
    let operations = user.authentication().operations();
    assert_eq!(operations.list().await.unwrap().value[0].id, done.id);
}

#[tokio::test]
async fn many_requests_are_one() {
    let fake = FakeGraph::new(&["running", "succeeded"]);
    fake.start(SITE_OPERATIONS, "copy");
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
    let fake = FakeGraph::new(&["running", "failed"]);
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
        let fake = FakeGraph::new(&["notStarted", state]);
        let graph = v1_0::Graph::new(fake.client());
        let method = graph
            .users()
            .by_id("a")
            .authentication()
            .methods()
            .by_id("m");
        let reset = method.reset_password(ResetPassword::new()).await.unwrap();
        let poller = reset.poller().deadline(Duration::from_secs(60));
        let error = poller.await.unwrap_err();
        assert!(error.is_timeout());
        assert!(error.message().contains(state), "{error}");
        assert!(fake.lines().len() > 20);
    }
}

#[tokio::test]
async fn an_alert_is_refreshed() {
    use beta::requests::unified_role_management_alert::Refresh;

    let fake = FakeGraph::new(&["running", "succeeded"]);
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
        let end = Answer::json(r#"{"id":"1","status":"succeeded"}"#);
        let elsewhere = Service::answering([end]);
        let accepted = Answer::empty("202 Accepted");
        let accepted = accepted.with_header(header, &format!("{}/monitor?a=b", elsewhere.base));
        let service = Service::answering([accepted]);
        let client = service.client().with_timer(VirtualTimer::new());
        let graph = v1_0::Graph::new(client);
        let method = graph
            .users()
            .by_id("a")
            .authentication()
            .methods()
            .by_id("m");
        let reset = method.reset_password(ResetPassword::new()).await.unwrap();
        reset.poller().await.unwrap();
        assert_eq!(
            service.only().header("authorization"),
            Some("Bearer loopback")
        );
        assert_eq!(elsewhere.only().line(), "GET /monitor?a=b");
        assert_eq!(elsewhere.only().header("authorization"), None);
    }
}

#[tokio::test]
async fn an_operation_is_watched() {
    let fake = FakeGraph::new(&["notStarted", "running", "succeeded"]);
    fake.start("/v1.0/sites/root/lists/l/operations", "copy,0x01");
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
    let fake = FakeGraph::new(&["failed"]);
    fake.start(SITE_OPERATIONS, "1");
    let graph = v1_0::Graph::new(fake.client());
    let operation = graph.sites().by_id("root").operations().by_id("1");
    let error = operation.get().poller().await.unwrap_err();
    assert_eq!(error.code(), Some("accessDenied"));
    assert!(error.message().ends_with("failed: No."), "{error}");
    let failed: RichLongRunningOperation = error.operation().unwrap();
    assert_eq!(failed.error.unwrap().code.as_deref(), Some("accessDenied"));
}

#[tokio::test]
async fn operations_come_page_by_page() {
    let fake = FakeGraph::new(&["running"]);
    for id in ["1", "2", "3", "4", "5"] {
        fake.start(SITE_OPERATIONS, id);
    }
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
    assert_eq!(first.value.len(), 2);
    let link = pages.next_link().unwrap().to_owned();
    let second = operations.list().resume(&link).await.unwrap();
    assert_eq!(second.value[0].id.as_deref(), Some("3"));

    let none = operations.list().filter(STATUS.eq(Status::Failed));
    assert!(none.stream().try_next().await.unwrap().is_none());
}
