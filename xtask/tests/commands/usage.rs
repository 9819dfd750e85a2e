//! Wrong usage, wrong configuration, unusable metadata: exit codes 2 and 3, and words that help.

use std::fs;

use super::{CONFIG, METADATA, Zoo};

#[test]
fn help_is_complete() {
    let zoo = Zoo::new();
    zoo.run_plain("--help").expect(0).says(&[
        "generate",
        "check",
        "drift",
        "refresh",
        "slice",
        "why",
        "examples",
        "conformance",
        "Exit codes",
    ]);
    zoo.run_plain("generate --help")
        .expect(0)
        .says(&["--config", "--out", "--api", "slices.toml"]);
    zoo.run_plain("check --help")
        .expect(0)
        .says(&["--config", "--out"]);
    zoo.run_plain("slice --help")
        .expect(0)
        .says(&["--config", "--from", "--api"]);
    zoo.run_plain("drift --help").expect(0).says(&[
        "[OLD] [NEW]",
        "explain",
        "--api",
        "--fail-on",
        "--format",
        "--history",
        "--output",
        "--scope",
        "--since",
        "--today",
        "wire-break",
    ]);
    zoo.run_plain("refresh --help").expect(0).says(&[
        "--api",
        "--from",
        "--service-root",
        "--history",
        "--output",
    ]);
    zoo.run_plain("why --help")
        .expect(0)
        .says(&["--config", "--api", "NAME"]);
    zoo.run_plain("examples --help").expect(0).says(&[
        "--metadata",
        "--examples",
        "--out",
        "--format",
    ]);
}

#[test]
fn unknown_words_name_the_nearest() {
    let zoo = Zoo::new();
    zoo.run_plain("generat")
        .expect(2)
        .complains(&["'generate'"]);
    zoo.run_plain("generate --confg x")
        .expect(2)
        .complains(&["'--config'"]);
    zoo.run_plain("generate extra")
        .expect(2)
        .complains(&["extra"]);
    zoo.run_plain("slice --api v1")
        .expect(2)
        .complains(&["--from"]);
    zoo.run_plain("why").expect(2).complains(&["<NAME>"]);
    assert_eq!(zoo.run_plain("").code, Some(2));
}

#[test]
fn without_flags_the_next_configuration_above_is_meant() {
    let zoo = Zoo::new();
    zoo.run_plain("why animal").expect(0).says(&["zoo.animal"]);
    zoo.write("crate/src/lib.rs", "");
    zoo.run_in("crate/src", "why animal")
        .expect(0)
        .says(&["zoo.animal"]);
    zoo.write(
        "inner/schemas/slices.toml",
        CONFIG.replace("zoo.csdl", "../../zoo.csdl"),
    );
    zoo.run_in("inner", "why animal")
        .expect(0)
        .says(&["zoo.animal"]);
}

#[test]
fn without_a_configuration_it_is_said_what_to_do() {
    let empty = Zoo::new();
    fs::remove_file(empty.path("slices.toml")).unwrap();
    empty
        .run_plain("check")
        .expect(2)
        .complains(&["no `slices.toml`", "--config FILE"]);
}

#[test]
fn faults_of_the_configuration() {
    for (from, to, words) in [
        (
            "roots",
            "root",
            &["did you mean `roots`?", "slices.toml:10:1", "E0302"][..],
        ),
        (
            "metadata = \"zoo.csdl\"\n",
            "",
            &["E0303", "`metadata` is missing"],
        ),
        (
            "\"v1\"\nmetadata",
            "1\nmetadata",
            &["E0304", "`service` is to be a string"],
        ),
        ("module = \"v1\"", "module = \"fn\"", &["E0305", "keyword"]),
        ("\"zoo\"", "\"a b\"", &["E0305", "slices.toml:2:8"]),
        ("[\"*\"]", "[]", &["E0307", "nothing to generate"]),
        (
            "[\"*\"]",
            "[\"GET /lions\"]",
            &["E0402", "slices.toml:10", "lions"],
        ),
        ("[crate]", "[crate", &["E0301"]),
        (
            "zoo.csdl",
            "none.csdl",
            &["cannot read none.csdl: it does not exist"],
        ),
        ("out = \"crate\"", "", &["--out"]),
    ] {
        let zoo = Zoo::new();
        zoo.edit("slices.toml", from, to);
        zoo.run("generate").expect(2).complains(words);
        assert!(!zoo.path("crate").exists(), "{to}");
    }
    let zoo = Zoo::new();
    let (_, api) = CONFIG.split_once("[[api]]").unwrap();
    zoo.write("slices.toml", format!("{CONFIG}[[api]]{api}"));
    zoo.run("check")
        .expect(2)
        .complains(&["E0306", "again here", "first here"]);
    zoo.write("slices.toml", b"\xFF");
    zoo.run("check")
        .expect(2)
        .complains(&["slices.toml is not UTF-8"]);
    zoo.run_plain("check --config nowhere.toml")
        .expect(2)
        .complains(&["nowhere.toml"]);
}

#[test]
fn all_faults_come_in_one_run() {
    let zoo = Zoo::new();
    zoo.write(
        "slices.toml",
        "[crate]\nnam = \"zoo\"\n[[api]]\nmodule = 1\nroots = []\n",
    );
    zoo.run("generate")
        .expect(2)
        .complains(&["E0302", "E0303", "E0304", "E0307"]);
}

#[test]
fn faults_of_the_metadata() {
    for text in [
        "",
        "<html><body>Sign in</body></html>",
        "{\"openapi\": \"3.0\"}",
        &METADATA[..600],
        &METADATA.replace("Type=\"zoo.mood\"", "Type=\"zoo.mod\""),
        &METADATA.replace("</EnumType>", "</EnumTyp>"),
    ] {
        let zoo = Zoo::new();
        zoo.write("zoo.csdl", text);
        for command in [
            "generate",
            "check",
            "why animal",
            "slice --api v1 --from zoo.csdl",
        ] {
            zoo.run(command)
                .expect(3)
                .complains(&["error[E0", "zoo.csdl"]);
        }
        assert!(!zoo.path("crate").exists());
    }
    let zoo = Zoo::new();
    zoo.write("zoo.csdl", [0xFF, 0xFE, b'<', 0]);
    zoo.run("generate")
        .expect(3)
        .complains(&["E0101", "zoo.csdl"]);
}

#[test]
fn unknown_modules_name_the_known_ones() {
    let zoo = Zoo::new();
    for command in [
        "generate --api v2",
        "why x --api v2",
        "slice --from zoo.csdl --api v2",
    ] {
        zoo.run(command)
            .expect(2)
            .complains(&["no API `v2`", "`v1`"]);
    }
}
