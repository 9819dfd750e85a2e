//! Parity can fail: whatever changes in a description shows, but its order.

use serde_json::{Value, json};

use super::document::{property, reversed, shipped};
use super::{Files, module, read, run, tree};
use Edit::{Drop, Rename, Reverse, Set};
use Effect::{Code, Error, Warning};

fn files(document: &str) -> Result<Files, String> {
    tree(&read("schemas/openapi.toml"), document).map(|tree| module(&tree))
}

#[test]
fn json_and_any_order_are_the_same() {
    let yaml = files(&read("schemas/v1.0.openapi.yaml")).unwrap();
    let document = shipped();
    assert!(files(&document.to_string()).unwrap() == yaml);
    assert!(files(&reversed(&document)).unwrap() == yaml);
    let mut lists = document;
    reverse_lists(&mut lists);
    assert!(files(&lists.to_string()).unwrap() == yaml);
}

/// The order in lists has no meaning either, but in `enum`: it stands for the numbers of members.
pub(crate) fn reverse_lists(value: &mut Value) {
    match value {
        Value::Array(items) => {
            items.reverse();
            items.iter_mut().for_each(reverse_lists);
        }
        Value::Object(members) => {
            let others = members.iter_mut().filter(|(key, _)| *key != "enum");
            others.for_each(|(_, value)| reverse_lists(value));
        }
        _ => {}
    }
}

