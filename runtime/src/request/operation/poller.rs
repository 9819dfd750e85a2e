//! Waits for the end of an operation.

use std::fmt;
use std::future::poll_fn;
use std::marker::PhantomData;
use std::ops::Deref;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use futures_core::Stream;
use http::header::HeaderMap;

use super::watch::{Pace, Seen, Watch, status_of};
use super::{LongRunning, OperationState, outcome};
use crate::error::Error;
use crate::exchange::client::Client;
use crate::exchange::future::{BoxFuture, Exclusive, OwnFuture};
use crate::exchange::links;
use crate::exchange::pipeline::host_only;
use crate::request::message::{Place, Request};
use crate::request::response::read;

/// Asks after an operation until it has ended, as often as the service likes. Made by
/// [`Started::poller`](crate::Started::poller), [`Request::poller`] or [`Poller::resume`].
///
/// `.await` gives the operation when it has succeeded. [`try_next`](Self::try_next) and the
/// `Stream` give whatever is seen on the way there. A status that this crate does not know, and
/// `unknownFutureValue`, mean that the operation is still running.
///
/// # Errors
///
/// When the operation has failed ([`Error::operation`] has it), when its end does not come before
/// the deadline ([`Error::is_timeout`]; the last status is in the message, and the operation as it
/// was seen last is in the error), when an answer cannot be understood, and when there is no answer
/// for too long.
///
/// ```no_run
/// # use msgraph_core::{Error, LongRunning, Request};
/// # use std::time::Duration;
/// # async fn wait<O: LongRunning>(get: Request<O>) -> Result<O, Error> {
/// let operation = get.poller().with_timeout(Duration::from_secs(300)).await?;
/// # Ok(operation)
/// # }
/// ```
#[must_use = "a poller does nothing until it is awaited"]
pub struct Poller<O> {
    looking: Looking,
    url: Option<String>,
    operation: PhantomData<fn() -> O>,
}

enum Looking {
    /// Between two questions.
    Idle(Box<Watch>),
    /// A question is on its way.
    Busy(OwnFuture<(Box<Watch>, Result<Seen, Error>)>),
    /// There will be no more questions; this is what was seen last.
    Over(Option<Seen>),
    /// The operation has failed, which is still to be said.
    Failed(Seen),
}

impl<O: LongRunning> Poller<O> {
    pub(super) fn new(watch: Watch) -> Self {
        Self {
            url: watch.url().map(str::to_owned),
            looking: Looking::Idle(Box::new(watch)),
            operation: PhantomData,
        }
    }

    /// Waits for an operation whose URL was kept, see [`url`](Self::url). It may be on any host;
    /// the token goes only where it always goes.
    pub fn resume(client: &Client, url: &str) -> Self {
        let client = client.clone();
        let place = match links::resolve(client.service("").url(), url) {
            Some(url) => Ok(Place {
                client,
                template: host_only(&url),
                url,
            }),
            None => Err("the location of the operation is no URL".into()),
        };
        Self::new(Watch::at(
            place,
            super::watch::json_only(),
            O::INFO,
            status_of::<O>,
        ))
    }

    /// How long to wait for the end at most, counted from the first question. An hour by default.
    ///
    /// The poller gives up as soon as it knows that the next question would come too late.
    pub fn with_timeout(self, timeout: Duration) -> Self {
        self.paced(|pace| pace.deadline = timeout)
    }

    /// How long to wait between two questions where the service does not say. Five seconds by
    /// default.
    pub fn with_interval(self, interval: Duration) -> Self {
        self.paced(|pace| pace.interval = interval)
    }

    /// The shortest wait between two questions, whatever the service says. One second by default.
    pub fn with_min_interval(self, interval: Duration) -> Self {
        self.paced(|pace| pace.floor = interval)
    }

    /// The longest wait between two questions, whatever the service says. Five minutes by default.
    pub fn with_max_interval(self, interval: Duration) -> Self {
        self.paced(|pace| pace.ceiling = interval)
    }

    /// Whether to go on when there is no answer, or one that says that there may be one later
    /// (429, 5xx), although the client has tried several times. `decide` is given the error and how
    /// many there were in a row. By default, three are put up with.
    pub fn on_transient_error(
        mut self,
        decide: impl FnMut(&Error, u32) -> bool + Send + 'static,
    ) -> Self {
        if let Looking::Idle(watch) = &mut self.looking {
            watch.patience = Exclusive::new(Box::new(decide));
        }
        self
    }

    /// The URL at which the operation is asked for. Keep it to go on in another process.
    #[must_use]
    pub fn url(&self) -> Option<&str> {
        self.url.as_deref()
    }

