//! The structs in which operations take their parameters: one for the overloads that are bound to
//! one type and answer the same, in the file of that type, for the builders of derived types too.

use std::collections::{BTreeMap, BTreeSet};

use super::docs::{code, docs, naming_note};
use super::lower::Context;
use super::names::{Given, Kind, Name, Scope, Style};
use super::operations::{self, OverloadedCall};
use super::types::{edm_name, field_type};
use super::{Access, Docs, FieldType, Item, Meaning, Member, Path, Structure, TypeFacts};
use crate::schema::{ElementId, ItemType, OperationId, Parameter, Primitive, TypeRef};
use crate::slice::Node;

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
    /// By the place of the import that offers the operation, and the operation.
    by_operation: BTreeMap<(Option<u32>, OperationId), Path>,
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
                let taken = Scope::with(builders.map(|path| path.item.as_str()));
                taken.keeping(Style::Type, given(context, &module))
            });
            let calls = operations::calls(context, ids.iter().copied(), None, &Scope::default());
            table.name(context, scope, &module, calls);
        }
        table.called = called;
        let scope = Scope::with([root.as_str()]);
        let mut scope = scope.keeping(Style::Type, given(context, &[]));
        let calls = operations::of_imports(context, &Scope::default());
        for (call, name) in table.name(context, &mut scope, &[], calls) {
            table.of_root.push(structure(context, &[], &call, name));
        }
        table
    }

    /// The struct that a call takes its parameters in.
    pub(super) fn path(&self, call: &OverloadedCall<'_, '_>) -> Option<&Path> {
        let (id, _) = call.overloads.first()?;
        self.by_operation.get(&(call.import(), *id))
    }

    /// The same, whatever offers the operation.
    pub(super) fn any_path(&self, id: OperationId) -> Option<&Path> {
        let mut paths = self.by_operation.iter();
        let found = paths.find(|((_, operation), _)| *operation == id);
        found.map(|(_, path)| path)
    }

    /// The structs in the file of a type.
    pub(super) fn of_type(&self, context: &Context<'_, '_>, ty: ItemType) -> Vec<Structure> {
        let called = [false, true].map(|many| self.called.get(&Node { ty, many }));
        let Some(module) = context.paths.requests(context.schema, ty) else {
            return Vec::new();
        };
        let calls = called.into_iter().flatten().flat_map(|ids| {
            operations::calls(context, ids.iter().copied(), None, &Scope::default())
        });
        let named = calls.filter_map(|call| {
            let name = self.path(&call)?.item.clone();
            Some(structure(context, &module, &call, name))
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
        context: &Context<'_, '_>,
        scope: &mut Scope,
        module: &[Name],
        mut calls: Vec<OverloadedCall<'c, 'a>>,
    ) -> Vec<(OverloadedCall<'c, 'a>, Name)> {
        calls.retain(|call| {
            let mut operations = call.overloads.iter().map(|(_, operation)| operation);
            operations.any(|operation| !operation.parameters.is_empty())
        });
        let names = operations::assign(
            scope,
            Style::Type,
            &calls,
            |call| call.meaning_of_parameters(context),
            OverloadedCall::parameter_names,
        );
        for (call, name) in calls.iter().zip(&names) {
            for (id, _) in &call.overloads {
                let path = Path {
                    modules: module.to_vec(),
                    item: name.clone(),
                };
                self.by_operation.insert((call.import(), *id), path);
            }
        }
        calls.into_iter().zip(names).collect()
    }
}

/// The structs that were in a module before.
fn given(context: &Context<'_, '_>, module: &[Name]) -> Given {
    let owner = context.in_crate_module(module);
    context.published.of(Kind::Type, &owner)
}

/// The wanted operations that some builder calls, by what they are bound to. A builder calls no overload of a base
/// that the type has one of its own for.
fn called_operations(context: &Context<'_, '_>) -> BTreeMap<Node, BTreeSet<OperationId>> {
    let mut called: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
    for node in context.slice.nodes() {
        let ids = context.bound.of(context.schema, node);
        let wanted = ids.filter(|&id| context.slice.contains(ElementId::Operation(id)));
        let calls = operations::calls(context, wanted, None, &Scope::default());
        for (id, operation) in calls.into_iter().flat_map(|call| call.overloads) {
            if let Some(binding) = &operation.binding {
                let ty = binding.ty.item;
                called.entry(Node { ty, ..node }).or_default().insert(id);
            }
        }
    }
    called
}

fn structure(
    context: &Context<'_, '_>,
    module: &[Name],
    call: &OverloadedCall<'_, '_>,
    name: Name,
) -> Structure {
    let mut by_name = BTreeMap::new();
    for (id, operation) in &call.overloads {
        for (parameter, n) in operation.parameters.iter().zip(0..) {
            let element = ElementId::Parameter(*id, n);
            by_name
                .entry(parameter.name)
                .or_insert((element, parameter));
        }
    }
    let taken = OWN_FUNCTIONS.iter().chain(&OPERATORS).copied();
    let path = Path {
        modules: module.to_vec(),
        item: name.clone(),
    };
    let given = context.published.of(Kind::Field, &context.in_crate(&path));
    let mut scope = Scope::with(taken).keeping(Style::Field, given);
    let names = scope.assign(Style::Field, by_name.keys().copied());
    let members = by_name.values().filter_map(|&(element, parameter)| {
        let field = names.get(parameter.name)?.clone();
        let note = naming_note(Style::Field, parameter.name, &field);
        let facts = [fact(context, call, parameter)].into_iter().chain(note);
        Some(Member {
            field,
            element,
            wire: parameter.name.to_owned(),
            ty: parameter_type(context, parameter.ty),
            access: Access::Nullable,
            docs: docs(&parameter.annotations, facts),
        })
    });
    let members = members.collect();
    let operation = call.overloads.first();
    let wire = operation.map_or_else(String::new, |(_, operation)| operation.name.to_string());
    Structure {
        name,
        element: call.element(),
        meaning: Meaning::Path(call.meaning_of_parameters(context)),
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
        members,
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
