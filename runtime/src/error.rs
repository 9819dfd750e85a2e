//! The one error of this crate.

use std::error::Error as StdError;
use std::fmt;

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, Response, StatusCode};

use crate::json::{self, SyntaxError};
use crate::transport::TransportError;

/// How much of a body an error keeps.
const MAX_BODY: usize = 64 * 1024;

/// Why a request did not lead to an answer, or a text not to a value.
///
/// Neither its `Debug` nor its `Display` output contains tokens or bodies.
pub struct Error(Box<Details>);

/// What kind of thing went wrong. There may be more kinds one day, so a match needs a `_`:
///
/// ```compile_fail,E0004
/// # use msgraph_core::ErrorKind;
/// fn retry(kind: ErrorKind) -> bool {
///     match kind {
///         ErrorKind::Transport => true,
///         ErrorKind::Credential | ErrorKind::Request | ErrorKind::Service | ErrorKind::Decode => false,
///     }
/// }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// No answer came: no connection, no name, a time limit.
    Transport,
    /// There is no access token.
    Credential,
    /// The request cannot be sent: an id that no URL can hold, an invalid header.
    Request,
    /// The service refused.
    Service,
    /// The answer, or a text, is not what it should be.
    Decode,
    /// A long-running operation has failed, or has not come to its end in time.
    Operation,
}

#[derive(Default)]
struct Details {
    kind: Option<ErrorKind>,
    message: String,
    status: Option<StatusCode>,
    code: Option<String>,
    request_id: Option<String>,
    path: Option<String>,
    body: Option<Bytes>,
    timed_out: bool,
    source: Option<Box<dyn StdError + Send + Sync>>,
}

impl Error {
    /// There is no access token, because of `source`. For implementations of
    /// [`Credential`](crate::Credential).
    pub fn credential(source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        let source = source.into();
        let message = source.to_string();
        Self::new(ErrorKind::Credential, message).caused_by(source)
    }

    pub(crate) fn transport(error: TransportError) -> Self {
        Self::new(ErrorKind::Transport, error.to_string()).caused_by(error.into())
    }

    pub(crate) fn request(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::Request, message.into())
    }

    pub(crate) fn decode(error: SyntaxError) -> Self {
        let mut decode = Self::new(ErrorKind::Decode, error.to_string());
        decode.0.path = Some(error.into_path().into_string());
        decode
    }

    /// An operation that has not succeeded; `document` is what was last said of it.
    pub(crate) fn operation_outcome(
        message: String,
        timed_out: bool,
        document: Option<&Bytes>,
    ) -> Self {
        let mut outcome = Self::new(ErrorKind::Operation, message);
        outcome.0.timed_out = timed_out;
        outcome.0.body = document.cloned();
        outcome
    }

    /// An answer that is no answer to the request.
    pub(crate) fn unexpected_body(response: &Response<Bytes>) -> Self {
        let message = describe_body(response.headers(), response.body());
        Self::new(ErrorKind::Decode, message).with_response(response)
    }

    /// An answer with a status that says it failed.
    pub(crate) fn service(response: &Response<Bytes>) -> Self {
        let body = std::str::from_utf8(response.body()).unwrap_or_default();
        let error = json::member(body, "error").unwrap_or_default();
        let text = |object, name| json::member(object, name).and_then(json::string);
        let message = text(error, "message")
            .unwrap_or_else(|| describe_body(response.headers(), response.body()));
        let inner = json::member(error, "innerError").or_else(|| json::member(error, "innererror"));
        let mut service = Self::new(ErrorKind::Service, message);
        service.0.code = text(error, "code");
        service.0.request_id = inner.and_then(|inner| text(inner, "request-id"));
        service.with_response(response)
    }

    /// This error, which happened on reading `response`.
    pub(crate) fn with_response(mut self, response: &Response<Bytes>) -> Self {
        let mut body = response.body().clone();
        body.truncate(MAX_BODY);
        self.0.body = Some(body);
        self.0.status = Some(response.status());
        if let Some(id) = header(response.headers(), "request-id") {
            self.0.request_id = Some(id.to_owned());
        }
        self
    }

    /// What kind of error this is.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.0.kind.unwrap_or(ErrorKind::Request)
    }

    /// The status of the answer, if there was one.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        self.0.status
    }

    /// The service's code for the error, `itemNotFound`.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.0.code.as_deref()
    }

    /// What went wrong, in the service's words where it has any.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// The id by which the service's support finds the request.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.0.request_id.as_deref()
    }

    /// Where in a JSON text the error is, as a JSON path: `$.value[3].status`.
    #[must_use]
    pub fn path(&self) -> Option<&str> {
        self.0.path.as_deref()
    }

    /// The beginning of the answer's body, at most 64 KiB.
    #[must_use]
    pub fn body(&self) -> Option<&[u8]> {
        self.0.body.as_deref()
    }

    #[must_use]
    pub fn is_timeout(&self) -> bool {
        self.0.timed_out
    }

    #[must_use]
    pub fn is_gone(&self) -> bool {
        self.status() == Some(StatusCode::GONE)
    }

    fn new(kind: ErrorKind, message: String) -> Self {
        Self(Box::new(Details {
            kind: Some(kind),
            message,
            ..Details::default()
        }))
    }

    fn caused_by(mut self, source: Box<dyn StdError + Send + Sync>) -> Self {
        self.0.source = Some(source);
        self
    }
}

fn header(headers: &HeaderMap, name: impl http::header::AsHeaderName) -> Option<&str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}

/// What came instead of what was expected.
fn describe_body(headers: &HeaderMap, body: &[u8]) -> String {
    let length = body.len();
    match header(headers, CONTENT_TYPE) {
        _ if body.is_empty() => "the body is empty".to_owned(),
        _ if std::str::from_utf8(body).is_err() => {
            format!("the body is not UTF-8 ({length} bytes)")
        }
        Some(media_type) => format!("the body is of another form ({media_type}, {length} bytes)"),
        None => format!("the body is of another form ({length} bytes)"),
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Details {
            message,
            status,
            code,
            request_id,
            path,
            ..
        } = &*self.0;
        f.write_str(match self.kind() {
            ErrorKind::Transport => "no answer came: ",
            ErrorKind::Credential => "no access token: ",
            ErrorKind::Request => "the request cannot be sent: ",
            ErrorKind::Service => "the service refused: ",
            ErrorKind::Decode => "the text cannot be read: ",
            ErrorKind::Operation => "the operation has not succeeded: ",
        })?;
        if let Some(code) = code {
            write!(f, "{code}: ")?;
        }
        f.write_str(message)?;
        if let Some(path) = path {
            write!(f, ", in {path}")?;
        }
        if let Some(status) = status {
            write!(f, " (status {status})")?;
        }
        if let Some(request_id) = request_id {
            write!(f, " (request-id {request_id})")?;
        }
        Ok(())
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Details {
            message,
            status,
            code,
            request_id,
            path,
            ..
        } = &*self.0;
        f.debug_struct("Error")
            .field("kind", &self.kind())
            .field("status", status)
            .field("code", code)
            .field("message", message)
            .field("request_id", request_id)
            .field("path", path)
            .finish_non_exhaustive()
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        let source = self.0.source.as_deref()?;
        Some(source)
    }
}
