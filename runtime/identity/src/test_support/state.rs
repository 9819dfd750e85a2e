//! What the authority knows, and how it answers.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use oauth2::url::Url;
use oauth2::{PkceCodeChallenge, PkceCodeVerifier};
use serde_json::{Value, json};

use super::AuthorityRequest;

const DEVICE_CODE: &str = "urn:ietf:params:oauth:grant-type:device_code";
const JWT_BEARER: &str = "urn:ietf:params:oauth:grant-type:jwt-bearer";

#[derive(Default)]
pub(super) struct State {
    pub(super) pending: usize,
    pub(super) interruptions: VecDeque<(u16, String)>,
    pub(super) refresh_tokens: BTreeSet<String>,
    pub(super) requests: Vec<AuthorityRequest>,
    device_codes: BTreeSet<String>,
    /// The challenges that codes were asked for with.
    codes: BTreeMap<String, String>,
    count: usize,
}

/// A status, where to go, and a body.
pub(super) struct Reply {
    pub(super) status: u16,
    pub(super) location: Option<String>,
    pub(super) body: String,
}

impl Reply {
    fn json(status: u16, body: &Value) -> Self {
        Self {
            status,
            location: None,
            body: body.to_string(),
        }
    }

    fn error(code: &str, description: &str) -> Self {
        Self::json(
            400,
            &json!({ "error": code, "error_description": description }),
        )
    }
}

impl State {
    pub(super) fn refuse(&mut self, code: &str, description: &str) {
        let error = Reply::error(code, description);
        self.interruptions.push_back((error.status, error.body));
    }

    pub(super) fn answer(&mut self, endpoint: &str, parameters: BTreeMap<String, String>) -> Reply {
        let request = AuthorityRequest {
            endpoint: endpoint.to_owned(),
            parameters,
        };
        self.requests.push(request.clone());
        match endpoint {
            "devicecode" => self.device_code(),
            "authorize" => self.authorize(&request),
            "token" => match self.interruptions.pop_front() {
                Some((status, body)) => Reply {
                    status,
                    location: None,
                    body,
                },
                None => self.token(&request),
            },
            _ => Reply::json(404, &json!({})),
        }
    }

    fn device_code(&mut self) -> Reply {
        let code = self.next("device");
        self.device_codes.insert(code.clone());
        Reply::json(
            200,
            &json!({
                "device_code": code,
                "user_code": "ABCD-EFGH",
                "verification_uri": "https://login.example/device",
                "expires_in": 900,
                "interval": 1,
                "message": "To sign in, open https://login.example/device and enter the code ABCD-EFGH.",
            }),
        )
    }

    /// The person agrees to everything.
    fn authorize(&mut self, request: &AuthorityRequest) -> Reply {
        let parameter = |name| request.parameter(name).unwrap_or_default();
        let Ok(mut back) = Url::parse(parameter("redirect_uri")) else {
            return Reply::error(
                "invalid_request",
                "AADSTS50011: The redirect URI does not match.",
            );
        };
        let challenge = parameter("code_challenge").to_owned();
        if parameter("code_challenge_method") != "S256" || challenge.is_empty() {
            return Reply::error("invalid_request", "PKCE is required.");
        }
        let code = self.next("code");
        self.codes.insert(code.clone(), challenge);
        back.query_pairs_mut()
            .append_pair("code", &code)
            .append_pair("state", parameter("state"));
        Reply {
            status: 302,
            location: Some(back.to_string()),
            body: String::new(),
        }
    }

    fn token(&mut self, request: &AuthorityRequest) -> Reply {
        let parameter = |name| request.parameter(name).unwrap_or_default();
        let has_proof = request.parameter("client_secret").is_some()
            || request.parameter("client_assertion").is_some();
        match parameter("grant_type") {
            DEVICE_CODE if self.pending > 0 => {
                self.pending -= 1;
                Reply::error(
                    "authorization_pending",
                    "AADSTS70016: The code is not yet entered.",
                )
            }
            DEVICE_CODE if self.device_codes.remove(parameter("device_code")) => self.grant(true),
            "authorization_code" if self.redeem(parameter("code"), parameter("code_verifier")) => {
                self.grant(true)
            }
            "refresh_token" if self.refresh_tokens.remove(parameter("refresh_token")) => {
                self.grant(true)
            }
            "client_credentials" | JWT_BEARER if has_proof => self.grant(false),
            "client_credentials" | JWT_BEARER => Reply::error(
                "invalid_client",
                "AADSTS7000218: The request body must contain 'client_assertion' or 'client_secret'.",
            ),
            _ => Reply::error(
                "invalid_grant",
                "AADSTS70000: The provided grant is invalid.",
            ),
        }
    }

    fn redeem(&mut self, code: &str, verifier: &str) -> bool {
        let Some(challenge) = self.codes.remove(code) else {
            return false;
        };
        // Its length is checked by an assertion.
        let is_verifier = (43..=128).contains(&verifier.len());
        let verifier = is_verifier.then(|| PkceCodeVerifier::new(verifier.to_owned()));
        verifier.is_some_and(|verifier| {
            PkceCodeChallenge::from_code_verifier_sha256(&verifier).as_str() == challenge
        })
    }

    fn grant(&mut self, with_refresh_token: bool) -> Reply {
        self.count += 1;
        let refresh_token = with_refresh_token.then(|| format!("refresh-{}", self.count));
        self.refresh_tokens.extend(refresh_token.clone());
        Reply::json(
            200,
            &json!({
                "token_type": "Bearer",
                "expires_in": 3600,
                "access_token": format!("access-{}", self.count),
                "refresh_token": refresh_token,
            }),
        )
    }

    fn next(&self, what: &str) -> String {
        format!("{what}-{}", self.requests.len())
    }
}
