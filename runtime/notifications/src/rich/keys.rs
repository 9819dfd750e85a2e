//! The keys of the authority.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use http::Request;
use jsonwebtoken::DecodingKey;
use msgraph_core::{Bytes, Timer, Transport};
use serde::Deserialize;
use tokio::sync::Mutex;

use crate::NotificationError;

/// How long keys are used: they are replaced every day or two.
const LIFETIME: Duration = Duration::from_secs(24 * 3600);
/// How long nobody asks again because of a key that is not there: whoever makes up tokens must not make us ask for each.
const PAUSE: Duration = Duration::from_secs(300);

/// The size of the largest set of keys that is read.
const MAX_ANSWER: usize = 1024 * 1024;

/// Keys, by their ids, fetched when they are needed.
pub(super) struct Keys {
    url: String,
    transport: Arc<dyn Transport>,
    timer: Arc<dyn Timer>,
    kept: Mutex<Option<Kept>>,
}

struct Kept {
    keys: BTreeMap<String, DecodingKey>,
    fetched: Duration,
}

#[derive(Deserialize)]
struct KeySet {
    keys: Vec<Key>,
}

/// A key ([RFC 7517, 4](https://www.rfc-editor.org/rfc/rfc7517#section-4)); only those of RSA count.
#[derive(Deserialize)]
struct Key {
    kty: String,
    kid: Option<String>,
    n: Option<String>,
    e: Option<String>,
}

impl Key {
    fn read(self) -> Option<(String, DecodingKey)> {
        let key = DecodingKey::from_rsa_components(&self.n?, &self.e?).ok()?;
        (self.kty == "RSA").then_some((self.kid?, key))
    }
}

impl Keys {
    pub(super) fn new(url: &str, transport: Arc<dyn Transport>, timer: Arc<dyn Timer>) -> Self {
        Self {
            url: url.to_owned(),
            transport,
            timer,
            kept: Mutex::new(None),
        }
    }

    pub(super) fn set_url(&mut self, url: &str) {
        url.clone_into(&mut self.url);
    }

    pub(super) fn set_timer(&mut self, timer: Arc<dyn Timer>) {
        self.timer = timer;
    }

    /// The key with this id. One that is not known is asked for once; keys that cannot be renewed stay in use.
    pub(super) async fn find(&self, id: &str) -> Result<Option<DecodingKey>, NotificationError> {
        let mut kept = self.kept.lock().await;
        let now = self.timer.now();
        let is_needed = kept.as_ref().is_none_or(|kept| {
            let age = now.saturating_sub(kept.fetched);
            age >= LIFETIME || (age >= PAUSE && !kept.keys.contains_key(id))
        });
        if is_needed {
            match (self.fetch().await, &mut *kept) {
                (Ok(keys), kept) => *kept = Some(Kept { keys, fetched: now }),
                (Err(_), Some(kept)) if kept.keys.contains_key(id) => {}
                (Err(error), _) => return Err(error),
            }
        }
        Ok(kept.as_ref().and_then(|kept| kept.keys.get(id)).cloned())
    }

    async fn fetch(&self) -> Result<BTreeMap<String, DecodingKey>, NotificationError> {
        let error = |reason: String| NotificationError::Keys(reason);
        let request = Request::get(&self.url).header("accept", "application/json");
        let request = request
            .body(Bytes::new())
            .map_err(|e| error(e.to_string()))?;
        let answer = self.transport.send_whole(request, MAX_ANSWER).await;
        let answer =
            answer.map_err(|e| error(msgraph_core::Error::from(e).message().to_owned()))?;
        if !answer.status().is_success() {
            return Err(error(format!("status {}", answer.status().as_u16())));
        }
        let set: KeySet = serde_json::from_slice(answer.body())
            .map_err(|_| error("the answer is not a set of keys".to_owned()))?;
        Ok(set.keys.into_iter().filter_map(Key::read).collect())
    }
}
