//! URLs that a service sends: `Location`, `@odata.nextLink`.

use http::Uri;
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use crate::cloud::origin;

/// What a URL may not have in it, and services write all the same. `%` begins what is encoded already.
const IMPOSSIBLE: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'<')
    .add(b'>')
    .add(b'\\')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// The absolute URL that `link` means in the answer to a request to `base`, if it means one
/// ([RFC 3986, 5](https://www.rfc-editor.org/rfc/rfc3986#section-5)).
///
/// Microsoft Graph leaves out its version in some: `/teams('…')/operations('…')`
/// ([create team](https://learn.microsoft.com/graph/api/team-post)). It is put back.
pub(crate) fn resolve(base: &str, link: &str) -> Option<String> {
    let link = utf8_percent_encode(link.trim(), IMPOSSIBLE).to_string();
    if link.is_empty() {
        return None;
    }
    let (scheme, rest) = base.split_once("://")?;
    let start_of_path = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (authority, path) = rest.split_at_checked(start_of_path)?;
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let absolute = if has_scheme(&link) {
        link
    } else if link.starts_with("//") {
        format!("{scheme}:{link}")
    } else if link.starts_with('/') {
        let version = missing_version(path, &link).unwrap_or_default();
        format!("{scheme}://{authority}{version}{}", without_dots(&link))
    } else if link.starts_with('?') {
        format!("{scheme}://{authority}{path}{link}")
    } else {
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let path = without_dots(&format!("{folder}/{link}"));
        format!("{scheme}://{authority}{path}")
    };
    origin(&absolute.parse::<Uri>().ok()?).map(|_| absolute)
}

/// What of a URL may be shown: a query can hold what opens doors.
pub(crate) fn without_query(url: &str) -> &str {
    url.split(['?', '#']).next().unwrap_or_default()
}

fn has_scheme(link: &str) -> bool {
    link.split_once(':').is_some_and(|(scheme, _)| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
    })
}

/// `/v1.0`, if that is how `path` begins and `link` does not name a version.
fn missing_version<'p>(path: &'p str, link: &str) -> Option<&'p str> {
    let first = |path: &'p str| {
        let end = path.get(1..)?.find('/').map_or(path.len(), |at| at + 1);
        path.get(..end).filter(|first| is_version(first))
    };
    let first_of_link = link.split(['/', '?']).nth(1).unwrap_or_default();
    first(path).filter(|_| !is_version(&format!("/{first_of_link}")))
}

fn is_version(segment: &str) -> bool {
    matches!(segment, "/v1.0" | "/beta")
}

/// Takes `.` and `..` out of the path of a reference.
fn without_dots(reference: &str) -> String {
    let end = reference.find(['?', '#']).unwrap_or(reference.len());
    let (path, query) = reference.split_at_checked(end).unwrap_or((reference, ""));
    let mut kept: Vec<&str> = Vec::new();
    let mut segments = path.split('/').skip(1).peekable();
    while let Some(segment) = segments.next() {
        let is_last = segments.peek().is_none();
        match segment {
            ".." => _ = kept.pop(),
            "." => {}
            _ => {
                kept.push(segment);
                continue;
            }
        }
        if is_last {
            kept.push("");
        }
    }
    format!("/{}{query}", kept.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const BASE: &str = "https://graph.microsoft.com/v1.0/users/1/resetPassword?x=/y";

    #[test]
    fn links_are_resolved() {
        for (link, url) in [
            ("https://other.example/a?b#c", "https://other.example/a?b#c"),
            ("//other.example/a", "https://other.example/a"),
            ("/v1.0/me", "https://graph.microsoft.com/v1.0/me"),
            ("/beta/me?a", "https://graph.microsoft.com/beta/me?a"),
            (
                "/teams('1')/operations('2')",
                "https://graph.microsoft.com/v1.0/teams('1')/operations('2')",
            ),
            ("op/2", "https://graph.microsoft.com/v1.0/users/1/op/2"),
            ("./op", "https://graph.microsoft.com/v1.0/users/1/op"),
            (
                "../op?q=..",
                "https://graph.microsoft.com/v1.0/users/op?q=..",
            ),
            ("../..", "https://graph.microsoft.com/v1.0/"),
            ("../../../../..", "https://graph.microsoft.com/"),
            (
                "?$skip=2",
                "https://graph.microsoft.com/v1.0/users/1/resetPassword?$skip=2",
            ),
            (
                " https://a.example/b c|{%20} ",
                "https://a.example/b%20c%7C%7B%20%7D",
            ),
            (
                "ops('a:b')",
                "https://graph.microsoft.com/v1.0/users/1/ops('a:b')",
            ),
        ] {
            assert_eq!(resolve(BASE, link).as_deref(), Some(url), "{link}");
        }
    }

    #[test]
    fn what_leads_to_no_host_is_no_link() {
        for link in [
            "",
            "  ",
            "mailto:a@b",
            "https://",
            "https://user@host/",
            "//",
        ] {
            assert_eq!(resolve(BASE, link), None, "{link}");
        }
        assert_eq!(resolve("no base", "a"), None);
    }

    #[test]
    fn a_path_without_a_version_gets_none() {
        let base = "https://services.odata.org/V4/TripPin/People";
        let url = resolve(base, "/other").unwrap();
        assert_eq!(url, "https://services.odata.org/other");
    }
}
