//! The slice that is shipped, from CSDL and from OpenAPI.

use super::document::{drop_descriptions, parse};
use super::{difference, module, read, shared, tree};

#[test]
fn the_shipped_slice_is_the_same_from_openapi() {
    let csdl = tree(&read("schemas/slices.toml"), &read("schemas/v1.0.csdl")).unwrap();
    let openapi = tree(
        &read("schemas/openapi.toml"),
        &read("schemas/v1.0.openapi.yaml"),
    )
    .unwrap();
    let (left, right) = (module(&csdl), module(&openapi));
    assert!(left == right, "{}", difference(&left, &right));
    let written = read("generated/src/v1_0/models/rich_long_running_operation.rs");
    assert!(right.iter().any(|(_, text)| *text == written));
}

/// Microsoft's spelling. It has descriptions of its own; without any, the files are the same to the last byte.
#[test]
fn the_spelling_of_the_converter_gives_the_same() {
    let Some(document) = shared("openapi/graph-v1.0-operations.yaml") else {
        return;
    };
    let csdl = without_descriptions(&without_other_operations(&read("schemas/v1.0.csdl")));
    let csdl = tree(&settings(""), &csdl).unwrap();
    assert!(tree(&settings(FACTS), &document).is_ok());
    let mut document = parse(&document);
    drop_descriptions(&mut document);
    let openapi = tree(&settings(FACTS), &document.to_string()).unwrap();
    let (left, right) = (module(&csdl), module(&openapi));
    assert!(left == right, "{}", difference(&left, &right));
}

/// What the document does not say.
const FACTS: &str = r#"
[[api.patch]]
target = "microsoft.graph.entity"
abstract = true
why = "OpenAPI cannot say that a type is abstract"

[[api.patch]]
target = "microsoft.graph.publicInnerError"
open-type = true
why = "the document does not say that a type is open"
"#;

fn settings(facts: &str) -> String {
    format!(
        r#"
[crate]
name = "operations"

[[api]]
module = "v1_0"
service = "v1.0"
metadata = "any"
roots = [
    "GET /sites/{{id}}/operations",
    "GET /sites/{{id}}/operations/{{id}}",
    "GET /users/{{id}}/authentication/operations",
    "GET /users/{{id}}/authentication/operations/{{id}}",
    "POST /users/{{id}}/authentication/methods/{{id}}/resetPassword",
]

[[api.operation-status]]
type = "microsoft.graph.longRunningOperation"
status = "status"
succeeded = ["succeeded"]
failed = ["failed"]
percentage = ["percentageComplete"]

[[api.long-running]]
action = "microsoft.graph.resetPassword"
answer = "microsoft.graph.longRunningOperation"
{facts}"#
    )
}

/// The metadata without the types that the document leaves out, and without what leads to them.
fn without_other_operations(csdl: &str) -> String {
    let left_out = [
        "attackSimulationOperation",
        "attackSimulationRoot",
        "employeeExperience",
        "engagementAsyncOperation",
        "security",
    ];
    let mut kept = String::new();
    let mut until = None;
    for line in csdl.lines() {
        let tag = line.trim_start();
        let starts = left_out.iter().any(|name| {
            ["EntityType", "Singleton"]
                .iter()
                .any(|element| tag.starts_with(&format!("<{element} Name=\"{name}\"")))
        });
        if until.is_none() && starts {
            let element = tag[1..].split(' ').next().unwrap();
            until = Some(format!("</{element}>"));
        }
        match &until {
            Some(end) if tag == end => until = None,
            Some(_) => {}
            None => kept.extend([line, "\n"]),
        }
    }
    kept
}

/// The metadata without what is only for people to read.
fn without_descriptions(csdl: &str) -> String {
    let describes = |line: &&str| line.contains("Description\"");
    let lines = csdl.lines().filter(|line| !describes(line));
    lines.flat_map(|line| [line, "\n"]).collect()
}
