//! The application itself.

use msgraph_core::{AccessToken, BoxFuture, Credential, Error};

use crate::{Application, SignInError, claims};

/// The application as itself, without a person: a service
/// ([client credentials](https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow)).
///
/// It needs a proof: [`with_secret`](Application::with_secret), [`with_federated_token_file`](
/// Application::with_federated_token_file) or a certificate. What it may do, an administrator has granted.
#[derive(Clone, Debug)]
pub struct Service(Application);

impl Service {
    /// `application` as itself.
    #[must_use]
    pub fn new(application: Application) -> Self {
        Self(application)
    }

    async fn acquire(
        &self,
        scope: &str,
        challenge: Option<&str>,
    ) -> Result<AccessToken, SignInError> {
        let claims = claims::request(challenge)?;
        let tokens = self.0.client_credentials(scope, &claims).await?;
        Ok(tokens.access)
    }
}

impl Credential for Service {
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
