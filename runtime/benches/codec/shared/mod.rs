//! What both benchmarks of the codec measure.

#![allow(missing_docs, unreachable_pub, dead_code, clippy::expect_used)] // not for use elsewhere

pub mod contenders;
mod derived;
mod documents;
#[path = "../../../tests/common/models/mod.rs"]
#[allow(unused_imports, clippy::result_large_err)] // as if generated
mod models;
mod user;
