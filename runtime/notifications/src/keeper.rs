//! Subscriptions that last.

use std::fmt;
use std::hash::{BuildHasher as _, RandomState};
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use http::Method;
use msgraph_core::{Bytes, DateTimeOffset, Error, Json, SystemTimer, Target, Timer};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::{ChangeNotification, EncryptionCertificate, LifecycleEvent};

/// How long after a failure it is tried again.
const PAUSE: Duration = Duration::from_secs(60);

/// What a program wants to be told of
/// ([subscription](https://learn.microsoft.com/graph/api/resources/subscription)).
#[derive(Clone)]
pub struct Subscription {
    body: Value,
    lifetime: Duration,
}

/// What a program stores about a subscription, so that it goes on with it the next time.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct SubscriptionState {
    id: String,
    /// Seconds from 1970.
    expires: u64,
    renew: u64,
    /// When it was last known to work.
    seen: u64,
}

/// What [`Keeper::keep`] has done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Kept {
    /// Nothing was due.
    Nothing,
    /// There is a subscription where there was none. What was there before must be read.
    Created,
    /// It lasts longer.
    Renewed,
    /// The subscription was gone; there is another. Changes since this time may have been missed: run the delta query.
    Recreated {
        /// When the old one was last known to work.
        missed_since: SystemTime,
    },
    /// The service has left out notifications since this time: run the delta query.
    Missed {
        /// When the subscription was last known to work.
        missed_since: SystemTime,
    },
}

/// Makes a subscription, renews it in time, and makes another when it is gone.
///
/// ```
/// use std::time::Duration;
/// use msgraph_core::test_support::{Answer, FakeGraph};
/// use msgraph_notifications::{Kept, Keeper, Subscription};
///
/// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
/// let fake = FakeGraph::new();
/// let made = r#"{"id":"1","expirationDateTime":"1994-11-06T09:49:37Z"}"#;
/// fake.answer("POST /v1.0/subscriptions", Answer::json(made));
///
/// let url = "https://example.org/notifications";
/// let subscription = Subscription::new("me/messages", "created", url, "a secret");
/// let mut keeper = Keeper::new(fake.client().service("v1.0"), subscription);
/// # let mut keeper = keeper.with_timer(fake.timer());
/// assert_eq!(keeper.keep().await?, Kept::Created);
/// let stored = serde_json::to_string(&keeper.state()).unwrap(); // wherever the program stores it
/// assert!(keeper.due_in() > Duration::from_secs(1800));
/// assert_eq!(keeper.keep().await?, Kept::Nothing);
/// # Ok::<_, msgraph_core::Error>(())
/// # }).unwrap();
/// ```
pub struct Keeper {
    service: Target,
    subscription: Subscription,
    state: Option<SubscriptionState>,
    timer: Arc<dyn Timer>,
    random: Box<dyn Fn() -> u64 + Send + Sync>,
    /// What lifecycle notifications have said.
    is_removed: bool,
    is_challenged: bool,
    has_missed: bool,
    /// Not before this time, after a failure.
    retry: Option<SystemTime>,
}

/// The answer of the service.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Answer {
    id: String,
    expiration_date_time: String,
}

impl Subscription {
    /// Changes of `resource` (`me/messages`), of these types (`created,updated`), told to `notification_url` together with
    /// `client_state`, a secret of at most 128 characters. It lasts an hour, and is renewed.
    #[must_use]
    pub fn new(
        resource: &str,
        change_types: &str,
        notification_url: &str,
        client_state: &str,
    ) -> Self {
        Self {
            body: json!({
                "resource": resource,
                "changeType": change_types,
                "notificationUrl": notification_url,
                "clientState": client_state,
            }),
            lifetime: Duration::from_secs(3600),
        }
    }

    /// This subscription, of which lifecycle notifications go to `url`, which may be the notification URL.
    #[must_use]
    pub fn with_lifecycle_url(self, url: &str) -> Self {
        self.with("lifecycleNotificationUrl", url.into())
    }

    /// This subscription for so long at a time
    /// ([at most](https://learn.microsoft.com/graph/change-notifications-overview#subscription-lifetime)).
    #[must_use]
    pub fn with_lifetime(mut self, lifetime: Duration) -> Self {
        self.lifetime = lifetime;
        self
    }

