//! Which features of the crate an item comes with: there is one for each entity set and singleton.
//!
//! A feature brings what is contained in its entities, at any depth, and whatever that cannot do without.
//! What is contained nowhere comes with all that mention it. What only other features bring is left out,
//! with the methods and variants that lead there: a reference from a site to its author does not bring all
//! that users have.

mod files;

use std::collections::BTreeMap;

use super::names::{Name, Scope, Style};
use super::{Api, Call, Features, Method, ModelKind};
use files::{File, Files};

/// The features that every crate has and hands on to the runtime, as they stand in its manifest.
pub(crate) const RUNTIME_FEATURES: &str = include_str!("runtime.toml");

/// What no path leads to.
const OTHER_TYPES: &str = "otherTypes";

/// Divides the items of a module among features. Gives the names of the features; there are none where no entity set or
/// singleton is wanted.
pub fn divide(api: &mut Api) -> Features {
    if sources(api).next().is_none() {
        return Features::new();
    }
    let files = Files::of(api);
    let mut scope = Scope::with(taken());
    let names = scope.assign(Style::Method, sources(api).map(|(wire, _)| wire));
    let names: BTreeMap<&str, String> = (names.into_iter())
        .map(|(wire, name)| (wire, feature(&name)))
        .collect();
    let starts = || sources(api).filter_map(|(_, method)| files.target(method));
    let owned = files.contained(starts());

    let mut reached: BTreeMap<File, Features> = BTreeMap::new();
    for (wire, method) in sources(api) {
        let (Some(name), Some(start)) = (names.get(wire), files.target(method)) else {
            continue;
        };
        for file in files.closure([start], &owned) {
            reached.entry(file).or_default().insert(name.clone());
        }
    }
    let mut features: Features = names.values().cloned().collect();
    // What can be called without an entity is always there.
    let always = files.closure(files.of_imports(api), &owned);
    let is_left = |file: &File| !always.contains(file) && !reached.contains_key(file);
    let left: Vec<_> = files.all().filter(is_left).collect();
    if !left.is_empty() {
        let name = scope.claim(
            Style::Method,
            OTHER_TYPES,
            [Style::Method.name(OTHER_TYPES)],
        );
        let name = feature(&name);
        for file in files.closure(left, &owned) {
            reached.entry(file).or_default().insert(name.clone());
        }
        features.insert(name);
    }
    for file in always {
        reached.insert(file, features.clone());
    }

    let names = names.into_iter();
    let of_sources = names.map(|(wire, name)| (wire.to_owned(), name)).collect();
    let gates = Gates {
        files,
        reached,
        of_sources,
        count: features.len(),
    };
    gates.put_on(api);
    features
}

/// The features that every crate has, as identifiers.
fn taken() -> impl Iterator<Item = String> {
    let declared = RUNTIME_FEATURES
        .lines()
        .filter_map(|line| line.split_once(" = "));
    let names = declared.map(|(name, _)| name).chain(["default"]);
    names.map(|name| name.replace('-', "_"))
}

/// The entity sets and singletons, and the methods that lead there.
fn sources(api: &Api) -> impl Iterator<Item = (&str, &Method)> {
    let methods = api.root.iter().flat_map(|root| &root.methods);
    methods.filter_map(|method| match &method.call {
        Call::Segment { wire, .. } => Some((wire.as_str(), method)),
        _ => None,
    })
}

/// `device_management` is `device-management`.
fn feature(name: &Name) -> String {
    name.as_str().replace('_', "-")
}

/// The features that bring each file.
struct Gates {
    files: Files,
    reached: BTreeMap<File, Features>,
    of_sources: BTreeMap<String, String>,
    /// How many features there are.
    count: usize,
}

impl Gates {
    fn put_on(&self, api: &mut Api) {
        if let Some(root) = &mut api.root {
            for method in &mut root.methods {
                if let Call::Segment { wire, .. } = &method.call {
                    method.features = self.of_sources.get(wire).cloned().into_iter().collect();
                }
            }
        }
        let mut files = self.files.all();
        for namespace in &mut api.namespaces {
            for (model, file) in namespace.models.iter_mut().zip(files.by_ref()) {
                model.features = self.of_file(file);
                if let ModelKind::Structure(structure) = &mut model.kind {
                    for derived in &mut structure.derived {
                        derived.features = self.of_link(file, self.files.at(&derived.path));
                    }
                }
            }
            for (builders, file) in namespace.builders.iter_mut().zip(files.by_ref()) {
                builders.features = self.of_file(file);
                for builder in &mut builders.builders {
                    for method in &mut builder.methods {
                        method.features = self.of_link(file, self.files.target(method));
                    }
                }
            }
        }
    }

    /// Any of the features that bring a file; none if all of them do.
    fn of_file(&self, file: File) -> Features {
        let features = self.reached.get(&file).cloned().unwrap_or_default();
        if features.len() == self.count {
            return Features::new();
        }
        features
    }

    /// Any of the features that bring what a file leads to; none if it is there with all that bring the
    /// file.
    fn of_link(&self, from: File, to: Option<File>) -> Features {
        let (from, to) = (
            self.reached.get(&from),
            to.and_then(|to| self.reached.get(&to)),
        );
        match (from, to) {
            (Some(from), Some(to)) if !from.is_subset(to) => to.clone(),
            _ => Features::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::taken;

    #[test]
    fn what_every_crate_has_is_taken() {
        let taken: Vec<_> = taken().collect();
        for name in [
            "default",
            "rustls",
            "native_tls",
            "rustls_no_provider",
            "time_0_3",
        ] {
            assert!(
                taken.iter().any(|other| other == name),
                "{name} in {taken:?}"
            );
        }
    }
}
