//! Conversions to and from the types of other crates, each behind a feature of its name.
//!
//! From values, which are texts, they can fail: for texts that mean nothing, and for meanings that
//! the other type cannot hold, which never wrap. Digits after the nanoseconds are dropped.

#[cfg(feature = "chrono-0_4")]
mod chrono;
#[cfg(feature = "jiff-0_2")]
mod jiff;
#[cfg(feature = "rust_decimal")]
mod rust_decimal;
#[cfg(feature = "time-0_3")]
mod time;
#[cfg(feature = "uuid")]
mod uuid;
