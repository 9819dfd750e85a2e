//! Whether notifications are Graph's.

use std::collections::BTreeSet;
use std::fmt;
use std::sync::Arc;

use jsonwebtoken::crypto::{CryptoProvider, aws_lc};
use jsonwebtoken::{Algorithm, Validation, decode, decode_header};
use msgraph_core::{Cloud, SystemTimer, Timer, Transport};
use serde::Deserialize;

use super::keys::Keys;
use crate::{NotificationError, Reception};

/// The application that publishes notifications, "Microsoft Graph Change Tracking".
pub(crate) const PUBLISHER: &str = "0bf30f3b-4a52-48df-9a82-234910c4a086";

/// Checks the validation tokens of rich notifications: signature, issuer, audience, time, and that Graph's publisher
/// asked for them
/// ([validation](https://learn.microsoft.com/graph/change-notifications-with-resource-data#validating-the-authenticity-of-notifications)).
pub struct TokenValidator {
    keys: Keys,
    tenants: Vec<String>,
    validation: Validation,
}

/// What is looked at beyond what the reader of tokens does.
#[derive(Deserialize)]
struct Claims {
    tid: String,
    iss: String,
    /// Who asked for the token, in tokens of version 1.
    appid: Option<String>,
    /// The same in version 2.
    azp: Option<String>,
}

impl TokenValidator {
    /// A validator for the subscriptions of these applications, by their client ids, in these tenants, by their ids. The
    /// keys of the authority come through `transport`.
    ///
    /// # Errors
    ///
    /// If the authority of the cloud is not known.
    pub fn new<A: AsRef<str>, T: AsRef<str>>(
        cloud: &Cloud,
        applications: impl IntoIterator<Item = A>,
        tenants: impl IntoIterator<Item = T>,
        transport: impl Transport + 'static,
    ) -> Result<Self, NotificationError> {
        let (authority, first_version) = match cloud {
            Cloud::Global => (
                "https://login.microsoftonline.com",
                "https://sts.windows.net",
            ),
            Cloud::UsGovernmentL4 | Cloud::UsGovernmentL5 => (
                "https://login.microsoftonline.us",
                "https://sts.windows.net",
            ),
            Cloud::China => (
                "https://login.partner.microsoftonline.cn",
                "https://sts.chinacloudapi.cn",
            ),
            _ => {
                return Err(NotificationError::Token(
                    "the authority of a custom cloud is not known",
                ));
            }
        };
        let lower = |text: &str| text.to_ascii_lowercase();
        let tenants: Vec<_> = tenants.into_iter().map(|id| lower(id.as_ref())).collect();
        let issuers = tenants.iter().flat_map(|tenant| {
            [
                format!("{first_version}/{tenant}/"),
                format!("{authority}/{tenant}/v2.0"),
            ]
        });
        let applications = applications.into_iter().map(|id| lower(id.as_ref()));
        let mut validation = Validation::new(Algorithm::RS256);
        validation.validate_nbf = true;
        validation.set_required_spec_claims(&["exp", "nbf", "iss", "aud"]);
        validation.set_issuer(&issuers.collect::<Vec<_>>());
        validation.set_audience(&applications.collect::<Vec<_>>());
        let url = format!("{authority}/common/discovery/v2.0/keys");
        Ok(Self {
            keys: Keys::new(&url, Arc::new(transport), Arc::new(SystemTimer)),
            tenants,
            validation,
        })
    }

    /// This validator with keys from another place: a proxy, or a stand-in in tests.
    #[must_use]
    pub fn with_keys_from(mut self, url: &str) -> Self {
        self.keys.set_url(url);
        self
    }

    /// This validator with another clock, by which keys are renewed.
    #[must_use]
    pub fn with_timer(mut self, timer: impl Timer + 'static) -> Self {
        self.keys.set_timer(Arc::new(timer));
        self
    }

    /// Checks all tokens of a request, and that each rich notification in it comes from a tenant that a token is for.
    /// Notifications without encrypted content have no token.
    ///
    /// # Errors
    ///
    /// If one is refused or missing: nothing of the request should be believed. Or if the keys cannot be had.
    pub async fn validate(&self, reception: &Reception) -> Result<(), NotificationError> {
        let mut tenants = BTreeSet::new();
        for token in &reception.tokens.0 {
            tenants.insert(self.tenant_of(token).await?);
        }
        let notifications = reception.notifications.iter();
        for notification in notifications.filter(|one| one.encrypted_content().is_some()) {
            let tenant = notification.tenant_id().map(str::to_ascii_lowercase);
            let is_covered = tenant.is_some_and(|tenant| tenants.contains(&tenant));
            if !is_covered {
                return Err(NotificationError::Token("there is none for a notification"));
            }
        }
        Ok(())
    }

    /// The tenant that a token is for.
    async fn tenant_of(&self, token: &str) -> Result<String, NotificationError> {
        provide();
        let refused = NotificationError::Token;
        let header = decode_header(token).map_err(|_| refused("one is no token"))?;
        let id = header.kid.ok_or(refused("one does not name its key"))?;
        let key = self.keys.find(&id).await?;
        let key = key.ok_or(refused("the authority has no such key"))?;
        let claims = decode::<Claims>(token, &key, &self.validation);
        let claims = claims.map_err(|error| refused(reason(&error)))?.claims;
        let publishers = [&claims.appid, &claims.azp];
        let mut publishers = publishers.into_iter().flatten().peekable();
        let is_publisher = |id: &String| id.eq_ignore_ascii_case(PUBLISHER);
        if publishers.peek().is_none() || !publishers.all(is_publisher) {
            return Err(refused("one is not by the publisher of notifications"));
        }
        let tenant = claims.tid.to_ascii_lowercase();
        if !self.tenants.contains(&tenant) || !claims.iss.contains(&tenant) {
            return Err(refused("one is by the issuer of another tenant"));
        }
        Ok(tenant)
    }
}

/// The reader of tokens panics where it cannot tell which cryptography to use, for instance since another crate of the
/// program has switched on a second one.
fn provide() {
    if CryptoProvider::try_get_default().is_none() {
        // Somebody else may be faster: then there is one.
        _ = aws_lc::DEFAULT_PROVIDER.install_default();
    }
}

fn reason(error: &jsonwebtoken::errors::Error) -> &'static str {
    use jsonwebtoken::errors::ErrorKind;
    match error.kind() {
        ErrorKind::ExpiredSignature => "one has expired",
        ErrorKind::ImmatureSignature => "one is not valid yet",
        ErrorKind::InvalidAudience => "one is for another application",
        ErrorKind::InvalidIssuer => "one is by another issuer",
        ErrorKind::InvalidSignature => "the signature of one is wrong",
        ErrorKind::InvalidAlgorithm => "one is signed in another way",
        _ => "one does not say what it must",
    }
}

impl fmt::Debug for TokenValidator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TokenValidator")
            .field("tenants", &self.tenants)
            .field("applications", &self.validation.aud)
            .finish_non_exhaustive()
    }
}
