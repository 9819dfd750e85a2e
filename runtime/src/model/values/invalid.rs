//! What is wrong with a value that was asked for its meaning.

use std::fmt;

use crate::error::{Error, ErrorKind};

/// A text that does not mean what was asked for. It has nothing of the text in it: values are
/// anybody's data, and errors go to logs.
///
/// ```
/// use msgraph_core::DateTimeOffset;
///
/// let error = DateTimeOffset::from_wire("2020-03-19T12-01-03.45Z").timestamp().unwrap_err();
/// assert_eq!((error.edm_type(), error.position()), ("Edm.DateTimeOffset", Some(13)));
/// assert_eq!(error.to_string(), "not an Edm.DateTimeOffset: expected `:` at byte 13");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvalidValue {
    edm_type: &'static str,
    position: Option<usize>,
    expected: &'static str,
}

impl InvalidValue {
    /// The text stops making sense at the byte `position`.
    pub(super) fn at(edm_type: &'static str, position: usize, expected: &'static str) -> Self {
        Self {
            edm_type,
            position: Some(position),
            expected,
        }
    }

    /// The value as a whole is not `expected`, such as one that another type can hold.
    pub(super) fn whole(edm_type: &'static str, expected: &'static str) -> Self {
        Self {
            edm_type,
            position: None,
            expected,
        }
    }

    /// The type whose rules the text breaks: `Edm.Date`.
    #[must_use]
    pub fn edm_type(&self) -> &'static str {
        self.edm_type
    }

    /// How many bytes of the text make sense; `None` if it is the value as a whole that is refused,
    /// for example because it is out of a range.
    #[must_use]
    pub fn position(&self) -> Option<usize> {
        self.position
    }

    /// What there should have been.
    #[must_use]
    pub fn expected(&self) -> &'static str {
        self.expected
    }
}

impl fmt::Display for InvalidValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "not an {}: expected {}", self.edm_type, self.expected)?;
        match self.position {
            Some(position) => write!(f, " at byte {position}"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for InvalidValue {}

impl From<InvalidValue> for Error {
    fn from(invalid: InvalidValue) -> Self {
        Self::new(ErrorKind::Decode, invalid.to_string()).caused_by(invalid.into())
    }
}
