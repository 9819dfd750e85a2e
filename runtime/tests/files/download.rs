use std::time::{Duration, Instant};

use msgraph_core::{ErrorKind, Retry};

use crate::range_server::{RangeServer, Turn};
use crate::{bytes, client, content};

/// An empty folder of this test.
fn folder(name: &str) -> std::path::PathBuf {
    let folder = std::env::temp_dir().join(format!("msgraph-{}-{name}", std::process::id()));
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

fn names(folder: &std::path::Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.collect()
}

#[tokio::test]
async fn a_stream_tells_its_length_and_type() {
    let file = bytes(300_000);
    let server = RangeServer::new(&file, []).await;
    let mut stream = content(&client(&server.base)).get().stream().await.unwrap();
    assert_eq!(stream.length(), Some(300_000));
    assert_eq!(stream.content_type(), Some("text/x-test"));
    let (mut all, mut chunks) = (Vec::new(), 0);
    while let Some(chunk) = stream.try_next().await.unwrap() {
        all.extend_from_slice(&chunk);
        chunks += 1;
    }
    assert!(all == file && chunks > 1, "{chunks} chunks");
}

#[tokio::test]
async fn a_stream_that_breaks_is_an_error_in_its_middle() {
    let server = RangeServer::new(&bytes(1000), [Turn::Break(10)]).await;
    let mut stream = content(&client(&server.base)).get().stream().await.unwrap();
    let error = loop {
        match stream.try_next().await {
            Ok(Some(_)) => {}
            Ok(None) => panic!("it ended"),
            Err(error) => break error,
        }
    };
    assert_eq!(error.kind(), ErrorKind::Transport);
    assert!(error.to_string().contains("GET /item/content"), "{error}");
    assert!(stream.try_next().await.unwrap().is_none());
}

#[tokio::test]
async fn a_download_goes_on_where_it_broke() {
    let file = bytes(100_000);
    let breaks = [5, 0, 1, 70_000, 29_000].map(Turn::Break);
    for validator in [
        "etag: \"1\"",
        "last-modified: sun, 06 nov 1994 08:49:37 gmt",
    ] {
        let server = RangeServer::new(&file, breaks).await;
        server.file().validator = validator;
        let (mut written, mut told) = (Vec::new(), Vec::new());
        let download = content(&client(&server.base)).get().to_writer(&mut written);
        let count = download
            .on_progress(|progress| told.push(progress))
            .await
            .unwrap();
        assert!(written == file, "{validator}");
        assert_eq!(count, 100_000);
        assert!(told.is_sorted_by_key(|progress| progress.bytes));
        let last = told.last().unwrap();
        assert_eq!((last.bytes, last.total), (100_000, Some(100_000)));
        let requests = server.file().requests.clone();
        assert!(requests[0].contains("accept-encoding: identity"));
        assert!(!requests[0].contains("range"));
        assert!(requests[1].contains("\r\nrange: bytes=5-\r\n"));
        assert!(requests[1].contains("\r\nif-range: "));
        assert!(requests[3].contains("\r\nrange: bytes=6-\r\n"));
    }
}

#[tokio::test]
async fn one_that_stands_still_is_given_up_and_goes_on() {
    let file = bytes(1000);
    let server = RangeServer::new(&file, [Turn::Stall(400)]).await;
    let client = client(&server.base).with_attempt_timeout(Duration::from_millis(50));
    let mut written = Vec::new();
    content(&client)
        .get()
        .to_writer(&mut written)
        .await
        .unwrap();
    assert!(written == file);
    assert!(server.file().requests[1].contains("range: bytes=400-"));
}

#[tokio::test]
async fn slow_is_not_silent() {
    let server = RangeServer::new(&bytes(12), [Turn::Drip(Duration::from_millis(20)); 2]).await;
    let client = client(&server.base).with_attempt_timeout(Duration::from_millis(120));
    let start = Instant::now();
    assert_eq!(content(&client).get().await.unwrap().len(), 12);
    assert!(start.elapsed() > Duration::from_millis(200));
    let mut written = Vec::new();
    content(&client)
        .get()
        .to_writer(&mut written)
        .await
        .unwrap();
    assert_eq!((written.len(), server.file().requests.len()), (12, 2));
}

type Setup = fn(&RangeServer);

#[tokio::test]
async fn bytes_that_cannot_be_continued_are_not_made_up() {
    let break_off = || [Turn::Break(10)];
    let cases: [(Setup, &str); 5] = [
        (
            |server| server.file().turns = [Turn::Change(10)].into(),
            "the content has changed",
        ),
        (
            |server| server.file().has_ranges = false,
            "the content has changed",
        ),
        (
            |server| server.file().shift = 1,
            "other bytes than those asked for",
        ),
        (
            |server| server.file().validator = "etag: W/\"1\"",
            "does not say by what",
        ),
        (
            |server| server.file().validator = "x: y",
            "does not say by what",
        ),
    ];
    for (setup, expected) in cases {
        let server = RangeServer::new(&bytes(100), break_off()).await;
        setup(&server);
        let mut written = Vec::new();
        let download = content(&client(&server.base)).get().to_writer(&mut written);
        let error = download.await.unwrap_err();
        assert!(error.to_string().contains(expected), "{error}");
        assert_eq!(written, bytes(100)[..10], "{expected}");
    }
}

#[tokio::test]
async fn a_file_is_begun_anew_where_its_content_has_changed() {
    let folder = folder("anew");
    let path = folder.join("a.bin");
    let server = RangeServer::new(&bytes(1000), [Turn::Change(700), Turn::Break(20)]).await;
    let count = content(&client(&server.base)).get().to_file(&path).await;
    assert_eq!(count.unwrap(), 1000);
    assert!(std::fs::read(&path).unwrap() == server.file().content);
    assert_eq!(names(&folder), ["a.bin"]);

    // The same without any way to go on.
    let server = RangeServer::new(&bytes(1000), [Turn::Break(700)]).await;
    server.file().validator = "x: y";
    let count = content(&client(&server.base)).get().to_file(&path).await;
    assert_eq!(count.unwrap(), 1000);
    assert!(std::fs::read(&path).unwrap() == bytes(1000));
}

#[tokio::test]
async fn no_half_file_is_left() {
    let folder = folder("half");
    let path = folder.join("a.bin");
    std::fs::write(&path, "before").unwrap();
    let server = RangeServer::new(&bytes(1000), [Turn::Break(700)]).await;
    let never = client(&server.base).with_retry(Retry::never());
    let error = content(&never).get().to_file(&path).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Transport);
    assert_eq!(std::fs::read(&path).unwrap(), b"before");
    assert_eq!(names(&folder), ["a.bin"]);

    // Dropped in the middle.
    let server = RangeServer::new(&bytes(1000), [Turn::Stall(700)]).await;
    let download = content(&client(&server.base)).get().to_file(&path);
    let limit = Duration::from_millis(100);
    assert!(
        tokio::time::timeout(limit, download.into_future())
            .await
            .is_err()
    );
    assert_eq!(std::fs::read(&path).unwrap(), b"before");
    assert_eq!(names(&folder), ["a.bin"]);
}

