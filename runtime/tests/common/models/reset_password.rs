use msgraph_core::Field as _;

#[derive(Default)]
#[non_exhaustive]
pub struct ResetPassword {
    pub new_password: Option<String>,
    /// Members that this crate does not know.
    pub additional: msgraph_core::Additional,
}

msgraph_core::parameters!(ResetPassword);

impl ResetPassword {
    #[must_use]
    pub fn new_password(self, new_password: impl msgraph_core::IntoField<Option<String>>) -> Self {
        Self {
            new_password: new_password.into_field(),
            ..self
        }
    }
}

impl msgraph_core::Model for ResetPassword {
    const TYPE: msgraph_core::TypeInfo =
        msgraph_core::TypeInfo::new("microsoft.graph.resetPassword", &["newPassword"]);

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
