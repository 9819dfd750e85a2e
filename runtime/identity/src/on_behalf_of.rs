//! Web APIs that act for their callers.

use std::fmt;

use msgraph_core::{AccessToken, BoxFuture, Credential, Error, Permissions};

use crate::{Application, Secret, SignInError, claims, scopes};

/// The person who has called a web API, as whom the API calls Graph
/// ([on-behalf-of](https://learn.microsoft.com/entra/identity-platform/v2-oauth2-on-behalf-of-flow)).
///
/// One for each caller: a client must not be shared between them.
///
/// Nobody can be asked here. If the authority wants the person, the error has the [`claims`](SignInError::claims) with
/// which the API challenges its own caller.
#[derive(Clone)]
pub struct OnBehalfOf {
    application: Application,
    assertion: Secret,
    names: Vec<String>,
}

impl OnBehalfOf {
    /// The person whose token for this API is `token`: the one in the `Authorization` header, without `Bearer`. The
    /// API has checked it.
    #[must_use]
    pub fn new(application: Application, token: impl Into<String>) -> Self {
        Self {
            application,
            assertion: Secret::new(token),
            names: Vec::new(),
        }
    }

    /// This credential with the least permissions for these requests, instead of all that were granted.
    #[must_use]
    pub fn scopes(mut self, permissions: &[Permissions]) -> Self {
        self.names = scopes::least(permissions);
        self
    }

    async fn acquire(
        &self,
        scope: &str,
        challenge: Option<&str>,
    ) -> Result<AccessToken, SignInError> {
        let scope = scopes::of_resource(scope, &self.names).join(" ");
        let parameters = [
            ("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer"),
            ("requested_token_use", "on_behalf_of"),
            ("assertion", self.assertion.expose()),
            ("scope", &scope),
            ("claims", &claims::request(challenge)?),
        ];
        let tokens = self.application.extension_grant(&parameters).await?;
        Ok(tokens.access)
    }
}

impl fmt::Debug for OnBehalfOf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OnBehalfOf")
            .field("application", &self.application)
            .field("assertion", &self.assertion)
            .finish_non_exhaustive()
    }
}

impl Credential for OnBehalfOf {
    fn token<'a>(&'a self, scope: &'a str) -> BoxFuture<'a, Result<AccessToken, Error>> {
        Box::pin(async move { Ok(self.acquire(scope, None).await?) })
    }

    fn token_with_claims<'a>(
        &'a self,
        scope: &'a str,
        claims: &'a str,
    ) -> BoxFuture<'a, Result<AccessToken, Error>> {
        Box::pin(async move { Ok(self.acquire(scope, Some(claims)).await?) })
    }
}
