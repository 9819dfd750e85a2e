//! A request as part of a batch.

use std::fmt::Write as _;

use bytes::Bytes;
use http::header::{ACCEPT, CONTENT_LENGTH, HeaderMap};
use http::{Response, StatusCode};

use crate::error::Error;
use crate::model::json::{validate, write_string};
use crate::model::values::Binary;
use crate::request::fault::Fault;
use crate::request::message::Request;

/// What came of a request; nothing as long as it was not answered.
pub(super) type Outcome = Option<Result<Response<Bytes>, Error>>;

/// A request, ready to be sent.
pub(super) struct Item {
    /// The members of the JSON object besides the id and the dependencies; or why there are none.
    json: Result<String, Fault>,
    /// The indexes of the requests that it waits for, all of them smaller than its own.
    pub(super) after: Vec<usize>,
}

impl Item {
    pub(super) fn new<T>(request: &Request<T>) -> Self {
        Self {
            json: Ok(members(request)),
            after: Vec::new(),
        }
    }

    pub(super) fn faulty(fault: Fault) -> Self {
        Self {
            json: Err(fault),
            after: Vec::new(),
        }
    }

    pub(super) fn after(self, after: Vec<usize>) -> Self {
        Self { after, ..self }
    }

    /// The answer that is known without asking the service.
    pub(super) fn fault(&self) -> Option<Error> {
        self.json.as_ref().err().map(|fault| fault.clone().into())
    }

    /// The JSON object; `after` are the dependencies that are in the same batch.
    pub(super) fn write(&self, index: usize, after: &[usize], out: &mut String) {
        let members = self.json.as_deref().unwrap_or_default();
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
fn members<T>(request: &Request<T>) -> String {
    let mut json = format!(r#""method":"{}","url":"#, request.method());
    write_string(&request.relative_url(), &mut json);
    write_headers(request.headers(), &mut json);
    if let Some(body) = request.body() {
        json.push_str(r#","body":"#);
        write_body(body, &mut json);
    }
    json
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

/// JSON as it is, everything else in base64.
fn write_body(body: &[u8], json: &mut String) {
    match std::str::from_utf8(body) {
        Ok(text) if validate(text).is_ok() => json.push_str(text),
        _ => write_string(Binary::from_bytes_url_safe(body).as_str(), json),
    }
}
