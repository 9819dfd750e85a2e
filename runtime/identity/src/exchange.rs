//! Requests to the authority, through the transport of the program.

use std::borrow::Cow;
use std::fmt;
use std::time::Duration;

use http::StatusCode;
use http::header::{CONTENT_TYPE, RETRY_AFTER};
use msgraph_core::{AccessToken, BoxFuture, Bytes, TransportError};
use oauth2::basic::{
    BasicRevocationErrorResponse, BasicTokenIntrospectionResponse, BasicTokenType,
};
use oauth2::url::form_urlencoded;
use oauth2::{
    AsyncHttpClient, AuthType, ClientId, ClientSecret, EndpointNotSet, EndpointSet, ErrorResponse,
    ExtraTokenFields, HttpRequest, HttpResponse, RefreshToken, RequestTokenError, Scope,
    StandardRevocableToken, StandardTokenResponse, TokenResponse as _,
};
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::application::Proven;
use crate::{Application, Secret, SignInError};

/// The size of the largest answer that is read.
pub(crate) const MAX_ANSWER: usize = 1024 * 1024;

/// How often a request is sent again that the authority has put off.
const MAX_RETRIES: u32 = 3;

/// Parameters that are never repeated in an error, even if the authority does.
const SECRETS: [&str; 7] = [
    "assertion",
    "client_assertion",
    "client_secret",
    "code",
    "code_verifier",
    "device_code",
    "refresh_token",
];

pub(crate) type TokenAnswer = StandardTokenResponse<Extra, BasicTokenType>;

pub(crate) type OAuthClient = oauth2::Client<
    Refusal,
    TokenAnswer,
    BasicTokenIntrospectionResponse,
    StandardRevocableToken,
    BasicRevocationErrorResponse,
    EndpointSet,
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointSet,
>;

/// The members of Microsoft's answers that are not in the standard.
#[derive(Debug, Deserialize, Serialize)]
pub(crate) struct Extra {
    /// The seconds after which another token should be asked for.
    refresh_in: Option<u64>,
}

impl ExtraTokenFields for Extra {}

/// An answer that there is no token, with the members that Microsoft adds.
#[derive(Debug, Deserialize, Serialize)]
pub(crate) struct Refusal {
    pub(crate) error: String,
    pub(crate) error_description: Option<String>,
    pub(crate) claims: Option<String>,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.error)
    }
}

impl ErrorResponse for Refusal {}

/// What an answer brings.
pub(crate) struct Tokens {
    pub(crate) access: AccessToken,
    pub(crate) refresh: Option<Secret>,
}

