//! From requests to answers: splitting, dependencies, throttling.

use std::time::Duration;

use http::{Method, StatusCode};

use super::item::{Item, Outcome, failed_dependency, unsent};
use super::wire::BatchAnswer;
use crate::error::Error;
use crate::exchange::client::Client;
use crate::exchange::pipeline::retry_after;
use crate::exchange::transport::TransportError;
use crate::request::message::Request;
use bytes::Bytes;

/// How many requests a batch may have.
const MAX_ITEMS: usize = 20;

/// How long to wait for services that do not say.
const DEFAULT_WAIT: Duration = Duration::from_secs(5);

/// Who says to come back later than this is not waited for.
const MAX_WAIT: Duration = Duration::from_secs(300);

/// Sends all items; the answers in the same order.
pub(super) async fn send(
    client: &Client,
    root: &str,
    items: &[Item],
) -> Result<Vec<Outcome>, Error> {
    let mut sending = Sending {
        client,
        root,
        items,
        outcomes: unsent(items),
    };
    let sendable = sending.unanswered();
    if let Err(error) = sending.send_all(&sendable).await {
        if !sending.is_answered(&sendable) {
            return Err(error);
        }
        sending.give_up(&error);
        return Ok(sending.outcomes);
    }
    let throttled = sending.throttled();
    let wait = sending.longest_wait(&throttled);
    if !throttled.is_empty() && wait <= MAX_WAIT {
        client.timer().sleep(wait).await;
        // If this fails, the answers are those that there were before.
        let _ = sending.send_all(&throttled).await;
    }
    Ok(sending.outcomes)
}

struct Sending<'a> {
    client: &'a Client,
    root: &'a str,
    items: &'a [Item],
    outcomes: Vec<Outcome>,
}

impl Sending<'_> {
    /// Sends the items with these indexes, which ascend.
    async fn send_all(&mut self, indexes: &[usize]) -> Result<(), Error> {
        let mut batch = Vec::new();
        for &index in indexes {
            if self.depends_on_failure(index, &batch) {
                self.answer(index, failed_dependency());
                continue;
            }
            batch.push(index);
            if batch.len() == MAX_ITEMS {
                self.send_batch(&std::mem::take(&mut batch)).await?;
            }
        }
        if batch.is_empty() {
            return Ok(());
        }
        self.send_batch(&batch).await
    }

    async fn send_batch(&mut self, batch: &[usize]) -> Result<(), Error> {
        let url = format!("{}/$batch", self.root);
        let body = Some(self.body(batch));
        let request =
            Request::<BatchAnswer>::new(self.client.clone(), Method::POST, url, body, None);
        for (index, answer) in request.await?.0 {
            if batch.contains(&index) {
                self.answer(index, answer);
            }
        }
        Ok(())
    }

    /// `{"requests":[..]}`
    fn body(&self, batch: &[usize]) -> String {
        let mut json = r#"{"requests":["#.to_owned();
        for (n, &index) in batch.iter().enumerate() {
            json.push_str(if n == 0 { "" } else { "," });
            if let Some(item) = self.items.get(index) {
                let after = item.after.iter().copied();
                let after: Vec<_> = after.filter(|other| batch.contains(other)).collect();
                item.write(index, &after, &mut json);
            }
        }
        json.push_str("]}");
        json
    }

    fn answer(&mut self, index: usize, answer: http::Response<Bytes>) {
        if let Some(outcome) = self.outcomes.get_mut(index) {
            *outcome = Some(Ok(answer));
        }
    }

    fn unanswered(&self) -> Vec<usize> {
        let outcomes = self.outcomes.iter().enumerate();
        outcomes
            .filter(|(_, outcome)| outcome.is_none())
            .map(|(index, _)| index)
            .collect()
    }

    /// Whether any of these has an answer.
    fn is_answered(&self, indexes: &[usize]) -> bool {
        indexes.iter().any(|index| self.status(*index).is_some())
    }

    /// What the service refused for now, and what waited for that.
    fn throttled(&self) -> Vec<usize> {
        let mut throttled = Vec::new();
        for (index, item) in self.items.iter().enumerate() {
            let again = match self.status(index) {
                Some(StatusCode::TOO_MANY_REQUESTS) => true,
                Some(StatusCode::FAILED_DEPENDENCY) => {
                    item.after.iter().any(|earlier| throttled.contains(earlier))
                }
                _ => false,
            };
            if again {
                throttled.push(index);
            }
        }
        throttled
    }

    fn longest_wait(&self, throttled: &[usize]) -> Duration {
        let now = self.client.timer().wall_clock();
        let waits = throttled.iter().filter_map(|index| {
            let response = self.outcomes.get(*index)?.as_ref()?.as_ref().ok()?;
            retry_after(response.headers(), now)
        });
        waits.max().unwrap_or(DEFAULT_WAIT)
    }

    /// Whether something that the item waits for, and that is not in the same batch, has failed.
    fn depends_on_failure(&self, index: usize, batch: &[usize]) -> bool {
        let after = self.items.get(index).map(|item| &item.after);
        let mut earlier = after.into_iter().flatten();
        earlier.any(|earlier| {
            let succeeded = self.status(*earlier).is_some_and(|s| s.is_success());
            !batch.contains(earlier) && !succeeded
        })
    }

    /// What was never answered will not be.
    fn give_up(&mut self, error: &Error) {
        for outcome in self.outcomes.iter_mut().filter(|outcome| outcome.is_none()) {
            let error = TransportError::new(format!("the batch failed: {error}"));
            *outcome = Some(Err(Error::transport(error)));
        }
    }

    fn status(&self, index: usize) -> Option<StatusCode> {
        let answer = self.outcomes.get(index)?.as_ref()?.as_ref();
        answer.ok().map(http::Response::status)
    }
}
