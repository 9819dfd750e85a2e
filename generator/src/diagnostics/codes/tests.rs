use std::collections::BTreeSet;
use std::path::PathBuf;

use super::Code;
use crate::config::Config;
use crate::diagnostics::{Diagnostics, Source};

/// Every code that stands in the sources is in a table, and the other way round.
#[test]
fn the_tables_are_complete() {
    let mut used = BTreeSet::new();
    let sources = concat!(env!("CARGO_MANIFEST_DIR"), "/src");
    let mut folders = vec![PathBuf::from(sources)];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() && !path.ends_with("codes") {
                folders.push(path);
            } else if path.is_file() && !path.ends_with("codes.rs") && !path.ends_with("tests.rs") {
                let text = std::fs::read_to_string(&path).unwrap();
                used.extend(text.split('"').filter(|s| is_code(s)).map(String::from));
            }
        }
    }
    let listed: Vec<_> = Code::all().map(|c| c.code).collect();
    assert!(listed.is_sorted(), "the tables are sorted");
    assert_eq!(used.iter().map(String::as_str).collect::<Vec<_>>(), listed);
}

fn is_code(text: &str) -> bool {
    let digits = text.strip_prefix(['E', 'W']);
    digits.is_some_and(|digits| digits.len() == 4 && digits.bytes().all(|b| b.is_ascii_digit()))
}

#[test]
fn every_code_is_explained() {
    for code in Code::all() {
        let Code {
            explanation,
            remedy,
            ..
        } = code;
        assert!(
            explanation.ends_with('.') && explanation.len() > 30,
            "{code:?}"
        );
        assert!(remedy.ends_with('.') && remedy.len() > 7, "{code:?}");
    }
}

/// What cannot be shown on a page: bytes, and what is too large.
const WITHOUT_EXAMPLE: [&str; 8] = [
    "E0101", "E0102", "E0108", "E0214", "E0215", "E0216", "E0309", "W0102",
];

#[test]
fn every_example_is_one() {
    for code in Code::all() {
        let without = WITHOUT_EXAMPLE.contains(&code.code);
        assert_eq!(code.example.is_empty(), without, "{code:?}");
        if !without {
            let found = findings(code.example);
            assert!(found.contains(&code.code), "{}: {found:?}", code.code);
        }
    }
}

#[test]
fn a_page_has_all_of_it() {
    let page = Code::find("E0402").unwrap().to_string();
    assert!(page.starts_with("E0402: a root that matches nothing\n\nThe metadata has"));
    assert!(page.contains("\n    roots = [\"GET /user/{id}"), "{page}");
    assert!(page.contains("\nWhat to do: "), "{page}");
    assert!(page.lines().all(|line| line.len() < 100), "{page}");
    assert_eq!(Code::find("W02o1"), Err(Some("W0201")));
    assert_eq!(Code::find("zzz"), Err(None));
}

/// The codes of what is wrong in an example.
fn findings(example: &str) -> Vec<&'static str> {
    let openapi = ["swagger:", "components:", "paths:", "# "];
    let diagnostics = if openapi.iter().any(|start| example.starts_with(start)) {
        findings_in_openapi(example)
    } else if example.starts_with('<') {
        findings_in_metadata(example)
    } else {
        findings_in_configuration(example)
    };
    diagnostics.sorted().iter().map(|d| d.code).collect()
}

fn findings_in_metadata(example: &str) -> Diagnostics {
    let settings = "[crate]\nname = \"example\"\n[[api]]\nmodule = \"v1_0\"\nservice = \"v1.0\"\n\
                    metadata = \"x.csdl\"\nroots = [\"*\"]\n";
    let metadata = Source::new("x.csdl".to_owned(), document(example));
    let config = Config::parse(settings).unwrap();
    crate::generate(&config, &[metadata], &crate::Surroundings::default()).diagnostics
}

/// The first line may be a comment with what is said in `slices.toml`.
fn findings_in_openapi(example: &str) -> Diagnostics {
    let comment = example
        .strip_prefix("# ")
        .and_then(|rest| rest.lines().next());
    let setting = comment.unwrap_or_default();
    let roots = if setting.starts_with("roots") {
        setting
    } else {
        "roots = [\"*\"]"
    };
    let openapi = if setting.starts_with("namespace") {
        setting
    } else {
        ""
    };
    let settings = format!(
        "[crate]\nname = \"example\"\n[[api]]\nmodule = \"v1_0\"\nservice = \"v1.0\"\n\
         metadata = \"api.yaml\"\n{roots}\n[api.openapi]\n{openapi}\n"
    );
    let version = if example.starts_with("swagger") {
        ""
    } else {
        "openapi: 3.0.4\n"
    };
    let metadata = Source::new("api.yaml", format!("{version}{example}\n"));
    let config = Config::parse(&settings).unwrap();
    crate::generate(&config, &[metadata], &crate::Surroundings::default()).diagnostics
}

/// An example that is a part of a document, with the rest of it.
fn document(example: &str) -> String {
    const ODATA: &str = "http://docs.oasis-open.org/odata/ns";
    if ["<?xml", "<html", "<Edmx"]
        .iter()
        .any(|root| example.starts_with(root))
    {
        return example.to_owned();
    }
    let (references, schema) = example.split_once("\n...\n").unwrap_or(("", example));
    let schemas = if schema.starts_with("<Schema") {
        let namespace = format!("xmlns=\"{ODATA}/edm\" Namespace");
        schema.replace("Namespace", &namespace)
    } else {
        format!("<Schema Namespace=\"zoo\" Alias=\"self\" xmlns=\"{ODATA}/edm\">{schema}</Schema>")
    };
    format!(
        "<?xml version=\"1.0\"?><edmx:Edmx Version=\"4.0\" xmlns:edmx=\"{ODATA}/edmx\">{references}\
         <edmx:DataServices>{schemas}</edmx:DataServices></edmx:Edmx>"
    )
}

fn findings_in_configuration(example: &str) -> Diagnostics {
    let config = match Config::parse(&configuration(example)) {
        Ok(config) => config,
        Err(diagnostics) => return diagnostics,
    };
    let schemas = concat!(env!("CARGO_MANIFEST_DIR"), "/../schemas/v1.0.csdl");
    let metadata = Source::new("v1.0.csdl", std::fs::read_to_string(schemas).unwrap());
    crate::generate(&config, &[metadata], &crate::Surroundings::default()).diagnostics
}

/// An example that is a part of `slices.toml`, with the rest of it.
fn configuration(example: &str) -> String {
    const API: &str =
        "module = \"v1_0\"\nservice = \"v1.0\"\nmetadata = \"v1.0.csdl\"\nroots = [\"*\"]";
    let is_said = |line: &&str| {
        let key = line.split(" = ").next().unwrap_or_default();
        example
            .lines()
            .any(|line| line.split(" = ").next() == Some(key))
    };
    let rest: Vec<_> = API.lines().filter(|line| !is_said(line)).collect();
    let rest = rest.join("\n");
    let api = if example.starts_with("[[api]]") {
        example.to_owned()
    } else if example.starts_with('[') {
        format!("[[api]]\n{API}\n{example}")
    } else {
        format!("[[api]]\n{rest}\n{example}")
    };
    format!("[crate]\nname = \"example\"\n{api}\n")
}