/// Parameters that a request has besides.
pub(crate) type Parameters = Vec<(&'static str, String)>;

impl Proven {
    fn parameters(&self) -> Parameters {
        match self {
            Self::Assertion(assertion) => vec![
                (
                    "client_assertion_type",
                    "urn:ietf:params:oauth:client-assertion-type:jwt-bearer".to_owned(),
                ),
                ("client_assertion", assertion.expose().to_owned()),
            ],
            _ => Vec::new(),
        }
    }
}

impl Application {
    /// The client of the protocol, and the parameters that each request for a token has besides.
    pub(crate) fn client(&self) -> Result<(OAuthClient, Parameters), SignInError> {
        let proven = self.prove()?;
        let mut client = oauth2::Client::new(ClientId::new(self.client_id.clone()));
        if let Proven::Secret(secret) = &proven {
            client = client.set_client_secret(ClientSecret::new(secret.expose().to_owned()));
        }
        let client = client
            .set_auth_uri(self.authority.authorize.clone())
            .set_token_uri(self.authority.token.clone())
            .set_device_authorization_url(self.authority.device.clone())
            .set_auth_type(AuthType::RequestBody);
        Ok((client, proven.parameters()))
    }

    /// Asks for tokens in exchange for a refresh token.
    pub(crate) async fn refresh(
        &self,
        token: &Secret,
        scopes: &[String],
        claims: &str,
    ) -> Result<Tokens, SignInError> {
        let (client, proof) = self.client()?;
        let token = RefreshToken::new(token.expose().to_owned());
        let mut request = client
            .exchange_refresh_token(&token)
            .add_scopes(scopes.iter().cloned().map(Scope::new))
            .add_extra_param("claims", claims.to_owned());
        for (name, value) in proof {
            request = request.add_extra_param(name, value);
        }
        let http = self.http();
        let answer = request.request_async(&http).await?;
        self.tokens(&answer)
    }

    /// Asks for a token for the application itself.
    pub(crate) async fn client_credentials(
        &self,
        scope: &str,
        claims: &str,
    ) -> Result<Tokens, SignInError> {
        let (client, proof) = self.client()?;
        let mut request = client
            .exchange_client_credentials()
            .add_scope(Scope::new(scope.to_owned()))
            .add_extra_param("claims", claims.to_owned());
        for (name, value) in proof {
            request = request.add_extra_param(name, value);
        }
        let http = self.http();
        let answer = request.request_async(&http).await?;
        self.tokens(&answer)
    }

    /// Asks for tokens by a grant that the client of the protocol does not have.
    pub(crate) async fn extension_grant(
        &self,
        parameters: &[(&str, &str)],
    ) -> Result<Tokens, SignInError> {
        let proven = self.prove()?;
        let request = self.form(&proven, parameters)?;
        let response = self.send(request).await.map_err(SignInError::transport)?;
        if response.status().is_success() {
            let answer = serde_json::from_slice(response.body());
            return self.tokens(&answer.map_err(|_| SignInError::unreadable())?);
        }
        let refusal = serde_json::from_slice::<Refusal>(response.body());
        Err(refusal.map_or_else(|_| SignInError::unreadable(), SignInError::from))
    }

    fn form(
        &self,
        proven: &Proven,
        parameters: &[(&str, &str)],
    ) -> Result<HttpRequest, SignInError> {
        let mut form = form_urlencoded::Serializer::new(String::new());
        form.extend_pairs(parameters);
        form.append_pair("client_id", &self.client_id);
        if let Proven::Secret(secret) = proven {
            form.append_pair("client_secret", secret.expose());
        }
        form.extend_pairs(proven.parameters());
        http::Request::post(self.authority.token.as_str())
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(form.finish().into_bytes())
            .map_err(|_| SignInError::configuration("the request cannot be made"))
    }

    /// What the client of the protocol sends its requests with.
    pub(crate) fn http(&self) -> Http {
        Http(self.clone())
    }

    pub(crate) fn tokens(&self, answer: &TokenAnswer) -> Result<Tokens, SignInError> {
        if *answer.token_type() != BasicTokenType::Bearer {
            return Err(SignInError::unreadable());
        }
        let now = self.timer.wall_clock();
        let mut access = AccessToken::new(answer.access_token().secret());
        let end = answer.expires_in().and_then(|life| now.checked_add(life));
        if let Some(end) = end {
            access = access.with_expiry(end);
        }
        let refresh = answer.extra_fields().refresh_in.map(Duration::from_secs);
        if let Some(time) = refresh.and_then(|pause| now.checked_add(pause)) {
            access = access.with_refresh(time);
        }
        let refresh = answer
            .refresh_token()
            .map(|token| Secret::new(token.secret()));
        Ok(Tokens { access, refresh })
    }

    /// Sends a request; what is no answer of the protocol becomes one that says so.
    async fn send(&self, request: HttpRequest) -> Result<HttpResponse, TransportError> {
        let (parts, body) = request.into_parts();
        let request = http::Request::from_parts(parts, Bytes::from(body));
        let mut retries = 0;
        loop {
            let response = self
                .transport
                .send_whole(request.clone(), MAX_ANSWER)
                .await?;
            let status = response.status();
            let is_put_off = matches!(status.as_u16(), 429 | 503);
            if is_put_off && retries < MAX_RETRIES {
                self.timer.sleep(pause(response.headers(), retries)).await;
                retries += 1;
                continue;
            }
            let (parts, answer) = response.into_parts();
            let answer = match status {
                StatusCode::OK => answer.to_vec(),
                status => refusal(status, &answer, request.body()),
            };
            return Ok(http::Response::from_parts(parts, answer));
        }
    }
}

/// The transport of an application, as the client of the protocol wants it.
pub(crate) struct Http(Application);

impl<'c> AsyncHttpClient<'c> for Http {
    type Error = TransportError;
    type Future = BoxFuture<'c, Result<HttpResponse, TransportError>>;

    fn call(&'c self, request: HttpRequest) -> Self::Future {
        Box::pin(self.0.send(request))
    }
}

/// How long to wait before a request is sent again: what the authority says, within limits.
pub(crate) fn pause(headers: &http::HeaderMap, retries: u32) -> Duration {
    let said = headers
        .get(RETRY_AFTER)
        .and_then(|value| value.to_str().ok());
    let seconds = said.and_then(|text| text.trim().parse().ok());
    Duration::from_secs(seconds.unwrap_or(1 << retries).min(60))
}

/// The body of an answer that is no success, without the secrets of the request that led to it.
fn refusal(status: StatusCode, answer: &[u8], request: &[u8]) -> Vec<u8> {
    let Ok(refusal) = serde_json::from_slice::<Refusal>(answer) else {
        let description = format!("the authority answered with status {}", status.as_u16());
        let refusal = json!({ "error": "unexpected_answer", "error_description": description });
        return refusal.to_string().into_bytes();
    };
    let secrets: Vec<_> = form_urlencoded::parse(request)
        .filter(|(name, value)| SECRETS.contains(&&**name) && !value.is_empty())
        .map(|(_, value)| value)
        .collect();
    let clean = |text: String| {
        let hide = |text: String, secret: &Cow<'_, str>| text.replace(&**secret, "…");
        secrets.iter().fold(text, hide)
    };
    let refusal = Refusal {
        error: clean(refusal.error),
        error_description: refusal.error_description.map(clean),
        claims: refusal.claims,
    };
    serde_json::to_vec(&refusal).unwrap_or_default()
}

impl From<Refusal> for SignInError {
    fn from(refusal: Refusal) -> Self {
        Self::refused(&refusal.error, refusal.error_description.as_deref())
            .with_claims(refusal.claims)
    }
}

impl<E: ErrorResponse + Into<Self> + 'static> From<RequestTokenError<TransportError, E>>
    for SignInError
{
    fn from(error: RequestTokenError<TransportError, E>) -> Self {
        match error {
            RequestTokenError::ServerResponse(refusal) => refusal.into(),
            RequestTokenError::Request(error) => Self::transport(error),
            // What the details say may be a part of a token.
            RequestTokenError::Parse(..) | RequestTokenError::Other(_) => Self::unreadable(),
        }
    }
}
