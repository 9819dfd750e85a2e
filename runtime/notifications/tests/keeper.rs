//! Subscriptions in a service in memory.

#![allow(clippy::indexing_slicing, clippy::unwrap_used)] // failing is what a test is for

mod common;

use std::time::Duration;

use common::{STATE, URL, certificate, receive};
use msgraph_core::VirtualTimer;
use msgraph_core::test_support::{Answer, FakeTransport};
use msgraph_notifications::{ChangeNotification, Keeper, Kept, Subscription};
use serde_json::json;

/// An answer about the subscription `id`, which ends an hour and some minutes after the clock began.
fn subscription(id: &str, minutes: u64) -> Answer {
    let (hour, minute) = ((49 + minutes) / 60 + 9, (49 + minutes) % 60);
    let end = format!("1994-11-06T{hour:02}:{minute:02}:37Z");
    Answer::json(json!({ "id": id, "expirationDateTime": end }))
}

fn keeper(fake: &FakeTransport) -> Keeper {
    let subscription = Subscription::new("me/messages", "created", URL, STATE);
    Keeper::new(fake.client().service("v1.0"), subscription)
        .with_timer(fake.timer())
        .with_random(|| 0)
}

fn event(id: &str, name: &str) -> ChangeNotification {
    let mut one = json!({ "subscriptionId": id, "clientState": STATE });
    if !name.is_empty() {
        one["lifecycleEvent"] = name.into();
    }
    let reception = receive(&json!({ "value": [one] }));
    reception.notifications.into_iter().next().unwrap()
}

fn start(timer: &VirtualTimer) -> std::time::SystemTime {
    use msgraph_core::Timer as _;
    timer.wall_clock()
}

#[tokio::test]
async fn it_is_made_and_renewed_before_it_ends() {
    let fake = FakeTransport::new([
        subscription("1", 0),
        subscription("1", 36),
        subscription("1", 72),
    ]);
    let mut keeper = keeper(&fake);
    assert_eq!(keeper.wait().await.unwrap(), Kept::Created);
    assert_eq!(
        keeper.due_in(),
        Duration::from_secs(36 * 60),
        "60 % of an hour"
    );
    assert_eq!(keeper.keep().await.unwrap(), Kept::Nothing);
    assert_eq!(keeper.wait().await.unwrap(), Kept::Renewed);
    assert_eq!(keeper.wait().await.unwrap(), Kept::Renewed);
    let renewal = "PATCH /v1.0/subscriptions/1";
    assert_eq!(fake.lines(), ["POST /v1.0/subscriptions", renewal, renewal]);
    let sent = fake.received()[0].json().unwrap();
    assert_eq!(sent["clientState"], STATE);
    assert_eq!(sent["expirationDateTime"], "1994-11-06T09:49:37Z");
    let renewed = fake.received()[1].json().unwrap();
    assert_eq!(
        renewed,
        json!({ "expirationDateTime": "1994-11-06T10:25:37Z" })
    );
    assert!(!format!("{keeper:?}").contains(STATE));
}

#[tokio::test]
async fn not_all_are_renewed_at_the_same_time() {
    let due = |random: u64| async move {
        let fake = FakeTransport::new([subscription("1", 0)]);
        let mut keeper = keeper(&fake).with_random(move || random);
        keeper.keep().await.unwrap();
        keeper.due_in().as_secs()
    };
    assert_eq!(
        (due(0).await, due(50).await, due(99).await),
        (2160, 2340, 2516)
    );
}

#[tokio::test]
async fn what_was_stored_goes_on() {
    let fake = FakeTransport::new([subscription("1", 0)]);
    let mut first = keeper(&fake);
    first.keep().await.unwrap();
    let stored = serde_json::to_string(&first.state()).unwrap();
    let second = keeper(&fake).with_state(serde_json::from_str(&stored).unwrap());
    assert_eq!(second.state(), first.state());
    assert_eq!(second.due_in(), first.due_in());

    // Whatever the store gives back, nothing panics.
    let odd = json!({ "id": "1", "expires": u64::MAX, "renew": u64::MAX, "seen": u64::MAX });
    let mut odd = keeper(&fake).with_state(serde_json::from_value(odd).unwrap());
    assert!(!odd.note(&event("2", "")));
    assert_eq!(odd.due_in(), Duration::ZERO);
    assert!(odd.state().unwrap().expires() < start(&fake.timer()));
}

