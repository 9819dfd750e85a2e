//! `Edm.Binary`.

use std::fmt;

use base64::alphabet::{STANDARD, URL_SAFE};
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use base64::{DecodeError, Engine as _};

use super::InvalidValue;
use crate::model::codec::{Datum, Element, Kind, Literal, Sink};

const EDM_TYPE: &str = "Edm.Binary";

/// Services differ in padding, and some leave rubbish in the bits that no byte needs.
const LENIENT: GeneralPurposeConfig = GeneralPurposeConfig::new()
    .with_decode_padding_mode(DecodePaddingMode::Indifferent)
    .with_decode_allow_trailing_bits(true);

/// Bytes. Kept as the text that they are on the wire, and decoded when asked for.
///
/// The specification has the URL-safe alphabet
/// ([JSON Format 4.01, 7.1](https://docs.oasis-open.org/odata/odata-json-format/v4.01/odata-json-format-v4.01.html#sec_PrimitiveValue)),
/// Microsoft's services and their documentation have the standard one; both are read.
///
/// ```
/// use msgraph_core::Binary;
///
/// assert_eq!(Binary::from("-_8=").decode()?, [0xfb, 0xff]);
/// assert_eq!(Binary::from("+/8").decode()?, [0xfb, 0xff]);
/// assert_eq!(Binary::from_bytes([0xfb, 0xff]).as_str(), "+/8=");
/// # Ok::<(), msgraph_core::InvalidValue>(())
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Binary(Box<str>);

impl Binary {
    /// These bytes, in the standard alphabet with padding
    /// ([RFC 4648, 4](https://www.rfc-editor.org/rfc/rfc4648#section-4)), as Microsoft Graph
    /// writes them.
    #[must_use]
    pub fn from_bytes(bytes: impl AsRef<[u8]>) -> Self {
        Self(GeneralPurpose::new(&STANDARD, LENIENT).encode(bytes).into())
    }

    /// These bytes, in the URL-safe alphabet with padding
    /// ([RFC 4648, 5](https://www.rfc-editor.org/rfc/rfc4648#section-5)), for services that read no
    /// other.
    #[must_use]
    pub fn from_bytes_url_safe(bytes: impl AsRef<[u8]>) -> Self {
        Self(GeneralPurpose::new(&URL_SAFE, LENIENT).encode(bytes).into())
    }

    /// The bytes.
    ///
    /// # Errors
    ///
    /// If the text is base64 in neither alphabet.
    pub fn decode(&self) -> Result<Vec<u8>, InvalidValue> {
        let standard = self.0.contains(['+', '/']);
        let alphabet = if standard { &STANDARD } else { &URL_SAFE };
        GeneralPurpose::new(alphabet, LENIENT)
            .decode(&*self.0)
            .map_err(|error| invalid(&error))
    }

    /// The text, as it is on the wire.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<String> for Binary {
    fn from(text: String) -> Self {
        Self(text.into())
    }
}

impl From<&str> for Binary {
    fn from(text: &str) -> Self {
        Self(text.into())
    }
}

/// The length only: bytes are anybody's data.
impl fmt::Debug for Binary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Binary({} characters)", self.0.len())
    }
}

impl Element for Binary {
    type Kind = Self;
}

impl Kind<Self> for Binary {
    fn datum(value: &Self) -> Datum<'_> {
        Datum::Text(Literal::Binary, &value.0)
    }

    fn sink(place: &mut Option<Self>) -> Sink<'_> {
        Sink::Text(place)
    }
}

fn invalid(error: &DecodeError) -> InvalidValue {
    let expected = "base64 of one alphabet";
    match *error {
        DecodeError::InvalidByte(position, _) => InvalidValue::at(EDM_TYPE, position, expected),
        _ => InvalidValue::whole(EDM_TYPE, expected),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn padding_is_optional() {
        for text in ["aGk", "aGk=", "aGl="] {
            assert_eq!(Binary::from(text).decode().unwrap(), b"hi", "{text}");
        }
    }

    #[test]
    fn one_text_is_in_one_alphabet() {
        for (text, position) in [
            ("+_==", Some(1)),
            ("no base64", Some(2)),
            ("aGk==", Some(3)),
            ("a", None),
            ("é", Some(0)),
        ] {
            let error = Binary::from(text).decode().expect_err(text);
            assert_eq!(error.position(), position, "{text}: {error}");
        }
    }

    #[test]
    fn bytes_survive() {
        let bytes: Vec<u8> = (0..=255).collect();
        assert_eq!(Binary::from_bytes(&bytes).decode().unwrap(), bytes);
        let url_safe = Binary::from_bytes_url_safe(&bytes);
        assert_eq!(url_safe.decode().unwrap(), bytes);
        assert_eq!(Binary::from_bytes_url_safe([0xfb, 0xff]).as_str(), "-_8=");
    }

    #[test]
    fn debug_does_not_show_the_bytes() {
        assert_eq!(
            format!("{:?}", Binary::from_bytes("secret")),
            "Binary(8 characters)"
        );
    }
}
