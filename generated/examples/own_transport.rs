//! Sends requests with hyper in place of reqwest: `own_transport`, with an access token in
//! `GRAPH_TOKEN` (`UserAuthenticationMethod.Read.All`). It needs no default features of the crate.

#![allow(clippy::print_stdout)] // it is what the program is for

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream as _;
use http_body::{Body as HttpBody, Frame, SizeHint};
use http_body_util::BodyExt as _;
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::Client as Hyper;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use msgraph_operations::msgraph_core::{
    Body, BodyStream, BoxFuture, Bytes, Client, Cloud, Error, StaticToken, Transport,
    TransportError,
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
pub struct HyperTransport(Hyper<HttpsConnector<HttpConnector>, Sent>);

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
        request: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        Box::pin(async move {
            let request = request.map(Sent::from);
            let answer = self.0.request(request).await.map_err(TransportError::new)?;
            Ok(answer.map(|body| {
                let length = body.size_hint().exact();
                Body::once(body.map_err(TransportError::new).into_data_stream(), length)
            }))
        })
    }
}

/// A body as hyper takes it.
pub struct Sent(BodyStream, SizeHint);

impl From<Body> for Sent {
    fn from(body: Body) -> Self {
        let length = body.length().map(SizeHint::with_exact);
        Self(body.into_stream(), length.unwrap_or_default())
    }
}

impl HttpBody for Sent {
    type Data = Bytes;
    type Error = TransportError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, TransportError>>> {
        let chunk = ready!(Pin::new(&mut self.0).poll_next(context));
        Poll::Ready(chunk.map(|chunk| chunk.map(Frame::data)))
    }

    fn is_end_stream(&self) -> bool {
        self.1.exact() == Some(0)
    }

    fn size_hint(&self) -> SizeHint {
        self.1
    }
}
