//! The default transport.

use std::error::Error as StdError;
use std::io;

use bytes::Bytes;
use reqwest::redirect::Policy;

use super::{Transport, TransportError};
use crate::{BoxFuture, cloud};

/// HTTP by reqwest, on a tokio runtime. It does not follow redirects.
///
/// With the feature `rustls-no-provider` alone, making one panics unless a crypto provider of
/// rustls is installed; that is reqwest's.
#[derive(Clone, Debug)]
pub struct ReqwestTransport {
    client: reqwest::Client,
}

impl ReqwestTransport {
    /// A transport that uses the proxies of the environment.
    ///
    /// # Errors
    ///
    /// If TLS cannot be set up.
    pub fn new() -> Result<Self, TransportError> {
        Self::build(reqwest::Client::builder())
    }

    /// A transport that uses no proxy.
    ///
    /// # Errors
    ///
    /// If TLS cannot be set up.
    pub fn direct() -> Result<Self, TransportError> {
        Self::build(reqwest::Client::builder().no_proxy())
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
        Self::build(reqwest::Client::builder().tls_certs_merge(certificates))
    }

    fn build(builder: reqwest::ClientBuilder) -> Result<Self, TransportError> {
        let client = builder.redirect(Policy::none()).build().map_err(error)?;
        Ok(Self { client })
    }
}

impl Transport for ReqwestTransport {
    fn send(
        &self,
        request: http::Request<Bytes>,
    ) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
        Box::pin(async move {
            let origin = cloud::origin(request.uri());
            let request = reqwest::Request::try_from(request).map_err(error)?;
            if origin.is_none() || origin != origin_of(request.url()) {
                // Who decided about the token read the URL otherwise than who connects.
                let error = TransportError::new("the URL is ambiguous");
                return Err(error.not_sent().permanent());
            }
            let mut answer = self.client.execute(request).await.map_err(error)?;
            let mut response = http::Response::default();
            *response.status_mut() = answer.status();
            *response.version_mut() = answer.version();
            *response.headers_mut() = std::mem::take(answer.headers_mut());
            *response.body_mut() = answer.bytes().await.map_err(error)?;
            Ok(response)
        })
    }
}

fn origin_of(url: &reqwest::Url) -> Option<(String, String, u16)> {
    let host = url.host_str()?.to_owned();
    Some((url.scheme().to_owned(), host, url.port_or_known_default()?))
}

/// What reqwest says, without the URL, which may hold what is nobody's business.
fn error(error: reqwest::Error) -> TransportError {
    let (connecting, timed_out) = (error.is_connect(), error.is_timeout());
    let permanent = error.is_builder() || is_refused_certificate(&error);
    let mut error = TransportError::new(error.without_url());
    if connecting {
        error = error.not_sent();
    }
    if timed_out {
        error = error.timed_out();
    }
    if permanent {
        error = error.permanent();
    }
    error
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
            let mut request = http::Request::new(Bytes::new());
            let Ok(uri) = url.parse() else { continue };
            *request.uri_mut() = uri;
            let error = transport.send(request).await.unwrap_err();
            assert!(error.is_permanent(), "{url}: {error}");
        }
    }
}
