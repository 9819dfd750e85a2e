#![allow(clippy::unwrap_used, clippy::indexing_slicing)] // failing is what a test is for

use std::time::Duration;

use serde_json::json;

use super::{Answer, FakeGraph, FakeTransport, Start};
use crate::error::Error;
use crate::exchange::client::Client;
use crate::exchange::cloud::Cloud;
use crate::exchange::credential::StaticToken;
use crate::model::page::Page;
use crate::model::values::Json;
use crate::request::message::Request;
use crate::request::target::{NoParameters, Target};
use bytes::Bytes;

const USERS: &str = "/v1.0/users";

fn block_on<T>(future: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread().build();
    runtime.unwrap().block_on(future)
}

/// Asks for a path without its version.
fn get(client: &Client, path: &str) -> Result<String, Error> {
    let body = block_on(target(client, path).get::<Bytes>().into_future())?;
    Ok(String::from_utf8(body.to_vec()).unwrap())
}

fn target(client: &Client, path: &str) -> Target {
    let segments = path.split('/');
    segments.fold(client.service("v1.0"), |target, segment| {
        target.segment(segment)
    })
}

fn users(fake: &FakeGraph) -> Request<Page<Json>> {
    fake.client().service("v1.0").segment("users").get()
}

/// The ids on all pages, and the link for the changes since then.
fn ids(request: Request<Page<Json>>) -> (Vec<String>, Option<String>) {
    block_on(async {
        let mut items = request.stream();
        let mut ids = Vec::new();
        while let Some(item) = items.try_next().await.unwrap() {
            let item: serde_json::Value = serde_json::from_str(item.as_str()).unwrap();
            ids.push(item["id"].as_str().unwrap().to_owned());
        }
        (ids, items.delta_link().map(str::to_owned))
    })
}

#[test]
fn collections_have_pages() {
    let fake = FakeGraph::new();
    fake.page_size(2);
    fake.collection(USERS, ["a", "b", "c"]);
    fake.collection(
        USERS,
        [
            json!({ "id": "d", "city": "Rome" }),
            json!({ "id": "e", "city": "Rome" }),
        ],
    );
    assert_eq!(ids(users(&fake)).0, ["a", "b", "c", "d", "e"]);
    assert_eq!(
        fake.lines(),
        ["", "?$skip=2", "?$skip=4"].map(|query| format!("GET {USERS}{query}"))
    );

    let romans = users(&fake).with_query("$filter", "city eq 'Rome'").top(1);
    assert_eq!(ids(romans).0, ["d", "e"]);
    let second = "?$filter=city%20eq%20%27Rome%27&$top=1&$skip=1";
    assert_eq!(fake.lines()[4], format!("GET {USERS}{second}"));
    let first = block_on(
        users(&fake)
            .with_query("$select", "city")
            .with_count()
            .into_future(),
    )
    .unwrap();
    assert_eq!(first.count(), Some(5));
    assert_eq!(first.value[0].as_str(), "{}");
    assert_eq!(
        get(&fake.client(), "users/d").unwrap(),
        r#"{"city":"Rome","id":"d"}"#
    );
    assert!(get(&fake.client(), "users/z").unwrap_err().is_not_found());
}

#[test]
fn changes_come_in_rounds() {
    let fake = FakeGraph::new();
    fake.page_size(2);
    fake.delta(
        "/v1.0/users/delta",
        [vec!["a", "b", "c"], vec!["b"], vec![]],
    );
    let delta = || {
        fake.client()
            .service("v1.0")
            .segment("users")
            .function("delta", &NoParameters)
    };
    let mut seen = Vec::new();
    let (mut round, mut link) = ids(delta());
    for _ in 0..3 {
        seen.push(round);
        (round, link) = ids(delta().resume(&link.unwrap()));
    }
    assert_eq!(seen, [vec!["a", "b", "c"], vec!["b"], vec![]]);
    assert!(round.is_empty());

    fake.interrupt(Answer::error(410, "resyncRequired", "Too old."));
    let expired = block_on(delta().resume(&link.unwrap()).into_future());
    assert!(expired.unwrap_err().is_gone());
}

