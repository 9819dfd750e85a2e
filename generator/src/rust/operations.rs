//! Actions and functions as methods: overloads that answer the same are one.

mod kept;

pub(super) use kept::assign;

use std::collections::{BTreeMap, BTreeSet};

use kept::{default_namespace, holder, is_other, unqualified};

use super::capabilities;
use super::docs::{code, docs};
use super::lower::Context;
use super::names::{Name, Scope, Style, rank};
use super::types::item_type;
use super::{Call, Docs, Item, OperationCall, Path, PathMeaning, Returns};
use crate::overlay::Started;
use crate::schema::{ElementId, Operation, OperationId, OperationKind, QualifiedName};
use crate::slice::is_stream;

/// Overloads that one method calls.
pub(super) struct OverloadedCall<'s, 'a> {
    /// The segment.
    pub(super) wire: String,
    /// All bound to the same type, or all unbound.
    pub(super) overloads: Vec<(OperationId, &'s Operation<'a>)>,
    /// The import that offers them, by its place and name.
    import: Option<(u32, &'s str)>,
    /// The namespace that the segment does not say, unless it is the default one.
    namespace: Option<String>,
    /// An operation of another namespace with this simple name comes before.
    is_qualified: bool,
    /// The first of several methods for this operation has the plain name.
    is_first: bool,
}

/// Overloads by what they are bound to and answer.
type Alike<'s, 'a> = BTreeMap<Likeness, Vec<(OperationId, &'s Operation<'a>)>>;
type Likeness = (
    Option<crate::schema::TypeRef>,
    OperationKind,
    Option<crate::schema::TypeRef>,
);

/// Sorts operations into methods: those first that have a claim to a plain name.
///
/// `scope` has the names that methods were given before.
pub(super) fn calls<'s, 'a>(
    context: &Context<'s, 'a>,
    ids: impl Iterator<Item = OperationId>,
    import: Option<(u32, &'s str)>,
    scope: &Scope,
) -> Vec<OverloadedCall<'s, 'a>> {
    let mut seen = BTreeSet::new();
    let mut by_name: BTreeMap<QualifiedName<'a>, Alike<'s, 'a>> = BTreeMap::new();
    for (id, operation) in ids.map(|id| (id, &context.schema[id])) {
        let names: Vec<_> = operation.parameters.iter().map(|p| p.name).collect();
        // An overload of a derived type comes before that of its base, and replaces it.
        if !seen.insert((operation.name, names)) {
            continue;
        }
        let like = (
            operation.binding.as_ref().map(|binding| binding.ty),
            operation.kind,
            operation.returns.as_ref().map(|returns| returns.ty),
        );
        let alike = by_name.entry(operation.name).or_default();
        alike.entry(like).or_default().push((id, operation));
    }
    let default = default_namespace(context);
    let mut operations: Vec<_> = by_name.into_iter().collect();
    operations
        .sort_by_key(|(name, _)| (rank(name.name), name.name, is_other(*name, default), *name));
    let mut calls: Vec<OverloadedCall<'s, 'a>> = Vec::new();
    for same in operations.chunk_by(|(a, _), (b, _)| a.name == b.name) {
        let unqualified = unqualified(context, same, import, scope);
        let plain = holder(same, default, scope);
        for (name, alike) in same {
            let is_unqualified = unqualified == Some(*name);
            let wire = match import {
                Some((_, import)) => import.to_owned(),
                None if is_unqualified => name.name.to_owned(),
                None => name.to_string(),
            };
            let is_named = is_unqualified && import.is_none() && is_other(*name, default);
            let mut groups: Vec<_> = alike.values().cloned().collect();
            groups.sort_by_cached_key(|overloads| {
                let names = parameter_names(overloads);
                (names.len(), names.into_iter().collect::<Vec<_>>())
            });
            let groups = groups.into_iter().enumerate();
            calls.extend(groups.map(|(at, overloads)| OverloadedCall {
                wire: wire.clone(),
                overloads,
                import,
                namespace: is_named.then(|| name.namespace.to_owned()),
                is_qualified: plain != Some(*name),
                is_first: at == 0,
            }));
        }
    }
    calls
}

/// The calls of all imports, in the same order.
pub(super) fn of_imports<'s, 'a>(
    context: &Context<'s, 'a>,
    scope: &Scope,
) -> Vec<OverloadedCall<'s, 'a>> {
    let imports = context.schema.container.iter();
    let imports = imports.flat_map(|container| container.imports.iter().zip(0..));
    let mut wanted: Vec<_> = imports
        .filter(|&(_, n)| context.slice.contains(ElementId::Import(n)))
        .collect();
    wanted.sort_by_key(|(import, _)| (rank(import.name), import.name));
    let calls = wanted.into_iter().flat_map(|(import, n)| {
        let ids = import.operations.iter().copied();
        let wanted = ids.filter(|&id| context.slice.contains(ElementId::Operation(id)));
        calls(context, wanted, Some((n, import.name)), scope)
    });
    calls.collect()
}

fn verb(kind: OperationKind) -> &'static str {
    match kind {
        OperationKind::Action => "POST",
        OperationKind::Function { .. } => "GET",
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
        let plain = Style::Method.name(&self.plain());
        let with_kind = plain.affixed("", &format!("_{}", self.kind()));
        let long = self.with_parameters(Style::Method);
        let first = self.is_first.then(|| plain.clone());
        let distinct = Style::Method.distinct(self.simple_name(), "");
        (first.into_iter().chain(long).chain([with_kind]))
            .chain(distinct.filter(|_| self.is_first))
            .collect()
    }

    /// What the struct of its parameters may be called, best first.
    pub(super) fn parameter_names(&self) -> Vec<Name> {
        let suffix = if self.is_of_many() {
            "OfCollection"
        } else {
            "Parameters"
        };
        let plain = Style::Type.name(&self.plain());
        let plain = [plain.clone(), plain.affixed("", suffix)];
        let plain = plain.into_iter().filter(|_| self.is_first);
        let long = self.with_parameters(Style::Type).into_iter();
        let long = long.flat_map(|long| [long.clone(), long.affixed("", suffix)]);
        plain.chain(long).collect()
    }

    /// The simple name, with the last part of the namespace where another one has it, too.
    fn plain(&self) -> String {
        let name = self.overloads.first().map(|(_, operation)| operation.name);
        match name.filter(|_| self.is_qualified) {
            Some(name) => {
                let namespace = name.namespace.rsplit('.').next().unwrap_or_default();
                format!("{namespace}_{}", name.name)
            }
            None => self.simple_name().to_owned(),
        }
    }

    fn simple_name(&self) -> &str {
        if let Some((_, import)) = self.import {
            return import;
        }
        self.overloads
            .first()
            .map_or("", |(_, operation)| operation.name.name)
    }

    fn with_parameters(&self, style: Style) -> Option<Name> {
        let names: Vec<_> = parameter_names(&self.overloads).into_iter().collect();
        (!names.is_empty())
            .then(|| style.name(&format!("{}_with_{}", self.plain(), names.join("_and_"))))
    }

    /// The place of the import that offers it.
    pub(super) fn import(&self) -> Option<u32> {
        self.import.map(|(n, _)| n)
    }

    /// What the method means on the wire.
    pub(super) fn meaning(&self) -> PathMeaning {
        let kind = self.overloads.first().map(|(_, operation)| operation.kind);
        PathMeaning {
            verb: kind.map(verb),
            template: format!("/{}", self.wire),
            parameters: Some(self.sorted_parameters()),
            namespace: self.namespace.clone(),
        }
    }

    /// What the struct of its parameters means on the wire.
    pub(super) fn meaning_of_parameters(&self, context: &Context<'_, '_>) -> PathMeaning {
        PathMeaning {
            parameters: Some(self.sorted_parameters()),
            ..PathMeaning::template(match self.import {
                Some((_, import)) => format!("/{import}"),
                None => context.schema.spelled(self.element()),
            })
        }
    }

    fn sorted_parameters(&self) -> Vec<String> {
        let names = parameter_names(&self.overloads).into_iter();
        names.map(str::to_owned).collect()
    }

    /// Is it bound to a collection?
    fn is_of_many(&self) -> bool {
        let first = self.overloads.first();
        let binding = first.and_then(|(_, operation)| operation.binding.as_ref());
        binding.is_some_and(|binding| binding.ty.is_collection)
    }

    /// The import, or the first of the operations.
    pub(super) fn element(&self) -> ElementId {
        match (self.import, self.overloads.first()) {
            (Some((n, _)), _) => ElementId::Import(n),
            (None, Some((id, _))) => ElementId::Operation(*id),
            (None, None) => ElementId::Container,
        }
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
