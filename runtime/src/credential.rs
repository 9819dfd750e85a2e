//! Access tokens.

use std::fmt;

use crate::{BoxFuture, Error};

/// Where access tokens come from. It is asked before every request, so it should remember what it
/// got as long as that is valid.
pub trait Credential: Send + Sync {
    /// A token for `scope`.
    fn token<'a>(&'a self, scope: &'a str) -> BoxFuture<'a, Result<AccessToken, Error>>;
}

/// A token that lets its bearer in. Never shown by `Debug`.
#[derive(Clone)]
pub struct AccessToken {
    secret: String,
}

impl AccessToken {
    /// The token with this text.
    #[must_use]
    pub fn new(secret: impl Into<String>) -> Self {
        Self {
            secret: secret.into(),
        }
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
/// let credential = credential_fn(|scope| {
///     let scope = scope.to_owned();
///     async move { Ok(AccessToken::new(format!("for {scope}"))) }
/// });
/// # let _: &dyn msgraph_core::Credential = &credential;
/// ```
pub fn credential_fn<F, R>(function: F) -> impl Credential
where
    F: Fn(&str) -> R + Send + Sync,
    R: Future<Output = Result<AccessToken, Error>> + Send + 'static,
{
    CredentialFn(function)
}

struct CredentialFn<F>(F);

impl<F, R> Credential for CredentialFn<F>
where
    F: Fn(&str) -> R + Send + Sync,
    R: Future<Output = Result<AccessToken, Error>> + Send + 'static,
{
    fn token<'a>(&'a self, scope: &'a str) -> BoxFuture<'a, Result<AccessToken, Error>> {
        Box::pin((self.0)(scope))
    }
}
