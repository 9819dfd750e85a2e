//! The client: a cloud, a credential, a transport.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::{Request, Response};

use crate::cloud::origin;
use crate::codec::Strictness;
use crate::credential::TokenCache;
use crate::hosts::{Hosts, is_loopback};
use crate::random::Random;
use crate::timer::SystemTimer;
use crate::{Cloud, Credential, Error, Policy, Retry, Target, Timer, Transport};

/// Sends requests to one cloud, as one identity. Cheap to clone; clones share the token.
#[derive(Clone)]
pub struct Client(Arc<Settings>);

#[derive(Clone)]
pub(crate) struct Settings {
    pub(crate) base: String,
    pub(crate) scope: String,
    pub(crate) hosts: Hosts,
    pub(crate) credential: Arc<dyn Credential>,
    pub(crate) tokens: Arc<TokenCache>,
    pub(crate) transport: Arc<dyn Transport>,
    pub(crate) timer: Arc<dyn Timer>,
    pub(crate) random: Arc<Random>,
    pub(crate) retry: Retry,
    pub(crate) timeout: Option<Duration>,
    pub(crate) attempt_timeout: Option<Duration>,
    pub(crate) max_redirects: u32,
    pub(crate) policies: Vec<Arc<dyn Policy>>,
    pub(crate) attempt_policies: Vec<Arc<dyn Policy>>,
    knows_all_enum_members: bool,
    strictness: Strictness,
}

impl Client {
    /// A client with the default transport.
    ///
    /// # Errors
    ///
    /// If the transport cannot be set up, or none of the features that bring TLS is enabled: clouds speak nothing but
    /// https.
    #[cfg(feature = "reqwest")]
    pub fn new(cloud: Cloud, credential: impl Credential + 'static) -> Result<Self, Error> {
        crate::transport::require_tls().map_err(Error::transport)?;
        let transport = crate::ReqwestTransport::new().map_err(Error::transport)?;
        Ok(Self::with_transport(cloud, credential, transport))
    }

    /// A client with another transport.
    #[must_use]
    #[allow(clippy::needless_pass_by_value)] // it is the client's from now on
    pub fn with_transport(
        cloud: Cloud,
        credential: impl Credential + 'static,
        transport: impl Transport + 'static,
    ) -> Self {
        Self::build(cloud.base(), cloud.scope(), credential, transport)
    }

    /// A client for tests against a server on this machine, `http://127.0.0.1:8080`. The token that
    /// it sends is `loopback`.
    ///
    /// # Errors
    ///
    /// If `base` is the URL of any other place.
    #[cfg(feature = "reqwest")]
    pub fn loopback(base: &str) -> Result<Self, Error> {
        let transport = crate::ReqwestTransport::direct().map_err(Error::transport)?;
        Self::loopback_with(base, crate::StaticToken::new("loopback"), transport)
    }

    /// A client for tests against a server on this machine, with any credential and transport.
    ///
    /// # Errors
    ///
    /// If `base` is not the URL of a server on this machine.
    pub fn loopback_with(
        base: &str,
        credential: impl Credential + 'static,
        transport: impl Transport + 'static,
    ) -> Result<Self, Error> {
        match base.parse().as_ref().map(origin) {
            Ok(Some(origin)) if is_loopback(&origin) => {
                let base = base.trim_end_matches('/');
                Ok(Self::build(
                    base,
                    "loopback/.default",
                    credential,
                    transport,
                ))
            }
            _ => Err(Error::request(
                "a loopback client only speaks http to this machine",
            )),
        }
    }

    /// Is it a client of one of these clouds? Of those that are not Microsoft's, nothing is known.
    pub(crate) fn is_one_of(&self, clouds: &[Cloud]) -> bool {
        let base = self.0.base.as_str();
        clouds.is_empty()
            || !Cloud::NATIONAL.iter().any(|cloud| cloud.base() == base)
            || clouds.iter().any(|cloud| cloud.base() == base)
    }

    /// This client with other rules about sending again.
    #[must_use]
    pub fn with_retry(self, retry: Retry) -> Self {
        self.with(|settings| settings.retry = retry)
    }

    /// This client with a limit of the time that a request may take: sign-in, redirects, attempts
    /// and the waits between them. There is none at first.
    #[must_use]
    pub fn with_timeout(self, limit: Duration) -> Self {
        self.with(|settings| settings.timeout = Some(limit))
    }

    /// This client with a limit of the time that a single attempt may take, from the first byte sent
    /// to the last byte received. At first it is 100 seconds.
    #[must_use]
    pub fn with_attempt_timeout(self, limit: Duration) -> Self {
        self.with(|settings| settings.attempt_timeout = Some(limit))
    }

