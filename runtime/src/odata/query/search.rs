//! Search expressions: `$search`.

use std::fmt;
use std::ops::{BitAnd, BitOr, Not};

use super::expression::Binding;
use super::order::phrase;

/// An expression of `$search`: texts, and how they go together
/// ([URL Conventions 4.01, 5.1.8](https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part2-url-conventions.html#sec_SystemQueryOptionsearch)).
///
/// ```
/// use msgraph_core::Search;
///
/// let search = Search::phrase("blue \"green\"").and(Search::phrase("red").or("AND")).and(Search::phrase("x").not());
/// assert_eq!(search.to_string(), r#""blue \"green\"" AND ("red" OR "AND") AND NOT "x""#);
/// ```
#[must_use]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Search {
    text: String,
    binding: Binding,
}

impl Search {
    /// This text and nothing else: it is put in quotes.
    pub fn phrase(text: &str) -> Self {
        Self {
            text: phrase(text),
            binding: Binding::Primary,
        }
    }

    /// An expression as it is.
    pub fn raw(expression: &str) -> Self {
        Self {
            text: expression.to_owned(),
            binding: Binding::Or,
        }
    }

    /// Both are found; also spelled `a & b`.
    pub fn and(self, other: impl Into<Self>) -> Self {
        self.joined("AND", Binding::And, other.into())
    }

    /// One of them is found, or both; also spelled `a | b`.
    pub fn or(self, other: impl Into<Self>) -> Self {
        self.joined("OR", Binding::Or, other.into())
    }

    /// This is not found; also spelled `!search`.
    #[allow(clippy::should_implement_trait)] // it is implemented; this reads better in a chain
    pub fn not(self) -> Self {
        Self {
            text: format!("NOT {}", self.at_least(Binding::Primary)),
            binding: Binding::Comparison,
        }
    }

    fn joined(self, operator: &str, binding: Binding, other: Self) -> Self {
        let (left, right) = (self.at_least(binding), other.at_least(binding));
        Self {
            text: format!("{left} {operator} {right}"),
            binding,
        }
    }

    fn at_least(self, binding: Binding) -> String {
        if self.binding < binding {
            format!("({})", self.text)
        } else {
            self.text
        }
    }
}

impl From<&str> for Search {
    fn from(text: &str) -> Self {
        Self::phrase(text)
    }
}

impl From<&String> for Search {
    fn from(text: &String) -> Self {
        Self::phrase(text)
    }
}

impl From<String> for Search {
    fn from(text: String) -> Self {
        Self::phrase(&text)
    }
}

impl Not for Search {
    type Output = Self;

    fn not(self) -> Self {
        Self::not(self)
    }
}

impl BitAnd for Search {
    type Output = Self;

    fn bitand(self, other: Self) -> Self {
        self.and(other)
    }
}

impl BitOr for Search {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        self.or(other)
    }
}

/// The value of `$search`, not yet percent-encoded.
impl fmt::Display for Search {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}
