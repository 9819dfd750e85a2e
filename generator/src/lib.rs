//! Reads the metadata of OData services, cuts out the slice that is wanted, and writes a crate.
//!
//! Bytes in, files out: no network, no clock, no environment. Data flows one way:
//!
//! ```text
//! csdl       text to a syntax tree with byte spans
//! documents  the same from XML and JSON, of one file or several
//! openapi    the same from OpenAPI
//! schema     names resolved, inheritance linked
//! patch      what the metadata says wrong, corrected
//! slice      which types, members and operations are wanted, and why
//! overlay    what `slices.toml` knows and the metadata does not
//! rust       the wanted part in Rust's terms
//! emit       Rust's terms to source files
//! surface    Rust's terms to a line per public item, and which of them changed
//! output     the expected tree of files against the one that is there
//! drift      two schemas side by side: what changed, and whom it breaks
//! ```
//!
//! `diagnostics` is what every stage reports its findings with; `config` is `slices.toml`.

pub mod canonical;
pub mod clouds;
pub mod config;
pub mod csdl;
pub mod diagnostics;
pub mod documents;
pub mod drift;
pub mod emit;
pub mod foreign;
pub mod limits;
pub mod openapi;
pub mod output;
pub mod overlay;
pub mod patch;
pub mod permissions;
pub mod picture;
mod pipeline;
pub mod rust;
pub mod schema;
pub mod slice;
pub mod surface;
mod tree;

pub use pipeline::{
    ApiSummary, Generation, Requirements, Surroundings, catalogued, check, compared,
    compared_slice, explain, generate, losses, offered, pictured, projected, reconfigured,
    requirements,
};
