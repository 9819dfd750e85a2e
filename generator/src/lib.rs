//! Bytes in, files out.

pub mod canonical;
pub mod config;
pub mod csdl;
pub mod diagnostics;
pub mod emit;
pub mod output;
pub mod rust;
pub mod schema;
pub mod slice;
