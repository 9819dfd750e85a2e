//! Collections of what does not change and of what does.

use serde_json::{Map, Value, json};

/// Something with an id, in one state after the other.
#[derive(Clone, Debug)]
pub(super) struct Item {
    id: String,
    states: Vec<Value>,
    step: usize,
}

impl Item {
    /// An entity that stays as it is; a text is the id of one that has nothing else.
    pub(super) fn entity(entity: Value) -> Self {
        let entity = match entity {
            Value::String(id) => json!({ "id": id }),
            other => other,
        };
        let id = entity.get("id").and_then(Value::as_str).unwrap_or_default();
        Self {
            id: id.to_owned(),
            states: vec![entity],
            step: 0,
        }
    }

    /// An operation; a text is the status that it has.
    pub(super) fn operation(id: &str, states: impl IntoIterator<Item = Value>) -> Self {
        let states = states.into_iter().map(|state| {
            let mut members = match state {
                Value::Object(members) => members,
                word => Map::from_iter([("status".to_owned(), word)]),
            };
            members.entry("id").or_insert_with(|| id.into());
            Value::Object(members)
        });
        Self {
            id: id.to_owned(),
            states: states.collect(),
            step: 0,
        }
    }

    pub(super) fn has_id(&self, id: &str) -> bool {
        self.id == id
    }

    /// What it looks like at present.
    pub(super) fn now(&self) -> &Value {
        let state = self.states.get(self.step).or_else(|| self.states.last());
        state.unwrap_or(&Value::Null)
    }

    pub(super) fn has_more_states(&self) -> bool {
        self.step + 1 < self.states.len()
    }

    pub(super) fn advance(&mut self) {
        self.step += 1;
    }
}
