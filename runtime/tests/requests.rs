//! Requests as they arrive at a server, and who gets the token.

#![allow(clippy::panic, clippy::unwrap_used)] // failing is what a test is for

mod common;

use common::models::{
    LongRunningOperation, ReminderView, ResetPassword, RichLongRunningOperation, Right, User,
    long_running_operation, rich_long_running_operation, user,
};
use common::server::Server;
use common::v1_0::Graph;
use msgraph_core::prelude::*;
use msgraph_core::{
    AccessToken, Client, Cloud, Count, Error, ErrorKind, Patch, StaticToken, credential_fn,
    transport_fn,
};

const JSON: &str = "application/json";

/// A graph that nothing is sent to.
fn offline() -> Graph {
    let transport = transport_fn(|request| async move {
        panic!("{} was sent", request.uri());
    });
    Graph::new(Client::with_transport(
        Cloud::Global,
        StaticToken::new("s3cret"),
        transport,
    ))
}

#[tokio::test]
async fn keys_arrive_as_they_are() {
    let server = Server::answering("200 OK", JSON, r#"{"id":"x"}"#).await;
    for key in [
        "refresh:DirectoryRole_19356be4",
        "contentTypeCopy,0x010100",
        "a_b#EXT#@contoso.com",
        "x/../y?z",
        "100% ü 😀",
        "%2e%2e",
        "...",
        "a+b&c=d;e",
        "'quoted' (id)",
        "\\",
        "[a]{b}|c^`\"<>",
        "\n\u{0}",
        " ",
        "~-_.",
    ] {
        let request = server.graph().users().by_id(key).get();
        let user = request
            .await
            .unwrap_or_else(|error| panic!("{key}: {error}"));
        assert_eq!(user.id.as_deref(), Some("x"));
        let segments = server.last().segments();
        assert_eq!(
            segments,
            [b"v1.0", &b"users"[..], key.as_bytes()],
            "{}",
            server.last().target
        );
        assert_eq!(server.last().query(), "");
    }
}

#[tokio::test]
async fn keys_that_no_path_can_hold_are_not_sent() {
    for key in ["", ".", ".."] {
        let error = offline()
            .users()
            .by_id(key)
            .operations()
            .list()
            .await
            .unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Request);
    }
}

#[tokio::test]
async fn keys_in_parentheses_are_literals() {
    let server = Server::answering("200 OK", JSON, "{}").await;
    for name in ["..", "", "O'Neil/x?", "a,b=c"] {
        let request = server.graph().users().by_number_and_name(7, name).get();
        request.await.unwrap();
        let segments = server.last().segments();
        let expected = format!("users(number=7,name='{}')", name.replace('\'', "''"));
        assert_eq!(String::from_utf8_lossy(&segments[1]), expected);
    }
    assert_eq!(
        offline().users().by_stage_number(-3).get().url(),
        "https://graph.microsoft.com/v1.0/users/-3"
    );
}

