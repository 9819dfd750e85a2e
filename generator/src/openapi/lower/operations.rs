//! Actions and functions, and their imports.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::super::context::Context;
use super::super::docs::text;
use super::super::loss::Fact;
use super::super::operations::{Bound, Operation};
use super::super::position::Item;
use super::type_name;
use crate::csdl::syntax::{Operation as CsdlOperation, OperationImport, Parameter, ReturnType};

/// Each operation once, where it is bound to the least derived type: all types below inherit it.
pub(super) fn unique<'a>(
    cx: &Context<'_, 'a, '_>,
    mut all: Vec<Operation<'a>>,
) -> Vec<Operation<'a>> {
    let lineage = |bound: Bound| {
        let types = match bound.item {
            Item::Type(ty) => cx.types.lineage(ty).map(Item::Type).collect(),
            Item::Edm(_) => vec![bound.item],
        };
        types.into_iter().map(move |item| Bound { item, ..bound })
    };
    let depth = |bound: Option<Bound>| bound.map_or(0, |bound| lineage(bound).count());
    let signature = |operation: &Operation<'a>| {
        let mut names: Vec<_> = operation
            .parameters
            .iter()
            .map(|parameter| parameter.name.clone())
            .collect();
        names.sort();
        (
            operation.namespace.clone(),
            operation.name.clone(),
            operation.is_function,
            names,
        )
    };
    all.sort_by_cached_key(|operation| {
        (
            depth(operation.binding),
            operation.span,
            signature(operation),
        )
    });
    let mut kept: BTreeMap<_, FxHashMap<Option<Bound>, usize>> = BTreeMap::new();
    let mut unique: Vec<Operation<'a>> = Vec::new();
    for operation in all {
        let same = kept.entry(signature(&operation)).or_default();
        let before = match operation.binding {
            None => same.get(&None).copied(),
            Some(bound) => lineage(bound).find_map(|base| same.get(&Some(base)).copied()),
        };
        if let Some(first) = before.and_then(|at| unique.get_mut(at)) {
            first.is_composable |= operation.is_composable;
            if first.annotations.is_empty() {
                first.annotations = operation.annotations;
            }
        } else {
            same.insert(operation.binding, unique.len());
            unique.push(operation);
        }
    }
    unique
}

/// What CSDL says of an action or function.
pub(super) fn lower<'a>(
    cx: &mut Context<'_, 'a, '_>,
    operation: Operation<'a>,
) -> CsdlOperation<'a> {
    let span = operation.span;
    let target = format!("{}.{}", operation.namespace, operation.name);
    let mut parameters = Vec::new();
    if let Some(bound) = operation.binding {
        let ty = type_name(cx, bound.position(), span);
        cx.lose(Fact::Binding, &target, format!("`{}`", &*ty));
        parameters.push(Parameter {
            name: text("bindingParameter", span),
            ty,
            nullable: None,
            facets: None,
            annotations: Vec::new(),
        });
    }
    if operation.is_function && !operation.is_composable {
        cx.lose(Fact::Composable, &target, "no");
    }
    if let Some(returns) = operation.returns
        && returns.item == Item::Edm("Edm.Binary")
    {
        let target = format!("{target}/$ReturnType");
        cx.lose(Fact::Stream, target, "a value in JSON");
    }
    for parameter in operation.parameters {
        if parameter.position.nullable.is_none() {
            cx.lose(
                Fact::Nullable,
                format!("{target}/{}", parameter.name),
                "may be null",
            );
        }
        parameters.push(Parameter {
            name: text(parameter.name, parameter.span),
            ty: type_name(cx, parameter.position, parameter.span),
            nullable: parameter.position.nullable,
            facets: None,
            annotations: parameter.annotations,
        });
    }
    let returns = operation.returns.map(|position| ReturnType {
        span,
        ty: type_name(cx, position, span),
        nullable: position.nullable,
        facets: None,
        annotations: Vec::new(),
    });
    CsdlOperation {
        is_function: operation.is_function,
        name: text(operation.name, span),
        span,
        is_bound: operation.binding.is_some(),
        is_composable: operation.is_composable,
        entity_set_path: None,
        parameters,
        returns,
        annotations: operation.annotations,
    }
}

/// What the container says of one that is bound to nothing.
pub(super) fn import<'a>(operation: &Operation<'a>) -> OperationImport<'a> {
    let span = operation.span;
    OperationImport {
        is_function: operation.is_function,
        name: text(operation.name.clone(), span),
        operation: text(format!("{}.{}", operation.namespace, operation.name), span),
        entity_set: None,
        in_service_document: false,
        annotations: Vec::new(),
    }
}
