//! The client as programs make it: a cloud, a credential, a transport.

use std::sync::Arc;
use std::time::Duration;

use http::HeaderValue;

use crate::error::Error;
use crate::exchange::client::Client;
use crate::exchange::cloud::{Cloud, origin};
use crate::exchange::credential::Credential;
#[cfg(feature = "reqwest")]
use crate::exchange::credential::StaticToken;
use crate::exchange::hosts::{Hosts, is_loopback};
use crate::exchange::pipeline::{Policy, Retry, Settings};
use crate::exchange::random::random;
use crate::exchange::timer::{SystemTimer, Timer};
use crate::exchange::transport::Transport;
#[cfg(feature = "reqwest")]
use crate::exchange::transport::{ReqwestTransport, require_tls};
use crate::model::codec::Strictness;
use crate::request::target::Target;

/// The name of this crate, for services that tell programs apart.
const USER_AGENT: &str = concat!("msgraph-core/", env!("CARGO_PKG_VERSION"));

/// The size of the largest answer that is held in memory, unless the program says otherwise.
const MAX_ANSWER: usize = 256 * 1024 * 1024;

impl Client {
    /// A client with the default transport.
    ///
    /// # Errors
    ///
    /// If the transport cannot be set up, or none of the features that bring TLS is enabled: clouds speak nothing but
    /// https.
    #[cfg(feature = "reqwest")]
    pub fn new(cloud: Cloud, credential: impl Credential + 'static) -> Result<Self, Error> {
        require_tls().map_err(Error::transport)?;
        let transport = ReqwestTransport::new().map_err(Error::transport)?;
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
        let transport = ReqwestTransport::direct().map_err(Error::transport)?;
        Self::loopback_with(base, StaticToken::new("loopback"), transport)
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

    /// This client with other rules about sending again.
    #[must_use]
    pub fn with_retry(self, retry: Retry) -> Self {
        self.with(|settings| settings.retry = retry)
    }

    /// This client with a limit of the time that a request may take: sign-in, redirects, attempts
    /// and the waits between them. There is none at first. Where the answer is read as a stream, it goes for the time
    /// until that begins.
    #[must_use]
    pub fn with_timeout(self, limit: Duration) -> Self {
        self.with(|settings| settings.timeout = Some(limit))
    }

    /// This client with a limit of the time in which an attempt may stand still: the service does not answer, or no byte
    /// of a body that is sent or read comes further. At first it is 100 seconds.
    ///
    /// A large file may take hours; [`with_timeout`](Self::with_timeout) limits the whole.
    #[must_use]
    pub fn with_attempt_timeout(self, limit: Duration) -> Self {
        self.with(|settings| settings.attempt_timeout = Some(limit))
    }

    /// This client with another limit of the size of an answer whose whole body is held in memory: 256 MiB at
    /// first. A larger answer is an error; streams have no limit. Of answers that report an error, never more than the
    /// first MiB is read.
    #[must_use]
    pub fn with_max_answer(self, bytes: usize) -> Self {
        self.with(|settings| settings.max_answer = bytes)
    }

    /// This client with a limit of the number of redirects that are followed for a request: 10 at
    /// first.
    #[must_use]
    pub fn with_max_redirects(self, redirects: u32) -> Self {
        self.with(|settings| settings.max_redirects = redirects)
    }

    /// This client with another `User-Agent` than `msgraph-core/x.y.z`. SharePoint wants
    /// `NONISV|Contoso|Example/1.0`, and throttles others first
    /// ([how to decorate](https://learn.microsoft.com/sharepoint/dev/general-development/how-to-avoid-getting-throttled-or-blocked-in-sharepoint-online)).
    ///
    /// # Errors
    ///
    /// If `agent` has characters that no header can hold.
    pub fn with_user_agent(self, agent: &str) -> Result<Self, Error> {
        let agent = HeaderValue::try_from(agent)
            .map_err(|_| Error::request("a user agent that HTTP does not allow"))?;
        Ok(self.with(|settings| settings.user_agent = agent))
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
    #[cfg(feature = "test-support")]
    #[must_use]
    pub fn with_random(self, random: impl Fn() -> u64 + Send + Sync + 'static) -> Self {
        self.with(|settings| settings.random = Arc::new(random))
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
            random: Arc::new(random),
            retry: Retry::new(),
            timeout: None,
            attempt_timeout: Some(Duration::from_secs(100)),
            max_answer: MAX_ANSWER,
            user_agent: HeaderValue::from_static(USER_AGENT),
            max_redirects: 10,
            policies: Vec::new(),
            attempt_policies: Vec::new(),
            knows_all_enum_members: false,
            strictness: Strictness::Lenient,
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::credential::StaticToken;
    use crate::exchange::transport::transport_fn;

    #[test]
    fn loopback_is_this_machine() {
        let transport = || transport_fn(|_| async { Ok(http::Response::default()) });
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
