//! The national clouds of Microsoft Graph, and what of a service each of them offers.

use std::collections::BTreeSet;
use std::fmt;

/// A deployment of the service, called as `msgraph_core::Cloud` calls it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cloud {
    /// `graph.microsoft.com`
    Global,
    /// `graph.microsoft.us`
    UsGovernmentL4,
    /// `dod-graph.microsoft.us`
    UsGovernmentL5,
    /// `microsoftgraph.chinacloudapi.cn`
    China,
}

/// Some clouds.
pub type Clouds = BTreeSet<Cloud>;

impl Cloud {
    /// All of them.
    pub const ALL: [Self; 4] = [
        Self::Global,
        Self::UsGovernmentL4,
        Self::UsGovernmentL5,
        Self::China,
    ];

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Global => "Global",
            Self::UsGovernmentL4 => "UsGovernmentL4",
            Self::UsGovernmentL5 => "UsGovernmentL5",
            Self::China => "China",
        }
    }

    /// The host of Microsoft Graph in it.
    pub fn host(self) -> &'static str {
        match self {
            Self::Global => "graph.microsoft.com",
            Self::UsGovernmentL4 => "graph.microsoft.us",
            Self::UsGovernmentL5 => "dod-graph.microsoft.us",
            Self::China => "microsoftgraph.chinacloudapi.cn",
        }
    }

    /// The cloud of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|cloud| cloud.name() == name)
    }
}

impl fmt::Display for Cloud {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// What of a slice a cloud offers, as its metadata says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Offer {
    /// The qualified names of all types.
    pub types: BTreeSet<String>,
    /// Those of the roots that are requests which lead somewhere.
    pub requests: BTreeSet<String>,
}
