//! The description that is shipped, as a value that can be changed and written as JSON.

use granit_parser::{Event, Parser, ScalarStyle};
use serde_json::{Map, Value};

use super::read;

/// `schemas/v1.0.openapi.yaml`.
pub(crate) fn shipped() -> Value {
    parse(&read("schemas/v1.0.openapi.yaml"))
}

/// YAML as a value.
pub(crate) fn parse(text: &str) -> Value {
    let mut events = Parser::new_from_str(text).map(|event| event.unwrap().0);
    loop {
        let event = events.next().unwrap();
        if matches!(event, Event::MappingStart(..)) {
            return value(event, &mut events);
        }
    }
}

fn value<'a>(event: Event<'a>, events: &mut impl Iterator<Item = Event<'a>>) -> Value {
    match event {
        Event::Scalar(text, ScalarStyle::Plain, ..) if text == "true" => Value::Bool(true),
        Event::Scalar(text, ScalarStyle::Plain, ..) if text == "false" => Value::Bool(false),
        Event::Scalar(text, ScalarStyle::Plain, ..) if text == "null" => Value::Null,
        Event::Scalar(text, ..) => Value::String(text.into_owned()),
        Event::SequenceStart(..) => {
            let mut items = Vec::new();
            loop {
                match events.next().unwrap() {
                    Event::SequenceEnd => return Value::Array(items),
                    event => items.push(value(event, events)),
                }
            }
        }
        Event::MappingStart(..) => {
            let mut members = Map::new();
            loop {
                match events.next().unwrap() {
                    Event::MappingEnd => return Value::Object(members),
                    Event::Scalar(key, ..) => {
                        let event = events.next().unwrap();
                        members.insert(key.into_owned(), value(event, events));
                    }
                    event => panic!("{event:?}"),
                }
            }
        }
        event => panic!("{event:?}"),
    }
}

/// The schema of a property that a type of `microsoft.graph` declares.
pub(crate) fn property<'v>(
    document: &'v mut Value,
    ty: &str,
    name: &str,
) -> &'v mut Map<String, Value> {
    let schema = format!("/components/schemas/microsoft.graph.{ty}/allOf/1/properties/{name}");
    document
        .pointer_mut(&schema)
        .unwrap()
        .as_object_mut()
        .unwrap()
}

/// Leaves out what is only for people to read.
pub(crate) fn drop_descriptions(value: &mut Value) {
    match value {
        Value::Object(members) => {
            members.retain(|key, value| key != "description" || !value.is_string());
            members.values_mut().for_each(drop_descriptions);
        }
        Value::Array(items) => items.iter_mut().for_each(drop_descriptions),
        _ => {}
    }
}

/// JSON with the members of objects in reverse order.
pub(crate) fn reversed(value: &Value) -> String {
    match value {
        Value::Object(members) => {
            let members = members.iter().rev();
            let members = members
                .map(|(key, value)| format!("{}: {}", Value::from(key.as_str()), reversed(value)));
            format!("{{{}}}", members.collect::<Vec<_>>().join(",\n"))
        }
        Value::Array(items) => format!(
            "[{}]",
            items.iter().map(reversed).collect::<Vec<_>>().join(", ")
        ),
        other => other.to_string(),
    }
}
