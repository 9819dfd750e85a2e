//! What can be wrong with a JSON text, and where.

use std::fmt;

use crate::error::{Error, ErrorKind};

/// Why a text is not JSON, at which byte, inside which member.
pub(crate) struct SyntaxError(Box<Details>);

struct Details {
    problem: Problem,
    offset: usize,
    /// From the innermost outwards: it grows while the error travels up.
    path: Vec<Step>,
}

enum Step {
    Member(String),
    Item(usize),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Problem {
    UnexpectedEnd,
    UnexpectedByte,
    ControlCharacter,
    InvalidEscape,
    InvalidNumber,
    InvalidUtf8,
    NotAnObject,
    TooDeep,
    TrailingText,
}

impl SyntaxError {
    #[cold]
    pub(crate) fn new(problem: Problem, offset: usize) -> Self {
        Self(Box::new(Details {
            problem,
            offset,
            path: Vec::new(),
        }))
    }

    /// This error, seen from the object that the member `name` stands in.
    #[cold]
    pub(crate) fn in_member(mut self, name: &str) -> Self {
        self.0.path.push(Step::Member(name.to_owned()));
        self
    }

    /// This error, seen from the array that it happened in.
    #[cold]
    pub(crate) fn in_item(mut self, index: usize) -> Self {
        self.0.path.push(Step::Item(index));
        self
    }

    pub(crate) fn into_path(self) -> Path {
        let mut path = Path::root();
        for step in self.0.path.into_iter().rev() {
            path = match step {
                Step::Member(name) => path.member(&name),
                Step::Item(index) => path.item(index),
            };
        }
        path
    }

    #[cfg(test)]
    pub(crate) fn problem(&self) -> Problem {
        self.0.problem
    }
}

impl Error {
    /// A text that is not JSON.
    pub(crate) fn decode(error: SyntaxError) -> Self {
        let decode = Self::new(ErrorKind::Decode, error.to_string());
        decode.at(error.into_path().into_string())
    }
}

impl fmt::Display for SyntaxError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} at byte {}", self.0.problem, self.0.offset)
    }
}

impl fmt::Debug for SyntaxError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::UnexpectedEnd => "the text ends too early",
            Self::UnexpectedByte => "unexpected character",
            Self::ControlCharacter => "control character in a string",
            Self::InvalidEscape => "invalid escape in a string",
            Self::InvalidNumber => "invalid number",
            Self::InvalidUtf8 => "the text is not UTF-8",
            Self::NotAnObject => "expected an object",
            Self::TooDeep => "nested too deeply",
            Self::TrailingText => "text after the end of the value",
        })
    }
}

/// Where in a document something is: `$.error.details[0].code`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Path(String);

impl Path {
    pub(crate) fn root() -> Self {
        Self("$".to_owned())
    }

    /// `$.name`, or `$['@odata.count']` where the name is not an identifier.
    pub(crate) fn member(&self, name: &str) -> Self {
        let plain = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '_');
        Self(if plain {
            format!("{}.{name}", self.0)
        } else {
            format!(
                "{}['{}']",
                self.0,
                name.replace('\\', "\\\\").replace('\'', "\\'")
            )
        })
    }

    pub(crate) fn item(&self, index: usize) -> Self {
        Self(format!("{}[{index}]", self.0))
    }

    pub(crate) fn into_string(self) -> String {
        self.0
    }
}
