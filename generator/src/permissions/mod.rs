//! What requests need to be allowed: facts of the service's documentation.
//!
//! `slices.toml` has them, or a document in the format of [Kibali], Microsoft's list for Graph.
//!
//! [Kibali]: https://github.com/microsoftgraph/kibali

mod document;
mod least;
#[cfg(test)]
mod tests;

pub use document::Document;
pub use least::{Least, least};

/// What a request needs to be allowed.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Need {
    /// For a user of an organization who is signed in.
    pub delegated: Scopes,
    /// For a user with a personal account who is signed in.
    pub personal: Scopes,
    /// For a program without a user.
    pub application: Scopes,
    /// The directory roles of which the signed-in user needs one; empty: none is needed.
    pub roles: Vec<String>,
}

/// Permissions of which one is needed. None at all: the request cannot be made in that way.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Scopes {
    /// Those that allow the least beside.
    pub least: Vec<String>,
    /// Others that are enough, too.
    pub higher: Vec<String>,
}

/// A request and what it needs.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Requirement {
    /// `GET /sites/{id}/operations`
    pub request: String,
    /// What it needs.
    pub need: Need,
}

/// In whose name requests are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scheme {
    /// In that of a user of an organization.
    Delegated,
    /// In that of a user with a personal account.
    Personal,
    /// In that of the program.
    Application,
}

impl Scheme {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Delegated, Self::Personal, Self::Application];

    /// What people call it.
    pub fn title(self) -> &'static str {
        match self {
            Self::Delegated => "delegated, work or school",
            Self::Personal => "delegated, personal",
            Self::Application => "application",
        }
    }
}

impl Need {
    /// The permissions that do in one way.
    pub fn scopes(&self, scheme: Scheme) -> &Scopes {
        match scheme {
            Scheme::Delegated => &self.delegated,
            Scheme::Personal => &self.personal,
            Scheme::Application => &self.application,
        }
    }
}

impl Scopes {
    /// All that do, the least ones first.
    pub fn all(&self) -> impl Iterator<Item = &str> {
        self.least.iter().chain(&self.higher).map(String::as_str)
    }

    /// Is there none?
    pub fn is_empty(&self) -> bool {
        self.least.is_empty() && self.higher.is_empty()
    }
}

/// A request such that those that differ in letter case and in what keys and parameters are called only are equal.
pub fn request_key(request: &str) -> String {
    let mut key = String::with_capacity(request.len());
    let (mut in_key, mut in_parameters) = (false, false);
    for c in request.chars() {
        match c {
            '(' => in_parameters = true,
            ')' => in_parameters = false,
            _ if in_parameters => {}
            '{' => {
                in_key = true;
                key.push_str("{}");
            }
            '}' => in_key = false,
            _ if in_key => {}
            _ => key.push(c.to_ascii_lowercase()),
        }
    }
    key
}

/// What is wrong with the name of a permission, if anything is.
pub(crate) fn fault_of_name(name: &str) -> Option<&'static str> {
    let allowed = |c: char| c.is_ascii_alphanumeric() || "._-".contains(c);
    if name.is_empty() {
        Some("it is empty")
    } else if !name.chars().all(allowed) {
        Some("only ASCII letters, digits, `.`, `_` and `-` may be in it")
    } else {
        None
    }
}
