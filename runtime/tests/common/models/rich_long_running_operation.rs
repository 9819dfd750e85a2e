use super::{Entity, LongRunningOperation, PublicError};

#[derive(Default)]
#[non_exhaustive]
pub struct RichLongRunningOperation {
    /// The members of [`LongRunningOperation`].
    pub base: LongRunningOperation,
    pub error: Option<Box<PublicError>>,
    pub percentage_complete: Option<i32>,
    pub resource_id: Option<String>,
    pub r#type: Option<String>,
}

msgraph_core::codegen::v1::model! {
    RichLongRunningOperation = "microsoft.graph.richLongRunningOperation";
    base: LongRunningOperation, Entity;
    error = "error", ERROR: Option<Box<PublicError>>;
    percentage_complete = "percentageComplete", PERCENTAGE_COMPLETE: Option<i32>;
    resource_id = "resourceId", RESOURCE_ID: Option<String>;
    r#type = "type", TYPE: Option<String>;
}

pub use super::long_running_operation::{
    CREATED_DATE_TIME, ID, LAST_ACTION_DATE_TIME, RESOURCE_LOCATION, STATUS, STATUS_DETAIL,
};

impl msgraph_core::LongRunning for RichLongRunningOperation {
    const INFO: &'static msgraph_core::codegen::v1::OperationInfo =
        &msgraph_core::codegen::v1::OperationInfo::new("status", &["succeeded"], &["failed"])
            .with_percentage("percentageComplete");
}
