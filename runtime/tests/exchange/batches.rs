//! The parts of a batch are told what they would be told alone, and a batch obeys its client.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use msgraph_core::{
    AccessToken, Batch, BoxFuture, Client, Cloud, Credential, Error, ErrorKind, Retry, http,
    transport_fn,
};

use crate::{Service, Step, answer, json, never};

fn parts(parts: &[&str]) -> Step {
    json(&format!(r#"{{"responses":[{}]}}"#, parts.join(",")))
}

fn twenty() -> Step {
    let parts: Vec<_> = (1..=20)
        .map(|id| format!(r#"{{"id":"{id}","status":204}}"#))
        .collect();
    json(&format!(r#"{{"responses":[{}]}}"#, parts.join(",")))
}

#[tokio::test]
async fn parts_may_have_executed_as_if_sent_alone() {
    let service = Service::new([parts(&[
        r#"{"id":"1","status":504}"#,
        r#"{"id":"2","status":500}"#,
        r#"{"id":"4","status":404}"#,
        r#"{"id":"5","status":504}"#,
    ])])
    .with(never);
    let mut batch = Batch::new();
    let posts = [
        batch.add(service.post()),
        batch.add(service.post()),
        batch.add(service.post()),
        batch.add(service.post()),
    ];
    let read = batch.add(service.root().segment("x").get::<msgraph_core::Bytes>());
    let mut answers = batch.send().await.unwrap();
    let posts = posts.map(|handle| answers.take(handle).unwrap_err().may_have_executed());
    assert_eq!(
        posts,
        [true, true, true, false],
        "504, 500, never answered, 404"
    );
    assert!(!answers.take(read).unwrap_err().may_have_executed());
}

#[tokio::test]
async fn what_is_lost_may_have_executed() {
    let throttled = || parts(&[r#"{"id":"1","status":429,"headers":{"Retry-After":"1"}}"#]);
    let service = Service::new([throttled(), Step::Lost]);
    let mut batch = Batch::new();
    let handle = batch.add(service.post());
    let error = batch.send().await.unwrap().take(handle).unwrap_err();
    assert!(
        error.kind() == ErrorKind::Transport && error.may_have_executed(),
        "{error}"
    );
    for steps in [
        vec![Step::Lost],
        vec![json("{\"responses\":")],
        vec![answer(502, &[], "")],
    ] {
        let service = Service::new(steps);
        let mut batch = Batch::new();
        let _handle = batch.add(service.post());
        assert!(batch.send().await.unwrap_err().may_have_executed());
    }
    for steps in [vec![Step::NotSent], vec![answer(403, &[], "")]] {
        let service = Service::new(steps);
        let mut batch = Batch::new();
        let _handle = batch.add(service.post());
        assert!(!batch.send().await.unwrap_err().may_have_executed());
    }
    let service = Service::new([Step::Lost]);
    let mut batch = Batch::new();
    let _handle = batch.add(service.root().segment("x").get::<msgraph_core::Bytes>());
    assert!(
        !batch.send().await.unwrap_err().may_have_executed(),
        "it only reads"
    );
}

#[tokio::test]
async fn a_second_batch_that_fails_is_told_to_its_parts() {
    let refusal = r#"{"error":{"code":"why","message":"words"}}"#;
    for (step, status, executed) in [
        (answer(403, &[], refusal), Some(403), false),
        (
            answer(429, &[("retry-after", "600")], refusal),
            Some(429),
            false,
        ),
        (Step::Lost, None, true),
        (answer(502, &[], refusal), Some(502), true),
    ] {
        let service = Service::new([twenty(), step]);
        let mut batch = Batch::new();
        let mut handles: Vec<_> = (0..21).map(|_| batch.add(service.post())).collect();
        let mut answers = batch.send().await.unwrap();
        let error = answers.take(handles.pop().unwrap()).unwrap_err();
        assert_eq!(
            error.status().map(|status| status.as_u16()),
            status,
            "{error}"
        );
        assert_eq!(error.code(), status.map(|_| "why"));
        assert_eq!(error.may_have_executed(), executed, "{error}");
        assert!(error.to_string().contains("POST /x/send"), "{error}");
        answers.take(handles.remove(0)).unwrap();
    }
}

#[tokio::test]
async fn a_batch_keeps_to_the_limits_of_its_client() {
    let throttled = || parts(&[r#"{"id":"1","status":429,"headers":{"Retry-After":"2"}}"#]);
    let attempts = |attempts: u32| {
        move |client: Client| client.with_retry(Retry::new().with_max_attempts(attempts))
    };
    for (limit, expected) in [(1, 1), (2, 2), (6, 6)] {
        let service = Service::new([throttled()]).with(attempts(limit));
        let mut batch = Batch::new();
        let handle = batch.add(service.root().segment("x").delete());
        let error = batch.send().await.unwrap().take(handle).unwrap_err();
        assert!(error.is_throttled());
        assert_eq!(service.count(), expected);
        assert_eq!(
            service.slept(),
            Duration::from_secs(2 * (expected as u64 - 1))
        );
    }
    let short = Retry::new().with_max_wait(Duration::from_secs(1));
    let service = Service::new([throttled()]).with(|client| client.with_retry(short));
    let mut batch = Batch::new();
    let _handle = batch.add(service.root().segment("x").delete());
    batch.send().await.unwrap();
    assert_eq!(
        service.count(),
        1,
        "a wait that is longer than allowed is not begun"
    );
}

#[tokio::test]
async fn parts_are_sent_again_as_lone_requests_are() {
    for (status, header, post, again) in [
        (503, "", false, true),
        (504, "", false, true),
        (503, "", true, false),
        (504, "", true, false),
        (503, r#","headers":{"Retry-After":"1"}"#, true, true),
        (429, "", true, true),
        (500, "", false, false),
    ] {
        let failed = format!(r#"{{"id":"1","status":{status}{header}}}"#);
        let service = Service::new([parts(&[&failed]), parts(&[r#"{"id":"1","status":204}"#])]);
        let mut batch = Batch::new();
        let request = if post {
            service.post()
        } else {
            service.root().segment("x").delete()
        };
        let handle = batch.add(request);
        assert_eq!(
            batch.send().await.unwrap().take(handle).is_ok(),
            again,
            "{status} {post}"
        );
    }
}

#[tokio::test]
async fn bodies_go_by_their_media_type() {
    let service = Service::new([parts(&[])]);
    let item = service.root().segment("item").media("content");
    for (media_type, bytes, body) in [
        ("text/plain", &b"\"abcd\""[..], r#""body":"\"abcd\"""#),
        ("text/plain", b"123", r#""body":"123""#),
        ("image/png", b"123", r#""body":"MTIz""#),
        ("application/octet-stream", b"{}", r#""body":"e30=""#),
        (
            "application/json; charset=utf-8",
            b"{\"a\":1}",
            r#""body":{"a":1}"#,
        ),
        ("application/merge-patch+json", b"[1]", r#""body":[1]"#),
        ("text/plain", b"\xff", r#""body":"_w==""#),
        ("image/png", b"", r#""body":"""#),
    ] {
        let mut batch = Batch::new();
        let _handle = batch.add(item.put(media_type, bytes));
        batch.send().await.unwrap();
        let sent = service.body(service.count() - 1);
        let unpadded = body.trim_end_matches('"').trim_end_matches('=');
        assert!(sent.contains(unpadded), "{body}: {sent}");
    }
}

#[tokio::test]
async fn a_write_without_a_body_has_an_empty_one() {
    let service = Service::new([parts(&[r#"{"id":"1","status":202}"#])]);
    let mut batch = Batch::new();
    let _handle = batch.add(service.post());
    batch.send().await.unwrap();
    let sent = service.body(0);
    assert!(
        sent.contains(r#""content-type":"application/json""#) && sent.contains(r#""body":{}"#),
        "{sent}"
    );
}

/// Yields one token, and others to claims.
struct Claims(Arc<AtomicUsize>);

impl Credential for Claims {
    fn token<'a>(&'a self, _: &'a str) -> BoxFuture<'a, Result<AccessToken, Error>> {
        Box::pin(async { Ok(AccessToken::new("old")) })
    }

    fn token_with_claims<'a>(
        &'a self,
        _: &'a str,
        _: &'a str,
    ) -> BoxFuture<'a, Result<AccessToken, Error>> {
        let n = self.0.fetch_add(1, Ordering::SeqCst);
        let end = std::time::SystemTime::now() + Duration::from_secs(3600);
        Box::pin(async move { Ok(AccessToken::new(format!("new{n}")).with_expiry(end)) })
    }
}

#[tokio::test]
async fn a_challenge_to_a_part_renews_the_token() {
    let transport = transport_fn(|request: http::Request<msgraph_core::Bytes>| {
        let body = if request.headers()["authorization"] == "Bearer old" {
            r#"{"responses":[{"id":"1","status":401,"headers":{"WWW-Authenticate":"Bearer error=\"insufficient_claims\", claims=\"eyJhIjoxfQ==\""}}]}"#
        } else {
            r#"{"responses":[{"id":"1","status":204}]}"#
        };
        std::future::ready(Ok(http::Response::new(body.into())))
    });
    let asked = Arc::default();
    let client = Client::with_transport(Cloud::Global, Claims(Arc::clone(&asked)), transport);
    let mut batch = Batch::new();
    let handle = batch.add(client.service("v1.0").segment("x").delete());
    batch.send().await.unwrap().take(handle).unwrap();
    assert_eq!(asked.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn a_part_that_leads_elsewhere_says_where() {
    let moved = r#"{"id":"1","status":302,"headers":{"Location":"https://files.example/1"}}"#;
    let service = Service::new([parts(&[moved])]);
    let mut batch = Batch::new();
    let handle = batch.add(service.root().segment("item").media("content").get());
    let error = batch.send().await.unwrap().take(handle).unwrap_err();
    assert_eq!(
        (error.kind(), error.status().unwrap().as_u16()),
        (ErrorKind::Service, 302)
    );
    assert_eq!(
        error.headers().unwrap()["location"],
        "https://files.example/1"
    );
}
