//! What a small document can multiply, kept within bounds (see [`crate::limits`]).

use super::context::Context;
use super::operations::Signatures;
use super::types::Declared;
use super::{ItemType, QualifiedName, Schema, TypeId};
use crate::diagnostics::{Diagnostic, Span};
pub(super) use crate::limits::COPIES;
use crate::limits::{KEY_PARTS, OVERLOADS, TYPES};

/// Types, parts of keys.
pub(super) fn check_types<'a>(declared: &[Declared<'a>], cx: &mut Context<'a, '_>) {
    if let Some(first) = declared.get(TYPES) {
        report(format!("there are more than {TYPES} types"), first.span, cx);
    }
    for ty in declared {
        let key = ty.structure().map_or(&[][..], |element| &element.key);
        if let Some(part) = key.get(KEY_PARTS) {
            let message = format!("the key of `{}` has more than {KEY_PARTS} parts", ty.name);
            report(message, part.path.span, cx);
        }
    }
}

/// Overloads.
pub(super) fn check_overloads<'a>(
    schema: &Schema<'a>,
    signatures: &Signatures<'a>,
    cx: &mut Context<'a, '_>,
) {
    let mut many: Vec<(QualifiedName<'a>, Span)> = Vec::new();
    for (&name, overloads) in &signatures.by_name {
        let first = schema.operations.get(overloads.start + OVERLOADS);
        many.extend(
            first
                .filter(|_| overloads.len() > OVERLOADS)
                .map(|o| (name, o.span)),
        );
    }
    many.sort_unstable();
    for (name, span) in many {
        report(
            format!("`{name}` has more than {OVERLOADS} overloads"),
            span,
            cx,
        );
    }
}

fn report(message: String, span: Span, cx: &mut Context<'_, '_>) {
    cx.report(Diagnostic::error("E0216", message).at(span, "one too many"));
}

/// What types inherit, and what imports make callable.
pub(super) fn check_copies<'a>(schema: &Schema<'a>, cx: &mut Context<'a, '_>) {
    let mut bound = vec![0_usize; schema.types.len()];
    for operation in &schema.operations {
        if let Some(ItemType::Named(id)) = operation.binding.as_ref().map(|binding| binding.ty.item)
            && let Some(count) = bound.get_mut(id.0 as usize)
        {
            *count += 1;
        }
    }
    let own = |id: TypeId| {
        let operations = bound.get(id.0 as usize).copied().unwrap_or_default();
        let members = schema[id]
            .structure()
            .map_or(0, |s| s.properties.len() + s.navigation.len());
        operations + members
    };
    let mut copies = 0_usize;
    for id in schema.type_ids() {
        copies += schema.lineage(id).skip(1).map(own).sum::<usize>();
        if copies > COPIES {
            return report_copies(schema[id].span, cx);
        }
    }
    for import in schema
        .container
        .iter()
        .flat_map(|container| &container.imports)
    {
        copies += import.operations.len();
        if copies > COPIES {
            return report_copies(import.span, cx);
        }
    }
}

/// Reports that a document would become too large a crate.
pub(super) fn report_copies(span: Span, cx: &mut Context<'_, '_>) {
    let message =
        format!("more than {COPIES} members, operations and annotations are inherited or repeated");
    let error = Diagnostic::error("E0215", message);
    cx.report(
        error
            .at(span, "here at the latest")
            .hint("no sensible schema comes near that"),
    );
}
