//! Any bytes as a request to a notification URL: an answer, and nothing is believed that is not Graph's.

use std::sync::OnceLock;

use http::Request;
use msgraph_core::Bytes;
use msgraph_notifications::{
    ChangeNotification, Decryptor, EncryptionCertificate, NotificationError, Receiver, Reception,
};
use rcgen::{CertificateParams, KeyPair, PKCS_RSA_SHA256};
use serde_json::json;

const SECRET: &str = "secret";

/// Sends the bytes as a body and as a token, and as encrypted content.
pub fn receive(bytes: &[u8]) {
    let reception = send("/", bytes);
    let status = reception.answer.status().as_u16();
    assert!(matches!(status, 202 | 400), "{status}");
    for notification in &reception.notifications {
        read(notification);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        handshake(text);
        encrypted(text);
    }
}

fn send(target: &str, body: &[u8]) -> Reception {
    let request = Request::post(target).body(Bytes::copy_from_slice(body));
    Receiver::new(SECRET).receive(&request.expect("it is a request"))
}

/// All that a program can ask of a notification.
fn read(notification: &ChangeNotification) {
    _ = (notification.change_type(), notification.lifecycle_event());
    _ = (notification.resource(), notification.tenant_id());
    let resource = notification.resource_data();
    drop(resource.map(|resource| resource.json().to_owned()));
    assert!(
        !format!("{notification:?}").contains(SECRET)
            || notification.subscription_id().contains(SECRET)
    );
    let decrypted = decryptor().decrypt(notification);
    assert!(decrypted.is_err(), "nobody has encrypted anything");
}

/// The token is given back as it is, or not at all.
fn handshake(text: &str) {
    let query: String = form_urlencoded::byte_serialize(text.as_bytes()).collect();
    let Ok(request) = Request::post(format!("/?validationToken={query}")).body(Bytes::new()) else {
        return; // longer than a URL can be
    };
    let answer = Receiver::new(SECRET).receive(&request).answer;
    if answer.status() == 200 {
        assert_eq!(answer.body(), text);
        assert!(!text.contains(['<', '>']));
    } else {
        assert!(answer.body().is_empty());
    }
}

/// The lines of the text as the parts of encrypted content.
fn encrypted(text: &str) {
    let mut lines = text.lines();
    let mut next = || lines.next().unwrap_or_default();
    let content = json!({
        "data": next(),
        "dataKey": next(),
        "dataSignature": next(),
        "encryptionCertificateId": "a",
    });
    let one = json!({ "clientState": SECRET, "encryptedContent": content });
    let reception = send("/", json!({ "value": [one] }).to_string().as_bytes());
    for notification in &reception.notifications {
        let error = decryptor()
            .decrypt(notification)
            .expect_err("nobody has encrypted it");
        assert_eq!(error, NotificationError::Tampered);
    }
}

fn decryptor() -> &'static Decryptor {
    static DECRYPTOR: OnceLock<Decryptor> = OnceLock::new();
    DECRYPTOR.get_or_init(|| {
        let key = KeyPair::generate_for(&PKCS_RSA_SHA256).expect("a key");
        let certificate = CertificateParams::default().self_signed(&key);
        let pem = certificate.expect("a certificate").pem() + &key.serialize_pem();
        let certificate = EncryptionCertificate::from_pem("a", pem.as_bytes());
        Decryptor::new().with_certificate(certificate.expect("a certificate"))
    })
}
