//! The lines of `roots`: `type:ns.name`, `GET /path/{id}`, `*`.

use std::ops::Range;

use toml::Spanned;

use crate::config::span;
use crate::diagnostics::{Diagnostic, did_you_mean};

/// The lines of `roots`, and what `*` means among them.
#[derive(Debug, Clone, Default)]
pub struct Roots<'r> {
    /// The lines.
    pub lines: Vec<&'r str>,
    /// The requests that the description lists, if it lists them, as OpenAPI does: `*` asks for these and no others.
    pub listed: Option<&'r [String]>,
}

impl<'r> From<&[&'r str]> for Roots<'r> {
    fn from(lines: &[&'r str]) -> Self {
        Self {
            lines: lines.to_vec(),
            listed: None,
        }
    }
}

impl<'r> From<&Vec<&'r str>> for Roots<'r> {
    fn from(lines: &Vec<&'r str>) -> Self {
        lines.as_slice().into()
    }
}

impl<'r, const N: usize> From<&[&'r str; N]> for Roots<'r> {
    fn from(lines: &[&'r str; N]) -> Self {
        lines.as_slice().into()
    }
}

/// What a line of `roots` asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Root<'a> {
    /// `*`: all there is.
    Everything,
    /// `type:microsoft.graph.user`: a type, by qualified name.
    Type(&'a str),
    /// `GET /users/{id}`: a request.
    Request {
        /// The HTTP method.
        method: &'a str,
        /// The path's segments, each with its place in the line.
        segments: Vec<(Range<usize>, &'a str)>,
    },
}

/// What is wrong with a line of `roots`, and where in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RootError {
    /// A code of the diagnostics table.
    pub code: &'static str,
    /// The bytes of the line that are at fault.
    pub place: Range<usize>,
    /// What is wrong.
    pub message: String,
    /// What would be right.
    pub hint: String,
}

impl RootError {
    /// Shows it where the line stands in the configuration.
    pub(crate) fn diagnostic(self, line: &Spanned<String>) -> Diagnostic {
        // The text begins after the quote.
        let start = line.span().start + 1;
        let place = start + self.place.start..start + self.place.end;
        let diagnostic = Diagnostic::error(self.code, self.message).at(span(place), "");
        diagnostic.hint(self.hint)
    }
}

const METHODS: [&str; 5] = ["GET", "POST", "PATCH", "PUT", "DELETE"];

/// Reads a line of `roots`.
///
/// # Errors
/// When it is none of the three forms.
pub fn parse_root(line: &str) -> Result<Root<'_>, RootError> {
    if line == "*" {
        return Ok(Root::Everything);
    }
    if let Some(name) = line.strip_prefix("type:") {
        return Ok(Root::Type(name.trim()));
    }
    let fault = |place: Range<usize>, message: String| RootError {
        code: "E0401",
        place,
        message,
        hint: "a root is `type:namespace.name`, `GET /path/{id}` or `*`".to_owned(),
    };
    let Some((method, path)) = line.split_once(' ') else {
        let error = fault(0..line.len(), format!("`{line}` is not a root"));
        let hint = if line.starts_with('/') {
            format!("did you mean `GET {line}`?")
        } else {
            error.hint
        };
        return Err(RootError { hint, ..error });
    };
    if !METHODS.contains(&method) {
        let methods = METHODS.join(", ");
        let message = format!("`{method}` is not one of the methods {methods}");
        let error = fault(0..method.len(), message);
        let hint = did_you_mean(method, METHODS.into_iter()).unwrap_or(error.hint);
        return Err(RootError { hint, ..error });
    }
    let start = method.len() + 1;
    let Some(rest) = path.strip_prefix('/') else {
        return Err(fault(
            start..line.len(),
            format!("the path `{path}` does not begin with `/`"),
        ));
    };
    let segments = split_segments(rest, start + 1);
    if let Some((place, _)) = segments.iter().find(|(_, segment)| segment.is_empty()) {
        return Err(fault(
            place.clone(),
            format!("the path `{path}` has an empty segment"),
        ));
    }
    Ok(Root::Request { method, segments })
}

/// Splits at slashes outside parentheses.
fn split_segments(path: &str, offset: usize) -> Vec<(Range<usize>, &str)> {
    let mut segments = Vec::new();
    let mut depth = 0_u32;
    let mut start = 0;
    let mut push = |start: usize, end: usize| {
        segments.push((
            start + offset..end + offset,
            path.get(start..end).unwrap_or_default(),
        ));
    };
    for (at, byte) in path.bytes().enumerate() {
        match byte {
            b'(' => depth += 1,
            b')' => depth = depth.saturating_sub(1),
            b'/' if depth == 0 => {
                push(start, at);
                start = at + 1;
            }
            _ => {}
        }
    }
    push(start, path.len());
    segments
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_three_forms_are_read() {
        assert_eq!(parse_root("*"), Ok(Root::Everything));
        assert_eq!(parse_root("type:a.b"), Ok(Root::Type("a.b")));
        assert_eq!(
            parse_root("GET /a/{id}/f(x='{y}/z')"),
            Ok(Root::Request {
                method: "GET",
                segments: vec![(5..6, "a"), (7..11, "{id}"), (12..24, "f(x='{y}/z')")],
            })
        );
    }

    #[test]
    fn faults_name_their_place() {
        assert_eq!(parse_root("users").unwrap_err().place, 0..5);
        assert_eq!(parse_root("FETCH /users").unwrap_err().place, 0..5);
        assert_eq!(parse_root("GET users").unwrap_err().place, 4..9);
        assert_eq!(parse_root("GET /users//x").unwrap_err().place, 11..11);
    }

    #[test]
    fn what_was_meant_is_told() {
        for (line, hint) in [
            ("/users", "did you mean `GET /users`?"),
            ("get /users", "did you mean `GET`?"),
            ("PTCH /users", "did you mean `PATCH`?"),
            (
                "users",
                "a root is `type:namespace.name`, `GET /path/{id}` or `*`",
            ),
        ] {
            assert_eq!(parse_root(line).unwrap_err().hint, hint);
        }
    }
}
