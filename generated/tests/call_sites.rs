//! Calls as a program writes them, and the requests that arrive.

// Failing is what a test is for.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

mod support;

use msgraph_operations::msgraph_core::ErrorKind;
use msgraph_operations::msgraph_core::test_support::Answer;
use msgraph_operations::v1_0::models::{
    LongRunningOperationKind, LongRunningOperationStatus, long_running_operation,
    rich_long_running_operation,
};
use msgraph_operations::v1_0::requests::authentication_method::ResetPassword;
use msgraph_operations::{beta, v1_0};
use support::{answering, offline, only};

const RUNNING: &str = include_str!("answers/1-password-reset-running.json");
const ALERT_REFRESH_SUCCEEDED: &str = include_str!("answers/3-alert-refresh-succeeded.json");
const CONTENT_TYPE_COPY: &str = include_str!("answers/4-content-type-copy-succeeded.json");
const PAGE: &str = include_str!("answers/5-page-of-base-type.json");

/// The method that is the password of a user.
const PASSWORD: &str = "28c10230-6103-485e-b985-444c60001490";

const IDS: [&str; 6] = [
    "refresh:DirectoryRole_19356be4-7e93-4ed6-a7c6-0ae28454d125_StaleSignInAlert",
    "contentTypeCopy,0x010100298A15181454D84EBB62EDD7559FCBFE",
    "a_b#EXT#@contoso.com",
    "x/../y?z",
    "100% ü 😀",
    "%2e%2E",
];

#[tokio::test]
async fn an_operation_is_read() {
    let (service, client) = answering([Answer::json(RUNNING)]);
    let graph = v1_0::Graph::new(client);
    let operation = graph
        .users()
        .by_id("adele@contoso.com")
        .authentication()
        .operations()
        .by_id("2d497bb-57bd-47a6-8749-5ccd0869f2bd")
        .get()
        .await
        .unwrap();
    let text = match &operation.status {
        Some(LongRunningOperationStatus::Succeeded) => "done".to_owned(),
        Some(status) if !status.is_known() => format!("new: {status}"),
        Some(status) => status.to_string(),
        None => String::new(),
    };
    assert_eq!(text, "running");

    let received = only(&service);
    assert_eq!(
        received.line(),
        "GET /v1.0/users/adele%40contoso.com/authentication/operations/2d497bb-57bd-47a6-8749-5ccd0869f2bd"
    );
    assert_eq!(received.header("authorization"), Some("Bearer fake"));
    assert_eq!(received.header("accept"), Some("application/json"));
    assert_eq!(received.header("content-type"), None);
    assert_eq!(received.body(), "");
}

#[tokio::test]
async fn the_operations_of_the_caller_are_listed() {
    let (service, client) = answering([Answer::json(PAGE)]);
    let graph = v1_0::Graph::new(client);
    let page = graph
        .me()
        .authentication()
        .operations()
        .list()
        .select((
            long_running_operation::STATUS,
            long_running_operation::CREATED_DATE_TIME,
        ))
        .top(50)
        .with_header("Prefer", "include-unknown-enum-members")
        .await
        .unwrap();
    let received = only(&service);
    assert_eq!(
        received.line(),
        "GET /v1.0/me/authentication/operations?$select=status,createdDateTime&$top=50"
    );
    assert_eq!(
        received.header("prefer"),
        Some("include-unknown-enum-members")
    );

    let mut texts = Vec::new();
    for operation in page.value {
        texts.push(match operation.into_kind() {
            LongRunningOperationKind::Rich(rich) => {
                format!(
                    "{}: {:?} %",
                    rich.id.as_ref().unwrap(),
                    rich.percentage_complete
                )
            }
            LongRunningOperationKind::Other(other) => other.id.clone().unwrap(),
            other => format!("{other:?}"),
        });
    }
    assert_eq!(texts[..3], ["plain", "rich: Some(40) %", "newer"]);
    assert!(
        texts[3].starts_with("AttackSimulationOperation("),
        "{}",
        texts[3]
    );
}

