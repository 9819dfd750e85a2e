//! Taking turns.

use std::future::poll_fn;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::task::{Poll, Waker};

/// A lock that is waited for without holding up the thread.
#[derive(Debug, Default)]
pub(super) struct Turn(Mutex<State>);

#[derive(Debug, Default)]
struct State {
    taken: bool,
    waiting: Vec<Waker>,
}

/// Gives the turn back when it is dropped, also where a request is given up in the middle.
pub(super) struct Taken<'a>(&'a Turn);

impl Turn {
    pub(super) fn try_take(&self) -> Option<Taken<'_>> {
        let mut state = self.lock();
        let free = !state.taken;
        state.taken = true;
        // Not `then_some`: one that is not free must not be given back.
        free.then(|| Taken(self))
    }

    pub(super) async fn take(&self) -> Taken<'_> {
        poll_fn(|context| {
            let mut state = self.lock();
            if state.taken {
                state.waiting.push(context.waker().clone());
                return Poll::Pending;
            }
            state.taken = true;
            Poll::Ready(Taken(self))
        })
        .await
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Taken<'_> {
    fn drop(&mut self) {
        let mut state = self.0.lock();
        state.taken = false;
        let waiting = std::mem::take(&mut state.waiting);
        drop(state);
        for waker in waiting {
            waker.wake();
        }
    }
}
