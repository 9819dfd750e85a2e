//! Bodies that stream: downloads that go on where they broke, uploads, and what is left of them on the disk.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)] // failing is what a test is for

mod bodies;
mod download;
mod range_server;

use std::time::Duration;

use msgraph_core::{Client, Media, Retry};

fn client(base: &str) -> Client {
    let retry = Retry::new().with_first_wait(Duration::from_millis(1));
    Client::loopback(base).unwrap().with_retry(retry)
}

fn content(client: &Client) -> Media {
    client.service("v1.0").segment("item").media("content")
}

/// Bytes of which no two stretches are alike.
fn bytes(length: usize) -> Vec<u8> {
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut next = move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.to_le_bytes()[3]
    };
    (0..length).map(|_| next()).collect()
}
