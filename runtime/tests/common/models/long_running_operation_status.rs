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
            (0, Self::NotStarted),
            (1, Self::Running),
            (2, Self::Succeeded),
            (3, Self::Failed),
            (4, Self::UnknownFutureValue),
        ],
        Self::as_str,
        Self::Unrecognized,
    );
}
