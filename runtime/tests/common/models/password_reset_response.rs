#[derive(Default)]
#[non_exhaustive]
pub struct PasswordResetResponse {
    pub new_password: Option<String>,
    /// Members that this crate does not know.
    pub additional: msgraph_core::Additional,
}

msgraph_core::codegen::v1::model! {
    PasswordResetResponse = "microsoft.graph.passwordResetResponse";
    additional;
    new_password = "newPassword", NEW_PASSWORD: Option<String>;
}