#[tokio::test]
async fn one_that_is_gone_is_replaced_and_the_gap_is_told() {
    let gone = Answer::error(404, "ResourceNotFound", "It is gone.");
    let fake = FakeTransport::new([subscription("1", 0), gone, subscription("2", 36)]);
    let mut keeper = keeper(&fake);
    let made = start(&fake.timer());
    keeper.keep().await.unwrap();
    let kept = keeper.wait().await.unwrap();
    assert_eq!(kept, Kept::Recreated { missed_since: made });
    assert_eq!(keeper.state().unwrap().id(), "2");
}

#[tokio::test]
async fn one_that_has_ended_meanwhile_is_replaced() {
    let fake = FakeTransport::new([subscription("1", 0), subscription("2", 120)]);
    let mut keeper = keeper(&fake);
    keeper.keep().await.unwrap();
    fake.timer().advance(Duration::from_secs(600));
    let heard = start(&fake.timer());
    assert!(keeper.note(&event("1", "")));
    fake.timer().advance(Duration::from_secs(7200));
    let kept = keeper.keep().await.unwrap();
    assert_eq!(
        kept,
        Kept::Recreated {
            missed_since: heard
        }
    );
    assert_eq!(fake.lines().len(), 2, "one that has ended is not asked for");
}

#[tokio::test]
async fn lifecycle_events_are_answered() {
    let fake = FakeTransport::new([
        subscription("1", 0),
        subscription("1", 0),
        subscription("1", 0),
        subscription("2", 0),
    ]);
    let missed_since = start(&fake.timer());
    let mut keeper = keeper(&fake);
    keeper.keep().await.unwrap();
    assert!(!keeper.note(&event("other", "subscriptionRemoved")));
    assert!(keeper.note(&event("1", "paused")));
    assert_eq!(keeper.keep().await.unwrap(), Kept::Nothing);
    assert!(keeper.note(&event("1", "reauthorizationRequired")));
    assert_eq!(keeper.keep().await.unwrap(), Kept::Renewed);
    assert!(keeper.note(&event("1", "missed")));
    assert_eq!(keeper.keep().await.unwrap(), Kept::Missed { missed_since });
    assert!(keeper.note(&event("1", "subscriptionRemoved")));
    assert_eq!(
        keeper.keep().await.unwrap(),
        Kept::Recreated { missed_since }
    );
    assert_eq!(keeper.keep().await.unwrap(), Kept::Nothing);
}

#[tokio::test]
async fn after_a_failure_it_is_tried_again_later() {
    let refused = || Answer::error(403, "Forbidden", "Not you.");
    let fake = FakeTransport::new([refused(), subscription("1", 0), refused()]);
    let mut keeper = keeper(&fake);
    assert!(keeper.keep().await.is_err());
    assert_eq!(keeper.due_in(), Duration::from_secs(60));
    assert_eq!(keeper.wait().await.unwrap(), Kept::Created);
    keeper.note(&event("1", "subscriptionRemoved"));
    assert!(keeper.keep().await.is_err());
    assert_eq!(keeper.keep().await.unwrap(), Kept::Nothing, "not at once");
    let odd = FakeTransport::new([Answer::json(r#"{"id":"1","expirationDateTime":"soon"}"#)]);
    assert!(self::keeper(&odd).keep().await.is_err());
}

#[tokio::test]
async fn certificates_are_named_and_renewed_with_it() {
    let (old, new) = (certificate("old"), certificate("new"));
    let fake = FakeTransport::new([
        subscription("1", 0),
        subscription("1", 0),
        Answer::status(204),
    ]);
    let with = |certificate| {
        let subscription = Subscription::new("me/messages", "created", URL, STATE)
            .with_lifecycle_url(URL)
            .with_resource_data(certificate);
        let service = fake.client().service("v1.0");
        Keeper::new(service, subscription).with_timer(fake.timer())
    };
    let mut first = with(&old);
    first.keep().await.unwrap();
    let sent = fake.received()[0].json().unwrap();
    assert_eq!(sent["encryptionCertificate"], old.to_base64());
    assert_eq!(
        (
            &sent["includeResourceData"],
            &sent["lifecycleNotificationUrl"]
        ),
        (&true.into(), &URL.into())
    );
    let mut second = with(&new).with_state(first.state().cloned());
    second.note(&event("1", "reauthorizationRequired"));
    second.keep().await.unwrap();
    let sent = fake.received()[1].json().unwrap();
    assert_eq!(sent["encryptionCertificateId"], "new");
    assert_eq!(sent.as_object().unwrap().len(), 3);
    second.end().await.unwrap();
    assert_eq!(fake.lines()[2], "DELETE /v1.0/subscriptions/1");
    assert!(second.state().is_none());
}
