//! A line of an examples file.

use std::path::Path;

use serde::Deserialize;
use serde_json::value::RawValue;

use crate::failure::{Failure, Reason};
use crate::{files, paths};

/// A request and its response, as a page of documentation has them.
pub(crate) struct Record {
    pub(crate) id: String,
    pub(crate) method: String,
    /// Relative to the service root.
    pub(crate) url: String,
    pub(crate) request_body: Option<String>,
    /// The type of the response body, in the words of the page.
    pub(crate) odata_type: Option<String>,
    pub(crate) body: Option<String>,
}

#[derive(Deserialize)]
struct Line<'a> {
    id: String,
    #[serde(default)]
    method: String,
    #[serde(default)]
    url: String,
    #[serde(borrow, default)]
    request_body: Option<&'a RawValue>,
    #[serde(default)]
    odata_type: Option<String>,
    #[serde(borrow, default)]
    body: Option<&'a RawValue>,
    #[serde(default)]
    body_text: Option<String>,
}

/// Reads an examples file.
pub(crate) fn records(path: &Path) -> Result<Vec<Record>, Failure> {
    let unusable = |what: &str| Failure {
        exit_code: 3,
        reason: Reason::Message(format!("{}{what}", paths::shown(path))),
    };
    let bytes = files::read(path)?;
    let text = String::from_utf8(bytes).map_err(|_| unusable(" is not UTF-8"))?;
    let lines = text.lines().zip(1..).filter(|(line, _)| !line.is_empty());
    lines
        .map(|(line, n)| {
            let line: Line = serde_json::from_str(line)
                .map_err(|error| unusable(&format!(":{n}: not an example: {error}")))?;
            Ok(record(line))
        })
        .collect()
}

fn record(line: Line) -> Record {
    // The body as it was written says more than the parsed one: how numbers are spelled, what is repeated.
    let written = line.body_text.filter(|text| is_json(text));
    Record {
        id: line.id,
        method: line.method,
        url: line.url,
        request_body: line.request_body.map(|body| body.get().to_owned()),
        odata_type: line.odata_type,
        body: written.or_else(|| Some(line.body?.get().to_owned())),
    }
}

fn is_json(text: &str) -> bool {
    serde_json::from_str::<&RawValue>(text).is_ok()
}

#[cfg(test)]
mod tests {
    use super::{Line, record};

    fn body(members: &str) -> Option<String> {
        let line = format!(r#"{{"id":"a#1",{members}}}"#);
        record(serde_json::from_str::<Line>(&line).unwrap()).body
    }

    #[test]
    fn the_body_as_written_wins_if_it_is_json() {
        let written = r#""body":{"a":1.5},"body_text":"{ \"a\": 1.50 }""#;
        assert_eq!(body(written).as_deref(), Some(r#"{ "a": 1.50 }"#));
        let mended = r#""body":{"a":1.50},"body_text":"{ \"a\": 1.50, }""#;
        assert_eq!(body(mended).as_deref(), Some(r#"{"a":1.50}"#));
        assert_eq!(body(r#""body":null"#), None);
    }
}