#[test]
fn starts_tell_where_it_goes_on() {
    let fake = FakeGraph::new();
    fake.retry_after(Duration::from_millis(1500));
    let start = Start::new("/v1.0/drives/{drive}/operations", ["running", "succeeded"]);
    fake.starts("POST /v1.0/drives/{drive}/copy", start.clone());
    fake.starts(
        "POST /v1.0/drives/{drive}/move",
        start.created().with_location_in("operation-location"),
    );
    let transport: &dyn crate::exchange::transport::Transport = &fake;
    let post = |path: &str| {
        let request = http::Request::post(format!("https://graph.microsoft.us/v1.0/drives/{path}"));
        let request = request
            .header("authorization", "Bearer x")
            .body(Bytes::new());
        block_on(transport.send_whole(request.unwrap(), 1000)).unwrap()
    };
    let copy = post("b!%2C1/copy");
    assert_eq!(copy.status(), 202);
    assert_eq!(
        copy.headers()["location"],
        "https://graph.microsoft.us/v1.0/drives/b%21%2C1/operations/op-0"
    );
    assert_eq!(copy.headers()["retry-after"], "1.5");
    let moved = post("b!%2C1/move");
    assert_eq!(moved.status(), 201);
    assert!(
        moved.headers()["operation-location"]
            .to_str()
            .unwrap()
            .ends_with("/op-1")
    );
    assert_eq!(&moved.body()[..], br#"{"id":"op-1","status":"running"}"#);
}

#[test]
fn what_was_not_prepared_is_told() {
    let fake = FakeGraph::new();
    let error = get(&fake.client(), "me").unwrap_err();
    assert!(
        error
            .message()
            .contains("does not expect GET /v1.0/me; it knows nothing"),
        "{error}"
    );
    fake.collection(USERS, ["a"]);
    fake.answer("PATCH /v1.0/users/{user}", Answer::status(204));
    let error = get(&fake.client(), "me").unwrap_err();
    assert!(
        error
            .message()
            .contains("it knows GET /v1.0/users, PATCH /v1.0/users/{user}"),
        "{error}"
    );
    for (option, value) in [
        ("$orderby", "id"),
        ("$filter", "startswith(id,'a')"),
        ("$top", "x"),
    ] {
        let error = block_on(users(&fake).with_query(option, value).into_future()).unwrap_err();
        assert!(error.message().contains("does not understand"), "{error}");
    }
    assert_eq!(fake.lines().len(), 5, "nothing was tried again");
}

#[test]
fn answers_of_the_test_come_first() {
    let fake = FakeGraph::new();
    fake.collection(USERS, ["a"]);
    fake.answer("GET /v1.0/users/{user}", Answer::json(1));
    fake.answer("/v1.0/users/{user}", Answer::json(2));
    fake.interrupt(Answer::json(3));
    let client = fake.client();
    assert_eq!(get(&client, "users/a").unwrap(), "3");
    assert_eq!(get(&client, "users/a").unwrap(), "2");
    let unsigned = http::Request::get("https://graph.microsoft.com/v1.0/users").body(Bytes::new());
    let answer = block_on(crate::exchange::transport::Transport::send_whole(
        &fake,
        unsigned.unwrap(),
        1000,
    ))
    .unwrap();
    assert_eq!(answer.status(), 401);
}

#[test]
fn mistakes_in_an_answer_are_told() {
    for (answer, message) in [
        (Answer::status(1), "1 is no status"),
        (
            Answer::json(1).with_header("a b", "c"),
            "`a b: c` is no header",
        ),
    ] {
        let fake = FakeTransport::new([answer, Answer::json(2)]);
        let error = get(&fake.client(), "me").unwrap_err();
        assert!(error.message().contains(message), "{error}");
        assert_eq!(fake.left(), 1);
    }
}

#[test]
fn lost_answers_are_asked_for_again() {
    let fake = FakeTransport::new([Answer::lost("reset"), Answer::json(2)]);
    let client = Client::with_transport(Cloud::China, StaticToken::new("x"), fake.clone());
    let client = client.with_timer(fake.timer());
    assert_eq!(get(&client, "me").unwrap(), "2");
    assert_eq!(
        fake.received()[1].url().host(),
        Some("microsoftgraph.chinacloudapi.cn")
    );
    assert_eq!(fake.timer().sleeps().len(), 1);
}

#[test]
fn neither_fake_shows_its_token() {
    let fake = FakeTransport::new([Answer::json(1)]);
    let client = Client::with_transport(Cloud::Global, StaticToken::new("s3cret"), fake.clone());
    let client = client.with_timer(fake.timer());
    get(&client, "me").unwrap();
    assert_eq!(
        fake.received()[0].header("authorization"),
        Some("Bearer s3cret")
    );
    assert!(!format!("{fake:?}").contains("s3cret"), "{fake:?}");
}

#[test]
fn paths_of_names_are_understood() {
    let fake = FakeGraph::new();
    fake.collection("/v1.0/me/drive/root:/Documents:/children", ["a"]);
    fake.answer(
        "GET /v1.0/me/drive/root:/{path}:/content",
        Answer::status(200).with_body("text/plain", "any"),
    );
    fake.answer(
        "GET /v1.0/me/drive/root:/Documents/a b.txt:/content",
        Answer::status(200).with_body("text/plain", "this"),
    );
    fake.answer(
        "GET /v1.0/sites/{host}:/{path}",
        Answer::status(200).with_body("text/plain", "site"),
    );
    let service = fake.client().service("v1.0");
    let root = service.segment("me").segment("drive").segment("root");
    let read = |target: Target| {
        let body = block_on(target.get::<Bytes>().into_future());
        body.map(|body| String::from_utf8(body.to_vec()).unwrap())
    };
    let content = |path: &str| read(root.by_path(path).segment("content"));
    assert_eq!(content("Documents/a b.txt").unwrap(), "this");
    assert_eq!(content("x").unwrap(), "any");
    assert_eq!(content("x/y/z").unwrap(), "any");
    assert!(read(root.by_path("x/y")).is_err());
    assert!(read(root.segment("content")).is_err());
    let sites = service.segment("sites");
    let site = sites.key("contoso.sharepoint.com").by_path("/sites/hr");
    assert_eq!(read(site).unwrap(), "site");
    let (found, _) = ids(root.by_path("Documents").segment("children").get());
    assert_eq!(found, ["a"]);
}
