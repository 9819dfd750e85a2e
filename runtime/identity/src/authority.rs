//! Who hands out tokens.

use msgraph_core::Cloud;
use oauth2::url::{Host, Url};
use oauth2::{AuthUrl, DeviceAuthorizationUrl, TokenUrl};

use crate::SignInError;

/// The authority of a cloud and a tenant, as three URLs.
///
/// They are https; http is for authorities on this machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Authority {
    pub(crate) authorize: AuthUrl,
    pub(crate) token: TokenUrl,
    pub(crate) device: DeviceAuthorizationUrl,
}

impl Authority {
    /// The authority of `tenant` in a cloud of Microsoft: a tenant's id, one of its domains, or `organizations`,
    /// `consumers` or `common` for accounts from anywhere
    /// ([endpoints](https://learn.microsoft.com/entra/identity-platform/authentication-national-cloud)).
    ///
    /// # Errors
    ///
    /// If `tenant` is anything else, or the cloud is not one of Microsoft's: see [`custom`](Self::custom).
    pub fn new(cloud: &Cloud, tenant: &str) -> Result<Self, SignInError> {
        let base = match cloud {
            Cloud::Global => "https://login.microsoftonline.com",
            Cloud::UsGovernmentL4 | Cloud::UsGovernmentL5 => "https://login.microsoftonline.us",
            Cloud::China => "https://login.partner.microsoftonline.cn",
            _ => {
                let message = "the authority of a custom cloud is not known: Authority::custom";
                return Err(SignInError::configuration(message));
            }
        };
        Self::below(base, tenant)
    }

    /// The authority of `tenant` below a URL, with the paths that Microsoft's authorities have: for tests,
    /// `http://127.0.0.1:8080`.
    ///
    /// # Errors
    ///
    /// If `base` is no URL that may be used, or `tenant` is neither an id nor a domain.
    pub fn below(base: &str, tenant: &str) -> Result<Self, SignInError> {
        let allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-');
        let is_name = tenant.starts_with(|c: char| c.is_ascii_alphanumeric());
        if !is_name || !tenant.chars().all(allowed) {
            let message = "a tenant is an id or a domain name";
            return Err(SignInError::configuration(message));
        }
        let base = format!("{}/{tenant}/oauth2/v2.0", base.trim_end_matches('/'));
        let at = |name| format!("{base}/{name}");
        Self::custom(&at("authorize"), &at("token"), &at("devicecode"))
    }

    /// An authority that is not Microsoft's: the URLs of its authorization endpoint, its token endpoint and its device
    /// authorization endpoint, as its metadata tells
    /// ([RFC 8414, 2](https://www.rfc-editor.org/rfc/rfc8414#section-2)).
    ///
    /// # Errors
    ///
    /// If one of them is not a URL of https, or of http on this machine.
    pub fn custom(authorize: &str, token: &str, device: &str) -> Result<Self, SignInError> {
        Ok(Self {
            authorize: AuthUrl::from_url(checked(authorize)?),
            token: TokenUrl::from_url(checked(token)?),
            device: DeviceAuthorizationUrl::from_url(checked(device)?),
        })
    }
}

fn checked(text: &str) -> Result<Url, SignInError> {
    let url = Url::parse(text).ok();
    let is_safe = |url: &Url| match url.scheme() {
        "https" => url.host().is_some() && url.username().is_empty(),
        "http" => is_loopback(url),
        _ => false,
    };
    url.filter(is_safe).ok_or_else(|| {
        SignInError::configuration("an authority is a URL of https, or of http on this machine")
    })
}

fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_cloud_has_its_authority() {
        for (cloud, host) in [
            (Cloud::Global, "login.microsoftonline.com"),
            (Cloud::UsGovernmentL4, "login.microsoftonline.us"),
            (Cloud::UsGovernmentL5, "login.microsoftonline.us"),
            (Cloud::China, "login.partner.microsoftonline.cn"),
        ] {
            let authority = Authority::new(&cloud, "contoso.com").unwrap();
            let url = format!("https://{host}/contoso.com/oauth2/v2.0/token");
            assert_eq!(authority.token.as_str(), url);
        }
        let custom = Cloud::custom("https://graph.example").unwrap();
        assert!(Authority::new(&custom, "common").is_err());
    }

    #[test]
    fn tenants_stay_within_their_segment() {
        for tenant in ["", "..", "a/b", "a?b", "a#b", "a b", "a%2fb", "-"] {
            assert!(Authority::new(&Cloud::Global, tenant).is_err(), "{tenant}");
        }
    }

    #[test]
    fn secrets_go_by_https_or_nowhere_else() {
        let good = "https://login.example/x";
        for bad in [
            "http://login.example/x",
            "http://127.0.0.1.evil.example/x",
            "ftp://127.0.0.1/x",
            "https://user@login.example/x",
            "x",
        ] {
            assert!(Authority::custom(bad, good, good).is_err(), "{bad}");
            assert!(Authority::custom(good, bad, good).is_err(), "{bad}");
            assert!(Authority::custom(good, good, bad).is_err(), "{bad}");
        }
        for good in ["http://localhost:1/x", "http://[::1]:1/x"] {
            assert!(Authority::custom(good, good, good).is_ok(), "{good}");
        }
    }
}
