//! What a fake answers.

use std::fmt;

use bytes::Bytes;
use http::header::{CONTENT_TYPE, HeaderName, HeaderValue, RETRY_AFTER};
use http::{Response, StatusCode};
use serde_json::{Value, json};

use crate::exchange::transport::{Body, TransportError};

/// An answer to a request, or why none comes.
///
/// ```
/// use msgraph_core::test_support::Answer;
///
/// let page = Answer::json(r#"{"value":[{"id":"1"}]}"#).with_header("request-id", "abc");
/// let busy = Answer::throttled(2.5);
/// let refused = Answer::error(403, "accessDenied", "Not you.");
/// let cut = Answer::lost("connection reset");
/// ```
#[derive(Clone, Debug)]
#[must_use]
pub struct Answer(Result<Response<Bytes>, Lost>);

#[derive(Clone, Debug)]
struct Lost {
    reason: String,
    is_permanent: bool,
}

impl Answer {
    /// A status, and no body.
    pub fn status(status: u16) -> Self {
        let mut response = Response::default();
        match StatusCode::from_u16(status) {
            Ok(status) => *response.status_mut() = status,
            Err(_) => return Self::mistake(format!("{status} is no status of HTTP")),
        }
        Self(Ok(response))
    }

    /// `200 OK` with JSON: text, or a [`serde_json::Value`].
    pub fn json(body: impl fmt::Display) -> Self {
        Self::status(200).with_body("application/json", body.to_string())
    }

    /// An error as Graph tells it
    /// ([error responses](https://learn.microsoft.com/graph/errors#json-representation)).
    pub fn error(status: u16, code: &str, message: &str) -> Self {
        let error = json!({ "error": { "code": code, "message": message } });
        Self::status(status).with_body("application/json", error.to_string())
    }

    /// `429 Too Many Requests`, to be asked again after so many seconds.
    pub fn throttled(seconds: impl fmt::Display) -> Self {
        Self::error(429, "TooManyRequests", "Too many requests.")
            .with_header(RETRY_AFTER.as_str(), &seconds.to_string())
    }

    /// No answer, as if the connection had broken.
    pub fn lost(reason: &str) -> Self {
        Self(Err(Lost {
            reason: reason.to_owned(),
            is_permanent: false,
        }))
    }

    /// No answer, because the test is wrong; that does not get better when it is tried again.
    pub(super) fn mistake(reason: String) -> Self {
        Self(Err(Lost {
            reason,
            is_permanent: true,
        }))
    }

    /// This answer with a further header.
    pub fn with_header(self, name: &str, value: &str) -> Self {
        let header = HeaderName::try_from(name).ok();
        let header = header.zip(HeaderValue::try_from(value).ok());
        match (self.0, header) {
            (Ok(mut response), Some((name, value))) => {
                response.headers_mut().append(name, value);
                Self(Ok(response))
            }
            (Ok(_), None) => Self::mistake(format!("`{name}: {value}` is no header")),
            (lost, _) => Self(lost),
        }
    }

    /// This answer with a body of some media type.
    pub fn with_body(self, media_type: &str, body: impl Into<Bytes>) -> Self {
        let mut answer = self.with_header(CONTENT_TYPE.as_str(), media_type);
        if let Ok(response) = &mut answer.0 {
            *response.body_mut() = body.into();
        }
        answer
    }

    pub(super) fn into_result(self) -> Result<Response<Body>, TransportError> {
        self.0
            .map(|response| response.map(Body::from))
            .map_err(|lost| {
                let error = TransportError::new(lost.reason);
                if lost.is_permanent {
                    error.with_permanent()
                } else {
                    error
                }
            })
    }

    /// This as an item of the answer to a batch; where no answer comes, there is none.
    pub(super) fn to_item(&self, id: &Value) -> Option<Value> {
        let response = self.0.as_ref().ok()?;
        let headers = response.headers().iter().map(|(name, value)| {
            let value = String::from_utf8_lossy(value.as_bytes());
            (name.to_string(), Value::from(value))
        });
        let headers: serde_json::Map<_, _> = headers.collect();
        let body: Value = serde_json::from_slice(response.body()).unwrap_or_default();
        let status = response.status().as_u16();
        Some(json!({ "id": id, "status": status, "headers": headers, "body": body }))
    }
}
