#[derive(Clone, PartialEq)]
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

impl msgraph_core::Enumeration for LongRunningOperationStatus {
    const NAME: &'static str = "microsoft.graph.longRunningOperationStatus";
    const MEMBERS: &'static [(i64, Self)] = &[
        (0, Self::NotStarted),
        (1, Self::Running),
        (2, Self::Succeeded),
        (3, Self::Failed),
        (4, Self::UnknownFutureValue),
    ];

    fn as_str(&self) -> &str {
        match self {
            Self::NotStarted => "notStarted",
            Self::Running => "running",
            Self::Succeeded => "succeeded",
            Self::Failed => "failed",
            Self::UnknownFutureValue => "unknownFutureValue",
            Self::Unrecognized(text) => text.as_str(),
        }
    }

    fn unrecognized(text: msgraph_core::Unrecognized) -> Self {
        Self::Unrecognized(text)
    }
}
