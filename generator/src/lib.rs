//! Bytes in, files out.

pub mod csdl;
pub mod diagnostics;
pub mod schema;
