//! Applications with a certificate.

use std::fmt;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use aws_lc_rs::digest::{SHA256, digest};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{RSA_PSS_SHA256, RsaKeyPair};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use oauth2::CsrfToken;
use rustls_pki_types::pem::PemObject as _;
use rustls_pki_types::{CertificateDer, PrivateKeyDer};
use serde_json::{Value, json};

use crate::{Secret, SignInError};

/// How long an assertion may be used.
const LIFETIME: Duration = Duration::from_secs(600);

/// A certificate that is registered for an application, and its private key (RSA).
pub struct ClientCertificate {
    key: RsaKeyPair,
    thumbprint: String,
}

impl ClientCertificate {
    /// The certificate and the private key in a text in PEM: `CERTIFICATE`, and `PRIVATE KEY` or `RSA PRIVATE KEY`, not
    /// encrypted. The first certificate is the one that is registered.
    ///
    /// # Errors
    ///
    /// If one of them is missing, or the key is not one of RSA.
    pub fn from_pem(pem: &[u8]) -> Result<Self, SignInError> {
        let unreadable = |what: &str| {
            SignInError::configuration(&format!("the PEM text has no {what} that can be read"))
        };
        let certificate =
            CertificateDer::from_pem_slice(pem).map_err(|_| unreadable("certificate"))?;
        let key = PrivateKeyDer::from_pem_slice(pem).map_err(|_| unreadable("private key"))?;
        let key = match &key {
            PrivateKeyDer::Pkcs8(key) => RsaKeyPair::from_pkcs8(key.secret_pkcs8_der()),
            PrivateKeyDer::Pkcs1(key) => RsaKeyPair::from_der(key.secret_pkcs1_der()),
            _ => return Err(unreadable("private key of RSA")),
        };
        Ok(Self {
            key: key.map_err(|_| unreadable("private key of RSA"))?,
            thumbprint: URL_SAFE_NO_PAD.encode(digest(&SHA256, &certificate)),
        })
    }

    /// A JSON web token by which the application `client_id` proves itself to `audience`, the URL that it is sent to.
    pub(crate) fn assertion(
        &self,
        client_id: &str,
        audience: &str,
        now: SystemTime,
    ) -> Result<Secret, SignInError> {
        let seconds = |time: SystemTime| {
            let since = time.duration_since(UNIX_EPOCH).unwrap_or_default();
            since.as_secs()
        };
        let header = json!({ "alg": "PS256", "typ": "JWT", "x5t#S256": self.thumbprint });
        let claims = json!({
            "aud": audience,
            "exp": seconds(now + LIFETIME),
            "iss": client_id,
            "jti": CsrfToken::new_random().secret(),
            "nbf": seconds(now),
            "sub": client_id,
        });
        self.sign(&header, &claims)
    }

    /// The compact serialization ([RFC 7515, 7.1](https://www.rfc-editor.org/rfc/rfc7515#section-7.1)).
    fn sign(&self, header: &Value, claims: &Value) -> Result<Secret, SignInError> {
        let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
        let signed = format!("{}.{}", part(header), part(claims));
        let mut signature = vec![0; self.key.public_modulus_len()];
        let random = SystemRandom::new();
        self.key
            .sign(&RSA_PSS_SHA256, &random, signed.as_bytes(), &mut signature)
            .map_err(|_| SignInError::configuration("the private key cannot sign"))?;
        let signature = URL_SAFE_NO_PAD.encode(signature);
        Ok(Secret::new(format!("{signed}.{signature}")))
    }
}

impl fmt::Debug for ClientCertificate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientCertificate")
            .field("thumbprint", &self.thumbprint)
            .finish_non_exhaustive()
    }
}
