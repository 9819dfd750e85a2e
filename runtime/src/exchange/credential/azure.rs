//! Credentials of the Azure SDK.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use azure_core::credentials::TokenCredential;

use super::{AccessToken, Credential};
use crate::error::Error;
use crate::exchange::future::BoxFuture;

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

#[cfg(test)]
mod tests {
    use std::pin::Pin;
    use std::task::{Context, Poll, Waker};

    use azure_core::credentials::{AccessToken as AzureToken, TokenRequestOptions};
    use azure_core::time::OffsetDateTime;

    use super::*;

    #[derive(Debug)]
    struct Fixed(Option<i64>);

    type Answer<'a> = Pin<Box<dyn Future<Output = azure_core::Result<AzureToken>> + Send + 'a>>;

    impl TokenCredential for Fixed {
        fn get_token<'a, 'b, 'c, 'd, 'e>(
            &'a self,
            scopes: &'b [&'c str],
            _: Option<TokenRequestOptions<'d>>,
        ) -> Answer<'e>
        where
            'a: 'e,
            'b: 'e,
            'c: 'e,
            'd: 'e,
            Self: 'e,
        {
            Box::pin(async move {
                let kind = azure_core::error::ErrorKind::Credential;
                let seconds = self
                    .0
                    .ok_or_else(|| azure_core::Error::with_message(kind, "no"))?;
                let end = OffsetDateTime::from_unix_timestamp(seconds).unwrap();
                Ok(AzureToken::new(scopes.join(" "), end))
            })
        }
    }

    fn token(expires: Option<i64>) -> Result<AccessToken, Error> {
        let credential = AzureCredential::new(Arc::new(Fixed(expires)));
        let mut future = credential.token("scope/.default");
        match future
            .as_mut()
            .poll(&mut Context::from_waker(Waker::noop()))
        {
            Poll::Ready(answer) => answer,
            Poll::Pending => panic!("it waits"),
        }
    }

    #[test]
    fn tokens_and_errors_are_passed_on() {
        let passed = token(Some(1000)).unwrap();
        assert_eq!(passed.secret(), "scope/.default");
        let end = SystemTime::UNIX_EPOCH + Duration::from_secs(1000);
        assert_eq!(passed.expires, Some(end));
        let error = token(None).unwrap_err();
        assert_eq!(error.kind(), crate::error::ErrorKind::Credential);
        assert!(error.message().contains("no"), "{error}");
    }
}
