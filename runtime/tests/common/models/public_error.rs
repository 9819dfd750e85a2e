use super::PublicErrorDetail;

#[derive(Default)]
#[non_exhaustive]
pub struct PublicError {
    pub code: Option<String>,
    pub message: Option<String>,
    pub target: Option<String>,
    pub details: Vec<PublicErrorDetail>,
    pub inner_error: Option<Box<PublicError>>,
    /// Members that this crate does not know.
    pub additional: msgraph_core::Additional,
}

msgraph_core::codegen::v1::model! {
    PublicError = "microsoft.graph.publicError";
    additional;
    code = "code", CODE: Option<String>;
    message = "message", MESSAGE: Option<String>;
    target = "target", TARGET: Option<String>;
    details = "details", DETAILS: Vec<PublicErrorDetail>;
    inner_error = "innerError", INNER_ERROR: Option<Box<PublicError>>;
}
