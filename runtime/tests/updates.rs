//! Changes as they are sent: the smallest patch, its state, and enumeration members on purpose.

#![allow(clippy::expect_used, clippy::unwrap_used)] // failing is what a test is for

mod common;

use common::models::{
    LongRunningOperation, LongRunningOperationStatus, RichLongRunningOperation, Right, User,
    long_running_operation, user,
};
use common::script::{Script, answer};
use common::v1_0::Graph;
use msgraph_core::prelude::*;
use msgraph_core::{Batch, ErrorKind, Expand, Flags, Navigation, Page, Patch, Property, Request};

fn user(json: &str) -> User {
    User::from_json(json.as_bytes()).expect(json)
}

fn rich(json: &str) -> RichLongRunningOperation {
    RichLongRunningOperation::from_json(json.as_bytes()).expect(json)
}

/// The document with one member, or without.
fn document(member: &str, value: Option<&str>) -> String {
    value.map_or_else(
        || "{}".to_owned(),
        |value| format!(r#"{{"{member}":{value}}}"#),
    )
}

#[test]
fn absent_null_and_set_are_three_states_of_every_kind_of_member() {
    let kinds = [
        ("id", r#""1""#, r#""2""#),
        ("text", r#""a""#, r#""""#),
        ("flag", "true", "false"),
        ("byte", "0", "255"),
        ("sbyte", "-1", "1"),
        ("int16", "1", "2"),
        ("int32", "1", "2"),
        ("int64", "1", r#""9007199254740993""#),
        ("single", "0.5", "0.25"),
        ("double", "0.5", r#""INF""#),
        ("decimal", "1.50", "1.5"),
        ("time", r#""22:50""#, r#""22:51""#),
        ("date", r#""2020-01-01""#, r#""2020-01-02""#),
        ("duration", r#""PT1S""#, r#""PT2S""#),
        ("guid", r#""1""#, r#""2""#),
        ("binary", r#""AA==""#, r#""AQ==""#),
        ("json", r#"{"a":1}"#, r#"{"a":2}"#),
        ("rights", r#""read""#, r#""read,write""#),
        ("status", r#""running""#, r#""failed""#),
        ("texts", r#"["a"]"#, r#"["b","a"]"#),
        ("numbers", "[1]", "[1,2]"),
        ("doubles", "[0.5]", r#"["NaN"]"#),
        ("statuses", r#"["running"]"#, r#"["running","new"]"#),
        ("rightsList", r#"["read"]"#, r#"["write"]"#),
        ("jsons", "[1]", "[2]"),
        ("unknown", r#"{"a":[1]}"#, "7"),
    ];
    for (member, one, other) in kinds {
        let is_collection = one.starts_with('[');
        let cleared = if is_collection { "[]" } else { "null" };
        let (null, set) = (Some("null"), Some(one));
        for (before, after, change) in [
            (None, None, None),
            (None, null, null),
            (None, set, set),
            (null, None, None),
            (null, null, None),
            (null, set, set),
            (set, None, Some(cleared)),
            (set, null, null),
            (set, set, None),
            (set, Some(other), Some(other)),
        ] {
            let before = document(member, before);
            let after = document(member, after);
            let patch = Patch::diff(&user(&before), &user(&after));
            assert_eq!(
                patch.to_json(),
                document(member, change),
                "{before} to {after}"
            );
            assert_eq!(patch.is_empty(), change.is_none());
        }
    }
}

#[test]
fn an_empty_collection_is_one_too() {
    for (before, after, patch) in [
        (r#"{"texts":[]}"#, "{}", "{}"),
        ("{}", r#"{"texts":[]}"#, r#"{"texts":[]}"#),
        (r#"{"texts":null}"#, r#"{"texts":[]}"#, r#"{"texts":[]}"#),
        (r#"{"texts":[]}"#, r#"{"texts":null}"#, r#"{"texts":null}"#),
        (r#"{"texts":["a"]}"#, r#"{"texts":[]}"#, r#"{"texts":[]}"#),
    ] {
        assert_eq!(
            Patch::diff(&user(before), &user(after)).to_json(),
            patch,
            "{before} {after}"
        );
    }
}

#[test]
fn a_field_without_a_value_any_more_is_cleared() {
    let before = user(r#"{"text":"a","texts":["a"],"status":"new","x":1,"y":null,"mail":"m"}"#);
    let mut after = before.clone();
    after.text = None;
    after.texts.clear();
    after.status = None;
    after.additional.remove("x").unwrap();
    after.additional.remove("y").unwrap();
    after.additional.insert("z", "[1]").unwrap();
    assert_eq!(
        Patch::diff(&before, &after).to_json(),
        r#"{"text":null,"status":null,"texts":[],"z":[1],"x":null}"#
    );
}

#[test]
fn another_spelling_is_no_change_and_what_did_not_fit_is_not_touched() {
    let odd = r#"{"status":"Running","int32":1e3,"double":47.6450,"int64":"5","statuses":["FAILED"],"rights":"write, read"}"#;
    let plain = r#"{"status":"running","int32":1000,"double":47.645,"int64":5,"statuses":["failed"],"rights":"write,read"}"#;
    assert!(Patch::diff(&user(odd), &user(plain)).is_empty());
    assert!(Patch::diff(&user(plain), &user(odd)).is_empty());

    let before = user(r#"{"text":1,"numbers":[1,"x",2],"texts":["a",null],"flag":true}"#);
    let mut after = before.clone();
    after.flag = Some(false);
    assert_eq!(Patch::diff(&before, &after).to_json(), r#"{"flag":false}"#);
    after.numbers.push(3);
    after.text = Some("t".to_owned());
    assert_eq!(
        Patch::diff(&before, &after).to_json(),
        r#"{"text":"t","flag":false,"numbers":[1,2,3]}"#
    );
    let fitting = user(r#"{"text":"t","numbers":[1,2],"texts":["a"],"flag":true}"#);
    assert_eq!(
        Patch::diff(&before, &fitting).to_json(),
        r#"{"text":"t","texts":["a"],"numbers":[1,2]}"#
    );
}

#[test]
fn of_complex_values_only_differences_are_sent_of_collections_all() {
    let before = rich(
        r#"{"id":"1","error":{"code":"a","message":"m","x":1,"details":[{"code":"d"}]},"type":"t"}"#,
    );
    let mut after = before.clone();
    let error = after.error.as_mut().unwrap();
    error.message = None;
    error.additional.insert("x", "2").unwrap();
    assert_eq!(
        Patch::diff(&before, &after).to_json(),
        r#"{"error":{"message":null,"x":2}}"#
    );
    let error = after.error.as_mut().unwrap();
    error.message = Some("m".to_owned());
    error.details[0].message = Some("n".to_owned());
    assert_eq!(
        Patch::diff(&before, &after).to_json(),
        r#"{"error":{"details":[{"code":"d","message":"n"}],"x":2}}"#
    );
    assert_eq!(
        Patch::diff(&rich("{}"), &before).to_json(),
        r#"{"id":"1","error":{"x":1,"code":"a","message":"m","details":[{"code":"d"}]},"type":"t"}"#
    );
    let cleared = rich(r#"{"id":"1","type":"t"}"#);
    assert_eq!(
        Patch::diff(&before, &cleared).to_json(),
        r#"{"error":null}"#
    );
}

#[test]
fn the_type_goes_with_changes_where_it_is_not_the_declared_one() {
    let typed = r##"{"@odata.type":"#microsoft.graph.derivedError","x":1,"code":"a"}"##;
    let before = rich(&format!(r#"{{"error":{typed}}}"#));
    let mut after = before.clone();
    assert!(Patch::diff(&before, &after).is_empty());
    after.error.as_mut().unwrap().code = Some("b".to_owned());
    assert_eq!(
        Patch::diff(&before, &after).to_json(),
        r##"{"error":{"@odata.type":"#microsoft.graph.derivedError","code":"b"}}"##
    );
    let plain = rich(r#"{"error":{"code":"b","x":1}}"#);
    assert_eq!(
        Patch::diff(&plain, &before).to_json(),
        format!(r#"{{"error":{typed}}}"#),
        "another type is another value"
    );
    let own = r##"{"error":{"@odata.type":"#microsoft.graph.publicError","code":"a"}}"##;
    assert_eq!(
        Patch::diff(&rich(own), &plain).to_json(),
        r#"{"error":{"code":"b","x":1}}"#,
        "the declared type goes without saying"
    );

    let derived =
        r##"{"@odata.type":"#microsoft.graph.richLongRunningOperation","resourceId":"a"}"##;
    let before = LongRunningOperation::from_json(derived.as_bytes()).unwrap();
    let mut after = before.clone();
    after.additional.insert("resourceId", r#""b""#).unwrap();
    assert_eq!(
        Patch::diff(&before, &after).to_json(),
        r##"{"@odata.type":"#microsoft.graph.richLongRunningOperation","resourceId":"b"}"##
    );
}

#[test]
fn annotations_and_what_navigation_leads_to_are_not_sent() {
    let before = user(r#"{"@odata.etag":"1","text@x.y":1,"child":{"text":"a"},"children":[]}"#);
    let after = user(r#"{"@odata.etag":"2","@a.b":true,"child":{"text":"b"},"children":[{}]}"#);
    assert!(Patch::diff(&before, &after).is_empty());
    assert!(Patch::diff(&before, &User::new()).is_empty());
    let described = rich(r#"{"error":{"@odata.etag":"1","code":"a"}}"#);
    let plain = rich(r#"{"error":{"code":"a"}}"#);
    assert!(Patch::diff(&described, &plain).is_empty());
}

/// Applies a merge patch, as a service does.
fn merge(target: &mut serde_json::Value, patch: serde_json::Value) {
    match patch {
        serde_json::Value::Object(patch) => {
            if !target.is_object() {
                *target = serde_json::json!({});
            }
            for (name, value) in patch {
                merge(&mut target[name], value);
            }
        }
        other => *target = other,
    }
}

#[test]
fn a_patch_makes_the_one_of_the_other() {
    let documents = [
        "{}",
        r#"{"id":"1","status":"failed","percentageComplete":4e1,"x":1.50}"#,
        r#"{"id":"1","status":"NotStarted","error":{"code":"c","new":1},"x":{"a":null}}"#,
        r#"{"error":{"code":"d","details":[{"code":1},7]},"resourceId":7,"type":"t"}"#,
        r#"{"error":null,"resourceId":null,"y":[1,2]}"#,
    ];
    let without_null = |json: &str| {
        let mut value: serde_json::Value = serde_json::from_str(json).unwrap();
        let members = value.as_object_mut().unwrap();
        members.retain(|_, value| !value.is_null());
        value
    };
    for before in documents {
        for after in documents {
            let patch = Patch::diff(&rich(before), &rich(after)).to_json();
            let mut merged = serde_json::from_str(before).unwrap();
            merge(&mut merged, serde_json::from_str(&patch).unwrap());
            let merged = rich(&without_null(&merged.to_string()).to_string());
            let wanted = rich(&without_null(after).to_string());
            let left = Patch::diff(&merged, &wanted);
            assert!(
                left.is_empty(),
                "{before} to {after} by {patch} leaves {left:?}"
            );
        }
    }
}

fn graph(script: &Script) -> Graph {
    Graph::new(script.client())
}

#[tokio::test]
async fn a_patch_of_a_certain_state_is_for_that_state_only() {
    let changed = r#"{"error":{"code":"resourceModified","message":"m"}}"#;
    let script = Script::new([answer(412, &[], changed), answer(200, &[], "{}")]);
    let before = user(r#"{"@odata.etag":"W/\"JzEt\"","text":"a"}"#);
    let after = before.clone().with(user::TEXT, "b");
    let patch = Patch::diff(&before, &after).set(user::MAIL, "m");
    assert_eq!(patch.etag(), Some("W/\"JzEt\""));
    let update = graph(&script).users().by_id("1").update(patch);
    assert_eq!(update.body(), Some(&br#"{"text":"b","mail":"m"}"#[..]));
    let error = update.clone().await.unwrap_err();
    assert!(error.is_precondition_failed());
    assert_eq!(error.kind(), ErrorKind::Service);
    assert!(!error.may_have_executed());
    update.with_if_match("*").await.unwrap();
    let sent = script.header("if-match");
    assert_eq!(sent, [Some("W/\"JzEt\"".to_owned()), Some("*".to_owned())]);

    let unconditional = Patch::diff(&user("{}"), &after);
    assert_eq!(unconditional.etag(), None);
    let update = graph(&script).users().by_id("1").update(unconditional);
    assert!(!update.headers().contains_key("if-match"));
}

#[tokio::test]
async fn any_request_can_be_for_one_state_only() {
    let script = Script::new([answer(412, &[], "")]);
    let delete = graph(&script).users().by_id("1").delete();
    let error = delete.with_if_match("\"2\"").await.unwrap_err();
    assert!(error.is_precondition_failed());
    assert_eq!(script.header("if-match"), [Some("\"2\"".to_owned())]);
    let bad = graph(&script)
        .users()
        .by_id("1")
        .delete()
        .with_if_match("\n");
    assert_eq!(bad.await.unwrap_err().kind(), ErrorKind::Request);
}

/// Sends nothing as it is, and on purpose.
async fn only_on_purpose<T: msgraph_core::FromResponse>(
    request: impl Fn(&Graph) -> Request<T>,
    path: &str,
) {
    let list = r#"{"value":[]}"#;
    let script = Script::new([answer(200, &[], list), answer(200, &[], list)]);
    let error = request(&graph(&script)).await.map(drop).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Request);
    assert_eq!(error.path(), Some(path), "{error}");
    assert!(error.message().contains("with_unrecognized_members()"));
    assert!(script.asked().is_empty());

    let mut batch = Batch::new();
    let handle = batch.add(request(&graph(&script)));
    let answer = batch.send().await.unwrap().take(handle).map(drop);
    assert_eq!(answer.unwrap_err().path(), Some(path));
    assert!(script.asked().is_empty());

    request(&graph(&script))
        .with_unrecognized_members()
        .await
        .map(drop)
        .unwrap();
    assert_eq!(script.asked().len(), 1);
}

#[tokio::test]
async fn members_that_this_crate_does_not_know_are_only_sent_on_purpose() {
    let newer = || user(r#"{"status":"paused"}"#).status.unwrap();
    let sentinel = LongRunningOperationStatus::UnknownFutureValue;
    let create = |json: &'static str| move |graph: &Graph| graph.users().create(user(json));
    only_on_purpose(create(r#"{"status":"paused"}"#), "$.status").await;
    only_on_purpose(create(r#"{"status":"unknownFutureValue"}"#), "$.status").await;
    only_on_purpose(create(r#"{"rights":"read,new"}"#), "$.rights").await;
    only_on_purpose(
        create(r#"{"children":[{},{"statuses":["failed","new"]}]}"#),
        "$.children[1].statuses[1]",
    )
    .await;
    let update =
        |patch: Patch<User>| move |graph: &Graph| graph.users().by_id("1").update(patch.clone());
    only_on_purpose(
        update(Patch::new().set(user::STATUS, sentinel.clone())),
        "$.status",
    )
    .await;
    let after = user("{}").with(user::STATUSES, [newer()]);
    only_on_purpose(update(Patch::diff(&user("{}"), &after)), "$.statuses[0]").await;

    let list = |graph: &Graph| graph.users().by_id("1").operations().list();
    let status = long_running_operation::STATUS;
    only_on_purpose(|graph| list(graph).filter(status.eq(newer())), "$.status").await;
    only_on_purpose(
        |graph| list(graph).filter(!status.ne(sentinel.clone())),
        "$.status",
    )
    .await;
    only_on_purpose(
        |graph| {
            let one_of = status.is_in([LongRunningOperationStatus::Failed, newer()]);
            list(graph).filter(long_running_operation::STATUS_DETAIL.is_null().and(one_of))
        },
        "$.status",
    )
    .await;
    only_on_purpose(
        |graph| {
            const CHILDREN: &Property<User, Vec<User>, Navigation> = &Property::new("children");
            let children = Expand::new(CHILDREN).filter(user::STATUS.eq(newer()));
            graph.users().list().expand(children)
        },
        "$.status",
    )
    .await;
    only_on_purpose(
        |graph| {
            graph
                .users()
                .list()
                .filter(user::CHILDREN.any(user::STATUS.eq(newer())))
        },
        "$.status",
    )
    .await;
}

#[tokio::test]
async fn parameters_name_members_too() {
    let script = Script::new([]);
    let target = script.client().service("v1.0").segment("users");
    assert!(!target.get::<User>().headers().contains_key("prefer"));
    let parameters = user(r#"{"child":{"status":"paused"}}"#);
    let calls: [Request<Page<User>>; 3] = [
        target.action("find", &parameters),
        target.function("find", &parameters),
        target
            .function_target("find", &parameters)
            .segment("all")
            .get(),
    ];
    for call in calls {
        assert_eq!(call.headers()["prefer"], "include-unknown-enum-members");
        assert_eq!(
            call.clone().await.unwrap_err().path(),
            Some("$.child.status")
        );
        let sent = call.with_unrecognized_members().await.unwrap_err();
        assert_eq!(sent.kind(), ErrorKind::Transport);
    }
}

#[test]
fn what_is_read_and_not_changed_is_not_sent() {
    let before = user(r#"{"status":"paused","rights":"read,new","text":"a"}"#);
    let after = before.clone().with(user::TEXT, "b");
    assert_eq!(Patch::diff(&before, &after).to_json(), r#"{"text":"b"}"#);
}

#[tokio::test]
async fn what_is_set_again_is_judged_by_its_last_value() {
    let script = Script::new([answer(200, &[], "{}"), answer(200, &[], "{}")]);
    let newer: Flags<Right> = user(r#"{"rights":"new"}"#).rights.unwrap();
    let patch = Patch::new().set(user::RIGHTS, newer);
    let set = patch.clone().set(user::RIGHTS, [Right::Read]);
    graph(&script).users().by_id("1").update(set).await.unwrap();
    let cleared = patch.clear(user::RIGHTS);
    graph(&script)
        .users()
        .by_id("1")
        .update(cleared)
        .await
        .unwrap();
}

#[tokio::test]
async fn a_strict_client_takes_the_first_mismatch_for_an_error() {
    let body = r#"{"value":[{"id":"1","x":1},{"id":2,"status":"secret"}],"@odata.count":2}"#;
    let script = Script::new([
        answer(200, &[], body),
        answer(200, &[], body),
        answer(200, &[], r#"{"value":[]}"#),
    ]);
    let page = graph(&script).users().list().await.unwrap();
    let items: Vec<_> = page.value.iter().map(User::to_json).collect();
    assert_eq!(
        items,
        [r#"{"x":1,"id":"1"}"#, r#"{"id":2,"status":"secret"}"#]
    );
    let strict = Graph::new(script.client().with_strict_decoding());
    let error = strict.users().list().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert_eq!(error.path(), Some("$.value[1].id"));
    assert_eq!(error.status().unwrap(), 200);
    assert_eq!(
        error.to_string(),
        "the text cannot be read (GET /users): a value is not of the declared type, in $.value[1].id (status 200 OK)"
    );
    strict.users().list().await.unwrap();

    let script = Script::new([answer(
        200,
        &[],
        r#"{"status":"succeeded","statusDetail":7}"#,
    )]);
    let strict = Graph::new(script.client().with_strict_decoding());
    let operation = strict.users().by_id("1").operations().by_id("2").get();
    let error = operation.poller().await.unwrap_err();
    assert_eq!(error.path(), Some("$.statusDetail"));
}

#[test]
fn strict_decoding_takes_everything_that_is_as_declared() {
    for json in [
        "{}",
        r#"{"text":null,"texts":null,"status":"new","unknown":[{"text":1}],"int32":1e3}"#,
    ] {
        assert_eq!(User::from_json_strict(json.as_bytes()).unwrap(), user(json));
    }
    for (json, path, message) in [
        (
            r#"{"text":1}"#,
            "$.text",
            "a value is not of the declared type",
        ),
        (
            r#"{"text":"s3cret","text":"a"}"#,
            "$.text",
            "a value occurs more than once",
        ),
        (
            r#"{"children":[{"x":"s3cret","x":1}]}"#,
            "$.children[0].x",
            "a value occurs more than once",
        ),
    ] {
        let error = User::from_json_strict(json.as_bytes()).unwrap_err();
        assert_eq!((error.path(), error.message()), (Some(path), message));
        assert!(!format!("{error:?} {error}").contains("s3cret"));
    }
}
