//! Requests that come to a notification URL.

#![allow(clippy::indexing_slicing, clippy::unwrap_used)] // failing is what a test is for

mod common;

use common::{STATE, URL, receive};
use http::{Method, Request};
use msgraph_core::{Bytes, Model as _, Page};
use msgraph_notifications::{ChangeNotification, ChangeType, LifecycleEvent, Receiver, Reception};
use serde_json::json;

fn send(method: Method, target: &str, body: &str) -> Reception {
    let request = Request::builder().method(method).uri(target);
    let request = request.body(Bytes::from(body.to_owned())).unwrap();
    Receiver::new(STATE).receive(&request)
}

#[test]
fn the_token_is_given_back_as_plain_text() {
    let query = "?validationToken=Validation%3a+Testing%20reach%2Bability+%F0%9F%98%80";
    let answer = send(Method::POST, &format!("/n{query}"), "").answer;
    assert_eq!(answer.status(), 200);
    assert_eq!(answer.body(), "Validation: Testing reach+ability 😀");
    assert_eq!(
        answer.headers()["content-type"],
        "text/plain; charset=utf-8"
    );
    assert_eq!(answer.headers()["x-content-type-options"], "nosniff");
    assert_eq!(
        send(Method::POST, "/n?a=b&validationToken=t", "")
            .answer
            .body(),
        "t"
    );
}

#[test]
fn what_is_no_token_of_graph_is_refused() {
    let long = "x".repeat(4097);
    for token in [
        "",
        "%3Cscript%3E",
        "%3e",
        "a%0D%0Ab",
        "%00",
        "a&validationToken=b",
        &long,
    ] {
        let answer = send(Method::POST, &format!("/n?validationToken={token}"), "").answer;
        assert_eq!(answer.status(), 400, "{token}");
        assert!(answer.body().is_empty());
    }
}

#[test]
fn other_requests_are_refused() {
    assert_eq!(
        send(Method::GET, "/n?validationToken=t", "")
            .answer
            .status(),
        405
    );
    for body in [
        "",
        "{",
        "[]",
        "{}",
        r#"{"value":1}"#,
        r#"{"value":[],"validationTokens":1}"#,
    ] {
        assert_eq!(
            send(Method::POST, "/n", body).answer.status(),
            400,
            "{body}"
        );
    }
    let receiver = Receiver::new(STATE).with_max_body(20);
    let request = Request::post(URL).body(Bytes::from(r#"{"value":[],"more":""}"#));
    assert_eq!(receiver.receive(&request.unwrap()).answer.status(), 413);
}

#[test]
fn only_notifications_with_the_secret_count() {
    let with =
        |id: &str, state: serde_json::Value| json!({ "subscriptionId": id, "clientState": state });
    let body = json!({ "value": [
        with("0", STATE.into()),
        with("1", "client statE".into()),
        with("2", "".into()),
        with("3", json!(null)),
        with("4", 1.into()),
        json!({ "subscriptionId": "5" }),
        json!("no notification"),
        with("7", "another state".into()),
    ] });
    let request = || {
        Request::post(URL)
            .body(Bytes::from(body.to_string()))
            .unwrap()
    };
    let reception = Receiver::new(STATE).receive(&request());
    assert_eq!(reception.answer.status(), 202, "who sent it learns nothing");
    let subscriptions = |reception: &Reception| -> Vec<_> {
        let found = reception.notifications.iter();
        found.map(|n| n.subscription_id().to_owned()).collect()
    };
    assert_eq!(subscriptions(&reception), ["0"]);
    assert_eq!(reception.refused, 7);

    let both = Receiver::new(STATE).with_client_state("another state");
    assert_eq!(subscriptions(&both.receive(&request())), ["0", "7"]);
    assert_eq!(subscriptions(&Receiver::new("").receive(&request())), ["2"]);
    let shown = format!("{both:?} {reception:?}");
    assert!(!shown.contains(STATE), "{shown}");
}

#[test]
fn changes_and_events_are_told_apart() {
    let one = |member: &str, value: &str| {
        let mut one = json!({ "subscriptionId": "s", "clientState": STATE, "tenantId": "t" });
        one[member] = value.into();
        one
    };
    let reception = receive(&json!({ "value": [
        one("changeType", "created"),
        one("changeType", "Updated"),
        one("changeType", "deleted"),
        one("changeType", "archived"),
        one("lifecycleEvent", "reauthorizationRequired"),
        one("lifecycleEvent", "subscriptionRemoved"),
        one("lifecycleEvent", "missed"),
        one("lifecycleEvent", "paused"),
    ] }));
    let notifications = reception.notifications;
    let changes: Vec<_> = notifications
        .iter()
        .filter_map(ChangeNotification::change_type)
        .collect();
    let expected = [
        ChangeType::Created,
        ChangeType::Updated,
        ChangeType::Deleted,
        ChangeType::Other,
    ];
    assert_eq!(changes, expected);
    let events: Vec<_> = notifications
        .iter()
        .filter_map(ChangeNotification::lifecycle_event)
        .collect();
    let expected = [
        LifecycleEvent::ReauthorizationRequired,
        LifecycleEvent::SubscriptionRemoved,
        LifecycleEvent::Missed,
        LifecycleEvent::Other,
    ];
    assert_eq!(events, expected);
    assert_eq!(notifications[0].tenant_id(), Some("t"));
}

#[test]
fn resources_are_read_as_the_type_that_is_asked_for() {
    // `Page` is the model that the runtime has; generated types are read in the example.
    type Strings = Page<String>;
    let with = |data: serde_json::Value| {
        let one = json!({ "subscriptionId": "s", "clientState": STATE, "resourceData": data });
        let reception = receive(&json!({ "value": [one] }));
        reception.notifications[0].resource_data()
    };
    assert_eq!(Strings::TYPE.name(), "Page");
    let said = with(json!({ "@odata.type": "#pAGE", "value": ["a"] })).unwrap();
    assert_eq!(said.read::<Strings>().unwrap().value, ["a"]);
    let silent = with(json!({ "value": ["a"] })).unwrap();
    assert!(silent.is::<Strings>() && silent.odata_type().is_none());
    let other = with(json!({ "@odata.type": "#microsoft.graph.message" })).unwrap();
    let error = other.read::<Strings>().unwrap_err().to_string();
    assert!(
        error.contains("it is microsoft.graph.message, not Page"),
        "{error}"
    );
    assert!(with(json!([1])).unwrap().read::<Strings>().is_err());
    assert!(with(json!(null)).is_none());
    assert!(!format!("{silent:?}").contains("\"a\""));
}
