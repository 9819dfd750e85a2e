use msgraph_core::Field as _;

pub type PublicErrorDetail = msgraph_core::Object<PublicErrorDetailFields>;

/// The fields of [`PublicErrorDetail`].
#[derive(Default)]
#[non_exhaustive]
pub struct PublicErrorDetailFields {
    pub code: Option<String>,
    pub message: Option<String>,
    pub target: Option<String>,
    /// Members that this crate does not know.
    pub additional: msgraph_core::Additional,
}

impl msgraph_core::Members for PublicErrorDetailFields {
    const TYPE: msgraph_core::TypeInfo = msgraph_core::TypeInfo::new(
        "microsoft.graph.publicErrorDetail",
        &["code", "message", "target"],
    );

    fn member(&self, n: usize) -> msgraph_core::View<'_> {
        match n {
            0 => self.code.view(),
            1 => self.message.view(),
            2 => self.target.view(),
            _ => msgraph_core::View::Root(&self.additional),
        }
    }

    fn member_mut(&mut self, n: usize) -> msgraph_core::Slot<'_> {
        match n {
            0 => self.code.slot(),
            1 => self.message.slot(),
            2 => self.target.slot(),
            _ => msgraph_core::Slot::Root(&mut self.additional),
        }
    }
}

pub const CODE: &msgraph_core::Property<PublicErrorDetail, Option<String>> =
    &msgraph_core::Property::new("code");

pub const MESSAGE: &msgraph_core::Property<PublicErrorDetail, Option<String>> =
    &msgraph_core::Property::new("message");

pub const TARGET: &msgraph_core::Property<PublicErrorDetail, Option<String>> =
    &msgraph_core::Property::new("target");