    /// What is seen next: the operation on its way, and last when it has succeeded. `None` after
    /// that. If it fails, there is what was seen, and after it the error.
    ///
    /// # Errors
    ///
    /// Those of the poller.
    pub async fn try_next(&mut self) -> Result<Option<Snapshot<O>>, Error> {
        poll_fn(|context| self.poll(context)).await.transpose()
    }

    fn paced(mut self, set: impl FnOnce(&mut Pace)) -> Self {
        if let Looking::Idle(watch) = &mut self.looking {
            set(&mut watch.pace);
        }
        self
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Snapshot<O>, Error>>> {
        let seen = ready!(self.looking.poll(context));
        Poll::Ready(seen.map(|seen| seen.and_then(Snapshot::new)))
    }

    async fn finish(mut self) -> Result<O, Error> {
        while poll_fn(|context| self.looking.poll(context))
            .await
            .transpose()?
            .is_some()
        {}
        match self.looking {
            Looking::Over(Some(seen)) => Snapshot::new(seen).map(Snapshot::into_operation),
            _ => Err(Error::request("the poller has come to its end before")),
        }
    }
}

impl Looking {
    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Seen, Error>>> {
        let (watch, seen) = loop {
            match std::mem::replace(self, Self::Over(None)) {
                Self::Idle(mut watch) => {
                    let question: BoxFuture<'_, _> = Box::pin(async move {
                        let seen = watch.look().await;
                        (watch, seen)
                    });
                    *self = Self::Busy(Exclusive::new(question));
                }
                Self::Busy(mut future) => match future.get_mut().as_mut().poll(context) {
                    Poll::Ready(ready) => break ready,
                    Poll::Pending => {
                        *self = Self::Busy(future);
                        return Poll::Pending;
                    }
                },
                Self::Failed(seen) => return Poll::Ready(Some(Err(outcome::failure(&seen)))),
                Self::Over(seen) => {
                    *self = Self::Over(seen);
                    return Poll::Ready(None);
                }
            }
        };
        if let Ok(seen) = &seen {
            *self = match seen.state {
                OperationState::Running => Self::Idle(watch),
                OperationState::Succeeded => Self::Over(Some(seen.clone())),
                OperationState::Failed => Self::Failed(seen.clone()),
            };
        }
        Poll::Ready(Some(seen))
    }
}

impl<O: LongRunning> Request<O> {
    /// Waits for the end of the operation that this request reads, which is sent again and again.
    pub fn poller(self) -> Poller<O> {
        let headers: HeaderMap = self.headers().clone();
        Poller::new(Watch::at(self.place(), headers, O::INFO, status_of::<O>))
    }
}

impl<O: LongRunning> IntoFuture for Poller<O> {
    type Output = Result<O, Error>;
    type IntoFuture = BoxFuture<'static, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.finish())
    }
}

impl<O: LongRunning> Stream for Poller<O> {
    type Item = Result<Snapshot<O>, Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll(context)
    }
}

impl<O> fmt::Debug for Poller<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Poller")
            .field(&self.url.as_deref().map(links::without_query))
            .finish()
    }
}

/// An operation as it was at some moment. Its members are reached through `Deref`.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let fake = msgraph_core::test_support::FakeGraph::new();
/// # fake.operation("/v1.0/sites/root/operations", "copy", ["running", "succeeded"]);
/// # let graph = msgraph_operations::v1_0::Graph::new(fake.client());
/// let mut poller = graph.sites().by_id("root").operations().by_id("copy").get().poller();
/// while let Some(seen) = poller.try_next().await? {
///     println!("{:?}, {:?} %", seen.status(), seen.percentage());
///     assert_eq!(seen.id.as_deref(), Some("copy"));
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct Snapshot<O> {
    operation: O,
    state: OperationState,
    status: Option<String>,
    percentage: Option<f64>,
}

impl<O: LongRunning> Snapshot<O> {
    fn new(seen: Seen) -> Result<Self, Error> {
        let response = &seen.response;
        let operation = if response.body().trim_ascii().is_empty() {
            O::default()
        } else {
            read(response)?
        };
        Ok(Self {
            operation,
            state: seen.state,
            status: seen.status,
            percentage: seen.percentage,
        })
    }
}

impl<O> Snapshot<O> {
    /// The operation.
    #[must_use]
    pub fn into_operation(self) -> O {
        self.operation
    }

    /// How far it has come.
    #[must_use]
    pub fn state(&self) -> OperationState {
        self.state
    }

    /// The same in the words of the service, if it says anything.
    #[must_use]
    pub fn status(&self) -> Option<&str> {
        self.status.as_deref()
    }

    /// How much is done, from 0 to 100, if it is of a type that tells.
    #[must_use]
    pub fn percentage(&self) -> Option<f64> {
        self.percentage
    }
}

impl<O> Deref for Snapshot<O> {
    type Target = O;

    fn deref(&self) -> &O {
        &self.operation
    }
}
