//! Time without a runtime: one thread that wakes whoever waits.

use std::collections::BTreeMap;
use std::pin::Pin;
use std::sync::{Condvar, Mutex, MutexGuard, OnceLock, PoisonError};
use std::task::{Context, Poll, Waker};
use std::time::{Duration, Instant};

use crate::exchange::future::BoxFuture;

pub(super) fn now() -> Duration {
    static START: OnceLock<Instant> = OnceLock::new();
    START.get_or_init(Instant::now).elapsed()
}

pub(super) fn sleep(duration: Duration) -> BoxFuture<'static, ()> {
    Box::pin(Sleep {
        until: now().saturating_add(duration),
        key: None,
    })
}

struct Sleep {
    until: Duration,
    key: Option<Key>,
}

/// When, and which of those that wait for the same moment.
type Key = (Duration, u64);

impl Future for Sleep {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        if now() >= self.until {
            return Poll::Ready(());
        }
        let alarm = alarm();
        let mut waiting = alarm.lock();
        let until = self.until;
        let key = *self.key.get_or_insert_with(|| {
            waiting.last += 1;
            (until, waiting.last)
        });
        waiting.wakers.insert(key, context.waker().clone());
        alarm.changed.notify_one();
        Poll::Pending
    }
}

impl Drop for Sleep {
    fn drop(&mut self) {
        if let Some(key) = self.key {
            alarm().lock().wakers.remove(&key);
        }
    }
}

struct Alarm {
    waiting: Mutex<Waiting>,
    changed: Condvar,
}

struct Waiting {
    wakers: BTreeMap<Key, Waker>,
    last: u64,
}

impl Alarm {
    fn lock(&self) -> MutexGuard<'_, Waiting> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn run(&self) {
        let mut waiting = self.lock();
        loop {
            let due = waiting.wakers.first_entry();
            let pause = match due {
                None => Duration::MAX,
                Some(entry) => match entry.key().0.checked_sub(now()) {
                    Some(pause) if !pause.is_zero() => pause,
                    _ => {
                        let waker = entry.remove();
                        // A waker may run code that sleeps.
                        drop(waiting);
                        waker.wake();
                        waiting = self.lock();
                        continue;
                    }
                },
            };
            let pause = pause.min(Duration::from_secs(3600));
            waiting = match self.changed.wait_timeout(waiting, pause) {
                Ok((waiting, _)) => waiting,
                Err(poisoned) => poisoned.into_inner().0,
            };
        }
    }
}

fn alarm() -> &'static Alarm {
    static ALARM: Alarm = Alarm {
        waiting: Mutex::new(Waiting {
            wakers: BTreeMap::new(),
            last: 0,
        }),
        changed: Condvar::new(),
    };
    static THREAD: OnceLock<()> = OnceLock::new();
    THREAD.get_or_init(|| {
        std::thread::spawn(|| ALARM.run());
    });
    &ALARM
}
