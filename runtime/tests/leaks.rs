//! Every link of an answer that leads away from the cloud, followed in every way there is: the token
//! stays. (The same on the wire, for redirects: `pipeline::tests`.)

#![allow(clippy::unwrap_used)] // failing is what a test is for

mod common;

use common::models::{LongRunningOperation, User};
use common::script::{Script, answer};
use msgraph_core::{
    AsyncJobStatus, Error, ErrorKind, NoParameters, Page, Poller, Request, Started,
};

/// URLs that are not those of `https://graph.microsoft.com`.
const ELSEWHERE: [&str; 18] = [
    "https://evil.example/v1.0/me",
    "https://graph.microsoft.com.evil.example/v1.0/me",
    "https://evil-graph.microsoft.com/",
    "https://graph.microsoft.co/",
    "https://graph.microsoft.us/v1.0/me",
    "https://graph.microsoft.com./v1.0/me",
    "https://graph.microsoft.com:8443/v1.0/me",
    "https://graph.microsoft.com:80/v1.0/me",
    "https://13.107.42.16/v1.0/me",
    "https://[2603:1061::1]/v1.0/me",
    "http://graph.microsoft.com/v1.0/me",
    "http://graph.microsoft.com:443/v1.0/me",
    "http://127.0.0.1/",
    "https://graph.microsoft.com@evil.example/v1.0/me",
    "https://user:password@graph.microsoft.com/v1.0/me",
    "https://graph.microsoft.com:443@evil.example/",
    "//evil.example/v1.0/me",
    "file:///etc/passwd",
];

const DONE: &str = r#"{"id":"1","status":"succeeded"}"#;

fn users(script: &Script) -> Request<Page<User>> {
    script.client().service("v1.0").segment("users").get()
}

/// What was asked elsewhere was asked without the token; what was asked at home, with it.
fn assert_kept(script: &Script, way: &str, url: &str) {
    let tokens = script.header("authorization");
    assert_eq!(script.asked().len(), tokens.len());
    for ((asked, _), token) in script.asked().into_iter().zip(tokens) {
        let at_home = asked.starts_with("https://graph.microsoft.com/");
        assert_eq!(token.is_some(), at_home, "{way} {url}: {asked}");
    }
}

/// An operation is asked for elsewhere if that is encrypted and names nobody, else nowhere.
fn assert_asked_or_refused<T: std::fmt::Debug>(
    script: &Script,
    before: usize,
    url: &str,
    done: Result<T, Error>,
) {
    let is_asked = !url.contains('@') && (url.starts_with("https:") || url.starts_with("//"));
    let elsewhere: Vec<_> = script.asked().into_iter().skip(before).collect();
    if is_asked {
        let full = match url.strip_prefix("//") {
            Some(rest) => format!("https://{rest}"),
            None => url.to_owned(),
        };
        assert_eq!(elsewhere, [(full, false)]);
        done.unwrap();
    } else {
        assert_eq!(elsewhere, [], "{url}");
        assert_eq!(done.unwrap_err().kind(), ErrorKind::Request, "{url}");
    }
}

#[tokio::test]
async fn links_of_pages() {
    for url in ELSEWHERE {
        for member in ["nextLink", "deltaLink"] {
            let page = format!(r#"{{"value":[],"@odata.{member}":"{url}"}}"#);
            let empty = answer(200, &[], r#"{"value":[]}"#);
            let script = Script::new([answer(200, &[], &page), empty]);
            let mut pages = users(&script).pages();
            pages.try_next().await.unwrap().unwrap();
            // The next page is refused; a delta link is for later.
            let next = pages.try_next().await;
            assert_eq!(next.is_err(), member == "nextLink", "{url}");
            assert_eq!(script.asked().len(), 1, "{url}");
            assert_kept(&script, member, url);

            let script = Script::new([answer(200, &[], r#"{"value":[]}"#)]);
            let resumed = users(&script).resume(url).await;
            assert!(resumed.is_err(), "{member} {url}");
            assert_kept(&script, "resume", url);
            assert!(script.asked().is_empty(), "{url}");
        }
    }
}

#[tokio::test]
async fn locations_of_operations() {
    for url in ELSEWHERE {
        for header in ["location", "operation-location"] {
            let accepted = answer(202, &[&format!("{header}: {url}")], "");
            let script = Script::new([accepted, answer(200, &[], DONE)]);
            let users = script.client().service("v1.0").segment("users");
            let started: Result<Started<(), LongRunningOperation>, _> =
                users.action("start", &NoParameters).await;
            let done = started.unwrap().poller().await;
            assert_kept(&script, header, url);
            assert_asked_or_refused(&script, 1, url, done);
        }
        let script = Script::new([answer(200, &[], DONE)]);
        let saved: Poller<LongRunningOperation> = Poller::resume(&script.client(), url);
        let done = saved.await;
        assert_kept(&script, "saved", url);
        assert_asked_or_refused(&script, 0, url, done);
    }
}

#[tokio::test]
async fn locations_of_resources() {
    for url in ELSEWHERE {
        let done = format!(r#"{{"status":"completed","resourceLocation":"{url}"}}"#);
        for end in [
            answer(200, &[], &done),
            answer(303, &[&format!("location: {url}")], ""),
        ] {
            let accepted = answer(202, &["location: https://graph.microsoft.com/v1.0/1"], "");
            let script = Script::new([accepted, end]);
            let users = script.client().service("v1.0").segment("users");
            let started: Started<(), AsyncJobStatus> =
                users.action("start", &NoParameters).await.unwrap();
            started.poller().await.unwrap();
            // Where the resource is, is for the program to ask.
            assert_eq!(script.asked().len(), 2, "{url}");
            assert_kept(&script, "resource", url);
        }
    }
}
