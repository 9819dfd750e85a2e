//! Values without a declared type.

use std::fmt;

use crate::error::Error;
use crate::model::codec::{Datum, Element, Kind, Sink};
use crate::model::json::validate;

/// Any JSON value, as its text: what `Edm.Untyped`, the geo types and the abstract types hold.
///
/// ```
/// use msgraph_core::Json;
///
/// assert_eq!(Json::new(r#"{"x": 47.6450}"#)?.as_str(), r#"{"x": 47.6450}"#);
/// assert!(Json::new("{").is_err());
/// # Ok::<(), msgraph_core::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Json(Box<str>);

impl Json {
    /// The value that `text` is.
    ///
    /// # Errors
    ///
    /// If it is not one JSON value.
    pub fn new(text: impl Into<String>) -> Result<Self, Error> {
        let text = text.into();
        validate(&text).map_err(Error::decode)?;
        Ok(Self(text.into()))
    }

    /// The value that `text` is, which was checked already.
    pub(crate) fn from_valid(text: &str) -> Self {
        Self(text.into())
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The length only: the value is anybody's data.
impl fmt::Debug for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Json({} characters)", self.0.len())
    }
}

impl fmt::Display for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Element for Json {
    type Kind = Self;
}

impl Kind<Self> for Json {
    fn datum(value: &Self) -> Datum<'_> {
        Datum::Json(&value.0)
    }

    fn sink(place: &mut Option<Self>) -> Sink<'_> {
        Sink::Json(place)
    }
}
