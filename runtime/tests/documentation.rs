//! The examples of Graph's documentation, where they lie beside the repository.

mod common;
#[path = "../../generator/tests/common/skipped.rs"]
mod skipped;

use std::fs;
use std::path::Path;

use common::models::{Entity, User};
use msgraph_core::{Model as _, Page};
use serde_json::Value;
use skipped::skipped;

#[derive(serde::Deserialize)]
struct Example {
    id: String,
    body: Option<Box<serde_json::value::RawValue>>,
}

#[test]
fn examples_are_written_as_they_were_read() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/graph-examples");
    for file in ["v1.0.jsonl", "beta.jsonl"] {
        let Ok(text) = fs::read_to_string(folder.join(file)) else {
            skipped(folder.join(file).display());
            continue;
        };
        let examples = text
            .lines()
            .map(|line| serde_json::from_str::<Example>(line).unwrap());
        let mut objects = 0;
        for Example { id, body } in examples {
            let Some(json) = body
                .as_ref()
                .map(|body| body.get())
                .filter(|b| b.starts_with('{'))
            else {
                continue;
            };
            objects += 1;
            let bytes = json.as_bytes();
            let expected: Value = serde_json::from_str(json).unwrap();
            for written in [
                Entity::from_json(bytes).unwrap().to_json(),
                User::from_json(bytes).unwrap().to_json(),
                Page::<User>::from_json(bytes).unwrap().to_json(),
                serde_json::to_string(&Page::<Entity>::from_json(bytes).unwrap()).unwrap(),
            ] {
                assert_eq!(
                    serde_json::from_str::<Value>(&written).unwrap(),
                    expected,
                    "{id}"
                );
            }
        }
        assert!(objects > 500, "{file} has {objects} objects");
    }
}
