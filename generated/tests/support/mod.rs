//! What stands in for the service.

// Each test uses some of it.
#![allow(dead_code)]
// Failing is what a test is for.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

#[cfg(feature = "reqwest")]
pub(crate) mod fake_graph;
#[cfg(feature = "reqwest")]
pub(crate) mod service;

use msgraph_operations::msgraph_core::{Client, Cloud, StaticToken, transport_fn};

/// The token of [`offline`].
pub(crate) const TOKEN: &str = "t0k3n";

/// A client that nothing may be sent through.
pub(crate) fn offline() -> Client {
    let transport = transport_fn(|request| async move { panic!("{} was sent", request.uri()) });
    Client::with_transport(Cloud::Global, StaticToken::new(TOKEN), transport)
}
