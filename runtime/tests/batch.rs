//! Many requests in one.

#![allow(clippy::panic, clippy::unwrap_used, clippy::indexing_slicing)] // failing is what a test is for

mod common;

use std::sync::{Arc, Mutex};
use std::time::Duration;

use common::models::user;
use common::v1_0::Graph;
use msgraph_core::{
    Batch, Bytes, Client, Cloud, Count, ErrorKind, Patch, StaticToken, TransportError,
    VirtualTimer, http, transport_fn,
};
use serde_json::{Value, json};

/// What was sent, in order.
type Sent = Arc<Mutex<Vec<Value>>>;

/// A client of a service that answers the items of batches, one after the other, as `answer` says:
/// with an object without the id. `null` means no answer at all.
fn client(
    answer: impl Fn(&Value, usize) -> Value + Send + Sync + 'static,
) -> (Client, Sent, VirtualTimer) {
    let sent = Sent::default();
    let log = Arc::clone(&sent);
    let transport = transport_fn(move |request: http::Request<Bytes>| {
        assert_eq!(request.method(), "POST");
        assert_eq!(request.uri(), "https://graph.microsoft.com/v1.0/$batch");
        assert_eq!(request.headers()["content-type"], "application/json");
        let body: Value = serde_json::from_slice(request.body()).unwrap();
        let mut log = log.lock().unwrap();
        log.push(body.clone());
        let mut responses = Vec::new();
        for item in body["requests"].as_array().unwrap() {
            let mut response = answer(item, log.len());
            if response == "drop" {
                return std::future::ready(Err(TransportError::new("dropped")));
            }
            if !response.is_null() {
                response["id"] = item["id"].clone();
                responses.insert(0, response); // in any order
            }
        }
        let body = json!({ "responses": responses }).to_string();
        std::future::ready(Ok(http::Response::new(Bytes::from(body))))
    });
    let timer = VirtualTimer::new();
    let client = Client::with_transport(Cloud::Global, StaticToken::new("t"), transport)
        .with_timer(timer.clone());
    (client, sent, timer)
}

/// The ids of the items of each batch.
fn ids(sent: &Sent) -> Vec<Vec<String>> {
    let sent = sent.lock().unwrap();
    let batches = sent.iter().map(|body| body["requests"].as_array().unwrap());
    let id = |item: &Value| item["id"].as_str().unwrap().to_owned();
    batches
        .map(|items| items.iter().map(id).collect())
        .collect()
}

fn ok(body: &Value) -> Value {
    json!({"status": 200, "headers": {"Content-Type": "application/json"}, "body": body})
}

fn throttled(seconds: &str) -> Value {
    let error = json!({"error": {"code": "TooManyRequests", "message": "slow down"}});
    json!({"status": 429, "headers": {"Retry-After": seconds}, "body": error})
}

#[tokio::test]
async fn requests_are_written_as_graph_wants_them() {
    let (client, sent, _) = client(|item, _| match item["method"].as_str() {
        Some("DELETE") => json!({"status": 204}),
        _ => ok(&json!({"id": "1"})),
    });
    let users = Graph::new(client).users();
    let mut batch = Batch::new();
    let one = batch.add(users.by_id("a#b").get().select((user::ID, user::TEXT)));
    let patch = Patch::new()
        .set(user::TEXT, "é\"")
        .clear(user::DISPLAY_NAME);
    let update = users
        .by_id("1")
        .update(patch)
        .with_header("prefer", "return=minimal");
    let two = batch.add_after([&one], update);
    let three = batch.add_after([&one, &two], users.by_id("1").delete());
    let four = batch.add(users.count());
    assert_eq!(batch.len(), 4);
    let mut answers = batch.send().await.unwrap();
    assert_eq!(
        sent.lock().unwrap()[0],
        json!({"requests": [
            {"id": "1", "method": "GET", "url": "/users/a%23b?$select=id,text"},
            {
                "id": "2", "method": "PATCH", "url": "/users/1",
                "headers": {"content-type": "application/json", "prefer": "return=minimal"},
                "body": {"text": "é\"", "displayName": null},
                "dependsOn": ["1"],
            },
            {"id": "3", "method": "DELETE", "url": "/users/1", "dependsOn": ["1", "2"]},
            {"id": "4", "method": "GET", "url": "/users/$count", "headers": {"accept": "text/plain"}},
        ]})
    );
    assert_eq!(answers.take(one).unwrap().id.as_deref(), Some("1"));
    assert_eq!(answers.take(two).unwrap().id.as_deref(), Some("1"));
    answers.take(three).unwrap();
    assert_eq!(answers.take(four).unwrap_err().kind(), ErrorKind::Decode);
}

