//! Every way to leave the hosts of the cloud, and what is seen of the token there.

#![cfg(feature = "reqwest")]

use std::sync::{Arc, Mutex};

use bytes::Bytes;
use http::{Method, Request, StatusCode, Uri};

use crate::exchange::client::Client;
use crate::exchange::cloud::Cloud;
use crate::exchange::credential::StaticToken;
use crate::exchange::future::BoxFuture;
use crate::exchange::transport::{Body, ReqwestTransport, Transport, TransportError};

#[allow(dead_code)] // it is made for the tests of the public API
#[path = "../../../tests/client/fault_server.rs"]
mod fault_server;

use fault_server::{FaultServer, header, ok, redirect};

const TOKEN: &str = "s3cret-t0ken";

/// A world in which `https://graph.microsoft.com` is one server and everything else another.
struct World {
    graph: FaultServer,
    foreign: FaultServer,
}

struct Router {
    graph: String,
    foreign: String,
    asked: Arc<Mutex<Vec<String>>>,
    sockets: ReqwestTransport,
}

impl Transport for Router {
    fn send(
        &self,
        mut request: Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        let uri = request.uri().to_string();
        let host = uri.split('/').nth(2).unwrap().to_ascii_lowercase();
        let is_graph = uri.starts_with("https:")
            && ["graph.microsoft.com", "graph.microsoft.com:443"].contains(&&*host);
        let server = if is_graph { &self.graph } else { &self.foreign };
        let path = request.uri().path_and_query().unwrap();
        *request.uri_mut() = format!("{server}{path}").parse::<Uri>().unwrap();
        self.asked.lock().unwrap().push(uri);
        self.sockets.send(request)
    }
}

impl World {
    async fn new(graph: impl IntoIterator<Item = fault_server::Step>) -> Self {
        Self {
            graph: FaultServer::new(graph).await,
            foreign: FaultServer::new([ok()]).await,
        }
    }

    fn client(&self) -> (Client, Arc<Mutex<Vec<String>>>) {
        let asked = Arc::default();
        let transport = Router {
            graph: self.graph.base.clone(),
            foreign: self.foreign.base.clone(),
            asked: Arc::clone(&asked),
            sockets: ReqwestTransport::direct().unwrap(),
        };
        let client = Client::with_transport(Cloud::Global, StaticToken::new(TOKEN), transport);
        (client, asked)
    }

    /// What has arrived elsewhere, which must not be the token, in any form.
    fn seen_elsewhere(&self) -> Vec<String> {
        let requests = self.foreign.requests();
        for request in &requests {
            assert!(!request.contains(TOKEN), "{request}");
            assert_eq!(header(request, "authorization"), None, "{request}");
        }
        requests
    }
}

fn request(method: Method, url: &str, body: &'static str) -> Request<Bytes> {
    let request = Request::builder().method(method).uri(url);
    // What a page passes on to the next one.
    let request = request.header("authorization", format!("Bearer {TOKEN}"));
    request.body(Bytes::from_static(body.as_bytes())).unwrap()
}

/// URLs that are not the cloud's, and whether they are asked, without the token.
const ELSEWHERE: [(&str, bool); 17] = [
    ("https://evil.example/v1.0/me", true),
    ("https://graph.microsoft.com.evil.example/v1.0/me", true),
    ("https://evil-graph.microsoft.com/", true),
    ("https://graph.microsoft.co/", true),
    ("https://graph.microsoft.us/v1.0/me", true),
    ("https://graph.microsoft.com./v1.0/me", true),
    ("https://graph.microsoft.com:8443/v1.0/me", true),
    ("https://graph.microsoft.com:80/v1.0/me", true),
    ("https://13.107.42.16/v1.0/me", true),
    ("https://[2603:1061::1]/v1.0/me", true),
    ("http://graph.microsoft.com/v1.0/me", false),
    ("http://graph.microsoft.com:443/v1.0/me", false),
    ("http://evil.example/", false),
    ("http://127.0.0.1/", false),
    ("https://graph.microsoft.com@evil.example/v1.0/me", false),
    ("https://user:password@graph.microsoft.com/v1.0/me", false),
    ("https://graph.microsoft.com:443@evil.example/", false),
];

async fn send(
    client: &Client,
    request: Request<Bytes>,
) -> Result<http::Response<Bytes>, crate::error::Error> {
    let url = request.uri().to_string();
    let exchange = client.begin(request.method(), &url, "", request.headers());
    client.send(request.map(Body::from), exchange).await
}

#[tokio::test]
async fn redirects_do_not_take_the_token_along() {
    for status in [301, 302, 303, 307, 308] {
        for (url, followed) in ELSEWHERE {
            let world = World::new([redirect(status, url)]).await;
            let (client, _) = world.client();
            let start = request(Method::GET, "https://graph.microsoft.com/v1.0/me", "");
            let answer = send(&client, start).await;
            assert!(world.graph.requests()[0].contains(TOKEN));
            assert_eq!(
                world.seen_elsewhere().len(),
                usize::from(followed),
                "{status} {url}"
            );
            match answer {
                Ok(answer) => assert_eq!((answer.status(), followed), (StatusCode::OK, true)),
                Err(error) => assert_eq!(
                    (error.status().unwrap().as_u16(), followed),
                    (status, false)
                ),
            }
        }
    }
}

