//! Parts of the whole.

use http::StatusCode;
use http::header::CONTENT_RANGE;

use crate::request::stream::ByteStream;

/// The statement of `Content-Range`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct ContentRange {
    pub(super) start: Option<u64>,
    pub(super) total: Option<u64>,
}

impl ContentRange {
    /// Reads the place of the bytes of `stream` in the whole, and the length of that: `bytes 100-199/200`
    /// ([RFC 9110, 14.4](https://www.rfc-editor.org/rfc/rfc9110#section-14.4)). `None` if these are the whole.
    pub(super) fn of(stream: &ByteStream) -> Option<Self> {
        let range = stream.headers().get(CONTENT_RANGE);
        let range = range.and_then(|range| range.to_str().ok());
        let is_part = stream.status() == StatusCode::PARTIAL_CONTENT;
        is_part.then(|| Self::parse(range.unwrap_or_default()))
    }

    fn parse(text: &str) -> Self {
        let text = text.trim().strip_prefix("bytes").unwrap_or_default();
        let (range, total) = text.split_once('/').unwrap_or_default();
        let start = range.split('-').next().unwrap_or_default();
        Self {
            start: start.trim().parse().ok(),
            total: total.trim().parse().ok(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_ranges_are_read() {
        for (text, start, total) in [
            ("bytes 100-199/200", Some(100), Some(200)),
            ("bytes 0-0/*", Some(0), None),
            ("bytes */200", None, Some(200)),
            ("bytes", None, None),
            ("items 0-1/2", None, None),
            ("", None, None),
            ("bytes -1-2/x", None, None),
        ] {
            assert_eq!(
                ContentRange::parse(text),
                ContentRange { start, total },
                "{text}"
            );
        }
    }
}
