//! `Edm.Binary`.

use std::fmt;

use base64::alphabet::{STANDARD, URL_SAFE};
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use base64::{DecodeError, Engine as _};
use bytes::Bytes;

use super::InvalidValue;
use crate::model::codec::{Datum, Element, Kind, Literal, Sink, TextSlot};

const EDM_TYPE: &str = "Edm.Binary";

/// Services differ in padding, and some leave rubbish in the bits that no byte needs.
const LENIENT: GeneralPurposeConfig = GeneralPurposeConfig::new()
    .with_decode_padding_mode(DecodePaddingMode::Indifferent)
    .with_decode_allow_trailing_bits(true);

/// Bytes. Kept as the text that they are on the wire, and decoded when asked for.
///
/// Bytes become a `Binary` by `into()`; text does only if it is said that it is base64. The specification has the
/// URL-safe alphabet
/// ([JSON Format 4.01, 7.1](https://docs.oasis-open.org/odata/odata-json-format/v4.01/odata-json-format-v4.01.html#sec_PrimitiveValue)),
/// Microsoft's services and their documentation have the standard one; both are read.
///
/// ```
/// use msgraph_core::Binary;
///
/// assert_eq!(Binary::from([0xfb, 0xff]).as_str(), "+/8=");
/// assert_eq!(Binary::from_base64("-_8=")?.to_bytes()?, [0xfb, 0xff]);
/// assert!(Binary::from_base64("hello world").is_err());
/// # Ok::<(), msgraph_core::InvalidValue>(())
/// ```
///
/// ```compile_fail,E0277
/// let text = msgraph_core::Binary::from("hello world");
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

    /// The bytes that `text` is in base64, in either alphabet. It is sent as it is.
    ///
    /// # Errors
    ///
    /// If it is not base64.
    pub fn from_base64(text: impl Into<Box<str>>) -> Result<Self, InvalidValue> {
        let value = Self::from_wire(text);
        value.to_bytes().map(|_| value)
    }

    /// The value that is this text on the wire, unchecked: services write values that the specification does not have.
    #[must_use]
    pub fn from_wire(text: impl Into<Box<str>>) -> Self {
        Self(text.into())
    }

    /// The bytes.
    ///
    /// # Errors
    ///
    /// If the text is base64 in neither alphabet.
    pub fn to_bytes(&self) -> Result<Vec<u8>, InvalidValue> {
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

/// What is bytes and nothing else. Texts have bytes too, but who puts in a text may mean base64.
macro_rules! from_bytes {
    ($([$($size:ident)?] $bytes:ty),*) => { $(
        impl $(<const $size: usize>)? From<$bytes> for Binary {
            fn from(bytes: $bytes) -> Self {
                Self::from_bytes(bytes)
            }
        }
    )* };
}

from_bytes!([] Vec<u8>, [] &Vec<u8>, [] &[u8], [N] [u8; N], [N] &[u8; N], [] Box<[u8]>, [] Bytes, [] &Bytes);

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

impl TextSlot for Option<Binary> {
    fn clear(&mut self) {
        *self = None;
    }

    fn set(&mut self, text: String) {
        *self = Some(Binary::from_wire(text));
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
            assert_eq!(Binary::from_wire(text).to_bytes().unwrap(), b"hi", "{text}");
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
            let error = Binary::from_wire(text).to_bytes().expect_err(text);
            assert_eq!(error.position(), position, "{text}: {error}");
        }
    }

    #[test]
    fn bytes_survive() {
        let bytes: Vec<u8> = (0..=255).collect();
        assert_eq!(Binary::from_bytes(&bytes).to_bytes().unwrap(), bytes);
        let url_safe = Binary::from_bytes_url_safe(&bytes);
        assert_eq!(url_safe.to_bytes().unwrap(), bytes);
        assert_eq!(Binary::from_bytes_url_safe([0xfb, 0xff]).as_str(), "-_8=");
    }

    #[test]
    fn whatever_is_bytes_is_converted() {
        let bytes = [0xfb_u8, 0xff];
        for binary in [
            Binary::from(bytes),
            Binary::from(&bytes),
            Binary::from(&bytes[..]),
            Binary::from(bytes.to_vec()),
            Binary::from(&bytes.to_vec()),
            Binary::from(Box::<[u8]>::from(bytes)),
            Binary::from(Bytes::copy_from_slice(&bytes)),
            Binary::from(&Bytes::copy_from_slice(&bytes)),
        ] {
            assert_eq!(binary.as_str(), "+/8=");
        }
        assert_eq!(Binary::from(b"hello world").as_str(), "aGVsbG8gd29ybGQ=");
    }

    #[test]
    fn base64_is_checked_and_kept() {
        for text in ["-_8=", "+/8=", "-_8", ""] {
            assert_eq!(Binary::from_base64(text).unwrap().as_str(), text);
        }
        for text in ["hello", "hello world", "+_==", "é"] {
            Binary::from_base64(text).expect_err(text);
        }
    }

    #[test]
    fn debug_does_not_show_the_bytes() {
        assert_eq!(
            format!("{:?}", Binary::from_bytes("secret")),
            "Binary(8 characters)"
        );
    }
}
