//! Facts that the metadata lacks and `slices.toml` has, tied to what they are about.
//!
//! Which actions start operations that go on after the answer, how the types of these tell how far they
//! have come, what requests need to be allowed: CSDL has no word for it.

mod clouds;
mod permissions;

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use toml::Spanned;

use crate::clouds::{Cloud, Clouds, Offer};
use crate::config::{self, MONITOR, span};
use crate::diagnostics::{Diagnostic, Diagnostics, did_you_mean};
use crate::permissions::{Document, Need, Requirement};
use crate::schema::{
    ElementId, ItemType, Operation, OperationId, OperationKind, Schema, TypeId, TypeKind,
};
use crate::slice::{Slice, Subject};

/// The contents of the lists that the configuration names, or of the metadata itself. An entry of the configuration counts more.
#[derive(Debug, Clone, Default)]
pub struct Documented {
    /// Permissions of requests.
    pub permissions: Document,
    /// Offers of national clouds, from their metadata.
    pub offers: BTreeMap<Cloud, Offer>,
}

impl Documented {
    /// That of a configuration which names no lists.
    pub const NOTHING: Self = Self {
        permissions: Document::EMPTY,
        offers: BTreeMap::new(),
    };
}

/// What `slices.toml` adds to the wanted part of a schema.
#[derive(Debug, Default)]
pub struct Overlay {
    starters: BTreeMap<OperationId, Started>,
    statuses: BTreeMap<TypeId, Status>,
    permissions: BTreeMap<Subject, Vec<Requirement>>,
    requests: BTreeMap<String, Need>,
    clouds: BTreeMap<TypeId, Clouds>,
    offers: BTreeMap<Subject, Vec<(String, Clouds)>>,
}

/// What an action starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Started {
    /// An operation of this type.
    Operation(TypeId),
    /// A job that a monitor of OneDrive or SharePoint tells of.
    Job,
}

/// How values of a type tell how far an operation has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Status {
    /// The property that tells it.
    pub status: String,
    /// The values that mean the good end.
    pub succeeded: Vec<String>,
    /// The values that mean the bad end.
    pub failed: Vec<String>,
    /// The property that tells how much is done.
    pub percentage: Option<String>,
}

impl Overlay {
    /// What an action starts, if it does.
    pub fn started_by(&self, id: OperationId) -> Option<Started> {
        self.starters.get(&id).copied()
    }

    /// How values of a type tell how far an operation has come, if they do.
    pub fn status_of(&self, id: TypeId) -> Option<&Status> {
        self.statuses.get(&id)
    }

    /// What a method's requests need to be allowed, as far as it is known.
    pub fn permissions_of(&self, subject: &Subject) -> &[Requirement] {
        self.permissions.get(subject).map_or(&[], Vec::as_slice)
    }

    /// The clouds that have a type, if it is known.
    pub fn clouds_of(&self, id: TypeId) -> Option<&Clouds> {
        self.clouds.get(&id)
    }

    /// A method's requests and the clouds that offer them, as far as it is known.
    pub fn offers_of(&self, subject: &Subject) -> &[(String, Clouds)] {
        self.offers.get(subject).map_or(&[], Vec::as_slice)
    }

    /// The requests of which it is known what they need, sorted.
    pub fn permissions(&self) -> impl Iterator<Item = Requirement> {
        let requests = self.requests.iter();
        requests.map(|(request, need)| Requirement {
            request: request.clone(),
            need: need.clone(),
        })
    }
}

/// Ties each entry to the wanted elements that it is about. One that is about none is an error, at
/// its place in the configuration, which is the source of that number.
pub fn resolve(
    schema: &Schema,
    slice: &Slice,
    api: &config::Api,
    documented: &Documented,
    source: usize,
    diagnostics: &mut Diagnostics,
) -> Overlay {
    let mut resolver = Resolver {
        schema,
        slice,
        source,
        diagnostics,
        overlay: Overlay::default(),
    };
    resolver.statuses(&api.facts.operation_status);
    for entry in &api.facts.long_running {
        resolver.starter(entry);
    }
    resolver.permissions(&api.facts.permissions, &documented.permissions);
    resolver.clouds(api, documented);
    resolver.overlay
}

