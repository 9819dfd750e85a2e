//! How much is read: far more than any service has, and so little that reading ends within seconds.
//!
//! Metadata comes from elsewhere. Whatever it says, the generator takes time and memory in proportion to
//! the size of the document, and stops with a diagnostic where that would be too much:
//!
//! | limit | of | diagnostic |
//! |---|---|---|
//! | [`BYTES`] | a document | E0102 |
//! | [`DEPTH`] | elements in each other | E0108 |
//! | [`ATTRIBUTES`] | an element, declarations of namespaces among them | E0108 |
//! | [`CHILDREN`] | an element | E0108 |
//! | [`TEXT`] | the value of an attribute, or the text in an element | E0108 |
//! | [`TYPES`] | a document | E0216 |
//! | [`OVERLOADS`] | actions and functions of one name | E0216 |
//! | [`KEY_PARTS`] | a key | E0216 |
//! | [`BASES`] | a type and its bases | E0214 |
//! | [`COPIES`] | what is said once and stands in many places of the crate | E0215 |
//!
//! What a slice does not need is passed over, not read; of its limits there is [`DEPTH`].
//!
//! Identifiers and file names are cut at 96 bytes; the names on the wire stay as they are.

/// Bytes in a document. The largest known, the beta of Microsoft Graph, has 8 MB.
pub const BYTES: usize = 64 << 20;

/// Elements in each other. Real metadata stays below 20.
pub const DEPTH: usize = 100;

/// Attributes of an element. CSDL defines at most a dozen.
pub const ATTRIBUTES: usize = 64;

/// Elements directly in one other. The schema of Microsoft Graph has 5,000.
pub const CHILDREN: usize = 100_000;

/// Bytes in the value of an attribute, or in the text of an element. Descriptions have some hundred.
pub const TEXT: usize = 1 << 20;

/// Types in a document. Microsoft Graph has 4,000.
pub const TYPES: usize = 50_000;

/// Actions and functions of one name. Microsoft Graph has 34 that are called `delta`.
pub const OVERLOADS: usize = 1_000;

/// Properties in a key.
pub const KEY_PARTS: usize = 32;

/// A type with all its bases. Redfish, which derives each version from the one before, has 61. Rust goes through as many
/// `Deref`s on the way to an inherited member, and takes 128 by default. What depth costs is in `BENCHMARKS.md`.
pub const BASES: usize = 100;

/// Members and operations of base types, counted once for each type that inherits them, overloads, once
/// for each import of them, and annotations, once for each overload that they are about: what a small
/// document can multiply. Microsoft Graph comes to 6,000.
pub const COPIES: usize = 250_000;
