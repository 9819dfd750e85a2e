//! Who may see the token, and who may be asked at all.

use http::Uri;

use crate::error::Error;
use crate::exchange::cloud::{Origin, origin};

/// The origin that a client is for, and the hosts that its user allows besides.
#[derive(Clone, Debug)]
pub(crate) struct Hosts {
    own: Option<Origin>,
    allowed: Vec<String>,
}

impl Hosts {
    pub(crate) fn new(base: &str) -> Self {
        Self {
            own: base.parse().ok().and_then(|base| origin(&base)),
            allowed: Vec::new(),
        }
    }

    pub(crate) fn allow(&mut self, host: &str) -> Result<(), Error> {
        if !is_name(host) {
            return Err(Error::request("a host to allow is a name, and only that"));
        }
        self.allowed.push(host.to_ascii_lowercase());
        Ok(())
    }

    /// Whether the token may go there.
    pub(crate) fn is_trusted(&self, uri: &Uri) -> bool {
        let Some(origin) = origin(uri) else {
            return false;
        };
        let (scheme, host, port) = &origin;
        self.own.as_ref() == Some(&origin)
            || (scheme == "https" && *port == 443 && self.allowed.contains(host))
    }

    /// Whether a request may go there: over https, or between servers on this machine.
    pub(crate) fn can_be_asked(&self, uri: &Uri) -> bool {
        match origin(uri) {
            Some((scheme, _, _)) if scheme == "https" => true,
            Some(origin) => self.own.as_ref().is_some_and(is_loopback) && is_loopback(&origin),
            None => false,
        }
    }
}

/// http, to this machine.
pub(crate) fn is_loopback((scheme, host, _): &Origin) -> bool {
    scheme == "http" && ["127.0.0.1", "[::1]", "localhost"].contains(&host.as_str())
}

/// A name of letters, digits and hyphens with a dot in it, that is no IPv4 address in any spelling
/// ([URL, 3.5](https://url.spec.whatwg.org/#ends-in-a-number-checker)).
fn is_name(host: &str) -> bool {
    let is_label = |label: &str| {
        !label.is_empty()
            && label
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b == b'-')
    };
    let last = host.rsplit('.').next().unwrap_or_default();
    host.contains('.')
        && host.split('.').all(is_label)
        && !last.starts_with(|c: char| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn trusts(hosts: &Hosts, url: &str) -> bool {
        hosts.is_trusted(&url.parse().unwrap())
    }

    #[test]
    fn only_the_cloud_itself_is_trusted() {
        let hosts = Hosts::new("https://graph.microsoft.us");
        for (url, trusted) in [
            ("https://graph.microsoft.us/v1.0/me", true),
            ("https://GRAPH.microsoft.us:443/", true),
            ("http://graph.microsoft.us/v1.0/me", false),
            ("http://graph.microsoft.us:443/", false),
            ("https://graph.microsoft.us:8443/", false),
            ("https://graph.microsoft.us:/", false),
            ("https://graph.microsoft.us./", false),
            ("https://graph.microsoft.com/v1.0/me", false),
            ("https://dod-graph.microsoft.us/", false),
            ("https://graph.microsoft.us.evil.example/", false),
            ("https://evil-graph.microsoft.us/", false),
            ("https://graph.microsoft.us@evil.example/", false),
            ("https://user@graph.microsoft.us/", false),
            ("https://evil.example/graph.microsoft.us", false),
            ("https://13.107.42.1/", false),
            ("/v1.0/me", false),
        ] {
            assert_eq!(trusts(&hosts, url), trusted, "{url}");
        }
    }

    #[test]
    fn allowed_hosts_are_trusted_by_https_on_its_port() {
        let mut hosts = Hosts::new("https://graph.microsoft.com");
        hosts.allow("Contoso.SharePoint.com").unwrap();
        for (url, trusted) in [
            ("https://contoso.sharepoint.com/_api", true),
            ("https://graph.microsoft.com/", true),
            ("http://contoso.sharepoint.com/", false),
            ("https://contoso.sharepoint.com:444/", false),
            ("https://contoso.sharepoint.com./", false),
            ("https://x.contoso.sharepoint.com/", false),
            ("https://sharepoint.com/", false),
        ] {
            assert_eq!(trusts(&hosts, url), trusted, "{url}");
        }
    }

    #[test]
    fn only_names_can_be_allowed() {
        for host in [
            "",
            "10.0.0.1",
            "[::1]",
            "0x7f.1",
            "1.0x7f",
            "localhost",
            "a.example.",
            ".example",
            "a.example:443",
            "https://a.example",
            "a.example/x",
            "u@a.example",
            "*.example",
            "ä.example",
        ] {
            let error = Hosts::new("https://x.example").allow(host);
            assert!(error.is_err(), "{host}");
        }
    }

    #[test]
    fn only_https_is_asked_except_on_this_machine() {
        let cloud = Hosts::new("https://graph.microsoft.com");
        let loopback = Hosts::new("http://127.0.0.1:8080");
        for (url, by_cloud, by_loopback) in [
            ("https://elsewhere.example/x", true, true),
            ("http://elsewhere.example/x", false, false),
            ("http://127.0.0.1:1/x", false, true),
            ("http://localhost/x", false, true),
            ("http://u@localhost/x", false, false),
            ("ftp://127.0.0.1/x", false, false),
            ("/x", false, false),
        ] {
            let uri = url.parse().unwrap();
            assert_eq!(cloud.can_be_asked(&uri), by_cloud, "{url}");
            assert_eq!(loopback.can_be_asked(&uri), by_loopback, "{url}");
        }
    }
}
