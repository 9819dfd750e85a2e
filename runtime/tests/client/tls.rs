use std::sync::Arc;

use msgraph_core::{Client, Cloud, ErrorKind, ReqwestTransport, StaticToken, VirtualTimer};
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::aws_lc_rs;
use tokio_rustls::rustls::pki_types::PrivateKeyDer;

use crate::fault_server::{FaultServer, header, ok, redirect};
use crate::get;

/// A server with a certificate for `localhost`, and the authority that has signed it, in PEM.
async fn server(
    steps: impl IntoIterator<Item = crate::fault_server::Step>,
) -> (FaultServer, String) {
    let mut params = CertificateParams::default();
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let authority = CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap();
    let key = KeyPair::generate().unwrap();
    let params = CertificateParams::new(["localhost".to_owned()]).unwrap();
    let certificate = params.signed_by(&key, &authority).unwrap();
    let private = PrivateKeyDer::try_from(key.serialize_der()).unwrap();
    // Named, because other packages of the workspace may bring another provider.
    let provider = Arc::new(aws_lc_rs::default_provider());
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![certificate.der().clone()], private)
        .unwrap();
    let acceptor = TlsAcceptor::from(Arc::new(config));
    (
        FaultServer::with_tls(steps, acceptor).await,
        authority.pem(),
    )
}

fn client(server: &FaultServer, transport: ReqwestTransport) -> (Client, VirtualTimer) {
    let cloud = Cloud::custom(&server.base).unwrap();
    let timer = VirtualTimer::new();
    let client = Client::with_transport(cloud, StaticToken::new("s3cret"), transport);
    (client.with_timer(timer.clone()), timer)
}

#[tokio::test]
async fn an_authority_can_be_added() {
    let (server, authority) = server([ok()]).await;
    let transport = ReqwestTransport::with_root_certificates(authority.as_bytes()).unwrap();
    let (client, _) = client(&server, transport);
    get(&client).await.unwrap();
    assert_eq!(
        header(&server.requests()[0], "authorization"),
        Some("Bearer s3cret")
    );
}

#[tokio::test]
async fn an_unknown_authority_is_refused_at_once() {
    let (server, _) = server([ok()]).await;
    let (client, timer) = client(&server, ReqwestTransport::direct().unwrap());
    let error = get(&client).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Transport);
    assert!(error.message().contains("certificate"), "{error}");
    assert!(server.requests().is_empty());
    assert!(timer.sleeps().is_empty());
}

#[tokio::test]
async fn nothing_leaves_by_http() {
    let plain = FaultServer::new([ok()]).await;
    let (server, authority) = server([redirect(302, &plain.base)]).await;
    let transport = ReqwestTransport::with_root_certificates(authority.as_bytes()).unwrap();
    let (client, _) = client(&server, transport);
    let error = get(&client).await.unwrap_err();
    assert_eq!(
        error.message(),
        "the service redirects to a URL that is not one of https"
    );
    assert!(plain.requests().is_empty());
}
