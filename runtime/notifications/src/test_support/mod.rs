//! Graph as the sender of notifications, for tests and examples.
//!
//! With the feature `test-support`; it belongs under `[dev-dependencies]`.

mod encrypt;

use std::fmt;
use std::time::{SystemTime, UNIX_EPOCH};

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::{KeyPair, KeySize};
use aws_lc_rs::signature::{KeyPair as _, RSA_PKCS1_SHA256};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use http::{Request, Response};
use msgraph_core::{Bytes, Transport, transport_fn};
use serde_json::{Value, json};

use crate::rich::PUBLISHER;
use crate::{EncryptionCertificate, NotificationError};

/// Sends rich notifications as Graph does: encrypted, and with tokens of an authority that it is itself.
pub struct FakeSender {
    key: KeyPair,
    tenant: String,
    application: String,
}

impl FakeSender {
    /// A sender for an application in a tenant, by their ids.
    ///
    /// # Errors
    ///
    /// If no key can be made.
    pub fn new(tenant: &str, application: &str) -> Result<Self, NotificationError> {
        let key = KeyPair::generate(KeySize::Rsa2048);
        let key = key.map_err(|_| NotificationError::Certificate("no key can be made"))?;
        Ok(Self {
            key,
            tenant: tenant.to_owned(),
            application: application.to_owned(),
        })
    }

    /// The keys of the authority, for a [`TokenValidator`](crate::TokenValidator).
    pub fn keys(&self) -> impl Transport + 'static {
        let part = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
        let public = self.key.public_key();
        let key = json!({
            "kty": "RSA",
            "use": "sig",
            "kid": "fake",
            "n": part(public.modulus().big_endian_without_leading_zero()),
            "e": part(public.exponent().big_endian_without_leading_zero()),
        });
        let body = Bytes::from(json!({ "keys": [key] }).to_string());
        transport_fn(move |_| {
            let response = Response::new(body.clone());
            async { Ok(response) }
        })
    }

    /// The claims of a token that is valid for an hour.
    #[must_use]
    pub fn claims(&self) -> Value {
        let now = SystemTime::now().duration_since(UNIX_EPOCH);
        let now = now.unwrap_or_default().as_secs();
        json!({
            "aud": self.application,
            "iss": format!("https://sts.windows.net/{}/", self.tenant),
            "tid": self.tenant,
            "appid": PUBLISHER,
            "nbf": now,
            "exp": now + 3600,
        })
    }

    /// A token of the authority with these claims.
    #[must_use]
    pub fn token(&self, claims: &Value) -> String {
        let header = json!({ "alg": "RS256", "typ": "JWT", "kid": "fake" });
        self.token_with_header(&header, claims)
    }

    /// A token with this header, signed as RS256 whatever it says.
    #[must_use]
    pub fn token_with_header(&self, header: &Value, claims: &Value) -> String {
        let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
        let signed = format!("{}.{}", part(header), part(claims));
        let mut signature = vec![0; self.key.public_modulus_len()];
        let random = SystemRandom::new();
        let message = signed.as_bytes();
        let result = self
            .key
            .sign(&RSA_PKCS1_SHA256, &random, message, &mut signature);
        // A token that is not signed is not valid, which a test notices.
        result.unwrap_or_default();
        format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature))
    }

    /// Encrypted content: `json`, for a certificate.
    ///
    /// # Errors
    ///
    /// If it cannot be encrypted.
    pub fn encrypt(
        certificate: &EncryptionCertificate,
        json: &str,
    ) -> Result<Value, NotificationError> {
        let content = encrypt::encrypt(certificate, json);
        let content = content.ok_or(NotificationError::Certificate("nothing can be encrypted"))?;
        serde_json::to_value(content).map_err(|e| NotificationError::Resource(e.to_string()))
    }

    /// The request that brings a notification: its members, to which the tenant and a token are added.
    ///
    /// # Errors
    ///
    /// If `url` is no URL.
    pub fn request(&self, url: &str, mut notification: Value) -> http::Result<Request<Bytes>> {
        if let Some(members) = notification.as_object_mut() {
            members.insert("tenantId".to_owned(), self.tenant.as_str().into());
        }
        let token = self.token(&self.claims());
        let body = json!({ "value": [notification], "validationTokens": [token] });
        Request::post(url).body(Bytes::from(body.to_string()))
    }
}

impl fmt::Debug for FakeSender {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FakeSender")
            .field("tenant", &self.tenant)
            .field("application", &self.application)
            .finish_non_exhaustive()
    }
}
