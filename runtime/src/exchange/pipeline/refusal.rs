//! What an answer that reports a failure says.

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, Response};

use super::Exchange;
use crate::error::{Error, ErrorKind, Said};
use crate::model::json;

/// How much of a body an error keeps.
const MAX_BODY: usize = 64 * 1024;
/// How many inner errors are looked into.
const MAX_DEPTH: usize = 16;
/// How many characters of a text are passed on.
const MAX_TEXT: usize = 1000;
/// How many characters of the title of a page are passed on.
const MAX_TITLE: usize = 80;

impl Error {
    /// An operation that has not succeeded; `document` is what was last said of it.
    pub(crate) fn operation_outcome(
        message: String,
        timed_out: bool,
        document: Option<&Bytes>,
    ) -> Self {
        let mut outcome = Self::new(ErrorKind::Operation, message);
        outcome.0.loss.timed_out = timed_out;
        if let Some(document) = document {
            outcome.0.said = ErrorObject::read(document).said;
            outcome.0.body = Some(document.clone());
        }
        outcome
    }

    /// An answer that is no answer to the request.
    pub(crate) fn unexpected_body(response: &Response<Bytes>) -> Self {
        let message = describe_body(response.headers(), response.body());
        Self::new(ErrorKind::Decode, message).with_response(response)
    }

    /// An answer that there is nothing, where a value was asked for.
    pub(crate) fn null(response: &Response<Bytes>) -> Self {
        let message = "the answer is null, there is nothing to read; `.optional()` on the request makes that `None`";
        Self::new(ErrorKind::Decode, message.to_owned()).with_response(response)
    }

    /// An answer that should be a collection and has no list of items.
    pub(crate) fn no_collection(response: &Response<Bytes>) -> Self {
        let object = ErrorObject::read(response.body());
        let message = object
            .message
            .unwrap_or_else(|| "there is no list of items in `value`".to_owned());
        let mut decode = Self::new(ErrorKind::Decode, message);
        decode.0.said = object.said;
        decode.with_response(response)
    }

    /// An answer that should tell how far an operation has come, and does not.
    pub(crate) fn no_operation(member: &str, response: &Response<Bytes>) -> Self {
        let message = format!("the answer has no `{member}`, so it is no such operation");
        Self::new(ErrorKind::Decode, message).with_response(response)
    }

    /// An answer with a status that says it failed.
    pub(crate) fn service(response: &Response<Bytes>) -> Self {
        let object = ErrorObject::read(response.body());
        let message = object
            .message
            .unwrap_or_else(|| describe_body(response.headers(), response.body()));
        let mut service = Self::new(ErrorKind::Service, message);
        service.0.said = object.said;
        service.with_response(response)
    }

    /// An answer that sends the client to a place where it does not go.
    pub(crate) fn redirect(message: &str, response: &Response<Bytes>) -> Self {
        Self::new(ErrorKind::Service, message.to_owned()).with_response(response)
    }

    /// This error, which happened on reading `response`.
    pub(crate) fn with_response(mut self, response: &Response<Bytes>) -> Self {
        let body = response.body();
        // A copy, so that a small error does not hold a large body.
        let body = Bytes::copy_from_slice(body.get(..MAX_BODY).unwrap_or(body));
        self.0.body = Some(body);
        let headers = response.headers();
        if let Some(id) = header(headers, "request-id") {
            self.0.said.request_id = Some(id.to_owned());
        }
        if let Some(id) = header(headers, "client-request-id") {
            self.0.said.client_request_id = Some(id.to_owned());
        }
        self.0.head = Some((response.status(), headers.clone()));
        match response.extensions().get::<Exchange>() {
            Some(exchange) => self.during(exchange.call()),
            None => self,
        }
    }
}

fn header(headers: &HeaderMap, name: impl http::header::AsHeaderName) -> Option<&str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}

/// The error object of OData
/// ([JSON Format 4.01, 21](https://docs.oasis-open.org/odata/odata-json-format/v4.01/odata-json-format-v4.01.html#sec_ErrorResponse)),
/// with the members that Graph adds; or what gateways, ASP.NET and OAuth have in its place.
struct ErrorObject {
    /// All that is said to people, each text once: of the error, its inner errors and its details.
    message: Option<String>,
    said: Said,
}

