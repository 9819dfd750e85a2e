//! The default transport.

mod stream;

use std::error::Error as StdError;
use std::io;
use std::net::IpAddr;

use reqwest::redirect::Policy;

use super::{Body, Transport, TransportError};
use crate::error::Loss;
use crate::exchange::cloud::{self, Origin};
use crate::exchange::future::BoxFuture;

/// Whether `https` can be spoken: another crate may have brought TLS to reqwest, of which this one knows nothing.
const HAS_TLS: bool = cfg!(any(
    feature = "rustls",
    feature = "native-tls",
    feature = "rustls-no-provider"
));

/// HTTP by reqwest, on a tokio runtime. It does not follow redirects.
///
/// The backend of TLS is that of the feature: `rustls`, `rustls-no-provider` or, if it is the only one, `native-tls`. Without
/// any of them, requests to `https` URLs are refused and nothing is sent. Proxies are used for `https` only, which they
/// cannot read, and never for this machine.
///
/// With the feature `rustls-no-provider` alone, making one panics unless a crypto provider of
/// rustls is installed; that is reqwest's.
///
/// ```
/// use msgraph_core::{Client, Cloud, ReqwestTransport, StaticToken, TransportError};
///
/// fn client() -> Result<Client, TransportError> {
///     let transport = ReqwestTransport::new()?;
///     Ok(Client::with_transport(Cloud::Global, StaticToken::new("t0k3n"), transport))
/// }
/// # let _ = client;
/// ```
#[derive(Clone, Debug)]
pub struct ReqwestTransport {
    /// For other machines.
    network: reqwest::Client,
    /// For this machine, and for whatever a proxy could read.
    direct: reqwest::Client,
}

impl ReqwestTransport {
    /// A transport that uses the proxies of the environment.
    ///
    /// # Errors
    ///
    /// If TLS cannot be set up.
    pub fn new() -> Result<Self, TransportError> {
        Self::proxied(|builder| builder)
    }

    /// A transport that uses no proxy.
    ///
    /// # Errors
    ///
    /// If TLS cannot be set up.
    pub fn direct() -> Result<Self, TransportError> {
        let direct = build(reqwest::Client::builder().no_proxy())?;
        Ok(Self {
            network: direct.clone(),
            direct,
        })
    }

    /// A transport that uses the proxies of the environment and trusts these authorities too,
    /// besides those that the system trusts: certificates in PEM.
    ///
    /// # Errors
    ///
    /// If `pem` cannot be read, or TLS cannot be set up.
    #[cfg(any(
        feature = "rustls",
        feature = "native-tls",
        feature = "rustls-no-provider"
    ))]
    pub fn with_root_certificates(pem: &[u8]) -> Result<Self, TransportError> {
        let certificates = reqwest::Certificate::from_pem_bundle(pem).map_err(error)?;
        Self::proxied(|builder| builder.tls_certs_merge(certificates.clone()))
    }

    fn proxied(
        configure: impl Fn(reqwest::ClientBuilder) -> reqwest::ClientBuilder,
    ) -> Result<Self, TransportError> {
        Ok(Self {
            network: build(configure(reqwest::Client::builder()))?,
            direct: build(configure(reqwest::Client::builder().no_proxy()))?,
        })
    }

    /// The client for this origin.
    fn client(&self, (scheme, host, _): &Origin) -> &reqwest::Client {
        if scheme == "https" && !is_this_machine(host) {
            &self.network
        } else {
            &self.direct
        }
    }
}

impl Transport for ReqwestTransport {
    fn send(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        Box::pin(async move {
            let origin = cloud::origin(request.uri());
            let request = reqwest::Request::try_from(request.map(stream::sent)).map_err(error)?;
            let Some(origin) =
                origin.filter(|origin| origin_of(request.url()).as_ref() == Some(origin))
            else {
                // Who decided about the token read the URL otherwise than who connects.
                let error = TransportError::new("the URL is ambiguous");
                return Err(error.with_not_sent().with_permanent());
            };
            if origin.0 == "https" {
                require_tls()?;
            }
            let sending = self.client(&origin).execute(request);
            let mut answer = sending.await.map_err(error)?;
            let mut response = http::Response::default();
            *response.status_mut() = answer.status();
            *response.version_mut() = answer.version();
            *response.headers_mut() = std::mem::take(answer.headers_mut());
            *response.body_mut() = stream::received(answer);
            Ok(response)
        })
    }
}

