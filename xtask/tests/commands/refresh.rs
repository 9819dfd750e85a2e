//! `refresh`: the slice and the crate are renewed together, or nothing is.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::thread::JoinHandle;

use super::{METADATA, Zoo};

/// A service that gives these answers one after the other, and tells what was asked.
fn service(answers: Vec<String>) -> (String, JoinHandle<Vec<String>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let root = format!("http://{}", listener.local_addr().unwrap());
    let asked = std::thread::spawn(move || {
        let mut asked = Vec::new();
        for answer in answers {
            let (mut stream, _) = listener.accept().unwrap();
            let lines = BufReader::new(stream.try_clone().unwrap()).lines();
            let head: Vec<_> = lines
                .map(Result::unwrap)
                .take_while(|line| !line.is_empty())
                .collect();
            stream.write_all(answer.as_bytes()).unwrap();
            asked.push(head.join("\n").to_lowercase());
        }
        asked
    });
    (root, asked)
}

fn document(etag: &str, text: &str) -> String {
    let length = text.len();
    format!(
        "HTTP/1.1 200 OK\r\nETag: {etag}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{text}"
    )
}

const NOT_MODIFIED: &str = "HTTP/1.1 304 Not Modified\r\nConnection: close\r\n\r\n";

fn with_mood() -> String {
    let member = r#"<Member Name="angry" Value="1"/>"#;
    METADATA.replace(
        member,
        &format!(r#"{member}<Member Name="sleepy" Value="2"/>"#),
    )
}

/// A folder in which all is canonical and generated.
fn zoo() -> Zoo {
    let zoo = Zoo::new();
    zoo.write("upstream.csdl", METADATA);
    zoo.run("refresh --from upstream.csdl").expect(0);
    zoo
}

/// All that a refresh could touch.
fn state(zoo: &Zoo) -> (String, super::Files, bool) {
    (
        zoo.read("zoo.csdl"),
        zoo.files(),
        zoo.path(".refresh.json").exists(),
    )
}

#[test]
fn the_slice_and_the_crate_are_renewed() {
    let zoo = zoo();
    zoo.write("upstream.csdl", with_mood());
    let outcome = zoo
        .run("refresh --from upstream.csdl --output markdown=pr.md")
        .expect(0);
    assert!(outcome.err.contains("crate: "), "{}", outcome.err);
    outcome.says(&[
        "enum-member-added  zoo.mood/sleepy",
        "old  zoo.csdl as it was",
        "new  zoo.csdl",
        " (api.txt line ",
    ]);
    assert!(zoo.read("zoo.csdl").contains("sleepy"));
    assert!(zoo.read("crate/src/v1/models/mood.rs").contains("Sleepy"));
    assert!(zoo.read("pr.md").contains("zoo.mood/sleepy"));
    zoo.run("check").expect(0);
    let outcome = zoo.run("refresh --from upstream.csdl").expect(0);
    outcome.says(&["Nothing changed.\n"]);
}

#[test]
fn the_service_is_asked_and_not_twice_for_the_same() {
    let zoo = zoo();
    let (root, asked) = service(vec![
        document("\"1\"", &with_mood()),
        NOT_MODIFIED.to_owned(),
    ]);
    let line = format!("refresh --service-root {root}/");
    zoo.run(&line).expect(0).says(&["zoo.mood/sleepy"]);
    let outcome = zoo.run(&line).expect(0);
    assert!(outcome.err.contains("is what it was"), "{}", outcome.err);
    outcome.says(&["Nothing changed.\n"]);
    let asked = asked.join().unwrap();
    assert!(asked[0].starts_with("get /v1/$metadata "), "{asked:?}");
    assert!(!asked[0].contains("if-none-match"), "{asked:?}");
    assert!(asked[1].contains("if-none-match: \"1\""), "{asked:?}");
}

/// "Not modified" would be said of something that is not here.
#[test]
fn an_etag_is_of_the_slice_that_is_there() {
    let zoo = zoo();
    let before = zoo.read("zoo.csdl");
    let answer = document("\"1\"", &with_mood());
    let (root, asked) = service(vec![answer.clone(), answer.clone(), answer]);
    let line = format!("refresh --service-root {root}");
    zoo.run(&line).expect(0);
    zoo.write("zoo.csdl", before);
    zoo.run(&line).expect(0).says(&["zoo.mood/sleepy"]);
    zoo.edit("slices.toml", r#""*""#, r#""type:zoo.mood""#);
    zoo.run(&line).expect(0);
    for asked in asked.join().unwrap() {
        assert!(!asked.contains("if-none-match"), "{asked}");
    }
}

#[test]
fn nothing_is_written_when_anything_fails() {
    let zoo = zoo();
    let before = state(&zoo);
    let broken = METADATA.replace("zoo.cage", "zoo.kage");
    let busy = "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n".to_owned();
    let cut = "HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n".to_owned() + METADATA;
    let page = document("\"1\"", "<!DOCTYPE html><html></html>");
    for answer in [
        busy,
        cut,
        page,
        document("\"1\"", &broken),
        document("\"1\"", ""),
    ] {
        let (root, asked) = service(vec![answer]);
        let line = format!("refresh --service-root {root} --output markdown=pr.md");
        zoo.run(&line).expect(3);
        asked.join().unwrap();
        assert!(state(&zoo) == before && !zoo.path("pr.md").exists());
    }
    zoo.run("refresh --from gone.csdl").expect(2);
    zoo.run("refresh --service-root http://example.com")
        .expect(2)
        .complains(&["only https"]);
    zoo.run("refresh --api v2").expect(2);
    assert!(state(&zoo) == before);
}

#[test]
fn a_crate_that_cannot_be_written_keeps_the_old_slice() {
    let zoo = zoo();
    let file = zoo.path("crate/src/v1/models/mood.rs");
    fs::remove_file(&file).unwrap();
    fs::create_dir_all(file.join("in/the/way")).unwrap();
    let before = zoo.read("zoo.csdl");
    zoo.write("upstream.csdl", with_mood());
    zoo.run("refresh --from upstream.csdl").expect(2);
    assert_eq!(zoo.read("zoo.csdl"), before);
}

#[test]
fn a_root_that_is_gone_is_told_and_nothing_is_written() {
    let zoo = zoo();
    zoo.edit(
        "slices.toml",
        r#""*""#,
        r#""GET /animals/{id}", "type:zoo.mood""#,
    );
    zoo.run("refresh --from upstream.csdl").expect(0);
    let before = state(&zoo);
    let set = r#"<EntitySet Name="animals" EntityType="zoo.animal"/>"#;
    zoo.write("upstream.csdl", METADATA.replace(set, ""));
    let outcome = zoo.run("refresh --from upstream.csdl").expect(2);
    assert!(outcome.err.contains("animals"), "{}", outcome.err);
    assert!(state(&zoo) == before);
    outcome.says(&["WIRE BREAKS", "root-lost"]);
}

#[test]
fn one_api_of_several_is_renewed() {
    let zoo = zoo();
    let config = zoo.read("slices.toml");
    let (_, api) = config.split_once("[[api]]").unwrap();
    let second = api
        .replace("\"v1\"", "\"v2\"")
        .replace("zoo.csdl", "park.csdl");
    zoo.write("slices.toml", format!("{config}\n[[api]]{second}"));
    zoo.write("park.csdl", zoo.read("zoo.csdl"));
    zoo.write("upstream.csdl", with_mood());
    zoo.run("refresh --from upstream.csdl")
        .expect(2)
        .complains(&["--api"]);
    zoo.run("refresh --from upstream.csdl --api v2").expect(0);
    assert!(zoo.read("park.csdl").contains("sleepy"));
    assert!(!zoo.read("zoo.csdl").contains("sleepy"));
    assert!(zoo.read("crate/src/v2/models/mood.rs").contains("Sleepy"));
    assert!(!zoo.read("crate/src/v1/models/mood.rs").contains("Sleepy"));
}

#[test]
fn what_went_and_is_back_is_told() {
    let zoo = zoo();
    let without = METADATA.replace(r#"<Property Name="size" Type="Edm.Int32"/>"#, "");
    zoo.write("history.jsonl", "");
    for (day, text) in [("2026-05-01", &*without), ("2026-05-08", METADATA)] {
        zoo.write("upstream.csdl", text);
        let line = format!("refresh --from upstream.csdl --today {day} --output last.txt");
        zoo.run(&line).expect(0);
    }
    assert_eq!(
        zoo.read("history.jsonl"),
        "{\"date\":\"2026-05-01\",\"api\":\"v1\",\"event\":\"removed\",\"element\":\"zoo.cage/size\"}\n\
         {\"date\":\"2026-05-08\",\"api\":\"v1\",\"event\":\"added\",\"element\":\"zoo.cage/size\"}\n"
    );
    let told = zoo.read("last.txt");
    assert!(told.contains("zoo.cage/size went on 2026-05-01"), "{told}");
    zoo.write("history.jsonl", "{\"date\":\"2026-05-01\"}\n");
    let outcome = zoo.run("refresh --from upstream.csdl").expect(2);
    outcome.complains(&["history.jsonl:1 is not a line of a history"]);
}

/// The schemas are put in place last: what a killed run leaves is told again.
#[test]
fn what_a_killed_run_changed_is_told_by_the_next_one() {
    let zoo = zoo();
    let old = zoo.read("zoo.csdl");
    zoo.write("upstream.csdl", with_mood());
    zoo.run("refresh --from upstream.csdl").expect(0);
    // Killed before the last step.
    zoo.write("zoo.csdl", old);
    let outcome = zoo
        .run("refresh --from upstream.csdl --output markdown=pr.md")
        .expect(0);
    outcome.says(&["enum-member-added  zoo.mood/sleepy"]);
    zoo.run("check").expect(0);
}
