//! Paths of names in URLs: `root:/a folder/a file.txt:/content`.

#![allow(clippy::panic, clippy::unwrap_used)] // failing is what a test is for

mod common;

use common::server::Server;
use msgraph_core::{
    Bytes, Client, Cloud, ErrorKind, NoParameters, StaticToken, Target, transport_fn,
};

/// A service that nothing is sent to.
fn offline() -> Target {
    let transport = transport_fn(|request| async move {
        panic!("{} was sent", request.uri());
    });
    let client = Client::with_transport(Cloud::Global, StaticToken::new("s3cret"), transport);
    client.service("v1.0")
}

#[tokio::test]
async fn names_in_paths_arrive_as_they_are() {
    let server = Server::answering("200 OK", "application/json", "{}").await;
    let root = server.client().service("v1.0").segment("root");
    for names in [
        "a b.txt",
        "Documents/50% (x) #1.txt",
        "O'Neil/\"x\"/a+b&c=d;e,f@g!$",
        "%2F/%41/%",
        "a:b/c?d",
        "päth/文件/🦀/e\u{301}",
        "back\\slash/.hidden/...",
        "children/$ref",
    ] {
        let request = root.by_path(names).segment("content").get::<Bytes>();
        let parsed = url::Url::parse(&request.url()).unwrap();
        assert_eq!(parsed.as_str(), request.url(), "what a parser makes of it");
        request.await.unwrap();
        let segments = server.last().segments();
        let segments: Vec<_> = segments
            .iter()
            .map(|segment| String::from_utf8_lossy(segment).into_owned())
            .collect();
        assert_eq!(segments.join("/"), format!("v1.0/root:/{names}:/content"));
        // Only the colons of the address are colons: that of a name would end it.
        assert_eq!(server.last().target.matches(':').count(), 2, "{names}");
    }
}

#[test]
fn paths_of_names_are_closed_where_something_follows() {
    let root = offline().segment("drive").segment("root");
    let url = |target: &Target| {
        let url = target.get::<Bytes>().url();
        url.strip_prefix("https://graph.microsoft.com/v1.0/drive/")
            .unwrap_or(&url)
            .to_owned()
    };
    for names in ["a/b", "/a/b", "a/b/", "/a/b/"] {
        assert_eq!(url(&root.by_path(names)), "root:/a/b");
    }
    let item = root.by_path("a");
    assert_eq!(url(&item.by_path("b")), "root:/a/b");
    assert_eq!(url(&item.segment("children")), "root:/a:/children");
    assert_eq!(
        url(&item.segment("children").key("x").segment("content")),
        "root:/a:/children/x/content"
    );
    assert_eq!(
        url(&item.function_target("delta", &NoParameters)),
        "root:/a:/delta()"
    );
    assert_eq!(
        item.media("content").put("a/b", "").url(),
        item.segment("content").get::<Bytes>().url()
    );
    assert_eq!(
        url(&item.segment("parent").by_path("c").segment("d")),
        "root:/a:/parent:/c:/d"
    );
    assert_eq!(url(&root.by_path("").segment("children")), "root/children");
    assert_eq!(url(&root.by_path("/")), "root");
    let request = item.get::<Bytes>().with_query("$select", "id");
    assert!(request.url().ends_with("root:/a?$select=id"));
}

#[tokio::test]
async fn paths_that_no_url_can_hold_are_not_sent() {
    let root = offline().segment("root");
    for names in ["a//b", "//a", "a//", "..", "a/../b", "./a", "//"] {
        let request = root.by_path(names).segment("content").get::<Bytes>();
        let error = request.await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Request, "{names}");
        assert!(error.to_string().contains("path"), "{error}");
    }
}
