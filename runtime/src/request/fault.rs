//! Why a request cannot be sent.

use crate::error::Error;

/// Found when a request is made, told when it is sent.
#[derive(Clone, Debug)]
pub(crate) struct Fault {
    message: &'static str,
    /// Where in the body, or of which member of a filter.
    path: Option<String>,
}

impl Fault {
    /// At `path` the request names an enumeration member that means nothing to this crate.
    pub(crate) fn unrecognized(path: &str) -> Self {
        Self {
            message: "an enumeration member that this crate does not know, or unknownFutureValue; \
                      with_unrecognized_members() sends it all the same",
            path: Some(path.to_owned()),
        }
    }
}

impl From<&'static str> for Fault {
    fn from(message: &'static str) -> Self {
        Self {
            message,
            path: None,
        }
    }
}

impl From<Fault> for Error {
    fn from(fault: Fault) -> Self {
        let error = Self::request(fault.message);
        match fault.path {
            Some(path) => error.at(path),
            None => error,
        }
    }
}
