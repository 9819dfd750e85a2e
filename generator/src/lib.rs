//! Bytes in, files out.

pub mod diagnostics;
pub mod schema;
