use super::{Entity, LongRunningOperation, PublicError};
use msgraph_core::Field as _;

pub type RichLongRunningOperation = msgraph_core::Object<RichLongRunningOperationFields>;

/// The fields of [`RichLongRunningOperation`].
#[derive(Default)]
#[non_exhaustive]
pub struct RichLongRunningOperationFields {
    /// The members of [`LongRunningOperation`].
    pub base: LongRunningOperation,
    pub error: Option<Box<PublicError>>,
    pub percentage_complete: Option<i32>,
    pub resource_id: Option<String>,
    pub r#type: Option<String>,
}

msgraph_core::derived!(RichLongRunningOperationFields => LongRunningOperation, Entity);

impl msgraph_core::Members for RichLongRunningOperationFields {
    const TYPE: msgraph_core::TypeInfo = msgraph_core::TypeInfo::new(
        "microsoft.graph.richLongRunningOperation",
        &["error", "percentageComplete", "resourceId", "type"],
    );

    fn member(&self, n: usize) -> msgraph_core::View<'_> {
        match n {
            0 => self.error.view(),
            1 => self.percentage_complete.view(),
            2 => self.resource_id.view(),
            3 => self.r#type.view(),
            _ => msgraph_core::View::Base(&self.base),
        }
    }

    fn member_mut(&mut self, n: usize) -> msgraph_core::Slot<'_> {
        match n {
            0 => self.error.slot(),
            1 => self.percentage_complete.slot(),
            2 => self.resource_id.slot(),
            3 => self.r#type.slot(),
            _ => msgraph_core::Slot::Base(&mut self.base),
        }
    }
}

pub use super::long_running_operation::{
    CREATED_DATE_TIME, ID, LAST_ACTION_DATE_TIME, RESOURCE_LOCATION, STATUS, STATUS_DETAIL,
};

pub const ERROR: &msgraph_core::Property<RichLongRunningOperation, Option<Box<PublicError>>> =
    &msgraph_core::Property::new("error");

pub const PERCENTAGE_COMPLETE: &msgraph_core::Property<RichLongRunningOperation, Option<i32>> =
    &msgraph_core::Property::new("percentageComplete");

pub const RESOURCE_ID: &msgraph_core::Property<RichLongRunningOperation, Option<String>> =
    &msgraph_core::Property::new("resourceId");

pub const TYPE: &msgraph_core::Property<RichLongRunningOperation, Option<String>> =
    &msgraph_core::Property::new("type");

impl msgraph_core::Operation for RichLongRunningOperationFields {
    const INFO: &'static msgraph_core::OperationInfo =
        &msgraph_core::OperationInfo::new("status", &["succeeded"], &["failed"])
            .with_percentage("percentageComplete");
}
