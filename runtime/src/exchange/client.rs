//! The handle that requests hold: whom to ask, and how.

use std::fmt;
use std::sync::Arc;

use bytes::Bytes;
use http::{HeaderMap, Method, Request, Response};

use crate::error::Error;
use crate::exchange::cloud::Cloud;
use crate::exchange::pipeline::{Exchange, Settings, Streamed};
use crate::exchange::timer::Timer;
use crate::exchange::transport::Body;

/// Sends requests to one cloud, as one identity. Cheap to clone; clones share the token.
///
/// ```
/// use std::time::Duration;
/// use msgraph_core::{Client, Cloud, Retry, StaticToken};
///
/// # let transport = msgraph_core::transport_fn(|_| async { unreachable!() });
/// let client = Client::with_transport(Cloud::Global, StaticToken::new("t0k3n"), transport)
///     .with_retry(Retry::new().with_max_attempts(5))
///     .with_timeout(Duration::from_secs(60))
///     .with_user_agent("inventory/1.0")?;
/// let users = client.service("v1.0").segment("users");
/// # let _ = users;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct Client(pub(crate) Arc<Settings>);

impl Client {
    /// Is it a client of one of these clouds? Of those that are not Microsoft's, nothing is known.
    pub(crate) fn is_one_of(&self, clouds: &[Cloud]) -> bool {
        let base = self.0.base.as_str();
        clouds.is_empty()
            || !Cloud::NATIONAL.iter().any(|cloud| cloud.base() == base)
            || clouds.iter().any(|cloud| cloud.base() == base)
    }

    /// Whether this is `other`, or a clone of it.
    pub(crate) fn is(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }

    pub(crate) fn knows_all_enum_members(&self) -> bool {
        self.0.knows_all_enum_members
    }

    /// Whether a request to this URL would be given the token.
    pub(crate) fn trusts(&self, url: &str) -> bool {
        let hosts = &self.0.hosts;
        url.parse().is_ok_and(|uri| hosts.is_trusted(&uri))
    }

    /// Whether a request to this URL would be sent at all.
    pub(crate) fn can_ask(&self, url: &str) -> bool {
        let hosts = &self.0.hosts;
        url.parse().is_ok_and(|uri| hosts.can_be_asked(&uri))
    }

    pub(crate) fn timer(&self) -> &dyn Timer {
        &*self.0.timer
    }

    /// The exchange of a request that begins, see [`Exchange::begin`].
    pub(crate) fn begin(
        &self,
        method: &Method,
        url: &str,
        template: &str,
        headers: &HeaderMap,
    ) -> Exchange {
        Exchange::begin(&self.0, method, url, template, headers)
    }

    /// Sends a request to an absolute URL, on whatever host. The token is added where it may go. The answer is whole.
    pub(crate) async fn send(
        &self,
        request: Request<Body>,
        exchange: Exchange,
    ) -> Result<Response<Bytes>, Error> {
        let call = exchange.clone();
        let (head, body) = self.0.send(request, exchange).await?.into_parts();
        if body.as_bytes().is_some() {
            return Ok(Response::from_parts(head, body.into_held()));
        }
        // A policy has put it there.
        let body = body.read(self.0.max_answer).await;
        let body = body.map_err(|error| Error::transport(error).during(call.call()))?;
        Ok(Response::from_parts(head, body))
    }

    /// Sends a request as [`send`](Self::send) does. If the answer says that it succeeded, its body is read as it comes.
    pub(crate) async fn send_streamed(
        &self,
        mut request: Request<Body>,
        exchange: Exchange,
    ) -> Result<Response<Body>, Error> {
        request.extensions_mut().insert(Streamed);
        self.0.send(request, exchange).await
    }
}

impl From<&Exchange> for Client {
    fn from(exchange: &Exchange) -> Self {
        Self(Arc::clone(exchange.settings()))
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("base", &self.0.base)
            .field("scope", &self.0.scope)
            .field("hosts", &self.0.hosts)
            .field("retry", &self.0.retry)
            .field("timeout", &self.0.timeout)
            .field("attempt_timeout", &self.0.attempt_timeout)
            .finish_non_exhaustive()
    }
}