#[tokio::test]
async fn each_request_has_its_own_error() {
    let (client, ..) = client(|item, _| match item["id"].as_str().unwrap() {
        "1" => json!({"status": 404, "headers": {"request-id": "r-1"},
            "body": {"error": {"code": "itemNotFound", "message": "gone"}}}),
        "2" => ok(&json!({"id": "2"})),
        "3" => json!({"status": "odd"}),
        _ => Value::Null,
    });
    let users = Graph::new(client).users();
    let mut batch = Batch::new();
    let [one, two, three, four, five] =
        ["1", "2", "3", "4", ".."].map(|id| batch.add(users.by_id(id).get()));
    let six = batch.add_after([&five], users.by_id("6").get());
    let mut answers = batch.send().await.unwrap();
    let error = answers.take(one).unwrap_err();
    assert_eq!(
        (error.kind(), error.code()),
        (ErrorKind::Service, Some("itemNotFound"))
    );
    assert_eq!(error.status().unwrap(), 404);
    assert_eq!(error.request_id(), Some("r-1"));
    assert_eq!(answers.take(two).unwrap().id.as_deref(), Some("2"));
    for unanswered in [three, four] {
        assert_eq!(
            answers.take(unanswered).unwrap_err().kind(),
            ErrorKind::Transport
        );
    }
    assert_eq!(answers.take(five).unwrap_err().kind(), ErrorKind::Request);
    assert_eq!(answers.take(six).unwrap_err().status().unwrap(), 424);
}

#[tokio::test]
async fn bodies_of_every_kind() {
    let (client, ..) = client(|item, _| {
        let (media_type, body) = match item["id"].as_str().unwrap() {
            "1" => ("image/jpeg", json!("_9j_4A")),
            "2" => ("image/jpeg", json!("/9j/4A==")),
            "3" => ("text/plain", json!("1234")),
            "4" => ("text/plain", json!(12)),
            "5" => ("application/json; charset=utf-8", json!("a")),
            _ => ("application/octet-stream", Value::Null),
        };
        json!({"status": 200, "headers": {"content-type": media_type}, "body": body})
    });
    let users = Graph::new(client).users();
    let mut batch = Batch::new();
    let one = batch.add(users.by_id("1").content());
    let two = batch.add(users.by_id("1").content());
    let three = batch.add(users.count());
    let four = batch.add(users.count());
    let five = batch.add(users.by_id("1").content());
    let six = batch.add(users.by_id("1").content());
    let mut answers = batch.send().await.unwrap();
    assert_eq!(answers.take(one).unwrap(), &b"\xff\xd8\xff\xe0"[..]);
    assert_eq!(answers.take(two).unwrap(), &b"\xff\xd8\xff\xe0"[..]);
    assert_eq!(answers.take(three).unwrap(), Count(1234));
    assert_eq!(answers.take(four).unwrap(), Count(12));
    assert_eq!(answers.take(five).unwrap(), "\"a\"");
    assert_eq!(answers.take(six).unwrap(), "");
}

#[tokio::test]
async fn a_text_that_is_not_json_stays_as_it_is() {
    let texts = [
        ("text/plain", "1, two"),
        ("text/plain", "\"quoted\" \\"),
        ("text/html", "<title>Sign in</title>"),
        ("application/octet-stream", "not base64!"),
    ];
    for (media_type, text) in texts {
        let (client, ..) = client(move |item, _| {
            let headers = json!({"content-type": media_type});
            let status = if item["id"] == "3" { 404 } else { 200 };
            json!({"status": status, "headers": headers, "body": text})
        });
        let users = Graph::new(client).users();
        let mut batch = Batch::new();
        let content = batch.add(users.by_id("1").content());
        let model = batch.add(users.by_id("1").get());
        let refused = batch.add(users.by_id("1").get());
        let mut answers = batch.send().await.unwrap();
        assert_eq!(answers.take(content).unwrap(), text);
        let model = answers.take(model).unwrap_err();
        let refused = answers.take(refused).unwrap_err();
        assert_eq!(model.kind(), ErrorKind::Decode, "{text}");
        assert_eq!(refused.kind(), ErrorKind::Service, "{text}");
        for error in [model, refused] {
            assert_eq!(error.body(), Some(text.as_bytes()));
            assert!(error.message().contains(media_type), "{error}");
        }
    }
}

