//! Relative references.

use std::fmt::Write as _;

use http::Uri;

/// The URL that `reference` means in an answer from `base`
/// ([RFC 3986, 5.2](https://www.rfc-editor.org/rfc/rfc3986#section-5.2)), without its fragment.
pub(crate) fn resolve(base: &Uri, reference: &str) -> Option<Uri> {
    let reference = reference.trim().split('#').next().unwrap_or_default();
    let reference = escape(reference);
    if has_scheme(&reference) {
        return reference.parse().ok().filter(|uri: &Uri| {
            uri.scheme().is_some() && uri.host().is_some_and(|host| !host.is_empty())
        });
    }
    let (scheme, authority) = (base.scheme_str()?, base.authority()?);
    if reference.starts_with("//") {
        return format!("{scheme}:{reference}").parse().ok();
    }
    let (path, query) = match reference.split_once('?') {
        Some((path, query)) => (path, Some(query)),
        None => (&*reference, None),
    };
    let query = query.or(if path.is_empty() { base.query() } else { None });
    let path = if path.is_empty() {
        base.path().to_owned()
    } else if path.starts_with('/') {
        without_dots(path)
    } else {
        let directory = base
            .path()
            .rsplit_once('/')
            .map_or("", |(before, _)| before);
        without_dots(&format!("{directory}/{path}"))
    };
    let query = query.map(|query| format!("?{query}")).unwrap_or_default();
    format!("{scheme}://{authority}{path}{query}").parse().ok()
}

/// Whether it begins with a scheme: a colon before any slash.
fn has_scheme(reference: &str) -> bool {
    let end = reference.find(['/', '?']).unwrap_or(reference.len());
    reference
        .get(..end)
        .is_some_and(|start| start.contains(':'))
}

/// Percent-encodes what servers write although no URL may hold it.
fn escape(reference: &str) -> String {
    let mut escaped = String::with_capacity(reference.len());
    for c in reference.chars() {
        if c.is_ascii_graphic() && !r#""<>\^`{|}"#.contains(c) {
            escaped.push(c);
        } else {
            for byte in c.encode_utf8(&mut [0; 4]).bytes() {
                _ = write!(escaped, "%{byte:02X}");
            }
        }
    }
    escaped
}

/// RFC 3986, 5.2.4
fn without_dots(path: &str) -> String {
    let mut segments = Vec::new();
    for segment in path.split('/').skip(1) {
        match segment {
            "." => {}
            ".." => _ = segments.pop(),
            segment => segments.push(segment),
        }
    }
    if path.ends_with("/.") || path.ends_with("/..") {
        segments.push("");
    }
    format!("/{}", segments.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_resolved() {
        let base = "https://a.example:8/b/c/d?q=1".parse().unwrap();
        for (reference, url) in [
            ("g", "https://a.example:8/b/c/g"),
            ("./g/", "https://a.example:8/b/c/g/"),
            ("../g?y#s", "https://a.example:8/b/g?y"),
            ("../../../g", "https://a.example:8/g"),
            ("..", "https://a.example:8/b/"),
            ("/g/./h/../i", "https://a.example:8/g/i"),
            ("?y=/../x", "https://a.example:8/b/c/d?y=/../x"),
            ("", "https://a.example:8/b/c/d?q=1"),
            ("#s", "https://a.example:8/b/c/d?q=1"),
            ("//g", "https://g/"),
            ("g?y:z", "https://a.example:8/b/c/g?y:z"),
            ("./a:b", "https://a.example:8/b/c/a:b"),
            (
                "operations('a b|c')",
                "https://a.example:8/b/c/operations('a%20b%7Cc')",
            ),
            (" https://x.example/ü ", "https://x.example/%C3%BC"),
            ("HTTP://x.example", "http://x.example/"),
            ("/\\evil.example", "https://a.example:8/%5Cevil.example"),
        ] {
            let resolved = resolve(&base, reference).map(|uri| uri.to_string());
            assert_eq!(resolved.as_deref(), Some(url), "{reference}");
        }
        for reference in [
            "https://",
            "mailto:x@y",
            "https:g",
            "a:b",
            "//",
            "https://[::1",
        ] {
            assert_eq!(resolve(&base, reference), None, "{reference}");
        }
    }
}
