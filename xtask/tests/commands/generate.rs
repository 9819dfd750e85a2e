use std::fs;

use super::{CONFIG, METADATA, NOTICE, Zoo};

#[test]
fn writes_a_crate_and_says_so() {
    let zoo = Zoo::new();
    zoo.run("generate").expect(0).says(&[
        "zoo in crate\n",
        "v1  2 types (1 entity, 1 complex), 1 enum",
        " written, 0 unchanged, 0 removed\n",
    ]);
    assert!(
        zoo.read("crate/src/v1/models/animal.rs")
            .contains("pub struct Animal")
    );
    assert!(
        zoo.read("crate/Cargo.toml")
            .contains("path = \"../runtime\"")
    );
}

#[test]
fn warnings_are_shown_and_counted() {
    let zoo = Zoo::new();
    zoo.edit(
        "zoo.csdl",
        "<ComplexType ",
        "<EnumType Name=\"none\"/>\n<ComplexType ",
    );
    let outcome = zoo.run("generate").expect(0);
    assert_eq!(
        outcome.err,
        "zoo.csdl: 1 warning (1 W0204); `--verbose` shows them\n"
    );
    outcome.says(&[", 1 warning\n"]);
    let outcome = zoo.run("generate --verbose").expect(0);
    assert!(outcome.err.contains("warning[W0204]"), "{}", outcome.err);
}

#[test]
fn models_alone_take_the_place_of_a_whole_crate() {
    let zoo = Zoo::generated();
    zoo.edit("slices.toml", "roots =", "requests = false\nroots =");
    zoo.run("check").expect(1);
    zoo.run("generate")
        .expect(0)
        .says(&["1 enum, 0 operations"]);
    assert!(!zoo.path("crate/src/v1/requests").exists());
    assert!(
        !zoo.read("crate/src/v1/models/animal.rs")
            .contains("Property")
    );
    zoo.run("check").expect(0);
}

#[test]
fn features_are_of_sets_and_singletons_and_without_them_there_are_none() {
    let zoo = Zoo::new();
    zoo.edit(
        "slices.toml",
        "[[api]]",
        "[crate.features]\n\n[[api]]\nrequests = false",
    );
    zoo.run("generate").expect(0);
    let manifest = zoo.read("crate/Cargo.toml");
    assert!(manifest.contains("default = [\"serde\"]"), "{manifest}");
    assert!(!manifest.contains("other-types"), "{manifest}");
}

#[test]
fn twice_is_once() {
    let zoo = Zoo::generated();
    let before = zoo.files();
    zoo.run("generate")
        .expect(0)
        .says(&[": 0 written", "0 removed"]);
    assert_eq!(zoo.files(), before);
}

#[test]
fn what_is_right_is_not_touched() {
    let zoo = Zoo::generated();
    let modified = |path: &str| fs::metadata(zoo.path(path)).unwrap().modified().unwrap();
    let before = modified("crate/src/v1/models/cage.rs");
    zoo.edit("zoo.csdl", "\"angry\"", "\"cross\"");
    // The file of the type, and the list of all public items.
    zoo.run("generate").expect(0).says(&[": 2 written"]);
    assert!(zoo.read("crate/src/v1/models/mood.rs").contains("Cross"));
    assert_eq!(modified("crate/src/v1/models/cage.rs"), before);
}

#[test]
fn what_nothing_generates_goes_and_the_users_files_stay() {
    let zoo = Zoo::generated();
    let before = zoo.files();
    zoo.write("crate/src/v0/models/old.rs", NOTICE);
    zoo.write("crate/src/.msgraph-codegen-left-over", NOTICE);
    zoo.write("crate/tests/mine.rs", "// mine");
    zoo.write("crate/Cargo.toml", "# mine");
    zoo.run("generate")
        .expect(0)
        .says(&[": 0 written", "2 removed"]);
    assert!(!zoo.path("crate/src/v0").exists(), "empty folders go too");
    assert_eq!(zoo.read("crate/tests/mine.rs"), "// mine");
    assert_eq!(zoo.read("crate/Cargo.toml"), "# mine");
    assert_eq!(zoo.files().len(), before.len() + 1);
}

