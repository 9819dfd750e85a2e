//! Credentials of the Azure SDK.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use azure_core::credentials::TokenCredential;

use super::{AccessToken, Credential};
use crate::{BoxFuture, Error};

/// A credential of the Azure SDK, of the crate `azure_identity` for instance.
///
/// The trait there has no way to pass on the claims of a challenge: such a challenge is answered
/// with another token as it is.
///
/// ```
/// # use std::sync::Arc;
/// use azure_core::credentials::TokenCredential;
/// use msgraph_core::AzureCredential;
///
/// fn credential(credential: Arc<dyn TokenCredential>) -> AzureCredential {
///     AzureCredential::new(credential)
/// }
/// ```
#[derive(Clone, Debug)]
pub struct AzureCredential(Arc<dyn TokenCredential>);

impl AzureCredential {
    /// The credential `credential`.
    #[must_use]
    pub fn new(credential: Arc<dyn TokenCredential>) -> Self {
        Self(credential)
    }
}

impl Credential for AzureCredential {
    fn token<'a>(&'a self, scope: &'a str) -> BoxFuture<'a, Result<AccessToken, Error>> {
        Box::pin(async move {
            let answer = self.0.get_token(&[scope], None).await;
            let token = answer.map_err(Error::credential)?;
            let access = AccessToken::new(token.token.secret());
            let seconds = u64::try_from(token.expires_on.unix_timestamp()).unwrap_or_default();
            let expires = SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs(seconds));
            Ok(match expires {
                Some(expires) => access.with_expiry(expires),
                None => access,
            })
        })
    }
}
