//! Models as serde sees them: every serializer and deserializer goes through JSON text.
//!
//! So what holds for JSON holds for any format that describes itself, as far as it can hold what JSON
//! does: unknown members, `null`, mismatches, the order of members if it keeps one. Values become what serde calls
//! them, `null` a `None`. What gets lost is how numbers and strings were spelled, `1.50` or `"\u0041"`,
//! and what a number has more than 64 bits can tell; in a format without `null` (TOML), that, too.
//! Where such things matter, `to_json` has them.

use std::borrow::Cow;
use std::fmt;

use serde_core::de::{self, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_core::ser::{Error as _, Serialize, SerializeMap, SerializeSeq, Serializer};

use super::decode::from_json;
use super::encode::to_json;
use super::model::Model;
use crate::model::enumeration::{Enumeration, read};
use crate::model::json::{
    Kind, MAX_DEPTH, Reader, SyntaxError, is_number, write_float, write_string,
};
use crate::model::values::Binary;

/// Serializes a model.
pub fn serialize<M, S>(model: &M, serializer: S) -> Result<S::Ok, S::Error>
where
    M: Model,
    S: Serializer,
{
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
    let transcriber = Transcriber {
        out: &mut json,
        depth: 0,
    };
    transcriber.deserialize(deserializer)?;
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
    Ok(read(&text))
}

/// A JSON text that serializes as what it says.
struct JsonText<'a>(&'a str);

impl Serialize for JsonText<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let syntax = |error: SyntaxError| S::Error::custom(error);
        let mut reader = Reader::new(self.0);
        let mut first = true;
        match reader.kind().map_err(syntax)? {
            Kind::Null => serializer.serialize_none(),
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
                    reader.colon().map_err(syntax)?;
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
struct Transcriber<'a> {
    out: &'a mut String,
    /// How many arrays and objects it is in. Not every format bounds that.
    depth: usize,
}

impl Transcriber<'_> {
    /// Goes into an array or object.
    fn enter<E: de::Error>(&self) -> Result<(), E> {
        if self.depth < MAX_DEPTH {
            return Ok(());
        }
        Err(E::custom("nested too deeply"))
    }

    /// What stands one level deeper.
    fn inner(&mut self) -> Transcriber<'_> {
        Transcriber {
            out: self.out,
            depth: self.depth + 1,
        }
    }
}

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
        self.out.push_str("null");
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
        self.out.push_str(if value { "true" } else { "false" });
        Ok(())
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<(), E> {
        self.out.push_str(&value.to_string());
        Ok(())
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<(), E> {
        self.out.push_str(&value.to_string());
        Ok(())
    }

    fn visit_i128<E: de::Error>(self, value: i128) -> Result<(), E> {
        self.out.push_str(&value.to_string());
        Ok(())
    }

    fn visit_u128<E: de::Error>(self, value: u128) -> Result<(), E> {
        self.out.push_str(&value.to_string());
        Ok(())
    }

    fn visit_f32<E: de::Error>(self, value: f32) -> Result<(), E> {
        write_float(value, self.out);
        Ok(())
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<(), E> {
        write_float(value, self.out);
        Ok(())
    }

    fn visit_str<E: de::Error>(self, value: &str) -> Result<(), E> {
        write_string(value, self.out);
        Ok(())
    }

    /// Bytes are what they are in OData.
    fn visit_bytes<E: de::Error>(self, value: &[u8]) -> Result<(), E> {
        self.visit_str(Binary::from_bytes(value).as_str())
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut items: A) -> Result<(), A::Error> {
        self.enter()?;
        self.out.push('[');
        let start = self.out.len();
        while items
            .next_element_seed(Separated(start, self.inner()))?
            .is_some()
        {}
        self.out.push(']');
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut members: A) -> Result<(), A::Error> {
        self.enter()?;
        self.out.push('{');
        let start = self.out.len();
        while let Some(name) = members.next_key_seed(MemberName)? {
            if self.out.len() > start {
                self.out.push(',');
            }
            write_string(&name, self.out);
            self.out.push(':');
            members.next_value_seed(self.inner())?;
        }
        self.out.push('}');
        if let Some(number) = self.out.get(start..).and_then(arbitrary_number) {
            let number = number.to_owned();
            self.out.truncate(start - '{'.len_utf8());
            self.out.push_str(&number);
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
        let Self(start, transcriber) = self;
        if transcriber.out.len() > start {
            transcriber.out.push(',');
        }
        transcriber.deserialize(deserializer)
    }
}

/// The name of a member of an object.
struct MemberName;

impl<'de> DeserializeSeed<'de> for MemberName {
    type Value = Cow<'de, str>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(NameOrNumber)
    }
}

/// A name; where it is that of a member of an enumeration, also its number.
struct NameOrNumber;

impl<'de> Visitor<'de> for NameOrNumber {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a name")
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
