//! Encrypting as Graph does.

use aws_lc_rs::cipher::{AES_256, EncryptionContext, PaddedBlockEncryptingKey, UnboundCipherKey};
use aws_lc_rs::iv::FixedLength;
use aws_lc_rs::rsa::{OAEP_SHA1_MGF1SHA1, OaepPublicEncryptingKey};
use aws_lc_rs::{hmac, rand};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::{EncryptedContent, EncryptionCertificate};

pub(super) fn encrypt(certificate: &EncryptionCertificate, json: &str) -> Option<EncryptedContent> {
    let mut key = [0; 32];
    rand::fill(&mut key).ok()?;
    let iv: [u8; 16] = key.first_chunk().copied()?;
    let encrypting = UnboundCipherKey::new(&AES_256, &key).ok()?;
    let encrypting = PaddedBlockEncryptingKey::cbc_pkcs7(encrypting).ok()?;
    let mut data = json.as_bytes().to_vec();
    let context = EncryptionContext::Iv128(FixedLength::from(iv));
    encrypting.less_safe_encrypt(&mut data, context).ok()?;
    let signature = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, &key), &data);
    let public = OaepPublicEncryptingKey::new(certificate.public.clone()).ok()?;
    let mut buffer = vec![0; public.ciphertext_size()];
    let data_key = public.encrypt(&OAEP_SHA1_MGF1SHA1, &key, &mut buffer, None);
    Some(EncryptedContent {
        data: STANDARD.encode(&data),
        data_signature: STANDARD.encode(signature),
        data_key: STANDARD.encode(data_key.ok()?),
        encryption_certificate_id: certificate.id().to_owned(),
    })
}
