//! What the monitors of OneDrive and SharePoint answer.

use crate::model::codec::{Additional, Field as _, Members, Object, Slot, TypeInfo, View};

use super::{Operation, OperationInfo};

/// The state of an asynchronous job of OneDrive or SharePoint, such as the copy of a file
/// ([asyncJobStatus](https://learn.microsoft.com/onedrive/developer/rest-api/resources/asyncjobstatus)).
/// It is told by a monitor, whose URL is on another host and needs no token.
pub type AsyncJobStatus = Object<AsyncJobStatusFields>;

/// The fields of an [`AsyncJobStatus`].
#[derive(Default)]
#[non_exhaustive]
pub struct AsyncJobStatusFields {
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

impl Operation for AsyncJobStatusFields {
    const INFO: &'static OperationInfo =
        &OperationInfo::new("status", &["completed"], &["failed", "deleteFailed"])
            .with_percentage("percentageComplete")
            .with_end_without_status();
}

impl Members for AsyncJobStatusFields {
    const TYPE: TypeInfo = TypeInfo::new(
        "microsoft.graph.asyncJobStatus",
        &[
            "operation",
            "percentageComplete",
            "resourceId",
            "resourceLocation",
            "status",
            "statusDescription",
        ],
    );

    fn member(&self, n: usize) -> View<'_> {
        match n {
            0 => self.operation.view(),
            1 => self.percentage_complete.view(),
            2 => self.resource_id.view(),
            3 => self.resource_location.view(),
            4 => self.status.view(),
            5 => self.status_description.view(),
            _ => View::Root(&self.additional),
        }
    }

    fn member_mut(&mut self, n: usize) -> Slot<'_> {
        match n {
            0 => self.operation.slot(),
            1 => self.percentage_complete.slot(),
            2 => self.resource_id.slot(),
            3 => self.resource_location.slot(),
            4 => self.status.slot(),
            5 => self.status_description.slot(),
            _ => Slot::Root(&mut self.additional),
        }
    }
}
