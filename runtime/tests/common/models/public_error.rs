use super::PublicErrorDetail;
use msgraph_core::Field as _;

pub type PublicError = msgraph_core::Object<PublicErrorFields>;

/// The fields of [`PublicError`].
#[derive(Default)]
#[non_exhaustive]
pub struct PublicErrorFields {
    pub code: Option<String>,
    pub message: Option<String>,
    pub target: Option<String>,
    pub details: Vec<PublicErrorDetail>,
    pub inner_error: Option<Box<PublicError>>,
    /// Members that this crate does not know.
    pub additional: msgraph_core::Additional,
}

impl msgraph_core::Members for PublicErrorFields {
    const TYPE: msgraph_core::TypeInfo = msgraph_core::TypeInfo::new(
        "microsoft.graph.publicError",
        &["code", "message", "target", "details", "innerError"],
    );

    fn member(&self, n: usize) -> msgraph_core::View<'_> {
        match n {
            0 => self.code.view(),
            1 => self.message.view(),
            2 => self.target.view(),
            3 => self.details.view(),
            4 => self.inner_error.view(),
            _ => msgraph_core::View::Root(&self.additional),
        }
    }

    fn member_mut(&mut self, n: usize) -> msgraph_core::Slot<'_> {
        match n {
            0 => self.code.slot(),
            1 => self.message.slot(),
            2 => self.target.slot(),
            3 => self.details.slot(),
            4 => self.inner_error.slot(),
            _ => msgraph_core::Slot::Root(&mut self.additional),
        }
    }
}

pub const CODE: &msgraph_core::Property<PublicError, Option<String>> =
    &msgraph_core::Property::new("code");

pub const MESSAGE: &msgraph_core::Property<PublicError, Option<String>> =
    &msgraph_core::Property::new("message");

pub const TARGET: &msgraph_core::Property<PublicError, Option<String>> =
    &msgraph_core::Property::new("target");

pub const DETAILS: &msgraph_core::Property<PublicError, Vec<PublicErrorDetail>> =
    &msgraph_core::Property::new("details");

pub const INNER_ERROR: &msgraph_core::Property<PublicError, Option<Box<PublicError>>> =
    &msgraph_core::Property::new("innerError");
