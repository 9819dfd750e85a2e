use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::Poll;
use std::time::Duration;

use msgraph_core::test_support::{Answer, FakeTransport};
use msgraph_core::{Batch, Body, Bytes, Chunk, TransportError};

use crate::content;

/// Chunks that are there already.
fn chunks(chunks: Vec<Chunk>) -> impl futures_core::Stream<Item = Chunk> + Send + 'static {
    struct Chunks(std::vec::IntoIter<Chunk>);
    impl futures_core::Stream for Chunks {
        type Item = Chunk;
        fn poll_next(
            mut self: std::pin::Pin<&mut Self>,
            _: &mut std::task::Context<'_>,
        ) -> Poll<Option<Chunk>> {
            Poll::Ready(self.0.next())
        }
    }
    Chunks(chunks.into_iter())
}

fn hello() -> impl futures_core::Stream<Item = Chunk> + Send + 'static {
    chunks(vec![Ok("hello, ".into()), Ok("world".into())])
}

#[tokio::test]
async fn a_stream_that_can_be_replayed_is_sent_again() {
    let fake = FakeTransport::new([
        Answer::throttled(1),
        Answer::status(401),
        Answer::json("{}"),
    ]);
    let opened = std::sync::Arc::new(AtomicUsize::new(0));
    let count = std::sync::Arc::clone(&opened);
    let body = Body::replayable(
        move || {
            count.fetch_add(1, Ordering::SeqCst);
            hello()
        },
        Some(12),
    );
    let put = content(&fake.client()).put("text/plain", body);
    assert_eq!(put.body(), None);
    let _ = put.await;
    let received = fake.received();
    assert!(received.len() >= 2);
    for request in received {
        assert_eq!(request.body(), "hello, world");
        assert_eq!(request.header("content-length"), Some("12"));
    }
    assert!(opened.load(Ordering::SeqCst) >= 2);
}

#[tokio::test]
async fn a_stream_that_is_read_once_is_sent_once() {
    for answer in [
        Answer::throttled(1),
        Answer::lost("broken"),
        Answer::status(401),
        Answer::status(307).with_header("location", "https://graph.microsoft.com/x"),
    ] {
        let fake = FakeTransport::new([answer, Answer::json("{}")]);
        let put = content(&fake.client()).put("text/plain", Body::once(hello(), None));
        let error = put.await.unwrap_err();
        assert_eq!(fake.received().len(), 1, "{error}");
        assert_eq!(fake.received()[0].body(), "hello, world");
        assert_eq!(fake.received()[0].header("content-length"), None);
    }
}

#[tokio::test]
async fn a_stream_of_which_nothing_was_read_is_sent_again() {
    struct Unreachable(Mutex<bool>);
    impl msgraph_core::Transport for Unreachable {
        fn send(
            &self,
            request: http::Request<Body>,
        ) -> msgraph_core::BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
            let is_first = std::mem::replace(&mut *self.0.lock().unwrap(), false);
            Box::pin(async move {
                if is_first {
                    return Err(TransportError::new("no connection").with_not_sent());
                }
                let body = request.into_body().read(100).await?;
                Ok(http::Response::new(body.into()))
            })
        }
    }
    let fake = FakeTransport::new([]);
    let client = msgraph_core::Client::with_transport(
        msgraph_core::Cloud::Global,
        msgraph_core::StaticToken::new("t"),
        Unreachable(Mutex::new(true)),
    );
    let client = client.with_timer(fake.timer());
    let put = content(&client).put("text/plain", Body::once(hello(), None));
    assert_eq!(put.await.unwrap(), "hello, world");
}

#[tokio::test]
async fn a_source_that_fails_is_not_asked_again() {
    let fake = FakeTransport::new([Answer::json("{}"), Answer::json("{}")]);
    let broken = || {
        chunks(vec![
            Ok("a".into()),
            Err(TransportError::new("disk").with_permanent()),
        ])
    };
    let put = content(&fake.client()).put("text/plain", Body::replayable(broken, None));
    let error = put.await.unwrap_err();
    assert!(error.to_string().contains("no answer came"), "{error}");
    assert!(fake.received().is_empty());
    assert!(fake.timer().sleeps().is_empty());
}

#[tokio::test]
async fn a_batch_holds_no_stream() {
    let fake = FakeTransport::new([Answer::json(r#"{"responses":[]}"#)]);
    let client = fake.client();
    let mut batch = Batch::new();
    let put = batch.add(content(&client).put("text/plain", Body::once(hello(), None)));
    let mut answers = batch.send().await.unwrap();
    let error = answers.take(put).unwrap_err();
    assert!(error.to_string().contains("a stream"), "{error}");
}

#[tokio::test]
async fn limits_of_size_hold_for_every_transport() {
    let answer = || Answer::status(200).with_body("text/plain", Bytes::from(vec![b'x'; 100]));
    for (limit, fits) in [(100, true), (99, false)] {
        let fake = FakeTransport::new([answer()]);
        let client = fake.client().with_max_answer(limit);
        assert_eq!(content(&client).get().await.is_ok(), fits, "{limit}");
    }
    let fake = FakeTransport::new([answer()]);
    let mut stream = content(&fake.client().with_max_answer(1))
        .get()
        .stream()
        .await
        .unwrap();
    assert_eq!(stream.try_next().await.unwrap().unwrap().len(), 100);
}

#[tokio::test]
async fn an_upload_that_moves_has_time() {
    let server = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://{}", server.local_addr().unwrap());
    tokio::spawn(async move {
        use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
        let (mut stream, _) = server.accept().await.unwrap();
        let mut seen = Vec::new();
        while !seen.ends_with(b"end") {
            let mut buffer = [0; 1024];
            let length = stream.read(&mut buffer).await.unwrap();
            seen.extend_from_slice(&buffer[..length]);
        }
        let answer = b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok";
        stream.write_all(answer).await.unwrap();
    });
    let client = crate::client(&base).with_attempt_timeout(Duration::from_millis(150));
    let (mut sender, receiver) = tokio::io::duplex(64);
    tokio::spawn(async move {
        use tokio::io::AsyncWriteExt as _;
        for _ in 0..8 {
            sender.write_all(b"more ").await.unwrap();
            tokio::time::sleep(Duration::from_millis(40)).await;
        }
        sender.write_all(b"end").await.unwrap();
    });
    let put = content(&client).put("text/plain", Body::reader(receiver, Some(43)));
    assert_eq!(put.await.unwrap(), "ok");
}
