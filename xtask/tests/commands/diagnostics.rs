//! How diagnostics are told: explained, as JSON, in colour.

use serde_json::{Value, json};

use super::{Outcome, Zoo};

impl Outcome {
    /// The lines of the standard error, each of which must be JSON.
    fn messages(&self) -> Vec<Value> {
        let lines = self.err.lines();
        lines
            .map(|line| serde_json::from_str(line).unwrap())
            .collect()
    }
}

#[test]
fn codes_are_explained() {
    let zoo = Zoo::new();
    zoo.run_plain("explain E0402").expect(0).says(&[
        "E0402: a root that matches nothing\n",
        "For example:\n\n    roots = [",
        "What to do: ",
    ]);
    zoo.run_plain("explain w0204").expect(0).says(&["W0204"]);
    zoo.run_plain("explain")
        .expect(0)
        .says(&["E0101  not UTF-8\n", "W0210  "]);
    zoo.run_plain("explain E0402a")
        .expect(2)
        .complains(&["there is no code `E0402a`", "did you mean `E0402`?"]);
    zoo.run_plain("explain nonsense")
        .expect(2)
        .complains(&["lists them"]);
}

#[test]
fn errors_name_the_command_that_explains_them() {
    let zoo = Zoo::new();
    zoo.edit("slices.toml", "\"*\"", "\"GET /animal\"");
    zoo.run("check").expect(2).complains(&[
        "did you mean `animals`?",
        "1 error; the command `explain E0402` tells more\n",
    ]);
}

#[test]
fn every_command_that_reads_inputs_tells_editors() {
    let zoo = Zoo::new();
    zoo.edit("slices.toml", "\"*\"", "\"GET /é/animal\"");
    let start = zoo.read("slices.toml").find('é').unwrap();
    for command in [
        "generate",
        "check",
        "why animal",
        "slice --api v1 --from zoo.csdl",
    ] {
        let outcome = zoo
            .run(&format!("{command} --message-format json"))
            .expect(2);
        let wanted = json!({
            "severity": "error",
            "code": "E0402",
            "message": "the service root has nothing called `é`",
            "hint": "the command `why NAME` tells where a name occurs",
            "file": "slices.toml",
            "spans": [{
                "byte_start": start, "byte_end": start + "é".len(),
                "line_start": 10, "column_start": 16,
                "line_end": 10, "column_end": 17,
                "is_primary": true,
                "label": "",
            }],
        });
        assert_eq!(outcome.messages(), [wanted], "{command}");
        assert_eq!(outcome.out, "");
    }
}

#[test]
fn editors_are_told_of_warnings_and_of_what_has_no_place() {
    let zoo = Zoo::new();
    let empty = r#"<EnumType Name="x1"/><EnumType Name="x2"/><EnumType Name="x3"/><EnumType"#;
    let text = zoo.read("zoo.csdl").replacen("<EnumType", empty, 1);
    zoo.write("zoo.csdl", text);
    let warnings = zoo
        .run("--message-format json generate")
        .expect(0)
        .messages();
    let codes: Vec<_> = warnings.iter().map(|warning| &warning["code"]).collect();
    assert_eq!(codes, ["W0204"; 3], "all of them");
    let [first, ..] = warnings.as_slice() else {
        panic!("three")
    };
    assert_eq!(
        (&first["severity"], &first["file"]),
        (&json!("warning"), &json!("zoo.csdl"))
    );

    let missing = zoo
        .run_plain("check --config none.toml --message-format json")
        .expect(2);
    let [message] = missing.messages().try_into().unwrap();
    assert_eq!(
        message["message"],
        "cannot read none.toml: it does not exist"
    );
    assert_eq!(
        (&message["code"], &message["spans"]),
        (&Value::Null, &json!([]))
    );
    zoo.run("check --message-format xml")
        .expect(2)
        .complains(&["human", "json"]);
}

/// Colours are for terminals, and not for those whose readers do not want any.
#[cfg(unix)]
#[test]
fn colours_on_terminals_only() {
    use std::io::Read as _;

    let zoo = Zoo::new();
    zoo.edit("slices.toml", "\"*\"", "\"GET /animal\"");
    let seen = |no_color: &str| {
        let terminal = nix::pty::openpty(None, None).unwrap();
        let mut command = zoo.command("check --config slices.toml");
        command.env_remove("CLICOLOR_FORCE").env("TERM", "xterm");
        command.env("NO_COLOR", no_color).stderr(terminal.slave);
        assert_eq!(command.status().unwrap().code(), Some(2));
        // Without a writer, reading fails at the end.
        drop(command);
        let mut seen = Vec::new();
        let _ = std::fs::File::from(terminal.master).read_to_end(&mut seen);
        String::from_utf8(seen).unwrap()
    };
    let (coloured, plain) = (seen(""), seen("1"));
    assert!(
        coloured.contains("E0402") && coloured.contains('\u{1b}'),
        "{coloured:?}"
    );
    assert!(
        plain.contains("E0402") && !plain.contains('\u{1b}'),
        "{plain:?}"
    );
}
