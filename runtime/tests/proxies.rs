//! What proxies of the environment get to see: nothing that they could read.

#![allow(clippy::unwrap_used)] // failing is what a test is for

use std::env;
use std::process::Command;
use std::sync::{Arc, Mutex};

use bytes::Bytes;
use msgraph_core::{Client, Cloud, Error, ErrorKind, ReqwestTransport, StaticToken, VirtualTimer};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;

const TOKEN: &str = "s3cret-t0ken";

const HAS_TLS: bool = cfg!(any(
    feature = "rustls",
    feature = "native-tls",
    feature = "rustls-no-provider"
));

/// Variables that name proxies, and that name what is asked without.
const PROXIES: [&str; 6] = [
    "HTTP_PROXY",
    "http_proxy",
    "HTTPS_PROXY",
    "https_proxy",
    "ALL_PROXY",
    "all_proxy",
];
const EXCEPTIONS: [&str; 2] = ["NO_PROXY", "no_proxy"];

/// Tells a test that it is the process with the proxy.
const IN_CHILD: &str = "MSGRAPH_TEST_HAS_PROXY";

/// What came to a server, which refuses everything.
#[derive(Clone, Default)]
struct Seen(Arc<Mutex<String>>);

impl Seen {
    fn text(&self) -> String {
        self.0.lock().unwrap().clone()
    }
}

/// A server that writes down what comes and gives `answer`.
async fn server(answer: &'static str) -> (String, Seen) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap().to_string();
    let seen = Seen::default();
    let log = seen.clone();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let mut buffer = vec![0; 1 << 16];
            let length = stream.read(&mut buffer).await.unwrap_or_default();
            buffer.truncate(length);
            log.0
                .lock()
                .unwrap()
                .push_str(&String::from_utf8_lossy(&buffer));
            _ = stream.write_all(answer.as_bytes()).await;
        }
    });
    (address, seen)
}

/// Runs the test `name` again, in a process whose environment has a proxy in each of these variables; what the
/// proxy got to see. `None` in that process: variables cannot be set in one that is running.
async fn seen_by_proxy(name: &str, variables: &[&str]) -> Option<Seen> {
    if env::var_os(IN_CHILD).is_some() {
        return None;
    }
    let (proxy, seen) = server("HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\n\r\n").await;
    let mut child = Command::new(env::current_exe().unwrap());
    for variable in PROXIES.iter().chain(&EXCEPTIONS).chain(&["REQUEST_METHOD"]) {
        child.env_remove(variable);
    }
    for variable in variables {
        child.env(variable, format!("http://{proxy}"));
    }
    child
        .env(IN_CHILD, "1")
        .args([name, "--exact", "--nocapture"]);
    let output = tokio::task::spawn_blocking(move || child.output().unwrap());
    let output = output.await.unwrap();
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{variables:?}: {text}");
    assert!(text.contains("1 passed"), "{name} was not found: {text}");
    Some(seen)
}

async fn ask(client: Client) -> Result<Bytes, Error> {
    let client = client.with_timer(VirtualTimer::new());
    client.service("v1.0").segment("me").get().await
}

async fn ask_cloud(url: &str, transport: ReqwestTransport) -> Error {
    let cloud = Cloud::custom(url).unwrap();
    let client = Client::with_transport(cloud, StaticToken::new(TOKEN), transport);
    ask(client).await.unwrap_err()
}

#[tokio::test]
async fn loopback_clients_use_no_proxy() {
    for variable in PROXIES {
        if let Some(seen) = seen_by_proxy("loopback_clients_use_no_proxy", &[variable]).await {
            assert_eq!(seen.text(), "", "{variable}");
            continue;
        }
        let ok = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\nconnection: close\r\n\r\n{}";
        let (address, seen) = server(ok).await;
        let port = address.rsplit(':').next().unwrap();
        for host in ["127.0.0.1", "localhost"] {
            let base = format!("http://{host}:{port}");
            let transport = ReqwestTransport::new().unwrap();
            let token = StaticToken::new(TOKEN);
            ask(Client::loopback_with(&base, token, transport).unwrap())
                .await
                .unwrap();
            ask(Client::loopback(&base).unwrap()).await.unwrap();
        }
        assert_eq!(seen.text().matches(TOKEN).count(), 2);
        return;
    }
}

/// Of what goes to other machines a proxy sees at most where to.
#[tokio::test]
async fn the_token_is_not_sent_in_clear() {
    for (variable, is_used) in [
        ("HTTP_PROXY", false),
        ("HTTPS_PROXY", HAS_TLS),
        ("https_proxy", HAS_TLS),
        ("ALL_PROXY", HAS_TLS),
    ] {
        if let Some(seen) = seen_by_proxy("the_token_is_not_sent_in_clear", &[variable]).await {
            let text = seen.text();
            assert!(
                !text.contains(TOKEN) && !text.contains("/v1.0/me"),
                "{text}"
            );
            assert_eq!(
                text.contains("CONNECT graph.invalid:443"),
                is_used,
                "{text}"
            );
            continue;
        }
        let error = ask_cloud("https://graph.invalid", ReqwestTransport::new().unwrap()).await;
        assert_eq!(error.kind(), ErrorKind::Transport);
        return;
    }
}

/// A cloud on this machine is not looked for on that of the proxy.
#[tokio::test]
async fn a_cloud_on_this_machine_is_asked_directly() {
    let name = "a_cloud_on_this_machine_is_asked_directly";
    if let Some(seen) = seen_by_proxy(name, &PROXIES).await {
        assert_eq!(seen.text(), "");
        return;
    }
    let (address, seen) = server("this is not TLS").await;
    let port = address.rsplit(':').next().unwrap();
    let url = format!("https://localhost:{port}");
    ask_cloud(&url, ReqwestTransport::new().unwrap()).await;
    assert_eq!(!seen.text().is_empty(), HAS_TLS);
    assert!(!seen.text().contains(TOKEN));
}

/// Run with the feature `reqwest` alone; of the others it asserts that they are enough.
#[tokio::test]
async fn without_tls_no_https_request_is_sent() {
    let new = Client::new(Cloud::Global, StaticToken::new(TOKEN));
    assert_eq!(new.is_ok(), HAS_TLS);
    if HAS_TLS {
        return;
    }
    let hint = "enable one of the features `rustls`, `native-tls` and `rustls-no-provider`";
    assert!(new.unwrap_err().message().contains(hint));

    let (address, seen) = server("").await;
    for transport in [ReqwestTransport::new(), ReqwestTransport::direct()] {
        let transport = transport.unwrap();
        let error = ask_cloud(&format!("https://{address}"), transport.clone()).await;
        assert!(error.message().contains(hint), "{error}");
        assert!(!error.may_have_executed());
        // Nor along a redirect.
        let redirect: String = format!(
            "HTTP/1.1 302 Found\r\nlocation: https://{address}/x\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
        );
        let (redirecting, _) = server(redirect.leak()).await;
        let base = format!("http://{redirecting}");
        let client = Client::loopback_with(&base, StaticToken::new(TOKEN), transport);
        let error = ask(client.unwrap()).await.unwrap_err();
        assert!(error.message().contains(hint), "{error}");
    }
    assert_eq!(seen.text(), "");
}
