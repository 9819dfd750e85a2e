//! Signing in on another device.

use std::fmt;
use std::time::Duration;

use oauth2::{DeviceAuthorizationResponse, ExtraDeviceAuthorizationFields, Scope};
use serde::{Deserialize, Serialize};

use super::{Person, Show, Wanted};
use crate::SignInError;
use crate::exchange::Tokens;

/// What a person must be shown: where to go, and which code to enter there.
#[derive(Clone)]
pub struct DevicePrompt {
    message: String,
    user_code: String,
    verification_uri: String,
    verification_uri_complete: Option<String>,
    lifetime: Duration,
}

/// Microsoft's authorities write a sentence.
#[derive(Debug, Deserialize, Serialize)]
struct Extra {
    message: Option<String>,
}

impl ExtraDeviceAuthorizationFields for Extra {}

impl DevicePrompt {
    fn new(answer: &DeviceAuthorizationResponse<Extra>, timeout: Duration) -> Self {
        let user_code = answer.user_code().secret().clone();
        let verification_uri = answer.verification_uri().to_string();
        let message = answer.extra_fields().message.clone();
        let message = message.unwrap_or_else(|| {
            format!("To sign in, open {verification_uri} and enter the code {user_code}.")
        });
        let complete = answer.verification_uri_complete();
        Self {
            message,
            user_code,
            verification_uri,
            verification_uri_complete: complete.map(|uri| uri.secret().clone()),
            lifetime: answer.expires_in().min(timeout),
        }
    }

    /// A sentence that says all, in the words of the authority.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }

    /// The code to enter.
    #[must_use]
    pub fn user_code(&self) -> &str {
        &self.user_code
    }

    /// The address at which it is entered.
    #[must_use]
    pub fn verification_uri(&self) -> &str {
        &self.verification_uri
    }

    /// An address with the code in it, for a QR code; not every authority has one.
    #[must_use]
    pub fn verification_uri_complete(&self) -> Option<&str> {
        self.verification_uri_complete.as_deref()
    }

    /// The time in which it must be done.
    #[must_use]
    pub fn lifetime(&self) -> Duration {
        self.lifetime
    }
}

/// Without the code: it is not for logs.
impl fmt::Debug for DevicePrompt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DevicePrompt")
            .field("verification_uri", &self.verification_uri)
            .field("lifetime", &self.lifetime)
            .finish_non_exhaustive()
    }
}

impl Person {
    pub(super) async fn ask_by_device_code(
        &self,
        show: &Show,
        wanted: &Wanted,
    ) -> Result<Tokens, SignInError> {
        let application = &self.application;
        let (client, proof) = application.client()?;
        let http = application.http();
        let request = client
            .exchange_device_code()
            .add_scopes(wanted.scopes.iter().cloned().map(Scope::new))
            .add_extra_param("claims", wanted.claims.clone());
        let answer: DeviceAuthorizationResponse<Extra> = request.request_async(&http).await?;
        let prompt = DevicePrompt::new(&answer, self.timeout);
        show(&prompt);
        let timer = &application.timer;
        let mut request = client
            .exchange_device_access_token(&answer)
            .set_time_fn(|| timer.wall_clock().into())
            .add_extra_param("claims", wanted.claims.clone());
        for (name, value) in proof {
            request = request.add_extra_param(name, value);
        }
        let sleep = |pause| timer.sleep(pause);
        let answer = request
            .request_async(&http, sleep, Some(prompt.lifetime))
            .await?;
        application.tokens(&answer)
    }
}
