//! Requests, to be looked at and sent.

use std::fmt;
use std::marker::PhantomData;

use bytes::Bytes;
use http::Method;
use http::header::{ACCEPT, CONTENT_LENGTH, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};

use crate::codec::Element;
use crate::path::query_option;
use crate::pipeline::Resend;
use crate::property::Selectable;
use crate::response::Response;
use crate::{BoxFuture, Client, Error, Page};

const JSON: HeaderValue = HeaderValue::from_static("application/json");

/// A request whose answer is a `T`. `.await` sends it.
#[must_use = "a request does nothing until it is awaited"]
pub struct Request<T> {
    client: Client,
    method: Method,
    url: String,
    query: Vec<(String, String)>,
    headers: HeaderMap,
    body: Option<Bytes>,
    /// Whether it may be sent again even if it was executed.
    resend: bool,
    /// Why it cannot be sent.
    fault: Option<&'static str>,
    answer: PhantomData<fn() -> T>,
}

impl<T: Response> Request<T> {
    pub(crate) fn new(
        client: Client,
        method: Method,
        url: String,
        json: Option<String>,
        fault: Option<&'static str>,
    ) -> Self {
        let mut headers = HeaderMap::new();
        headers.insert(ACCEPT, HeaderValue::from_static(T::ACCEPT));
        if json.is_some() {
            headers.insert(CONTENT_TYPE, JSON);
        } else if method == Method::POST {
            // Services answer 411 to a POST that does not say that it has no body.
            headers.insert(CONTENT_LENGTH, HeaderValue::from_static("0"));
        }
        let body = json.map(Bytes::from);
        Self {
            client,
            method,
            url,
            query: Vec::new(),
            headers,
            body,
            resend: false,
            fault,
            answer: PhantomData,
        }
    }

    async fn send(self) -> Result<T, Error> {
        if let Some(fault) = self.fault {
            return Err(Error::request(fault));
        }
        let mut request = http::Request::new(self.body.clone().unwrap_or_default());
        *request.uri_mut() = self
            .url()
            .parse()
            .map_err(|_| Error::request("the URL is too long"))?;
        *request.method_mut() = self.method;
        *request.headers_mut() = self.headers;
        if self.resend {
            request.extensions_mut().insert(Resend);
        }
        let response = self.client.send(request).await?;
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
            url.push(if n == 0 { '?' } else { '&' });
            url.push_str(&query_option(name, value));
        }
        url
    }

    /// The headers; the access token is added on sending.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The body, if there is one.
    #[must_use]
    pub fn body(&self) -> Option<&[u8]> {
        self.body.as_deref()
    }

    /// This request with a header set; one of the same name is replaced. An invalid header makes
    /// sending fail.
    pub fn with_header(mut self, name: &str, value: &str) -> Self {
        match (HeaderName::try_from(name), HeaderValue::try_from(value)) {
            (Ok(name), Ok(value)) => _ = self.headers.insert(name, value),
            _ => self.fault = Some("a header that HTTP does not allow"),
        }
        self
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

    fn with_select<M, const N: usize>(self, properties: [&dyn Selectable<M>; N]) -> Self {
        self.with_query("$select", &properties.map(Selectable::name).join(","))
    }
}

impl<M: Element> Request<M> {
    /// Asks for these members only.
    ///
    /// A handle of another type does not compile:
    ///
    /// ```compile_fail,E0277
    /// # use msgraph_core::{Element, Property, Request};
    /// # struct Group;
    /// const GROUP_NAME: &Property<Group, Option<String>> = &Property::new("displayName");
    ///
    /// fn only_names<User: Element>(request: Request<User>) -> Request<User> {
    ///     request.select([GROUP_NAME])
    /// }
    /// ```
    pub fn select<const N: usize>(self, properties: [&dyn Selectable<M>; N]) -> Self {
        self.with_select(properties)
    }
}

impl<M: Element> Request<Page<M>> {
    /// Asks for these members of the items only.
    pub fn select<const N: usize>(self, properties: [&dyn Selectable<M>; N]) -> Self {
        self.with_select(properties)
    }

    /// Asks for at most this many items (a page may hold fewer).
    pub fn top(self, items: u32) -> Self {
        self.with_query("$top", &items.to_string())
    }

    /// Passes over this many items.
    pub fn skip(self, items: u32) -> Self {
        self.with_query("$skip", &items.to_string())
    }

    /// Asks for the number of all items, see [`Page::count`].
    pub fn with_count(self) -> Self {
        self.with_query("$count", "true")
    }

    /// Asks for the items only for which `expression` is true. Literals in it are the caller's
    /// business; percent-encoding is not.
    pub fn filter_raw(self, expression: &str) -> Self {
        self.with_query("$filter", expression)
    }

    /// Asks for an order of the items: `createdDateTime desc`.
    pub fn order_by_raw(self, expression: &str) -> Self {
        self.with_query("$orderby", expression)
    }
}

impl<T: Response> IntoFuture for Request<T> {
    type Output = Result<T, Error>;
    type IntoFuture = BoxFuture<'static, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.send())
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
            .field("body_length", &self.body.as_ref().map(Bytes::len))
            .finish_non_exhaustive()
    }
}
