//! The structs in which operations take their parameters: one for the overloads that are bound to
//! one type and answer the same, in the file of that type, for the builders of derived types too.

use std::collections::{BTreeMap, BTreeSet};

use super::docs::{code, docs, naming_note};
use super::lower::Context;
use super::names::{Name, Scope, Style};
use super::operations::{self, OverloadedCall};
use super::types::{edm_name, field_type};
use super::{Access, Docs, FieldType, Item, Member, Path, Structure, TypeFacts};
use crate::schema::{ItemType, OperationId, Parameter, Primitive, TypeRef};
use crate::slice::{Element, Node};

/// What setters must not be called like: the methods that every parameter struct has.
const OWN_FUNCTIONS: [&str; 6] = [
    "clone",
    "new",
    "from_json",
    "to_json",
    "odata_type",
    "mismatches",
];

/// Nor like the operators of the language.
const OPERATORS: [&str; 10] = [
    "add", "bitand", "bitor", "bitxor", "div", "mul", "rem", "shl", "shr", "sub",
];

/// The parameter structs of a crate.
#[derive(Debug, Default)]
pub(super) struct ParameterTable {
    by_operation: BTreeMap<OperationId, Path>,
    called: BTreeMap<Node, BTreeSet<OperationId>>,
    /// Those of imports, which are at the service root.
    of_root: Vec<Structure>,
}

impl ParameterTable {
    /// Names the structs for all operations that wanted builders call.
    pub(super) fn new(context: &Context<'_, '_>, root: &Name) -> Self {
        let mut table = Self::default();
        let mut scopes: BTreeMap<ItemType, Scope> = BTreeMap::new();
        let called = called_operations(context);
        for (&node, ids) in &called {
            let Some(module) = context.paths.requests(context.schema, node.ty) else {
                continue;
            };
            let names = [false, true].map(|many| Node { many, ..node });
            let scope = scopes.entry(node.ty).or_insert_with(|| {
                let builders = names.iter().filter_map(|&node| context.paths.builder(node));
                Scope::with(builders.map(|path| path.item.as_str()))
            });
            let calls = operations::calls(context, ids.iter().copied(), None);
            table.name(scope, &module, calls);
        }
        table.called = called;
        let mut scope = Scope::with([root.as_str()]);
        for import in context.schema.container.iter().flat_map(|c| &c.imports) {
            let ids = import.operations.iter().copied();
            let wanted = ids.filter(|&id| context.slice.contains(Element::Operation(id)));
            let calls = operations::calls(context, wanted, Some(import.name));
            let calls = table.name(&mut scope, &[], calls);
            let structures = calls.into_iter().map(|call| structure(context, call));
            table.of_root.extend(structures);
        }
        table
    }

    /// The struct that an operation takes its parameters in.
    pub(super) fn path(&self, id: OperationId) -> Option<&Path> {
        self.by_operation.get(&id)
    }

    /// The structs in the file of a type.
    pub(super) fn of_type(&self, context: &Context<'_, '_>, ty: ItemType) -> Vec<Structure> {
        let called = [false, true].map(|many| self.called.get(&Node { ty, many }));
        let calls = called
            .into_iter()
            .flatten()
            .flat_map(|ids| operations::calls(context, ids.iter().copied(), None));
        let named = calls.filter_map(|call| {
            let (id, _) = call.overloads.first()?;
            let name = self.path(*id)?.item.clone();
            Some(structure(context, (call, name)))
        });
        named.collect()
    }

    /// Takes out the structs at the service root.
    pub(super) fn take_of_root(&mut self) -> Vec<Structure> {
        std::mem::take(&mut self.of_root)
    }

    /// Names the structs of those calls that take any parameters.
    fn name<'c, 'a>(
        &mut self,
        scope: &mut Scope,
        module: &[Name],
        calls: Vec<OverloadedCall<'c, 'a>>,
    ) -> Vec<(OverloadedCall<'c, 'a>, Name)> {
        let takes_any = |call: &OverloadedCall<'_, '_>| {
            call.overloads
                .iter()
                .any(|(_, operation)| !operation.parameters.is_empty())
        };
        let mut named = Vec::new();
        for call in calls.into_iter().filter(takes_any) {
            let name = scope.claim(Style::Type, &call.wire, call.parameter_names());
            for (id, _) in &call.overloads {
                let path = Path {
                    modules: module.to_vec(),
                    item: name.clone(),
                };
                self.by_operation.insert(*id, path);
            }
            named.push((call, name));
        }
        named
    }
}

/// The wanted operations that some builder has, by what they are bound to.
fn called_operations(context: &Context<'_, '_>) -> BTreeMap<Node, BTreeSet<OperationId>> {
    let mut called: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
    for node in context.slice.nodes() {
        for id in context.bound.of(context.schema, node) {
            let binding = context.schema[id]
                .binding
                .as_ref()
                .map(|binding| binding.ty.item);
            if let Some(ty) = binding
                && context.slice.contains(Element::Operation(id))
            {
                called.entry(Node { ty, ..node }).or_default().insert(id);
            }
        }
    }
    called
}

fn structure(context: &Context<'_, '_>, (call, name): (OverloadedCall<'_, '_>, Name)) -> Structure {
    let mut by_name = BTreeMap::new();
    for (_, operation) in &call.overloads {
        for parameter in &operation.parameters {
            by_name.entry(parameter.name).or_insert(parameter);
        }
    }
    let taken = OWN_FUNCTIONS.iter().chain(&OPERATORS).copied();
    let names = Scope::with(taken).assign(Style::Field, by_name.keys().copied());
    let members = by_name.values().filter_map(|parameter| {
        let field = names.get(parameter.name)?.clone();
        let note = naming_note(Style::Field, parameter.name, &field);
        let facts = [fact(context, &call, parameter)].into_iter().chain(note);
        Some(Member {
            field,
            wire: parameter.name.to_owned(),
            ty: parameter_type(context, parameter.ty),
            access: Access::Nullable,
            docs: docs(&parameter.annotations, facts),
        })
    });
    let operation = call.overloads.first();
    let wire = operation.map_or_else(String::new, |(_, operation)| operation.name.to_string());
    Structure {
        name,
        element: call.element(context.schema),
        docs: Docs::line(format!(
            "The parameters of the {} {}.",
            call.kind(),
            code(&wire)
        )),
        wire,
        ancestors: Vec::new(),
        inherited: Vec::new(),
        derived: Vec::new(),
        kind: None,
        status: None,
        facts: TypeFacts::default(),
        members: members.collect(),
        has_descriptors: false,
    }
}

/// The name and type of a parameter, and whether it may be left out.
fn fact(
    context: &Context<'_, '_>,
    call: &OverloadedCall<'_, '_>,
    parameter: &Parameter<'_>,
) -> String {
    let is_everywhere = call.overloads.iter().all(|(_, operation)| {
        operation
            .parameters
            .iter()
            .any(|other| other.name == parameter.name)
    });
    let allows_null = parameter.nullable || parameter.ty.is_collection;
    let need = match (is_everywhere && !parameter.is_optional, allows_null) {
        (true, false) => ", required",
        (true, true) => "",
        (false, _) => ", optional",
    };
    let ty = edm_name(context.schema, parameter.ty);
    format!("{}: {ty}{need}.", code(parameter.name))
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
