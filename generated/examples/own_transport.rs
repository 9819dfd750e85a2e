//! Sends requests with hyper in place of reqwest: `own_transport`, with an access token in
//! `GRAPH_TOKEN` (`UserAuthenticationMethod.Read.All`). It needs no default features of the crate.

#![allow(clippy::print_stdout)] // it is what the program is for

use std::io;

use http_body_util::{BodyExt as _, Full};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::Client as Hyper;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use msgraph_operations::msgraph_core::{
    BoxFuture, Bytes, Client, Cloud, Error, StaticToken, Transport, TransportError,
};
use msgraph_operations::v1_0::Graph;
use rustls::crypto::aws_lc_rs;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let token = StaticToken::new(std::env::var("GRAPH_TOKEN")?);
    let client = Client::with_transport(Cloud::Global, token, HyperTransport::new()?);
    println!(
        "{} operations",
        count_operations(&Graph::new(client)).await?
    );
    Ok(())
}

/// How many operations there are on the caller's authentication methods.
pub async fn count_operations(graph: &Graph) -> Result<usize, Error> {
    let mut operations = graph.me().authentication().operations().list().stream();
    let mut count = 0;
    while operations.try_next().await?.is_some() {
        count += 1;
    }
    Ok(count)
}

/// HTTP by hyper. Like every transport, it follows no redirects.
pub struct HyperTransport(Hyper<HttpsConnector<HttpConnector>, Full<Bytes>>);

impl HyperTransport {
    /// With the certificates that the operating system trusts.
    ///
    /// # Errors
    ///
    /// If TLS cannot be set up.
    pub fn new() -> io::Result<Self> {
        let connector = HttpsConnectorBuilder::new()
            .with_provider_and_platform_verifier(aws_lc_rs::default_provider())?
            .https_or_http() // the client itself sees to it that the token goes by https
            .enable_http1()
            .build();
        Ok(Self(Hyper::builder(TokioExecutor::new()).build(connector)))
    }
}

impl Transport for HyperTransport {
    fn send(
        &self,
        request: http::Request<Bytes>,
    ) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
        Box::pin(async move {
            let request = request.map(Full::new);
            let answer = self.0.request(request).await.map_err(TransportError::new)?;
            let (head, body) = answer.into_parts();
            let body = body.collect().await.map_err(TransportError::new)?;
            Ok(http::Response::from_parts(head, body.to_bytes()))
        })
    }
}
