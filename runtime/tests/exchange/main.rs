//! What is known of a request is known to whatever ends it.

#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)] // failing is what a test is for

#[path = "../common/mod.rs"]
mod common;

mod answers;
mod batches;
mod credentials;
mod executed;
mod words;

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use msgraph_core::{
    Bytes, Client, Cloud, NoParameters, Request, Retry, StaticToken, Target, TransportError,
    VirtualTimer, http, transport_fn,
};

/// What a request gets: an answer, or none.
#[derive(Clone)]
enum Step {
    Answer(u16, Vec<(&'static str, String)>, String),
    Lost,
    NotSent,
}

fn answer(status: u16, headers: &[(&'static str, &str)], body: &str) -> Step {
    let headers = headers
        .iter()
        .map(|(name, value)| (*name, (*value).to_owned()));
    Step::Answer(status, headers.collect(), body.to_owned())
}

fn json(body: &str) -> Step {
    answer(200, &[("content-type", "application/json")], body)
}

/// A service that follows a script; the last step is for all further requests.
#[derive(Clone)]
struct Service {
    client: Client,
    asked: Arc<Mutex<Vec<http::Request<Bytes>>>>,
    timer: VirtualTimer,
}

impl Service {
    fn new(steps: impl IntoIterator<Item = Step>) -> Self {
        let asked: Arc<Mutex<Vec<http::Request<Bytes>>>> = Arc::default();
        let steps = Mutex::new(steps.into_iter().collect::<VecDeque<_>>());
        let log = Arc::clone(&asked);
        let transport = transport_fn(move |request| {
            log.lock().unwrap().push(request);
            let mut steps = steps.lock().unwrap();
            let last = steps.len() == 1;
            let step = if last {
                steps[0].clone()
            } else {
                steps.pop_front().unwrap()
            };
            std::future::ready(match step {
                Step::Answer(status, headers, body) => {
                    let mut response = http::Response::builder().status(status);
                    for (name, value) in headers {
                        response = response.header(name, value);
                    }
                    Ok(response.body(Bytes::from(body)).unwrap())
                }
                Step::Lost => Err(TransportError::new("lost")),
                Step::NotSent => Err(TransportError::new("refused").with_not_sent()),
            })
        });
        let timer = VirtualTimer::new();
        let client = Client::with_transport(Cloud::Global, StaticToken::new("s3cret"), transport)
            .with_timer(timer.clone())
            .with_random(|| 0);
        Self {
            client,
            asked,
            timer,
        }
    }

    fn with(mut self, change: impl FnOnce(Client) -> Client) -> Self {
        self.client = change(self.client);
        self
    }

    fn root(&self) -> Target {
        self.client.service("v1.0")
    }

    fn post(&self) -> Request<()> {
        self.root().segment("x").action("send", &NoParameters)
    }

    fn count(&self) -> usize {
        self.asked.lock().unwrap().len()
    }

    fn body(&self, n: usize) -> String {
        String::from_utf8(self.asked.lock().unwrap()[n].body().to_vec()).unwrap()
    }

    fn slept(&self) -> Duration {
        self.timer.sleeps().iter().sum()
    }
}

fn never(client: Client) -> Client {
    client.with_retry(Retry::never())
}
