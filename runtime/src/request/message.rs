//! Requests, to be looked at and sent.

mod optional;

use std::fmt;
use std::marker::PhantomData;

use http::Method;
use http::header::{
    ACCEPT, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue, IF_MATCH, InvalidHeaderValue,
};

use crate::error::Error;
use crate::exchange::client::Client;
use crate::exchange::cloud::Cloud;
use crate::exchange::future::BoxFuture;
use crate::exchange::pipeline::{Exchange, Resend, host_only};
use crate::exchange::trace;
use crate::exchange::transport::Body;
use crate::model::codec::Mentions;
use crate::odata::path::query_option;
use crate::odata::query::{UNKNOWN_ENUM_MEMBERS, merge_preferences};
use crate::request::fault::Fault;
use crate::request::response::FromResponse;

const PREFER: HeaderName = HeaderName::from_static("prefer");
const JSON: HeaderValue = HeaderValue::from_static("application/json");

/// Who asks, and where.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    pub(crate) client: Client,
    pub(crate) url: String,
    pub(crate) template: String,
}

/// A request whose answer is a `T`. `.await` sends it.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let fake = msgraph_core::test_support::FakeGraph::new();
/// # fake.operation("/v1.0/sites/root/operations", "copy", ["running"]);
/// # let graph = msgraph_operations::v1_0::Graph::new(fake.client());
/// let request = graph.sites().by_id("root").operations().by_id("copy").get();
/// assert_eq!(request.method(), "GET");
/// assert!(request.url().ends_with("/v1.0/sites/root/operations/copy"));
///
/// let operation = request.with_header("Accept-Language", "de").await?;
/// assert_eq!(operation.id.as_deref(), Some("copy"));
/// # Ok(())
/// # }
/// ```
#[must_use = "a request does nothing until it is awaited"]
pub struct Request<T> {
    client: Client,
    method: Method,
    url: String,
    /// `/users/{id}`; for people to read.
    template: String,
    query: Vec<(String, String)>,
    headers: HeaderMap,
    body: Option<Body>,
    /// How much of the URL is the root of the service; 0 if that is not known.
    root: usize,
    /// Whether it may be sent again even if it was executed.
    resend: bool,
    /// The clouds that offer it; none: it is not known that any does not.
    clouds: &'static [Cloud],
    /// Why it cannot be sent.
    fault: Option<Fault>,
    /// Where it names an enumeration member that this crate does not know.
    unrecognized: Option<String>,
    /// Whether it may do that.
    sends_unrecognized: bool,
    answer: PhantomData<fn() -> T>,
}

impl<T: FromResponse> Request<T> {
    pub(crate) fn new(
        client: Client,
        method: Method,
        url: String,
        json: Option<String>,
        fault: Option<Fault>,
    ) -> Self {
        let mut headers = HeaderMap::new();
        headers.insert(ACCEPT, HeaderValue::from_static(T::ACCEPT));
        if json.is_some() {
            headers.insert(CONTENT_TYPE, JSON);
        }
        if client.knows_all_enum_members() {
            headers.insert(PREFER, HeaderValue::from_static(UNKNOWN_ENUM_MEMBERS));
        }
        let body = json.map(Body::from);
        Self {
            client,
            method,
            template: host_only(&url),
            url,
            query: Vec::new(),
            headers,
            body,
            root: 0,
            resend: false,
            clouds: &[],
            fault,
            unrecognized: None,
            sends_unrecognized: false,
            answer: PhantomData,
        }
    }

    pub(crate) async fn send(self) -> Result<T, Error> {
        let client = self.client.clone();
        let (request, exchange) = self.prepare()?;
        let response = client.send(request, exchange).await?;
        if response.status().is_success() {
            T::from_response(response)
        } else {
            Err(Error::service(&response))
        }
    }
}

impl<T> Request<T> {
    /// The method.
    #[must_use]
    pub fn method(&self) -> &Method {
        &self.method
    }

    /// The absolute URL, query options included.
    #[must_use]
    pub fn url(&self) -> String {
        let mut url = self.url.clone();
        for (n, (name, value)) in self.query.iter().enumerate() {
            let is_first = n == 0 && !self.url.contains('?');
            url.push(if is_first { '?' } else { '&' });
            url.push_str(&query_option(name, value));
        }
        url
    }