    /// This subscription with rich notifications, encrypted for `certificate`. After a change of the certificate, the
    /// next renewal names the new one.
    #[must_use]
    pub fn with_resource_data(self, certificate: &EncryptionCertificate) -> Self {
        self.with("includeResourceData", true.into())
            .with("encryptionCertificate", certificate.to_base64().into())
            .with("encryptionCertificateId", certificate.id().into())
    }

    fn with(mut self, name: &str, value: Value) -> Self {
        if let Some(members) = self.body.as_object_mut() {
            members.insert(name.to_owned(), value);
        }
        self
    }

    /// What is sent when it is made, or renewed.
    fn body(&self, is_new: bool, now: SystemTime) -> Result<Json, Error> {
        let renewed = ["encryptionCertificate", "encryptionCertificateId"];
        let members = self.body.as_object().into_iter().flatten();
        let members = members.filter(|(name, _)| is_new || renewed.contains(&name.as_str()));
        let mut body: serde_json::Map<_, _> = members
            .map(|(name, value)| (name.clone(), value.clone()))
            .collect();
        let end = now.checked_add(self.lifetime);
        let end = end.ok_or_else(|| Error::request("the lifetime is too long"))?;
        let end = DateTimeOffset::from(end);
        body.insert("expirationDateTime".to_owned(), end.to_string().into());
        Json::new(Value::from(body).to_string())
    }
}

/// Without `clientState`.
impl fmt::Debug for Subscription {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Subscription")
            .field("resource", &self.body.get("resource"))
            .field("lifetime", &self.lifetime)
            .finish_non_exhaustive()
    }
}

impl SubscriptionState {
    /// Returns the id of the subscription.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Returns the time at which it ends, unless it is renewed.
    #[must_use]
    pub fn expires(&self) -> SystemTime {
        time(self.expires)
    }
}

impl Keeper {
    /// A keeper of `subscription`, at a version of the service: `client.service("v1.0")`.
    #[must_use]
    pub fn new(service: Target, subscription: Subscription) -> Self {
        Self {
            service,
            subscription,
            state: None,
            timer: Arc::new(SystemTimer),
            random: Box::new(|| RandomState::new().hash_one(0)),
            is_removed: false,
            is_challenged: false,
            has_missed: false,
            retry: None,
        }
    }

    /// This keeper, going on with what was stored.
    #[must_use]
    pub fn with_state(mut self, state: Option<SubscriptionState>) -> Self {
        self.state = state;
        self
    }

    /// This keeper with another clock, for tests.
    #[must_use]
    pub fn with_timer(mut self, timer: impl Timer + 'static) -> Self {
        self.timer = Arc::new(timer);
        self
    }

    /// This keeper with other random numbers, for tests: when it renews follows from them.
    #[must_use]
    pub fn with_random(mut self, random: impl Fn() -> u64 + Send + Sync + 'static) -> Self {
        self.random = Box::new(random);
        self
    }

    /// Returns what is to be stored, after every [`keep`](Self::keep) that has done something.
    #[must_use]
    pub fn state(&self) -> Option<&SubscriptionState> {
        self.state.as_ref()
    }

    /// Returns the time until [`keep`](Self::keep) has something to do.
    #[must_use]
    pub fn due_in(&self) -> Duration {
        let now = self.timer.wall_clock();
        let until = |time: SystemTime| time.duration_since(now).unwrap_or_default();
        let is_urgent = self.is_removed || self.is_challenged || self.has_missed;
        let due = match &self.state {
            Some(state) if !is_urgent => until(time(state.renew)),
            _ => Duration::ZERO,
        };
        due.max(self.retry.map(until).unwrap_or_default())
    }

    /// Takes note of a notification; `false` if it is about another subscription. After a lifecycle notification,
    /// [`keep`](Self::keep) is due.
    pub fn note(&mut self, notification: &ChangeNotification) -> bool {
        let now = seconds(self.timer.wall_clock());
        let state = self.state.as_mut();
        let Some(state) = state.filter(|state| state.id == notification.subscription_id()) else {
            return false;
        };
        match notification.lifecycle_event() {
            Some(LifecycleEvent::SubscriptionRemoved) => self.is_removed = true,
            Some(LifecycleEvent::ReauthorizationRequired) => self.is_challenged = true,
            Some(LifecycleEvent::Missed) => self.has_missed = true,
            Some(LifecycleEvent::Other) => {}
            None => state.seen = state.seen.max(now),
        }
        true
    }

