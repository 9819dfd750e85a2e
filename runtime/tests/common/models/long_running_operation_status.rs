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

msgraph_core::enumeration!(LongRunningOperationStatus);

impl LongRunningOperationStatus {
    pub fn as_str(&self) -> &str {
        match self {
            Self::NotStarted => "notStarted",
            Self::Running => "running",
            Self::Succeeded => "succeeded",
            Self::Failed => "failed",
            Self::UnknownFutureValue => "unknownFutureValue",
            Self::Unrecognized(text) => text.as_str(),
        }
    }
}

impl msgraph_core::Enumeration for LongRunningOperationStatus {
    const TYPE: msgraph_core::EnumerationType<Self> = msgraph_core::EnumerationType::new(
        "microsoft.graph.longRunningOperationStatus",
        &[
            Self::NotStarted,
            Self::Running,
            Self::Succeeded,
            Self::Failed,
            Self::UnknownFutureValue,
        ],
        Self::as_str,
        Self::Unrecognized,
    );
}
