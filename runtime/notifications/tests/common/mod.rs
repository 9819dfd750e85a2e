//! What the tests share.

#![allow(dead_code)] // each test uses some of it
#![allow(clippy::unwrap_used)] // failing is what a test is for

use http::Request;
use msgraph_core::Bytes;
use msgraph_notifications::test_support::FakeSender;
use msgraph_notifications::{ChangeNotification, EncryptionCertificate, Receiver, Reception};
use rcgen::{CertificateParams, KeyPair, PKCS_RSA_SHA256};
use serde_json::{Value, json};

pub(crate) const TENANT: &str = "84bd8158-6d4d-4958-8b9f-9d6445542f95";
pub(crate) const APPLICATION: &str = "8e460676-ae3f-4b1e-8790-ee0fb5d6148f";
pub(crate) const STATE: &str = "client state";
pub(crate) const URL: &str = "https://example.org/notifications";
pub(crate) const MESSAGE: &str =
    r##"{"@odata.type":"#Microsoft.Graph.Message","id":"1","subject":"Hello"}"##;

pub(crate) fn certificate(id: &str) -> EncryptionCertificate {
    let key = KeyPair::generate_for(&PKCS_RSA_SHA256).unwrap();
    let certificate = CertificateParams::default().self_signed(&key).unwrap();
    let pem = certificate.pem() + &key.serialize_pem();
    EncryptionCertificate::from_pem(id, pem.as_bytes()).unwrap()
}

pub(crate) fn sender() -> FakeSender {
    FakeSender::new(TENANT, APPLICATION).unwrap()
}

pub(crate) fn receive(body: &Value) -> Reception {
    let request = Request::post(URL).body(Bytes::from(body.to_string()));
    Receiver::new(STATE).receive(&request.unwrap())
}

/// A rich notification with this content.
pub(crate) fn rich(content: &Value) -> Value {
    json!({
        "subscriptionId": "s",
        "tenantId": TENANT,
        "clientState": STATE,
        "changeType": "created",
        "resource": "Users/1/Messages/1",
        "resourceData": { "@odata.type": "#Microsoft.Graph.Message", "id": "1" },
        "encryptedContent": content,
    })
}

pub(crate) fn notification(content: &Value) -> ChangeNotification {
    let reception = receive(&json!({ "value": [rich(content)] }));
    reception.notifications.into_iter().next().unwrap()
}
