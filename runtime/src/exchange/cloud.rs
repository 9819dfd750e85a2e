//! Where the service is.

use std::fmt;
use std::str::FromStr;

use http::Uri;

use crate::error::Error;
use crate::model::macros::by_text;

/// A deployment of the service, with its own host and its own tokens
/// ([national clouds](https://learn.microsoft.com/graph/deployments)).
///
/// ```
/// use msgraph_core::Cloud;
///
/// assert_eq!(Cloud::China.base(), "https://microsoftgraph.chinacloudapi.cn");
/// assert_eq!(Cloud::Global.scope(), "https://graph.microsoft.com/.default");
///
/// let cloud = Cloud::custom("https://graph.example.com")?;
/// assert_eq!(cloud.base(), "https://graph.example.com");
///
/// // As configuration files have it.
/// assert_eq!("us-government-l4".parse::<Cloud>()?, Cloud::UsGovernmentL4);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Cloud {
    /// `graph.microsoft.com`
    Global,
    /// `graph.microsoft.us`
    UsGovernmentL4,
    /// `dod-graph.microsoft.us`
    UsGovernmentL5,
    /// `microsoftgraph.chinacloudapi.cn`, operated by 21Vianet
    China,
    /// Another service, see [`Cloud::custom`].
    Custom(CustomCloud),
}

/// A service somewhere else, made by [`Cloud::custom`].
///
/// ```
/// use msgraph_core::Cloud;
///
/// let cloud = Cloud::custom("https://graph.example.com")?;
/// assert!(matches!(cloud, Cloud::Custom(_)));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct CustomCloud {
    base: String,
    scope: String,
}

impl Cloud {
    /// The clouds of Microsoft Graph.
    pub(crate) const NATIONAL: [Self; 4] = [
        Self::Global,
        Self::UsGovernmentL4,
        Self::UsGovernmentL5,
        Self::China,
    ];

    /// The service whose versions are below `url`: `https://host`, with a port or path if need be.
    ///
    /// # Errors
    ///
    /// If it is not such a URL; only https will do.
    pub fn custom(url: &str) -> Result<Self, Error> {
        let base = url.trim_end_matches('/').to_owned();
        match base.parse().as_ref().map(origin) {
            Ok(Some(origin)) if origin.0 == "https" && !base.contains(['?', '#']) => {
                let scope = format!("https://{}:{}/.default", origin.1, origin.2);
                let scope = scope.replace(":443/", "/");
                Ok(Self::Custom(CustomCloud { base, scope }))
            }
            _ => Err(Error::request("a cloud is a URL that begins with https")),
        }
    }

    /// The URL below which the versions of the service are, without a slash at the end.
    #[must_use]
    pub fn base(&self) -> &str {
        match self {
            Self::Global => "https://graph.microsoft.com",
            Self::UsGovernmentL4 => "https://graph.microsoft.us",
            Self::UsGovernmentL5 => "https://dod-graph.microsoft.us",
            Self::China => "https://microsoftgraph.chinacloudapi.cn",
            Self::Custom(custom) => &custom.base,
        }
    }

    /// The scope of the tokens for it.
    #[must_use]
    pub fn scope(&self) -> &str {
        match self {
            Self::Global => "https://graph.microsoft.com/.default",
            Self::UsGovernmentL4 => "https://graph.microsoft.us/.default",
            Self::UsGovernmentL5 => "https://dod-graph.microsoft.us/.default",
            Self::China => "https://microsoftgraph.chinacloudapi.cn/.default",
            Self::Custom(custom) => &custom.scope,
        }
    }
}

/// The name, `global`, `us-government-l4`, `us-government-l5` or `china`; the URL of any other service.
impl fmt::Display for Cloud {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Global => "global",
            Self::UsGovernmentL4 => "us-government-l4",
            Self::UsGovernmentL5 => "us-government-l5",
            Self::China => "china",
            Self::Custom(custom) => &custom.base,
        })
    }
}

/// From what `Display` writes.
impl FromStr for Cloud {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut national = Self::NATIONAL.into_iter();
        let named = national.find(|cloud| cloud.to_string() == text);
        named.map_or_else(|| Self::custom(text), Ok)
    }
}

by_text!(Cloud);

/// Scheme, host in lower case, port.
pub(crate) type Origin = (String, String, u16);

/// The origin of a URL; `None` where there is no host, or a user before it.
pub(crate) fn origin(uri: &Uri) -> Option<Origin> {
    let scheme = uri.scheme_str()?.to_ascii_lowercase();
    let authority = uri
        .authority()
        .filter(|authority| !authority.as_str().contains('@'))?;
    let default_port = if scheme == "https" { 443 } else { 80 };
    let port = if has_port(authority.as_str()) {
        uri.port_u16()?
    } else {
        default_port
    };
    Some((scheme, authority.host().to_ascii_lowercase(), port))
}

fn has_port(authority: &str) -> bool {
    authority
        .rsplit_once(':')
        .is_some_and(|(_, port)| !port.contains(']'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn origin_of(url: &str) -> Option<Origin> {
        origin(&url.parse().unwrap())
    }

    #[test]
    fn case_and_default_port_make_no_difference() {
        let global = origin_of("https://graph.microsoft.com/v1.0");
        assert!(global.is_some());
        assert_eq!(origin_of("HTTPS://Graph.Microsoft.com:443/x?y"), global);
        assert_ne!(origin_of("https://graph.microsoft.com:444"), global);
        assert_ne!(origin_of("http://graph.microsoft.com:443"), global);
        assert_ne!(
            origin_of("https://graph.microsoft.com.evil.example"),
            global
        );
    }

    #[test]
    fn a_user_in_front_of_the_host_is_no_origin() {
        assert_eq!(origin_of("https://graph.microsoft.com@evil.example/"), None);
        assert_eq!(origin_of("https://user@graph.microsoft.com/"), None);
    }

    #[test]
    fn clouds_are_read_as_they_are_shown() {
        let custom = Cloud::custom("https://services.odata.org/V4").unwrap();
        for cloud in Cloud::NATIONAL.into_iter().chain([custom]) {
            assert_eq!(cloud.to_string().parse::<Cloud>().unwrap(), cloud);
        }
        for text in ["Global", "germany", "", "http://localhost"] {
            assert!(text.parse::<Cloud>().is_err(), "{text}");
        }
    }

    #[test]
    fn custom_clouds_are_https() {
        let cloud = Cloud::custom("https://services.odata.org/V4/Northwind/").unwrap();
        assert_eq!(cloud.base(), "https://services.odata.org/V4/Northwind");
        assert_eq!(cloud.scope(), "https://services.odata.org/.default");
        for url in [
            "http://example.org",
            "example.org",
            "",
            "https://a@b",
            "https://a?b",
            "https:///x",
        ] {
            assert!(Cloud::custom(url).is_err(), "{url}");
        }
    }
}
