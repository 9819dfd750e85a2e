use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use msgraph_core::{
    Client, Cloud, Error, ErrorKind, Retry, StaticToken, TransportError, VirtualTimer, transport_fn,
};

use crate::fault_server::{FaultServer, Step, header, ok, reply};
use crate::{client, get, post};

fn milliseconds(waits: &[Duration]) -> Vec<u128> {
    waits.iter().map(Duration::as_millis).collect()
}

#[tokio::test]
async fn every_form_of_retry_after_is_obeyed() {
    for (value, wait) in [
        ("7", 7000),
        ("2.128", 2128),
        ("0", 500),
        // The virtual clock begins at 08:49:37.
        ("Sun, 06 Nov 1994 08:49:40 GMT", 3000),
        ("Sunday, 06-Nov-94 08:49:40 GMT", 3000),
        ("Sun Nov  6 08:49:40 1994", 3000),
        ("Sun, 06 Nov 1994 08:00:00 GMT", 500),
        ("as you like", 500),
        ("-5", 500),
    ] {
        for status in [
            "429 Too Many Requests",
            "503 Service Unavailable",
            "504 Gateway Timeout",
            "509 Bandwidth",
        ] {
            let retry_after = format!("Retry-After: {value}");
            let server = FaultServer::new([reply(status, &[&retry_after], ""), ok()]).await;
            let (client, timer) = client(&server);
            get(&client).await.unwrap();
            assert_eq!(milliseconds(&timer.sleeps()), [wait], "{status} {value}");
        }
    }
}

#[tokio::test]
async fn without_it_waits_grow() {
    let server = FaultServer::new([reply("503 No", &[], "")]).await;
    let (client, timer) = client(&server);
    let error = get(&client).await.unwrap_err();
    assert_eq!(error.status().unwrap(), 503);
    assert!(!error.is_throttled());
    assert_eq!(milliseconds(&timer.sleeps()), [500, 1000, 2000]);
    let ids: Vec<_> = server
        .requests()
        .iter()
        .map(|request| header(request, "client-request-id").unwrap().to_owned())
        .collect();
    assert_eq!(ids.len(), 4);
    assert!(ids.iter().all(|id| *id == ids[0]), "{ids:?}");
    assert_eq!(error.client_request_id(), Some(&*ids[0]));
}

#[tokio::test]
async fn waits_have_limits() {
    let long = reply("429 Too Many Requests", &["retry-after: 121"], "");
    let server = FaultServer::new([long.clone()]).await;
    let (client, timer) = client(&server);
    let error = get(&client).await.unwrap_err();
    assert!(error.is_throttled());
    assert_eq!((server.requests().len(), timer.sleeps().len()), (1, 0));

    let retry = Retry::new()
        .with_max_wait(Duration::from_secs(200))
        .with_max_attempts(9);
    _ = get(&client.clone().with_retry(retry)).await.unwrap_err();
    assert_eq!(timer.sleeps(), [Duration::from_secs(121); 2]);

    let retry = Retry::never();
    _ = get(&client.with_retry(retry)).await.unwrap_err();
    assert_eq!(server.requests().len(), 5);
}

/// What follows on a failure: whether GET, POST, and POST that may be sent again, are.
#[tokio::test]
async fn only_what_is_safe_is_sent_again() {
    let none: &[&str] = &[];
    let told = &["retry-after: 1"][..];
    for (step, again) in [
        (reply("429 Too Many", none, ""), [true, true, true]),
        (reply("503 Unavailable", told, ""), [true, true, true]),
        (reply("503 Unavailable", none, ""), [true, false, true]),
        (reply("509 Bandwidth", none, ""), [true, false, true]),
        (reply("504 Timeout", told, ""), [true, false, true]),
        (Step::Drop, [true, false, true]),
        (
            Step::Reply(b"HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{}".to_vec()),
            [true, false, true],
        ),
        (reply("500 Error", told, ""), [false; 3]),
        (reply("502 Gateway", told, ""), [false; 3]),
        (reply("408 Timeout", told, ""), [false; 3]),
        (reply("400 Bad", told, ""), [false; 3]),
        (reply("404 Not Found", none, ""), [false; 3]),
    ] {
        for (n, again) in again.into_iter().enumerate() {
            let server = FaultServer::new([step.clone(), ok()]).await;
            let (client, _) = client(&server);
            let request = match n {
                0 => get(&client),
                1 => post(&client),
                _ => post(&client).with_resend(),
            };
            let answer = request.await;
            assert_eq!(answer.is_ok(), again, "{step:?}");
            assert_eq!(server.requests().len(), 1 + usize::from(again), "{step:?}");
        }
    }
}

