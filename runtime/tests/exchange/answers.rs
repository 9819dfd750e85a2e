//! An answer is what was asked for, or an error.

use msgraph_core::{
    Batch, Bytes, ErrorKind, NoParameters, OperationState, Page, Patch, Single, Started, Target,
};

use crate::common::models::{LongRunningOperation, PasswordResetResponse, User};
use crate::{Service, answer, json};

#[tokio::test]
async fn what_is_no_collection_is_no_empty_page() {
    for body in [
        "{}",
        r#"{"value":null}"#,
        r#"{"value":{}}"#,
        r#"{"value":"a"}"#,
        r#"{"id":"1","displayName":"a user"}"#,
        r#"{"error":{"code":"x","message":"in a 200"}}"#,
    ] {
        for strict in [false, true] {
            let service = Service::new([json(body)]);
            let service = service.with(|client| {
                if strict {
                    client.with_strict_decoding()
                } else {
                    client
                }
            });
            let mut items = service.root().segment("x").get::<Page<User>>().stream();
            let error = items.try_next().await.unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Decode, "{body}: {error}");
        }
    }
    let service = Service::new([json(r#"{"value":[]}"#)]);
    let mut items = service.root().segment("x").get::<Page<User>>().stream();
    assert!(items.try_next().await.unwrap().is_none());
}

#[tokio::test]
async fn control_information_has_two_spellings() {
    for prefix in ["@odata.", "@"] {
        let first = format!(
            r#"{{"{prefix}count":2,"value":[{{"id":"1"}}],"{prefix}nextLink":"https://graph.microsoft.com/v1.0/x?2"}}"#
        );
        let last = format!(
            r#"{{"value":[{{"id":"2"}}],"{prefix}deltaLink":"https://graph.microsoft.com/v1.0/x?d"}}"#
        );
        let service = Service::new([json(&first), json(&last)]);
        let mut items = service.root().segment("x").get::<Page<User>>().stream();
        let mut ids = Vec::new();
        while let Some(item) = items.try_next().await.unwrap() {
            ids.extend(item.id.clone());
        }
        assert_eq!(ids, ["1", "2"]);
        assert_eq!(items.count(), Some(2));
        assert_eq!(
            items.delta_link().unwrap(),
            "https://graph.microsoft.com/v1.0/x?d"
        );
        let asked = service.asked.lock().unwrap();
        assert_eq!(asked[0].headers()["odata-maxversion"], "4.0");
    }
}

#[tokio::test]
async fn relative_links_are_relative_to_the_context() {
    let root = "https://graph.microsoft.com/v1.0";
    for (context, link, url) in [
        (
            format!(r#""@odata.context":"{root}/$metadata#P","#),
            "C(1)/P?$skiptoken=8",
            format!("{root}/C(1)/P?$skiptoken=8"),
        ),
        (
            format!(r#""@context":"{root}/$metadata#P","#),
            "C(1)/P?8",
            format!("{root}/C(1)/P?8"),
        ),
        (
            r#""@odata.context":"../$metadata#P","#.to_owned(),
            "P?8",
            format!("{root}/P?8"),
        ),
        (String::new(), "P?8", format!("{root}/C(1)/P?8")),
        (String::new(), "?8", format!("{root}/C(1)/P?8")),
    ] {
        let first = format!(r#"{{{context}"value":[],"@odata.nextLink":"{link}"}}"#);
        let service = Service::new([json(&first), json(r#"{"value":[]}"#)]);
        let mut items = service
            .root()
            .segment("C(1)")
            .segment("P")
            .get::<Page<User>>()
            .stream();
        assert!(items.try_next().await.unwrap().is_none());
        assert_eq!(service.asked.lock().unwrap()[1].uri().to_string(), url);
    }
}

#[tokio::test]
async fn a_write_that_is_redirected_elsewhere_has_failed() {
    for status in [301, 302, 303, 307, 308] {
        for write in ["POST", "PUT", "DELETE"] {
            let service = Service::new([
                answer(status, &[("location", "https://login.example/")], ""),
                answer(
                    200,
                    &[("content-type", "text/html")],
                    "<title>Sign in</title>",
                ),
            ]);
            let item = service.root().segment("item");
            let outcome = match write {
                "POST" => service.post().await,
                "PUT" => item
                    .media("content")
                    .put("a/b", &b"x"[..])
                    .await
                    .map(|_| ()),
                _ => item.delete().await,
            };
            assert_eq!(
                outcome.unwrap_err().kind(),
                ErrorKind::Service,
                "{write} {status}"
            );
            assert_eq!(service.count(), 1);
        }
    }
}

#[tokio::test]
async fn a_page_for_people_is_no_success() {
    let page = || {
        answer(
            200,
            &[("content-type", "text/html; charset=utf-8")],
            "<html></html>",
        )
    };
    let service = Service::new([page()]);
    assert_eq!(service.post().await.unwrap_err().kind(), ErrorKind::Decode);
    let media = service.root().segment("item").media("content");
    assert_eq!(
        media.put("a/b", &b"x"[..]).await.unwrap_err().kind(),
        ErrorKind::Decode
    );
    assert_eq!(
        media.get().await.unwrap(),
        "<html></html>",
        "a file may be HTML"
    );
}

#[tokio::test]
async fn after_another_host_no_token_returns() {
    let service = Service::new([
        answer(302, &[("location", "https://elsewhere.example/")], ""),
        answer(
            302,
            &[("location", "https://graph.microsoft.com/v1.0/me")],
            "",
        ),
        json("{}"),
    ]);
    let _: Bytes = service.root().segment("file").get().await.unwrap();
    let asked = service.asked.lock().unwrap();
    let tokens: Vec<_> = asked
        .iter()
        .map(|request| request.headers().contains_key("authorization"))
        .collect();
    assert_eq!(tokens, [true, false, false]);
}

#[tokio::test]
async fn what_has_started_has_started() {
    for status in [200, 201, 202] {
        for body in ["", "null", "\r\n", "<html></html>", "[]"] {
            let service = Service::new([answer(
                status,
                &[("location", "/users/a/operations/1")],
                body,
            )]);
            let start = service.root().action("start", &NoParameters);
            let started: Started<PasswordResetResponse, LongRunningOperation> =
                start.await.unwrap();
            assert_eq!(
                started.location().unwrap(),
                "https://graph.microsoft.com/v1.0/users/a/operations/1"
            );
        }
    }
}

#[tokio::test]
async fn a_change_may_be_answered_with_nothing() {
    for status in [200, 201, 202, 204] {
        let service = Service::new([answer(status, &[], "")]);
        let user = service.root().segment("users").key("1");
        user.patch::<User>(Patch::new()).await.unwrap();
        if status < 202 {
            assert_eq!(
                user.get::<User>().await.unwrap_err().kind(),
                ErrorKind::Decode
            );
        }
    }
}

#[tokio::test]
async fn the_poller_reads_the_status_as_the_model_does() {
    for (status, state) in [
        ("2", OperationState::Succeeded),
        (r#""2""#, OperationState::Succeeded),
        (r#""SUCCEEDED""#, OperationState::Succeeded),
        ("3", OperationState::Failed),
        (r#""newer""#, OperationState::Running),
        ("99", OperationState::Running),
        ("null", OperationState::Running),
    ] {
        let service = Service::new([json(&format!(r#"{{"status":{status}}}"#))]);
        let mut poller = service
            .root()
            .segment("o")
            .get::<LongRunningOperation>()
            .poller();
        let seen = poller.try_next().await.unwrap().unwrap();
        assert_eq!(seen.state(), state, "{status}");
    }
}

#[tokio::test]
async fn what_is_no_operation_is_not_waited_for() {
    for body in [
        r#"{"id":"r1","displayName":"made"}"#,
        "{}",
        r#"{"value":[]}"#,
    ] {
        let service = Service::new([answer(202, &[("location", "/v1.0/r/1")], ""), json(body)]);
        let start = service.root().action("start", &NoParameters);
        let started: Started<PasswordResetResponse, LongRunningOperation> = start.await.unwrap();
        let error = started.poller().await.unwrap_err();
        assert_eq!(
            (error.kind(), service.count()),
            (ErrorKind::Decode, 2),
            "{error}"
        );
    }
}

/// Answers without content, and one that is null.
fn nulls() -> [crate::Step; 3] {
    [answer(204, &[], ""), answer(205, &[], ""), json("null")]
}

#[tokio::test]
async fn null_is_none_to_who_asks_for_what_may_be_null() {
    let questions: [fn(&Target) -> msgraph_core::Request<User>; 2] = [
        |x| x.segment("manager").get(),
        |x| x.function("next", &NoParameters),
    ];
    for (null, question) in nulls()
        .into_iter()
        .flat_map(|null| questions.map(|q| (null.clone(), q)))
    {
        let service = Service::new([null]);
        assert_eq!(question(&service.root()).optional().await.unwrap(), None);
        let error = question(&service.root()).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Decode);
        assert!(error.to_string().contains(".optional()"), "{error}");
    }
    let service = Service::new([json(r#"{"id":"1"}"#)]);
    let user: Option<User> = service.root().get().optional().await.unwrap();
    assert_eq!(user.unwrap().id.as_deref(), Some("1"));

    let service = Service::new([answer(204, &[], "")]);
    let action = service.root().action::<User>("next", &NoParameters);
    assert_eq!(action.optional().await.unwrap(), None);
    let value = service
        .root()
        .function::<Single<Option<i32>>>("count", &NoParameters);
    assert_eq!(value.await.unwrap().value, None);
    let written: User = service.root().patch(Patch::new()).await.unwrap();
    assert_eq!(written.id, None);
}

#[tokio::test]
async fn null_in_a_batch_is_none_too() {
    let body = r#"{"responses":[{"id":"1","status":204},{"id":"2","status":204}]}"#;
    let service = Service::new([json(body)]);
    let mut batch = Batch::new();
    let optional = batch.add(service.root().segment("manager").get::<User>().optional());
    let plain = batch.add(service.root().segment("manager").get::<User>());
    let mut responses = batch.send().await.unwrap();
    assert_eq!(responses.take(optional).unwrap(), None);
    let error = responses.take(plain).unwrap_err();
    assert!(error.to_string().contains("the answer is null"), "{error}");
}
