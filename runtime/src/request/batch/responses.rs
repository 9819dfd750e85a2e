//! The answers to the requests of a batch.

use std::fmt;

use super::BatchHandle;
use super::item::Outcome;
use crate::error::Error;
use crate::request::response::FromResponse;

/// What came of a [`Batch`](super::Batch).
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
