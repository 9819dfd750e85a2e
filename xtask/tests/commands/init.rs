//! `init`

use crate::{METADATA, Zoo};

/// The runtime of this repository.
const RUNTIME: &str = concat!("--runtime ", env!("CARGO_MANIFEST_DIR"), "/../runtime");

fn empty() -> Zoo {
    let zoo = Zoo::new();
    std::fs::remove_file(zoo.path("slices.toml")).unwrap();
    zoo
}

#[test]
fn what_it_writes_can_be_generated() {
    let zoo = empty();
    let mut init = zoo.command(&format!(
        "init {RUNTIME} --metadata zoo.csdl --name zoo-client"
    ));
    let output = init.arg("GET /animals").output().unwrap();
    let expected = "wrote slices.toml\n\nNext:\n  msgraph-codegen generate\n  cargo check --manifest-path zoo-client/Cargo.toml\n";
    assert_eq!(String::from_utf8(output.stdout).unwrap(), expected);
    let text = zoo.read("slices.toml");
    for line in [
        "module = \"zoo\"",
        "service = \"\" #",
        "    \"GET /animals\",",
        "runtime = { path = \"",
    ] {
        assert!(text.contains(line), "{line}\n{text}");
    }
    zoo.run_plain("generate").expect(0);
    assert!(
        zoo.read("zoo-client/src/zoo/mod.rs")
            .contains("pub fn animals(")
    );
    zoo.run_plain("check").expect(0);
}

#[test]
fn versions_of_graph_are_known() {
    let zoo = empty();
    zoo.write("beta.csdl", METADATA);
    zoo.run_plain(&format!("init {RUNTIME} --metadata beta.csdl *"))
        .expect(0);
    let text = zoo.read("slices.toml");
    assert!(
        text.contains("module = \"beta\"\nservice = \"beta\" #"),
        "{text}"
    );
}

#[test]
fn other_services_are_called_as_the_standard_says() {
    let zoo = empty();
    zoo.run_plain(&format!("init {RUNTIME} --metadata zoo.csdl *"))
        .expect(0);
    let text = zoo.read("slices.toml");
    assert!(text.contains("conventions = \"odata\" #"), "{text}");
    zoo.run_plain("generate").expect(0);
    let surface = zoo.read("graph/api.txt");
    assert!(surface.contains("= ({id})"), "{surface}");
    for (file, metadata, is_odata) in [
        (
            "slice.csdl",
            METADATA.replace("Namespace=\"zoo\"", "Namespace=\"microsoft.graph\""),
            false,
        ),
        ("beta.csdl", METADATA.to_owned(), false),
        (
            "keys.yaml",
            "openapi: 3.0.4\npaths: { \"/cats('{id}')\": {} }\ncomponents: { schemas: {} }\n"
                .to_owned(),
            true,
        ),
        (
            "segments.yaml",
            "openapi: 3.0.4\npaths: { '/cats/{id}': {} }\ncomponents: { schemas: {} }\n".to_owned(),
            false,
        ),
    ] {
        std::fs::remove_file(zoo.path("slices.toml")).unwrap();
        zoo.write(file, &metadata);
        zoo.run_plain(&format!("init {RUNTIME} --metadata {file} *"))
            .expect(0);
        let text = zoo.read("slices.toml");
        assert_eq!(text.contains("conventions"), is_odata, "{file}: {text}");
    }
}

#[test]
fn openapi_says_where_the_service_is() {
    let zoo = empty();
    let document = "openapi: 3.0.4\nservers: [{ url: 'https://graph.microsoft.us/beta/' }]\npaths: {}\ncomponents: { schemas: { zoo.animal: { type: object } } }\n";
    zoo.write("zoo.yaml", document);
    zoo.run_plain(&format!("init {RUNTIME} --metadata zoo.yaml *"))
        .expect(0);
    let text = zoo.read("slices.toml");
    assert!(
        text.contains("service = \"beta\" #") && text.contains("clouds = [\"UsGovernmentL4\"] #"),
        "{text}"
    );
    zoo.run_plain("generate").expect(0);
    std::fs::remove_file(zoo.path("slices.toml")).unwrap();
    zoo.run_plain(&format!(
        "init {RUNTIME} --metadata zoo.yaml * --service v2"
    ))
    .expect(0);
    assert!(zoo.read("slices.toml").contains("service = \"v2\" #"));
}

