#[derive(Default)]
#[non_exhaustive]
pub struct PublicErrorDetail {
    pub code: Option<String>,
    pub message: Option<String>,
    pub target: Option<String>,
    /// Members that this crate does not know.
    pub additional: msgraph_core::Additional,
}

msgraph_core::codegen::v1::model! {
    PublicErrorDetail = "microsoft.graph.publicErrorDetail";
    additional;
    code = "code", CODE: Option<String>;
    message = "message", MESSAGE: Option<String>;
    target = "target", TARGET: Option<String>;
}
