//! Time as tokio has it, so that a paused tokio clock pauses clients too.

use std::sync::OnceLock;
use std::time::Duration;

use tokio::runtime::Handle;
use tokio::time::Instant;

use crate::exchange::future::BoxFuture;

pub(super) fn now() -> Duration {
    static START: OnceLock<Instant> = OnceLock::new();
    Instant::now().saturating_duration_since(*START.get_or_init(Instant::now))
}

/// `None` where there is no runtime.
pub(super) fn sleep(duration: Duration) -> Option<BoxFuture<'static, ()>> {
    Handle::try_current().ok()?;
    Some(Box::pin(tokio::time::sleep(duration)))
}
