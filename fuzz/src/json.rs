//! JSON texts as what they say.

use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

/// The text without white space and with sorted members, strings in one spelling, and numbers as they are
/// spelled. `None` if it is not JSON, or says two things of one member.
pub fn canonical(json: &str) -> Option<String> {
    let json = json.trim_matches([' ', '\t', '\r', '\n']);
    Some(match json.as_bytes().first()? {
        b'{' => {
            let Members(mut members) = serde_json::from_str(json).ok()?;
            members.sort_by(|a, b| a.0.cmp(&b.0));
            if members
                .windows(2)
                .any(|pair| matches!(pair, [a, b] if a.0 == b.0))
            {
                return None;
            }
            let members = members
                .iter()
                .map(|(name, value)| Some(format!("{name:?}:{}", canonical(value.get())?)));
            format!("{{{}}}", members.collect::<Option<Vec<_>>>()?.join(","))
        }
        b'[' => {
            let items: Vec<Box<RawValue>> = serde_json::from_str(json).ok()?;
            let items = items.iter().map(|item| canonical(item.get()));
            format!("[{}]", items.collect::<Option<Vec<_>>>()?.join(","))
        }
        b'"' => format!("{:?}", serde_json::from_str::<String>(json).ok()?),
        _ => serde_json::from_str::<&RawValue>(json)
            .ok()?
            .get()
            .to_owned(),
    })
}

/// The members of an object in order, repeated ones too.
struct Members(Vec<(String, Box<RawValue>)>);

impl<'de> Deserialize<'de> for Members {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(AllMembers)
    }
}

struct AllMembers;

impl<'de> Visitor<'de> for AllMembers {
    type Value = Members;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Members, A::Error> {
        let mut members = Vec::new();
        while let Some(member) = map.next_entry()? {
            members.push(member);
        }
        Ok(Members(members))
    }
}
