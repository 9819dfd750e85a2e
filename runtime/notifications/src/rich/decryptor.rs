//! From encrypted content to resources.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::fmt;
use std::sync::{Mutex, PoisonError};

use aws_lc_rs::cipher::{AES_256, DecryptionContext, PaddedBlockDecryptingKey, UnboundCipherKey};
use aws_lc_rs::hmac;
use aws_lc_rs::iv::FixedLength;
use aws_lc_rs::rsa::OAEP_SHA1_MGF1SHA1;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};

use super::certificate::EncryptionCertificate;
use super::resource::Resource;
use crate::{ChangeNotification, NotificationError};

/// How many contents are remembered, so that none is read twice.
const MAX_SEEN: usize = 10_000;
/// The bytes of the keys of AES-256.
const KEY: usize = 32;
/// The bytes of the initialization vector, which is the beginning of the key.
const IV: usize = 16;

/// A resource that only the owner of a certificate can read
/// ([changeNotificationEncryptedContent](https://learn.microsoft.com/graph/api/resources/changenotificationencryptedcontent)).
#[derive(Clone, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct EncryptedContent {
    pub(crate) data: String,
    pub(crate) data_signature: String,
    pub(crate) data_key: String,
    pub(crate) encryption_certificate_id: String,
}

impl EncryptedContent {
    /// Returns the id of the certificate that it is encrypted for.
    #[must_use]
    pub fn certificate_id(&self) -> &str {
        &self.encryption_certificate_id
    }
}

impl fmt::Debug for EncryptedContent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EncryptedContent")
            .field("certificate_id", &self.encryption_certificate_id)
            .finish_non_exhaustive()
    }
}

/// Decrypts what rich notifications bring, with the certificates that are in use.
///
/// A new certificate is added before subscriptions name it, and the old one stays until nothing comes for it any more.
///
/// Anybody can encrypt for a certificate: only a [`TokenValidator`](crate::TokenValidator) tells that Graph did.
#[derive(Default)]
pub struct Decryptor {
    certificates: BTreeMap<String, EncryptionCertificate>,
    seen: Mutex<Seen>,
}

/// The signatures of what was decrypted, the oldest first.
#[derive(Default)]
struct Seen {
    known: BTreeSet<Vec<u8>>,
    order: VecDeque<Vec<u8>>,
}

impl Decryptor {
    /// A decryptor without certificates.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// This decryptor with a further certificate.
    #[must_use]
    pub fn with_certificate(mut self, certificate: EncryptionCertificate) -> Self {
        self.certificates
            .insert(certificate.id().to_owned(), certificate);
        self
    }

    /// Returns the resource that a notification brings, once: of the last 10,000 contents, none is decrypted again.
    ///
    /// # Errors
    ///
    /// If there is none, or no certificate for it, or it is not as it was sent, or was decrypted before.
    pub fn decrypt(
        &self,
        notification: &ChangeNotification,
    ) -> Result<Resource, NotificationError> {
        let content = notification.encrypted_content();
        let content = content.ok_or(NotificationError::NotEncrypted)?;
        let id = content.certificate_id();
        let certificate = self
            .certificates
            .get(id)
            .ok_or_else(|| NotificationError::UnknownCertificate(id.to_owned()))?;
        let opened = Parts::decode(content).and_then(|parts| {
            let text = parts.open(certificate)?;
            Some((parts.signature, text))
        });
        let (signature, text) = opened.ok_or(NotificationError::Tampered)?;
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        if !seen.add(signature) {
            return Err(NotificationError::Replayed);
        }
        Ok(Resource::new(&text))
    }
}

impl Seen {
    /// Remembers a signature; `false` if it was known.
    fn add(&mut self, signature: Vec<u8>) -> bool {
        if !self.known.insert(signature.clone()) {
            return false;
        }
        self.order.push_back(signature);
        if self.order.len() > MAX_SEEN {
            let oldest = self.order.pop_front();
            oldest.map(|oldest| self.known.remove(&oldest));
        }
        true
    }
}

/// The content without its Base64.
struct Parts {
    key: Vec<u8>,
    data: Vec<u8>,
    signature: Vec<u8>,
}

impl Parts {
    fn decode(content: &EncryptedContent) -> Option<Self> {
        Some(Self {
            key: STANDARD.decode(&content.data_key).ok()?,
            data: STANDARD.decode(&content.data).ok()?,
            signature: STANDARD.decode(&content.data_signature).ok()?,
        })
    }

    /// Checks the signature first: data that anybody has changed is not decrypted. All that can be wrong is told in the
    /// same way, so that nobody can learn from the difference.
    fn open(&self, certificate: &EncryptionCertificate) -> Option<String> {
        let private = &certificate.key;
        let mut buffer = vec![0; private.min_output_size()];
        let key = private.decrypt(&OAEP_SHA1_MGF1SHA1, &self.key, &mut buffer, None);
        let key: &[u8; KEY] = (&*key.ok()?).try_into().ok()?;
        let signing = hmac::Key::new(hmac::HMAC_SHA256, key);
        hmac::verify(&signing, &self.data, &self.signature).ok()?;
        let iv: [u8; IV] = key.first_chunk().copied()?;
        let unbound = UnboundCipherKey::new(&AES_256, key).ok()?;
        let decrypting = PaddedBlockDecryptingKey::cbc_pkcs7(unbound).ok()?;
        let mut data = self.data.clone();
        let context = DecryptionContext::Iv128(FixedLength::from(iv));
        let text = decrypting.decrypt(&mut data, context).ok()?;
        String::from_utf8(text.to_vec()).ok()
    }
}

impl fmt::Debug for Decryptor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ids: Vec<_> = self.certificates.keys().collect();
        f.debug_struct("Decryptor")
            .field("certificates", &ids)
            .finish_non_exhaustive()
    }
}
