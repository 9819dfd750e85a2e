//! What a client does about faults, over real sockets and in virtual time.

#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)] // failing is what a test is for

mod causes;
mod fault_server;
mod policies;
mod redirects;
mod retries;
mod timeouts;
mod tls;
mod tokens;
mod truncation;
mod wire;

use std::sync::LazyLock;

use fault_server::FaultServer;
use msgraph_core::{Client, Request, ReqwestTransport, StaticToken, VirtualTimer};

/// A client of `server` that waits in virtual time, always as short as it may.
fn client(server: &FaultServer) -> (Client, VirtualTimer) {
    /// Shared, because the certificates of the system take a while to read.
    static SOCKETS: LazyLock<ReqwestTransport> =
        LazyLock::new(|| ReqwestTransport::direct().unwrap());
    let timer = VirtualTimer::new();
    let token = StaticToken::new("loopback");
    let client = Client::loopback_with(&server.base, token, SOCKETS.clone()).unwrap();
    (client.with_timer(timer.clone()).with_random(|| 0), timer)
}

fn get(client: &Client) -> Request<msgraph_core::Bytes> {
    client.service("v1.0").segment("me").get()
}

fn post(client: &Client) -> Request<msgraph_core::Bytes> {
    let target = client.service("v1.0").segment("me");
    target.action("act", &msgraph_core::NoParameters)
}