#[tokio::test]
async fn a_place_that_cannot_be_written_is_said() {
    let server = RangeServer::new(&bytes(10), []).await;
    for path in ["/", "/nowhere/at/all/a.bin"] {
        let error = content(&client(&server.base)).get().to_file(path).await;
        assert_eq!(error.unwrap_err().kind(), ErrorKind::Io, "{path}");
    }
    let full = tokio::io::duplex(4).0;
    let error = content(&client(&server.base)).get().to_writer(full).await;
    assert_eq!(error.unwrap_err().kind(), ErrorKind::Io);
}

#[tokio::test]
async fn a_refusal_is_one_of_the_service() {
    let server = RangeServer::new(b"", []).await;
    let client = client(&server.base)
        .with_allowed_host("contoso.com")
        .unwrap();
    let request = content(&client).get().with_header("no header", "x");
    assert_eq!(
        request.stream().await.unwrap_err().kind(),
        ErrorKind::Request
    );
}

#[tokio::test]
async fn patience_ends_without_progress_only() {
    let file = bytes(40);
    let server = RangeServer::new(&file, (0..30).map(|_| Turn::Break(1))).await;
    let mut written = Vec::new();
    content(&client(&server.base))
        .get()
        .to_writer(&mut written)
        .await
        .unwrap();
    assert!(written == file);

    let server = RangeServer::new(
        &file,
        std::iter::once(Turn::Break(1)).chain([Turn::Break(0); 9]),
    )
    .await;
    let download = content(&client(&server.base))
        .get()
        .to_writer(tokio::io::sink());
    assert_eq!(download.await.unwrap_err().kind(), ErrorKind::Transport);
    assert_eq!(server.file().requests.len(), 4);
}