struct Resolver<'r, 'a> {
    schema: &'r Schema<'a>,
    slice: &'r Slice,
    source: usize,
    diagnostics: &'r mut Diagnostics,
    overlay: Overlay,
}

impl Resolver<'_, '_> {
    fn statuses(&mut self, entries: &[config::OperationStatus]) {
        let mut by_type = BTreeMap::new();
        for entry in entries {
            let Some(id) = self.wanted_type(&entry.ty) else {
                continue;
            };
            match by_type.entry(id) {
                Entry::Vacant(place) => _ = place.insert(entry),
                Entry::Occupied(_) => {
                    self.refuse("E0406", &entry.ty, "has a status already", None);
                }
            }
        }
        let mut percentages = BTreeSet::new();
        let slice = self.slice;
        let is_wanted = |id: &TypeId| slice.contains(ElementId::Type(*id));
        for id in self.schema.type_ids().filter(is_wanted) {
            let mut lineage = self.schema.lineage(id);
            let Some(entry) = lineage.find_map(|base| by_type.get(&base)) else {
                continue;
            };
            let percentage = entry.percentage.iter();
            let percentage = percentage
                .map(Spanned::get_ref)
                .find(|name| property(self.schema, id, name).is_some());
            percentages.extend(percentage);
            let texts = |texts: &[Spanned<String>]| {
                let texts = texts.iter().map(|text| text.get_ref().clone());
                texts.collect()
            };
            let status = Status {
                status: entry.status.get_ref().clone(),
                succeeded: texts(&entry.succeeded),
                failed: texts(&entry.failed),
                percentage: percentage.cloned(),
            };
            self.overlay.statuses.insert(id, status);
        }
        for (id, entry) in by_type {
            self.check_status(id, entry);
            for name in &entry.percentage {
                if !percentages.contains(name.get_ref()) {
                    let reason = "is no member of the type, nor of one derived from it";
                    let known = properties(self.schema, id).map(|(name, _)| name);
                    let hint = did_you_mean(name.get_ref(), known);
                    self.refuse("E0404", name, reason, hint);
                }
            }
        }
    }

    /// The member must be there, and have the values, as far as the schema tells.
    fn check_status(&mut self, id: TypeId, entry: &config::OperationStatus) {
        let schema = self.schema;
        let Some(item) = property(schema, id, entry.status.get_ref()) else {
            let known = properties(schema, id).map(|(name, _)| name);
            let hint = did_you_mean(entry.status.get_ref(), known);
            return self.refuse("E0404", &entry.status, "is no member of the type", hint);
        };
        let ItemType::Named(id) = item else { return };
        let TypeKind::Enumeration(enumeration) = &schema[id].kind else {
            return;
        };
        let members = || enumeration.members.iter().map(|member| member.name);
        for value in entry.succeeded.iter().chain(&entry.failed) {
            if !members().any(|name| name == value.get_ref()) {
                let reason = format!("is no member of `{}`", schema[id].name);
                let hint = did_you_mean(value.get_ref(), members());
                self.refuse("E0404", value, &reason, hint);
            }
        }
    }

