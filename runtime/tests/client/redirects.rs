use msgraph_core::Model as _;
use msgraph_core::http::Method;
use msgraph_core::{Bytes, Client};

use crate::fault_server::{FaultServer, Step, header, ok, redirect};
use crate::{client, get};

/// A request with a body, by any method.
async fn send(client: &Client, method: &Method) {
    let target = client.service("v1.0").segment("me");
    let value = msgraph_core::Single::<Option<String>>::from_json(br#"{"value":"x"}"#).unwrap();
    match method.as_str() {
        "GET" => _ = target.get::<Bytes>().await.unwrap(),
        "DELETE" => target.delete().await.unwrap(),
        _ => _ = target.action::<Bytes>("act", &value).await.unwrap(),
    }
}

#[tokio::test]
async fn methods_and_bodies() {
    for (status, rows) in [
        (301, [("GET", "GET"), ("POST", "GET"), ("DELETE", "DELETE")]),
        (302, [("GET", "GET"), ("POST", "GET"), ("DELETE", "DELETE")]),
        (303, [("GET", "GET"), ("POST", "GET"), ("DELETE", "GET")]),
        (
            307,
            [("GET", "GET"), ("POST", "POST"), ("DELETE", "DELETE")],
        ),
        (
            308,
            [("GET", "GET"), ("POST", "POST"), ("DELETE", "DELETE")],
        ),
    ] {
        for (before, after) in rows {
            let server = FaultServer::new([redirect(status, "../beta/x?y=1#z"), ok()]).await;
            let (client, timer) = client(&server);
            send(&client, &before.parse().unwrap()).await;
            let requests = server.requests();
            assert_eq!(requests.len(), 2);
            let line = if before == "POST" {
                "/v1.0/beta/x?y=1"
            } else {
                "/beta/x?y=1"
            };
            let second = &requests[1];
            assert!(
                second.starts_with(&format!("{after} {line} ")),
                "{status} {before}: {second}"
            );
            assert_eq!(
                second.ends_with(r#"{"value":"x"}"#),
                after == "POST",
                "{second}"
            );
            assert_eq!(header(second, "content-type").is_some(), after == "POST");
            assert_eq!(header(second, "authorization"), Some("Bearer loopback"));
            assert!(timer.sleeps().is_empty());
        }
    }
}

#[tokio::test]
async fn another_host_gets_no_secrets() {
    let elsewhere = FaultServer::new([ok()]).await;
    let server = FaultServer::new([redirect(302, &format!("{}/x", elsewhere.base))]).await;
    let (client, _) = client(&server);
    let request = get(&client)
        .with_header("cookie", "s3cret")
        .with_header("x-kept", "yes");
    request.await.unwrap();
    let seen = &elsewhere.requests()[0];
    assert!(
        !seen.contains("loopback") && !seen.contains("s3cret"),
        "{seen}"
    );
    assert_eq!(header(seen, "x-kept"), Some("yes"));
    assert_eq!(header(seen, "host"), elsewhere.base.strip_prefix("http://"));
}

#[tokio::test]
async fn circles_end() {
    let server = FaultServer::new([redirect(302, "")]).await;
    let (client, _) = client(&server);
    let error = get(&client).await.unwrap_err();
    assert_eq!(error.message(), "the service redirects too often");
    assert_eq!(server.requests().len(), 11);
    let error = get(&client.with_max_redirects(0)).await.unwrap_err();
    assert_eq!(error.status().unwrap(), 302);
    assert_eq!(server.requests().len(), 12);
}

#[tokio::test]
async fn what_is_no_redirect_is_not_followed() {
    let nowhere = Step::Reply(
        b"HTTP/1.1 302 Found\r\ncontent-length: 0\r\nconnection: close\r\n\r\n".to_vec(),
    );
    for step in [
        nowhere,
        redirect(302, "https://"),
        redirect(300, "/x"),
        redirect(304, "/x"),
        redirect(305, "/x"),
    ] {
        let server = FaultServer::new([step]).await;
        let (client, _) = client(&server);
        assert!(
            get(&client)
                .await
                .unwrap_err()
                .status()
                .unwrap()
                .is_redirection()
        );
        assert_eq!(server.requests().len(), 1);
    }
}
