//! Time: what it is, and how to let it pass.

#[cfg_attr(feature = "tokio-1", allow(dead_code))] // it is the fallback outside of a runtime
mod thread;
#[cfg(feature = "tokio-1")]
mod tokio;
mod r#virtual;

pub use r#virtual::VirtualTimer;

use std::fmt;
use std::time::{Duration, SystemTime};

use crate::exchange::future::BoxFuture;

/// The clock by which a client waits: between attempts, between questions after a long-running
/// operation, for an answer.
///
/// The default uses tokio where there is a tokio runtime, and a thread of its own elsewhere.
/// [`VirtualTimer`] is for tests.
///
/// ```
/// use std::time::{Duration, SystemTime};
/// use msgraph_core::{BoxFuture, SystemTimer, Timer};
///
/// /// Waits half as long.
/// struct Impatient;
///
/// impl Timer for Impatient {
///     fn now(&self) -> Duration {
///         SystemTimer.now()
///     }
///
///     fn wall_clock(&self) -> SystemTime {
///         SystemTimer.wall_clock()
///     }
///
///     fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
///         SystemTimer.sleep(duration / 2)
///     }
/// }
/// # let _: &dyn Timer = &Impatient;
/// ```
pub trait Timer: Send + Sync {
    /// The time since some moment in the past, the same for every call. It never goes back.
    fn now(&self) -> Duration;

    /// The time of day, against which the dates of HTTP are held.
    fn wall_clock(&self) -> SystemTime {
        SystemTime::now()
    }

    /// Is ready after `duration`.
    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()>;

    /// Is ready after `duration`, while something else is going on that may take that long.
    ///
    /// Unlike [`sleep`](Self::sleep) this is no pause that a virtual clock may jump over.
    fn timeout(&self, duration: Duration) -> BoxFuture<'static, ()> {
        self.sleep(duration)
    }
}

impl fmt::Debug for dyn Timer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Timer")
    }
}

/// The real time, by which clients wait unless they are told otherwise.
///
/// ```
/// use msgraph_core::{SystemTimer, Timer as _};
///
/// let before = SystemTimer.now();
/// assert!(SystemTimer.now() >= before);
/// ```
#[derive(Clone, Copy, Debug)]
pub struct SystemTimer;

#[cfg(not(feature = "tokio-1"))]
impl Timer for SystemTimer {
    fn now(&self) -> Duration {
        thread::now()
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        thread::sleep(duration)
    }
}

#[cfg(feature = "tokio-1")]
impl Timer for SystemTimer {
    fn now(&self) -> Duration {
        tokio::now()
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        tokio::sleep(duration).unwrap_or_else(|| thread::sleep(duration))
    }
}

#[cfg(test)]
mod tests;