#[tokio::test]
async fn rich_operations_are_listed_and_read() {
    let page = format!(r#"{{"value":[{CONTENT_TYPE_COPY}]}}"#);
    let (service, client) = answering([Answer::json(page), Answer::json(CONTENT_TYPE_COPY)]);
    let operations = v1_0::Graph::new(client)
        .sites()
        .by_id("contoso.sharepoint.com,5b3ea0e2,0a1b")
        .operations();
    let page = operations
        .list()
        .select((
            rich_long_running_operation::STATUS,
            rich_long_running_operation::PERCENTAGE_COMPLETE,
        ))
        .await
        .unwrap();
    let id = page.value[0].id.clone().unwrap();
    assert_eq!(operations.by_id(&id).get().await.unwrap(), page.value[0]);

    let received = service.received();
    assert_eq!(
        received[0].line(),
        "GET /v1.0/sites/contoso.sharepoint.com%2C5b3ea0e2%2C0a1b/operations\
         ?$select=status,percentageComplete"
    );
    assert_eq!(received[1].segments()[4], id);
}

#[tokio::test]
async fn a_password_is_reset() {
    let (service, client) = answering([
        Answer::json(r#"{"newPassword":"Xoza0921"}"#),
        Answer::status(202).with_header("location", "https://graph.microsoft.com/v1.0/x"),
    ]);
    let graph = v1_0::Graph::new(client);
    let methods = graph
        .users()
        .by_id("adele@contoso.com")
        .authentication()
        .methods();
    let method = methods.by_id(PASSWORD);

    let made_up = method.reset_password(ResetPassword::new()).await.unwrap();
    assert_eq!(made_up.body.new_password.as_deref(), Some("Xoza0921"));
    assert_eq!(made_up.location(), None);
    let parameters = ResetPassword::new().new_password("\"Tr0ub4dor\" & ü");
    let accepted = method.reset_password(parameters).await.unwrap();
    assert_eq!(accepted.body.new_password, None);
    let location = Some("https://graph.microsoft.com/v1.0/x");
    assert_eq!(accepted.location(), location);

    let received = service.received();
    for request in &received {
        assert_eq!(
            request.line(),
            format!(
                "POST /v1.0/users/adele%40contoso.com/authentication/methods/{PASSWORD}/resetPassword"
            )
        );
        assert_eq!(request.header("content-type"), Some("application/json"));
    }
    assert_eq!(received[0].body(), "{}");
    assert_eq!(received[1].body(), r#"{"newPassword":"\"Tr0ub4dor\" & ü"}"#);
}

#[tokio::test]
async fn alerts_are_refreshed() {
    use beta::requests::unified_role_management_alert::Refresh;

    let (service, client) = answering([Answer::status(202), Answer::json(ALERT_REFRESH_SUCCEEDED)]);
    let alerts = beta::Graph::new(client)
        .identity_governance()
        .role_management_alerts();
    let whole_tenant = Refresh::new().scope_type("DirectoryRole").scope_id("/");
    alerts.alerts().refresh(whole_tenant).await.unwrap();
    let operation = alerts.operations().by_id(IDS[0]).get().await.unwrap();
    assert_eq!(
        operation.status,
        Some(beta::models::LongRunningOperationStatus::Succeeded)
    );

    let received = service.received();
    assert_eq!(
        received[0].line(),
        "POST /beta/identityGovernance/roleManagementAlerts/alerts/refresh"
    );
    assert_eq!(
        received[0].body(),
        r#"{"scopeId":"/","scopeType":"DirectoryRole"}"#
    );
    assert_eq!(
        received[1].segments()[..4],
        [
            "beta",
            "identityGovernance",
            "roleManagementAlerts",
            "operations"
        ]
    );
    assert_eq!(received[1].segments()[4..], [IDS[0]]);
}

#[tokio::test]
async fn a_function_is_asked_how_far_an_operation_is() {
    use beta::requests::site::GetOperationStatus;

    let (service, client) = answering(IDS.map(|_| Answer::json(CONTENT_TYPE_COPY)));
    let sites = beta::Graph::new(client).sites();
    for id in IDS {
        let parameters = GetOperationStatus::new().operation_id(id);
        let operation = sites.get_operation_status(parameters).get().await.unwrap();
        assert_eq!(operation.r#type.as_deref(), Some("contentTypeCopy"));
    }
    assert_eq!(service.received().len(), IDS.len());
    for (received, id) in service.received().iter().zip(IDS) {
        let function = format!("getOperationStatus(operationId='{id}')");
        assert_eq!(received.segments(), ["beta", "sites", &function]);
    }
}

#[tokio::test]
async fn ids_arrive_as_they_are() {
    let (service, client) = answering(
        IDS.iter()
            .flat_map(|_| [Answer::json(RUNNING), Answer::json(RUNNING)]),
    );
    let stable = v1_0::Graph::new(client.clone());
    let beta = beta::Graph::new(client);
    for id in IDS {
        let user = stable.users().by_id(id);
        user.authentication()
            .operations()
            .by_id(id)
            .get()
            .await
            .unwrap();
        let user = beta.users().by_id(id);
        user.authentication()
            .operations()
            .by_id(id)
            .get()
            .await
            .unwrap();
    }
    let received = service.received();
    assert_eq!(received.len(), 2 * IDS.len());
    for (requests, id) in received.chunks(2).zip(IDS) {
        for (request, version) in requests.iter().zip(["v1.0", "beta"]) {
            let expected = [version, "users", id, "authentication", "operations", id];
            assert_eq!(request.segments(), expected, "{}", request.line());
        }
    }
}

#[tokio::test]
async fn ids_that_no_url_can_hold_are_not_sent() {
    for id in ["", ".", ".."] {
        let user = v1_0::Graph::new(offline()).users().by_id(id);
        let site = beta::Graph::new(offline()).sites().by_id("root");
        let errors = [
            user.authentication().operations().list().await.unwrap_err(),
            site.operations().by_id(id).get().await.unwrap_err(),
        ];
        for error in errors {
            assert_eq!(error.kind(), ErrorKind::Request, "{error}");
            assert_eq!(error.status(), None);
        }
    }
}

#[test]
fn a_request_can_be_looked_at_before_it_is_sent() {
    let graph = v1_0::Graph::new(offline());
    let request = graph
        .users()
        .by_id("a_b#EXT#@contoso.com")
        .authentication()
        .methods()
        .by_id(PASSWORD)
        .reset_password(ResetPassword::new().new_password("secret"))
        .with_header("client-request-id", "1");
    assert_eq!(request.method(), "POST");
    assert_eq!(
        request.url(),
        format!(
            "https://graph.microsoft.com/v1.0/users/a_b%23EXT%23%40contoso.com/authentication/methods/{PASSWORD}/resetPassword"
        )
    );
    assert_eq!(request.headers()["content-type"], "application/json");
    assert_eq!(request.headers()["client-request-id"], "1");
    assert!(!request.headers().contains_key("authorization"));
    assert_eq!(request.body(), Some(&br#"{"newPassword":"secret"}"#[..]));

    let request = graph.sites().by_id("root").operations().list().top(5);
    assert_eq!(request.method(), "GET");
    assert_eq!(request.body(), None);
}
