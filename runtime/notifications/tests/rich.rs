//! Encrypted content, and tokens that tell whose it is.

#![allow(clippy::indexing_slicing, clippy::unwrap_used)] // failing is what a test is for

mod common;
#[path = "../../../generator/tests/common/counted.rs"]
mod counted;

use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use common::{APPLICATION, MESSAGE, TENANT, certificate, notification, receive, rich, sender};
use counted::without;
use msgraph_core::{Cloud, Transport, TransportError, VirtualTimer, transport_fn};
use msgraph_notifications::test_support::FakeSender;
use msgraph_notifications::{
    Decryptor, EncryptionCertificate, NotificationError, Reception, TokenValidator,
};
use serde_json::{Value, json};

#[test]
fn what_is_encrypted_is_decrypted_once() {
    let certificate = certificate("a");
    let content = FakeSender::encrypt(&certificate, MESSAGE).unwrap();
    let decryptor = Decryptor::new().with_certificate(certificate);
    let resource = decryptor.decrypt(&notification(&content)).unwrap();
    assert_eq!(resource.json(), MESSAGE);
    assert_eq!(resource.odata_type(), Some("Microsoft.Graph.Message"));
    let again = decryptor.decrypt(&notification(&content));
    assert_eq!(again.unwrap_err(), NotificationError::Replayed);
}

#[test]
fn certificates_are_rotated() {
    let (old, new) = (certificate("old"), certificate("new"));
    let contents = [&old, &new].map(|it| FakeSender::encrypt(it, MESSAGE).unwrap());
    let both = Decryptor::new().with_certificate(old).with_certificate(new);
    for content in &contents {
        assert!(both.decrypt(&notification(content)).is_ok());
    }
    let mut unknown = contents[0].clone();
    unknown["encryptionCertificateId"] = "other".into();
    let error = both.decrypt(&notification(&unknown)).unwrap_err();
    assert_eq!(
        error,
        NotificationError::UnknownCertificate("other".to_owned())
    );
    let mut exchanged = contents[0].clone();
    exchanged["encryptionCertificateId"] = "new".into();
    let error = both.decrypt(&notification(&exchanged)).unwrap_err();
    assert_eq!(error, NotificationError::Tampered);
}

#[test]
fn what_was_changed_or_cut_is_refused() {
    let certificate = certificate("a");
    let content = FakeSender::encrypt(&certificate, MESSAGE).unwrap();
    let other = FakeSender::encrypt(&certificate, MESSAGE).unwrap();
    let decryptor = Decryptor::new().with_certificate(certificate);
    let mut tried = 0;
    let mut refused = |member: &str, value: Value| {
        let mut changed = content.clone();
        changed[member] = value;
        let error = decryptor.decrypt(&notification(&changed)).unwrap_err();
        assert_eq!(error, NotificationError::Tampered, "{member} {changed}");
        tried += 1;
    };
    for member in ["data", "dataSignature", "dataKey"] {
        let bytes = STANDARD.decode(content[member].as_str().unwrap()).unwrap();
        let step = (bytes.len() / 16).max(1);
        for n in (0..bytes.len()).step_by(step) {
            let mut flipped = bytes.clone();
            flipped[n] ^= 1;
            refused(member, STANDARD.encode(flipped).into());
            refused(member, STANDARD.encode(&bytes[..n]).into());
        }
        let mut longer = bytes.clone();
        longer.extend([0; 16]);
        refused(member, STANDARD.encode(longer).into());
        refused(member, "".into());
        refused(member, "no base64".into());
        refused(member, other[member].clone());
    }
    assert!(tried > 90, "{tried}");
    assert!(
        decryptor.decrypt(&notification(&content)).is_ok(),
        "failures are not remembered"
    );
    let none =
        receive(&json!({ "value": [{ "subscriptionId": "s", "clientState": common::STATE }] }));
    let error = decryptor.decrypt(&none.notifications[0]).unwrap_err();
    assert_eq!(error, NotificationError::NotEncrypted);
}

