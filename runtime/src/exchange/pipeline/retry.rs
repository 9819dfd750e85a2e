//! Sends again what failed for now.

use std::time::{Duration, SystemTime};

use http::header::RETRY_AFTER;
use http::{Request, Response, StatusCode};

use super::Next;
use super::Settings;
use super::retry_after;
use crate::error::Error;
use crate::exchange::trace;
use crate::exchange::transport::Body;

/// When a request is sent again.
///
/// That is after 429 and 509 (too many requests), 503 and 504 (not now), and where no answer came. The
/// client waits as long as `Retry-After` says. Without that, it waits for half to the whole of a
/// time that doubles with each attempt. A wait that would be longer than allowed is not begun:
/// the answer is passed on as it is.
///
/// Only what is safe to send again is. GET, PUT and DELETE always are. POST and PATCH are after
/// 429, after 503 and 509 with a `Retry-After`, and where no connection was made; in all other
/// cases the service may have done what was asked, and only requests that say
/// [`with_resend`](crate::Request::with_resend) are sent again. A stream that is read only once is not sent again after
/// any of it was read.
///
/// ```
/// use std::time::Duration;
/// use msgraph_core::Retry;
///
/// let retry = Retry::new().with_max_attempts(6).with_max_wait(Duration::from_secs(30));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub struct Retry {
    max_attempts: u32,
    min_wait: Duration,
    max_wait: Duration,
    max_total: Duration,
}

/// Marks a request that may be sent again even if the service has executed it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Resend;

impl Retry {
    /// Four attempts; waits of one second and more, at most two minutes; five minutes for all.
    pub const fn new() -> Self {
        Self {
            max_attempts: 4,
            min_wait: Duration::from_secs(1),
            max_wait: Duration::from_secs(120),
            max_total: Duration::from_secs(300),
        }
    }

    /// One attempt.
    pub const fn never() -> Self {
        Self::new().with_max_attempts(1)
    }

    /// At most this many attempts, the first included.
    pub const fn with_max_attempts(mut self, attempts: u32) -> Self {
        self.max_attempts = attempts;
        self
    }

    /// The longest first wait where the service does not say how long. Each next one is twice as
    /// long.
    pub const fn with_first_wait(mut self, wait: Duration) -> Self {
        self.min_wait = wait;
        self
    }

    /// No single wait is longer than this.
    pub const fn with_max_wait(mut self, wait: Duration) -> Self {
        self.max_wait = wait;
        self
    }

    /// No wait ends later than this after the first attempt began.
    pub const fn with_max_total(mut self, total: Duration) -> Self {
        self.max_total = total;
        self
    }

    /// How long to wait before the attempt after number `attempts`, if there is to be one.
    ///
    /// A service that asks for no wait at all, or for one until a time that is over, is given one all the same: it has
    /// just refused.
    pub(crate) fn wait(
        &self,
        asked: Option<Duration>,
        past: &Past,
        random: u64,
    ) -> Option<Duration> {
        if past.attempts >= self.max_attempts {
            return None;
        }
        let wait = match asked.filter(|wait| !wait.is_zero()) {
            Some(wait) if wait > self.max_wait => return None,
            Some(wait) => wait,
            None => self.backoff(past.attempts, random),
        };
        let fits = past.elapsed.saturating_add(wait) <= self.max_total;
        fits.then_some(wait)
    }

    fn backoff(&self, attempts: u32, random: u64) -> Duration {
        let doubled = 2_u32.saturating_pow(attempts.saturating_sub(1));
        let whole = self.min_wait.saturating_mul(doubled).min(self.max_wait);
        #[allow(clippy::cast_precision_loss)] // a little less random
        let jitter = random as f64 / u64::MAX as f64;
        whole.mul_f64(0.5 + jitter / 2.0).min(whole)
    }
}

impl Default for Retry {
    fn default() -> Self {
        Self::new()
    }
}

/// What has been tried.
pub(crate) struct Past {
    pub(crate) attempts: u32,
    pub(crate) elapsed: Duration,
}

