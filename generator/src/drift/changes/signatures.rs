//! What an action or function takes and answers.

use super::operations::Numbered;
use super::{Change, Comparison};
use crate::drift::merge::{Leftover, Pair, pairs};
use crate::drift::rules::operations::{
    COMPOSABLE_ADDED, COMPOSABLE_REMOVED, ENTITY_SET_PATH_CHANGED, OPERATION_KIND_CHANGED,
    PARAMETER_ADDED, PARAMETER_CASE_CHANGED, PARAMETER_MADE_OPTIONAL, PARAMETER_MADE_REQUIRED,
    PARAMETER_REMOVED, PARAMETER_TYPE_CHANGED, REQUIRED_PARAMETER_ADDED, RETURN_ADDED,
    RETURN_NULL_CHANGED, RETURN_REMOVED, RETURN_TYPE_CHANGED,
};
use crate::drift::{Rule, Wire};
use crate::schema::{ElementId, Operation, OperationKind, Parameter, ReturnType};

impl<'s> Comparison<'_, 's> {
    pub(super) fn compare_operation(&mut self, was: Numbered<'s>, is: Numbered<'s>) {
        let kind = match (was.1.kind, is.1.kind) {
            (was, is) if was == is => None,
            (
                OperationKind::Function {
                    is_composable: true,
                },
                OperationKind::Function { .. },
            ) => Some(&COMPOSABLE_REMOVED),
            (OperationKind::Function { .. }, OperationKind::Function { .. }) => {
                Some(&COMPOSABLE_ADDED)
            }
            _ => Some(&OPERATION_KIND_CHANGED),
        };
        if let Some(rule) = kind {
            let change = self.of_operation(rule, was, is);
            self.push(change);
        }
        if was.1.entity_set_path != is.1.entity_set_path {
            let change = self
                .of_operation(&ENTITY_SET_PATH_CHANGED, was, is)
                .like_others();
            self.push(change);
        }
        self.compare_parameters(was, is);
        self.compare_returns(was, is);
        self.compare_annotations(operations(was, is), self.wants_operation(was, is));
    }

    fn compare_parameters(&mut self, was: Numbered<'s>, is: Numbered<'s>) {
        let (mut lost, mut gained) = (Vec::new(), Vec::new());
        for pair in pairs(&was.1.parameters, &is.1.parameters, |o, n| {
            o.name.cmp(n.name)
        }) {
            match pair {
                Pair::Old(parameter) => lost.push(parameter),
                Pair::New(parameter) => gained.push(parameter),
                Pair::Both(before, after) => self.compare_parameter(was, is, before, after),
            }
        }
        if lost.is_empty() && gained.is_empty() && !in_same_order(was.1, is.1) {
            self.reordered_parameters
                .push(self.new.operation_name(is.1));
        }
        let mut gained = Leftover::new(gained, |after| after.name);
        for before in lost {
            let Some(after) = gained.take(before.name) else {
                let change = self.removed_parameter(was, is, before);
                self.push(change);
                continue;
            };
            let detail = format!("{} → {}", before.name, after.name);
            let change = self.of_parameter(&PARAMETER_CASE_CHANGED, was, is, before, after);
            let was_called = format!("{}/{}", self.old.operation_name(was.1), before.name);
            self.push(change.detail(detail).alias(was_called).like_others());
            self.compare_parameter(was, is, before, after);
        }
        for after in gained.rest() {
            let change = self.added_parameter(was, is, after);
            self.push(change);
        }
    }

    fn removed_parameter(
        &self,
        was: Numbered<'s>,
        is: Numbered<'s>,
        parameter: &Parameter<'s>,
    ) -> Change {
        let ty = self.old.type_name(parameter.ty);
        let change = self.of_signature(&PARAMETER_REMOVED, was, is, parameter.name);
        change
            .old(self.was(parameter_id(was, parameter)))
            .caused_by(self.goes_with(parameter.ty))
            .announced_by([&parameter.annotations, &was.1.annotations])
            .detail(format!("{}: {ty}", parameter.name))
            .like_others()
    }

    fn added_parameter(
        &self,
        was: Numbered<'s>,
        is: Numbered<'s>,
        parameter: &Parameter<'s>,
    ) -> Change {
        let rule = if is_required(is.1, parameter) {
            &REQUIRED_PARAMETER_ADDED
        } else {
            &PARAMETER_ADDED
        };
        let ty = self.new.type_name(parameter.ty);
        let change = self.of_signature(rule, was, is, parameter.name);
        change
            .new_one(self.is(parameter_id(is, parameter)))
            .caused_by(self.comes_with(parameter.ty))
            .detail(format!("{}: {ty}", parameter.name))
            .like_others()
    }

    fn compare_parameter(
        &mut self,
        was: Numbered<'s>,
        is: Numbered<'s>,
        before: &'s Parameter<'s>,
        after: &'s Parameter<'s>,
    ) {
        if !self.is_same(before.ty, after.ty) {
            let detail = format!(
                "{} → {}",
                self.old.type_name(before.ty),
                self.new.type_name(after.ty)
            );
            let is_mild = before.ty.is_collection == after.ty.is_collection
                && self.looks_alike(before.ty, after.ty);
            let change = self
                .of_parameter(&PARAMETER_TYPE_CHANGED, was, is, before, after)
                .detail(detail);
            let change = change
                .caused_by(self.swapped(before.ty, after.ty))
                .like_others();
            self.push(if is_mild {
                change.wire(Wire::Risk)
            } else {
                change
            });
        }
        let needs = (is_required(was.1, before), is_required(is.1, after));
        let nulls = (before.nullable, after.nullable);
        let rule = match (needs, nulls) {
            ((false, true), _) => Some((&PARAMETER_MADE_REQUIRED, Wire::Break)),
            ((true, true) | (false, false), (true, false)) => {
                Some((&PARAMETER_MADE_REQUIRED, Wire::Risk))
            }
            ((true, false), _) | (_, (false, true)) => Some((&PARAMETER_MADE_OPTIONAL, Wire::Safe)),
            _ => None,
        };
        if let Some((rule, wire)) = rule {
            let change = self.of_parameter(rule, was, is, before, after).wire(wire);
            self.push(change.like_others_of(self.new.operation_name(is.1)));
        }
        let ids = [parameter_id(was, before), parameter_id(is, after)];
        self.compare_annotations(ids, self.wants_operation(was, is));
    }

    fn compare_returns(&mut self, was: Numbered<'s>, is: Numbered<'s>) {
        let (rule, wire) = match (&was.1.returns, &is.1.returns) {
            (None, None) => return,
            (None, Some(_)) => (&RETURN_ADDED, Wire::Safe),
            (Some(_), None) => (&RETURN_REMOVED, Wire::Break),
            (Some(before), Some(after)) => {
                let ids = [was.0, is.0].map(ElementId::ReturnType);
                self.compare_annotations(ids, self.wants_operation(was, is));
                let is_alike = before.ty.is_collection == after.ty.is_collection;
                if !self.is_same(before.ty, after.ty) {
                    let is_mild = is_alike && self.looks_alike(before.ty, after.ty);
                    (
                        &RETURN_TYPE_CHANGED,
                        if is_mild { Wire::Risk } else { Wire::Break },
                    )
                } else if before.nullable != after.nullable {
                    (
                        &RETURN_NULL_CHANGED,
                        if after.nullable {
                            Wire::Risk
                        } else {
                            Wire::Safe
                        },
                    )
                } else {
                    return;
                }
            }
        };
        let (before, after) = (was.1.returns.as_ref(), is.1.returns.as_ref());
        let old_text = before.map_or_else(
            || "nothing".to_owned(),
            |r| returned(&self.old.type_name(r.ty), r),
        );
        let new_text = after.map_or_else(
            || "nothing".to_owned(),
            |r| returned(&self.new.type_name(r.ty), r),
        );
        let mut change = self
            .of_signature(rule, was, is, "$ReturnType")
            .wire(wire)
            .detail(format!("{old_text} → {new_text}"));
        if before.is_some() {
            change = change.old(self.was(ElementId::ReturnType(was.0)));
        }
        if after.is_some() {
            change = change.new_one(self.is(ElementId::ReturnType(is.0)));
        }
        let goes = before.and_then(|before| self.goes_with(before.ty));
        let comes = after.and_then(|after| self.comes_with(after.ty));
        change = change.caused_by(goes.or(comes));
        self.push(change.like_others());
    }

    /// A change of a parameter that is on both sides.
    fn of_parameter(
        &self,
        rule: &'static Rule,
        was: Numbered<'s>,
        is: Numbered<'s>,
        before: &Parameter<'s>,
        after: &Parameter<'s>,
    ) -> Change {
        self.of_signature(rule, was, is, after.name)
            .old(self.was(parameter_id(was, before)))
            .new_one(self.is(parameter_id(is, after)))
    }

    fn of_signature(
        &self,
        rule: &'static Rule,
        was: Numbered<'s>,
        is: Numbered<'s>,
        part: &str,
    ) -> Change {
        let element = format!("{}/{part}", self.new.operation_name(is.1));
        Change::new(rule, element, self.wants_operation(was, is)).at(operations(was, is))
    }
}