    /// Does what is due: makes the subscription, renews it, or makes another. Renewing it authorizes it again, too.
    ///
    /// # Errors
    ///
    /// If the service refuses, or does not answer. It can be tried again; a minute later it is due.
    pub async fn keep(&mut self) -> Result<Kept, Error> {
        if !self.due_in().is_zero() {
            return Ok(Kept::Nothing);
        }
        let now = self.timer.wall_clock();
        let kept = self.keep_at(now).await;
        self.retry = kept.is_err().then(|| now + PAUSE);
        kept
    }

    /// Waits until something is due, and does it.
    ///
    /// # Errors
    ///
    /// As [`keep`](Self::keep).
    pub async fn wait(&mut self) -> Result<Kept, Error> {
        self.timer.sleep(self.due_in()).await;
        self.keep().await
    }

    /// Ends the subscription.
    ///
    /// # Errors
    ///
    /// If the service refuses, or does not answer.
    pub async fn end(&mut self) -> Result<(), Error> {
        if let Some(state) = &self.state {
            match self.item(&state.id).delete().await {
                Err(error) if !error.is_not_found() => return Err(error),
                _ => self.state = None,
            }
        }
        Ok(())
    }

    async fn keep_at(&mut self, now: SystemTime) -> Result<Kept, Error> {
        let Some(state) = self.state.clone() else {
            self.create(now).await?;
            return Ok(Kept::Created);
        };
        let missed_since = time(state.seen.min(state.expires));
        let is_over = self.is_removed || state.expires() <= now;
        if !is_over && self.renew(&state.id, now).await? {
            let has_missed = std::mem::take(&mut self.has_missed);
            return Ok(if has_missed {
                Kept::Missed { missed_since }
            } else {
                Kept::Renewed
            });
        }
        self.create(now).await?;
        Ok(Kept::Recreated { missed_since })
    }

    async fn create(&mut self, now: SystemTime) -> Result<(), Error> {
        let body = self.subscription.body(true, now)?;
        let target = self.service.segment("subscriptions");
        let answer: Bytes = target.send_json(Method::POST, &body).await?;
        self.remember(&answer, now)?;
        self.is_removed = false;
        self.has_missed = false;
        Ok(())
    }

    /// Renews the subscription; `false` if there is no such subscription any more.
    async fn renew(&mut self, id: &str, now: SystemTime) -> Result<bool, Error> {
        let body = self.subscription.body(false, now)?;
        let answer = self.item(id).send_json::<Bytes>(Method::PATCH, &body).await;
        match answer {
            Ok(answer) => self.remember(&answer, now)?,
            Err(error) if error.is_not_found() || error.is_gone() => return Ok(false),
            Err(error) => return Err(error),
        }
        Ok(true)
    }

    fn item(&self, id: &str) -> Target {
        self.service.segment("subscriptions").key(id)
    }

    fn remember(&mut self, answer: &Bytes, now: SystemTime) -> Result<(), Error> {
        let unreadable = || Error::request("the answer is not a subscription");
        let answer: Answer = serde_json::from_slice(answer).map_err(|_| unreadable())?;
        let end = answer.expiration_date_time.parse::<DateTimeOffset>();
        let end = end.ok().and_then(|end| SystemTime::try_from(&end).ok());
        let end = end.ok_or_else(unreadable)?;
        let life = end.duration_since(now).unwrap_or_default();
        self.state = Some(SubscriptionState {
            id: answer.id,
            expires: seconds(end),
            renew: seconds(now + self.part_of(life)),
            seen: seconds(now),
        });
        self.is_challenged = false;
        Ok(())
    }

    /// After 60 to 70 % of its life a subscription is renewed: early enough for a few attempts, and not together with
    /// all others that were made at the same time.
    fn part_of(&self, life: Duration) -> Duration {
        let thousandths = 600 + (self.random)() % 100;
        let millis = u64::try_from(life.as_millis()).unwrap_or(u64::MAX);
        Duration::from_millis(millis / 1000 * thousandths)
    }
}

impl fmt::Debug for Keeper {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Keeper")
            .field("subscription", &self.subscription)
            .field("state", &self.state)
            .finish_non_exhaustive()
    }
}

fn seconds(time: SystemTime) -> u64 {
    time.duration_since(UNIX_EPOCH)
        .unwrap_or_default()
        .as_secs()
}

fn time(seconds: u64) -> SystemTime {
    // What was stored may have been changed to anything.
    let time = UNIX_EPOCH.checked_add(Duration::from_secs(seconds));
    time.unwrap_or(UNIX_EPOCH)
}
