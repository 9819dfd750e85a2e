//! Collections over several pages.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)] // failing is what a test is for

mod common;

use common::models::User;
use common::script::{Script, answer};
use msgraph_core::{ErrorKind, Page, Request};

const USERS: &str = "https://graph.microsoft.com/v1.0/users";

fn users(script: &Script) -> Request<Page<User>> {
    script.client().service("v1.0").segment("users").get()
}

/// A page with users of these ids, and one more member.
fn page(ids: &[&str], member: &str) -> String {
    let users: Vec<_> = ids.iter().map(|id| format!(r#"{{"id":"{id}"}}"#)).collect();
    let comma = if member.is_empty() { "" } else { "," };
    format!(r#"{{"value":[{}]{comma}{member}}}"#, users.join(","))
}

fn next(link: &str) -> String {
    format!(r#""@odata.nextLink":"{link}""#)
}

/// A script of pages.
fn script<const N: usize>(pages: [String; N]) -> Script {
    Script::new(pages.map(|page| answer(200, &[], &page)))
}

#[tokio::test]
async fn items_come_from_all_pages() {
    let second = format!("{USERS}?$skiptoken=a%2Bb|c d");
    let script = script([
        page(
            &["1", "2"],
            &format!(r#""@odata.count":3,{}"#, next(&second)),
        ),
        page(&[], &next("users?$skip=2")),
        page(&["3"], r#""@odata.nextLink":null"#),
    ]);
    let mut items = users(&script).top(2).with_header("prefer", "a").stream();
    assert!(script.asked().is_empty());
    let mut ids = Vec::new();
    while let Some(user) = items.try_next().await.unwrap() {
        ids.push(user.id.clone().unwrap());
        assert_eq!(items.count(), Some(3));
    }
    assert_eq!(ids, ["1", "2", "3"]);
    assert!(items.try_next().await.unwrap().is_none());
    let urls: Vec<_> = script.asked().into_iter().map(|(url, _)| url).collect();
    let expected = ["?$top=2", "?$skiptoken=a%2Bb%7Cc%20d", "?$skip=2"];
    assert_eq!(urls, expected.map(|query| format!("{USERS}{query}")));
    assert_eq!(script.header("prefer"), vec![Some("a".to_owned()); 3]);
}

#[tokio::test]
async fn links_to_other_hosts_are_not_followed() {
    for link in [
        "https://evil.example/v1.0/users",
        "http://graph.microsoft.com/v1.0/users",
        "https://graph.microsoft.com:8443/v1.0/users",
        "https://graph.microsoft.com.evil.example/",
        "https://graph.microsoft.com./v1.0/users",
        "https://me@graph.microsoft.com/v1.0/users",
        "//evil.example/users",
        "file:///etc/passwd",
        "https://",
    ] {
        let script = script([page(&["1"], &next(link)), page(&["2"], "")]);
        let mut items = users(&script).stream();
        assert!(items.try_next().await.unwrap().is_some());
        let error = items.try_next().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Request, "{link}");
        assert_eq!(script.asked().len(), 1, "{link}");
        assert!(items.try_next().await.unwrap().is_none());
        let resumed = users(&script).resume(link).await.unwrap_err();
        assert_eq!(resumed.kind(), ErrorKind::Request, "{link}");
        assert_eq!(script.asked().len(), 1, "{link}");
    }
}

#[tokio::test]
async fn a_circle_is_an_error() {
    for links in [
        ["?a", "?b", "?a"],
        ["?a", "?a", "?a"],
        ["?a", "?b", "users"],
    ] {
        let script = script(links.map(|link| page(&["1"], &next(link))));
        let mut pages = users(&script).pages();
        let error = loop {
            match pages.try_next().await {
                Ok(page) => assert_eq!(page.unwrap().value[0].id.as_deref(), Some("1")),
                Err(error) => break error,
            }
        };
        assert!(error.message().contains("earlier page"), "{error}");
        let asked: Vec<_> = script.asked().into_iter().map(|(url, _)| url).collect();
        let expected = ["", links[0], links[1]].map(|query| format!("{USERS}{query}"));
        assert_eq!(asked, expected[..asked.len()]);
        assert_eq!(asked.len(), if links[0] == links[1] { 2 } else { 3 });
    }
}

#[tokio::test]
async fn a_list_is_gone_on_with_where_it_was_left() {
    let link = format!("{USERS}?$skiptoken=x");
    let script = Script::new([
        answer(200, &[], &page(&["1"], &next(&link))),
        answer(500, &[], ""),
        answer(200, &[], &page(&["2"], "")),
    ]);
    let mut pages = users(&script).pages();
    pages.try_next().await.unwrap();
    assert!(pages.try_next().await.is_err());
    assert!(pages.try_next().await.unwrap().is_none());
    let saved = pages.next_link().unwrap().to_owned();
    assert_eq!(saved, link);
    let resumed = users(&script)
        .top(9)
        .with_header("prefer", "a")
        .resume(&saved);
    assert_eq!(resumed.url(), link);
    let user = resumed.stream().try_next().await.unwrap().unwrap();
    assert_eq!(user.id.as_deref(), Some("2"));
    assert_eq!(script.header("prefer")[2].as_deref(), Some("a"));
}

#[tokio::test]
async fn delta_links_are_kept_and_expire() {
    let delta = format!("{USERS}/delta?$deltatoken=x");
    let script = Script::new([
        answer(200, &[], &page(&["1"], &next("users/delta?$skiptoken=1"))),
        answer(
            200,
            &[],
            &page(&["2"], &format!(r#""@odata.deltaLink":"{delta}""#)),
        ),
        answer(
            410,
            &[],
            r#"{"error":{"code":"resyncRequired","message":"Too old."}}"#,
        ),
    ]);
    let mut items = users(&script).stream();
    while items.try_next().await.unwrap().is_some() {}
    let link = items.delta_link().unwrap();
    assert_eq!(link, delta);
    let error = users(&script).resume(link).await.unwrap_err();
    assert!(error.is_gone());
    assert_eq!(script.asked()[2].0, delta);
}

#[test]
fn streams_can_be_sent_between_threads() {
    fn is_send<T: Send>(_: T) {}
    let script = Script::default();
    is_send(users(&script).stream());
    is_send(users(&script).pages());
}