fn build(builder: reqwest::ClientBuilder) -> Result<reqwest::Client, TransportError> {
    let builder = builder.redirect(Policy::none());
    // Named, as reqwest's own choice depends on the features that other crates ask for.
    #[cfg(any(feature = "rustls", feature = "rustls-no-provider"))]
    let builder = builder.tls_backend_rustls();
    #[cfg(all(
        feature = "native-tls",
        not(any(feature = "rustls", feature = "rustls-no-provider"))
    ))]
    let builder = builder.tls_backend_native();
    builder.build().map_err(error)
}

/// Fails where `https` cannot be spoken. Proxies would be sent such requests as they are, tokens included.
pub(crate) fn require_tls() -> Result<(), TransportError> {
    if HAS_TLS {
        return Ok(());
    }
    let error = TransportError::new(
        "https needs TLS: enable one of the features `rustls`, `native-tls` and `rustls-no-provider` of `msgraph-core`",
    );
    Err(error.with_not_sent().with_permanent())
}

/// Whether this is a name or an address of this machine.
fn is_this_machine(host: &str) -> bool {
    let host = host.trim_start_matches('[').trim_end_matches([']', '.']);
    let is_loopback = |address: IpAddr| address.to_canonical().is_loopback();
    host.parse().is_ok_and(is_loopback) || host == "localhost" || host.ends_with(".localhost")
}

fn origin_of(url: &reqwest::Url) -> Option<Origin> {
    let host = url.host_str()?.to_owned();
    Some((url.scheme().to_owned(), host, url.port_or_known_default()?))
}

/// What reqwest says, without the URL, which may hold what is nobody's business.
fn error(error: reqwest::Error) -> TransportError {
    let own = body_error(&error);
    let (connecting, timed_out) = (error.is_connect(), error.is_timeout());
    let permanent = error.is_builder() || is_refused_certificate(&error);
    let mut error = TransportError::new(error.without_url());
    if let Some(loss) = own {
        return error.with_loss(loss);
    }
    if connecting {
        error = error.with_not_sent();
    }
    if timed_out {
        error = error.with_timeout();
    }
    if permanent {
        error = error.with_permanent();
    }
    error
}

/// Finds the failure of a body that was to be sent.
fn body_error(error: &reqwest::Error) -> Option<Loss> {
    let mut source = error.source();
    while let Some(error) = source {
        if let Some(own) = error.downcast_ref::<TransportError>() {
            return Some(own.loss());
        }
        source = error.source();
    }
    None
}

/// Errors of TLS are of this kind, which connections have for nothing else.
fn is_refused_certificate(error: &reqwest::Error) -> bool {
    let mut source = error.source();
    while let Some(error) = source {
        source = error.source();
        if let Some(io) = error.downcast_ref::<io::Error>() {
            if io.kind() == io::ErrorKind::InvalidData {
                return true;
            }
            // The source of an I/O error is not what it holds but the source of that.
            source = io.get_ref().map(|held| held as &(dyn StdError + 'static));
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_this_machine() {
        for host in [
            "localhost",
            "a.localhost",
            "127.0.0.1",
            "127.1.2.3",
            "[::1]",
            "[::ffff:127.0.0.1]",
            "localhost.",
        ] {
            assert!(is_this_machine(host), "{host}");
        }
        for host in [
            "graph.microsoft.com",
            "localhost.example",
            "notlocalhost",
            "128.0.0.1",
            "[::2]",
            "",
        ] {
            assert!(!is_this_machine(host), "{host}");
        }
    }

    /// Nothing is sent: these are not URLs of one meaning.
    #[tokio::test]
    async fn urls_that_are_read_in_two_ways_are_refused() {
        let transport = ReqwestTransport::direct().unwrap();
        for url in [
            "http://0x7f.1/",
            "http://2130706433/",
            "http://127.1/",
            "http://%6cocalhost/",
            "http://user@localhost/",
            "http://localhost:/",
            "/relative",
        ] {
            let mut request = http::Request::new(Body::default());
            let Ok(uri) = url.parse() else { continue };
            *request.uri_mut() = uri;
            let error = transport.send(request).await.unwrap_err();
            assert!(error.is_permanent(), "{url}: {error}");
        }
    }
}
