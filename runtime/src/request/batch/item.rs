//! A request as part of a batch.

use std::fmt::Write as _;

use bytes::Bytes;
use http::header::{ACCEPT, CONTENT_LENGTH, CONTENT_TYPE, HeaderMap, HeaderValue};
use http::{Method, Response, StatusCode};

use crate::error::Error;
use crate::exchange::client::Client;
use crate::exchange::pipeline::Exchange;
use crate::model::json::{validate, write_string};
use crate::model::values::Binary;
use crate::request::fault::Fault;
use crate::request::message::Request;

/// What came of a request; nothing as long as it was not answered.
pub(super) type Outcome = Option<Result<Response<Bytes>, Error>>;

/// A request, ready to be sent.
pub(super) struct Item {
    part: Result<Part, Fault>,
    /// The indexes of the requests that it waits for, all of them smaller than its own.
    pub(super) after: Vec<usize>,
}

/// What a request is in a batch.
pub(super) struct Part {
    /// The members of the JSON object besides the id and the dependencies.
    json: String,
    method: Method,
    url: String,
    template: String,
    /// Whether it may be sent again even if it was executed.
    pub(super) repeatable: bool,
}

impl Part {
    /// The exchange of the part; `headers` have the id that it shares with the batch.
    pub(super) fn begin(&self, client: &Client, headers: &HeaderMap) -> Exchange {
        client.begin(&self.method, &self.url, &self.template, headers)
    }
}

impl Item {
    pub(super) fn new<T>(request: &Request<T>) -> Self {
        let part = request.place().and_then(|place| {
            Ok(Part {
                json: members(request)?,
                method: request.method().clone(),
                url: place.url,
                template: place.template,
                repeatable: request.is_resendable(),
            })
        });
        Self {
            part,
            after: Vec::new(),
        }
    }

    pub(super) fn faulty(fault: Fault) -> Self {
        Self {
            part: Err(fault),
            after: Vec::new(),
        }
    }

    pub(super) fn part(&self) -> Option<&Part> {
        self.part.as_ref().ok()
    }

    pub(super) fn after(self, after: Vec<usize>) -> Self {
        Self { after, ..self }
    }

    /// The answer that is known without asking the service.
    pub(super) fn fault(&self) -> Option<Error> {
        self.part.as_ref().err().map(|fault| fault.clone().into())
    }

    /// The JSON object; `after` are the dependencies that are in the same batch.
    pub(super) fn write(&self, index: usize, after: &[usize], out: &mut String) {
        let members = self.part().map(|part| &*part.json).unwrap_or_default();
        // Writing to a `String` cannot fail.
        let _ = write!(out, r#"{{"id":"{}",{members}"#, id(index));
        if !after.is_empty() {
            let ids: Vec<_> = after.iter().map(|n| format!(r#""{}""#, id(*n))).collect();
            let _ = write!(out, r#","dependsOn":[{}]"#, ids.join(","));
        }
        out.push('}');
    }
}

/// What requests are called in a batch.
pub(super) fn id(index: usize) -> String {
    (index + 1).to_string()
}

/// The index of the request with this id.
pub(super) fn index(id: &str) -> Option<usize> {
    id.parse::<usize>().ok()?.checked_sub(1)
}

/// The answers of requests that no service was asked.
pub(super) fn unsent(items: &[Item]) -> Vec<Outcome> {
    items.iter().map(|item| item.fault().map(Err)).collect()
}

/// The answer to a request that waits for one that failed.
pub(super) fn failed_dependency() -> Response<Bytes> {
    let mut response = Response::default();
    *response.status_mut() = StatusCode::FAILED_DEPENDENCY;
    response
}

/// `"method":"GET","url":"/users/1"`, then headers and body if there are any.
fn members<T>(request: &Request<T>) -> Result<String, Fault> {
    if request.has_stream() {
        return Err("its body is a stream, which a batch cannot hold".into());
    }
    let mut json = format!(r#""method":"{}","url":"#, request.method());
    write_string(&request.relative_url(), &mut json);
    let mut headers = request.headers().clone();
    let takes_body = [Method::POST, Method::PUT, Method::PATCH].contains(request.method());
    match request.body() {
        Some(body) => {
            write_headers(&headers, &mut json);
            json.push_str(r#","body":"#);
            write_body(&headers, body, &mut json)?;
        }
        // Graph refuses a batch in which a request that writes has neither headers nor body.
        None if takes_body => {
            headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
            write_headers(&headers, &mut json);
            json.push_str(r#","body":{}"#);
        }
        None => write_headers(&headers, &mut json),
    }
    Ok(json)
}

fn write_headers(headers: &HeaderMap, json: &mut String) {
    let start = json.len();
    for (name, value) in headers {
        let implied = *name == CONTENT_LENGTH || *name == ACCEPT && value == "application/json";
        if !implied {
            json.push_str(if json.len() == start {
                r#","headers":{"#
            } else {
                ","
            });
            write_string(name.as_str(), json);
            json.push(':');
            write_string(&String::from_utf8_lossy(value.as_bytes()), json);
        }
    }
    if json.len() > start {
        json.push('}');
    }
}

/// JSON as it is, text as a string, everything else in base64: the media type decides, not the looks
/// ([JSON Format 4.01, 19.1](https://docs.oasis-open.org/odata/odata-json-format/v4.01/odata-json-format-v4.01.html#sec_BatchRequest)).
fn write_body(headers: &HeaderMap, body: &[u8], json: &mut String) -> Result<(), Fault> {
    let form = Form::of(headers);
    match (form, std::str::from_utf8(body)) {
        (Form::Json, Ok(text)) if validate(text).is_ok() => json.push_str(text),
        (Form::Json, _) => return Err("its body is said to be JSON, and is none".into()),
        (Form::Text, Ok(text)) => write_string(text, json),
        _ => write_string(Binary::from_bytes_url_safe(body).as_str(), json),
    }
    Ok(())
}

/// How a body stands in a batch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Json,
    Text,
    Base64,
}

impl Form {
    /// The form of a body with these headers. Without a media type it is JSON.
    pub(super) fn of(headers: &HeaderMap) -> Self {
        let media_type = headers.get(CONTENT_TYPE).and_then(|v| v.to_str().ok());
        let media_type = media_type.unwrap_or("application/json");
        let essence = media_type.split(';').next().unwrap_or_default();
        let essence = essence.trim().to_ascii_lowercase();
        if essence.ends_with("/json") || essence.ends_with("+json") {
            Self::Json
        } else if essence.starts_with("text/") {
            Self::Text
        } else {
            Self::Base64
        }
    }
}
