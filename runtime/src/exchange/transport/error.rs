//! The reason for which no answer came.

use std::error::Error as StdError;
use std::fmt;

use crate::error::{Error, ErrorKind, Loss, chain};

/// The reason for which no answer came.
///
/// Anything that a transport knows beyond that makes the difference between a request that is sent again
/// and one that is not.
///
/// ```
/// use msgraph_core::{Error, ErrorKind, TransportError};
///
/// let error = Error::from(TransportError::new("connection reset"));
/// assert_eq!(error.kind(), ErrorKind::Transport);
/// ```
#[derive(Debug)]
pub struct TransportError {
    source: Box<dyn StdError + Send + Sync>,
    loss: Loss,
}

impl TransportError {
    /// No answer came, because of `source`.
    pub fn new(source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self {
            source: source.into(),
            loss: Loss::default(),
        }
    }

    #[cfg(feature = "reqwest")]
    pub(super) fn with_loss(mut self, loss: Loss) -> Self {
        self.loss = loss;
        self
    }

    #[cfg(feature = "reqwest")]
    pub(super) fn loss(&self) -> Loss {
        self.loss
    }

    /// This error, of which it is known that not even a part of the request was sent: no
    /// connection.
    #[must_use]
    pub fn with_not_sent(mut self) -> Self {
        self.loss.not_sent = true;
        self
    }

    /// This error, which is the end of a time limit.
    #[must_use]
    pub fn with_timeout(mut self) -> Self {
        self.loss.timed_out = true;
        self
    }

    /// This error, which would happen again: a certificate that is not trusted.
    #[must_use]
    pub fn with_permanent(mut self) -> Self {
        self.loss.permanent = true;
        self
    }

    /// Returns true if it is known that not even a part of the request was sent.
    #[must_use]
    pub fn is_not_sent(&self) -> bool {
        self.loss.not_sent
    }

    /// Returns true if a time limit is over.
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        self.loss.timed_out
    }

    /// Returns true if the same would happen again.
    #[must_use]
    pub fn is_permanent(&self) -> bool {
        self.loss.permanent
    }
}

/// The cause itself; what caused that is behind `source`.
impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.source, f)
    }
}

impl StdError for TransportError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.source.source()
    }
}

/// No answer came. For implementations of [`Policy`](crate::Policy).
impl From<TransportError> for Error {
    fn from(error: TransportError) -> Self {
        Self::transport(error)
    }
}

impl Error {
    pub(crate) fn transport(error: TransportError) -> Self {
        let mut transport = Self::new(ErrorKind::Transport, chain(&error));
        transport.0.loss = error.loss;
        transport.caused_by(error.into())
    }
}
