//! What a fake was asked.

use std::collections::BTreeMap;
use std::fmt;

use bytes::Bytes;
use http::{Method, Request, Uri};
use percent_encoding::percent_decode_str;

use crate::exchange::transport::{Body, TransportError};

/// A request that came to a fake.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let fake = msgraph_core::test_support::FakeGraph::new();
/// # fake.collection("/v1.0/users", [serde_json::json!({"id":"1"})]);
/// # let client = fake.client();
/// # client.service("v1.0").segment("users").key("1").get::<msgraph_core::Bytes>().await?;
/// let received = fake.received();
/// assert_eq!(received[0].line(), "GET /v1.0/users/1");
/// assert!(received[0].header("authorization").is_some());
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Received(Request<Bytes>);

impl Received {
    pub(super) fn new(request: Request<Bytes>) -> Self {
        Self(request)
    }

    /// Reads the body to its end.
    pub(super) async fn read(request: Request<Body>) -> Result<Self, TransportError> {
        let (head, body) = request.into_parts();
        let body = body.read(usize::MAX).await?;
        Ok(Self::new(Request::from_parts(head, body)))
    }

    /// `GET`
    #[must_use]
    pub fn method(&self) -> &Method {
        self.0.method()
    }

    /// The whole URL: `https://graph.microsoft.com/v1.0/me?$top=2`
    #[must_use]
    pub fn url(&self) -> &Uri {
        self.0.uri()
    }

    /// Method, path and query, percent-encoded as they were sent: `GET /v1.0/me?$top=2`
    #[must_use]
    pub fn line(&self) -> String {
        let target = self.url().path_and_query();
        let target = target.map_or("/", http::uri::PathAndQuery::as_str);
        format!("{} {target}", self.method())
    }

    /// The first value of a header, if it is text.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.0.headers().get(name)?.to_str().ok()
    }

    /// The body; what is not UTF-8 is replaced.
    #[must_use]
    pub fn body(&self) -> String {
        String::from_utf8_lossy(self.0.body()).into_owned()
    }

    /// The body, if it is JSON.
    #[must_use]
    pub fn json(&self) -> Option<serde_json::Value> {
        serde_json::from_slice(self.0.body()).ok()
    }

    /// The query options, percent-decoded.
    #[must_use]
    pub fn query(&self) -> BTreeMap<String, String> {
        let options = self.url().query().unwrap_or_default().split('&');
        let options = options.filter_map(|option| option.split_once('='));
        options
            .map(|(name, value)| (decoded(name), decoded(value)))
            .collect()
    }

    /// The segments of the path: split at its slashes first, percent-decoded afterwards.
    #[must_use]
    pub fn segments(&self) -> Vec<String> {
        let path = self.url().path().trim_matches('/');
        path.split('/').map(decoded).collect()
    }
}

fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

/// The line and the body. Headers are not shown: there is a token in them.
impl fmt::Debug for Received {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.line(), self.body())
    }
}
