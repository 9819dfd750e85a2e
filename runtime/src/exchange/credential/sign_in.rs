//! A sign-in that several callers wait for.

use std::collections::BTreeMap;
use std::fmt;
use std::future::poll_fn;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Wake, Waker};
use std::time::SystemTime;

use super::AccessToken;
use crate::error::Error;
use crate::exchange::future::BoxFuture;

type Outcome = Result<AccessToken, Error>;

/// A question to a credential. Whoever waits for it drives it; who gives up leaves it to the others.
pub(super) struct SignIn {
    pub(super) claims: Option<String>,
    pub(super) began: SystemTime,
    progress: Mutex<Progress>,
    waiting: Arc<Waiting>,
}

enum Progress {
    Going(BoxFuture<'static, Outcome>),
    Done(Outcome),
}

/// Those who wait, one waker each.
#[derive(Default)]
struct Waiting(Mutex<Wakers>);

#[derive(Default)]
struct Wakers {
    last: u64,
    wakers: BTreeMap<u64, Waker>,
}

impl SignIn {
    pub(super) fn new(
        claims: Option<&str>,
        began: SystemTime,
        question: BoxFuture<'static, Outcome>,
    ) -> Self {
        Self {
            claims: claims.map(str::to_owned),
            began,
            progress: Mutex::new(Progress::Going(question)),
            waiting: Arc::default(),
        }
    }

    /// Goes on with it, and tells what has come of it.
    pub(super) fn advance(&self) -> Poll<Outcome> {
        let mut progress = self.progress.lock().unwrap_or_else(PoisonError::into_inner);
        if let Progress::Going(question) = &mut *progress {
            let waker = Waker::from(Arc::clone(&self.waiting));
            match question.as_mut().poll(&mut Context::from_waker(&waker)) {
                Poll::Ready(outcome) => *progress = Progress::Done(outcome),
                Poll::Pending => return Poll::Pending,
            }
            drop(waker);
            self.waiting.wake_by_ref();
        }
        match &*progress {
            Progress::Done(Ok(token)) => Poll::Ready(Ok(token.clone())),
            Progress::Done(Err(error)) => Poll::Ready(Err(error.copy())),
            Progress::Going(_) => Poll::Pending,
        }
    }

    /// Waits for the end.
    pub(super) async fn outcome(&self) -> Outcome {
        let place = self.waiting.enter();
        poll_fn(|context| {
            place.renew(context.waker());
            self.advance()
        })
        .await
    }
}

/// Gives its waker up when it is dropped.
struct Place<'a> {
    waiting: &'a Waiting,
    number: u64,
}

impl Waiting {
    fn enter(&self) -> Place<'_> {
        let mut wakers = self.lock();
        wakers.last += 1;
        Place {
            waiting: self,
            number: wakers.last,
        }
    }

    fn lock(&self) -> MutexGuard<'_, Wakers> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Place<'_> {
    fn renew(&self, waker: &Waker) {
        let mut wakers = self.waiting.lock();
        wakers.wakers.insert(self.number, waker.clone());
    }
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        self.waiting.lock().wakers.remove(&self.number);
    }
}

/// All are woken, as any of them may be the next to be dropped.
impl Wake for Waiting {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        let wakers = std::mem::take(&mut self.lock().wakers);
        for waker in wakers.into_values() {
            waker.wake();
        }
    }
}

impl fmt::Debug for SignIn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SignIn").finish_non_exhaustive()
    }
}
