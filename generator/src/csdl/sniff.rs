//! What can be told from the first bytes: is it metadata at all?

use crate::diagnostics::{Diagnostic, Diagnostics, Span};
use crate::limits;

const BOM: &str = "\u{feff}";

/// The text of a file, which must be UTF-8.
///
/// `None`, and an error among the diagnostics, if it is something else.
pub fn decode<'a>(
    bytes: &'a [u8],
    source: usize,
    diagnostics: &mut Diagnostics,
) -> Option<&'a str> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Some(text),
        Err(error) => {
            let (found, start) = match bytes {
                [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => ("the document is UTF-16", 0),
                _ => ("the document is not UTF-8", error.valid_up_to()),
            };
            let start = u32::try_from(start).unwrap_or(u32::MAX);
            let end = start.saturating_add(1);
            diagnostics.push(
                Diagnostic::error("E0101", found)
                    .at(Span { start, end }, "not UTF-8")
                    .hint("convert it to UTF-8")
                    .in_source(source),
            );
            None
        }
    }
}

/// Where the XML of a document starts that begins at an offset: behind a byte order mark and blanks.
pub(super) fn start_of_xml(
    text: &str,
    begin: usize,
    source: usize,
    diagnostics: &mut Diagnostics,
) -> Option<usize> {
    if text.len() > limits::BYTES {
        let message = format!("the document has {} bytes", text.len());
        diagnostics.push(
            Diagnostic::error("E0102", message)
                .hint(format!("at most {} are read", limits::BYTES))
                .in_source(source),
        );
        return None;
    }
    let whole = text.get(begin..).unwrap_or_default();
    let body = whole.strip_prefix(BOM).unwrap_or(whole);
    let start = text.len() - body.len();
    let here = |length: usize| Span {
        start: offset(start),
        end: offset(start + length),
    };
    if let Some(found) = other_format(body.trim_start()) {
        diagnostics.push(
            Diagnostic::error("E0103", format!("expected CSDL in XML, found {found}"))
                .at(here(1), "the document starts here")
                .hint("ask the service for `$metadata` with `Accept: application/xml`")
                .in_source(source),
        );
        return None;
    }
    if start > begin {
        let span = Span {
            start: offset(begin),
            end: offset(start),
        };
        let warning = Diagnostic::warning("W0102", "the document starts with a byte order mark");
        diagnostics.push(warning.at(span, "").in_source(source));
    }
    if !body.starts_with("<?xml") {
        let warning = Diagnostic::warning("W0101", "there is no XML declaration");
        diagnostics.push(warning.at(here(1), "").in_source(source));
    }
    Some(start)
}

/// What a document that is not XML is.
fn other_format(text: &str) -> Option<&'static str> {
    let html = ["<!doctype html", "<html"];
    let starts_like = |start: &&str| {
        text.get(..start.len())
            .is_some_and(|found| found.eq_ignore_ascii_case(start))
    };
    match text.as_bytes() {
        [] => Some("nothing"),
        [b'{' | b'[', ..] => Some("JSON"),
        [b'<', ..] if html.iter().any(starts_like) => Some("HTML"),
        [b'<', ..] => None,
        _ => Some("something that is not XML"),
    }
}

fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
