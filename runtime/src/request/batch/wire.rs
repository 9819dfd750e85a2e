//! What services answer to a batch.

use bytes::Bytes;
use http::header::{CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use http::{Response, StatusCode};

use super::item::index;
use crate::error::Error;
use crate::model::json::{self, entries, items};
use crate::model::values::Binary;

/// The answers in the answer to a batch, with the indexes of the requests.
pub(super) struct BatchAnswer(pub(super) Vec<(usize, Response<Bytes>)>);

impl crate::request::response::Response for BatchAnswer {
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
    let media_type = headers.get(CONTENT_TYPE).and_then(|v| v.to_str().ok());
    let media_type = media_type
        .unwrap_or("application/json")
        .to_ascii_lowercase();
    let is_json = media_type.contains("json");
    match json::string(body) {
        Some(text) if !is_json => {
            let is_text = media_type.starts_with("text/");
            let decoded = (!is_text).then(|| Binary::from_wire(&*text).to_bytes().ok());
            decoded.flatten().unwrap_or(text.into_bytes()).into()
        }
        _ => Bytes::copy_from_slice(body.as_bytes()),
    }
}