/// Next links, delta links, the locations of operations and resources: they are all sent like this.
#[tokio::test]
async fn links_do_not_take_the_token_along() {
    let world = World::new([ok()]).await;
    let (client, asked) = world.client();
    for (url, followed) in ELSEWHERE {
        for method in [Method::GET, Method::POST] {
            asked.lock().unwrap().clear();
            let answer = send(&client, request(method, url, "")).await;
            assert_eq!(answer.is_ok(), followed, "{url}");
            assert_eq!(asked.lock().unwrap().len(), usize::from(followed), "{url}");
        }
    }
    assert!(!world.seen_elsewhere().is_empty());
    assert_eq!(world.graph.requests().len(), 0);
}

#[tokio::test]
async fn at_home_the_token_is_shown() {
    for url in [
        "https://graph.microsoft.com/v1.0/me",
        "HTTPS://GRAPH.microsoft.com:443/",
        "//graph.microsoft.com/beta",
        "../beta/me",
    ] {
        let world = World::new([redirect(307, url), ok()]).await;
        let (client, _) = world.client();
        let start = request(Method::POST, "https://graph.microsoft.com/v1.0/me", "{}");
        assert_eq!(send(&client, start).await.unwrap().status(), StatusCode::OK);
        let requests = world.graph.requests();
        assert_eq!(requests.len(), 2);
        let authorization = format!("Bearer {TOKEN}");
        for request in requests {
            assert_eq!(header(&request, "authorization"), Some(&*authorization));
        }
        assert!(world.seen_elsewhere().is_empty());
    }
}

#[tokio::test]
async fn a_host_that_sends_the_client_home_does_not_get_the_token() {
    let world = World {
        graph: FaultServer::new([ok()]).await,
        foreign: FaultServer::new([redirect(302, "https://graph.microsoft.com/v1.0/me")]).await,
    };
    let (client, asked) = world.client();
    let start = request(Method::GET, "https://evil.example/", "");
    send(&client, start).await.unwrap();
    assert_eq!(asked.lock().unwrap().len(), 2);
    assert_eq!(world.seen_elsewhere().len(), 1);
}

#[tokio::test]
async fn allowed_hosts_get_the_token() {
    let world = World::new([redirect(302, "https://contoso.sharepoint.com/x")]).await;
    let (client, _) = world.client();
    let client = client.with_allowed_host("contoso.sharepoint.com").unwrap();
    let start = request(Method::GET, "https://graph.microsoft.com/v1.0/me", "");
    send(&client, start).await.unwrap();
    assert!(world.foreign.requests()[0].contains(TOKEN));
}

/// Secrets that a caller or a policy has put there are for the host that they were put there for. Only the token may be
/// shown to other hosts that are trusted.
#[tokio::test]
async fn other_secrets_stay_at_their_host() {
    for url in [
        "https://evil.example/x",
        "https://contoso.sharepoint.com/x",
        "https://graph.microsoft.com:8443/x",
    ] {
        let world = World::new([redirect(302, url), ok()]).await;
        let (client, _) = world.client();
        let client = client.with_allowed_host("contoso.sharepoint.com").unwrap();
        let start = with_secrets();
        send(&client, start).await.unwrap();
        let seen = &world.foreign.requests()[0];
        for (name, _) in SECRETS {
            assert_eq!(header(seen, name), None, "{url}");
        }
        assert_eq!(header(seen, "x-kept"), Some("yes"), "{url}");
        assert_eq!(seen.contains(TOKEN), url.contains("contoso"), "{url}");
    }
}

#[tokio::test]
async fn secrets_go_on_at_the_same_host() {
    let world = World::new([redirect(302, "https://GRAPH.microsoft.com:443/x"), ok()]).await;
    let (client, _) = world.client();
    send(&client, with_secrets()).await.unwrap();
    let requests = world.graph.requests();
    assert_eq!(requests.len(), 2);
    for (name, value) in SECRETS {
        assert_eq!(header(&requests[1], name), Some(value));
    }
}

const SECRETS: [(&str, &str); 3] = [
    ("cookie", "s3cret-cookie"),
    ("proxy-authorization", "Basic s3cret"),
    ("x-api-key", "s3cret-key"),
];

/// A request with secrets; only that the last one is marked sensitive tells what it is.
fn with_secrets() -> Request<Bytes> {
    let mut start = request(Method::GET, "https://graph.microsoft.com/v1.0/me", "");
    for (name, value) in SECRETS {
        let mut value = http::HeaderValue::from_static(value);
        value.set_sensitive(name == "x-api-key");
        start.headers_mut().insert(name, value);
    }
    let kept = http::HeaderValue::from_static("yes");
    start.headers_mut().insert("x-kept", kept);
    start
}

#[tokio::test]
async fn what_is_to_be_written_stays_at_home() {
    for status in [301, 302, 303, 307, 308] {
        let world = World::new([redirect(status, "https://evil.example/")]).await;
        let (client, _) = world.client();
        let start = request(
            Method::POST,
            "https://graph.microsoft.com/",
            r#"{"newPassword":"x"}"#,
        );
        assert!(send(&client, start).await.is_err(), "{status}");
        assert!(world.seen_elsewhere().is_empty(), "{status}");
    }
}

#[tokio::test]
async fn a_challenge_from_elsewhere_is_not_answered() {
    let world = World {
        graph: FaultServer::new([redirect(302, "https://evil.example/")]).await,
        foreign: FaultServer::new([fault_server::reply(
            "401 Unauthorized",
            &["www-authenticate: Bearer"],
            "",
        )])
        .await,
    };
    let (client, _) = world.client();
    let start = request(Method::GET, "https://graph.microsoft.com/v1.0/me", "");
    assert_eq!(
        send(&client, start).await.unwrap().status(),
        StatusCode::UNAUTHORIZED
    );
    assert_eq!(world.seen_elsewhere().len(), 1);
}