    /// The clouds that are known to offer this request; none: all may.
    ///
    /// Sending it by a client of another one is tried all the same, and reported to `tracing` as a warning.
    pub fn offered_by(mut self, clouds: &'static [Cloud]) -> Self {
        self.clouds = clouds;
        self
    }

    /// The headers; the access token is added on sending.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The body, if there is one and it is no stream.
    #[must_use]
    pub fn body(&self) -> Option<&[u8]> {
        Some(self.body.as_ref()?.as_bytes()?)
    }

    /// Returns true if the body is a stream.
    pub(crate) fn has_stream(&self) -> bool {
        self.body
            .as_ref()
            .is_some_and(|body| body.as_bytes().is_none())
    }

    /// This request with a header set; one of the same name is replaced. Of `Prefer`, only the
    /// preferences of the same name are; the others stay. An invalid header makes sending fail.
    pub fn with_header(mut self, name: &str, value: &str) -> Self {
        match (HeaderName::try_from(name), self.header_value(name, value)) {
            (Ok(name), Ok(value)) => _ = self.headers.insert(name, value),
            _ => self.fault = Some("a header that HTTP does not allow".into()),
        }
        self
    }

    /// This request, to be executed only in this state of the resource: that with the entity tag that
    /// [`Additional::etag`](crate::Additional::etag) tells, or any with `*`. In another state it is
    /// answered with 412, see [`Error::is_precondition_failed`]
    /// ([Protocol 4.01, 8.2.4](https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part1-protocol.html#sec_HeaderIfMatch)).
    ///
    /// ```
    /// # use msgraph_core::{Client, Cloud, StaticToken};
    /// # let transport = msgraph_core::transport_fn(|_| async { unreachable!() });
    /// # let client = Client::with_transport(Cloud::Global, StaticToken::new("…"), transport);
    /// let item = client.service("v1.0").segment("drive").segment("items").key("1");
    /// let request = item.delete().with_if_match("\"{1},2\"");
    /// assert_eq!(request.headers()["if-match"], "\"{1},2\"");
    /// ```
    pub fn with_if_match(self, etag: &str) -> Self {
        self.with_header(IF_MATCH.as_str(), etag)
    }

    /// This request with a query option set; one of the same name is replaced. The value is
    /// percent-encoded here.
    pub fn with_query(mut self, name: &str, value: &str) -> Self {
        self.query.retain(|(other, _)| other != name);
        self.query.push((name.to_owned(), value.to_owned()));
        self
    }

    /// This request, of which the caller knows that executing it twice does no harm: it is sent again
    /// after failures of which it cannot be told whether the service has executed it. See
    /// [`Retry`](crate::Retry).
    pub fn with_resend(mut self) -> Self {
        self.resend = true;
        self
    }

    /// Makes the message that goes to the client.
    pub(crate) fn prepare(self) -> Result<(http::Request<Body>, Exchange), Error> {
        if let Some(fault) = self.fault() {
            return Err(fault.into());
        }
        let url = self.url();
        let client = &self.client;
        if !client.is_one_of(self.clouds) {
            trace::not_offered(&self.method, &self.url);
        }
        let exchange = client.begin(&self.method, &url, &self.template, &self.headers);
        let mut request = http::Request::new(self.body.unwrap_or_default());
        *request.uri_mut() = url
            .parse()
            .map_err(|_| Error::request("the URL is too long"))?;
        *request.method_mut() = self.method;
        *request.headers_mut() = self.headers;
        if self.resend {
            request.extensions_mut().insert(Resend);
        }
        Ok((request, exchange))
    }

    /// This request with a body of its own kind.
    pub(crate) fn with_body(mut self, content_type: &str, body: Body) -> Self {
        self.body = Some(body);
        self.with_header(CONTENT_TYPE.as_str(), content_type)
    }

    /// This request, which may name enumeration members that this crate does not know, and
    /// `unknownFutureValue`, which stands for such members. Otherwise sending it fails: services do
    /// not accept the latter, and the former often came out of an answer by accident.
    ///
    /// This goes for enumeration members in models, patches, parameters and filters.
    pub fn with_unrecognized_members(mut self) -> Self {
        self.sends_unrecognized = true;
        self
    }

