//! A service in memory that works on operations.

mod collection;
mod filter;
mod page;
mod pattern;
mod start;
mod state;

pub use start::Start;

use std::sync::{Arc, Mutex};
use std::time::Duration;

use http::{Request, Response};
use serde_json::Value;

use self::collection::Item;
use self::pattern::{Pattern, segments};
use self::state::State;
use super::{Answer, Received, client, lock};
use crate::exchange::client::Client;
use crate::exchange::future::BoxFuture;
use crate::exchange::timer::VirtualTimer;
use crate::exchange::transport::{Body, Transport, TransportError};

/// A service in memory, as far as a test tells it what there is. Clones share what they know.
///
/// Paths are written as people read them, without percent-encoding, and begin with the version. An item of a
/// collection has the path of the collection and its `id`.
///
/// ```
/// use msgraph_core::test_support::{Answer, FakeGraph};
/// # use msgraph_core::Bytes;
///
/// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
/// let fake = FakeGraph::new();
/// fake.operation("/v1.0/sites/root/operations", "copy", ["running", "succeeded"]);
/// fake.interrupt(Answer::throttled(10));
///
/// // A generated crate has `graph.sites().by_id("root").operations().by_id("copy")` for this:
/// let operations = fake.client().service("v1.0").segment("sites").key("root").segment("operations");
/// let first = operations.key("copy").get::<Bytes>().await?;
/// assert_eq!(first, r#"{"id":"copy","status":"running"}"#);
/// let second = operations.key("copy").get::<Bytes>().await?;
/// assert_eq!(second, r#"{"id":"copy","status":"succeeded"}"#);
/// assert!(operations.key("move").get::<Bytes>().await.unwrap_err().is_not_found());
/// assert_eq!(fake.lines().len(), 4); // the first was throttled
/// # Ok::<_, msgraph_core::Error>(())
/// # }).unwrap();
/// ```
///
/// What it does:
///
/// | request | answer |
/// |---|---|
/// | GET of a [`collection`](Self::collection) | pages, with `$top`, `$skip`, `$count`, `$select` and `$filter`s of equality |
/// | GET of an item | what it looks like now; an [`operation`](Self::operation) goes on to its next state |
/// | one that [`starts`](Self::starts) something | 202 and where it goes on |
/// | GET of a [`delta`](Self::delta) | what has changed, and a link for the next time |
/// | POST of `$batch` | each of its requests, as if it had come alone |
/// | one that has its own [`answer`](Self::answer) | that |
/// | the next one after [`interrupt`](Self::interrupt) | that, whatever it asks |
/// | one without a token | 401 |
/// | one of an item that is not in its collection | 404 |
/// | any other | none: an error that is not retried and tells what there is |
#[derive(Clone, Debug, Default)]
pub struct FakeGraph {
    state: Arc<Mutex<State>>,
    timer: VirtualTimer,
}

impl FakeGraph {
    /// A service that has nothing.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// A client of the global cloud that asks this, with the token `fake`, and waits on [`timer`](Self::timer).
    /// It retries as others do.
    ///
    /// This is a [`Transport`], too: for another cloud or credential there is [`Client::with_transport`].
    #[must_use]
    pub fn client(&self) -> Client {
        client(self.clone(), self.timer())
    }

    /// The clock of the clients.
    #[must_use]
    pub fn timer(&self) -> VirtualTimer {
        self.timer.clone()
    }

    /// A collection, or further items of one. An item is an object with an `id`; a text is the id of one that has
    /// nothing else. Anything that is `Serialize` can be made one by [`serde_json::to_value`].
    pub fn collection(&self, path: &str, items: impl IntoIterator<Item = impl Into<Value>>) {
        let items = items.into_iter().map(|item| Item::entity(item.into()));
        lock(&self.state).add(segments(path), items);
    }

    /// Pages have this many items at most; 100 at first.
    pub fn page_size(&self, items: usize) {
        lock(&self.state).page_size = items;
    }

    /// An operation that goes on in the collection with this path, one state further each time it is asked for, and
    /// stays in the last one. A text is the `status`; an object is what the operation looks like.
    pub fn operation(
        &self,
        collection: &str,
        id: &str,
        states: impl IntoIterator<Item = impl Into<Value>>,
    ) {
        let operation = Item::operation(id, states.into_iter().map(Into::into));
        lock(&self.state).add(segments(collection), [operation]);
    }

    /// Requests like `POST /v1.0/users/{user}/sendMail` start an operation. The first of a collection has the id
    /// `op-0`, the second `op-1`.
    pub fn starts(&self, request: &str, start: Start) {
        lock(&self.state).start_with(Pattern::new(request), start);
    }

    /// As long as an operation is not in its last state, answers ask for a wait this long; 2 seconds at first.
    pub fn retry_after(&self, pause: Duration) {
        lock(&self.state).pause = pause;
    }

    /// A function that tells changes, `/v1.0/users/delta`: at first the items of the first round, later, by the link
    /// at the end of the round before, those of the next. After the last round there are no more changes.
    pub fn delta<I>(&self, path: &str, rounds: impl IntoIterator<Item = I>)
    where
        I: IntoIterator<Item: Into<Value>>,
    {
        let rounds = rounds.into_iter().map(|round| {
            let items = round.into_iter().map(|item| Item::entity(item.into()));
            items.collect()
        });
        lock(&self.state)
            .deltas
            .insert(segments(path), rounds.collect());
    }

    /// Requests like `PATCH /v1.0/users/{user}` have this answer, before all that is told of collections. Of several
    /// such answers the latest counts.
    ///
    /// A name in braces stands for one segment; in a path of names for all of them:
    /// `GET /v1.0/me/drive/root:/{path}:/content`.
    pub fn answer(&self, request: &str, answer: Answer) {
        lock(&self.state)
            .answers
            .push((Pattern::new(request), answer));
    }

    /// The next request has this answer, whatever it asks, and nothing happens. Several have one request each.
    pub fn interrupt(&self, answer: Answer) {
        lock(&self.state).interruptions.push_back(answer);
    }

    /// What was asked so far, attempts that were answered with an error included.
    #[must_use]
    pub fn received(&self) -> Vec<Received> {
        lock(&self.state).received.clone()
    }

    /// The lines of what was asked so far: `GET /v1.0/me`.
    #[must_use]
    pub fn lines(&self) -> Vec<String> {
        let state = lock(&self.state);
        state.received.iter().map(Received::line).collect()
    }
}

impl Transport for FakeGraph {
    fn send(
        &self,
        request: Request<Body>,
    ) -> BoxFuture<'_, Result<Response<Body>, TransportError>> {
        Box::pin(async move {
            let request = Received::read(request).await?;
            let answer = lock(&self.state).receive(&request);
            answer.into_result()
        })
    }
}
