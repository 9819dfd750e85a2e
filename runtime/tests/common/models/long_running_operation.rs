use super::{Entity, LongRunningOperationStatus, RichLongRunningOperation};
use msgraph_core::Field as _;

pub type LongRunningOperation = msgraph_core::Object<LongRunningOperationFields>;

/// The fields of [`LongRunningOperation`].
#[derive(Default)]
#[non_exhaustive]
pub struct LongRunningOperationFields {
    /// The members of [`Entity`].
    pub base: Entity,
    pub created_date_time: Option<msgraph_core::DateTimeOffset>,
    pub last_action_date_time: Option<msgraph_core::DateTimeOffset>,
    pub resource_location: Option<String>,
    pub status: Option<LongRunningOperationStatus>,
    pub status_detail: Option<String>,
}

msgraph_core::derived!(LongRunningOperationFields => Entity);

impl msgraph_core::Polymorphic for LongRunningOperationFields {
    type Kind = LongRunningOperationKind;

    fn into_kind(value: LongRunningOperation) -> LongRunningOperationKind {
        match value.odata_type() {
            Some("microsoft.graph.richLongRunningOperation") => {
                LongRunningOperationKind::Rich(msgraph_core::cast(value))
            }
            _ => LongRunningOperationKind::Other(Box::new(value)),
        }
    }
}

#[derive(Debug)]
#[non_exhaustive]
pub enum LongRunningOperationKind {
    Rich(Box<RichLongRunningOperation>),
    Other(Box<LongRunningOperation>),
}

impl msgraph_core::Members for LongRunningOperationFields {
    const TYPE: msgraph_core::TypeInfo = msgraph_core::TypeInfo::new(
        "microsoft.graph.longRunningOperation",
        &[
            "createdDateTime",
            "lastActionDateTime",
            "resourceLocation",
            "status",
            "statusDetail",
        ],
    )
    .with_derived(&["microsoft.graph.richLongRunningOperation"]);

    fn member(&self, n: usize) -> msgraph_core::View<'_> {
        match n {
            0 => self.created_date_time.view(),
            1 => self.last_action_date_time.view(),
            2 => self.resource_location.view(),
            3 => self.status.view(),
            4 => self.status_detail.view(),
            _ => msgraph_core::View::Base(&self.base),
        }
    }

    fn member_mut(&mut self, n: usize) -> msgraph_core::Slot<'_> {
        match n {
            0 => self.created_date_time.slot(),
            1 => self.last_action_date_time.slot(),
            2 => self.resource_location.slot(),
            3 => self.status.slot(),
            4 => self.status_detail.slot(),
            _ => msgraph_core::Slot::Base(&mut self.base),
        }
    }
}

pub use super::entity::ID;

pub const CREATED_DATE_TIME: &msgraph_core::Property<
    LongRunningOperation,
    Option<msgraph_core::DateTimeOffset>,
> = &msgraph_core::Property::new("createdDateTime");

pub const LAST_ACTION_DATE_TIME: &msgraph_core::Property<
    LongRunningOperation,
    Option<msgraph_core::DateTimeOffset>,
> = &msgraph_core::Property::new("lastActionDateTime");

pub const RESOURCE_LOCATION: &msgraph_core::Property<LongRunningOperation, Option<String>> =
    &msgraph_core::Property::new("resourceLocation");

pub const STATUS: &msgraph_core::Property<
    LongRunningOperation,
    Option<LongRunningOperationStatus>,
> = &msgraph_core::Property::new("status");

pub const STATUS_DETAIL: &msgraph_core::Property<LongRunningOperation, Option<String>> =
    &msgraph_core::Property::new("statusDetail");

impl msgraph_core::Operation for LongRunningOperationFields {
    const INFO: &'static msgraph_core::OperationInfo =
        &msgraph_core::OperationInfo::new("status", &["succeeded"], &["failed"]);
}
