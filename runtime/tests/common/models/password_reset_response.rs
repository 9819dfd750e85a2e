use msgraph_core::Field as _;

pub type PasswordResetResponse = msgraph_core::Object<PasswordResetResponseFields>;

/// The fields of [`PasswordResetResponse`].
#[derive(Default)]
#[non_exhaustive]
pub struct PasswordResetResponseFields {
    pub new_password: Option<String>,
    /// Members that this crate does not know.
    pub additional: msgraph_core::Additional,
}

impl msgraph_core::Members for PasswordResetResponseFields {
    const TYPE: msgraph_core::TypeInfo =
        msgraph_core::TypeInfo::new("microsoft.graph.passwordResetResponse", &["newPassword"]);

    fn member(&self, n: usize) -> msgraph_core::View<'_> {
        match n {
            0 => self.new_password.view(),
            _ => msgraph_core::View::Root(&self.additional),
        }
    }

    fn member_mut(&mut self, n: usize) -> msgraph_core::Slot<'_> {
        match n {
            0 => self.new_password.slot(),
            _ => msgraph_core::Slot::Root(&mut self.additional),
        }
    }
}

pub const NEW_PASSWORD: &msgraph_core::Property<PasswordResetResponse, Option<String>> =
    &msgraph_core::Property::new("newPassword");
