//! Operations that go on after the service has answered the request for them.

mod job;
mod outcome;
mod poller;
mod started;
mod watch;

pub use job::AsyncJobStatus;
pub use poller::{Poller, Snapshot};
pub use started::Started;

use std::fmt;
use std::str::FromStr;

use crate::error::Error;
use crate::model::codec::Model;
use crate::model::macros::by_text;

/// A type whose values tell how far an operation has come.
///
/// ```
/// use msgraph_core::{Error, LongRunning, Request};
///
/// async fn outcome<O: LongRunning>(operation: Request<O>) -> Result<O, Error> {
///     operation.poller().await
/// }
/// # let _ = outcome::<msgraph_operations::v1_0::models::RichLongRunningOperation>;
/// ```
pub trait LongRunning: Model {
    /// Which members tell it.
    const INFO: &'static OperationInfo;
}

/// Where an operation's type tells how far it has come, and in which words.
#[derive(Clone, Copy, Debug)]
pub struct OperationInfo {
    status: &'static str,
    succeeded: &'static [&'static str],
    failed: &'static [&'static str],
    percentage: Option<&'static str>,
    ends_without_status: bool,
}

impl OperationInfo {
    /// The member `status` tells it, and these values of it are final. With any other value, known
    /// or not, the operation is still running.
    #[must_use]
    pub const fn new(
        status: &'static str,
        succeeded: &'static [&'static str],
        failed: &'static [&'static str],
    ) -> Self {
        Self {
            status,
            succeeded,
            failed,
            percentage: None,
            ends_without_status: false,
        }
    }

    /// This member says how much is done, from 0 to 100.
    #[must_use]
    pub const fn with_percentage(self, member: &'static str) -> Self {
        Self {
            percentage: Some(member),
            ..self
        }
    }

    /// 200 without a status is the end.
    const fn with_end_without_status(self) -> Self {
        Self {
            ends_without_status: true,
            ..self
        }
    }
}

/// How far an operation has come.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let fake = msgraph_core::test_support::FakeGraph::new();
/// # fake.operation("/v1.0/sites/root/operations", "copy", ["running", "succeeded"]);
/// # let graph = msgraph_operations::v1_0::Graph::new(fake.client());
/// use msgraph_core::OperationState;
///
/// let mut poller = graph.sites().by_id("root").operations().by_id("copy").get().poller();
/// let mut states = Vec::new();
/// while let Some(seen) = poller.try_next().await? {
///     states.push(seen.state());
/// }
/// assert_eq!(states, [OperationState::Running, OperationState::Succeeded]);
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum OperationState {
    /// It is not at its end, as far as this crate understands its status.
    Running,
    /// It has ended well.
    Succeeded,
    /// It has ended badly.
    Failed,
}

/// `running`, `succeeded` or `failed`.
impl fmt::Display for OperationState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Running => "running",
            Self::Succeeded => "succeeded",
            Self::Failed => "failed",
        })
    }
}

/// From what `Display` writes.
impl FromStr for OperationState {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "running" => Ok(Self::Running),
            "succeeded" => Ok(Self::Succeeded),
            "failed" => Ok(Self::Failed),
            _ => Err(Error::request(
                "an operation is running, succeeded or failed",
            )),
        }
    }
}

by_text!(OperationState);
