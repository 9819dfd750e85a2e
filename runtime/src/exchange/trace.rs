//! What goes on, for programs that watch: paths, but no queries, no bodies and no secrets.

use std::time::Duration;

use http::{Method, Request, Response};

use crate::error::Error;
use crate::exchange::transport::Body;

type Answer = Result<Response<Body>, Error>;

#[cfg(not(feature = "tracing"))]
mod reports {
    use super::{Answer, Body, Duration, Method, Request};

    pub(crate) fn call<F: Future<Output = Answer>>(_: &Method, _: &str, sending: F) -> F {
        sending
    }

    pub(crate) fn attempt<F: Future<Output = Answer>>(_: &Request<Body>, _: u32, sending: F) -> F {
        sending
    }

    pub(crate) fn waiting(_: Duration) {}

    pub(crate) fn not_offered(_: &Method, _: &str) {}
}

#[cfg(feature = "tracing")]
mod reports {
    use tracing::field::Empty;
    use tracing::{Instrument as _, debug, debug_span, warn};

    use super::{Answer, Body, Duration, Method, Request};

    /// A request, with all of its attempts.
    pub(crate) fn call<F: Future<Output = Answer>>(
        method: &Method,
        client_request_id: &str,
        sending: F,
    ) -> impl Future<Output = Answer> {
        let span = debug_span!("request", %method, client_request_id);
        sending.instrument(span)
    }

    /// One attempt.
    pub(crate) fn attempt<F: Future<Output = Answer>>(
        request: &Request<Body>,
        number: u32,
        sending: F,
    ) -> impl Future<Output = Answer> {
        let uri = request.uri();
        let span = debug_span!(
            "attempt",
            number,
            method = %request.method(),
            host = uri.host(),
            path = uri.path(),
            status = Empty,
            request_id = Empty,
        );
        let recorded = span.clone();
        async move {
            let answer = sending.await;
            match &answer {
                Ok(response) => {
                    recorded.record("status", response.status().as_u16());
                    let id = response.headers().get("request-id");
                    recorded.record("request_id", id.and_then(|id| id.to_str().ok()));
                    debug!("answered");
                }
                Err(error) => debug!(%error, "failed"),
            }
            answer
        }
        .instrument(span)
    }

    pub(crate) fn waiting(wait: Duration) {
        debug!(?wait, "waiting before the next attempt");
    }

    /// A request is sent to a cloud that is known not to have it. `url` has no query.
    pub(crate) fn not_offered(method: &Method, url: &str) {
        warn!(%method, url, "this cloud is not known to offer this request");
    }
}

pub(crate) use reports::{attempt, call, not_offered, waiting};
