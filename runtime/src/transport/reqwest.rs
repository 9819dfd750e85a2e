//! The default transport.

use bytes::Bytes;
use reqwest::redirect::Policy;

use super::{Transport, TransportError};
use crate::BoxFuture;

/// HTTP by reqwest, on a tokio runtime. It does not follow redirects.
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

    fn build(builder: reqwest::ClientBuilder) -> Result<Self, TransportError> {
        let client = builder
            .redirect(Policy::none())
            .build()
            .map_err(without_url)?;
        Ok(Self { client })
    }
}

impl Transport for ReqwestTransport {
    fn send(
        &self,
        request: http::Request<Bytes>,
    ) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
        Box::pin(async move {
            let request = reqwest::Request::try_from(request).map_err(without_url)?;
            let mut answer = self.client.execute(request).await.map_err(without_url)?;
            let mut response = http::Response::default();
            *response.status_mut() = answer.status();
            *response.version_mut() = answer.version();
            *response.headers_mut() = std::mem::take(answer.headers_mut());
            *response.body_mut() = answer.bytes().await.map_err(without_url)?;
            Ok(response)
        })
    }
}

/// URLs may hold what is nobody's business.
fn without_url(error: reqwest::Error) -> TransportError {
    TransportError::new(error.without_url())
}
