//! A comparison, told: the same facts in each form.
//!
//! One form, one file. What is said in words, and in which order, all of them have from `wording` and `outline`.
//!
//! Everything that comes from metadata is untrusted text, and each form makes it harmless in its own way.

mod github;
mod html;
mod json;
mod markdown;
mod outline;
#[cfg(test)]
mod samples;
#[cfg(test)]
mod tests;
mod text;
mod wording;

pub use github::github;
pub use html::html;
pub use json::{JSON_SCHEMA, json};
pub use markdown::{MARKDOWN_LIMIT, MARKER, markdown};
pub use text::{Colour, text};

use super::Report;

/// A comparison, and what it is of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    /// What is compared, such as the module of an API; may be empty where there is only one.
    pub title: String,
    /// What came of it.
    pub report: Report,
}
