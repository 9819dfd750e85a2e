//! Why a notification does not count.

use std::fmt;

/// Why a notification, or what it brings, is not believed or not read.
///
/// Says which check failed, and nothing of the content.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum NotificationError {
    /// A certificate or key cannot be used.
    Certificate(&'static str),
    /// There is no encrypted content.
    NotEncrypted,
    /// There is no key for the certificate with this id.
    UnknownCertificate(String),
    /// The content is not as Graph encrypts it: something was changed, cut off or damaged.
    Tampered,
    /// The same content was decrypted before.
    Replayed,
    /// A validation token is missing or refused, because of this.
    Token(&'static str),
    /// The keys of the authority cannot be had.
    Keys(String),
    /// The resource is not of the type that was asked for, or no JSON.
    Resource(String),
}

impl fmt::Display for NotificationError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Certificate(reason) => f.write_str(reason),
            Self::NotEncrypted => f.write_str("the notification has no encrypted content"),
            Self::UnknownCertificate(id) => write!(f, "there is no key for certificate {id:?}"),
            Self::Tampered => f.write_str("the encrypted content is not as it was sent"),
            Self::Replayed => f.write_str("the encrypted content was received before"),
            Self::Token(reason) => write!(f, "the validation tokens are refused: {reason}"),
            Self::Keys(reason) => write!(f, "the keys of the authority cannot be had: {reason}"),
            Self::Resource(reason) => write!(f, "the resource cannot be read: {reason}"),
        }
    }
}

impl std::error::Error for NotificationError {}
