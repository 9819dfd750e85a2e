//! What the monitors of OneDrive and SharePoint answer.

use crate::model::codec::Additional;
use crate::model::macros::model;

use super::{LongRunning, OperationInfo};

/// The state of an asynchronous job of OneDrive or SharePoint, such as the copy of a file
/// ([asyncJobStatus](https://learn.microsoft.com/onedrive/developer/rest-api/resources/asyncjobstatus)).
/// It is told by a monitor, whose URL is on another host and needs no token.
///
/// ```
/// use msgraph_core::{AsyncJobStatus, Model as _};
///
/// let job = AsyncJobStatus::from_json(br#"{"status":"inProgress","percentageComplete":27.8}"#)?;
/// assert_eq!(job.status.as_deref(), Some("inProgress"));
/// assert_eq!(job.percentage_complete, Some(27.8));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Default)]
#[non_exhaustive]
pub struct AsyncJobStatus {
    /// What is being done: `ItemCopy`.
    pub operation: Option<String>,
    /// How much is done, from 0 to 100.
    pub percentage_complete: Option<f64>,
    /// The identifier of what came of it, at the end.
    pub resource_id: Option<String>,
    /// The URL of what came of it, if the monitor leads there at the end.
    pub resource_location: Option<String>,
    /// How far it has come: `notStarted`, `inProgress`, `completed`, …
    pub status: Option<String>,
    /// More about the status, for people to read.
    pub status_description: Option<String>,
    /// Members that have no field here.
    pub additional: Additional,
}

model! {
    AsyncJobStatus = "microsoft.graph.asyncJobStatus";
    additional;
    operation = "operation";
    percentage_complete = "percentageComplete";
    resource_id = "resourceId";
    resource_location = "resourceLocation";
    status = "status";
    status_description = "statusDescription";
}

impl LongRunning for AsyncJobStatus {
    const INFO: &'static OperationInfo =
        &OperationInfo::new("status", &["completed"], &["failed", "deleteFailed"])
            .with_percentage("percentageComplete")
            .with_end_without_status();
}
