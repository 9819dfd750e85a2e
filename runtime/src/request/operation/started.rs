//! The answer of what starts an operation.

use std::fmt;
use std::marker::PhantomData;

use bytes::Bytes;
use http::header::{HeaderName, LOCATION};

use super::watch::Watch;
use super::{LongRunning, Poller};
use crate::error::Error;
use crate::exchange::links;
use crate::request::response::{Asked, Response};

const OPERATION_LOCATION: HeaderName = HeaderName::from_static("operation-location");

/// The answer to a request that starts an operation of type `O`: the service has understood it, and
/// goes on with it.
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
        Poller::new(Watch::started(self.location(), &self.response, O::INFO))
    }
}

impl<T: Response, O: 'static> Response for Started<T, O> {
    const ACCEPT: &'static str = T::ACCEPT;

    fn from_response(response: http::Response<Bytes>) -> Result<Self, Error> {
        Ok(Self {
            body: T::from_response(response.clone())?,
            location: location(&response),
            response,
            operation: PhantomData,
        })
    }
}

fn location(response: &http::Response<Bytes>) -> Option<String> {
    let headers = response.headers();
    let header = headers.get(OPERATION_LOCATION).or(headers.get(LOCATION))?;
    let asked: &Asked = response.extensions().get()?;
    links::resolve(&asked.url, std::str::from_utf8(header.as_bytes()).ok()?)
}

impl<T: fmt::Debug, O> fmt::Debug for Started<T, O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Started")
            .field("body", &self.body)
            .field("location", &self.location().map(links::without_query))
            .finish_non_exhaustive()
    }
}
