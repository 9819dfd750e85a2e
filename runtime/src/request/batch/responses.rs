//! The answers to the requests of a batch.

use std::fmt;

use super::BatchHandle;
use super::item::Outcome;
use crate::error::Error;
use crate::request::response::FromResponse;

/// What came of a [`Batch`](super::Batch).
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let fake = msgraph_core::test_support::FakeGraph::new();
/// # fake.collection("/v1.0/users", [serde_json::json!({"id":"1"})]);
/// # let client = fake.client();
/// use msgraph_core::{Batch, Bytes};
///
/// let users = client.service("v1.0").segment("users");
/// let mut batch = Batch::new();
/// let [one, two] = ["1", "2"].map(|id| batch.add(users.key(id).get::<Bytes>()));
///
/// // Each request has an answer of its own: one fails, and the other does not.
/// let mut answers = batch.send().await?;
/// assert!(answers.take(one).is_ok());
/// assert!(answers.take(two).unwrap_err().is_not_found());
/// # Ok(())
/// # }
/// ```
pub struct BatchResponses {
    batch: u64,
    outcomes: Vec<Outcome>,
}

impl BatchResponses {
    pub(super) fn new(batch: u64, outcomes: Vec<Outcome>) -> Self {
        Self { batch, outcomes }
    }

    /// The answer to one request, as if it had been sent alone.
    ///
    /// # Errors
    ///
    /// If that request failed, or `handle` is of another batch.
    #[allow(clippy::needless_pass_by_value)] // who has had the answer has no use for it any more
    pub fn take<T: FromResponse>(&mut self, handle: BatchHandle<T>) -> Result<T, Error> {
        if handle.batch != self.batch {
            return Err(Error::request("the handle belongs to another batch"));
        }
        let outcome = self.outcomes.get_mut(handle.index).and_then(Option::take);
        match outcome {
            Some(Ok(response)) if response.status().is_success() => T::from_response(response),
            Some(Ok(response)) => Err(Error::service(&response)),
            Some(Err(error)) => Err(error),
            None => Err(Error::request(
                "the answer to this request was taken before",
            )),
        }
    }
}

/// The statuses only.
impl fmt::Debug for BatchResponses {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let statuses = self.outcomes.iter().map(|outcome| match outcome {
            Some(Ok(response)) => response.status().as_str().to_owned(),
            Some(Err(error)) => format!("{:?}", error.kind()),
            None => String::new(),
        });
        f.debug_list().entries(statuses).finish()
    }
}