    /// This client with a limit of the number of redirects that are followed for a request: 10 at
    /// first.
    #[must_use]
    pub fn with_max_redirects(self, redirects: u32) -> Self {
        self.with(|settings| settings.max_redirects = redirects)
    }

    /// This client with a further policy, which sees each request once, whatever the number of attempts.
    #[must_use]
    pub fn with_policy(self, policy: impl Policy + 'static) -> Self {
        self.with(|settings| settings.policies.push(Arc::new(policy)))
    }

    /// This client with a further policy, which sees each attempt, of each redirect.
    #[must_use]
    pub fn with_attempt_policy(self, policy: impl Policy + 'static) -> Self {
        self.with(|settings| settings.attempt_policies.push(Arc::new(policy)))
    }

    /// This client, whose token may go to another host too, by https on port 443.
    ///
    /// # Errors
    ///
    /// If `host` is anything but a name: an IP address, a pattern, a URL, a name with a port.
    pub fn with_allowed_host(mut self, host: &str) -> Result<Self, Error> {
        Arc::make_mut(&mut self.0).hosts.allow(host)?;
        Ok(self)
    }

    /// This client with tokens for another scope than the cloud's.
    #[must_use]
    pub fn with_scope(self, scope: &str) -> Self {
        self.with(|settings| {
            scope.clone_into(&mut settings.scope);
            settings.tokens = Arc::default();
        })
    }

    /// This client with another clock.
    #[must_use]
    pub fn with_timer(self, timer: impl Timer + 'static) -> Self {
        self.with(|settings| settings.timer = Arc::new(timer))
    }

    /// This client with other random numbers, for tests: ids and waits follow from them.
    #[must_use]
    pub fn with_random(self, random: impl Fn() -> u64 + Send + Sync + 'static) -> Self {
        self.with(|settings| settings.random = Arc::new(random))
    }

    /// A version of the service: `v1.0`. Without a name, the service itself.
    #[must_use]
    pub fn service(&self, version: &str) -> Target {
        let root = Target::new(self.clone(), self.0.base.clone());
        if version.is_empty() {
            root
        } else {
            root.segment(version).as_root()
        }
    }

    /// This client, asking in every request for the names of enumeration members that services
    /// otherwise replace by `unknownFutureValue`: `Prefer: include-unknown-enum-members`.
    #[must_use]
    pub fn with_unknown_enum_members(self) -> Self {
        self.with(|settings| settings.knows_all_enum_members = true)
    }

    /// This client, to which an answer with a [`Mismatch`](crate::Mismatch) is an error: a value of
    /// another type than declared, a member that occurs more than once. [`Error::path`] tells the
    /// first. Members that are not declared are no mismatches.
    #[must_use]
    pub fn with_strict_decoding(self) -> Self {
        self.with(|settings| settings.strictness = Strictness::Strict)
    }

    pub(crate) fn strictness(&self) -> Strictness {
        self.0.strictness
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

    /// Sends a request to an absolute URL, on whatever host. The token is added where it may go.
    pub(crate) async fn send(&self, request: Request<Bytes>) -> Result<Response<Bytes>, Error> {
        self.0.send(request).await
    }

    fn with(mut self, change: impl FnOnce(&mut Settings)) -> Self {
        change(Arc::make_mut(&mut self.0));
        self
    }

    fn build(
        base: &str,
        scope: &str,
        credential: impl Credential + 'static,
        transport: impl Transport + 'static,
    ) -> Self {
        Self(Arc::new(Settings {
            base: base.to_owned(),
            scope: scope.to_owned(),
            hosts: Hosts::new(base),
            credential: Arc::new(credential),
            tokens: Arc::default(),
            transport: Arc::new(transport),
            timer: Arc::new(SystemTimer),
            random: Arc::new(crate::random::random),
            retry: Retry::new(),
            timeout: None,
            attempt_timeout: Some(Duration::from_secs(100)),
            max_redirects: 10,
            policies: Vec::new(),
            attempt_policies: Vec::new(),
            knows_all_enum_members: false,
            strictness: Strictness::Lenient,
        }))
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{StaticToken, transport_fn};

    #[test]
    fn loopback_is_this_machine() {
        let transport = || transport_fn(|_| async { Ok(Response::default()) });
        let loopback = |url| Client::loopback_with(url, StaticToken::new("x"), transport());
        for url in [
            "http://127.0.0.1:8080",
            "http://[::1]:1/",
            "http://localhost",
        ] {
            assert!(loopback(url).is_ok(), "{url}");
        }
        for url in [
            "https://127.0.0.1",
            "http://127.0.0.1.evil.example",
            "http://127.0.0.1@evil.example",
            "http://graph.microsoft.com",
            "127.0.0.1",
        ] {
            assert!(loopback(url).is_err(), "{url}");
        }
    }
}
