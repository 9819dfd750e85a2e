use super::Zoo;

/// A folder with metadata in it, good and bad, at several depths.
fn zoo() -> Zoo {
    let zoo = Zoo::new();
    zoo.write("metadata/b.xml", zoo.read("zoo.csdl"));
    zoo.write("metadata/a/deep.csdl", zoo.read("zoo.csdl"));
    zoo.write("metadata/cut.csdl", &zoo.read("zoo.csdl")[..300]);
    zoo.write("metadata/no-utf8.xml", [0xFF, 0xFE, b'<', 0]);
    zoo.write("metadata/notes.txt", "no metadata");
    zoo
}

#[test]
fn each_document_has_a_row() {
    let zoo = zoo();
    let outcome = zoo.run_plain("conformance metadata --no-compile").expect(0);
    let files = outcome.out.lines().map(|line| line.split(' ').next());
    let files: Vec<_> = files.flatten().collect();
    let expected = [
        "file",
        "a/deep.csdl",
        "b.xml",
        "cut.csdl",
        "no-utf8.xml",
        "4",
    ];
    assert_eq!(files, expected, "{}", outcome.out);
    outcome.says(&[
        "written\n",
        "refused, E0104 at ",
        "refused, E0101 at 1:1\n",
        "4 files: 2 good, 2 refused, 0 broken\n",
    ]);
}

#[test]
fn crates_can_be_kept() {
    let zoo = zoo();
    zoo.run_plain("conformance metadata --no-compile --only deep --out kept")
        .expect(0)
        .says(&["1 file: 1 good, 0 refused, 0 broken\n"]);
    assert!(
        zoo.read("kept/crates/of-a-deep-csdl/Cargo.toml")
            .contains("[workspace]")
    );
    assert!(!zoo.path("kept/crates/of-b-xml").exists());
}

/// A compiler that always refuses takes the place of code that does not compile.
#[cfg(unix)]
#[test]
fn a_crate_that_does_not_compile_is_a_failure() {
    let zoo = zoo();
    let mut command = zoo.command("conformance metadata --only b.xml");
    let output = command.env("CARGO", "false").output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let table = String::from_utf8(output.stdout).unwrap();
    assert!(table.contains("does not compile\n"), "{table}");
    assert!(table.ends_with("0 good, 0 refused, 1 broken\n"), "{table}");
}

#[test]
fn nothing_to_try_is_wrong_usage() {
    let zoo = zoo();
    zoo.run_plain("conformance metadata --only elephant")
        .expect(2)
        .complains(&["metadata has no such .csdl, .edmx, .json or .xml files"]);
    zoo.run_plain("conformance nowhere")
        .expect(2)
        .complains(&["cannot read nowhere: it does not exist"]);
}