#[test]
fn a_failing_run_changes_nothing() {
    let zoo = Zoo::generated();
    let before = zoo.files();
    zoo.edit("zoo.csdl", "Name=\"angry\"", "Name=\"cross\"");
    zoo.edit("zoo.csdl", "zoo.cage", "zoo.kage");
    zoo.run("generate").expect(3).complains(&["zoo.kage"]);
    assert_eq!(zoo.files(), before);
}

/// A folder stands where a file is to go, which shows only when files are written.
#[test]
fn a_run_that_cannot_write_changes_nothing() {
    let zoo = Zoo::generated();
    fs::remove_file(zoo.path("crate/src/v1/models/mood.rs")).unwrap();
    zoo.write("crate/src/v1/models/mood.rs/in-the-way", "");
    zoo.write("crate/src/lib.rs", NOTICE);
    zoo.write("crate/src/orphan.rs", NOTICE);
    zoo.edit("zoo.csdl", "zoo.cage\"", "Edm.String\"");
    let before = zoo.files();
    zoo.run("generate")
        .expect(2)
        .complains(&["mood.rs is a folder"]);
    assert_eq!(zoo.files(), before);
}

#[test]
fn out_goes_elsewhere() {
    let zoo = Zoo::new();
    zoo.run("generate --out else/where")
        .expect(0)
        .says(&["zoo in else/where"]);
    assert!(
        zoo.read("else/where/Cargo.toml")
            .contains("path = \"../../runtime\"")
    );
    assert!(!zoo.path("crate").exists());
    zoo.run("generate --out else/where")
        .expect(0)
        .says(&[": 0 written"]);
}

#[test]
fn other_peoples_folders_are_refused() {
    let zoo = Zoo::new();
    zoo.write("theirs/src/lib.rs", "//! Theirs\n");
    zoo.run("generate --out theirs")
        .expect(2)
        .complains(&["theirs", "not a generated crate"]);
    assert_eq!(zoo.read("theirs/src/lib.rs"), "//! Theirs\n");
    zoo.run("generate --out .")
        .expect(2)
        .complains(&["not a generated crate"]);
    zoo.run("generate --out zoo.csdl")
        .expect(2)
        .complains(&["zoo.csdl is not a folder"]);
    zoo.write("cloned/.git/HEAD", "");
    zoo.run("generate --out cloned").expect(0);
}

#[test]
fn one_module_leaves_the_others_alone() {
    let zoo = Zoo::new();
    let (_, api) = CONFIG.split_once("[[api]]").unwrap();
    let second = api
        .replace("\"v1\"", "\"v2\"")
        .replace("zoo.csdl", "two.csdl");
    zoo.write("slices.toml", format!("{CONFIG}[[api]]{second}"));
    zoo.write("two.csdl", METADATA);
    zoo.run("generate").expect(0);
    let before = zoo.files();

    zoo.edit("zoo.csdl", "angry", "cross");
    zoo.write("two.csdl", "broken");
    zoo.write("crate/src/v1/orphan.rs", NOTICE);
    zoo.write("crate/src/v2/orphan.rs", NOTICE);
    zoo.run("generate --api v1")
        .expect(0)
        .says(&["v1  2 types", ": 1 written", "1 removed"]);
    assert!(zoo.read("crate/src/v1/models/mood.rs").contains("Cross"));
    assert!(zoo.read("crate/src/v2/models/mood.rs").contains("Angry"));
    assert_eq!(
        zoo.files().len(),
        before.len() + 1,
        "the orphan of the other module is still there"
    );
    assert_eq!(
        zoo.files().get(&zoo.path("crate/src/lib.rs")),
        before.get(&zoo.path("crate/src/lib.rs"))
    );

    zoo.run("generate --api v1 --out only").expect(0);
    assert!(zoo.read("only/src/lib.rs").contains("mod v1") && !zoo.path("only/src/v2").exists());
}

