//! From a request to its answer.
//!
//! In the order in which a request passes them: the limit of the whole, the user's policies,
//! redirects, retries, the user's policies for each attempt, the token, the limit of an attempt, the transport.

mod authorize;
mod policy;
mod redirect;
mod retry;
mod retry_after;
mod settings;
#[cfg(test)]
mod tests;
mod within;

pub use policy::{Next, Policy};
pub use retry::Retry;

pub(crate) use redirect::SeeOther;
pub(crate) use retry::Resend;
pub(crate) use retry_after::retry_after;
pub(crate) use settings::Settings;
pub(crate) use within::within;

use bytes::Bytes;
use http::header::{HeaderName, HeaderValue};
use http::{Request, Response};

use crate::error::{Error, Exchange};
use crate::exchange::trace;

const CLIENT_REQUEST_ID: HeaderName = HeaderName::from_static("client-request-id");

impl Settings {
    /// Sends `request`, by all stages.
    pub(crate) async fn send(&self, mut request: Request<Bytes>) -> Result<Response<Bytes>, Error> {
        let exchange = Exchange {
            method: request.method().clone(),
            client_request_id: self.identify(&mut request),
        };
        let sending = trace::call(&exchange, Next::call(self).send(request));
        let answer = match within(&*self.timer, self.timeout, sending).await {
            Some(answer) => answer,
            None => Err(Error::timeout("the time for the request is over")),
        };
        match answer {
            Ok(mut response) => {
                response.extensions_mut().insert(exchange);
                Ok(response)
            }
            Err(error) => Err(error.during(exchange)),
        }
    }

    /// The id of the request: the caller's, or a new one.
    fn identify(&self, request: &mut Request<Bytes>) -> String {
        let given = request.headers().get(&CLIENT_REQUEST_ID);
        if let Some(id) = given.and_then(|id| id.to_str().ok()) {
            return id.to_owned();
        }
        let id = crate::exchange::random::guid(&*self.random);
        if let Ok(value) = HeaderValue::try_from(&id) {
            request.headers_mut().insert(CLIENT_REQUEST_ID, value);
        }
        id
    }

    /// Sends `request` once, as it is.
    async fn attempt(&self, request: Request<Bytes>) -> Result<Response<Bytes>, Error> {
        let sending = self.transport.send(request);
        match within::within(&*self.timer, self.attempt_timeout, sending).await {
            Some(answer) => answer.map_err(Error::transport),
            None => Err(Error::timeout("the time for an attempt is over")),
        }
    }
}
