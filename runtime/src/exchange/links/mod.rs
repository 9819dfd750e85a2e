//! URLs that a service sends: `Location`, `@odata.nextLink`.

mod reference;

pub(crate) use reference::resolve as resolve_reference;

/// The absolute URL that `link` means in the answer to a request to `base`, if it means one.
///
/// Microsoft Graph leaves out its version in some: `/teams('…')/operations('…')`
/// ([create team](https://learn.microsoft.com/graph/api/team-post)). It is put back.
pub(crate) fn resolve(base: &str, link: &str) -> Option<String> {
    let base = base.parse().ok()?;
    let link = Some(link.trim()).filter(|link| !link.is_empty())?;
    let url = match missing_version(http::Uri::path(&base), link) {
        Some(version) => resolve_reference(&base, &format!("/{version}{link}")),
        None => resolve_reference(&base, link),
    };
    url.map(|url| url.to_string())
}

/// What of a URL may be shown: a query can hold what opens doors.
pub(crate) fn without_query(url: &str) -> &str {
    url.split(['?', '#']).next().unwrap_or_default()
}

/// `v1.0`, if `path` is below that and `link` is a path below no version.
fn missing_version<'p>(path: &'p str, link: &str) -> Option<&'p str> {
    let first = |path: &'p str| path.split(['/', '?']).nth(1);
    let is_version = |segment: &str| matches!(segment, "v1.0" | "beta");
    let is_path = link.starts_with('/') && !link.starts_with("//");
    let has_version = link.split(['/', '?']).nth(1).is_some_and(is_version);
    first(path).filter(|version| is_version(version) && is_path && !has_version)
}

#[cfg(test)]
mod tests {
    use super::*;

    const BASE: &str = "https://graph.microsoft.com/v1.0/users/1/resetPassword?x=/y";

    #[test]
    fn links_are_resolved() {
        for (link, url) in [
            ("https://other.example/a?b", "https://other.example/a?b"),
            ("//other.example/a", "https://other.example/a"),
            ("/v1.0/me", "https://graph.microsoft.com/v1.0/me"),
            ("/beta/me?a", "https://graph.microsoft.com/beta/me?a"),
            (
                "/teams('1')/operations('2')",
                "https://graph.microsoft.com/v1.0/teams('1')/operations('2')",
            ),
            ("op/2", "https://graph.microsoft.com/v1.0/users/1/op/2"),
            (
                "../op?q=..",
                "https://graph.microsoft.com/v1.0/users/op?q=..",
            ),
            (
                " https://a.example/b c|{%20} ",
                "https://a.example/b%20c%7C%7B%20%7D",
            ),
        ] {
            assert_eq!(resolve(BASE, link).as_deref(), Some(url), "{link}");
        }
    }

    #[test]
    fn what_leads_to_no_host_is_no_link() {
        for link in ["", "  ", "mailto:a@b", "https://", "//"] {
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
