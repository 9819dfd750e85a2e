//! Stand-ins for the service, for the tests of programs: without a network, and without waiting.
//!
//! With the feature `test-support`, which generated crates pass on; it belongs under `[dev-dependencies]`.
//!
//! - [`FakeGraph`] has collections, and operations that take one step whenever they are asked for.
//! - [`FakeTransport`] gives the answers that it was made with, one for each request.
//!
//! Both remember what they were asked ([`Received`]). Their clients wait on a [`VirtualTimer`],
//! so that an hour of `Retry-After` takes no time and can still be looked at afterwards. What a test did not prepare
//! is an error that is not retried and says which request it was about.

mod answer;
mod graph;
mod received;
mod transport;

pub use answer::Answer;
pub use graph::{FakeGraph, Start};
pub use received::Received;
pub use transport::FakeTransport;

use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::exchange::client::Client;
use crate::exchange::cloud::Cloud;
use crate::exchange::credential::StaticToken;
use crate::exchange::timer::VirtualTimer;
use crate::exchange::transport::Transport;

/// The client of a fake: all of it is real, but what sends and what waits.
fn client(transport: impl Transport + 'static, timer: VirtualTimer) -> Client {
    Client::with_transport(Cloud::Global, StaticToken::new("fake"), transport).with_timer(timer)
}

/// What a mutex holds. A test that failed while it held the lock is no reason to fail another.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests;
