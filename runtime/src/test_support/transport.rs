//! A transport that gives the answers that it was made with.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use http::{Request, Response};

use super::{Answer, Received, client, lock};
use crate::exchange::client::Client;
use crate::exchange::future::BoxFuture;
use crate::exchange::timer::VirtualTimer;
use crate::exchange::transport::{Body, Transport, TransportError};

/// A transport in memory: one prepared answer after the other, whatever is asked. Clones share the script.
///
/// ```
/// use msgraph_core::test_support::{Answer, FakeTransport};
/// # use msgraph_core::Single;
///
/// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
/// let fake = FakeTransport::new([Answer::throttled(30), Answer::json(r#"{"value":7}"#)]);
/// let service = fake.client().service("v1.0");
/// let answer = service.segment("answer").get::<Single<Option<i32>>>().await?;
/// assert_eq!(answer.value, Some(7));
/// assert_eq!(fake.lines(), ["GET /v1.0/answer", "GET /v1.0/answer"]);
/// assert_eq!(fake.timer().sleeps().len(), 1); // 30 seconds, in no time
///
/// let error = service.segment("more").get::<Single<Option<i32>>>().await.unwrap_err();
/// let cause = std::error::Error::source(&error).map(ToString::to_string);
/// assert!(cause.is_some_and(|cause| cause.contains("no answer is left for GET")));
/// # Ok::<_, msgraph_core::Error>(())
/// # }).unwrap();
/// ```
#[derive(Clone, Debug, Default)]
pub struct FakeTransport {
    script: Arc<Mutex<Script>>,
    timer: VirtualTimer,
}

#[derive(Debug, Default)]
struct Script {
    answers: VecDeque<Answer>,
    received: Vec<Received>,
}

impl FakeTransport {
    /// Gives these answers, in this order. Another request is an error, which is not retried.
    pub fn new(answers: impl IntoIterator<Item = Answer>) -> Self {
        let script = Script {
            answers: answers.into_iter().collect(),
            received: Vec::new(),
        };
        Self {
            script: Arc::new(Mutex::new(script)),
            timer: VirtualTimer::new(),
        }
    }

    /// A client of the global cloud that asks this, with the token `fake`, and waits on [`timer`](Self::timer).
    /// It retries as others do.
    #[must_use]
    pub fn client(&self) -> Client {
        client(self.clone(), self.timer())
    }

    /// The clock of the clients.
    #[must_use]
    pub fn timer(&self) -> VirtualTimer {
        self.timer.clone()
    }

    /// What was asked so far, attempts that were answered with an error included.
    #[must_use]
    pub fn received(&self) -> Vec<Received> {
        lock(&self.script).received.clone()
    }

    /// The lines of what was asked so far: `GET /v1.0/me`.
    #[must_use]
    pub fn lines(&self) -> Vec<String> {
        let script = lock(&self.script);
        script.received.iter().map(Received::line).collect()
    }

    /// The number of answers that nobody has asked for yet.
    #[must_use]
    pub fn left(&self) -> usize {
        lock(&self.script).answers.len()
    }
}

impl Transport for FakeTransport {
    fn send(
        &self,
        request: Request<Body>,
    ) -> BoxFuture<'_, Result<Response<Body>, TransportError>> {
        Box::pin(async move {
            let request = Received::read(request).await?;
            let mut script = lock(&self.script);
            let answer = script.answers.pop_front();
            let answer = answer.unwrap_or_else(|| {
                Answer::mistake(format!("no answer is left for {}", request.line()))
            });
            script.received.push(request);
            drop(script);
            answer.into_result()
        })
    }
}
