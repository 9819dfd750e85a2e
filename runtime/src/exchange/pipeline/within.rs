//! Limits of time.

use std::future::poll_fn;
use std::task::{Poll, ready};
use std::time::Duration;

use crate::exchange::timer::Timer;

/// Returns what `future` yields, unless `limit` is over before.
pub(crate) async fn within<T>(
    timer: &dyn Timer,
    limit: Option<Duration>,
    future: impl Future<Output = T>,
) -> Option<T> {
    while_left(timer, limit, |_| Duration::ZERO, future).await
}

/// Returns what `future` yields, unless no time is left: first the `limit`, and whenever that is over, what `left` says of it.
pub(super) async fn while_left<T>(
    timer: &dyn Timer,
    limit: Option<Duration>,
    left: impl Fn(Duration) -> Duration,
    future: impl Future<Output = T>,
) -> Option<T> {
    let Some(limit) = limit else {
        return Some(future.await);
    };
    let mut future = std::pin::pin!(future);
    let mut timeout = timer.timeout(limit);
    poll_fn(|context| {
        if let Poll::Ready(output) = future.as_mut().poll(context) {
            return Poll::Ready(Some(output));
        }
        loop {
            ready!(timeout.as_mut().poll(context));
            let left = left(limit);
            if left.is_zero() {
                return Poll::Ready(None);
            }
            timeout = timer.timeout(left);
        }
    })
    .await
}