#[tokio::test]
async fn query_options_arrive() {
    let server = Server::answering("200 OK", JSON, r#"{"value":[]}"#).await;
    let request = server
        .graph()
        .users()
        .by_id("1")
        .operations()
        .list()
        .select((
            long_running_operation::STATUS,
            long_running_operation::CREATED_DATE_TIME,
        ))
        .top(5)
        .skip(10)
        .with_count()
        .filter(long_running_operation::STATUS_DETAIL.eq("a&b + c#ü"))
        .order_by([long_running_operation::CREATED_DATE_TIME.desc()])
        .with_query("$top", "50")
        .with_query("a b", "c=d");
    let url = request.url();
    request.await.unwrap();
    assert_eq!(format!("{}{}", server.base, server.last().target), url);
    assert_eq!(
        server.last().query(),
        "$select=status,createdDateTime&$skip=10&$count=true&$filter=statusDetail%20eq%20%27a%26b%20%2B%20c%23%C3%BC%27\
         &$orderby=createdDateTime%20desc&$top=50&a%20b=c%3Dd"
    );
}

#[test]
fn handles_of_different_fields_are_selected_together() {
    let request: msgraph_core::Request<RichLongRunningOperation> = Client::with_transport(
        Cloud::Global,
        StaticToken::new("x"),
        transport_fn(|_| async { Ok(http::Response::default()) }),
    )
    .service("v1.0")
    .segment("operation")
    .get();
    let request = request.select((
        rich_long_running_operation::STATUS,
        rich_long_running_operation::PERCENTAGE_COMPLETE,
        rich_long_running_operation::ID,
    ));
    assert_eq!(
        request.url(),
        "https://graph.microsoft.com/v1.0/operation?$select=status,percentageComplete,id"
    );
}

#[tokio::test]
async fn a_request_can_be_looked_at() {
    let patch = Patch::new()
        .set(user::DISPLAY_NAME, "Ada")
        .clear(user::TEXT);
    let request = offline()
        .users()
        .by_id("1")
        .update(patch)
        .with_header("Prefer", "return=minimal");
    assert_eq!(request.method(), http::Method::PATCH);
    assert_eq!(request.url(), "https://graph.microsoft.com/v1.0/users/1");
    assert_eq!(request.headers()["content-type"], "application/json");
    assert_eq!(request.headers()["prefer"], "return=minimal");
    assert_eq!(
        request.body(),
        Some(&br#"{"displayName":"Ada","text":null}"#[..])
    );
    let output = format!("{:?}", request.with_header("x-key", "s3cret"));
    assert!(
        !output.contains("s3cret") && !output.contains("Ada"),
        "{output}"
    );
}

#[tokio::test]
async fn a_header_that_http_does_not_allow_is_not_sent() {
    for (name, value) in [("a b", "c"), ("a", "b\r\nc: d"), ("", "")] {
        let request = offline().users().by_id("1").get().with_header(name, value);
        assert_eq!(request.await.unwrap_err().kind(), ErrorKind::Request);
    }
}

#[tokio::test]
async fn a_patch_is_sent_and_an_empty_answer_is_an_empty_model() {
    let server = Server::raw("HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n").await;
    let patch = Patch::new().set(user::MAIL, "a@b");
    let answer = server
        .graph()
        .users()
        .by_id("1")
        .update(patch)
        .await
        .unwrap();
    assert_eq!(answer, User::new());
    let received = server.last();
    assert_eq!(
        (&*received.method, &*received.body),
        ("PATCH", &br#"{"mail":"a@b"}"#[..])
    );
    assert_eq!(received.header("authorization"), Some("Bearer loopback"));
    assert_eq!(received.header("accept"), Some("application/json"));
    server.graph().users().by_id("1").delete().await.unwrap();
    assert_eq!(server.last().method, "DELETE");
}

#[tokio::test]
async fn actions_and_functions() {
    let server = Server::answering("200 OK", JSON, r#"{"newPassword":"p","value":true}"#).await;
    let user = server.graph().users().by_id("1");
    let parameters = ResetPassword::new().new_password("a\"b");
    assert_eq!(
        user.reset_password(parameters)
            .await
            .unwrap()
            .new_password
            .as_deref(),
        Some("p")
    );
    assert_eq!(server.last().path(), "/v1.0/users/1/resetPassword");
    assert_eq!(server.last().body, br#"{"newPassword":"a\"b"}"#);

    assert_eq!(user.revoke().await.unwrap().value, Some(true));
    assert_eq!(server.last().body, b"");
    assert_eq!(server.last().header("content-length"), Some("0"));

    let mut parameters = ReminderView::new();
    parameters.start_date_time = Some("2020-01-01T00:00 o'clock".to_owned());
    parameters.limit = Some(5);
    parameters.names = vec!["a,b".to_owned(), "c".to_owned()];
    let url = user.reminder_view(parameters).url();
    assert_eq!(
        url.strip_prefix(&server.base).unwrap(),
        "/v1.0/users/1/reminderView(StartDateTime='2020-01-01T00:00%20o''clock',limit=5,names=@names)\
         ?@names=%5B%22a,b%22,%22c%22%5D"
    );
    assert!(
        user.reminder_view(ReminderView::new())
            .url()
            .ends_with("/reminderView()")
    );
}

#[tokio::test]
async fn what_is_created_says_its_type_where_it_must() {
    let operations = offline().users().by_id("1").operations();
    let rich = RichLongRunningOperation::new().with(rich_long_running_operation::TYPE, "t");
    assert_eq!(
        operations.create(rich.clone()).body(),
        Some(&br##"{"@odata.type":"#microsoft.graph.richLongRunningOperation","type":"t"}"##[..])
    );
    assert_eq!(
        operations.create(RichLongRunningOperation::new()).body(),
        Some(&br##"{"@odata.type":"#microsoft.graph.richLongRunningOperation"}"##[..])
    );
    assert_eq!(
        operations.create(LongRunningOperation::new()).body(),
        Some(&b"{}"[..])
    );
    assert_eq!(
        operations.create(rich.into_base()).body(),
        Some(&br##"{"@odata.type":"#microsoft.graph.richLongRunningOperation","type":"t"}"##[..])
    );
    let user = User::new().with(user::RIGHTS, Right::Read);
    assert_eq!(
        offline().users().create(user).body(),
        Some(&br#"{"rights":"read"}"#[..])
    );
}

#[tokio::test]
async fn bytes_and_counts() {
    let server = Server::answering("200 OK", "image/png", b"\x89PNG\0\xff").await;
    assert_eq!(
        server.graph().users().by_id("1").content().await.unwrap(),
        &b"\x89PNG\0\xff"[..]
    );
    for (body, count) in [
        ("7", Some(7)),
        ("\u{feff}12\r\n", Some(12)),
        ("x", None),
        ("", None),
    ] {
        let server = Server::answering("200 OK", "text/plain", body).await;
        assert_eq!(
            server.graph().users().count().await.ok(),
            count.map(Count),
            "{body}"
        );
        assert_eq!(server.last().path(), "/v1.0/users/$count");
        assert_eq!(server.last().header("accept"), Some("text/plain"));
    }
}

#[tokio::test]
async fn the_credential_is_asked_for_the_scope_of_the_cloud() {
    let credential =
        credential_fn(|scope| async move { Ok(AccessToken::new(format!("token-for-{scope}"))) });
    let transport = transport_fn(|request| async move {
        let value = &request.headers()["authorization"];
        assert!(value.is_sensitive());
        assert_eq!(
            value,
            "Bearer token-for-https://graph.microsoft.us/.default"
        );
        assert_eq!(request.uri(), "https://graph.microsoft.us/v1.0/users");
        Ok(http::Response::new(r#"{"value":[{}]}"#.into()))
    });
    let client = Client::with_transport(Cloud::UsGovernmentL4, credential, transport);
    assert_eq!(
        Graph::new(client).users().list().await.unwrap().value.len(),
        1
    );
}

#[tokio::test]
async fn no_token_no_request() {
    for (credential, message) in [
        (Err("sign in first"), "sign in first"),
        (
            Ok("a\nb"),
            "the token has characters that no header can hold",
        ),
    ] {
        let credential = credential_fn(move |_| async move {
            credential.map(AccessToken::new).map_err(Error::credential)
        });
        let transport = transport_fn(|_| async { panic!("it was sent") });
        let client = Client::with_transport(Cloud::Global, credential, transport);
        let error = Graph::new(client).users().list().await.unwrap_err();
        assert_eq!(
            (error.kind(), error.message()),
            (ErrorKind::Credential, message)
        );
    }
}