impl Settings {
    /// Sends `request` until it has an answer that stands.
    pub(crate) async fn send_and_retry(
        &self,
        request: Request<Body>,
    ) -> Result<Response<Body>, Error> {
        let start = self.timer.now();
        let mut attempts = 0;
        loop {
            attempts += 1;
            let attempt = Next::attempt(self).send(request.clone());
            let outcome = trace::attempt(&request, attempts, attempt).await;
            if !is_worth_another(&request, &outcome) {
                return outcome;
            }
            let past = Past {
                attempts,
                elapsed: self.timer.now().saturating_sub(start),
            };
            let asked = asked(&outcome, self.timer.wall_clock());
            let Some(wait) = self.retry.wait(asked, &past, (self.random)()) else {
                return outcome;
            };
            trace::waiting(wait);
            self.timer.sleep(wait).await;
        }
    }
}

type Outcome = Result<Response<Body>, Error>;

fn asked(outcome: &Outcome, now: SystemTime) -> Option<Duration> {
    retry_after(outcome.as_ref().ok()?.headers(), now)
}

/// Whether the outcome may be another next time, and trying does no harm.
fn is_worth_another(request: &Request<Body>, outcome: &Outcome) -> bool {
    if !request.body().is_replayable() {
        return false;
    }
    let repeatable =
        request.method().is_idempotent() || request.extensions().get::<Resend>().is_some();
    match outcome {
        Ok(response) => is_for_now(response, repeatable),
        Err(error) => error.is_passing_loss() && (repeatable || error.is_not_sent()),
    }
}

/// Whether the service refuses for now only. A request that is not `repeatable` must not have been executed.
pub(crate) fn is_for_now<B>(response: &Response<B>, repeatable: bool) -> bool {
    let told = response.headers().contains_key(RETRY_AFTER);
    match response.status() {
        StatusCode::TOO_MANY_REQUESTS => true,
        StatusCode::SERVICE_UNAVAILABLE => repeatable || told,
        status if status.as_u16() == 509 => repeatable || told,
        StatusCode::GATEWAY_TIMEOUT => repeatable,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: Duration = Duration::from_secs(1);

    fn past(attempts: u32, seconds: u64) -> Past {
        let elapsed = Duration::from_secs(seconds);
        Past { attempts, elapsed }
    }

    #[test]
    fn waits_double_between_half_and_whole() {
        let retry = Retry::new().with_max_attempts(u32::MAX);
        for (attempts, whole) in [
            (1, 1),
            (2, 2),
            (3, 4),
            (7, 64),
            (8, 120),
            (4_000_000_000, 120),
        ] {
            let whole = whole * SECOND;
            let wait = |random| retry.wait(None, &past(attempts, 0), random).unwrap();
            assert_eq!(wait(0), whole / 2);
            assert_eq!(wait(u64::MAX), whole);
            assert!((whole / 2..whole).contains(&wait(u64::MAX / 2)));
        }
    }

    #[test]
    fn what_the_service_asks_is_kept_to_the_letter_or_not_at_all() {
        let retry = Retry::new();
        let asked = Duration::from_secs_f64(2.128);
        assert_eq!(retry.wait(Some(asked), &past(1, 0), 7), Some(asked));
        assert_eq!(retry.wait(Some(121 * SECOND), &past(1, 0), 7), None);
        assert_eq!(retry.wait(Some(Duration::MAX), &past(1, 0), 7), None);
    }

    #[test]
    fn attempts_and_time_end() {
        let retry = Retry::new();
        assert!(retry.wait(None, &past(3, 0), 0).is_some());
        assert!(retry.wait(None, &past(4, 0), 0).is_none());
        assert!(retry.wait(Some(10 * SECOND), &past(1, 290), 0).is_some());
        assert!(retry.wait(Some(10 * SECOND), &past(1, 291), 0).is_none());
        assert!(Retry::never().wait(None, &past(1, 0), 0).is_none());
    }
}
