//! Actions and functions as methods: overloads that answer the same are one.

use std::collections::{BTreeMap, BTreeSet};

use super::docs::{code, docs};
use super::lower::Context;
use super::names::{Name, Scope, Style};
use super::types::{edm_name, field_type, item_type};
use super::{Access, Call, Docs, FieldType, Item, Member, OperationCall, Returns, Structure};
use crate::config::Conventions;
use crate::schema::{ItemType, Operation, OperationId, OperationKind, Primitive, TypeRef};
use crate::slice::{is_stream, leads_to};

/// What setters must not be called like: the methods that every parameter struct has.
const OWN_FUNCTIONS: [&str; 8] = [
    "clone",
    "new",
    "with",
    "from_json",
    "to_json",
    "odata_type",
    "mismatches",
    "into_base",
];

/// Nor like the operators of the language.
const OPERATORS: [&str; 10] = [
    "add", "bitand", "bitor", "bitxor", "div", "mul", "rem", "shl", "shr", "sub",
];

/// Overloads that one method calls.
pub(super) struct OverloadedCall<'s, 'a> {
    /// The segment.
    pub(super) wire: String,
    overloads: Vec<&'s Operation<'a>>,
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
    for operation in ids.map(|id| &context.schema[id]) {
        let wire = import.map_or_else(|| segment(context, operation), str::to_owned);
        let names: Vec<_> = operation.parameters.iter().map(|p| p.name).collect();
        // An overload of a derived type comes before that of its base, and replaces it.
        if !seen.insert((wire.clone(), names)) {
            continue;
        }
        let answer = (
            operation.kind,
            operation.returns.as_ref().map(|returns| returns.ty),
        );
        by_segment
            .entry(wire)
            .or_default()
            .entry(answer)
            .or_default()
            .push(operation);
    }
    let mut calls = Vec::new();
    for (wire, by_answer) in by_segment {
        let mut groups: Vec<_> = by_answer.into_values().collect();
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

fn parameter_names<'a>(overloads: &[&Operation<'a>]) -> BTreeSet<&'a str> {
    overloads
        .iter()
        .flat_map(|operation| &operation.parameters)
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
            .map_or("", |operation| operation.name.name)
    }

    fn name_with_parameters(&self) -> String {
        let names: Vec<_> = parameter_names(&self.overloads).into_iter().collect();
        format!("{}_with_{}", self.simple_name(), names.join("_and_"))
    }

    /// Is it bound to a collection?
    fn is_of_many(&self) -> bool {
        let binding = self.overloads.first().and_then(|o| o.binding.as_ref());
        binding.is_some_and(|binding| binding.ty.is_collection)
    }

    fn kind(&self) -> &'static str {
        match self.overloads.first().map(|operation| operation.kind) {
            Some(OperationKind::Action) | None => "action",
            Some(OperationKind::Function { .. }) => "function",
        }
    }

    /// Does any overload take parameters?
    pub(super) fn has_parameters(&self) -> bool {
        self.overloads
            .iter()
            .any(|operation| !operation.parameters.is_empty())
    }

    /// The struct that the method takes them in.
    pub(super) fn parameters(&self, context: &Context<'_, '_>, name: Name) -> Structure {
        let mut by_name = BTreeMap::new();
        for parameter in self
            .overloads
            .iter()
            .flat_map(|operation| &operation.parameters)
        {
            by_name.entry(parameter.name).or_insert(parameter);
        }
        let taken = OWN_FUNCTIONS.iter().chain(&OPERATORS).copied();
        let names = Scope::with(taken).assign(Style::Field, by_name.keys().copied());
        let members = by_name.values().filter_map(|parameter| {
            let is_required = !parameter.is_optional
                && self
                    .overloads
                    .iter()
                    .all(|o| o.parameters.iter().any(|p| p.name == parameter.name));
            let mut fact = format!(
                "{}: {}",
                code(parameter.name),
                edm_name(context.schema, parameter.ty)
            );
            fact.push_str(
                match (
                    is_required,
                    parameter.nullable || parameter.ty.is_collection,
                ) {
                    (true, false) => ", required.",
                    (true, true) => ".",
                    (false, _) => ", optional.",
                },
            );
            Some(Member {
                field: names.get(parameter.name)?.clone(),
                wire: parameter.name.to_owned(),
                ty: parameter_type(context, parameter.ty),
                access: Access::Nullable,
                docs: docs(&parameter.annotations, [fact]),
            })
        });
        let wire = self
            .overloads
            .first()
            .map_or_else(String::new, |o| o.name.to_string());
        Structure {
            name,
            docs: Docs {
                paragraphs: vec![format!(
                    "The parameters of the {} {}.",
                    self.kind(),
                    code(&wire)
                )],
                deprecated: None,
            },
            wire,
            ancestors: Vec::new(),
            inherited: Vec::new(),
            derived: Vec::new(),
            kind: None,
            is_abstract: false,
            members: members.collect(),
        }
    }

    /// The method's documentation and what it does.
    pub(super) fn lower(
        self,
        context: &Context<'_, '_>,
        parameters: Option<Name>,
    ) -> Option<(Docs, Call)> {
        let operation = self.overloads.first()?;
        let name = code(&operation.name.to_string());
        let fact = format!("Calls the {} {name}.", self.kind());
        let docs = docs(&operation.annotations, [fact]);
        let behind = leads_to(context.schema, operation);
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
        };
        Some(match kind {
            OperationKind::Action => (docs, Call::Action(call)),
            OperationKind::Function { .. } => (docs, Call::Function(call)),
        })
    }
}

/// Streams have no place in a JSON body.
fn parameter_type(context: &Context<'_, '_>, ty: TypeRef) -> FieldType {
    match ty.item {
        ItemType::Primitive(Primitive::Stream) => FieldType {
            item: Item::Runtime("Binary"),
            is_collection: ty.is_collection,
        },
        _ => field_type(context.schema, &context.paths, ty),
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
