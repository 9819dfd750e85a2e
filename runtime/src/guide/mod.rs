//! How to do things, a page each. All code on these pages is compiled and run.
//!
//! The pages use `msgraph-operations`, the crate of Graph's long-running operations; what they say holds for every
//! generated crate, and its `msgraph_core` is this crate.

#[doc = include_str!("getting_started.md")]
pub mod getting_started {}

#[doc = include_str!("long_running_operations.md")]
pub mod long_running_operations {}

#[doc = include_str!("open_enums.md")]
pub mod open_enums {}

#[doc = include_str!("null_and_absent.md")]
pub mod null_and_absent {}

#[doc = include_str!("values.md")]
pub mod values {}

#[doc = include_str!("pages.md")]
pub mod pages {}

#[doc = include_str!("errors_and_retries.md")]
pub mod errors_and_retries {}

#[doc = include_str!("clouds_and_credentials.md")]
pub mod clouds_and_credentials {}

#[doc = include_str!("sign_in.md")]
pub mod sign_in {}

#[doc = include_str!("change_notifications.md")]
pub mod change_notifications {}

#[doc = include_str!("testing.md")]
pub mod testing {}

#[doc = include_str!("versions.md")]
pub mod versions {}

#[doc = include_str!("your_own_slice.md")]
pub mod your_own_slice {}

#[doc = include_str!("reviewing_drift.md")]
pub mod reviewing_drift {}

#[doc = include_str!("from_graph_rs_sdk.md")]
pub mod from_graph_rs_sdk {}

#[doc = include_str!("compared_with_kiota.md")]
pub mod compared_with_kiota {}
