//! From requests to notifications.

use std::fmt;

use aws_lc_rs::constant_time::verify_slices_are_equal;
use aws_lc_rs::digest::{Digest, SHA256, digest};
use http::header::{CACHE_CONTROL, CONTENT_TYPE, HeaderValue, X_CONTENT_TYPE_OPTIONS};
use http::{Method, Request, Response, StatusCode};
use msgraph_core::Bytes;
use serde::Deserialize;
use serde_json::value::RawValue;

use crate::ChangeNotification;

/// How long a validation token may be: longer ones are not Graph's.
const MAX_TOKEN: usize = 4096;
/// How much of a request is read at first.
const MAX_BODY: usize = 4 * 1024 * 1024;

/// Answers the requests that come to a notification URL.
///
/// Graph wants an answer within seconds, whatever the notifications say: give it before they are worked on
/// ([delivery](https://learn.microsoft.com/graph/change-notifications-delivery-webhooks)).
#[derive(Clone)]
pub struct Receiver {
    client_states: Vec<Digest>,
    max_body: usize,
}

/// What a request brings, and its answer.
#[derive(Debug)]
#[non_exhaustive]
pub struct Reception {
    /// The answer to the request.
    pub answer: Response<Bytes>,
    /// The notifications whose `clientState` is right.
    pub notifications: Vec<ChangeNotification>,
    /// The number of notifications that are left out: with another `clientState`, or no notifications at all.
    pub refused: usize,
    pub(crate) tokens: Tokens,
}

/// The body of a request
/// ([changeNotificationCollection](https://learn.microsoft.com/graph/api/resources/changenotificationcollection)).
#[derive(Deserialize)]
struct Collection {
    value: Vec<Box<RawValue>>,
    #[serde(rename = "validationTokens", default)]
    tokens: Option<Vec<String>>,
}

/// Validation tokens; not shown.
#[derive(Default)]
pub(crate) struct Tokens(pub(crate) Vec<String>);

impl fmt::Debug for Tokens {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} tokens", self.0.len())
    }
}

impl Receiver {
    /// A receiver of notifications with this `clientState`: a secret between the program and Graph.
    #[must_use]
    pub fn new(client_state: &str) -> Self {
        Self {
            client_states: vec![hash(client_state)],
            max_body: MAX_BODY,
        }
    }

    /// This receiver, for notifications of subscriptions with another `clientState`, too.
    #[must_use]
    pub fn with_client_state(mut self, client_state: &str) -> Self {
        self.client_states.push(hash(client_state));
        self
    }

    /// This receiver with another limit of the bytes in a request; 4 MiB at first.
    #[must_use]
    pub fn with_max_body(mut self, bytes: usize) -> Self {
        self.max_body = bytes;
        self
    }

    /// Answers a request: the validation handshake with its token (200), notifications with 202, anything else with an
    /// error.
    #[must_use]
    pub fn receive(&self, request: &Request<Bytes>) -> Reception {
        if request.method() != Method::POST {
            return Reception::only(StatusCode::METHOD_NOT_ALLOWED);
        }
        let query = request.uri().query().unwrap_or_default();
        let mut tokens =
            form_urlencoded::parse(query.as_bytes()).filter(|(name, _)| name == "validationToken");
        match (tokens.next(), tokens.next()) {
            (Some((_, token)), None) => handshake(&token),
            (Some(_), Some(_)) => Reception::only(StatusCode::BAD_REQUEST),
            (None, _) => self.notifications(request.body()),
        }
    }

    fn notifications(&self, body: &Bytes) -> Reception {
        if body.len() > self.max_body {
            return Reception::only(StatusCode::PAYLOAD_TOO_LARGE);
        }
        let Ok(collection) = serde_json::from_slice::<Collection>(body) else {
            return Reception::only(StatusCode::BAD_REQUEST);
        };
        let mut reception = Reception::only(StatusCode::ACCEPTED);
        reception.tokens = Tokens(collection.tokens.unwrap_or_default());
        for json in collection.value {
            // Who sent it must not learn whether it counts.
            match ChangeNotification::read(json).filter(|one| self.knows(one.client_state())) {
                Some(notification) => reception.notifications.push(notification),
                None => reception.refused += 1,
            }
        }
        reception
    }

    /// Takes the same time for every text that is not one of ours.
    fn knows(&self, client_state: Option<&str>) -> bool {
        let given = hash(client_state.unwrap_or_default());
        let same = |known: &Digest| verify_slices_are_equal(known.as_ref(), given.as_ref()).is_ok();
        let count = self
            .client_states
            .iter()
            .filter(|known| same(known))
            .count();
        client_state.is_some() && count > 0
    }
}

/// Of the same length whatever the text.
fn hash(text: &str) -> Digest {
    digest(&SHA256, text.as_bytes())
}

/// Gives back the token as it is, as nothing but plain text
/// ([validation](https://learn.microsoft.com/graph/change-notifications-delivery-webhooks#notificationurl-validation)).
fn handshake(token: &str) -> Reception {
    let is_markup = |c: char| c.is_control() || matches!(c, '<' | '>');
    if token.is_empty() || token.len() > MAX_TOKEN || token.contains(is_markup) {
        return Reception::only(StatusCode::BAD_REQUEST);
    }
    let mut reception = Reception::only(StatusCode::OK);
    let headers = reception.answer.headers_mut();
    headers.insert(
        CONTENT_TYPE,
        HeaderValue::from_static("text/plain; charset=utf-8"),
    );
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    *reception.answer.body_mut() = Bytes::from(token.to_owned());
    reception
}

impl Reception {
    fn only(status: StatusCode) -> Self {
        let mut answer = Response::new(Bytes::new());
        *answer.status_mut() = status;
        Self {
            answer,
            notifications: Vec::new(),
            refused: 0,
            tokens: Tokens::default(),
        }
    }
}

impl fmt::Debug for Receiver {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Receiver")
            .field("client_states", &self.client_states.len())
            .field("max_body", &self.max_body)
            .finish()
    }
}
