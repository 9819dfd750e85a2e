use msgraph_core::{ErrorKind, Retry};

use crate::fault_server::{FaultServer, Step, ok, reply};
use crate::{client, get};

const BODY: &str = r#"{"value":[{"id":"1"}]}"#;

fn whole() -> Vec<u8> {
    match reply("200 OK", &["content-type: application/json"], BODY) {
        Step::Reply(bytes) => bytes,
        step => panic!("{step:?}"),
    }
}

#[tokio::test]
async fn an_answer_that_ends_at_any_byte_is_an_error_and_then_repeated() {
    let whole = whole();
    for length in 0..whole.len() {
        let server = FaultServer::new([Step::Reply(whole[..length].to_vec()), ok()]).await;
        let (client, _) = client(&server);
        assert_eq!(get(&client).await.unwrap(), "{}", "{length}");

        let server = FaultServer::new([Step::Reply(whole[..length].to_vec())]).await;
        let client = crate::client(&server).0.with_retry(Retry::never());
        let error = get(&client).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Transport, "{length}");
        assert!(std::error::Error::source(&error).is_some());
    }
}

#[tokio::test]
async fn an_answer_may_come_byte_by_byte() {
    let server = FaultServer::new([Step::Drip(whole())]).await;
    let (client, timer) = client(&server);
    assert_eq!(get(&client).await.unwrap(), BODY);
    assert!(timer.sleeps().is_empty());
}

#[tokio::test]
async fn a_content_length_that_is_wrong() {
    let answer = |length: &str| {
        Step::Reply(
            format!(
                "HTTP/1.1 200 OK\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n{BODY}"
            )
            .into_bytes(),
        )
    };
    for length in ["23", "100000000", "-1", "x", "99999999999999999999999"] {
        let server = FaultServer::new([answer(length)]).await;
        let client = client(&server).0.with_retry(Retry::never());
        let error = get(&client).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Transport, "{length}");
    }
    // A shorter one ends the answer; what follows is nobody's.
    let server = FaultServer::new([answer("2")]).await;
    assert_eq!(get(&client(&server).0).await.unwrap(), r#"{""#);
}
