use std::fs;

use super::{NOTICE, Zoo};

#[test]
fn fresh_is_fresh() {
    let zoo = Zoo::generated();
    zoo.run("check").expect(0).says(&["crate is up to date ("]);
}

#[test]
fn differences_are_shown_with_the_way_out() {
    let zoo = Zoo::generated();
    zoo.edit(
        "crate/src/v1/models/animal.rs",
        "pub struct Animal",
        "pub struct Beast",
    );
    fs::remove_file(zoo.path("crate/src/v1/models/mood.rs")).unwrap();
    zoo.write("crate/src/extra.rs", format!("{NOTICE}fn extra() {{}}\n"));
    let before = zoo.files();
    zoo.run("check").expect(1).says(&[
        "changed  crate/src/v1/models/animal.rs\n",
        "-pub struct Beast",
        "+pub struct Animal",
        "missing  crate/src/v1/models/mood.rs\n",
        "orphan   crate/src/extra.rs\n",
        "-fn extra() {}",
        "crate is stale: 1 changed, 1 missing, 1 orphan\n",
        "msgraph-codegen generate --config slices.toml\n",
    ]);
    assert_eq!(zoo.files(), before, "looking changes nothing");
    zoo.run("generate")
        .expect(0)
        .says(&[": 2 written", "1 removed"]);
    zoo.run("check").expect(0);
}

#[test]
fn nothing_there_is_stale_and_long_lists_stay_readable() {
    let zoo = Zoo::new();
    let outcome = zoo.run("check --out else").expect(1);
    assert!(
        outcome.out.lines().count() < 10 * 25 + 20,
        "{}",
        outcome.out
    );
    outcome.says(&[
        "missing  else/Cargo.toml",
        "generate --config slices.toml --out else\n",
    ]);
    assert!(!zoo.path("else").exists());
}

#[test]
fn line_ends_are_no_change() {
    let zoo = Zoo::generated();
    for (path, bytes) in zoo.files() {
        fs::write(
            path,
            String::from_utf8(bytes).unwrap().replace('\n', "\r\n"),
        )
        .unwrap();
    }
    for file in ["slices.toml", "zoo.csdl"] {
        zoo.write(file, zoo.read(file).replace('\n', "\r\n"));
    }
    zoo.run("check").expect(0);
    zoo.run("generate").expect(0).says(&[": 0 written"]);
}

#[test]
fn other_bytes_are_a_change() {
    let zoo = Zoo::generated();
    zoo.write("crate/src/lib.rs", [NOTICE.as_bytes(), b"\xFF\n"].concat());
    zoo.run("check")
        .expect(1)
        .says(&["changed  crate/src/lib.rs"]);
}

#[test]
fn the_manifest_is_the_users() {
    let zoo = Zoo::generated();
    zoo.write("crate/Cargo.toml", "# mine");
    zoo.run("check").expect(0);
}

#[test]
fn features_that_the_manifest_lacks_are_told() {
    let zoo = Zoo::new();
    zoo.edit(
        "slices.toml",
        "out = ",
        "features = { default = [\"animals\"] }\nout = ",
    );
    zoo.run("generate").expect(0);
    assert!(
        zoo.read("crate/Cargo.toml")
            .contains("default = [\"rustls\", \"serde\", \"animals\"]")
    );
    zoo.run("check").expect(0);
    zoo.edit("crate/Cargo.toml", "\nanimals = []", "");
    let lines = [
        "crate/Cargo.toml lacks 1 feature of the code; to mend it, add to its [features]:\n",
        "    animals = []\n",
    ];
    zoo.run("check").expect(1).says(&lines);
    let outcome = zoo.run("generate").expect(0);
    assert!(outcome.err.contains(lines[0]), "{}", outcome.err);
    zoo.write("crate/Cargo.toml", "features = ");
    zoo.run("check")
        .expect(2)
        .complains(&["crate/Cargo.toml is not TOML"]);
}

#[test]
fn unknown_default_features_are_refused() {
    let zoo = Zoo::new();
    zoo.edit(
        "slices.toml",
        "out = ",
        "features = { default = [\"animal\"] }\nout = ",
    );
    zoo.run("generate").expect(2).complains(&[
        "E0404",
        "no feature `animal`",
        "did you mean `animals`?",
    ]);
}

/// Older runtimes do not know the code that is generated, whichever way the manifest lets them in.
#[test]
fn manifests_that_admit_runtimes_which_are_too_old_are_refused() {
    let zoo = Zoo::generated();
    let before = zoo.read("crate/src/lib.rs");
    for requirement in [
        "\"0.0.1\"",
        "\"*\"",
        "{ version = \">=0.0.5, <2\" }",
        "{ version = \"0\", path = \"../runtime\" }",
    ] {
        zoo.write(
            "crate/Cargo.toml",
            format!("[dependencies]\nmsgraph-core = {requirement}\n"),
        );
        for command in ["check", "generate"] {
            zoo.run(command).expect(2).complains(&[
                "crate/Cargo.toml asks for msgraph-core `",
                "admits versions before 0.1.0",
                "Write `0.1.0` there",
            ]);
        }
    }
    assert_eq!(zoo.read("crate/src/lib.rs"), before);
    let inherited = "[package]\nname = \"zoo\"\n[dependencies]\nmsgraph-core.workspace = true\n";
    zoo.write("crate/Cargo.toml", inherited);
    let workspace = |version: &str| {
        format!("[workspace.dependencies]\nmsgraph-core = {{ version = \"{version}\" }}\n")
    };
    zoo.write("Cargo.toml", workspace("0"));
    zoo.run("check")
        .expect(2)
        .complains(&["Cargo.toml asks for msgraph-core `0`"]);
    zoo.write("Cargo.toml", workspace("0.1"));
    zoo.run("check").expect(0);
    for requirement in ["\"0.1\"", "\">=0.1, <0.3\"", "{ path = \"../runtime\" }"] {
        zoo.write(
            "crate/Cargo.toml",
            format!("[dependencies]\nmsgraph-core = {requirement}\n"),
        );
        zoo.run("check").expect(0);
    }
    zoo.write(
        "crate/Cargo.toml",
        "[dependencies]\nmsgraph-core = \"many\"\n",
    );
    zoo.run("check")
        .expect(2)
        .complains(&["`many`, which is no version requirement"]);
}
