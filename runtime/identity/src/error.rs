//! Why nobody is signed in.

use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;

use msgraph_core::TransportError;
use oauth2::DeviceCodeErrorResponse;

use crate::advice::advice;

/// Why there is no token. Cheap to clone: all who wait for a sign-in get the same error.
///
/// Says the words of the authority, and what can be done about it where that is known. Holds no token and no secret.
#[derive(Clone)]
pub struct SignInError(Arc<Details>);

/// The kind of a [`SignInError`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum SignInErrorKind {
    /// The authority did not answer.
    Transport,
    /// The authority refuses.
    Refused,
    /// The answer of the authority cannot be read.
    Unreadable,
    /// The person did not sign in in time.
    TimedOut,
    /// The store of refresh tokens cannot be used.
    Store,
    /// Something is set up in a way that cannot work.
    Configuration,
}

#[derive(Clone)]
struct Details {
    kind: SignInErrorKind,
    code: Option<String>,
    message: String,
    aadsts: Option<u32>,
    claims: Option<String>,
    source: Option<Arc<dyn StdError + Send + Sync>>,
}

impl SignInError {
    pub(crate) fn configuration(message: &str) -> Self {
        Self::new(SignInErrorKind::Configuration, message)
    }

    pub(crate) fn transport(error: TransportError) -> Self {
        let message = "the authority did not answer";
        Self::new(SignInErrorKind::Transport, message).caused_by(error)
    }

    pub(crate) fn unreadable() -> Self {
        let message = "the answer of the authority cannot be read";
        Self::new(SignInErrorKind::Unreadable, message)
    }

    pub(crate) fn timed_out() -> Self {
        let message = "the person did not sign in in time";
        Self::new(SignInErrorKind::TimedOut, message)
    }

    pub(crate) fn store(error: &(dyn StdError + Send + Sync)) -> Self {
        let message = format!("the store of refresh tokens: {error}");
        Self::new(SignInErrorKind::Store, &message)
    }

    pub(crate) fn refused(code: &str, description: Option<&str>) -> Self {
        let mut refused = Self::new(SignInErrorKind::Refused, description.unwrap_or_default());
        let details = Arc::make_mut(&mut refused.0);
        details.aadsts = aadsts(&details.message);
        details.code = Some(plain(code));
        refused
    }

    pub(crate) fn with_claims(mut self, claims: Option<String>) -> Self {
        Arc::make_mut(&mut self.0).claims = claims;
        self
    }

    pub(crate) fn caused_by(mut self, source: impl StdError + Send + Sync + 'static) -> Self {
        Arc::make_mut(&mut self.0).source = Some(Arc::new(source));
        self
    }

    /// Whether a person can help by signing in again.
    pub(crate) fn needs_person(&self) -> bool {
        let codes = [
            "consent_required",
            "interaction_required",
            "invalid_grant",
            "login_required",
        ];
        self.code().is_some_and(|code| codes.contains(&code))
    }

    fn new(kind: SignInErrorKind, message: &str) -> Self {
        Self(Arc::new(Details {
            kind,
            code: None,
            message: plain(message),
            aadsts: None,
            claims: None,
            source: None,
        }))
    }

    /// The kind of this error.
    #[must_use]
    pub fn kind(&self) -> SignInErrorKind {
        self.0.kind
    }

    /// The code of OAuth, `invalid_client`, if the authority refuses.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.0.code.as_deref()
    }

    /// The number of Microsoft's code, 65001 for `AADSTS65001`
    /// ([list](https://learn.microsoft.com/entra/identity-platform/reference-error-codes)).
    #[must_use]
    pub fn aadsts(&self) -> Option<u32> {
        self.0.aadsts
    }

    /// What went wrong, in the words of the authority where it has any.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// What can be done about it, and by whom, for the codes that are met most often.
    #[must_use]
    pub fn advice(&self) -> Option<&'static str> {
        advice(self.0.aadsts?)
    }

    /// The claims, a JSON text, that the next token must satisfy. A web API passes them on to its caller in a challenge
    /// ([on-behalf-of](https://learn.microsoft.com/entra/identity-platform/v2-oauth2-on-behalf-of-flow#error-response-example)).
    #[must_use]
    pub fn claims(&self) -> Option<&str> {
        self.0.claims.as_deref()
    }
}

/// The first code in a text.
fn aadsts(text: &str) -> Option<u32> {
    let (_, rest) = text.split_once("AADSTS")?;
    let end = rest
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(rest.len());
    rest.get(..end)?.parse().ok()
}

/// A text on one line.
fn plain(text: &str) -> String {
    let words = text.split(|c: char| c.is_whitespace() || c.is_control());
    let words: Vec<_> = words.filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

impl From<DeviceCodeErrorResponse> for SignInError {
    fn from(refusal: DeviceCodeErrorResponse) -> Self {
        use oauth2::DeviceCodeErrorResponseType::ExpiredToken;
        if matches!(refusal.error(), ExpiredToken) {
            return Self::timed_out();
        }
        let description = refusal.error_description().map(String::as_str);
        Self::refused(refusal.error().as_ref(), description)
    }
}

impl From<SignInError> for msgraph_core::Error {
    fn from(error: SignInError) -> Self {
        Self::credential(error)
    }
}

impl fmt::Display for SignInError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.code(), self.message()) {
            (Some(code), "") => f.write_str(code)?,
            (Some(code), message) => write!(f, "{code}: {message}")?,
            (None, message) => f.write_str(message)?,
        }
        if let Some(advice) = self.advice() {
            write!(f, " ({advice})")?;
        }
        Ok(())
    }
}

impl fmt::Debug for SignInError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SignInError")
            .field("kind", &self.kind())
            .field("code", &self.code())
            .field("message", &self.message())
            .finish_non_exhaustive()
    }
}

impl StdError for SignInError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        let source = self.0.source.as_deref()?;
        Some(source)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_the_authority_are_kept() {
        let words = "AADSTS65001: The user or administrator has not consented to use the application.\r\nTrace ID: 1";
        let error = SignInError::refused("invalid_grant", Some(words));
        assert_eq!(error.aadsts(), Some(65001));
        let text = error.to_string();
        assert!(
            text.starts_with("invalid_grant: AADSTS65001: The user"),
            "{text}"
        );
        assert!(text.contains("has not consented"), "{text}");
        assert!(text.contains("an administrator"), "{text}");
        assert!(!text.contains('\n'), "{text}");
    }

    #[test]
    fn a_cause_is_told_once() {
        let error = SignInError::transport(TransportError::new("connection refused"));
        let error = msgraph_core::Error::from(error);
        let mut texts = vec![error.to_string()];
        let mut source = error.source();
        while let Some(cause) = source {
            texts.push(cause.to_string());
            source = cause.source();
        }
        let expected = [
            "no access token",
            "the authority did not answer",
            "connection refused",
        ];
        assert_eq!(texts, expected);
        assert_eq!(
            error.message(),
            "the authority did not answer: connection refused"
        );
    }

    #[test]
    fn codes_are_found_in_any_text() {
        for (text, expected) in [
            ("AADSTS50076: x", Some(50076)),
            ("x AADSTS90002 x", Some(90002)),
            ("AADSTS", None),
            ("AADSTSé1", None),
            ("AADSTS99999999999", None),
            ("", None),
        ] {
            assert_eq!(aadsts(text), expected, "{text}");
        }
    }
}
