//! The answer of what starts an operation.

use std::fmt;
use std::marker::PhantomData;

use bytes::Bytes;
use http::StatusCode;
use http::header::{HeaderName, LOCATION};

use super::watch::{Watch, status_of};
use super::{LongRunning, Poller};
use crate::error::Error;
use crate::exchange::links;
use crate::exchange::pipeline::Exchange;
use crate::request::response::FromResponse;

const OPERATION_LOCATION: HeaderName = HeaderName::from_static("operation-location");

/// The answer to a request that starts an operation of type `O`: the service has understood it, and
/// goes on with it.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # use msgraph_core::test_support::{FakeGraph, Start};
/// # let fake = FakeGraph::new();
/// # fake.starts(
/// #     "POST /v1.0/users/{user}/authentication/methods/{method}/resetPassword",
/// #     Start::new("/v1.0/users/{user}/authentication/operations", ["running", "succeeded"]),
/// # );
/// # let graph = msgraph_operations::v1_0::Graph::new(fake.client());
/// use msgraph_operations::v1_0::requests::authentication_method::ResetPassword;
///
/// let method = graph.users().by_id("adele@contoso.com").authentication().methods().by_id("28c10230");
/// let started = method.reset_password(ResetPassword::new()).await?;
/// assert!(started.location().is_some());
/// let operation = started.poller().await?;
/// # let _ = operation;
/// # Ok(())
/// # }
/// ```
pub struct Started<T, O> {
    /// What the service has to say at once. Without members if it says nothing.
    pub body: T,
    location: Option<String>,
    response: http::Response<Bytes>,
    operation: PhantomData<fn() -> O>,
}

impl<T, O> Started<T, O> {
    /// The absolute URL at which the operation can be asked for: `Operation-Location`, else
    /// `Location`.
    #[must_use]
    pub fn location(&self) -> Option<&str> {
        self.location.as_deref()
    }
}

impl<T, O: LongRunning> Started<T, O> {
    /// Waits for the end of the operation.
    ///
    /// Where the answer is the operation itself (201), it is the first thing that the poller sees.
    pub fn poller(&self) -> Poller<O> {
        Poller::new(Watch::started(
            self.location(),
            &self.response,
            O::INFO,
            status_of::<O>,
        ))
    }
}

impl<T: FromResponse, O: 'static> FromResponse for Started<T, O> {
    const ACCEPT: &'static str = T::ACCEPT;

    fn from_response(response: http::Response<Bytes>) -> Result<Self, Error> {
        let location = location(&response);
        let is_accepted = location.is_some() || response.status() == StatusCode::ACCEPTED;
        let body = match (T::from_response(response.clone()), T::nothing()) {
            (Ok(body), _) => body,
            // It goes on, whatever the service has said beside that.
            (Err(_), Some(nothing)) if is_accepted => nothing,
            (Err(error), _) => return Err(error),
        };
        Ok(Self {
            body,
            location,
            response,
            operation: PhantomData,
        })
    }
}

fn location(response: &http::Response<Bytes>) -> Option<String> {
    let headers = response.headers();
    let header = headers.get(OPERATION_LOCATION).or(headers.get(LOCATION))?;
    let exchange: &Exchange = response.extensions().get()?;
    links::resolve(
        &exchange.url(),
        std::str::from_utf8(header.as_bytes()).ok()?,
    )
}

impl<T: fmt::Debug, O> fmt::Debug for Started<T, O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Started")
            .field("body", &self.body)
            .field("location", &self.location().map(links::without_query))
            .finish_non_exhaustive()
    }
}
