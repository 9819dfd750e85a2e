//! From a request to its answer.
//!
//! In the order in which a request passes them: the limit of the whole, the user's policies,
//! redirects, retries, the user's policies for each attempt, the token, the limit of an attempt, the transport.

mod authorize;
mod exchange;
mod policy;
mod redirect;
mod refusal;
mod retry;
mod retry_after;
mod settings;
mod stream;
#[cfg(test)]
mod tests;
mod within;

pub use policy::{Next, Policy, policy_fn};
pub use retry::Retry;

pub(crate) use exchange::{Exchange, State, host_only};
pub(crate) use redirect::SeeOther;
pub(crate) use retry::{Past, Resend, is_for_now};
pub(crate) use retry_after::retry_after;
pub(crate) use settings::Settings;
pub(crate) use stream::Streamed;
pub(crate) use within::within;

use stream::Activity;

use http::header::{CONTENT_LENGTH, HeaderMap, HeaderName, HeaderValue, USER_AGENT};
use http::{Method, Request, Response};

use crate::error::Error;
use crate::exchange::trace;
use crate::exchange::transport::Body;

const ODATA_MAX_VERSION: HeaderName = HeaderName::from_static("odata-maxversion");

impl Settings {
    /// Sends the request of `exchange`, by all stages.
    pub(crate) async fn send(
        &self,
        mut request: Request<Body>,
        exchange: Exchange,
    ) -> Result<Response<Body>, Error> {
        exchange.identify(request.headers_mut());
        self.introduce(request.headers_mut());
        request.extensions_mut().insert(exchange.clone());
        let (method, id) = (exchange.method(), exchange.client_request_id());
        let sending = trace::call(method, id, Next::call(self).send(request));
        let answer = match within(&*self.timer, self.timeout, sending).await {
            Some(answer) => answer,
            None => Err(Error::timeout("the time for the request is over")),
        };
        match answer {
            Ok(mut response) => {
                response.extensions_mut().insert(exchange);
                Ok(response)
            }
            Err(error) => Err(error.during(exchange.call())),
        }
    }

    /// Says who asks, and up to which version of OData it understands
    /// ([Protocol 4.01, 8.2.7](https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part1-protocol.html#sec_HeaderODataMaxVersion)).
    fn introduce(&self, headers: &mut HeaderMap) {
        let version = HeaderValue::from_static("4.0");
        headers.entry(ODATA_MAX_VERSION).or_insert(version);
        let agent = self.user_agent.clone();
        headers.entry(USER_AGENT).or_insert(agent);
    }

    /// Sends `request` once, as it is.
    async fn attempt(&self, mut request: Request<Body>) -> Result<Response<Body>, Error> {
        let writes = [Method::POST, Method::PUT, Method::PATCH].contains(request.method());
        if writes && request.body().length() == Some(0) {
            // Services answer 411 where nobody says that there is no body.
            let none = HeaderValue::from_static("0");
            request.headers_mut().insert(CONTENT_LENGTH, none);
        }
        let exchange = request.extensions().get::<Exchange>().cloned();
        let leg = exchange.map(|exchange| {
            let leg = exchange.sent(request.method(), request.uri());
            (exchange, leg)
        });
        let streamed = request.extensions().get::<Streamed>().is_some();
        let activity = Activity::new(&self.timer);
        let request = activity.watch_request(request);
        let sending = async {
            let answer = self.transport.send(request).await;
            let answer = answer.map_err(Error::transport)?;
            if streamed && answer.status().is_success() {
                return Ok(self.limit_silence(answer));
            }
            self.read_whole(answer, &activity).await
        };
        let answer = match activity.within(self.attempt_timeout, sending).await {
            Some(answer) => answer,
            None => Err(Error::timeout("the time for an attempt is over")),
        };
        if let Some((exchange, leg)) = leg {
            exchange.ended(leg, state(&answer));
        }
        answer
    }
}

fn state(answer: &Result<Response<Body>, Error>) -> State {
    match answer {
        Ok(response) => State::of(response.status(), response.headers()),
        Err(error) if error.is_not_sent() => State::NotSent,
        Err(_) => State::Sent,
    }
}
