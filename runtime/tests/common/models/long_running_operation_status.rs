#[derive(Clone)]
#[non_exhaustive]
pub enum LongRunningOperationStatus {
    NotStarted,
    Running,
    Succeeded,
    Failed,
    UnknownFutureValue,
    /// A member that is newer than this crate.
    Unrecognized(msgraph_core::Unrecognized),
}

msgraph_core::codegen::v1::enumeration! {
    LongRunningOperationStatus = "microsoft.graph.longRunningOperationStatus";
    NotStarted = "notStarted", 0;
    Running = "running", 1;
    Succeeded = "succeeded", 2;
    Failed = "failed", 3;
    UnknownFutureValue = "unknownFutureValue", 4;
}
