//! The paths of the slices, each from its call site.

mod support;

use msgraph_operations::{beta, v1_0};
use support::offline;

/// Compares the URLs of requests, from the version of the service on.
macro_rules! assert_paths {
    ($version:literal: $($path:literal => $request:expr;)+) => {
        $(assert_eq!(
            $request.url(),
            concat!("https://graph.microsoft.com/", $version, $path),
        );)+
    };
}

#[test]
fn paths_of_v1_0() {
    let graph = v1_0::Graph::new(offline());
    let reset_by_method = v1_0::requests::authentication_method::ResetPassword::new();
    let reset_by_password = v1_0::requests::authentication_method::ResetPassword::new();
    assert_paths!("v1.0":
        "/me/authentication/operations" => graph.me().authentication().operations().list();
        "/me/authentication/operations/o" => graph.me().authentication().operations().by_id("o").get();
        "/users/u/authentication/operations" => graph.users().by_id("u").authentication().operations().list();
        "/users/u/authentication/operations/o" =>
            graph.users().by_id("u").authentication().operations().by_id("o").get();
        "/sites/s/operations" => graph.sites().by_id("s").operations().list();
        "/sites/s/operations/o" => graph.sites().by_id("s").operations().by_id("o").get();
        "/sites/s/lists/l/operations" => graph.sites().by_id("s").lists().by_id("l").operations().list();
        "/groups/g/sites/s/operations" => graph.groups().by_id("g").sites().by_id("s").operations().list();
        "/groups/g/sites/s/lists/l/operations/o" =>
            graph.groups().by_id("g").sites().by_id("s").lists().by_id("l").operations().by_id("o").get();
        "/drives/d/list/operations/o" => graph.drives().by_id("d").list().operations().by_id("o").get();
        "/shares/u%21a/list/operations" => graph.shares().by_id("u!a").list().operations().list();
        "/security/attackSimulation/operations" => graph.security().attack_simulation().operations().list();
        "/security/attackSimulation/operations/o" =>
            graph.security().attack_simulation().operations().by_id("o").get();
        "/employeeExperience/engagementAsyncOperations/o" =>
            graph.employee_experience().engagement_async_operations().by_id("o").get();
        "/users/u/authentication/methods/m/resetPassword" =>
            graph.users().by_id("u").authentication().methods().by_id("m").reset_password(reset_by_method);
        "/users/u/authentication/passwordMethods/m/resetPassword" =>
            graph.users().by_id("u").authentication().password_methods().by_id("m")
                .reset_password(reset_by_password);
    );
}

#[test]
fn paths_of_beta() {
    use beta::requests::site::GetOperationStatus;
    use beta::requests::unified_role_management_alert::Refresh;

    let graph = beta::Graph::new(offline());
    let alerts = graph.identity_governance().role_management_alerts();
    let copy = GetOperationStatus::new().operation_id("contentTypeCopy,0x01");
    assert_paths!("beta":
        "/me/authentication/operations" => graph.me().authentication().operations().list();
        "/sites/s/lists/l/operations/o" =>
            graph.sites().by_id("s").lists().by_id("l").operations().by_id("o").get();
        "/sites/getOperationStatus(operationId='contentTypeCopy%2C0x01')" =>
            graph.sites().get_operation_status(copy).get();
        "/identityGovernance/roleManagementAlerts/operations" => alerts.operations().list();
        "/identityGovernance/roleManagementAlerts/operations/o" => alerts.operations().by_id("o").get();
        "/identityGovernance/roleManagementAlerts/alerts/refresh" => alerts.alerts().refresh(Refresh::new());
    );
}
