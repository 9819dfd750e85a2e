//! A comparison, told: the same facts in each form.
//!
//! One form, one file. What is said in words, and in which order, all of them have from `wording` and `outline`.
//!
//! Everything that comes from metadata is untrusted text, and each form makes it harmless in its own way.

mod changelog;
mod github;
mod header;
mod html;
mod json;
mod junit;
mod markdown;
mod outline;
#[cfg(test)]
mod samples;
#[cfg(test)]
mod tests;
mod text;
mod wording;

pub use changelog::changelog;
pub use github::github;
pub use html::html;
pub use json::{JSON_SCHEMA, json};
pub use junit::junit;
pub use markdown::{MARKDOWN_LIMIT, MARKER, markdown};
pub use text::{Colour, text};

use super::Report;

/// A comparison, and what it is of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    /// What is compared, such as the module of an API; may be empty where there is only one.
    pub title: String,
    /// The version of the crate, if it is known: what it has to become is told.
    pub version: Option<String>,
    /// What came of it.
    pub report: Report,
}
