#[derive(Clone)]
#[non_exhaustive]
pub enum Right {
    Read,
    Write,
    Share,
    /// A member that is newer than this crate.
    Unrecognized(msgraph_core::Unrecognized),
}

msgraph_core::enumeration!(Right);

impl Right {
    pub fn as_str(&self) -> &str {
        match self {
            Self::Read => "read",
            Self::Write => "write",
            Self::Share => "share",
            Self::Unrecognized(text) => text.as_str(),
        }
    }
}

impl msgraph_core::Enumeration for Right {
    const TYPE: msgraph_core::EnumerationType<Self> = msgraph_core::EnumerationType::new(
        "microsoft.graph.right",
        &[Self::Read, Self::Write, Self::Share],
        Self::as_str,
        Self::Unrecognized,
    )
    .with_numbers(&[1, 2, 4]);
}
