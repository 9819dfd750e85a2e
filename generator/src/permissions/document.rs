//! Microsoft's list of permissions: which of them allow what, as JSON in the format of Kibali.

use std::collections::BTreeMap;
use std::fmt;

use serde::Deserialize;

use super::{Need, Scheme, Scopes, fault_of_name, request_key};
use crate::diagnostics::{Diagnostic, Diagnostics, Span};
use crate::limits;

/// Needs by request.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Document {
    needs: BTreeMap<String, (String, Need)>,
}

#[derive(Deserialize)]
struct Everything {
    permissions: BTreeMap<PermissionName, Permission>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Permission {
    #[serde(default)]
    path_sets: Vec<PathSet>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct PathSet {
    scheme_keys: Vec<String>,
    methods: Vec<String>,
    paths: BTreeMap<String, Conditions>,
}

/// The name of a permission: nothing that documentation could take for markup.
#[derive(PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(try_from = "String")]
struct PermissionName(String);

/// `least=DelegatedWork,Application;AlsoRequires=Policy.Read.All`
#[derive(Deserialize)]
#[serde(try_from = "String")]
struct Conditions {
    /// Where it is the least one.
    least: Vec<String>,
    /// One of these is needed beside it, if there are any.
    also: Vec<PermissionName>,
}

impl TryFrom<String> for PermissionName {
    type Error = String;

    fn try_from(name: String) -> Result<Self, String> {
        match fault_of_name(&name) {
            Some(fault) => Err(format!("{name:?} is no name of a permission: {fault}")),
            None => Ok(Self(name)),
        }
    }
}

impl TryFrom<String> for Conditions {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let mut conditions = Self {
            least: Vec::new(),
            also: Vec::new(),
        };
        for part in text.split(';').filter(|part| !part.is_empty()) {
            let (key, values) = part.split_once('=').unwrap_or((part, ""));
            let values = values.split(',').map(|value| value.trim().to_owned());
            match key.trim() {
                "least" => conditions.least.extend(values),
                "AlsoRequires" => {
                    let names = values.map(PermissionName::try_from);
                    conditions.also = names.collect::<Result<_, _>>()?;
                }
                other => return Err(format!("{other:?} is no condition that is known")),
            }
        }
        Ok(conditions)
    }
}

impl Conditions {
    /// The permission with those that it counts together with only.
    fn whole(&self, name: &PermissionName) -> String {
        match self.also.as_slice() {
            [] => name.to_string(),
            [one] => format!("{name} and {one}"),
            several => {
                let several: Vec<_> = several.iter().map(ToString::to_string).collect();
                format!("{name} and one of {}", several.join(", "))
            }
        }
    }
}

impl fmt::Display for PermissionName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Document {
    /// The list that says nothing.
    pub(crate) const EMPTY: Self = Self {
        needs: BTreeMap::new(),
    };

    /// Adds what a request needs, unless that is known.
    pub(crate) fn add(&mut self, request: &str, need: &Need) {
        let known = self.needs.entry(request_key(request));
        known.or_insert_with(|| (request.to_owned(), need.clone()));
    }

    /// Reads the JSON text. What is wrong with it is reported, with its place in the text (source 0).
    pub fn read(text: &str, diagnostics: &mut Diagnostics) -> Option<Self> {
        if text.len() > limits::BYTES {
            let message = format!("the document has {} bytes", text.len());
            let hint = format!("at most {} are read", limits::BYTES);
            diagnostics.push(Diagnostic::error("E0309", message).hint(hint));
            return None;
        }
        match serde_json::from_str::<Everything>(text) {
            Ok(everything) => Some(everything.by_request()),
            Err(error) => {
                let start = offset(text, error.line(), error.column());
                let end = start.saturating_add(1);
                // The place is told beside it.
                let message = error.to_string();
                let message = message.split(" at line ").next().unwrap_or_default();
                diagnostics.push(
                    Diagnostic::error("E0309", message)
                        .at(Span { start, end }, "reading stops here")
                        .hint("it is to be a document like Microsoft's `permissions.json`"),
                );
                None
            }
        }
    }

    /// The requests, as method and path, and what they need; sorted.
    pub fn needs(&self) -> impl Iterator<Item = (&str, &Need)> {
        self.needs
            .values()
            .map(|(request, need)| (request.as_str(), need))
    }
}

impl Everything {
    fn by_request(self) -> Document {
        let mut needs: BTreeMap<String, (String, Need)> = BTreeMap::new();
        for (name, permission) in &self.permissions {
            for set in &permission.path_sets {
                for (path, conditions) in &set.paths {
                    for method in &set.methods {
                        let request = format!("{method} {path}");
                        let key = request_key(&request);
                        let (_, need) = needs
                            .entry(key)
                            .or_insert_with(|| (request, Need::default()));
                        set.allow(need, name, conditions);
                    }
                }
            }
        }
        Document { needs }
    }
}

impl PathSet {
    /// Adds a permission to those that do.
    fn allow(&self, need: &mut Need, name: &PermissionName, conditions: &Conditions) {
        for scheme in Scheme::ALL {
            let key = match scheme {
                Scheme::Delegated => "DelegatedWork",
                Scheme::Personal => "DelegatedPersonal",
                Scheme::Application => "Application",
            };
            if !self.scheme_keys.iter().any(|known| known == key) {
                continue;
            }
            let scopes = match scheme {
                Scheme::Delegated => &mut need.delegated,
                Scheme::Personal => &mut need.personal,
                Scheme::Application => &mut need.application,
            };
            scopes.add(
                conditions.whole(name),
                conditions.least.iter().any(|known| known == key),
            );
        }
    }
}

impl Scopes {
    /// A permission that several entries tell of is the least one if one of them says so.
    fn add(&mut self, name: String, is_least: bool) {
        if self.least.contains(&name) {
            return;
        }
        if is_least {
            self.higher.retain(|higher| *higher != name);
            self.least.push(name);
        } else if !self.higher.contains(&name) {
            self.higher.push(name);
        }
    }
}

/// The offset of a line and a column, both from 1, the column in bytes.
fn offset(text: &str, line: usize, column: usize) -> u32 {
    let lines = text.split_inclusive('\n').take(line.saturating_sub(1));
    let before: usize = lines.map(str::len).sum();
    u32::try_from(before + column.saturating_sub(1)).unwrap_or(u32::MAX)
}
