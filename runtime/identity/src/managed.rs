//! Programs on Azure.

use std::fmt;
use std::sync::Arc;
use std::time::{Duration, UNIX_EPOCH};

use http::Request;
use msgraph_core::{
    AccessToken, BoxFuture, Bytes, Credential, Error, SystemTimer, Timer, Transport,
};
use oauth2::url::Url;
use serde::{Deserialize, Deserializer, de};

use crate::exchange::{MAX_ANSWER, Refusal, pause};
use crate::{Secret, SignInError};

/// Where virtual machines ask
/// ([IMDS](https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/how-to-use-vm-token)).
const IMDS: &str = "http://169.254.169.254/metadata/identity/oauth2/token";

/// How often a question is repeated.
const MAX_RETRIES: u32 = 3;

/// The identity that Azure gives to the machine or the app that a program runs on.
///
/// Its tokens come from an address on the machine: the transport must use no proxy,
/// [`ReqwestTransport::direct`](https://docs.rs/msgraph-core/latest/msgraph_core/struct.ReqwestTransport.html#method.direct).
#[derive(Clone)]
pub struct ManagedIdentity {
    endpoint: Url,
    /// Functions and App Service have a header that only the app knows.
    header: Option<Secret>,
    client_id: Option<String>,
    transport: Arc<dyn Transport>,
    timer: Arc<dyn Timer>,
}

impl ManagedIdentity {
    /// The identity of the virtual machine or container that this runs on.
    ///
    /// # Errors
    ///
    /// None today.
    pub fn of_machine(transport: impl Transport + 'static) -> Result<Self, SignInError> {
        Self::at(IMDS, None, transport)
    }

    /// The identity of an app in App Service, Functions or Container Apps: the values of the environment variables
    /// `IDENTITY_ENDPOINT` and `IDENTITY_HEADER`
    /// ([REST endpoint](https://learn.microsoft.com/azure/app-service/overview-managed-identity#rest-endpoint-reference)).
    ///
    /// # Errors
    ///
    /// If `endpoint` is no URL.
    pub fn of_app(
        endpoint: &str,
        header: impl Into<String>,
        transport: impl Transport + 'static,
    ) -> Result<Self, SignInError> {
        Self::at(endpoint, Some(Secret::new(header)), transport)
    }

    /// The identity of an app if the environment names one, else that of the machine.
    ///
    /// # Errors
    ///
    /// If the environment has something that is no URL.
    pub fn from_environment(transport: impl Transport + 'static) -> Result<Self, SignInError> {
        let variable = |name| std::env::var(name).ok();
        match (variable("IDENTITY_ENDPOINT"), variable("IDENTITY_HEADER")) {
            (Some(endpoint), Some(header)) => Self::of_app(&endpoint, header, transport),
            _ => Self::of_machine(transport),
        }
    }

    /// This, for an identity that the user has assigned and that has this client id. Without it, the system's own.
    #[must_use]
    pub fn with_client_id(mut self, client_id: &str) -> Self {
        self.client_id = Some(client_id.to_owned());
        self
    }

    /// This identity with another clock, for tests.
    #[must_use]
    pub fn with_timer(mut self, timer: impl Timer + 'static) -> Self {
        self.timer = Arc::new(timer);
        self
    }

    fn at(
        endpoint: &str,
        header: Option<Secret>,
        transport: impl Transport + 'static,
    ) -> Result<Self, SignInError> {
        let endpoint = Url::parse(endpoint)
            .map_err(|_| SignInError::configuration("the endpoint of the identity is no URL"))?;
        Ok(Self {
            endpoint,
            header,
            client_id: None,
            transport: Arc::new(transport),
            timer: Arc::new(SystemTimer),
        })
    }

    fn request(&self, scope: &str) -> Result<Request<Bytes>, SignInError> {
        let resource = scope.strip_suffix("/.default").unwrap_or(scope);
        let mut url = self.endpoint.clone();
        let version = match self.header {
            Some(_) => "2019-08-01",
            None => "2018-02-01",
        };
        url.query_pairs_mut()
            .append_pair("api-version", version)
            .append_pair("resource", resource)
            .extend_pairs(self.client_id.iter().map(|id| ("client_id", id)));
        let request = Request::get(url.as_str());
        let request = match &self.header {
            Some(header) => request.header("x-identity-header", header.expose()),
            None => request.header("metadata", "true"),
        };
        request
            .body(Bytes::new())
            .map_err(|_| SignInError::configuration("the header of the identity is no header"))
    }

    async fn acquire(&self, scope: &str) -> Result<AccessToken, SignInError> {
        let request = self.request(scope)?;
        let mut retries = 0;
        loop {
            let response = self.transport.send_whole(request.clone(), MAX_ANSWER).await;
            let response = response.map_err(SignInError::transport)?;
            let status = response.status();
            // 404 and 410 while the endpoint is being updated.
            let may_change = matches!(status.as_u16(), 404 | 410 | 429) || status.is_server_error();
            if may_change && retries < MAX_RETRIES {
                self.timer.sleep(pause(response.headers(), retries)).await;
                retries += 1;
                continue;
            }
            if !status.is_success() {
                let refusal = serde_json::from_slice::<Refusal>(response.body());
                return Err(refusal.map_or_else(|_| SignInError::unreadable(), SignInError::from));
            }
            let answer = serde_json::from_slice::<Answer>(response.body());
            return answer
                .map(Answer::into_token)
                .map_err(|_| SignInError::unreadable());
        }
    }
}

/// A token, and the second from 1970 at which it ends.
#[derive(Deserialize)]
struct Answer {
    access_token: String,
    #[serde(deserialize_with = "number")]
    expires_on: u64,
}

impl Answer {
    fn into_token(self) -> AccessToken {
        let token = AccessToken::new(self.access_token);
        match UNIX_EPOCH.checked_add(Duration::from_secs(self.expires_on)) {
            Some(end) => token.with_expiry(end),
            None => token,
        }
    }
}

/// A number, or a text with one, which is what most endpoints write.
fn number<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u64, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Number {
        Number(u64),
        Text(String),
    }
    match Number::deserialize(deserializer)? {
        Number::Number(number) => Ok(number),
        Number::Text(text) => text.parse().map_err(|_| de::Error::custom("no number")),
    }
}

impl fmt::Debug for ManagedIdentity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ManagedIdentity")
            .field("endpoint", &self.endpoint.as_str())
            .field("header", &self.header)
            .field("client_id", &self.client_id)
            .finish_non_exhaustive()
    }
}

impl Credential for ManagedIdentity {
    fn token<'a>(&'a self, scope: &'a str) -> BoxFuture<'a, Result<AccessToken, Error>> {
        Box::pin(async move { Ok(self.acquire(scope).await?) })
    }
}
