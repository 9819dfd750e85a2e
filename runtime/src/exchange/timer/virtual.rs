//! Time that passes when it is told to.

use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};
use std::time::{Duration, SystemTime};

use super::Timer;
use crate::exchange::future::BoxFuture;

/// A clock for tests: who sleeps moves it forward, and does not wait.
///
/// Timeouts end when others sleep past them, or [`advance`](Self::advance) is called. Clones share
/// the clock.
///
/// ```
/// # use std::time::Duration;
/// use msgraph_core::{Timer, VirtualTimer};
///
/// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
/// let timer = VirtualTimer::new();
/// timer.sleep(Duration::from_secs(3600)).await;
/// assert_eq!(timer.now(), Duration::from_secs(3600));
/// assert_eq!(timer.sleeps(), [Duration::from_secs(3600)]);
/// # });
/// ```
#[derive(Clone, Debug)]
pub struct VirtualTimer(Arc<Clock>);

#[derive(Debug)]
struct Clock {
    start: SystemTime,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    now: Duration,
    sleeps: Vec<Duration>,
    waiting: Vec<(Duration, Waker)>,
}

impl VirtualTimer {
    /// A clock that shows 1994-11-06T08:49:37Z, the date of the examples of HTTP
    /// ([RFC 9110, 5.6.7](https://www.rfc-editor.org/rfc/rfc9110#section-5.6.7)).
    #[must_use]
    pub fn new() -> Self {
        Self::starting_at(SystemTime::UNIX_EPOCH + Duration::from_secs(784_111_777))
    }

    /// A clock that shows `start`.
    #[must_use]
    pub fn starting_at(start: SystemTime) -> Self {
        let state = Mutex::default();
        Self(Arc::new(Clock { start, state }))
    }

    /// Every sleep so far, in the order in which they began.
    #[must_use]
    pub fn sleeps(&self) -> Vec<Duration> {
        self.0.lock().sleeps.clone()
    }

    /// Lets `duration` pass.
    pub fn advance(&self, duration: Duration) {
        self.0.advance(duration);
    }
}

impl Default for VirtualTimer {
    fn default() -> Self {
        Self::new()
    }
}

impl Timer for VirtualTimer {
    fn now(&self) -> Duration {
        self.0.lock().now
    }

    fn wall_clock(&self) -> SystemTime {
        let now = self.now();
        self.0.start.checked_add(now).unwrap_or(self.0.start)
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        let clock = Arc::clone(&self.0);
        Box::pin(async move {
            clock.lock().sleeps.push(duration);
            clock.advance(duration);
        })
    }

    fn timeout(&self, duration: Duration) -> BoxFuture<'static, ()> {
        Box::pin(Timeout {
            until: self.now().saturating_add(duration),
            clock: Arc::clone(&self.0),
        })
    }
}

impl Clock {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn advance(&self, duration: Duration) {
        let mut state = self.lock();
        let now = state.now.saturating_add(duration);
        state.now = now;
        let waiting = std::mem::take(&mut state.waiting);
        let (due, later): (Vec<_>, Vec<_>) =
            waiting.into_iter().partition(|(until, _)| *until <= now);
        state.waiting = later;
        drop(state);
        for (_, waker) in due {
            waker.wake();
        }
    }
}

struct Timeout {
    until: Duration,
    clock: Arc<Clock>,
}

impl Future for Timeout {
    type Output = ();

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let mut state = self.clock.lock();
        if state.now >= self.until {
            return Poll::Ready(());
        }
        let waker = context.waker().clone();
        state.waiting.push((self.until, waker));
        Poll::Pending
    }
}
