//! What answers are read as.

use bytes::Bytes;
use http::StatusCode;

use crate::error::Error;
use crate::exchange::client::Client;
use crate::model::codec::{DynModel, Model, Strictness, read_into};

/// What the answer to a request can be read as: models, [`Page`](crate::Page)s,
/// [`Value`](crate::Value)s, [`Count`]s, [`Bytes`], or nothing at all.
pub trait Response: Sized + 'static {
    /// The media type that the request asks for.
    const ACCEPT: &'static str = "application/json";

    /// Reads an answer that says it succeeded.
    ///
    /// # Errors
    ///
    /// If the body is not what it should be.
    fn from_response(response: http::Response<Bytes>) -> Result<Self, Error>;
}

/// Who asked, and where. It goes with an answer, as an extension: links in it are relative to that.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    pub(crate) client: Client,
    pub(crate) url: String,
}

/// A service may answer a change or the start of something long with nothing (202, 204): that is
/// a model without members.
impl<M: Model> Response for M {
    fn from_response(response: http::Response<Bytes>) -> Result<Self, Error> {
        let silent = matches!(
            response.status(),
            StatusCode::ACCEPTED | StatusCode::NO_CONTENT | StatusCode::RESET_CONTENT
        );
        if silent && response.body().is_empty() {
            return Ok(M::default());
        }
        if !looks_like_json(response.body()) {
            return Err(Error::unexpected_body(&response));
        }
        read(&response)
    }
}

/// The model in the body of `response`, as strictly as who asked for it wants.
pub(crate) fn read<M: Model>(response: &http::Response<Bytes>) -> Result<M, Error> {
    let mut model = M::default();
    read_body(response, &mut model).map_err(|error| error.with_response(response))?;
    Ok(model)
}

fn read_body(response: &http::Response<Bytes>, model: &mut DynModel) -> Result<(), Error> {
    let asked = response.extensions().get::<Asked>();
    let strictness = asked.map_or(Strictness::Lenient, |asked| asked.client.strictness());
    read_into(model, response.body(), strictness)
}

/// Whether what begins here is more likely a damaged object than something else altogether.
fn looks_like_json(body: &[u8]) -> bool {
    let text = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body);
    text.trim_ascii_start().starts_with(b"{")
}

impl Response for () {
    fn from_response(_: http::Response<Bytes>) -> Result<Self, Error> {
        Ok(())
    }
}

impl Response for Bytes {
    const ACCEPT: &'static str = "*/*";

    fn from_response(response: http::Response<Bytes>) -> Result<Self, Error> {
        Ok(response.into_body())
    }
}

/// How many items a collection has: the answer of `…/$count`
/// ([Protocol 4.01, 11.2.10](https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part1-protocol.html#sec_RequestingtheNumberofItemsinaCollect)).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Count(pub i64);

impl Response for Count {
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
