//! Certificates that Graph encrypts for.

use std::fmt;

use aws_lc_rs::encoding::AsDer as _;
use aws_lc_rs::rsa::{KeyPair, OaepPrivateDecryptingKey, PrivateDecryptingKey};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use rustls_pki_types::pem::PemObject as _;
use rustls_pki_types::{CertificateDer, PrivateKeyDer};

use crate::NotificationError;

/// The sizes of keys, in bits, that Graph accepts.
const SIZES: std::ops::RangeInclusive<usize> = 2048..=4096;

/// A certificate, under an id that the program chooses, with its private key.
///
/// Graph does not look at who has signed the certificate: it only takes the public key out of it.
pub struct EncryptionCertificate {
    id: String,
    certificate: String,
    pub(super) key: OaepPrivateDecryptingKey,
    #[cfg(feature = "test-support")]
    pub(crate) public: aws_lc_rs::rsa::PublicEncryptingKey,
}

impl EncryptionCertificate {
    /// The certificate and the private key in a text in PEM: `CERTIFICATE`, and `PRIVATE KEY` or `RSA PRIVATE KEY`, not
    /// encrypted. `id` has at most 128 characters.
    ///
    /// # Errors
    ///
    /// If one of them is missing, or the key is not one of RSA with 2048 to 4096 bits.
    pub fn from_pem(id: &str, pem: &[u8]) -> Result<Self, NotificationError> {
        let refused = NotificationError::Certificate;
        if id.is_empty() || id.chars().count() > 128 {
            return Err(refused("the id of a certificate has 1 to 128 characters"));
        }
        let certificate = CertificateDer::from_pem_slice(pem)
            .map_err(|_| refused("the PEM text has no certificate"))?;
        let key = PrivateKeyDer::from_pem_slice(pem)
            .map_err(|_| refused("the PEM text has no private key"))?;
        let no_rsa = "the private key is not one of RSA that can be used";
        let key = match &key {
            PrivateKeyDer::Pkcs8(key) => PrivateDecryptingKey::from_pkcs8(key.secret_pkcs8_der()),
            PrivateKeyDer::Pkcs1(key) => {
                let pair =
                    KeyPair::from_der(key.secret_pkcs1_der()).map_err(|_| refused(no_rsa))?;
                let pkcs8 = pair.as_der().map_err(|_| refused(no_rsa))?;
                PrivateDecryptingKey::from_pkcs8(pkcs8.as_ref())
            }
            _ => return Err(refused(no_rsa)),
        };
        let key = key.map_err(|_| refused(no_rsa))?;
        if !SIZES.contains(&key.key_size_bits()) {
            return Err(refused(
                "the key has fewer than 2048 or more than 4096 bits",
            ));
        }
        Ok(Self {
            id: id.to_owned(),
            certificate: STANDARD.encode(&certificate),
            #[cfg(feature = "test-support")]
            public: key.public_key(),
            key: OaepPrivateDecryptingKey::new(key).map_err(|_| refused(no_rsa))?,
        })
    }

    /// Returns the id, for `encryptionCertificateId` of a subscription.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Returns the certificate without the private key, for `encryptionCertificate` of a subscription.
    #[must_use]
    pub fn to_base64(&self) -> &str {
        &self.certificate
    }
}

impl fmt::Debug for EncryptionCertificate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EncryptionCertificate")
            .field("id", &self.id)
            .finish_non_exhaustive()
    }
}
