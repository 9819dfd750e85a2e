//! What services answer to a batch.

use bytes::Bytes;
use http::header::{HeaderMap, HeaderName, HeaderValue};
use http::{Response, StatusCode};

use super::item::{Form, index};
use crate::error::Error;
use crate::model::json::{self, entries, items};
use crate::model::values::Binary;

/// The answers in the answer to a batch, with the indexes of the requests.
pub(super) struct BatchAnswer(pub(super) Vec<(usize, Response<Bytes>)>);

impl crate::request::response::FromResponse for BatchAnswer {
    fn from_response(response: Response<Bytes>) -> Result<Self, Error> {
        let text = json::utf8(response.body()).map_err(Error::decode)?;
        let answers = json::member(text, "responses")
            .and_then(items)
            .ok_or_else(|| Error::unexpected_body(&response))?;
        Ok(Self(answers.into_iter().filter_map(read_answer).collect()))
    }
}

/// One answer; `None` if it cannot be told to which request, or how it ended.
fn read_answer(object: &str) -> Option<(usize, Response<Bytes>)> {
    let members = entries(object)?;
    let member = |wanted: &str| {
        let mut members = members.iter().rev();
        members
            .find(|(name, _)| name == wanted)
            .map(|(_, value)| *value)
    };
    let id = member("id")?;
    let index = index(&json::string(id).unwrap_or_else(|| id.to_owned()))?;
    let status: u16 = member("status")?.parse().ok()?;
    let mut response = Response::default();
    *response.status_mut() = StatusCode::from_u16(status).ok()?;
    *response.headers_mut() = member("headers").map(read_headers).unwrap_or_default();
    let body = member("body").filter(|body| *body != "null");
    *response.body_mut() = body
        .map(|body| read_body(body, response.headers()))
        .unwrap_or_default();
    Some((index, response))
}

fn read_headers(object: &str) -> HeaderMap {
    let headers = entries(object).unwrap_or_default();
    let headers = headers.into_iter().filter_map(|(name, value)| {
        let value = json::string(value).unwrap_or_else(|| value.to_owned());
        Some((
            HeaderName::try_from(name).ok()?,
            HeaderValue::try_from(value).ok()?,
        ))
    });
    headers.collect()
}

/// JSON stands there as it is, text is a string, and everything else is in base64
/// ([JSON Format 4.01, 19.2](https://docs.oasis-open.org/odata/odata-json-format/v4.01/odata-json-format-v4.01.html#sec_BatchRequestsandResponses)).
fn read_body(body: &str, headers: &HeaderMap) -> Bytes {
    match (json::string(body), Form::of(headers)) {
        (None, _) | (_, Form::Json) => Bytes::copy_from_slice(body.as_bytes()),
        (Some(text), Form::Text) => text.into(),
        (Some(text), Form::Base64) => match Binary::from_wire(&*text).to_bytes() {
            Ok(bytes) => bytes.into(),
            Err(_) => text.into(),
        },
    }
}
