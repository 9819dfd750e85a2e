//! Requests that start an operation.

use std::time::Duration;

use serde_json::Value;

use super::collection::Item;
use super::pattern::{Captures, filled};
use crate::test_support::Answer;

/// What a request of a [`FakeGraph`](super::FakeGraph) starts, and how the answer says where it goes on.
///
/// Unless it is told otherwise, the answer is `202 Accepted` with `Location` and `Retry-After`, without a body.
///
/// ```
/// use msgraph_core::test_support::{FakeGraph, Start};
///
/// let fake = FakeGraph::new();
/// let operations = "/v1.0/users/{user}/authentication/operations";
/// let reset = Start::new(operations, ["notStarted", "running", "succeeded"])
///     .with_body(r#"{"newPassword":"Xoza0921"}"#);
/// fake.starts("POST /v1.0/users/{user}/authentication/methods/{method}/resetPassword", reset);
/// ```
#[derive(Clone, Debug)]
#[must_use]
pub struct Start {
    collection: String,
    states: Vec<Value>,
    header: String,
    body: Option<String>,
    host: Option<String>,
    is_created: bool,
}

impl Start {
    /// An operation that goes through these states, one for each time it is asked for, and stays in the last one.
    /// A text is the `status`; an object is what it looks like.
    ///
    /// It lies in the collection with this path, in which names in braces stand for what they stand for in the request.
    pub fn new(collection: &str, states: impl IntoIterator<Item = impl Into<Value>>) -> Self {
        Self {
            collection: collection.to_owned(),
            states: states.into_iter().map(Into::into).collect(),
            header: "location".to_owned(),
            body: None,
            host: None,
            is_created: false,
        }
    }

    /// The answer has this body, too.
    pub fn with_body(mut self, json: impl std::fmt::Display) -> Self {
        self.body = Some(json.to_string());
        self
    }

    /// The location stands in another header: `Operation-Location`.
    pub fn with_location_in(mut self, header: &str) -> Self {
        header.clone_into(&mut self.header);
        self
    }

    /// The answer is `201 Created` with the operation itself.
    pub fn created(mut self) -> Self {
        self.is_created = true;
        self
    }

    /// The operation lies on another host, which answers 202 until the end, and refuses requests with a token.
    pub fn on_host(mut self, host: &str) -> Self {
        self.host = Some(host.to_owned());
        self
    }

    pub(super) fn host(&self) -> Option<&str> {
        self.host.as_deref()
    }

    pub(super) fn collection(&self, captures: &Captures) -> Vec<String> {
        filled(&self.collection, captures)
    }

    pub(super) fn item(&self, id: &str) -> Item {
        Item::operation(id, self.states.iter().cloned())
    }

    pub(super) fn answer(&self, item: &Item, location: &str, pause: Duration) -> Answer {
        let answer = Answer::status(if self.is_created { 201 } else { 202 })
            .with_header(&self.header, location)
            .with_header("retry-after", &pause.as_secs_f64().to_string());
        let body = if self.is_created {
            Some(item.now().to_string())
        } else {
            self.body.clone()
        };
        match body {
            Some(body) => answer.with_body("application/json", body),
            None => answer,
        }
    }
}
