//! Bytes in, files out.

pub mod config;
pub mod diagnostics;
pub mod output;
pub mod schema;
