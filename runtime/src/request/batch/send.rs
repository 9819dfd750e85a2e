//! From requests to answers: splitting, dependencies, attempts.

use std::time::Duration;

use bytes::Bytes;
use http::header::{HeaderMap, HeaderName, HeaderValue};
use http::{Method, StatusCode};

use super::item::{Item, Outcome, failed_dependency, unsent};
use super::wire::BatchAnswer;
use crate::error::Error;
use crate::exchange::client::Client;
use crate::exchange::pipeline::{Exchange, Past, State, is_for_now, retry_after, within};
use crate::exchange::random::guid;
use crate::exchange::transport::TransportError;
use crate::request::message::Request;

/// How many requests a batch may have.
const MAX_ITEMS: usize = 20;

/// All parts and all attempts have the same id, which is the one that the service is told.
const CLIENT_REQUEST_ID: HeaderName = HeaderName::from_static("client-request-id");

/// Sends all items; the answers in the same order.
pub(super) async fn send(
    client: &Client,
    root: &str,
    items: &[Item],
) -> Result<Vec<Outcome>, Error> {
    let id = guid(&*client.0.random);
    let headers: HeaderMap = HeaderValue::try_from(&id)
        .map(|id| (CLIENT_REQUEST_ID, id))
        .into_iter()
        .collect();
    let exchanges = items
        .iter()
        .map(|item| Some(item.part()?.begin(client, &headers)));
    let mut sending = Sending {
        client,
        root,
        id,
        items,
        exchanges: exchanges.collect(),
        outcomes: unsent(items),
        answered: false,
        lost: None,
    };
    let sent = within(client.timer(), client.0.timeout, sending.send_and_retry()).await;
    if sent.is_none() {
        sending.lost = Some(Error::timeout("the time for the batch is over"));
    }
    sending.finish()
}

struct Sending<'a> {
    client: &'a Client,
    root: &'a str,
    id: String,
    items: &'a [Item],
    exchanges: Vec<Option<Exchange>>,
    outcomes: Vec<Outcome>,
    /// Whether the service has answered any of it.
    answered: bool,
    /// Why the requests without an answer have none.
    lost: Option<Error>,
}