#[test]
fn nothing_is_shown() {
    let certificate = certificate("a");
    let content = FakeSender::encrypt(&certificate, MESSAGE).unwrap();
    let one = notification(&content);
    let decryptor = Decryptor::new().with_certificate(certificate);
    let resource = decryptor.decrypt(&one).unwrap();
    let shown = format!(
        "{one:?} {resource:?} {decryptor:?} {:?}",
        one.encrypted_content()
    );
    for secret in ["Hello", common::STATE, content["dataKey"].as_str().unwrap()] {
        assert!(!shown.contains(secret), "{shown}");
    }
}

#[test]
fn unfit_certificates_are_refused() {
    let refused = |id: &str, pem: &str| {
        let error = EncryptionCertificate::from_pem(id, pem.as_bytes()).unwrap_err();
        assert!(
            matches!(error, NotificationError::Certificate(_)),
            "{error}"
        );
    };
    let key = rcgen::KeyPair::generate().unwrap();
    let elliptic = rcgen::CertificateParams::default()
        .self_signed(&key)
        .unwrap();
    refused("a", "");
    refused("a", &elliptic.pem());
    refused("a", &(elliptic.pem() + &key.serialize_pem()));
    refused("", &elliptic.pem());
    refused(&"x".repeat(129), &elliptic.pem());
}

fn openssl(folder: &Path, arguments: &str) -> bool {
    let mut command = Command::new("openssl");
    let Ok(output) = command
        .current_dir(folder)
        .args(arguments.split(' '))
        .output()
    else {
        without("openssl");
        return false;
    };
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "openssl {arguments}: {error}");
    true
}

fn hex(bytes: &[u8]) -> String {
    let digits: Vec<_> = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    digits.concat()
}

const OAEP: &str =
    "-pkeyopt rsa_padding_mode:oaep -pkeyopt rsa_oaep_md:sha1 -pkeyopt rsa_mgf1_md:sha1";

/// A folder with a key and a certificate that `openssl` has made.
fn folder() -> Option<(tempfile::TempDir, EncryptionCertificate)> {
    let folder = tempfile::tempdir().unwrap();
    let make = "req -x509 -newkey rsa:2048 -nodes -subj /CN=test -keyout key.pem -out cert.pem";
    openssl(folder.path(), make).then(|| {
        openssl(
            folder.path(),
            "rsa -in key.pem -traditional -out old-key.pem",
        );
        let read = |name| fs::read(folder.path().join(name)).unwrap();
        let mut pem = read("old-key.pem");
        pem.extend(read("cert.pem"));
        EncryptionCertificate::from_pem("old", &pem).unwrap();
        let mut pem = read("key.pem");
        pem.extend(read("cert.pem"));
        let certificate = EncryptionCertificate::from_pem("a", &pem).unwrap();
        (folder, certificate)
    })
}

#[test]
fn what_openssl_encrypts_is_decrypted() {
    let Some((folder, certificate)) = folder() else {
        return;
    };
    let folder = folder.path();
    let read = |name: &str| fs::read(folder.join(name)).unwrap();
    fs::write(folder.join("plain"), MESSAGE).unwrap();
    openssl(folder, "rand -out key 32");
    let key = read("key");
    openssl(
        folder,
        &format!("pkeyutl -encrypt -certin -inkey cert.pem {OAEP} -in key -out data-key"),
    );
    let (all, iv) = (hex(&key), hex(&key[..16]));
    openssl(
        folder,
        &format!("enc -aes-256-cbc -K {all} -iv {iv} -in plain -out data"),
    );
    openssl(
        folder,
        &format!("dgst -sha256 -mac HMAC -macopt hexkey:{all} -binary -out signature data"),
    );
    let content = json!({
        "data": STANDARD.encode(read("data")),
        "dataKey": STANDARD.encode(read("data-key")),
        "dataSignature": STANDARD.encode(read("signature")),
        "encryptionCertificateId": "a",
    });
    let decryptor = Decryptor::new().with_certificate(certificate);
    let resource = decryptor.decrypt(&notification(&content)).unwrap();
    assert_eq!(resource.json(), MESSAGE);
}

