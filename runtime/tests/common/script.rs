//! A transport that gives one prepared answer after the other, and time that passes at once.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use msgraph_core::{
    Bytes, Client, Cloud, Retry, StaticToken, TransportError, VirtualTimer, http, transport_fn,
};

type Request = http::Request<Bytes>;
type Answer = Result<http::Response<Bytes>, &'static str>;

/// What is answered, and what was asked.
#[derive(Clone, Default)]
pub struct Script {
    answers: Arc<Mutex<VecDeque<Answer>>>,
    asked: Arc<Mutex<Vec<Request>>>,
    pub timer: VirtualTimer,
}

/// An answer with a body, and headers as `name: value`.
#[allow(clippy::unnecessary_wraps)] // a script also has requests that are not answered
pub fn answer(status: u16, headers: &[&str], body: &str) -> Answer {
    let mut response = http::Response::builder().status(status);
    for header in headers {
        let (name, value) = header.split_once(": ").unwrap();
        response = response.header(name, value);
    }
    Ok(response.body(Bytes::from(body.to_owned())).unwrap())
}

impl Script {
    pub fn new(answers: impl IntoIterator<Item = Answer>) -> Self {
        Self {
            answers: Arc::new(Mutex::new(answers.into_iter().collect())),
            ..Self::default()
        }
    }

    pub fn client(&self) -> Client {
        let script = self.clone();
        let transport = transport_fn(move |request: Request| {
            script.asked.lock().unwrap().push(request);
            let answer = script.answers.lock().unwrap().pop_front();
            let answer = answer.unwrap_or(Err("nothing more in the script"));
            async { answer.map_err(TransportError::new) }
        });
        Client::with_transport(Cloud::Global, StaticToken::new("s3cret"), transport)
            .with_timer(self.timer.clone())
            .with_retry(Retry::never())
    }

    /// The URLs that were asked, each with whether the token was sent.
    pub fn asked(&self) -> Vec<(String, bool)> {
        let asked = self.asked.lock().unwrap();
        let describe = |request: &Request| {
            let headers = request.headers();
            (
                request.uri().to_string(),
                headers.contains_key("authorization"),
            )
        };
        asked.iter().map(describe).collect()
    }

    /// The values of a header, request by request.
    pub fn header(&self, name: &str) -> Vec<Option<String>> {
        let asked = self.asked.lock().unwrap();
        let value = |request: &Request| {
            let value = request.headers().get(name)?;
            Some(value.to_str().unwrap().to_owned())
        };
        asked.iter().map(value).collect()
    }

    /// Whole seconds of every wait.
    pub fn waits(&self) -> Vec<u64> {
        self.timer.sleeps().iter().map(Duration::as_secs).collect()
    }
}
