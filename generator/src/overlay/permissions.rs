//! What requests need to be allowed, tied to the methods that make them.

use std::collections::{BTreeMap, BTreeSet};

use toml::Spanned;

use super::Resolver;
use crate::config;
use crate::permissions::{Document, Need, Requirement, request_key};
use crate::schema::Schema;
use crate::slice::{BoundOperations, Call, RootError};

impl Resolver<'_, '_> {
    /// Ties what is known to what is wanted. An entry of `slices.toml` that is about nothing is an error; a list
    /// of permissions is about all of a service.
    pub(super) fn permissions(&mut self, entries: &[config::Permission], documented: &Document) {
        let bound = BoundOperations::new(self.schema);
        let mut known = BTreeSet::new();
        for entry in entries {
            for request in &entry.requests {
                self.permission(&bound, request, &entry.need, &mut known);
            }
        }
        if documented.needs().next().is_none() {
            return;
        }
        let spelling = Spelling::of(self.schema);
        for (request, need) in documented.needs() {
            let request = spelling.correct(request);
            if !known.insert(request_key(&request)) {
                continue;
            }
            if let Ok(call) = Call::new(self.schema, &bound, &request)
                && call.is_in(self.slice)
            {
                self.require(&call, request, need);
            }
        }
    }

    fn permission(
        &mut self,
        bound: &BoundOperations,
        request: &Spanned<String>,
        need: &Need,
        known: &mut BTreeSet<String>,
    ) {
        match Call::new(self.schema, bound, request.get_ref()) {
            Err(error) => self.refuse_request(request, error),
            Ok(call) if !call.is_in(self.slice) => self.refuse_unwanted(request),
            Ok(_) if !known.insert(request_key(request.get_ref())) => {
                self.refuse("E0406", request, "has its permissions already", None);
            }
            Ok(call) => self.require(&call, request.get_ref().clone(), need),
        }
    }

    fn require(&mut self, call: &Call, request: String, need: &Need) {
        for subject in call.subjects() {
            let requirements = self.overlay.permissions.entry(subject).or_default();
            requirements.push(Requirement {
                request: request.clone(),
                need: need.clone(),
            });
        }
        self.overlay.requests.insert(request, need.clone());
    }

    pub(super) fn refuse_request(&mut self, request: &Spanned<String>, error: RootError) {
        let diagnostic = error.diagnostic(request);
        self.diagnostics.push(diagnostic.in_source(self.source));
    }
}

/// The names of a schema by their small letters: in lists of permissions, letter case says nothing.
struct Spelling<'a>(BTreeMap<String, &'a str>);

impl<'a> Spelling<'a> {
    fn of(schema: &Schema<'a>) -> Self {
        let container = schema.container.iter();
        let entrances = container.flat_map(|container| {
            let sources = container.sources.iter().map(|source| source.name);
            sources.chain(container.imports.iter().map(|import| import.name))
        });
        let structures = schema.types.iter().filter_map(|ty| ty.structure());
        let members = structures.flat_map(|structure| {
            let properties = structure.properties.iter().map(|p| p.name);
            properties.chain(structure.navigation.iter().map(|n| n.name))
        });
        let operations = schema.operations.iter().map(|o| o.name.name);
        let types = schema.types.iter().map(|ty| ty.name.name);
        let names = entrances.chain(members).chain(operations).chain(types);
        Self(names.map(|name| (name.to_lowercase(), name)).collect())
    }

    fn correct(&self, request: &str) -> String {
        let mut words = request.split_inclusive(|c: char| !c.is_alphanumeric() && c != '_');
        // The method is spelled as it is.
        let method = words.next().unwrap_or_default().to_owned();
        words.fold(method, |corrected, word| {
            let name = word.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '_');
            let rest = word.get(name.len()..).unwrap_or_default();
            let known = self.0.get(&name.to_lowercase()).copied();
            let is_key = rest.starts_with('}');
            let name = known.filter(|_| !is_key).unwrap_or(name);
            corrected + name + rest
        })
    }
}
