//! What answers are read as.

use bytes::Bytes;
use http::header::CONTENT_TYPE;

use crate::error::Error;
use crate::exchange::pipeline::Exchange;
use crate::model::codec::{DynModel, Model, Strictness, read_into};
use crate::model::json;
use crate::model::page::{PAGE, SINGLE};

/// What the answer to a request can be read as: models, [`Page`](crate::Page)s,
/// [`Single`](crate::Single)s, [`Count`]s, [`Bytes`], or nothing at all.
///
/// ```
/// use msgraph_core::{FromResponse, Request, Target};
///
/// fn latest<T: FromResponse>(collection: &Target) -> Request<T> {
///     collection.segment("latest").get()
/// }
/// # let _ = latest::<msgraph_core::Bytes>;
/// ```
pub trait FromResponse: Sized + 'static {
    /// The media type that the request asks for.
    const ACCEPT: &'static str = "application/json";

    /// The value of an answer that says nothing, if there is one.
    #[doc(hidden)]
    fn nothing() -> Option<Self> {
        None
    }

    /// Reads an answer that says it succeeded.
    ///
    /// # Errors
    ///
    /// If the body is not what it should be.
    fn from_response(response: http::Response<Bytes>) -> Result<Self, Error>;
}

/// A service may answer a change or the start of something long with nothing: that is a model without members. To a
/// question, nothing means null, and a model cannot be null: see [`Request::optional`](crate::Request::optional).
impl<M: Model> FromResponse for M {
    fn from_response(response: http::Response<Bytes>) -> Result<Self, Error> {
        let is_wrapper = [PAGE, SINGLE].contains(&M::TYPE.name());
        if is_null(&response) && !is_wrapper && !is_write(&response) {
            return Err(Error::null(&response));
        }
        if response.body().trim_ascii().is_empty() && may_be_silent(&response) {
            return Ok(M::default());
        }
        if !looks_like_json(response.body()) {
            return Err(Error::unexpected_body(&response));
        }
        read(&response)
    }

    fn nothing() -> Option<Self> {
        Some(Self::default())
    }
}

/// The answer null, which has no body, is `None`.
impl<T: FromResponse> FromResponse for Option<T> {
    const ACCEPT: &'static str = T::ACCEPT;

    fn from_response(response: http::Response<Bytes>) -> Result<Self, Error> {
        if is_null(&response) {
            return Ok(None);
        }
        T::from_response(response).map(Some)
    }

    fn nothing() -> Option<Self> {
        Some(None)
    }
}

/// Whether the answer is null
/// ([Protocol 4.01, 9.1.4](https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part1-protocol.html#sec_ResponseCode204NoContent)).
fn is_null(response: &http::Response<Bytes>) -> bool {
    match response.body().trim_ascii() {
        b"" => [204, 205].contains(&response.status().as_u16()),
        body => body == b"null",
    }
}

/// Whether an answer without a body says all: to a change always, to a question only by its status.
fn may_be_silent(response: &http::Response<Bytes>) -> bool {
    let status = response.status();
    is_write(response) || [202, 204, 205].contains(&status.as_u16())
}

fn is_write(response: &http::Response<Bytes>) -> bool {
    let exchange = response.extensions().get::<Exchange>();
    exchange.is_some_and(|exchange| !exchange.method().is_safe())
}

/// The model in the body of `response`, as strictly as who asked for it wants.
pub(crate) fn read<M: Model>(response: &http::Response<Bytes>) -> Result<M, Error> {
    let mut model = M::default();
    read_body(response, &mut model).map_err(|error| error.with_response(response))?;
    if M::TYPE.name() == PAGE && !has_items(response.body()) {
        return Err(Error::no_collection(response));
    }
    Ok(model)
}

fn read_body(response: &http::Response<Bytes>, model: &mut DynModel) -> Result<(), Error> {
    let exchange = response.extensions().get::<Exchange>();
    let strictness = exchange.map_or(Strictness::Lenient, |exchange| {
        exchange.settings().strictness
    });
    read_into(model, response.body(), strictness)
}

/// Whether there is a list of items
/// ([JSON Format 4.01, 12](https://docs.oasis-open.org/odata/odata-json-format/v4.01/odata-json-format-v4.01.html#sec_CollectionofEntities)).
fn has_items(body: &[u8]) -> bool {
    let text = json::utf8(body).unwrap_or_default();
    json::member(text, "value").is_some_and(|value| value.starts_with('['))
}

/// Fails on a page of HTML: what signs in or explains a gateway is no answer of the service to a write.
fn refuse_page(response: &http::Response<Bytes>) -> Result<(), Error> {
    let media_type = response.headers().get(CONTENT_TYPE);
    let is_page = media_type.is_some_and(|media_type| {
        let media_type = media_type.as_bytes().to_ascii_lowercase();
        media_type.starts_with(b"text/html") || media_type.starts_with(b"application/xhtml")
    });
    if is_page && !response.body().is_empty() {
        return Err(Error::unexpected_body(response));
    }
    Ok(())
}

/// Whether what begins here is more likely a damaged object than something else altogether.
fn looks_like_json(body: &[u8]) -> bool {
    let text = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body);
    text.trim_ascii_start().starts_with(b"{")
}

impl FromResponse for () {
    fn from_response(response: http::Response<Bytes>) -> Result<Self, Error> {
        refuse_page(&response)
    }

    fn nothing() -> Option<Self> {
        Some(())
    }
}

impl FromResponse for Bytes {
    const ACCEPT: &'static str = "*/*";

    fn from_response(response: http::Response<Bytes>) -> Result<Self, Error> {
        if is_write(&response) {
            refuse_page(&response)?;
        }
        Ok(response.into_body())
    }

    fn nothing() -> Option<Self> {
        Some(Self::new())
    }
}

/// How many items a collection has: the answer of `…/$count`
/// ([Protocol 4.01, 11.2.10](https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part1-protocol.html#sec_RequestingtheNumberofItemsinaCollect)).
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let fake = msgraph_core::test_support::FakeGraph::new();
/// # fake.answer("GET /v1.0/users/$count", msgraph_core::test_support::Answer::status(200).with_body("text/plain", "7"));
/// # let client = fake.client();
/// use msgraph_core::Count;
///
/// let Count(users) = client.service("v1.0").segment("users").segment("$count").get().await?;
/// assert_eq!(users, 7);
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Count(pub i64);

impl FromResponse for Count {
    const ACCEPT: &'static str = "text/plain";

    fn from_response(response: http::Response<Bytes>) -> Result<Self, Error> {
        let text = std::str::from_utf8(response.body()).unwrap_or_default();
        let digits = text.trim_start_matches('\u{feff}').trim();
        digits
            .parse()
            .map(Self)
            .map_err(|_| Error::unexpected_body(&response))
    }
}
