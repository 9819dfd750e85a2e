//! A miniature of a generated crate, for the tests of what generated crates stand on.

// Each test uses some of it, as a program uses some of a generated crate.
#![allow(dead_code, unused_imports, missing_docs, unreachable_pub)]
// What the generator writes takes values that it only reads, and hands values back whole.
#![allow(clippy::needless_pass_by_value, clippy::result_large_err)]
// Failing is what a test is for.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

pub mod models;
pub mod requests;
pub mod script;
#[cfg(feature = "reqwest")]
pub mod server;

pub mod v1_0 {
    use super::requests::UserCollectionRequestBuilder;

    pub struct Graph(msgraph_core::Target);

    impl Graph {
        pub fn new(client: msgraph_core::Client) -> Self {
            Self(client.service("v1.0"))
        }

        pub fn users(&self) -> UserCollectionRequestBuilder {
            UserCollectionRequestBuilder::with_target(self.0.segment("users"))
        }
    }
}
