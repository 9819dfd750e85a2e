#[derive(Default)]
#[non_exhaustive]
pub struct ResetPassword {
    pub new_password: Option<String>,
    /// Members that this crate does not know.
    pub additional: msgraph_core::Additional,
}

impl ResetPassword {
    #[must_use]
    pub fn new_password(self, new_password: impl msgraph_core::IntoField<Option<String>>) -> Self {
        Self {
            new_password: new_password.into_field(),
            ..self
        }
    }
}

msgraph_core::codegen::v1::parameters! {
    ResetPassword = "microsoft.graph.resetPassword";
    new_password = "newPassword";
}
