use super::{Entity, LongRunningOperationStatus, RichLongRunningOperation};

#[derive(Default)]
#[non_exhaustive]
pub struct LongRunningOperation {
    /// The members of [`Entity`].
    pub base: Entity,
    pub created_date_time: Option<msgraph_core::DateTimeOffset>,
    pub last_action_date_time: Option<msgraph_core::DateTimeOffset>,
    pub resource_location: Option<String>,
    pub status: Option<LongRunningOperationStatus>,
    pub status_detail: Option<String>,
}

#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum LongRunningOperationKind {
    Rich(Box<RichLongRunningOperation>),
    Other(Box<LongRunningOperation>),
}

msgraph_core::codegen::v1::model! {
    LongRunningOperation = "microsoft.graph.longRunningOperation";
    base: Entity;
    created_date_time = "createdDateTime", CREATED_DATE_TIME: Option<msgraph_core::DateTimeOffset>;
    last_action_date_time = "lastActionDateTime", LAST_ACTION_DATE_TIME: Option<msgraph_core::DateTimeOffset>;
    resource_location = "resourceLocation", RESOURCE_LOCATION: Option<String>;
    status = "status", STATUS: Option<LongRunningOperationStatus>;
    status_detail = "statusDetail", STATUS_DETAIL: Option<String>;
    => LongRunningOperationKind {
        Rich = "microsoft.graph.richLongRunningOperation";
    }
}

pub use super::entity::ID;

impl msgraph_core::LongRunning for LongRunningOperation {
    const INFO: &'static msgraph_core::codegen::v1::OperationInfo =
        &msgraph_core::codegen::v1::OperationInfo::new("status", &["succeeded"], &["failed"]);
}
