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

mod values {
    pub(super) const CSDL: &str = r#"<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">
<edmx:DataServices><Schema Namespace="zoo" xmlns="http://docs.oasis-open.org/odata/ns/edm">
  <EnumType Name="diet"><Member Name="plants" Value="0"/><Member Name="meat" Value="1"/></EnumType>
  <EntityType Name="animal"><Key><PropertyRef Name="id"/></Key>
    <Property Name="id" Type="Edm.Int32" Nullable="false"/><Property Name="name" Type="Edm.String"/>
    <Property Name="cries" Type="Collection(Edm.String)" Nullable="false"/><Property Name="diet" Type="zoo.diet"/>
    <Property Name="photo" Type="Edm.Stream"/>
  </EntityType>
  <Function Name="translated" IsBound="true"><Parameter Name="bindingParameter" Type="Edm.String"/>
    <Parameter Name="culture" Type="Edm.String"/><ReturnType Type="Edm.String"/></Function>
  <Function Name="loudest" IsBound="true"><Parameter Name="bindingParameter" Type="Collection(Edm.String)"/>
    <ReturnType Type="Edm.String"/></Function>
  <Action Name="fill" IsBound="true"><Parameter Name="bindingParameter" Type="zoo.diet"/></Action>
  <Action Name="crop" IsBound="true"><Parameter Name="bindingParameter" Type="Edm.Stream"/></Action>
  <EntityContainer Name="Keeper"><EntitySet Name="animals" EntityType="zoo.animal"/></EntityContainer>
</Schema></edmx:DataServices></edmx:Edmx>"#;
    pub(super) const OPENAPI: &str = r"
openapi: 3.0.4
info: {title: zoo, version: v1.0}
paths:
  /animals: {get: {responses: {'200': {$ref: '#/components/responses/animals'}}}}
  /animals/{id}:
    parameters: [{name: id, in: path, required: true, schema: {type: integer, format: int32}}]
    get: {responses: {'200': {content: {application/json: {schema: {$ref: '#/components/schemas/zoo.animal'}}}}}}
  /animals/{id}/name: {get: {responses: {'200': {$ref: '#/components/responses/text'}}}}
  /animals/{id}/name/zoo.translated(culture={culture}):
    get:
      parameters: [{name: culture, in: path, required: true, schema: {type: string, nullable: true}}]
      responses: {'200': {$ref: '#/components/responses/text'}}
  /animals/{id}/cries/zoo.loudest(): {get: {responses: {'200': {$ref: '#/components/responses/text'}}}}
  /animals/{id}/diet/zoo.fill: {post: {responses: {'204': {description: done}}}}
  /animals/{id}/diet/$value: {get: {responses: {'200': {content: {text/plain: {schema: {type: string}}}}}}}
  /animals/{id}/photo: {get: {responses: {'200': {content: {application/octet-stream: {}}}}}}
  /animals/{id}/photo/zoo.crop: {post: {responses: {'204': {description: done}}}}
components:
  responses:
    animals: {content: {application/json: {schema: {type: object, properties: {
      value: {type: array, items: {$ref: '#/components/schemas/zoo.animal'}}}}}}}
    text: {content: {application/json: {schema: {type: object, properties: {
      value: {type: string, nullable: true}}}}}}
  schemas:
    zoo.diet: {type: string, enum: [plants, meat]}
    zoo.animal:
      type: object
      properties:
        id: {type: integer, format: int32}
        name: {type: string, nullable: true}
        cries: {type: array, items: {type: string}}
        diet: {anyOf: [{$ref: '#/components/schemas/zoo.diet'}], nullable: true}
";
    pub(super) const SETTINGS: &str = r#"
[crate]
name = "zoo"

[[api]]
module = "v1_0"
service = "v1.0"
metadata = "any"
roots = [
    "GET /animals/{id}",
    "GET /animals/{id}/name",
    "GET /animals/{id}/name/zoo.translated(culture={culture})",
    "GET /animals/{id}/cries/zoo.loudest()",
    "POST /animals/{id}/diet/zoo.fill",
    "GET /animals/{id}/diet/$value",
    "GET /animals/{id}/photo",
    "POST /animals/{id}/photo/zoo.crop",
]
"#;
}

/// Operations on values of primitive and enumeration types, on collections of them, and on streams.
#[test]
fn operations_on_values_are_the_same_from_openapi() {
    let [left, right] =
        [values::CSDL, values::OPENAPI].map(|text| module(&tree(values::SETTINGS, text).unwrap()));
    assert!(left == right, "{}", difference(&left, &right));
    let paths: Vec<_> = left.iter().map(|(path, _)| path.as_str()).collect();
    assert!(
        paths.contains(&"src/v1_0/edm/requests/string.rs"),
        "{paths:?}"
    );
}
