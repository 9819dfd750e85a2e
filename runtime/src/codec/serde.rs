//! Models as serde sees them: every serializer and deserializer goes through JSON text.

use std::borrow::Cow;
use std::fmt;

use serde_core::de::{self, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_core::ser::{Error as _, Serialize, SerializeMap, SerializeSeq, Serializer};

use super::decode::from_json;
use super::encode::to_json;
use super::model::{Model, Object};
use crate::Enumeration;
use crate::enumeration::read;
use crate::json::{Kind, Reader, SyntaxError, is_number, write_float, write_string};

/// Serializes a model.
pub fn serialize<S: Serializer>(model: &Object, serializer: S) -> Result<S::Ok, S::Error> {
    serialize_json(&to_json(model), serializer)
}

/// Deserializes a model.
pub fn deserialize<'de, M, D>(deserializer: D) -> Result<M, D::Error>
where
    M: Model,
    D: Deserializer<'de>,
{
    from_json(transcribe(deserializer)?.as_bytes()).map_err(de::Error::custom)
}

/// Whatever a deserializer has, as JSON.
pub(crate) fn transcribe<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    let mut json = String::new();
    Transcriber(&mut json).deserialize(deserializer)?;
    Ok(json)
}

/// Serializes what a JSON text says.
pub(crate) fn serialize_json<S: Serializer>(json: &str, serializer: S) -> Result<S::Ok, S::Error> {
    JsonText(json).serialize(serializer)
}

/// Serializes a member of an enumeration.
pub fn serialize_enumeration<E, S>(value: &E, serializer: S) -> Result<S::Ok, S::Error>
where
    E: Enumeration,
    S: Serializer,
{
    serializer.serialize_str(value.as_str())
}

/// Deserializes a member of an enumeration.
pub fn deserialize_enumeration<'de, E, D>(deserializer: D) -> Result<E, D::Error>
where
    E: Enumeration,
    D: Deserializer<'de>,
{
    let text = deserializer.deserialize_any(NameOrNumber)?;
    Ok(read::<E>(&text).0)
}

/// A JSON text that serializes as what it says.
struct JsonText<'a>(&'a str);

impl Serialize for JsonText<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let syntax = |error: SyntaxError| S::Error::custom(error);
        let mut reader = Reader::new(self.0);
        let mut first = true;
        match reader.kind().map_err(syntax)? {
            Kind::Null => serializer.serialize_unit(),
            Kind::Boolean => serializer.serialize_bool(reader.boolean().map_err(syntax)?),
            Kind::Number => serialize_number(reader.number().map_err(syntax)?, serializer),
            Kind::String => serializer.serialize_str(&reader.string().map_err(syntax)?.decode().0),
            Kind::Array => {
                let mut items = serializer.serialize_seq(None)?;
                reader.enter(b'[').map_err(syntax)?;
                while reader.next(b']', &mut first).map_err(syntax)? {
                    items.serialize_element(&JsonText(reader.skip().map_err(syntax)?))?;
                }
                items.end()
            }
            Kind::Object => {
                let mut members = serializer.serialize_map(None)?;
                reader.enter(b'{').map_err(syntax)?;
                while reader.next(b'}', &mut first).map_err(syntax)? {
                    let name = reader.name().map_err(syntax)?.decode().0;
                    let value = JsonText(reader.skip().map_err(syntax)?);
                    members.serialize_entry(&*name, &value)?;
                }
                members.end()
            }
        }
    }
}

fn serialize_number<S: Serializer>(number: &str, serializer: S) -> Result<S::Ok, S::Error> {
    if let Ok(value) = number.parse::<i64>() {
        serializer.serialize_i64(value)
    } else if let Ok(value) = number.parse::<u64>() {
        serializer.serialize_u64(value)
    } else {
        serializer.serialize_f64(number.parse().map_err(S::Error::custom)?)
    }
}

/// Writes down whatever a deserializer has, as JSON.
struct Transcriber<'a>(&'a mut String);

impl<'de> DeserializeSeed<'de> for Transcriber<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Transcriber<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value that JSON can hold")
    }

    fn visit_unit<E: de::Error>(self) -> Result<(), E> {
        self.0.push_str("null");
        Ok(())
    }

    fn visit_none<E: de::Error>(self) -> Result<(), E> {
        self.visit_unit()
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        self.deserialize(deserializer)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        self.deserialize(deserializer)
    }

    fn visit_bool<E: de::Error>(self, value: bool) -> Result<(), E> {
        self.0.push_str(if value { "true" } else { "false" });
        Ok(())
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<(), E> {
        self.0.push_str(&value.to_string());
        Ok(())
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<(), E> {
        self.0.push_str(&value.to_string());
        Ok(())
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<(), E> {
        write_float(value, self.0);
        Ok(())
    }

    fn visit_str<E: de::Error>(self, value: &str) -> Result<(), E> {
        write_string(value, self.0);
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        self.0.push('[');
        let start = self.0.len();
        while items
            .next_element_seed(Separated(start, Transcriber(self.0)))?
            .is_some()
        {}
        self.0.push(']');
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<(), A::Error> {
        self.0.push('{');
        let start = self.0.len();
        while members
            .next_key_seed(Separated(start, Transcriber(self.0)))?
            .is_some()
        {
            self.0.push(':');
            members.next_value_seed(Transcriber(self.0))?;
        }
        self.0.push('}');
        if let Some(number) = self.0.get(start..).and_then(arbitrary_number) {
            let number = number.to_owned();
            self.0.truncate(start - '{'.len_utf8());
            self.0.push_str(&number);
        }
        Ok(())
    }
}

/// The number that an object stands for: `serde_json` passes numbers on as objects when any crate
/// in the program asks for its feature `arbitrary_precision`.
fn arbitrary_number(members: &str) -> Option<&str> {
    let rest = members.strip_prefix(r#""$serde_json::private::Number":""#)?;
    rest.strip_suffix("\"}").filter(|text| is_number(text))
}

/// What is written after a comma, unless nothing was written since the start.
struct Separated<'a>(usize, Transcriber<'a>);

impl<'de> DeserializeSeed<'de> for Separated<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        let Self(start, Transcriber(out)) = self;
        if out.len() > start {
            out.push(',');
        }
        Transcriber(out).deserialize(deserializer)
    }
}

/// The name of a member of an enumeration, or its number.
struct NameOrNumber;

impl<'de> Visitor<'de> for NameOrNumber {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of an enumeration member")
    }

    fn visit_borrowed_str<E: de::Error>(self, name: &'de str) -> Result<Self::Value, E> {
        Ok(Cow::Borrowed(name))
    }

    fn visit_str<E: de::Error>(self, name: &str) -> Result<Self::Value, E> {
        Ok(Cow::Owned(name.to_owned()))
    }

    fn visit_i64<E: de::Error>(self, number: i64) -> Result<Self::Value, E> {
        Ok(Cow::Owned(number.to_string()))
    }

    fn visit_u64<E: de::Error>(self, number: u64) -> Result<Self::Value, E> {
        Ok(Cow::Owned(number.to_string()))
    }
}
