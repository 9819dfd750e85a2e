#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub enum Right {
    Read,
    Write,
    Share,
    /// A member that is newer than this crate.
    Unrecognized(msgraph_core::Unrecognized),
}

msgraph_core::enumeration!(Right);

impl msgraph_core::Enumeration for Right {
    const NAME: &'static str = "microsoft.graph.right";
    const MEMBERS: &'static [(i64, Self)] = &[(1, Self::Read), (2, Self::Write), (4, Self::Share)];

    fn as_str(&self) -> &str {
        match self {
            Self::Read => "read",
            Self::Write => "write",
            Self::Share => "share",
            Self::Unrecognized(text) => text.as_str(),
        }
    }

    fn unrecognized(text: msgraph_core::Unrecognized) -> Self {
        Self::Unrecognized(text)
    }
}