#[cfg(unix)]
#[test]
fn files_are_as_readable_as_others() {
    use std::os::unix::fs::PermissionsExt;

    let zoo = Zoo::generated();
    let mode = |path: &str| fs::metadata(zoo.path(path)).unwrap().permissions().mode();
    assert_eq!(mode("crate/src/lib.rs"), mode("zoo.csdl"));
}

#[test]
fn what_a_killed_run_left_is_taken_over() {
    let expected = Zoo::generated();
    let is_the_same = |zoo: &Zoo| {
        zoo.run("generate").expect(0).says(&[" written"]);
        let [ours, mut there] = ["crate", "there"].map(|folder| zoo.files_in(folder));
        // Half a file does not say that it was generated.
        there.retain(|path, _| !path.to_string_lossy().contains("/.msgraph-codegen-"));
        ours.values().eq(there.values())
    };
    // Before the first file was in place.
    let zoo = Zoo::new();
    zoo.write("there/src/v1/models/.msgraph-codegen-Ab3x9Z", "//! half");
    zoo.write("there/src/.msgraph-codegen-Ab3x9Y", "");
    zoo.run("generate --out there")
        .expect(0)
        .says(&["there/src/v1/models/.msgraph-codegen-Ab3x9Z"]);
    assert!(is_the_same(&zoo));
    // After it.
    let zoo = Zoo::new();
    zoo.write("there/src/lib.rs", expected.read("crate/src/lib.rs"));
    zoo.write("there/src/v1/.msgraph-codegen-Ab3x9Z", NOTICE);
    zoo.run("generate --out there").expect(0);
    assert!(is_the_same(&zoo));
    // What somebody else left is theirs.
    for name in ["notes.md", ".notes"] {
        let zoo = Zoo::new();
        zoo.write("there/src/.msgraph-codegen-Ab3x9Z", "");
        zoo.write(&format!("there/src/{name}"), "mine");
        zoo.run("generate --out there")
            .expect(2)
            .complains(&["has other files in it"]);
        assert_eq!(zoo.read(&format!("there/src/{name}")), "mine");
    }
}

#[test]
fn modules_by_hand_are_declared_and_left_alone() {
    let zoo = Zoo::new();
    zoo.edit(
        "slices.toml",
        "out =",
        "modules = [\"extensions\", \"helpers\"]\nout =",
    );
    zoo.run("generate").expect(0);
    let library = zoo.read("crate/src/lib.rs");
    assert!(
        library.contains("pub mod extensions;\npub mod helpers;\n"),
        "{library}"
    );

    let text = "//! Of people\nimpl crate::v1::models::Animal {}\n";
    zoo.write("crate/src/extensions.rs", text);
    // A module may be a folder; what is in it is not generated, even if it says so.
    std::fs::remove_file(zoo.path("crate/src/helpers.rs")).unwrap();
    zoo.write("crate/src/helpers/mod.rs", "mod copied;\n");
    zoo.write(
        "crate/src/helpers/copied.rs",
        format!("{NOTICE}fn copied() {{}}\n"),
    );
    let before = zoo.files();
    let outcome = zoo.run("generate").expect(0);
    assert!(
        !outcome.out.contains("helpers") && !outcome.out.contains("extensions"),
        "{}",
        outcome.out
    );
    let outcome = zoo.run("check").expect(0);
    assert!(!outcome.out.contains("foreign"), "{}", outcome.out);
    assert_eq!(zoo.files(), before);

    std::fs::remove_file(zoo.path("crate/src/extensions.rs")).unwrap();
    zoo.run("check")
        .expect(1)
        .says(&["missing  crate/src/extensions.rs"]);
    zoo.run("generate").expect(0);
    assert!(
        zoo.read("crate/src/extensions.rs")
            .starts_with("//! Written by hand")
    );

    zoo.edit("slices.toml", "\"helpers\"", "\"self\"");
    zoo.run("generate")
        .expect(2)
        .complains(&["E0305", "`self` cannot be `modules`"]);
}
