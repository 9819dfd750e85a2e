//! The least that a program has to ask for.

use std::collections::{BTreeMap, BTreeSet};

use super::{Requirement, Scheme};

/// The permissions that allow some requests in one way, and no more of them than are needed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Least {
    /// Each with the requests that it is there for.
    pub permissions: BTreeMap<String, Vec<String>>,
    /// The requests that cannot be made in that way.
    pub impossible: Vec<String>,
}

/// The least permissions for all of these requests.
///
/// Where several do for a request, one that another request needs anyhow is taken, or else the first of the least.
pub fn least(requirements: &[Requirement], scheme: Scheme) -> Least {
    let mut least = Least::default();
    let mut open = Vec::new();
    for requirement in requirements {
        let scopes = requirement.need.scopes(scheme);
        if scopes.is_empty() {
            least.impossible.push(requirement.request.clone());
        } else {
            open.push((requirement, scopes));
        }
    }
    let first = open.iter().filter_map(|(_, scopes)| scopes.all().next());
    let mut taken: BTreeSet<&str> = first.collect();
    for candidate in taken.clone() {
        let does_without = open.iter().all(|(_, scopes)| {
            scopes
                .all()
                .any(|name| name != candidate && taken.contains(name))
        });
        if does_without {
            taken.remove(candidate);
        }
    }
    for (requirement, scopes) in open {
        if let Some(name) = scopes.all().find(|name| taken.contains(name)) {
            let requests = least.permissions.entry(name.to_owned()).or_default();
            requests.push(requirement.request.clone());
        }
    }
    least
}
