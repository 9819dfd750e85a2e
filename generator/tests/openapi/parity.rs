//! The slice that is shipped, from CSDL and from OpenAPI.

use super::{Files, difference, module, read, shared, tree};

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

/// Microsoft's spelling, and its descriptions: without documentation, the code is the same.
#[test]
fn the_spelling_of_the_converter_gives_the_same_code() {
    let Some(document) = shared("openapi/graph-v1.0-operations.yaml") else {
        return;
    };
    let csdl = tree(
        &settings(""),
        &without_other_operations(&read("schemas/v1.0.csdl")),
    )
    .unwrap();
    let openapi = tree(&settings(FACTS), &document).unwrap();
    let (left, right) = (code(&module(&csdl)), code(&module(&openapi)));
    assert!(left == right, "{}", difference(&left, &right));
}

/// What the document does not say.
const FACTS: &str = r#"
[[api.patch]]
target = "microsoft.graph.entity"
abstract = true
why = "OpenAPI cannot say that a type is abstract"
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

/// The files without documentation.
fn code(files: &Files) -> Files {
    let is_code = |line: &&str| !line.trim_start().starts_with("//");
    let without = |text: &str| {
        text.lines()
            .filter(is_code)
            .flat_map(|line| [line, "\n"])
            .collect()
    };
    files
        .iter()
        .map(|(path, text)| (path.clone(), without(text)))
        .collect()
}
