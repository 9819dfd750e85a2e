//! Values by themselves as serde sees them.
//!
//! In models, the codec reads and writes them.

use serde_core::de::{Deserialize, Deserializer, Error as _};
use serde_core::ser::{Serialize, Serializer};

use super::{Binary, Date, DateTimeOffset, Decimal, Duration, Guid, Json, TimeOfDay};
use crate::model::codec::{serialize_json, transcribe};
use crate::model::json::{is_number, spells, string};

macro_rules! strings {
    ($($value:ty),*) => { $(
        impl Serialize for $value {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> Deserialize<'de> for $value {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                String::deserialize(deserializer).map(Self::from_wire)
            }
        }
    )* };
}

strings!(Binary, Date, DateTimeOffset, Duration, Guid, TimeOfDay);

impl Serialize for Json {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serialize_json(self.as_str(), serializer)
    }
}

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        transcribe(deserializer).map(|json| Self::from_valid(&json))
    }
}

/// A number where the numbers of serde say exactly what the text says, and else a string, which
/// `OData` has for just that (`IEEE754Compatible`).
impl Serialize for Decimal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let text = self.as_str();
        let is_exact = |number: f64| number.is_finite() && spells(text, number);
        if let Some(number) = text.parse::<i64>().ok().filter(|_| is_canonical(text)) {
            serializer.serialize_i64(number)
        } else if let Some(number) = text.parse().ok().filter(|number| is_exact(*number)) {
            serializer.serialize_f64(number)
        } else {
            serializer.serialize_str(text)
        }
    }
}

fn is_canonical(integer: &str) -> bool {
    is_number(integer) && integer != "-0"
}

/// From a number or a string. Many deserializers round numbers to 64 bits.
impl<'de> Deserialize<'de> for Decimal {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let json = transcribe(deserializer)?;
        if is_number(&json) {
            Ok(Self::from_wire(json))
        } else {
            let text = string(&json).map(Self::from_wire);
            text.ok_or_else(|| D::Error::custom("a decimal is a number or a string"))
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{from_str, to_string};

    use super::*;

    #[test]
    fn values_keep_their_texts() {
        let json = r#""2020-03-19T12-01-03.45Z""#;
        let value: DateTimeOffset = from_str(json).unwrap();
        assert_eq!(value.as_str(), "2020-03-19T12-01-03.45Z");
        assert_eq!(to_string(&value).unwrap(), json);
        assert!(from_str::<Guid>("1").is_err());
        let values: Vec<Option<Binary>> = from_str(r#"["aGk", null]"#).unwrap();
        assert_eq!(to_string(&values).unwrap(), r#"["aGk",null]"#);
    }

    #[test]
    fn decimals_lose_no_digits() {
        for (text, json) in [
            ("12", "12"),
            ("12.5", "12.5"),
            ("-0", r#""-0""#),
            ("+1", r#""+1""#),
            ("12.3400", r#""12.3400""#),
            ("12345678901234567890.12", r#""12345678901234567890.12""#),
            ("NaN", r#""NaN""#),
        ] {
            let value = Decimal::from_wire(text);
            assert_eq!(to_string(&value).unwrap(), json);
            assert_eq!(from_str::<Decimal>(json).unwrap(), value);
        }
        assert!(from_str::<Decimal>("[1]").is_err());
    }

    #[test]
    fn json_is_what_it_says() {
        let json = r#"{"a":[1,null,"x"],"b":{"c":true}}"#;
        let value: Json = from_str(json).unwrap();
        assert_eq!(
            (value.as_str(), to_string(&value).unwrap().as_str()),
            (json, json)
        );
    }
}
