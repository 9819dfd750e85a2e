//! What is on the wire, byte by byte.

use msgraph_core::{Bytes, Client, ReqwestTransport, Retry, StaticToken};

use crate::fault_server::{FaultServer, header, ok, reply};
use crate::{client, get, post};

#[tokio::test]
async fn a_request_says_who_asks_and_what_it_takes() {
    let server = FaultServer::new([ok()]).await;
    let (client, _) = client(&server);
    get(&client).await.unwrap();
    get(&client
        .with_user_agent("NONISV|Contoso|Example/1.0")
        .unwrap())
    .await
    .unwrap();
    let requests = server.requests();
    let agent = concat!("msgraph-core/", env!("CARGO_PKG_VERSION"));
    assert_eq!(header(&requests[0], "user-agent"), Some(agent));
    assert_eq!(header(&requests[0], "odata-maxversion"), Some("4.0"));
    assert!(
        header(&requests[0], "accept-encoding")
            .unwrap()
            .contains("gzip")
    );
    assert_eq!(
        header(&requests[1], "user-agent"),
        Some("NONISV|Contoso|Example/1.0")
    );
}

#[test]
fn a_user_agent_is_a_header() {
    let client = Client::loopback("http://127.0.0.1:1").unwrap();
    assert!(client.with_user_agent("a\nb: c").is_err());
}

#[tokio::test]
async fn an_empty_body_says_so() {
    let server = FaultServer::new([ok()]).await;
    let (client, _) = client(&server);
    let media = client.service("v1.0").segment("item").media("content");
    media.put("text/plain", Bytes::new()).await.unwrap();
    post(&client).await.unwrap();
    media.put("text/plain", "x").await.unwrap();
    let requests = server.requests();
    let lengths: Vec<_> = requests
        .iter()
        .map(|r| header(r, "content-length"))
        .collect();
    assert_eq!(lengths, [Some("0"), Some("0"), Some("1")]);
}

#[tokio::test]
async fn answers_have_a_limit_of_size() {
    let large = "x".repeat(3 * 1024 * 1024);
    let limited = |server: &FaultServer, bytes| {
        let transport = ReqwestTransport::direct().unwrap();
        let client = Client::loopback_with(&server.base, StaticToken::new("t"), transport);
        client
            .unwrap()
            .with_retry(Retry::never())
            .with_max_answer(bytes)
    };
    let server = FaultServer::new([reply("200 OK", &[], &large)]).await;
    let error = get(&limited(&server, large.len() - 1)).await.unwrap_err();
    assert!(
        error.message().contains("larger than 3145727 bytes"),
        "{error:?}"
    );
    assert_eq!(
        get(&limited(&server, large.len())).await.unwrap().len(),
        large.len()
    );
    let server = FaultServer::new([reply("500 No", &[], &large)]).await;
    let error = get(&limited(&server, 10)).await.unwrap_err();
    assert_eq!(error.status().unwrap(), 500, "only its beginning is read");
    assert_eq!(error.body().unwrap().len(), 64 * 1024);
}
