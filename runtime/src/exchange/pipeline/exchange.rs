//! The exchange: what is known of one request, from its beginning to whatever ends it.
//!
//! It is made when a request begins, before anything is sent, and goes with the request as an extension through
//! the user's policies, redirects, retries and attempts. Each attempt adds its leg: where it went, and what is
//! known of it. It also goes with the answer, so whoever ends the request takes the facts from here and
//! derives none from the last answer alone:
//!
//! - An error tells the method, the path template and the client-request-id, and whether the service may have
//!   executed the request: a lost first attempt counts, though a later one was refused.
//! - A reader of an answer knows the client (its strictness, its limits) and the base of relative links.
//! - `Started` and its poller know the request that started the operation, and go on with its client.
//! - Each part of a batch has its own, whose legs are what became of it in each `$batch` that it was part of.
//! - Pages begin a new one for each page, with the template of the first.
//!
//! A leg is `Sent` from the moment that it is handed to the transport. A future that is dropped in the middle,
//! as after a time limit, therefore leaves the truth behind.
//!
//! Path templates have `{id}` in the place of keys, and of URLs that the service gave only the host: neither
//! names of people nor what opens doors is in them.

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use http::header::{HeaderMap, HeaderName, HeaderValue, RETRY_AFTER};
use http::{Method, StatusCode, Uri};

use super::Settings;
use crate::error::Call;
use crate::exchange::random::guid;

const CLIENT_REQUEST_ID: HeaderName = HeaderName::from_static("client-request-id");

/// What is known of a request. Clones share it.
#[derive(Clone)]
pub(crate) struct Exchange(Arc<Facts>);

struct Facts {
    settings: Arc<Settings>,
    method: Method,
    template: String,
    url: String,
    client_request_id: String,
    legs: Mutex<Vec<Leg>>,
}

/// One attempt.
#[derive(Clone, Debug)]
struct Leg {
    /// Where it went, if that is elsewhere than the request.
    url: Option<String>,
    /// Whether it only read; a redirect turns some writes into reads.
    safe: bool,
    state: State,
}

/// What is known of an attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum State {
    /// It did not leave this machine.
    NotSent,
    /// It left, and no answer has come.
    Sent,
    /// The service has taken note of it and may have acted on it.
    Taken,
    /// The service has refused it without acting on it.
    Refused,
}

impl State {
    /// What an answer says.
    pub(crate) fn of(status: StatusCode, headers: &HeaderMap) -> Self {
        let refused = match status.as_u16() {
            408 => false,
            503 => headers.contains_key(RETRY_AFTER),
            307 | 308 | 509 => true,
            _ => status.is_client_error(),
        };
        if refused { Self::Refused } else { Self::Taken }
    }
}

impl Exchange {
    /// The exchange of a request that begins. The id is the caller's, or a new one.
    pub(crate) fn begin(
        settings: &Arc<Settings>,
        method: &Method,
        url: &str,
        template: &str,
        headers: &HeaderMap,
    ) -> Self {
        let given = headers.get(&CLIENT_REQUEST_ID);
        let given = given.and_then(|id| id.to_str().ok()).map(str::to_owned);
        Self(Arc::new(Facts {
            settings: Arc::clone(settings),
            method: method.clone(),
            template: template.to_owned(),
            url: url.to_owned(),
            client_request_id: given.unwrap_or_else(|| guid(&*settings.random)),
            legs: Mutex::default(),
        }))
    }

    /// Writes the id of the request to `headers`.
    pub(crate) fn identify(&self, headers: &mut HeaderMap) {
        if let Ok(value) = HeaderValue::try_from(&self.0.client_request_id) {
            headers.insert(CLIENT_REQUEST_ID, value);
        }
    }

    pub(crate) fn settings(&self) -> &Arc<Settings> {
        &self.0.settings
    }

    pub(crate) fn method(&self) -> &Method {
        &self.0.method
    }

    pub(crate) fn client_request_id(&self) -> &str {
        &self.0.client_request_id
    }

    /// What relative links in the answer are relative to: the URL of the last attempt.
    pub(crate) fn url(&self) -> String {
        let legs = self.legs();
        let last = legs.last().and_then(|leg| leg.url.clone());
        last.unwrap_or_else(|| self.0.url.clone())
    }

    /// Notes that an attempt is handed to the transport; the leg's number is for [`ended`](Self::ended).
    pub(crate) fn sent(&self, method: &Method, uri: &Uri) -> usize {
        let url = uri.to_string();
        let mut legs = self.legs();
        legs.push(Leg {
            url: (url != self.0.url).then_some(url),
            safe: method.is_safe(),
            state: State::Sent,
        });
        legs.len() - 1
    }

    /// Notes what became of an attempt.
    pub(crate) fn ended(&self, leg: usize, state: State) {
        if let Some(leg) = self.legs().get_mut(leg) {
            leg.state = state;
        }
    }

    /// Notes that the request is sent as a part of a batch.
    pub(crate) fn part(&self) -> usize {
        let safe = self.0.method.is_safe();
        let mut legs = self.legs();
        legs.push(Leg {
            url: None,
            safe,
            state: State::Sent,
        });
        legs.len() - 1
    }

    /// Whether the service may have done what was asked.
    pub(crate) fn may_have_executed(&self) -> bool {
        let acted = |leg: &Leg| !leg.safe && matches!(leg.state, State::Sent | State::Taken);
        self.legs().iter().any(acted)
    }

    /// What an error tells of the request.
    pub(crate) fn call(&self) -> Call {
        Call {
            method: self.0.method.clone(),
            template: self.0.template.clone(),
            client_request_id: self.0.client_request_id.clone(),
            may_have_executed: self.may_have_executed(),
        }
    }

    fn legs(&self) -> MutexGuard<'_, Vec<Leg>> {
        self.0.legs.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Exchange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Exchange")
            .field("method", &self.0.method)
            .field("template", &self.0.template)
            .finish_non_exhaustive()
    }
}

/// The template of a URL of which only the host may be told.
pub(crate) fn host_only(url: &str) -> String {
    let uri: Option<Uri> = url.parse().ok();
    let host = uri
        .as_ref()
        .and_then(Uri::host)
        .unwrap_or("an unknown host");
    format!("a URL of {host}")
}
