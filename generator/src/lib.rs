//! Bytes in, files out.

pub mod canonical;
pub mod config;
pub mod csdl;
pub mod diagnostics;
pub mod output;
pub mod schema;
