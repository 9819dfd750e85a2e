#[derive(Clone)]
#[non_exhaustive]
pub enum Right {
    Read,
    Write,
    Share,
    /// A member that is newer than this crate.
    Unrecognized(msgraph_core::Unrecognized),
}

msgraph_core::codegen::v1::enumeration! {
    Right = "microsoft.graph.right";
    Read = "read", 1;
    Write = "write", 2;
    Share = "share", 4;
}