/// The same in the words of OpenAPI 3.1.
#[test]
fn version_3_1_is_the_same() {
    let mut document = shipped();
    let yaml = files(&document.to_string()).unwrap();
    change(&mut document, "/openapi", &Set(r#""3.1.1""#));
    assert!(modernize(&mut document) > 20);
    assert!(files(&document.to_string()).unwrap() == yaml);
}

/// `nullable` becomes `type: [.., 'null']`; tells how often.
fn modernize(value: &mut Value) -> usize {
    match value {
        Value::Object(members) => {
            let mut changes = members.values_mut().map(modernize).sum();
            if members.remove("nullable").is_some() {
                changes += 1;
                let ty = members["type"].take();
                members["type"] = if ty == "object" {
                    json!("null")
                } else {
                    json!([ty, "null"])
                };
            }
            changes
        }
        Value::Array(items) => items.iter_mut().map(modernize).sum(),
        _ => 0,
    }
}

/// A change of a description.
enum Edit {
    Set(&'static str),
    Drop,
    Rename(&'static str),
    Reverse,
}

/// What a change must do: give other code, a warning, or an error.
enum Effect {
    Code,
    Warning(&'static str),
    Error(&'static str),
}

/// What is changed, its JSON pointer, or what follows `/components/schemas/microsoft.graph.` in it, how, and what must
/// come of it.
#[rustfmt::skip] // a table
const CHANGES: &[(&str, &str, Edit, Effect)] = &[
    ("rename a property", "publicError/properties/target", Rename("about"), Code),
    ("drop a property", "publicError/properties/target", Drop, Code),
    ("retype a property", "longRunningOperation/allOf/1/properties/createdDateTime/format", Set(r#""date""#), Code),
    ("make a property a number", "publicError/properties/code/type", Set(r#""integer""#), Code),
    ("make a property a list", "publicError/properties/code", Set(r#"{ "type": "array", "items": { "type": "string" } }"#), Code),
    ("forbid null", "publicError/properties/code/nullable", Drop, Code),
    ("allow null", "attackSimulationOperation/allOf/1/properties/percentageCompleted/nullable", Set("true"), Code),
    ("change a description", "publicError/properties/code/description", Set(r#""Something else.""#), Code),
    ("deprecate a property", "publicError/properties/code/deprecated", Set("true"), Code),
    ("rename a member of an enumeration", "longRunningOperationStatus/enum/0", Set(r#""waiting""#), Code),
    ("drop a member of an enumeration", "longRunningOperationStatus/enum/1", Drop, Code),
    ("number members otherwise", "longRunningOperationStatus/enum", Reverse, Code),
    ("make an enumeration a set", "longRunningOperationStatus/x-ms-enum-flags", Set(r#"{ "isFlags": true }"#), Code),
    ("open a type", "publicError/additionalProperties", Set("true"), Code),
    ("change a base", "richLongRunningOperation/allOf/0/$ref", Set(r##""#/components/schemas/microsoft.graph.entity""##), Error("E0404")),
    ("rename a type", "publicErrorDetail", Rename("microsoft.graph.detail"), Error("E0506")),
    ("drop a type", "publicErrorDetail", Drop, Error("E0506")),
    ("drop a path", "/paths/~1sites~1{site-id}~1operations", Drop, Error("E0512")),
    ("drop a request", "/paths/~1sites~1{site-id}~1operations/get", Drop, Error("E0512")),
    ("rename a parameter", "/components/requestBodies/microsoft.graph.resetPassword/content/application~1json/schema/properties/newPassword", Rename("password"), Code),
    ("send nothing", "/components/requestBodies/microsoft.graph.resetPassword/content", Drop, Code),
    ("answer nothing", "/paths/~1users~1{user-id}~1authentication~1methods~1{authenticationMethod-id}~1resetPassword/post/responses/202/content", Drop, Error("E0404")),
    ("answer pages of something else", "richLongRunningOperationCollectionResponse/allOf/1/properties/value/items/$ref", Set(r##""#/components/schemas/microsoft.graph.longRunningOperation""##), Warning("W0502")),
    ("let navigation lead elsewhere", "drive/allOf/1/properties/list/anyOf/0/$ref", Set(r##""#/components/schemas/microsoft.graph.site""##), Code),
    ("contradict inheritance", "richLongRunningOperation/x-ms-discriminator-value", Set(r##""#microsoft.graph.other""##), Warning("W0501")),
];

/// Makes a change.
fn change(document: &mut Value, pointer: &str, edit: &Edit) {
    let (parent, key) = pointer.rsplit_once('/').unwrap();
    let key = key.replace("~1", "/");
    match (document.pointer_mut(parent).unwrap(), edit) {
        (Value::Object(members), Set(json)) => {
            members.insert(key, serde_json::from_str(json).unwrap());
        }
        (Value::Object(members), Drop) => assert!(members.remove(&key).is_some(), "{pointer}"),
        (Value::Object(members), Rename(name)) => {
            let value = members.remove(&key).unwrap();
            members.insert((*name).to_owned(), value);
        }
        (Value::Object(members), Reverse) => {
            members
                .get_mut(&key)
                .unwrap()
                .as_array_mut()
                .unwrap()
                .reverse();
        }
        (Value::Array(items), Set(json)) => {
            *items.get_mut(key.parse::<usize>().unwrap()).unwrap() =
                serde_json::from_str(json).unwrap();
        }
        (Value::Array(items), Drop) => drop(items.remove(key.parse().unwrap())),
        _ => panic!("{pointer} cannot be changed so"),
    }
}

#[test]
fn whatever_changes_shows() {
    let before = files(&shipped().to_string()).unwrap();
    for (what, place, edit, effect) in CHANGES {
        let mut document = shipped();
        let pointer = if place.starts_with('/') {
            (*place).to_owned()
        } else {
            format!("/components/schemas/microsoft.graph.{place}")
        };
        change(&mut document, &pointer, edit);
        let (after, report) = run(&read("schemas/openapi.toml"), &document.to_string());
        let says = |kind: &str, code: &str| report.contains(&format!("{kind}[{code}]"));
        let shows = match effect {
            Code => after.is_some_and(|after| module(&after) != before),
            Warning(code) => after.is_some() && says("warning", code),
            Error(code) => after.is_none() && says("error", code),
        };
        assert!(shows, "{what}: {report}");
    }
}

/// Pages are pages because operations say so, whatever their schemas are called and have in common.
#[test]
fn pages_are_told_by_the_mark_of_operations() {
    let described = |text: &str| {
        let (tree, report) = run(&read("schemas/openapi.toml"), text);
        (tree.map(|tree| module(&tree)), report)
    };
    let text = shipped().to_string();
    let renamed = text.replace("CollectionResponse", "List");
    assert!(described(&renamed) == described(&text));
    let unmarked = renamed.replace("x-ms-pageable", "x-pageable");
    assert!(described(&unmarked).1.contains("warning[W0502]"));
}

/// The ways to say that something referred to may be null.
#[test]
fn all_spellings_of_null_are_the_same() {
    let before = files(&shipped().to_string()).unwrap();
    let positions = [
        ("richLongRunningOperation", "error", "publicError"),
        (
            "longRunningOperation",
            "status",
            "longRunningOperationStatus",
        ),
        ("drive", "list", "list"),
    ];
    for (owner, name, target) in positions {
        let reference = json!({ "$ref": format!("#/components/schemas/microsoft.graph.{target}") });
        let spellings = [
            json!({ "anyOf": [reference], "nullable": true }),
            json!({ "anyOf": [reference, { "type": "object", "nullable": true }] }),
            json!({ "anyOf": [reference, { "nullable": true }] }),
            json!({ "anyOf": [reference, { "enum": [null] }] }),
            json!({ "anyOf": [reference, { "type": "null" }] }),
            json!({ "oneOf": [{ "type": "null" }, reference] }),
            json!({ "type": "object", "anyOf": [reference], "nullable": true }),
            json!({ "allOf": [reference], "nullable": true }),
            json!({ "$ref": reference["$ref"], "nullable": true }),
            reference.clone(),
        ];
        for spelling in spellings {
            let mut document = shipped();
            let schema = property(&mut document, owner, name);
            schema.retain(|key, _| key == "description" || key.starts_with("x-"));
            schema.extend(spelling.as_object().unwrap().clone());
            let after = files(&document.to_string())
                .unwrap_or_else(|report| panic!("{spelling}: {report}"));
            assert!(after == before, "{owner}/{name}: {spelling}");
        }
    }
}
