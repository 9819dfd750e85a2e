//! Actions and functions as methods: overloads that answer the same are one.

use std::collections::{BTreeMap, BTreeSet};

use super::capabilities;
use super::docs::{code, docs};
use super::lower::Context;
use super::names::{Name, Style};
use super::types::item_type;
use super::{Call, Docs, Item, OperationCall, Path, Returns};
use crate::config::Conventions;
use crate::overlay::Started;
use crate::schema::{Operation, OperationId, OperationKind, Schema};
use crate::slice::is_stream;

/// Overloads that one method calls.
pub(super) struct OverloadedCall<'s, 'a> {
    /// The segment.
    pub(super) wire: String,
    /// All bound to the same type, or all unbound.
    pub(super) overloads: Vec<(OperationId, &'s Operation<'a>)>,
    /// The first of several methods for this segment has the plain name.
    is_first: bool,
}

/// Sorts operations into methods.
pub(super) fn calls<'s, 'a>(
    context: &Context<'s, 'a>,
    ids: impl Iterator<Item = OperationId>,
    import: Option<&str>,
) -> Vec<OverloadedCall<'s, 'a>> {
    let mut seen = BTreeSet::new();
    let mut by_segment: BTreeMap<_, BTreeMap<_, Vec<_>>> = BTreeMap::new();
    for (id, operation) in ids.map(|id| (id, &context.schema[id])) {
        let wire = import.map_or_else(|| segment(context, operation), str::to_owned);
        let names: Vec<_> = operation.parameters.iter().map(|p| p.name).collect();
        // An overload of a derived type comes before that of its base, and replaces it.
        if !seen.insert((wire.clone(), names)) {
            continue;
        }
        let like = (
            operation.binding.as_ref().map(|binding| binding.ty),
            operation.kind,
            operation.returns.as_ref().map(|returns| returns.ty),
        );
        by_segment
            .entry(wire)
            .or_default()
            .entry(like)
            .or_default()
            .push((id, operation));
    }
    let mut calls = Vec::new();
    for (wire, alike) in by_segment {
        let mut groups: Vec<_> = alike.into_values().collect();
        groups.sort_by_cached_key(|overloads| {
            let names = parameter_names(overloads);
            (names.len(), names.into_iter().collect::<Vec<_>>())
        });
        calls.extend(
            groups
                .into_iter()
                .enumerate()
                .map(|(n, overloads)| OverloadedCall {
                    wire: wire.clone(),
                    overloads,
                    is_first: n == 0,
                }),
        );
    }
    calls
}

fn segment(context: &Context<'_, '_>, operation: &Operation<'_>) -> String {
    match context.config.conventions {
        Conventions::Graph => operation.name.name.to_owned(),
        Conventions::OData => operation.name.to_string(),
    }
}

fn parameter_names<'a>(overloads: &[(OperationId, &Operation<'a>)]) -> BTreeSet<&'a str> {
    overloads
        .iter()
        .flat_map(|(_, operation)| &operation.parameters)
        .map(|p| p.name)
        .collect()
}

impl OverloadedCall<'_, '_> {
    /// What the method may be called, best first.
    pub(super) fn names(&self) -> Vec<Name> {
        let plain = Style::Method.name(self.simple_name());
        if self.is_first {
            let qualified = plain.affixed("", &format!("_{}", self.kind()));
            vec![plain, qualified]
        } else {
            vec![Style::Method.name(&self.name_with_parameters())]
        }
    }

    /// What the struct of its parameters may be called, best first.
    pub(super) fn parameter_names(&self) -> Vec<Name> {
        let plain = Style::Type.name(self.simple_name());
        let long = Style::Type.name(&self.name_with_parameters());
        if self.is_first {
            let suffix = if self.is_of_many() {
                "OfCollection"
            } else {
                "Parameters"
            };
            let qualified = plain.affixed("", suffix);
            vec![plain, qualified]
        } else {
            vec![long]
        }
    }

    fn simple_name(&self) -> &str {
        self.overloads
            .first()
            .map_or("", |(_, operation)| operation.name.name)
    }

    fn name_with_parameters(&self) -> String {
        let names: Vec<_> = parameter_names(&self.overloads).into_iter().collect();
        format!("{}_with_{}", self.simple_name(), names.join("_and_"))
    }

    /// Is it bound to a collection?
    fn is_of_many(&self) -> bool {
        let first = self.overloads.first();
        let binding = first.and_then(|(_, operation)| operation.binding.as_ref());
        binding.is_some_and(|binding| binding.ty.is_collection)
    }

    /// The operation, and what it is bound to: `microsoft.graph.delta(Collection(microsoft.graph.user))`.
    pub(super) fn element(&self, schema: &Schema<'_>) -> String {
        let Some((_, operation)) = self.overloads.first() else {
            return String::new();
        };
        let binding = operation.binding.as_ref();
        let binding = binding.map_or_else(String::new, |binding| schema.type_name(binding.ty));
        format!("{}({binding})", operation.name)
    }

    /// Action or function.
    pub(super) fn kind(&self) -> &'static str {
        match self.overloads.first().map(|(_, operation)| operation.kind) {
            Some(OperationKind::Action) | None => "action",
            Some(OperationKind::Function { .. }) => "function",
        }
    }

    /// The method's documentation and what it does.
    pub(super) fn lower(
        self,
        context: &Context<'_, '_>,
        parameters: Option<Path>,
    ) -> Option<(Docs, Call)> {
        let (id, operation) = self.overloads.first()?;
        let name = code(&operation.name.to_string());
        let fact = format!("Calls the {} {name}.", self.kind());
        let starts = starts(context, *id);
        let more = starts.is_some().then(|| STARTS.to_owned());
        let caveats = capabilities::of_segment(&operation.annotations);
        let facts = [fact].into_iter().chain(more).chain(caveats);
        let docs = docs(&operation.annotations, facts);
        let behind = context.bound.leads_to(context.schema, operation);
        if let Some(to) = behind.and_then(|node| context.paths.builder(node)) {
            return Some((
                docs,
                Call::Compose {
                    wire: self.wire,
                    parameters,
                    to: to.clone(),
                },
            ));
        }
        let kind = operation.kind;
        let returns = returns(context, operation);
        let call = OperationCall {
            wire: self.wire,
            parameters,
            returns,
            starts,
        };
        Some(match kind {
            OperationKind::Action => (docs, Call::Action(call)),
            OperationKind::Function { .. } => (docs, Call::Function(call)),
        })
    }
}

const STARTS: &str =
    "The answer has a poller, which waits until what is started has come to its end.";

/// The type of the operation that an action starts.
fn starts(context: &Context<'_, '_>, id: OperationId) -> Option<Item> {
    match context.overlay.started_by(id)? {
        Started::Operation(id) => context.paths.model(id).cloned().map(Item::Structure),
        Started::Job => Some(Item::Runtime("AsyncJobStatus")),
    }
}

fn returns(context: &Context<'_, '_>, operation: &Operation<'_>) -> Returns {
    let Some(returns) = &operation.returns else {
        return Returns::Nothing;
    };
    if is_stream(returns.ty) {
        return Returns::Bytes;
    }
    match item_type(context.schema, &context.paths, returns.ty.item) {
        item if returns.ty.is_collection => Returns::Page(item),
        Item::Structure(path) => Returns::Structure(path),
        item => Returns::Value(item),
    }
}
