//! Assertions that a certificate signs, checked by a tool that knows nothing of this crate: the command `openssl`.

#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::unwrap_used)] // failing is what a test is for

mod common;
#[path = "../../../generator/tests/common/counted.rs"]
mod counted;

use std::fs;
use std::path::Path;
use std::process::Command;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use common::{SCOPE, application, no_secret_in};
use counted::without;
use msgraph_core::Credential as _;
use msgraph_identity::test_support::LoopbackAuthority;
use msgraph_identity::{ClientCertificate, Service};

/// What `openssl` says, in a folder.
fn openssl(folder: &Path, arguments: &str) -> Option<String> {
    let mut command = Command::new("openssl");
    command.current_dir(folder).args(arguments.split(' '));
    let output = command.output().ok()?;
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "openssl {arguments}: {error}");
    Some(String::from_utf8(output.stdout).unwrap())
}

fn part(jwt: &str, n: usize) -> Vec<u8> {
    URL_SAFE_NO_PAD
        .decode(jwt.split('.').nth(n).unwrap())
        .unwrap()
}

#[tokio::test]
async fn openssl_accepts_the_signature() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let make = "req -x509 -newkey rsa:2048 -nodes -subj /CN=app -keyout key.pem -out cert.pem";
    if openssl(folder, make).is_none() {
        without("openssl");
        return;
    }
    openssl(folder, "x509 -in cert.pem -pubkey -noout -out public.pem").unwrap();
    openssl(folder, "rsa -in key.pem -traditional -out old-key.pem").unwrap();
    let authority = LoopbackAuthority::start().unwrap();
    for key in ["key.pem", "old-key.pem"] {
        let mut pem = fs::read(folder.join(key)).unwrap();
        pem.extend(fs::read(folder.join("cert.pem")).unwrap());
        let certificate = ClientCertificate::from_pem(&pem).unwrap();
        let service = Service::new(application(&authority).with_certificate(certificate));
        service.token(SCOPE).await.unwrap();
        let requests = authority.requests();
        let assertion = requests.last().unwrap().parameter("client_assertion");
        let jwt = assertion.unwrap().to_owned();
        no_secret_in(&format!("{service:?}"), &jwt);

        let (signed, _) = jwt.rsplit_once('.').unwrap();
        fs::write(folder.join("signed"), signed).unwrap();
        fs::write(folder.join("signature"), part(&jwt, 2)).unwrap();
        let verify = "dgst -sha256 -sigopt rsa_padding_mode:pss -sigopt rsa_pss_saltlen:32 \
                      -verify public.pem -signature signature signed";
        let verdict = openssl(folder, verify).unwrap();
        assert_eq!(verdict.trim(), "Verified OK");

        let header: serde_json::Value = serde_json::from_slice(&part(&jwt, 0)).unwrap();
        assert_eq!(header["alg"], "PS256");
        openssl(folder, "x509 -in cert.pem -outform DER -out cert.der").unwrap();
        openssl(folder, "dgst -sha256 -binary -out thumbprint cert.der").unwrap();
        let thumbprint = URL_SAFE_NO_PAD.encode(fs::read(folder.join("thumbprint")).unwrap());
        assert_eq!(header["x5t#S256"], thumbprint);
        let claims: serde_json::Value = serde_json::from_slice(&part(&jwt, 1)).unwrap();
        assert_eq!(
            (&claims["iss"], &claims["sub"]),
            (&"app".into(), &"app".into())
        );
        assert!(
            claims["aud"]
                .as_str()
                .unwrap()
                .ends_with("/oauth2/v2.0/token")
        );
        let life = claims["exp"].as_u64().unwrap() - claims["nbf"].as_u64().unwrap();
        assert_eq!(life, 600);
    }
    let ids: Vec<_> = authority
        .requests()
        .iter()
        .map(|request| part(request.parameter("client_assertion").unwrap(), 1))
        .collect();
    assert_ne!(ids[0], ids[1], "each assertion has an id of its own");
}

#[test]
fn what_is_no_certificate_with_a_key_is_refused() {
    for pem in [
        "",
        "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
    ] {
        let error = ClientCertificate::from_pem(pem.as_bytes()).unwrap_err();
        assert!(error.to_string().contains("PEM"), "{error}");
    }
}
