use serde_json::Value;

use super::{JSON_SCHEMA, json};
use crate::drift::report::samples;

/// Holds a value against the part of JSON Schema that ours is written in; tells where it does not fit.
fn fault(root: &Value, schema: &Value, value: &Value) -> Option<String> {
    let told = |what: &str| Some(format!("{what}: {value} against {schema}"));
    for (keyword, wanted) in schema.as_object().unwrap() {
        match keyword.as_str() {
            "$ref" => {
                let name = wanted.as_str().unwrap().strip_prefix("#/$defs/").unwrap();
                if let Some(fault) = fault(root, &root["$defs"][name], value) {
                    return Some(fault);
                }
            }
            "type" => {
                if !is_of_type(value, wanted.as_str().unwrap()) {
                    return told("type");
                }
            }
            "const" if wanted != value => return told("const"),
            "enum" if !wanted.as_array().unwrap().contains(value) => return told("enum"),
            "minimum" if value.as_i64() < wanted.as_i64() => return told("minimum"),
            "minItems" if value.as_array().unwrap().is_empty() => return told("minItems"),
            "pattern" if !matches(wanted.as_str().unwrap(), value.as_str().unwrap()) => {
                return told("pattern");
            }
            "items" => {
                let mut faults = value
                    .as_array()
                    .unwrap()
                    .iter()
                    .filter_map(|item| fault(root, wanted, item));
                if let Some(fault) = faults.next() {
                    return Some(fault);
                }
            }
            "required" => {
                let mut names = wanted.as_array().unwrap().iter();
                if let Some(name) = names.find(|name| value.get(name.as_str().unwrap()).is_none()) {
                    return told(&format!("without {name}"));
                }
            }
            "properties" => {
                for (name, value) in value.as_object().unwrap() {
                    let Some(schema) = wanted.get(name) else {
                        return told(&format!("with {name}"));
                    };
                    if let Some(fault) = fault(root, schema, value) {
                        return Some(fault);
                    }
                }
            }
            "additionalProperties" => assert_eq!(wanted, false),
            // Holds, or says nothing of values.
            "const" | "enum" | "minimum" | "minItems" | "pattern" | "$schema" | "$id" | "$defs"
            | "title" | "description" => {}
            other => panic!("the keyword {other}"),
        }
    }
    None
}

fn is_of_type(value: &Value, ty: &str) -> bool {
    match ty {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "integer" => value.is_i64(),
        other => panic!("type {other}"),
    }
}

fn matches(pattern: &str, text: &str) -> bool {
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    match pattern {
        r"^D\d{3}$" => text.len() == 4 && text.starts_with('D') && digits(&text[1..]),
        r"^\d{4}-\d{2}-\d{2}$" => text.len() == 10 && text.split('-').all(digits),
        "^[0-9a-f]{16}$" => text.len() == 16 && u64::from_str_radix(text, 16).is_ok(),
        other => panic!("the pattern {other}"),
    }
}

#[test]
fn reports_are_what_the_schema_says() {
    let schema: Value = serde_json::from_str(JSON_SCHEMA).unwrap();
    for comparisons in [
        vec![],
        vec![samples::comparison()],
        vec![samples::hostile(), samples::comparison()],
    ] {
        let report: Value = serde_json::from_str(&json(&comparisons)).unwrap();
        assert_eq!(fault(&schema, &schema, &report), None);
        assert_eq!(
            report["comparisons"].as_array().unwrap().len(),
            comparisons.len()
        );
    }
}

#[test]
fn the_schema_refuses_what_reports_are_not() {
    let schema: Value = serde_json::from_str(JSON_SCHEMA).unwrap();
    let report: Value = serde_json::from_str(&json(&[samples::comparison()])).unwrap();
    let changes: [fn(&mut Value); 5] = [
        |report| report["version"] = 2.into(),
        |report| report["comparisons"][0]["findings"][0]["wire"] = "breaks".into(),
        |report| report["comparisons"][0]["findings"][0]["more"] = true.into(),
        |report| report["comparisons"][0]["findings"][0]["rule"]["id"] = "56".into(),
        |report| report["comparisons"][0]["findings"][0]["occurrences"] = Value::Array(Vec::new()),
    ];
    for change in changes {
        let mut report = report.clone();
        change(&mut report);
        assert!(fault(&schema, &schema, &report).is_some());
    }
}

#[test]
fn texts_come_as_they_are() {
    let report: Value = serde_json::from_str(&json(&[samples::hostile()])).unwrap();
    assert_eq!(
        report["comparisons"][0]["findings"][0]["subject"],
        samples::HOSTILE
    );
}
