//! Requests as tests write them: `POST /v1.0/users/{user}/sendMail`.

use std::collections::BTreeMap;

/// A method, and segments of which some stand for any text.
#[derive(Clone, Debug)]
pub(super) struct Pattern {
    method: String,
    segments: Vec<String>,
}

/// What stood where a pattern has a name in braces.
pub(super) type Captures = BTreeMap<String, String>;

impl Pattern {
    /// Without a method, the request is a GET.
    pub(super) fn new(request: &str) -> Self {
        let (method, path) = request.split_once(' ').unwrap_or(("GET", request));
        Self {
            method: method.to_owned(),
            segments: segments(path),
        }
    }

    pub(super) fn captures(&self, method: &str, path: &[String]) -> Option<Captures> {
        let mut captures = Captures::new();
        let is_match = self.method == method
            && self.segments.len() == path.len()
            && self.segments.iter().zip(path).all(|(wanted, segment)| {
                if let Some(name) = placeholder(wanted) {
                    captures.insert(name.to_owned(), segment.clone());
                    return true;
                }
                wanted == segment
            });
        is_match.then_some(captures)
    }

    pub(super) fn show(&self) -> String {
        format!("{} /{}", self.method, self.segments.join("/"))
    }
}

/// The segments of a path that is written without percent-encoding.
pub(super) fn segments(path: &str) -> Vec<String> {
    let path = path.trim_matches('/');
    path.split('/').map(plain).collect()
}

/// A segment as it is compared: a function that takes nothing may be written without `()`.
pub(super) fn plain(segment: &str) -> String {
    segment.strip_suffix("()").unwrap_or(segment).to_owned()
}

/// The segments of a path with names in braces, each replaced by what it stands for.
pub(super) fn filled(path: &str, captures: &Captures) -> Vec<String> {
    let fill = |segment: String| match placeholder(&segment).and_then(|name| captures.get(name)) {
        Some(text) => text.clone(),
        None => segment,
    };
    segments(path).into_iter().map(fill).collect()
}

fn placeholder(segment: &str) -> Option<&str> {
    segment.strip_prefix('{')?.strip_suffix('}')
}