    /// This request, which names these enumeration members too.
    pub(crate) fn mentioning(mut self, mentions: Mentions) -> Self {
        self.unrecognized = self.unrecognized.or(mentions.unrecognized);
        if mentions.evolved {
            self.with_header(PREFER.as_str(), UNKNOWN_ENUM_MEMBERS)
        } else {
            self
        }
    }

    /// This request to something below its resource, with some of its query options.
    pub(crate) fn below(mut self, segment: &str, shown: &str, keeps: fn(&str) -> bool) -> Self {
        self.url.push_str(segment);
        self.template.push_str(shown);
        self.query.retain(|(name, _)| keeps(name));
        self
    }

    /// This request at another URL, which has its query options in it.
    pub(crate) fn at(self, url: String) -> Self {
        let root = self.root().filter(|root| url.starts_with(root));
        let root = root.map_or(0, str::len);
        let query = Vec::new();
        Self {
            url,
            query,
            root,
            ..self
        }
    }

    /// This request, which cannot be sent.
    pub(crate) fn failing(self, fault: &'static str) -> Self {
        let fault = Some(fault.into());
        Self { fault, ..self }
    }

    /// Who is to ask, and where; or why nobody can.
    pub(crate) fn place(&self) -> Result<Place, Fault> {
        let place = Place {
            client: self.client.clone(),
            url: self.url(),
            template: self.template.clone(),
        };
        self.fault().map_or(Ok(place), Err)
    }

    /// This request, whose path is of this template.
    pub(crate) fn described(self, template: String) -> Self {
        Self { template, ..self }
    }

    /// Whether the caller knows that executing it twice does no harm.
    pub(crate) fn is_resendable(&self) -> bool {
        self.resend || self.method.is_idempotent()
    }

    /// This request, of which the first `root` bytes of the URL are the root of the service.
    pub(crate) fn rooted(self, root: usize) -> Self {
        Self { root, ..self }
    }

    /// The root of the service, `https://graph.microsoft.com/v1.0`, if it is known.
    pub(crate) fn root(&self) -> Option<&str> {
        self.url.get(..self.root).filter(|root| !root.is_empty())
    }

    /// What follows the root in the URL.
    pub(crate) fn relative_url(&self) -> String {
        let url = self.url();
        url.get(self.root..).unwrap_or_default().to_owned()
    }

    pub(crate) fn client(&self) -> &Client {
        &self.client
    }

    /// Why it cannot be sent.
    pub(crate) fn fault(&self) -> Option<Fault> {
        let unrecognized = || {
            let path = self.unrecognized.as_ref()?;
            (!self.sends_unrecognized).then(|| Fault::unrecognized(path))
        };
        self.fault.clone().or_else(unrecognized)
    }

    /// What a header becomes if `value` is set.
    fn header_value(&self, name: &str, value: &str) -> Result<HeaderValue, InvalidHeaderValue> {
        let old = self.headers.get(PREFER).map(HeaderValue::to_str);
        match old {
            Some(Ok(old)) if name.eq_ignore_ascii_case(PREFER.as_str()) => {
                HeaderValue::try_from(merge_preferences(old, value))
            }
            _ => HeaderValue::try_from(value),
        }
    }

    /// A query option that is set.
    pub(crate) fn query(&self, name: &str) -> Option<&str> {
        let mut options = self.query.iter();
        let (_, value) = options.find(|(other, _)| other == name)?;
        Some(value)
    }
}

impl<T: FromResponse> IntoFuture for Request<T> {
    type Output = Result<T, Error>;
    type IntoFuture = BoxFuture<'static, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.send())
    }
}

impl<T> Clone for Request<T> {
    fn clone(&self) -> Self {
        self.answering()
    }
}

/// Headers by name only, of the body only the length.
impl<T> fmt::Debug for Request<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Request")
            .field("method", &self.method)
            .field("url", &self.url())
            .field(
                "headers",
                &self
                    .headers
                    .keys()
                    .map(HeaderName::as_str)
                    .collect::<Vec<_>>(),
            )
            .field("body_length", &self.body.as_ref().and_then(Body::length))
            .finish_non_exhaustive()
    }
}
