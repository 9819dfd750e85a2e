//! Limits of time.

use std::future::poll_fn;
use std::task::Poll;
use std::time::Duration;

use crate::exchange::timer::Timer;

/// What `future` yields, unless `limit` is over before.
pub(crate) async fn within<T>(
    timer: &dyn Timer,
    limit: Option<Duration>,
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
        timeout.as_mut().poll(context).map(|()| None)
    })
    .await
}