impl ErrorObject {
    fn read(body: &[u8]) -> Self {
        let body = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body);
        let body = std::str::from_utf8(body).unwrap_or_default();
        let error = json::member(body, "error")
            .or_else(|| json::member(body, "odata.error"))
            .unwrap_or_default();
        let mut said = Said {
            target: text(error, "target"),
            ..Said::default()
        };
        let mut messages = Vec::new();
        let mut level = Some(error);
        for _ in 0..MAX_DEPTH {
            let Some(error) = level else { break };
            said.codes.extend(text(error, "code"));
            say(message(error), &mut messages);
            let details = json::member(error, "details").and_then(json::items);
            for detail in details.into_iter().flatten().take(MAX_DEPTH) {
                say(message(detail), &mut messages);
            }
            let request_id = || text(error, "request-id");
            said.request_id = said.request_id.or_else(request_id);
            let client_request_id = || text(error, "client-request-id");
            said.client_request_id = said.client_request_id.or_else(client_request_id);
            level = json::member(error, "innerError").or_else(|| json::member(error, "innererror"));
        }
        said.codes
            .extend(json::string(error).map(|code| clean(&code)));
        for name in ["error_description", "Message", "message"] {
            say(text(body, name), &mut messages);
        }
        Self {
            message: (!messages.is_empty()).then(|| messages.join("; ")),
            said,
        }
    }
}

/// A message is a text, or in older services an object with a language: `{"lang":"en","value":".."}`.
fn message(error: &str) -> Option<String> {
    text(error, "message").or_else(|| text(json::member(error, "message")?, "value"))
}

fn say(message: Option<String>, messages: &mut Vec<String>) {
    messages.extend(message.filter(|message| !messages.contains(message)));
}

fn text(object: &str, name: &str) -> Option<String> {
    json::member(object, name)
        .and_then(json::string)
        .map(|text| clean(&text))
        .filter(|text| !text.is_empty())
}

/// A foreign text on one line, of a size that a log can bear, without what terminals act on.
fn clean(text: &str) -> String {
    let visible = |c: char| if c.is_control() { ' ' } else { c };
    let words: String = text.chars().take(MAX_TEXT).map(visible).collect();
    words.trim().to_owned()
}

/// What came instead of what was expected.
fn describe_body(headers: &HeaderMap, body: &[u8]) -> String {
    let length = body.len();
    if body.is_empty() {
        return "the body is empty".to_owned();
    }
    let Ok(text) = std::str::from_utf8(body) else {
        return format!("the body is not UTF-8 ({length} bytes)");
    };
    let description = match header(headers, CONTENT_TYPE) {
        Some(media_type) => format!("the body is of another form ({media_type}, {length} bytes)"),
        None => format!("the body is of another form ({length} bytes)"),
    };
    match title(text) {
        Some(title) => format!("{description}, titled {title:?}"),
        None => description,
    }
}

/// The title of an HTML page: what gateways put the reason into.
fn title(page: &str) -> Option<String> {
    let begin = find(page, "<title")?;
    let element = page.get(begin..)?;
    let (_, content) = element.split_once('>')?;
    let content = content.get(..find(content, "</title")?)?;
    let words: Vec<_> = content.split_whitespace().collect();
    let title: String = words.join(" ").chars().take(MAX_TITLE).collect();
    Some(title).filter(|title| !title.is_empty())
}

/// Where `wanted`, in lower case, begins, whatever the case of `text`.
fn find(text: &str, wanted: &str) -> Option<usize> {
    let (text, wanted) = (text.as_bytes(), wanted.as_bytes());
    text.windows(wanted.len())
        .position(|window| window.eq_ignore_ascii_case(wanted))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inner_errors_are_followed() {
        let object = ErrorObject::read(
            br#"{"error":{"code":"a","message":"m","target":"t","innerError":{"code":"b","request-id":"r",
                "innererror":{"code":"c","request-id":"deeper","client-request-id":"x"}}}}"#,
        );
        assert_eq!(object.said.codes, ["a", "b", "c"]);
        assert_eq!(object.message.as_deref(), Some("m"));
        assert_eq!(object.said.target.as_deref(), Some("t"));
        assert_eq!(object.said.request_id.as_deref(), Some("r"));
        assert_eq!(object.said.client_request_id.as_deref(), Some("x"));
    }

    #[test]
    fn depth_is_bounded() {
        let levels = 1000;
        let body = r#"{"error":{"code":"x","innererror":"#.to_owned()
            + &r#"{"code":"y","innererror":"#.repeat(levels)
            + "null"
            + &"}".repeat(levels + 2);
        assert!(ErrorObject::read(body.as_bytes()).said.codes.len() <= MAX_DEPTH);
    }

    #[test]
    fn pages_are_described_by_their_title() {
        let headers = HeaderMap::from_iter([(CONTENT_TYPE, "text/html".parse().unwrap())]);
        for (page, description) in [
            (
                "<TITLE>502\n Bad  Gateway</Title>",
                "(text/html, 32 bytes), titled \"502 Bad Gateway\"",
            ),
            ("<title x='y'></title>", "(text/html, 21 bytes)"),
            ("<title>no end", "(text/html, 13 bytes)"),
            ("<title", "(text/html, 6 bytes)"),
        ] {
            let expected = format!("the body is of another form {description}");
            assert_eq!(describe_body(&headers, page.as_bytes()), expected);
        }
    }
}