#[tokio::test]
async fn whether_it_may_have_been_executed() {
    for (step, may) in [
        (reply("429 Too Many", &[], ""), false),
        (reply("503 Unavailable", &["retry-after: 1"], ""), false),
        (reply("400 Bad", &[], ""), false),
        (reply("408 Timeout", &[], ""), true),
        (reply("500 Error", &[], ""), true),
        (reply("503 Unavailable", &[], ""), true),
        (Step::Drop, true),
    ] {
        let server = FaultServer::new([step.clone()]).await;
        let (client, _) = client(&server);
        assert_eq!(
            post(&client).await.unwrap_err().may_have_executed(),
            may,
            "{step:?}"
        );
        assert!(!get(&client).await.unwrap_err().may_have_executed());
    }
}

#[tokio::test]
async fn where_nobody_listens_everything_is_sent_again() {
    // Held to the end, so that no other server gets this port and the request.
    let bound = tokio::net::TcpSocket::new_v4().unwrap();
    bound.bind(([127, 0, 0, 1], 0).into()).unwrap();
    let address = bound.local_addr().unwrap();
    let timer = VirtualTimer::new();
    let nobody = Client::loopback(&format!("http://{address}")).unwrap();
    let nobody = nobody.with_timer(timer.clone());
    let error = post(&nobody).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Transport);
    assert!(!error.may_have_executed());
    assert_eq!(timer.sleeps().len(), 3);
    let text = error.message();
    assert!(text.contains("refused"), "{text}");
    assert!(!text.contains("/me"), "{text}");
}

#[tokio::test]
async fn the_first_wait_can_be_set() {
    let server = FaultServer::new([reply("503 No", &[], "")]).await;
    let (client, timer) = client(&server);
    let client = client.with_retry(Retry::new().with_first_wait(Duration::from_millis(100)));
    get(&client).await.unwrap_err();
    assert_eq!(milliseconds(&timer.sleeps()), [50, 100, 200]);
}

/// What a transport knows of its errors decides what is sent again.
#[tokio::test]
async fn transports_tell_what_happened() {
    for (make, attempts, may_have_executed) in [
        (plain as fn() -> TransportError, 1, true),
        (|| plain().with_not_sent(), 4, false),
        (|| plain().with_timeout(), 1, true),
        (|| plain().with_permanent(), 1, true),
        (|| plain().with_not_sent().with_permanent(), 1, false),
    ] {
        let told = make();
        let is_timeout = told.is_timeout();
        assert_eq!(told.is_not_sent(), !may_have_executed);
        let asked = Arc::new(AtomicU32::new(0));
        let count = Arc::clone(&asked);
        let transport = transport_fn(move |_| {
            count.fetch_add(1, Ordering::Relaxed);
            async move { Err(make()) }
        });
        let client = Client::with_transport(Cloud::Global, StaticToken::new("t"), transport);
        let error = post(&client.with_timer(VirtualTimer::new()))
            .await
            .unwrap_err();
        assert_eq!(asked.load(Ordering::Relaxed), attempts, "{told:?}");
        assert_eq!(error.may_have_executed(), may_have_executed, "{told:?}");
        assert_eq!(error.is_timeout(), is_timeout, "{told:?}");
        assert_eq!(Error::from(told).kind(), ErrorKind::Transport);
    }
}

fn plain() -> TransportError {
    TransportError::new("a wire is cut")
}
