//! The client: a cloud, a credential, a transport.

use std::fmt;
use std::sync::Arc;

use bytes::Bytes;
use http::header::{AUTHORIZATION, HeaderValue};
use http::{Request, Response, Uri};

use crate::cloud::origin;
use crate::timer::SystemTimer;
use crate::{Cloud, Credential, Error, Target, Timer, Transport};

/// Sends requests to one cloud, as one identity. Cheap to clone.
#[derive(Clone)]
pub struct Client(Arc<Inner>);

#[derive(Clone)]
struct Inner {
    base: String,
    scope: String,
    credential: Arc<dyn Credential>,
    transport: Arc<dyn Transport>,
    timer: Arc<dyn Timer>,
    knows_all_enum_members: bool,
}

impl Client {
    /// A client with the default transport.
    ///
    /// # Errors
    ///
    /// If the transport cannot be set up.
    #[cfg(feature = "reqwest")]
    pub fn new(cloud: Cloud, credential: impl Credential + 'static) -> Result<Self, Error> {
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

    /// Like [`Client::loopback`], with another credential and transport.
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
            Ok(Some((scheme, host, _)))
                if scheme == "http" && ["127.0.0.1", "[::1]", "localhost"].contains(&&*host) =>
            {
                Ok(Self::build(
                    base.trim_end_matches('/'),
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

    /// This client with another clock.
    #[must_use]
    pub fn with_timer(mut self, timer: impl Timer + 'static) -> Self {
        Arc::make_mut(&mut self.0).timer = Arc::new(timer);
        self
    }

    /// This client, asking in every request for the names of enumeration members that services
    /// otherwise replace by `unknownFutureValue`: `Prefer: include-unknown-enum-members`.
    #[must_use]
    pub fn with_unknown_enum_members(mut self) -> Self {
        Arc::make_mut(&mut self.0).knows_all_enum_members = true;
        self
    }

    /// Whether this is `other`, or a clone of it.
    pub(crate) fn is(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }

    pub(crate) fn knows_all_enum_members(&self) -> bool {
        self.0.knows_all_enum_members
    }

    pub(crate) fn timer(&self) -> &dyn Timer {
        &*self.0.timer
    }

    /// Sends a request to an absolute URL, on whatever host. The token is added where it may go.
    pub(crate) async fn send(&self, mut request: Request<Bytes>) -> Result<Response<Bytes>, Error> {
        self.authorize(&mut request).await?;
        self.0
            .transport
            .send(request)
            .await
            .map_err(Error::transport)
    }

    /// Adds the token. Here, and nowhere else, it is decided who gets it: the origin that the client
    /// was made for, which is https unless the client is a loopback one.
    async fn authorize(&self, request: &mut Request<Bytes>) -> Result<(), Error> {
        if !self.is_trusted(request.uri()) {
            return Ok(());
        }
        let token = self.0.credential.token(&self.0.scope).await?;
        let mut value = HeaderValue::try_from(format!("Bearer {}", token.secret()))
            .map_err(|_| Error::credential("the token has characters that no header can hold"))?;
        value.set_sensitive(true);
        request.headers_mut().insert(AUTHORIZATION, value);
        Ok(())
    }

    /// Whether a request to this URL would be given the token.
    pub(crate) fn trusts(&self, url: &str) -> bool {
        url.parse().is_ok_and(|uri| self.is_trusted(&uri))
    }

    fn is_trusted(&self, uri: &Uri) -> bool {
        let own = self.0.base.parse().ok().and_then(|base| origin(&base));
        own.is_some() && own == origin(uri)
    }

    fn build(
        base: &str,
        scope: &str,
        credential: impl Credential + 'static,
        transport: impl Transport + 'static,
    ) -> Self {
        Self(Arc::new(Inner {
            base: base.to_owned(),
            scope: scope.to_owned(),
            credential: Arc::new(credential),
            transport: Arc::new(transport),
            timer: Arc::new(SystemTimer),
            knows_all_enum_members: false,
        }))
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Client").field(&self.0.base).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{StaticToken, transport_fn};

    fn client(cloud: Cloud) -> Client {
        let transport = transport_fn(|_| async { Ok(Response::default()) });
        Client::with_transport(cloud, StaticToken::new("secret"), transport)
    }

    #[test]
    fn only_the_cloud_itself_is_trusted() {
        let client = client(Cloud::UsGovernmentL4);
        for (url, trusted) in [
            ("https://graph.microsoft.us/v1.0/me", true),
            ("https://GRAPH.microsoft.us:443/", true),
            ("http://graph.microsoft.us/v1.0/me", false),
            ("https://graph.microsoft.us:8443/", false),
            ("https://graph.microsoft.com/v1.0/me", false),
            ("https://dod-graph.microsoft.us/", false),
            ("https://graph.microsoft.us.evil.example/", false),
            ("https://graph.microsoft.us@evil.example/", false),
            ("https://evil.example/graph.microsoft.us", false),
            ("/v1.0/me", false),
        ] {
            assert_eq!(client.is_trusted(&url.parse().unwrap()), trusted, "{url}");
        }
    }

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