#[tokio::test]
async fn more_than_twenty_are_split() {
    let (client, sent, _) = client(|item, _| match item["id"].as_str().unwrap() {
        "3" => json!({"status": 403}),
        id => ok(&json!({ "id": id })),
    });
    let users = Graph::new(client).users();
    let mut batch = Batch::new();
    let mut handles = Vec::new();
    for n in 0..45 {
        let request = users.by_id("x").get();
        handles.push(match n {
            // 42 waits for 3, which fails, and 43 for 42; 44 waits for 1; 45 waits for 41.
            41 => batch.add_after([&handles[2]], request),
            42 => batch.add_after([&handles[41]], request),
            43 => batch.add_after([&handles[0]], request),
            44 => batch.add_after([&handles[40]], request),
            _ => batch.add(request),
        });
    }
    let mut answers = batch.send().await.unwrap();
    let sizes: Vec<_> = ids(&sent).iter().map(Vec::len).collect();
    assert_eq!(sizes, [20, 20, 3]);
    assert_eq!(ids(&sent)[2], ["41", "44", "45"]);
    let last = sent.lock().unwrap()[2]["requests"].clone();
    assert_eq!(last[1].get("dependsOn"), None, "what it waited for is done");
    assert_eq!(last[2]["dependsOn"], json!(["41"]));
    for (n, handle) in handles.into_iter().enumerate() {
        match (n + 1, answers.take(handle)) {
            (3, Err(error)) => assert_eq!(error.status().unwrap(), 403),
            (42 | 43, Err(error)) => assert_eq!(error.status().unwrap(), 424),
            (id, answer) => assert_eq!(answer.unwrap().id, Some(id.to_string())),
        }
    }
}

#[tokio::test]
async fn what_is_throttled_is_sent_again_after_the_longest_wait() {
    let (client, sent, timer) = client(|item, round| match (item["id"].as_str().unwrap(), round) {
        ("1", 1) => throttled("2.5"),
        ("2", _) => throttled("10"),
        ("3", 1) => json!({"status": 424}),
        (id, _) => ok(&json!({ "id": id })),
    });
    let users = Graph::new(client).users();
    let mut batch = Batch::new();
    let one = batch.add(users.by_id("1").get());
    let two = batch.add(users.by_id("2").get());
    let three = batch.add_after([&one], users.by_id("3").get());
    let four = batch.add(users.by_id("4").get());
    let five = batch.add_after([&four], users.by_id("5").get());
    let mut answers = batch.send().await.unwrap();
    assert_eq!(
        ids(&sent),
        [
            &["1", "2", "3", "4", "5"][..],
            &["1", "2", "3"],
            &["2"],
            &["2"]
        ]
    );
    assert_eq!(timer.sleeps(), [Duration::from_secs(10); 3]);
    assert_eq!(
        sent.lock().unwrap()[1]["requests"][2]["dependsOn"],
        json!(["1"])
    );
    assert_eq!(answers.take(one).unwrap().id.as_deref(), Some("1"));
    let error = answers.take(two).unwrap_err();
    assert_eq!(
        (error.status().unwrap().as_u16(), error.code()),
        (429, Some("TooManyRequests"))
    );
    for handle in [three, four, five] {
        answers.take(handle).unwrap();
    }
}

#[tokio::test]
async fn a_wait_that_is_too_long_is_not_waited_for() {
    let (client, sent, timer) = client(|_, _| throttled("86400"));
    let mut batch = Batch::new();
    let one = batch.add(Graph::new(client).users().by_id("1").get());
    let mut answers = batch.send().await.unwrap();
    assert_eq!((ids(&sent).len(), timer.sleeps().len()), (1, 0));
    assert_eq!(answers.take(one).unwrap_err().status().unwrap(), 429);
}

