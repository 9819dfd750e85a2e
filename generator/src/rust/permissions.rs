//! What requests need to be allowed, as constants and as tables in documentation.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::Docs;
use super::docs::{code, markdown};
use super::names::{Name, Scope, Style};
use crate::permissions::{Need, Requirement, Scheme, Scopes};

/// How many requests and how many sets of needs documentation names.
const SHOWN: usize = 4;

/// All requests with the same needs: a constant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Permissions {
    /// The constant, called after the least permission.
    pub name: Name,
    /// What is said about it.
    pub docs: Docs,
    /// The requests, sorted.
    pub requests: Vec<String>,
    /// What they need.
    pub need: Need,
}

/// The constants of a module.
pub(super) struct PermissionTable(Vec<Permissions>);

impl PermissionTable {
    pub(super) fn new(requirements: impl Iterator<Item = Requirement>) -> Self {
        let mut scope = Scope::default();
        let groups = grouped(requirements).into_iter();
        let constants = groups.map(|(requests, need)| {
            let least = Style::Field.name(first_permission(&need));
            let wire = requests.first().map_or("", String::as_str);
            let docs = Docs::line(format!("For {}.", listed(&requests)));
            Permissions {
                name: scope.claim(Style::Field, wire, [least]).constant(),
                docs,
                requests,
                need,
            }
        });
        let mut constants: Vec<_> = constants.collect();
        constants.sort_by(|a, b| a.name.cmp(&b.name));
        Self(constants)
    }

    pub(super) fn constants(&self) -> Vec<Permissions> {
        self.0.clone()
    }

    /// The constants for the requests of a method, and what its documentation says of them: a table for each; where
    /// there are several, with the requests that it is about.
    pub(super) fn of(&self, requirements: Vec<Requirement>) -> (Vec<Name>, Vec<String>) {
        let groups = grouped(requirements.into_iter());
        let is_single = groups.len() == 1;
        let (mut names, mut paragraphs) = (Vec::new(), Vec::new());
        for (n, (requests, need)) in groups.into_iter().enumerate() {
            let constant = self.0.iter().find(|constant| constant.need == need);
            names.extend(constant.map(|constant| constant.name.clone()));
            if n == SHOWN {
                paragraphs.push("Other requests need others: see the constant.".to_owned());
            }
            if n < SHOWN {
                let about = format!("{}:", listed(&requests));
                paragraphs.extend((!is_single).then_some(about));
                paragraphs.extend(described(&need));
            }
        }
        (names, paragraphs)
    }
}

/// The least permission, in the first way that there is.
fn first_permission(need: &Need) -> &str {
    let ways = Scheme::ALL.into_iter();
    let mut permissions = ways.flat_map(|scheme| need.scopes(scheme).all());
    permissions.next().unwrap_or("none")
}

/// The requests that need the same put together, in the order of the first ones.
fn grouped(requirements: impl Iterator<Item = Requirement>) -> Vec<(Vec<String>, Need)> {
    let mut by_need: BTreeMap<Need, BTreeSet<String>> = BTreeMap::new();
    for Requirement { request, need } in requirements {
        by_need.entry(need).or_default().insert(request);
    }
    let groups = by_need.into_iter();
    let mut groups: Vec<_> = groups
        .map(|(need, requests)| (requests.into_iter().collect(), need))
        .collect();
    groups.sort();
    groups
}

fn described(need: &Need) -> impl Iterator<Item = String> {
    [table(need)].into_iter().chain(roles(&need.roles))
}

fn listed(requests: &[String]) -> String {
    let mut listed: Vec<_> = requests.iter().take(SHOWN).map(|r| code(r)).collect();
    if let more @ 1.. = requests.len().saturating_sub(SHOWN) {
        listed.push(format!("{more} more"));
    }
    listed.join(", ")
}

fn table(need: &Need) -> String {
    let mut table = "| permissions | least | higher |\n|---|---|---|".to_owned();
    for scheme in Scheme::ALL {
        let title = scheme.title();
        let [least, higher] = cells(need.scopes(scheme));
        // Writing to a string cannot fail.
        let _ = write!(table, "\n| {title} | {least} | {higher} |");
    }
    table
}

fn cells(scopes: &Scopes) -> [String; 2] {
    if scopes.is_empty() {
        return ["not possible", ""].map(str::to_owned);
    }
    [&scopes.least, &scopes.higher].map(|names| {
        let names: Vec<_> = names.iter().map(|name| code(name)).collect();
        names.join(", ")
    })
}

fn roles(roles: &[String]) -> Option<String> {
    let roles: Vec<_> = roles.iter().map(|role| markdown(role)).collect();
    let (last, others) = roles.split_last()?;
    let roles = match others {
        [] => format!("role {last}"),
        others => format!("roles {} or {last}", others.join(", ")),
    };
    let one_of = if others.is_empty() {
        "the"
    } else {
        "one of the"
    };
    Some(format!(
        "The user who is signed in needs {one_of} directory {roles}."
    ))
}
