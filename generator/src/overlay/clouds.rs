//! Which clouds offer what, tied to types and to the methods that make requests.

use std::collections::BTreeMap;

use toml::Spanned;

use super::{Documented, Resolver};
use crate::clouds::{Cloud, Clouds};
use crate::config::{self, span};
use crate::diagnostics::Diagnostic;
use crate::permissions::request_key;
use crate::schema::ElementId;
use crate::slice::{BoundOperations, Call};

impl Resolver<'_, '_> {
    pub(super) fn clouds(&mut self, api: &config::Api, documented: &Documented) {
        let facts = &api.facts;
        if facts.availability.is_empty() && documented.offers.is_empty() {
            return;
        }
        let bound = BoundOperations::new(self.schema);
        self.types_of_clouds(facts, documented);
        let mut offered = BTreeMap::new();
        for root in &api.wanted.roots {
            let requests = documented.offers.iter();
            let offering = requests.filter(|(_, offer)| offer.requests.contains(root.get_ref()));
            let clouds = or_unknown(documented, offering.map(|(cloud, _)| *cloud));
            if let Ok(call) = Call::new(self.schema, &bound, root.get_ref()) {
                offered.insert(request_key(root.get_ref()), (root.get_ref(), call, clouds));
            }
        }
        for entry in &facts.availability {
            for request in &entry.requests {
                match Call::new(self.schema, &bound, request.get_ref()) {
                    Err(error) => self.refuse_request(request, error),
                    Ok(call) if !call.is_in(self.slice) => self.refuse_unwanted(request),
                    Ok(call) => {
                        let clouds = entry.clouds.clone();
                        let key = request_key(request.get_ref());
                        offered.insert(key, (request.get_ref(), call, clouds));
                    }
                }
            }
        }
        for root in &api.wanted.roots {
            if let Some((_, _, clouds)) = offered.get(&request_key(root.get_ref())) {
                self.lint(root, clouds, &facts.targets);
            }
        }
        for (request, call, clouds) in offered.into_values() {
            for subject in call.subjects() {
                let offers = self.overlay.offers.entry(subject).or_default();
                offers.push((request.clone(), clouds.clone()));
            }
        }
    }

    fn types_of_clouds(&mut self, facts: &config::Facts, documented: &Documented) {
        let slice = self.slice;
        let is_wanted = |id: &_| slice.contains(ElementId::Type(*id));
        for id in self.schema.type_ids().filter(is_wanted) {
            let name = self.schema[id].name.to_string();
            let offering = documented.offers.iter();
            let offering = offering.filter(|(_, offer)| offer.types.contains(&name));
            let clouds = or_unknown(documented, offering.map(|(cloud, _)| *cloud));
            self.overlay.clouds.insert(id, clouds);
        }
        for entry in &facts.availability {
            for name in &entry.types {
                if let Some(id) = self.wanted_type(name) {
                    self.overlay.clouds.insert(id, entry.clouds.clone());
                }
            }
        }
    }

    /// Says so if a cloud that the crate is meant for lacks a request.
    fn lint(&mut self, root: &Spanned<String>, clouds: &Clouds, targets: &[Cloud]) {
        for target in targets.iter().filter(|target| !clouds.contains(target)) {
            let message = format!("`{}` is not offered by the cloud {target}", root.get_ref());
            let warning = Diagnostic::warning("W0301", message)
                .in_source(self.source)
                .at(span(root.span()), "")
                .hint(format!("it is offered by {}", listed(clouds)));
            self.diagnostics.push(warning);
        }
    }
}

/// Of a cloud whose metadata is not at hand it is not said that it lacks anything.
fn or_unknown(documented: &Documented, offering: impl Iterator<Item = Cloud>) -> Clouds {
    let unknown = Cloud::ALL.into_iter();
    let unknown = unknown.filter(|cloud| !documented.offers.contains_key(cloud));
    offering.chain(unknown).collect()
}

fn listed(clouds: &Clouds) -> String {
    let names: Vec<_> = clouds.iter().map(ToString::to_string).collect();
    names.join(", ")
}