#[test]
fn what_is_encrypted_here_openssl_decrypts() {
    let Some((folder, certificate)) = folder() else {
        return;
    };
    let folder = folder.path();
    let content = FakeSender::encrypt(&certificate, MESSAGE).unwrap();
    for (name, member) in [("data-key", "dataKey"), ("data", "data")] {
        let bytes = STANDARD.decode(content[member].as_str().unwrap()).unwrap();
        fs::write(folder.join(name), bytes).unwrap();
    }
    openssl(
        folder,
        &format!("pkeyutl -decrypt -inkey key.pem {OAEP} -in data-key -out key"),
    );
    let key = fs::read(folder.join("key")).unwrap();
    let (all, iv) = (hex(&key), hex(&key[..16]));
    openssl(
        folder,
        &format!("enc -d -aes-256-cbc -K {all} -iv {iv} -in data -out plain"),
    );
    assert_eq!(fs::read_to_string(folder.join("plain")).unwrap(), MESSAGE);
    openssl(
        folder,
        &format!("dgst -sha256 -mac HMAC -macopt hexkey:{all} -binary -out signature data"),
    );
    let signature = STANDARD.encode(fs::read(folder.join("signature")).unwrap());
    assert_eq!(content["dataSignature"], signature);
    openssl(folder, "x509 -in cert.pem -outform DER -out cert.der");
    let der = fs::read(folder.join("cert.der")).unwrap();
    assert_eq!(certificate.to_base64(), STANDARD.encode(der));
}

fn validator(keys: impl Transport + 'static) -> TokenValidator {
    TokenValidator::new(&Cloud::Global, [APPLICATION], [TENANT], keys).unwrap()
}

/// A rich notification with these tokens.
fn with_tokens(tokens: &[String]) -> Reception {
    let content = json!({
        "data": "", "dataKey": "", "dataSignature": "", "encryptionCertificateId": "a",
    });
    receive(&json!({ "value": [rich(&content)], "validationTokens": tokens }))
}

#[tokio::test]
async fn tokens_of_the_publisher_are_accepted() {
    let sender = sender();
    let validator = validator(sender.keys());
    let first = sender.claims();
    let mut second = sender.claims();
    second["iss"] = format!("https://login.microsoftonline.com/{TENANT}/v2.0").into();
    second["azp"] = second["appid"].take();
    second.as_object_mut().unwrap().remove("appid");
    for claims in [first, second] {
        let reception = with_tokens(&[sender.token(&claims)]);
        assert_eq!(validator.validate(&reception).await, Ok(()));
    }
    let plain = receive(&json!({ "value": [{ "clientState": common::STATE }] }));
    assert_eq!(
        validator.validate(&plain).await,
        Ok(()),
        "nothing to be told"
    );
}

#[tokio::test]
async fn other_tokens_are_refused() {
    let sender = sender();
    let validator = validator(sender.keys());
    let now = sender.claims()["nbf"].as_u64().unwrap();
    let evil = "00000000-0000-0000-0000-000000000000";
    for (claim, value) in [
        ("exp", json!(now - 3600)),
        ("exp", json!(null)),
        ("exp", json!("tomorrow")),
        ("nbf", json!(now + 3600)),
        ("nbf", json!(null)),
        ("aud", json!(evil)),
        ("aud", json!(null)),
        ("iss", json!(format!("https://sts.windows.net/{evil}/"))),
        ("iss", json!(format!("https://evil.example/{TENANT}/"))),
        ("iss", json!(null)),
        ("tid", json!(evil)),
        ("tid", json!(null)),
        ("appid", json!(evil)),
        ("appid", json!(null)),
        ("azp", json!(evil)),
    ] {
        let mut claims = sender.claims();
        claims[claim] = value.clone();
        let reception = with_tokens(&[sender.token(&sender.claims()), sender.token(&claims)]);
        let error = validator.validate(&reception).await.unwrap_err();
        assert!(
            matches!(error, NotificationError::Token(_)),
            "{claim} {value}: {error}"
        );
    }
    let claims = sender.claims();
    for header in [
        json!({ "alg": "none", "kid": "fake" }),
        json!({ "alg": "HS256", "kid": "fake" }),
        json!({ "alg": "RS512", "kid": "fake" }),
        json!({ "alg": "RS256" }),
        json!({ "alg": "RS256", "kid": "other" }),
    ] {
        let reception = with_tokens(&[sender.token_with_header(&header, &claims)]);
        assert!(validator.validate(&reception).await.is_err(), "{header}");
    }
    let token = sender.token(&claims);
    let (signed, _) = token.rsplit_once('.').unwrap();
    let foreign = common::sender().token(&claims);
    for token in [
        "",
        "a.b.c",
        &token[..token.len() - 8],
        &format!("{signed}."),
        &foreign,
    ] {
        let reception = with_tokens(&[token.to_owned()]);
        let error = validator.validate(&reception).await.unwrap_err();
        assert!(!error.to_string().contains(signed), "{error}");
    }
    let none = validator.validate(&with_tokens(&[])).await.unwrap_err();
    assert!(
        none.to_string().contains("none for a notification"),
        "{none}"
    );
}

