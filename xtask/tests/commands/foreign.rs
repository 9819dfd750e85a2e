//! What metadata and files are called is text, not a command of the CI or the terminal that shows it.

use super::{METADATA, Outcome, Zoo};

/// As an attribute of XML.
const XML: &str = "a&#10;::error::b&#13; ##[error]c ##vso[d]e &#x202E;&#x9B;31m";
/// As a string of JSON and TOML.
const JSON: &str = r"a\n::error::b\r ##[error]c ##vso[d]e \u202E\u009B31m\u001B[31m";

const FORMS: [&str; 5] = ["text", "markdown", "json", "html", "github"];

/// A zoo in which a type, a member, a property, an action, a set and texts of annotations are called so.
fn hostile() -> String {
    let annotation =
        format!(r#"<Annotation Term="Org.OData.Core.V1.Description" String="{XML}"/>"#);
    METADATA
        .replace("zoo.cage", &format!("zoo.{XML}"))
        .replace("\"cage\"", &format!("\"{XML}\""))
        .replace("\"angry\"", &format!("\"{XML}\""))
        .replace("\"animals\"", &format!("\"{XML}\""))
        .replace("Name=\"mood\" Type=\"zoo.mood\"/>", &format!("Name=\"{XML}2\" Type=\"zoo.mood\">{annotation}</Property>"))
        .replace("<EntityContainer ", &format!("<Action Name=\"{XML}3\" IsBound=\"true\"><Parameter Name=\"{XML}\" Type=\"zoo.animal\"/></Action><EntityContainer "))
}

#[track_caller]
fn is_harmless(command: &str, text: &str) {
    for line in text.lines() {
        let line = line.trim_start();
        let is_ours = ["error ", "warning ", "notice "]
            .iter()
            .any(|level| command.contains("github") && line.starts_with(&format!("::{level}")));
        let is_place = line.starts_with("::: ");
        assert!(
            is_ours || is_place || !line.starts_with("::"),
            "{command}: {line}"
        );
        for start in ["##[", "##vso["] {
            assert!(!line.contains(start), "{command}: {line}");
        }
    }
    let hidden = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
    assert!(!text.contains(hidden), "{command}: {text:?}");
}

#[track_caller]
fn harmless(command: &str, outcome: &Outcome) {
    for text in [&outcome.out, &outcome.err] {
        is_harmless(command, text);
    }
}

fn zoo() -> Zoo {
    let zoo = Zoo::new();
    zoo.write("zoo.csdl", hostile());
    zoo
}

#[test]
fn names_are_text_in_every_form() {
    let zoo = zoo();
    zoo.write("old.csdl", METADATA);
    let metadata = zoo.read("zoo.csdl");
    zoo.write("upstream.csdl", &metadata);
    let mut commands: Vec<_> = [
        "generate",
        "check",
        "slice --api v1 --from zoo.csdl",
        "permissions",
        "why moo",
        "why animal",
        "refresh --from upstream.csdl",
    ]
    .map(str::to_owned)
    .into();
    commands.extend(["tree", "mermaid", "svg", "html"].map(|form| format!("show --format {form}")));
    for form in FORMS {
        commands.push(format!(
            "drift old.csdl zoo.csdl --scope all --format {form}"
        ));
        commands.push(format!(
            "drift zoo.csdl old.csdl --scope all --format {form} --output {form}=out"
        ));
    }
    let mut seen = String::new();
    for command in commands {
        for messages in ["human", "json"] {
            let outcome = zoo.run(&format!("{command} --message-format {messages}"));
            assert!(outcome.code < Some(2), "{command}: {}", outcome.err);
            harmless(&command, &outcome);
            seen.push_str(&outcome.out);
        }
        if command.contains("--output") {
            is_harmless(&command, &zoo.read("out").replace('\u{200b}', ""));
        }
    }
    assert!(seen.contains("error::b"), "they were shown");
    // Whoever reads the slice reads the same names.
    zoo.write("zoo.csdl", metadata);
    let sliced = zoo.run("slice --api v1 --from zoo.csdl").expect(0).out;
    zoo.write("sliced.csdl", &sliced);
    zoo.run_plain("drift zoo.csdl sliced.csdl --scope all")
        .expect(0)
        .says(&["Nothing changed."]);
}

#[test]
fn names_are_text_in_diagnostics() {
    let zoo = Zoo::new();
    zoo.edit(
        "slices.toml",
        "roots = [\"*\"]",
        &format!("roots = [\"type:{JSON}\", \"GET /{JSON}\", \"*\"]"),
    );
    for command in ["generate", "show", "drift", "why moo"] {
        for messages in ["human", "json"] {
            let outcome = zoo.run(&format!("{command} --message-format {messages}"));
            harmless(command, &outcome);
        }
    }
    let zoo = self::zoo();
    zoo.edit(
        "zoo.csdl",
        "Type=\"zoo.mood\"",
        &format!("Type=\"zoo.{XML}none\""),
    );
    // The excerpt is the text of the file, not of the attribute.
    zoo.edit(
        "zoo.csdl",
        "<EntityContainer ",
        "<!-- ##[error]x \u{202e} --><EntityContainer Bad=\"##[error]y\" ",
    );
    for messages in ["human", "json"] {
        let outcome = zoo
            .run(&format!("generate --message-format {messages}"))
            .expect(3);
        assert!(outcome.err.contains("error"), "{}", outcome.err);
        harmless("generate", &outcome);
    }
}

#[test]
fn permissions_and_examples_are_text() {
    let zoo = Zoo::new();
    let permission =
        format!(r#"{{"permissions": {{"{JSON}": {{"schemes": {{}}, "pathSets": []}}}}}}"#);
    zoo.write("permissions.json", permission);
    harmless(
        "permissions",
        &zoo.run("permissions --permissions permissions.json"),
    );
    zoo.edit(
        "slices.toml",
        "roots",
        &format!("permissions = {{ \"GET /animals\" = {{ delegated = [\"{JSON}\"] }} }}\nroots"),
    );
    harmless("permissions", &zoo.run("permissions"));
    let example = format!(r#"{{"id":"{JSON}","odata_type":"zoo.{JSON}","body":{{"{JSON}":1}}}}"#);
    zoo.write("examples.jsonl", format!("{example}\n{{\"{JSON}\":\n"));
    harmless(
        "examples",
        &zoo.run_plain("examples --metadata zoo.csdl --examples examples.jsonl"),
    );
}

#[cfg(unix)]
#[test]
fn names_of_files_are_text() {
    let name = "a\n::error::b ##[error]c \u{1b}[31m\u{202e}";
    let zoo = Zoo::generated();
    zoo.write(&format!("crate/src/{name}.rs"), "");
    zoo.write(&format!("all/{name}.csdl"), METADATA);
    for command in ["generate", "check", "conformance all --no-compile"] {
        let outcome = if command.starts_with("conf") {
            zoo.run_plain(command)
        } else {
            zoo.run(command)
        };
        let outcome = outcome.expect(0);
        harmless(command, &outcome);
        outcome.says(&["error::b # [error]c"]);
    }
    zoo.write(
        "crate/src/v1/models/mood.rs",
        "::error::a\n\u{1b}[31m##[error]\u{202e}\n",
    );
    for arguments in [
        vec!["check"],
        vec!["generate"],
        vec!["show", "--api", name],
        vec!["drift", name, "b.csdl"],
        vec![name],
    ] {
        let output = zoo.command("").args(&arguments).output().unwrap();
        for text in [output.stdout, output.stderr] {
            is_harmless(arguments[0], &String::from_utf8(text).unwrap());
        }
    }
}

#[test]
fn what_is_asked_for_is_quoted_for_toml() {
    let zoo = zoo();
    std::fs::remove_file(zoo.path("slices.toml")).unwrap();
    let root = "type:zoo.mood\"]\nx = \"\\ ##[error] \u{202e}\u{7f}";
    let mut init = zoo.command("init --runtime 0.1 --metadata zoo.csdl --service");
    let output = init.args(["v1\"\n", root]).output().unwrap();
    is_harmless("init", &String::from_utf8(output.stderr).unwrap());
    assert!(!zoo.path("slices.toml").exists(), "no such service");
    let output = zoo
        .command("init --runtime 0.1 --metadata zoo.csdl")
        .arg(root)
        .output()
        .unwrap();
    is_harmless("init", &String::from_utf8(output.stderr).unwrap());
    // Refused for what it says or written as it is, but never as another key.
    if let Ok(text) = std::fs::read_to_string(zoo.path("slices.toml")) {
        let table = toml::de::DeTable::parse(&text).unwrap();
        assert!(
            text.contains("\\u202E") || text.contains("\\U0000202E"),
            "{text}"
        );
        assert!(!table.get_ref().contains_key("x"));
    }
}