impl Sending<'_> {
    /// Sends what has no answer that stands, as often as the client does.
    async fn send_and_retry(&mut self) {
        let timer = self.client.timer();
        let start = timer.now();
        let mut attempts = 0;
        let mut challenged = false;
        let mut indexes = self.unanswered();
        loop {
            attempts += 1;
            if let Err(error) = self.send_all(&indexes).await {
                self.lost = Some(error);
                return;
            }
            if !challenged && self.answer_challenge().await {
                challenged = true;
                attempts -= 1;
                indexes = self.with_dependents(|part| part == StatusCode::UNAUTHORIZED);
                continue;
            }
            indexes = self.refused_for_now();
            let past = Past {
                attempts,
                elapsed: timer.now().saturating_sub(start),
            };
            let settings = &self.client.0;
            let wait = settings
                .retry
                .wait(self.asked(&indexes), &past, (settings.random)());
            let Some(wait) = wait.filter(|_| !indexes.is_empty()) else {
                return;
            };
            timer.sleep(wait).await;
        }
    }

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
            Request::<BatchAnswer>::new(self.client.clone(), Method::POST, url, body, None)
                .described("/$batch".to_owned())
                .with_header(CLIENT_REQUEST_ID.as_str(), &self.id);
        for &index in batch {
            if let Some(outcome) = self.outcomes.get_mut(index) {
                *outcome = None;
            }
        }
        // Until the service has answered, it may be doing any of it: also if this future is dropped.
        let open: Vec<_> = batch.iter().map(|index| self.note(*index)).collect();
        let answers = match request.await {
            Ok(BatchAnswer(answers)) => answers,
            Err(error) => {
                if !error.may_have_executed() {
                    for (index, leg) in batch.iter().zip(open) {
                        self.correct(*index, leg, State::Refused);
                    }
                }
                return Err(error);
            }
        };
        self.answered = true;
        for (index, answer) in answers {
            if let Some(place) = batch.iter().position(|other| *other == index) {
                let state = State::of(answer.status(), answer.headers());
                self.correct(index, open.get(place).copied().flatten(), state);
                self.answer(index, answer);
            }
        }
        Ok(())
    }

    /// Notes that a part is on its way.
    fn note(&self, index: usize) -> Option<usize> {
        Some(self.exchanges.get(index)?.as_ref()?.part())
    }

    /// Notes what became of it.
    fn correct(&self, index: usize, leg: Option<usize>, state: State) {
        let exchange = self.exchanges.get(index).and_then(Option::as_ref);
        if let (Some(exchange), Some(leg)) = (exchange, leg) {
            exchange.ended(leg, state);
        }
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

    fn answer(&mut self, index: usize, mut answer: http::Response<Bytes>) {
        if let Some(Some(exchange)) = self.exchanges.get(index) {
            answer.extensions_mut().insert(exchange.clone());
        }
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

    /// Renews the token if a part was refused for want of claims.
    async fn answer_challenge(&self) -> bool {
        let answers = self.outcomes.iter().flatten().flatten();
        let mut refused = answers.filter(|answer| answer.status() == StatusCode::UNAUTHORIZED);
        match refused.next() {
            Some(answer) => {
                let renewal = self.client.0.answer_challenge(answer.headers()).await;
                // Without another token the answers stand as they are.
                renewal.unwrap_or(false)
            }
            None => false,
        }
    }

    /// What the service refused for now, and what waited for that.
    fn refused_for_now(&self) -> Vec<usize> {
        self.again(|index, response| {
            let part = self.items.get(index).and_then(Item::part);
            part.is_some_and(|part| is_for_now(response, part.repeatable))
        })
    }

    fn with_dependents(&self, wanted: impl Fn(StatusCode) -> bool) -> Vec<usize> {
        self.again(|_, response| wanted(response.status()))
    }

    fn again(&self, wanted: impl Fn(usize, &http::Response<Bytes>) -> bool) -> Vec<usize> {
        let mut again = Vec::new();
        for (index, item) in self.items.iter().enumerate() {
            let Some(Some(Ok(response))) = self.outcomes.get(index) else {
                continue;
            };
            let is_dependent = response.status() == StatusCode::FAILED_DEPENDENCY
                && item.after.iter().any(|earlier| again.contains(earlier));
            if is_dependent || wanted(index, response) {
                again.push(index);
            }
        }
        again
    }

    /// The longest wait that the service asks for.
    fn asked(&self, indexes: &[usize]) -> Option<Duration> {
        let now = self.client.timer().wall_clock();
        let waits = indexes.iter().filter_map(|index| {
            let response = self.outcomes.get(*index)?.as_ref()?.as_ref().ok()?;
            retry_after(response.headers(), now)
        });
        waits.max()
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

    /// The outcomes; those that never came are errors that say why.
    fn finish(self) -> Result<Vec<Outcome>, Error> {
        let lost = match self.lost {
            Some(error) if !self.answered => {
                let mut parts = self.exchanges.iter().flatten();
                return Err(error.having_executed(parts.any(Exchange::may_have_executed)));
            }
            Some(error) => error,
            None => {
                let message = "the answer to the batch does not have one to this request";
                Error::transport(TransportError::new(message))
            }
        };
        let parts = self.outcomes.into_iter().zip(self.exchanges);
        let outcomes = parts.map(|(outcome, exchange)| {
            outcome.or_else(|| {
                let error = lost.copy();
                Some(Err(match exchange {
                    Some(exchange) => error.during(exchange.call()),
                    None => error,
                }))
            })
        });
        Ok(outcomes.collect())
    }

    fn status(&self, index: usize) -> Option<StatusCode> {
        let answer = self.outcomes.get(index)?.as_ref()?.as_ref();
        answer.ok().map(http::Response::status)
    }
}
