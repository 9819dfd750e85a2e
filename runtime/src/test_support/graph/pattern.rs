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
        if self.method != method {
            return None;
        }
        let mut captures = Captures::new();
        let mut rest = path;
        let mut in_names = false;
        for wanted in &self.segments {
            let name = placeholder(wanted);
            let count = match name {
                Some(_) if in_names => count_of_names(rest),
                _ => 1,
            };
            let (taken, others) = rest.split_at_checked(count)?;
            let text = taken.join("/");
            if let Some(name) = name {
                let text = match wanted.strip_suffix(':') {
                    Some(_) => text.strip_suffix(':')?,
                    None => &text,
                };
                captures.insert(name.to_owned(), text.to_owned());
            } else if *wanted != text {
                return None;
            }
            in_names ^= wanted.ends_with(':');
            rest = others;
        }
        rest.is_empty().then_some(captures)
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

/// The segments of a path of names, up to the colon that ends it: `a/b.txt:`.
fn count_of_names(path: &[String]) -> usize {
    let end = path.iter().position(|segment| segment.ends_with(':'));
    end.map_or(path.len(), |end| end + 1).max(1)
}

/// The name in braces; a path of names may begin or end behind it: `{path}:`.
fn placeholder(segment: &str) -> Option<&str> {
    let segment = segment.strip_suffix(':').unwrap_or(segment);
    segment.strip_prefix('{')?.strip_suffix('}')
}
