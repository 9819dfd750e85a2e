//! Access tokens.

#[cfg(feature = "azure_core-1")]
mod azure;
mod cache;
mod sign_in;
#[cfg(test)]
mod tests;

#[cfg(feature = "azure_core-1")]
pub use azure::AzureCredential;
pub(crate) use cache::{TokenCache, Wanted};

use std::fmt;
use std::time::SystemTime;

use crate::error::Error;
use crate::exchange::future::BoxFuture;

/// Where access tokens come from.
///
/// The client keeps a token until shortly before the end that it says
/// ([`AccessToken::with_expiry`]); a credential whose tokens say nothing is asked before every
/// request. It is asked one question at a time, and all who need the answer share it: who gives up waiting does not
/// end it for the others. A token that is still valid is used while it is replaced, also if that hangs or fails, and a
/// challenge is answered by one sign-in, however many requests have met it.
///
/// A function is a credential through [`credential_fn`]. A type of one's own implements the trait with `Box::pin`; its
/// methods are not `async fn`, so that clients can hold any credential (the macro of `async-trait` writes other
/// lifetimes, which do not fit):
///
/// ```
/// use msgraph_core::{AccessToken, BoxFuture, Credential, Error};
///
/// struct FromEnvironment(&'static str);
///
/// impl Credential for FromEnvironment {
///     fn token<'a>(&'a self, _scope: &'a str) -> BoxFuture<'a, Result<AccessToken, Error>> {
///         Box::pin(async move {
///             let secret = std::env::var(self.0).map_err(Error::credential)?;
///             Ok(AccessToken::new(secret))
///         })
///     }
/// }
///
/// // Several clients share one behind an `Arc`.
/// let shared = std::sync::Arc::new(FromEnvironment("GRAPH_TOKEN"));
/// # let _: &dyn Credential = &shared;
/// ```
pub trait Credential: Send + Sync {
    /// A token for `scope`.
    fn token<'a>(&'a self, scope: &'a str) -> BoxFuture<'a, Result<AccessToken, Error>>;

    /// A token for `scope` that satisfies `claims`, a JSON text with which the service has answered
    /// ([claims challenge](https://learn.microsoft.com/entra/identity-platform/claims-challenge)).
    ///
    /// A credential that knows nothing of claims yields another token, which is the default.
    fn token_with_claims<'a>(
        &'a self,
        scope: &'a str,
        claims: &'a str,
    ) -> BoxFuture<'a, Result<AccessToken, Error>> {
        _ = claims;
        self.token(scope)
    }
}

/// A token that lets its bearer in. Never shown by `Debug`.
///
/// ```
/// use std::time::{Duration, SystemTime};
/// use msgraph_core::AccessToken;
///
/// let token = AccessToken::new("t0k3n").with_expiry(SystemTime::now() + Duration::from_secs(3600));
/// assert_eq!(token.secret(), "t0k3n");
/// assert!(!format!("{token:?}").contains("t0k3n"));
/// ```
#[derive(Clone)]
pub struct AccessToken {
    secret: String,
    expires: Option<SystemTime>,
    refresh: Option<SystemTime>,
}

impl AccessToken {
    /// The token with this text.
    #[must_use]
    pub fn new(secret: impl Into<String>) -> Self {
        Self {
            secret: secret.into(),
            expires: None,
            refresh: None,
        }
    }

    /// This token, which is no longer valid from `end` on. It is replaced five minutes before, or after
    /// half of its life if that is later.
    #[must_use]
    pub fn with_expiry(mut self, end: SystemTime) -> Self {
        self.expires = Some(end);
        self
    }

    /// This token, which is to be replaced from `time` on although it is still valid.
    #[must_use]
    pub fn with_refresh(mut self, time: SystemTime) -> Self {
        self.refresh = Some(time);
        self
    }

    /// The text.
    #[must_use]
    pub fn secret(&self) -> &str {
        &self.secret
    }
}

impl fmt::Debug for AccessToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AccessToken(…)")
    }
}

/// One token for everything, for as long as it lasts.
///
/// ```
/// use msgraph_core::{Client, Cloud, StaticToken};
///
/// # let transport = msgraph_core::transport_fn(|_| async { unreachable!() });
/// let client = Client::with_transport(Cloud::Global, StaticToken::new("t0k3n"), transport);
/// assert!(!format!("{client:?}").contains("t0k3n"));
/// ```
#[derive(Clone, Debug)]
pub struct StaticToken(AccessToken);

impl StaticToken {
    /// The token with this text.
    #[must_use]
    pub fn new(secret: impl Into<String>) -> Self {
        Self(AccessToken::new(secret))
    }
}

impl Credential for StaticToken {
    fn token<'a>(&'a self, _: &'a str) -> BoxFuture<'a, Result<AccessToken, Error>> {
        Box::pin(std::future::ready(Ok(self.0.clone())))
    }
}

/// A credential that calls `function` with the scope.
///
/// ```
/// use msgraph_core::{AccessToken, credential_fn};
///
/// let credential = credential_fn(|scope| async move {
///     Ok(AccessToken::new(format!("for {scope}")))
/// });
/// # let _: &dyn msgraph_core::Credential = &credential;
/// ```
pub fn credential_fn<F, R>(function: F) -> impl Credential
where
    F: Fn(String) -> R + Send + Sync,
    R: Future<Output = Result<AccessToken, Error>> + Send + 'static,
{
    CredentialFn(function)
}

struct CredentialFn<F>(F);

impl<F, R> Credential for CredentialFn<F>
where
    F: Fn(String) -> R + Send + Sync,
    R: Future<Output = Result<AccessToken, Error>> + Send + 'static,
{
    fn token<'a>(&'a self, scope: &'a str) -> BoxFuture<'a, Result<AccessToken, Error>> {
        Box::pin((self.0)(scope.to_owned()))
    }
}