    fn starter(&mut self, entry: &config::LongRunning) {
        let schema = self.schema;
        let started = if entry.answer.get_ref() == MONITOR {
            Some(Started::Job)
        } else {
            self.operation_type(&entry.answer).map(Started::Operation)
        };
        let actions = || {
            let operations = schema.operations.iter().zip(0..);
            operations
                .filter(|(operation, _)| operation.kind == OperationKind::Action)
                .map(|(operation, n)| (operation, OperationId(n)))
        };
        let action = schema.in_full(entry.action.get_ref());
        let is_meant = |(operation, _): &(&Operation, OperationId)| {
            let is_bound = |to: &Spanned<String>| schema.is_bound_to(operation, to.get_ref());
            operation.name.to_string() == action && entry.binding.as_ref().is_none_or(is_bound)
        };
        let meant: Vec<_> = actions().filter(is_meant).map(|(_, id)| id).collect();
        let wanted = |id: &OperationId| self.slice.contains(ElementId::Operation(*id));
        let ids: Vec<_> = meant.iter().copied().filter(wanted).collect();
        match (meant.is_empty(), ids.is_empty()) {
            (true, _) => {
                let named = |(known, _): &(&Operation, _)| known.name.to_string() == action;
                let bindings: Vec<_> = actions()
                    .filter(named)
                    .map(|(action, _)| format!("`{}`", schema.binding_of(action)))
                    .collect();
                if bindings.is_empty() {
                    let known = actions().map(|(action, _)| action.name.to_string());
                    let hint = did_you_mean(entry.action.get_ref(), known);
                    self.refuse("E0404", &entry.action, "is no such action", hint);
                } else if let Some(wanted) = &entry.binding {
                    let hint = format!("it is bound to {}", bindings.join(", "));
                    let reason = "is not what the action is bound to";
                    self.refuse("E0404", wanted, reason, Some(hint));
                }
            }
            (_, true) => self.refuse_unwanted(&entry.action),
            _ => {}
        }
        for id in ids {
            let repeated = started.is_some_and(|s| self.overlay.starters.insert(id, s).is_some());
            if repeated {
                let reason = "starts something already by another entry";
                self.refuse("E0406", &entry.action, reason, None);
            }
        }
    }

    /// A type whose values tell how far an operation has come.
    fn operation_type(&mut self, name: &Spanned<String>) -> Option<TypeId> {
        let id = self.wanted_type(name)?;
        if self.overlay.statuses.contains_key(&id) {
            return Some(id);
        }
        let hint = "add one for it or for a base of it, or answer another type".to_owned();
        self.refuse(
            "E0405",
            name,
            "has no `[[api.operation-status]]`",
            Some(hint),
        );
        None
    }

    fn wanted_type(&mut self, name: &Spanned<String>) -> Option<TypeId> {
        let schema = self.schema;
        let Some(id) = schema.type_named(name.get_ref()) else {
            let known = schema.types.iter().map(|ty| ty.name.to_string());
            let hint = did_you_mean(name.get_ref(), known);
            self.refuse("E0404", name, "is no such type", hint);
            return None;
        };
        if !self.slice.contains(ElementId::Type(id)) {
            self.refuse_unwanted(name);
            return None;
        }
        Some(id)
    }

    fn refuse_unwanted(&mut self, name: &Spanned<String>) {
        let hint = "add a root that needs it, or delete the entry".to_owned();
        self.refuse("E0404", name, "is there, but no root wants it", Some(hint));
    }

    fn refuse(
        &mut self,
        code: &'static str,
        what: &Spanned<String>,
        why: &str,
        hint: Option<String>,
    ) {
        let message = format!("`{}` {why}", what.get_ref());
        let diagnostic = Diagnostic::error(code, message)
            .in_source(self.source)
            .at(span(what.span()), "")
            .hint_if(hint);
        self.diagnostics.push(diagnostic);
    }
}

/// What a property holds, inherited or not.
fn property(schema: &Schema, id: TypeId, name: &str) -> Option<ItemType> {
    let mut properties = properties(schema, id);
    properties.find_map(|(other, item)| (other == name).then_some(item))
}

fn properties<'s>(schema: &'s Schema, id: TypeId) -> impl Iterator<Item = (&'s str, ItemType)> {
    let structures = schema.lineage(id).filter_map(|id| schema[id].structure());
    structures.flat_map(|s| s.properties.iter().map(|p| (p.name, p.ty.item)))
}
