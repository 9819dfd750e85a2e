use std::process::Stdio;

use super::{METADATA, Zoo};

#[test]
fn canonical_text_stays_as_it_is() {
    let zoo = Zoo::new();
    let outcome = zoo.run("slice --from zoo.csdl --api v1").expect(0);
    assert_eq!(outcome.out, METADATA);
}

#[test]
fn only_what_is_wanted() {
    let zoo = Zoo::new();
    zoo.edit("slices.toml", "\"*\"", "\"type:zoo.cage\"");
    let outcome = zoo.run("slice --from zoo.csdl --api v1").expect(0);
    assert!(
        outcome.out.contains("\"cage\"") && !outcome.out.contains("animal"),
        "{}",
        outcome.out
    );
}

#[test]
fn the_document_may_lie_anywhere() {
    let zoo = Zoo::new();
    zoo.write("other/new.csdl", METADATA.replace("calm", "quiet"));
    zoo.run("slice --from other/new.csdl --api v1")
        .expect(0)
        .says(&["quiet"]);
    zoo.run("slice --from other/old.csdl --api v1")
        .expect(2)
        .complains(&["other/old.csdl"]);
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let zoo = Zoo::new();
    let mut command = zoo.command("slice --from zoo.csdl --api v1 --config slices.toml");
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
}
