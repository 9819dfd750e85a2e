//! What may be written to a log.

#![allow(clippy::unwrap_used)] // failing is what a test is for

mod support;

use msgraph_operations::msgraph_core::StaticToken;
use msgraph_operations::msgraph_core::prelude::*;
use msgraph_operations::v1_0::Graph;
use msgraph_operations::v1_0::models::PasswordResetResponse;
use msgraph_operations::v1_0::requests::authentication_method;
use support::{TOKEN, offline};

const PASSWORD: &str = "hunter2";

/// Neither the token nor the password, plain or indented, as text or as bytes.
fn assert_silent(value: &impl std::fmt::Debug) {
    let bytes = format!("{:?}", PASSWORD.as_bytes());
    for output in [format!("{value:?}"), format!("{value:#?}")] {
        for secret in [TOKEN, PASSWORD, bytes.trim_matches(['[', ']'])] {
            assert!(!output.contains(secret), "{output}");
        }
        assert!(output.len() > 2, "{output}");
    }
}

#[test]
fn debug_shows_neither_token_nor_password() {
    assert_silent(&StaticToken::new(TOKEN));
    assert_silent(&offline());
    let graph = Graph::new(offline());
    assert_silent(&graph);
    let user = graph.users().by_id("adele@contoso.com");
    assert_silent(&user);

    let parameters = authentication_method::ResetPassword::new().new_password(PASSWORD);
    let request = user
        .authentication()
        .methods()
        .by_id("m")
        .reset_password(parameters);
    let request = request.with_header("authorization", &format!("Bearer {TOKEN}"));
    assert_silent(&request);

    let parameters = authentication_method::ResetPassword::new().new_password(PASSWORD);
    assert_silent(
        &user
            .authentication()
            .password_methods()
            .by_id("m")
            .reset_password(parameters),
    );
}

#[tokio::test]
async fn errors_show_no_body() {
    let json = format!(r#"{{"newPassword":"{PASSWORD}"#);
    let error = PasswordResetResponse::from_json(json.as_bytes()).unwrap_err();
    assert_silent(&error);
    assert!(!error.to_string().contains(PASSWORD), "{error}");
}