#[tokio::test]
async fn what_was_answered_before_a_failure_is_not_lost() {
    let (client, ..) = client(|item, round| match (item["id"].as_str().unwrap(), round) {
        (_, 2..) => json!("drop"),
        ("1", _) => throttled("1"),
        (id, _) => ok(&json!({ "id": id })),
    });
    let users = Graph::new(client).users();
    let mut batch = Batch::new();
    let first = batch.add(users.by_id("1").get());
    let handles: Vec<_> = (2..30).map(|_| batch.add(users.by_id("x").get())).collect();
    let mut answers = batch.send().await.unwrap();
    assert_eq!(answers.take(first).unwrap_err().status().unwrap(), 429);
    for (n, handle) in handles.into_iter().enumerate() {
        match answers.take(handle) {
            Ok(user) => assert_eq!(user.id, Some((n + 2).to_string())),
            Err(error) => {
                assert!(n >= 19);
                assert_eq!(error.kind(), ErrorKind::Transport);
            }
        }
    }

    let (client, ..) = self::client(|_, round| match round {
        1 => throttled("1"),
        _ => json!("drop"),
    });
    let mut batch = Batch::new();
    let one = batch.add(Graph::new(client).users().by_id("1").get());
    let mut answers = batch.send().await.unwrap();
    assert_eq!(answers.take(one).unwrap_err().kind(), ErrorKind::Transport);
}

#[tokio::test]
async fn nothing_answered_is_an_error_of_the_batch() {
    let (client, ..) = client(|_, _| json!("drop"));
    let mut batch = Batch::new();
    let _one = batch.add(Graph::new(client).users().by_id("1").get());
    assert_eq!(batch.send().await.unwrap_err().kind(), ErrorKind::Transport);

    let answers = Batch::new().send().await.unwrap();
    assert_eq!(format!("{answers:?}"), "[]");
}

#[tokio::test]
async fn other_batches_clients_and_services_are_kept_apart() {
    let (client, sent, _) = client(|item, _| ok(&json!({ "id": item["id"] })));
    let (stranger, stranger_sent, _) = self::client(|_, _| panic!("it was sent"));
    let users = client.service("v1.0").segment("users");
    let get = |client: &Client, version| {
        client
            .service(version)
            .segment("me")
            .get::<common::models::User>()
    };
    let mut batch = Batch::new();
    let mut other = Batch::new();
    let one = batch.add(users.key("1").get::<common::models::User>());
    let foreign = other.add(get(&client, "v1.0"));
    let faults = [
        batch.add(get(&client, "beta")),
        batch.add(get(&stranger, "v1.0")),
        batch.add(get(&client, "")),
        batch.add_after([&foreign], get(&client, "v1.0")),
    ];
    let mut answers = batch.send().await.unwrap();
    assert_eq!(ids(&sent), [["1"]]);
    assert_eq!(stranger_sent.lock().unwrap().len(), 0);
    answers.take(one).unwrap();
    assert_eq!(
        answers.take(foreign).unwrap_err().kind(),
        ErrorKind::Request
    );
    for handle in faults {
        assert_eq!(answers.take(handle).unwrap_err().kind(), ErrorKind::Request);
    }
}

#[cfg(feature = "reqwest")]
#[tokio::test]
async fn a_batch_goes_over_the_wire() {
    use common::server::Server;

    let body =
        r#"{"responses":[{"id":"2","status":204},{"id":"1","status":200,"body":{"id":"x"}}]}"#;
    let server = Server::answering("200 OK", "application/json", body).await;
    let users = server.graph().users();
    let mut batch = Batch::new();
    let one = batch.add(users.by_id("1").get());
    let two = batch.add(users.by_id("2").delete());
    let mut answers = batch.send().await.unwrap();
    let received = server.last();
    assert_eq!(
        (&*received.method, received.path()),
        ("POST", "/v1.0/$batch")
    );
    assert_eq!(received.header("authorization"), Some("Bearer loopback"));
    assert_eq!(
        serde_json::from_slice::<Value>(&received.body).unwrap(),
        json!({"requests": [
            {"id": "1", "method": "GET", "url": "/users/1"},
            {"id": "2", "method": "DELETE", "url": "/users/2"},
        ]})
    );
    assert_eq!(answers.take(one).unwrap().id.as_deref(), Some("x"));
    answers.take(two).unwrap();

    for body in ["<html>", "{}", r#"{"responses":7}"#, "", "\u{feff}[]"] {
        let server = Server::answering("200 OK", "application/json", body).await;
        let mut batch = Batch::new();
        let _one = batch.add(server.graph().users().by_id("1").get());
        assert_eq!(
            batch.send().await.unwrap_err().kind(),
            ErrorKind::Decode,
            "{body}"
        );
    }
}
