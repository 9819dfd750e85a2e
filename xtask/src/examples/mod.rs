//! Documented requests and responses, read into generated types and written back.
//!
//! ```text
//! record     a line of the examples file
//! document   a JSON text in it, and the type that it is to be read into
//! program    a crate that reads documents and writes them again
//! compare    what came back against what went in
//! report     the verdicts, for people and for programs
//! ```

mod compare;
mod document;
mod json;
mod program;
mod record;
mod report;

pub(crate) use document::{Document, documents};
pub(crate) use program::{Program, default_folder};
pub(crate) use record::records;
pub(crate) use report::{Finding, Report};
