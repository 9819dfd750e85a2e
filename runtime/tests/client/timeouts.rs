use std::time::Duration;

use msgraph_core::{ErrorKind, Retry, Timer as _};

use crate::fault_server::{FaultServer, Step, ok, reply};
use crate::{client, get, post};

const MINUTE: Duration = Duration::from_secs(60);

#[tokio::test]
async fn an_attempt_that_hangs_is_given_up_and_repeated() {
    let server = FaultServer::new([Step::Hang, ok()]).await;
    let (client, timer) = client(&server);
    let client = client.with_attempt_timeout(MINUTE);
    let request = tokio::spawn(get(&client).into_future());
    server.arrival().await;
    timer.advance(MINUTE);
    assert_eq!(request.await.unwrap().unwrap(), "{}");
    assert_eq!(server.requests().len(), 2);
    assert_eq!(timer.now(), MINUTE + Duration::from_millis(500));
}

#[tokio::test]
async fn a_change_that_hangs_is_not_repeated() {
    let server = FaultServer::new([Step::Hang, ok()]).await;
    let (client, timer) = client(&server);
    let request = tokio::spawn(post(&client).into_future());
    server.arrival().await;
    timer.advance(2 * MINUTE);
    let error = request.await.unwrap().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Transport);
    assert!(error.is_timeout() && error.may_have_executed());
    assert_eq!(
        error.to_string(),
        "no answer came (POST /me/act): the time for an attempt is over"
    );
}

#[tokio::test]
async fn the_whole_has_a_limit() {
    let server = FaultServer::new([reply("503 No", &["retry-after: 25"], "")]).await;
    let (client, timer) = client(&server);
    let retry = Retry::new()
        .with_max_attempts(100)
        .with_max_total(Duration::MAX);
    let client = client.with_retry(retry).with_timeout(MINUTE);
    let error = get(&client).await.unwrap_err();
    assert!(error.is_timeout(), "{error}");
    assert_eq!(timer.sleeps(), [Duration::from_secs(25); 3]);
}

#[tokio::test]
async fn a_real_clock_stops_it_too() {
    let server = FaultServer::new([Step::Hang]).await;
    let client = msgraph_core::Client::loopback(&server.base).unwrap();
    let client = client.with_timeout(Duration::from_millis(20));
    assert!(get(&client).await.unwrap_err().is_timeout());
}