#[tokio::test]
async fn a_token_for_one_tenant_says_nothing_of_another() {
    let sender = sender();
    let other = "11111111-6d4d-4958-8b9f-9d6445542f95";
    let validator = TokenValidator::new(
        &Cloud::Global,
        [APPLICATION],
        [TENANT, other],
        sender.keys(),
    );
    let content = json!({
        "data": "", "dataKey": "", "dataSignature": "", "encryptionCertificateId": "a",
    });
    let mut foreign = rich(&content);
    foreign["tenantId"] = other.into();
    let token = sender.token(&sender.claims());
    let reception = receive(&json!({ "value": [foreign], "validationTokens": [token] }));
    assert!(validator.unwrap().validate(&reception).await.is_err());
}

#[tokio::test]
async fn keys_are_kept_and_renewed_when_one_is_missing_but_not_for_each_token() {
    let sender = Arc::new(sender());
    let asked = Arc::new(AtomicUsize::new(0));
    let (keys, counter) = (Arc::new(sender.keys()), Arc::clone(&asked));
    let transport = transport_fn(move |request| {
        assert_eq!(
            request.uri(),
            "https://login.microsoftonline.com/common/discovery/v2.0/keys"
        );
        let first = counter.fetch_add(1, Ordering::SeqCst) == 0;
        let keys = Arc::clone(&keys);
        async move {
            if first {
                return Ok(http::Response::new(r#"{"keys":[]}"#.into()));
            }
            keys.send_whole(request, 1 << 20).await
        }
    });
    let timer = VirtualTimer::new();
    let validator = validator(transport).with_timer(timer.clone());
    let reception = with_tokens(&[sender.token(&sender.claims())]);
    for _ in 0..5 {
        assert!(validator.validate(&reception).await.is_err());
    }
    assert_eq!(
        asked.load(Ordering::SeqCst),
        1,
        "five tokens with an unknown key"
    );
    timer.advance(Duration::from_secs(301));
    for _ in 0..5 {
        assert_eq!(validator.validate(&reception).await, Ok(()));
    }
    assert_eq!(asked.load(Ordering::SeqCst), 2);
    timer.advance(Duration::from_secs(24 * 3600));
    assert_eq!(validator.validate(&reception).await, Ok(()));
    assert_eq!(asked.load(Ordering::SeqCst), 3);
}

/// An error of a library, which leaves its cause to `source`.
#[derive(Debug)]
struct Unsent(std::io::Error);

impl std::fmt::Display for Unsent {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("error sending request")
    }
}

impl std::error::Error for Unsent {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.0)
    }
}

#[tokio::test]
async fn an_authority_that_is_down_is_told() {
    let sender = sender();
    let transport = transport_fn(|_| async {
        let cause = std::io::Error::other("connection refused");
        Err(TransportError::new(Unsent(cause)))
    });
    let reception = with_tokens(&[sender.token(&sender.claims())]);
    let error = validator(transport).validate(&reception).await.unwrap_err();
    let why = "error sending request: connection refused";
    assert_eq!(error, NotificationError::Keys(why.to_owned()));
}