/// An operation on both sides.
fn operations(was: Numbered<'_>, is: Numbered<'_>) -> [ElementId; 2] {
    [was.0, is.0].map(ElementId::Operation)
}

fn parameter_id((id, operation): Numbered<'_>, parameter: &Parameter<'_>) -> ElementId {
    let parameters = &operation.parameters;
    let place = parameters.binary_search_by(|other| other.name.cmp(parameter.name));
    let place = place.ok().and_then(|at| u32::try_from(at).ok());
    place.map_or(ElementId::Operation(id), |n| ElementId::Parameter(id, n))
}

fn returned(ty: &str, returns: &ReturnType<'_>) -> String {
    let null = if returns.nullable { " or null" } else { "" };
    format!("{ty}{null}")
}

/// Of actions, what may be null may be left out; of functions, only what is marked so.
fn is_required(operation: &Operation<'_>, parameter: &Parameter<'_>) -> bool {
    let is_action = operation.kind == OperationKind::Action;
    !(parameter.is_optional || is_action && parameter.nullable)
}

/// Are the parameters of both declared in one order?
fn in_same_order(was: &Operation<'_>, is: &Operation<'_>) -> bool {
    let mut places: Vec<_> = was
        .parameters
        .iter()
        .map(|p| p.span)
        .zip(is.parameters.iter().map(|p| p.span))
        .collect();
    places.sort_unstable();
    places.is_sorted_by_key(|(_, new)| *new)
}
