//! Questions that programs ask of an error.

use http::StatusCode;

use super::{Error, ErrorKind};

impl Error {
    /// Whether the service has had too many requests and wants to be asked later: 429, 509, or 503
    /// with a `Retry-After`.
    #[must_use]
    pub fn is_throttled(&self) -> bool {
        match self.status().map(|status| status.as_u16()) {
            Some(429 | 509) => true,
            Some(503) => self
                .headers()
                .is_some_and(|headers| headers.contains_key(http::header::RETRY_AFTER)),
            _ => false,
        }
    }

    /// Whether there is no such thing: 404.
    #[must_use]
    pub fn is_not_found(&self) -> bool {
        self.has_status(StatusCode::NOT_FOUND)
    }

    /// Whether it is no longer there: 410, with which an old delta link is answered.
    #[must_use]
    pub fn is_gone(&self) -> bool {
        self.has_status(StatusCode::GONE)
    }

    /// Whether it conflicts with what is there: 409.
    #[must_use]
    pub fn is_conflict(&self) -> bool {
        self.has_status(StatusCode::CONFLICT)
    }

    /// Whether it has changed since it was read: 412.
    #[must_use]
    pub fn is_precondition_failed(&self) -> bool {
        self.has_status(StatusCode::PRECONDITION_FAILED)
    }

    /// Whether the token is not accepted: 401.
    #[must_use]
    pub fn is_unauthorized(&self) -> bool {
        self.has_status(StatusCode::UNAUTHORIZED)
    }

    /// Whether the token is accepted but does not allow this: 403.
    #[must_use]
    pub fn is_forbidden(&self) -> bool {
        self.has_status(StatusCode::FORBIDDEN)
    }

    /// Whether a time limit is over: the client's, the transport's, or the service's (408, 504).
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        self.0.loss.timed_out
            || self.has_status(StatusCode::REQUEST_TIMEOUT)
            || self.has_status(StatusCode::GATEWAY_TIMEOUT)
    }

    /// Returns true if the same request may well succeed later: the service is too busy or not there (429, 502, 503, 504, 509), a
    /// time limit is over, or no answer came for a reason that need not last.
    ///
    /// The client has tried again already, as its [`Retry`](crate::Retry) says. Whether a request may be sent once more is
    /// another question: [`may_have_executed`](Self::may_have_executed).
    ///
    /// ```
    /// use msgraph_core::{Error, TransportError};
    ///
    /// assert!(Error::from(TransportError::new("connection reset")).is_transient());
    /// assert!(!Error::from(TransportError::new("unknown issuer").with_permanent()).is_transient());
    /// ```
    #[must_use]
    pub fn is_transient(&self) -> bool {
        let is_busy = |status: StatusCode| matches!(status.as_u16(), 429 | 502 | 503 | 504 | 509);
        match self.status() {
            Some(status) => is_busy(status) || self.is_timeout(),
            None => self.is_passing_loss() || self.is_timeout(),
        }
    }

    /// Whether the service may have done what was asked although this error says that it is not
    /// known to have succeeded. Such a request should not be sent again blindly.
    ///
    /// It is about all attempts: one that was lost counts, though a later one was refused. A request that only reads is
    /// never said to have been executed.
    #[must_use]
    pub fn may_have_executed(&self) -> bool {
        if self.kind() == ErrorKind::Operation {
            // The service had begun; how far it got is what the operation tells.
            return true;
        }
        self.0
            .call
            .as_ref()
            .is_some_and(|call| call.may_have_executed)
    }

    fn has_status(&self, status: StatusCode) -> bool {
        self.status() == Some(status)
    }
}
