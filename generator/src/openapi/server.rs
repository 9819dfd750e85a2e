//! Where a document says that the service is: the first of `servers`.

use super::prefix;
use crate::clouds::Cloud;
use crate::diagnostics::Diagnostics;
use crate::tree::{Builder, Node};

/// Where a service is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Server {
    /// The path below the host, as `service` in `slices.toml`: `v1.0`.
    pub path: String,
    /// The cloud whose host it is, if it is one of Microsoft Graph.
    pub cloud: Option<Cloud>,
}

/// The first server that an OpenAPI document names; `None` if it names none, or cannot be read.
///
/// ```
/// use msgraph_generator::openapi;
///
/// let text = "openapi: 3.0.4\nservers: [{ url: 'https://zoo.example/api/v2/' }]\n";
/// assert_eq!(openapi::server(text).unwrap().path, "api/v2");
/// ```
pub fn server(text: &str) -> Option<Server> {
    // What is wrong with the document is told when it is read.
    let mut unheard = Diagnostics::new();
    let root = super::document(&mut Builder {
        text,
        source: 0,
        diagnostics: &mut unheard,
    })?;
    let server = root.items("servers").first()?;
    let url = with_defaults(server)?;
    let below = url.split_once("://").map_or(&*url, |(_, rest)| rest);
    let (host, path) = below.split_once('/').unwrap_or((below, ""));
    let path = format!("{path}{}", prefix::common(root.members("paths")));
    Some(Server {
        path: path.trim_matches('/').to_owned(),
        cloud: Cloud::ALL.into_iter().find(|cloud| cloud.host() == host),
    })
}

/// The URL with the defaults of its variables (OpenAPI 3.0.4, 4.7.5).
fn with_defaults(server: &Node<'_>) -> Option<String> {
    let mut url = server.str("url")?.to_owned();
    for (name, variable) in server.members("variables") {
        let default = variable.str("default").unwrap_or_default();
        url = url.replace(&format!("{{{}}}", &**name), default);
    }
    Some(url)
}

#[cfg(test)]
mod tests {
    use super::{Cloud, server};

    #[test]
    fn the_first_server_counts() {
        for (document, path, cloud) in [
            (
                "servers: [{ url: 'https://graph.microsoft.com/v1.0/' }]",
                "v1.0",
                Some(Cloud::Global),
            ),
            (
                "servers: [{ url: 'https://graph.microsoft.us/beta' }, { url: 'https://x/y' }]",
                "beta",
                Some(Cloud::UsGovernmentL4),
            ),
            ("servers: [{ url: 'https://x.example' }]", "", None),
            ("servers: [{ url: /odata }]", "odata", None),
            (
                "servers: [{ url: 'https://{region}.example/{v}', variables: { region: { default: eu }, v: { default: v2 } } }]",
                "v2",
                None,
            ),
            (
                "servers: [{ url: 'https://x.example/graph' }]\npaths: { /v1.0/me: {}, /v1.0/users: {} }",
                "graph/v1.0",
                None,
            ),
        ] {
            let found = server(&format!("openapi: 3.0.4\n{document}\n")).unwrap();
            assert_eq!((&*found.path, found.cloud), (path, cloud), "{document}");
        }
        assert_eq!(server("openapi: 3.0.4\npaths: {}\n"), None);
        assert_eq!(server("openapi: ["), None);
    }
}
