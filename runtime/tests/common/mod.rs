//! A miniature of a generated crate, for the tests of what generated crates stand on.

#![allow(dead_code, unused_imports, missing_docs, unreachable_pub)] // each test uses some of it

pub mod models;
pub mod requests;
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