#[test]
fn it_lies_beside_the_metadata() {
    let zoo = empty();
    zoo.write("schemas/zoo.csdl", METADATA);
    zoo.run_plain(&format!(
        "init {RUNTIME} --metadata schemas/zoo.csdl * --module animals"
    ))
    .expect(0);
    let text = zoo.read("schemas/slices.toml");
    assert!(text.contains("out = \"../graph\"\n"), "{text}");
    assert!(text.contains("metadata = \"zoo.csdl\"\n"), "{text}");
    zoo.run_plain("generate").expect(0);
    assert!(zoo.path("graph/src/animals/mod.rs").exists());
}

#[test]
fn nothing_is_written_over_or_amiss() {
    let zoo = Zoo::new();
    let before = zoo.read("slices.toml");
    let outcome = zoo
        .run_plain(&format!("init {RUNTIME} --metadata zoo.csdl *"))
        .expect(2);
    assert_eq!(
        outcome.err,
        "error: slices.toml is there already; add your roots to it\n"
    );
    assert_eq!(zoo.read("slices.toml"), before);

    let zoo = empty();
    for (line, message) in [
        (
            "init --metadata none.csdl *",
            "cannot read none.csdl: it does not exist",
        ),
        (
            "init --metadata zoo.csdl * --name 9",
            "it must start with an ASCII letter",
        ),
        ("init --metadata zoo.csdl", "<ROOT>..."),
    ] {
        let outcome = zoo.run_plain(&format!("{line} {RUNTIME}")).expect(2);
        assert!(outcome.err.contains(message), "{}", outcome.err);
        assert!(!zoo.path("slices.toml").exists());
    }
}

#[test]
fn presets_are_listed_and_can_be_put_together() {
    let zoo = empty();
    let list = zoo.run_plain("init --list").expect(0).out;
    assert_eq!(list.lines().count(), 16);
    assert!(
        list.contains("\nmail           Messages, folders and attachments"),
        "{list}"
    );

    let init =
        format!("init {RUNTIME} --preset todo --preset subscriptions type:microsoft.graph.user");
    let said = zoo.run_plain(&init).expect(0).out;
    assert!(
        said.starts_with(
            "wrote schemas/slices.toml\n\nNext:\n  curl --create-dirs -o schemas/v1.0.csdl "
        ),
        "{said}"
    );
    let text = zoo.read("schemas/slices.toml");
    for part in [
        "metadata = \"v1.0.csdl\"\n",
        "    # subscriptions\n    \"GET /subscriptions\",\n",
        "    # todo\n    \"GET /me/todo/lists\",\n",
        "    \"type:microsoft.graph.user\",\n]\n\n[[api.permission]]\n",
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
    let unknown = empty()
        .run_plain("init --preset mial --runtime 0.1")
        .expect(2);
    assert!(
        unknown
            .err
            .contains("there is no preset `mial`; did you mean `mail`?"),
        "{}",
        unknown.err
    );
}

#[test]
fn the_runtime_is_a_folder_a_commit_or_a_version() {
    for (place, expected) in [
        (
            "https://example.com/r#1f2e",
            "git = \"https://example.com/r\", rev = \"1f2e\"",
        ),
        ("0.4", "version = \"0.4\""),
    ] {
        let zoo = empty();
        zoo.run_plain(&format!("init --metadata zoo.csdl * --runtime {place}"))
            .expect(0);
        let expected = format!("{{ {expected} }}");
        assert!(
            zoo.read("slices.toml")
                .contains(&format!("runtime = {expected}\n"))
        );
        zoo.run_plain("generate").expect(0);
        let manifest = zoo.read("graph/Cargo.toml");
        assert!(
            manifest.contains(&expected.replace(" }", ", default-features = false }")),
            "{manifest}"
        );
    }
    let zoo = empty();
    for (place, message) in [
        ("https://example.com/r", "names no commit"),
        (
            "nowhere",
            "cannot read nowhere/Cargo.toml: it does not exist",
        ),
    ] {
        let outcome = zoo
            .run_plain(&format!("init --metadata zoo.csdl * --runtime {place}"))
            .expect(2);
        assert!(outcome.err.contains(message), "{}", outcome.err);
    }
    zoo.write(
        "slices.toml",
        crate::CONFIG.replace("runtime = { path = \"runtime\" }\n", ""),
    );
    let outcome = zoo.run_plain("generate").expect(2);
    assert!(
        outcome.err.contains("does not say where msgraph-core is"),
        "{}",
        outcome.err
    );
}
