//! Actions and functions: which is which, and what they take and answer.

use std::cmp::Ordering;

use rustc_hash::FxHashMap;

use super::pairing::named;
use super::{Change, Comparison};
use crate::drift::Rule;
use crate::drift::merge::{Pair, pairs};
use crate::drift::rules::operations::{
    BINDING_MOVED_UP, OPERATION_ADDED, OPERATION_CASE_CHANGED, OPERATION_REMOVED, OVERLOAD_ADDED,
    OVERLOAD_REMOVED,
};
use crate::drift::side::Side;
use crate::schema::{ElementId, ItemType, Operation, OperationId, Schema, TypeRef};

/// An operation and its number.
pub(super) type Numbered<'s> = (OperationId, &'s Operation<'s>);

/// The overloads of one name that are bound to one type.
type Overloads<'s> = Vec<Numbered<'s>>;

/// The elements that are left over, by name in lower case.
type Spelled<'s> = FxHashMap<String, Vec<Overloads<'s>>>;

fn spelling(operation: &Operation<'_>) -> String {
    operation.name.to_string().to_ascii_lowercase()
}

impl<'s> Comparison<'_, 's> {
    pub(super) fn compare_operations(&mut self) {
        let (mut lost, mut gained) = (Vec::new(), Vec::new());
        let (old, new) = (self.old.schema, self.new.schema);
        let order = |o: &Overloads<'s>, n: &Overloads<'s>| order((old, o), (new, n));
        for pair in pairs(overloads(old), overloads(new), order) {
            match pair {
                Pair::Old(group) => lost.push(group),
                Pair::New(group) => gained.push(group),
                Pair::Both(was, is) => self.compare_overloads(was, is),
            }
        }
        // Whatever became of an operation, its name is the same but for the letter case.
        let mut spelled = Spelled::default();
        for group in gained {
            if let Some((_, operation)) = group.first() {
                spelled.entry(spelling(operation)).or_default().push(group);
            }
        }
        for was in lost {
            self.settle_lost_operation(was, &mut spelled);
        }
        let mut gained: Vec<_> = spelled.into_values().flatten().flatten().collect();
        gained.sort_unstable_by_key(|(id, _)| *id);
        for (id, operation) in gained {
            let change = self.added_operation(&OPERATION_ADDED, id, operation);
            self.push(change);
        }
    }

    /// Bound to a type that is spelled otherwise or to a base, spelled otherwise itself, or gone.
    fn settle_lost_operation(&mut self, was: Overloads<'s>, gained: &mut Spelled<'s>) {
        let Some((_, before)) = was.first() else {
            return;
        };
        let gained = gained.entry(spelling(before)).or_default();
        let found = gained.iter().enumerate().filter_map(|(at, is)| {
            let (_, after) = is.first()?;
            Some((self.relation(before, after)?, at))
        });
        let Some((relation, at)) = found.min() else {
            for (id, operation) in was {
                let change = self.removed_operation(&OPERATION_REMOVED, id, operation);
                self.push(change);
            }
            return;
        };
        let is = gained.remove(at);
        if let (Some(&was), Some(&is)) = (was.first(), is.first()) {
            let rule = match relation {
                Relation::Bound => None,
                Relation::Respelled => Some(&OPERATION_CASE_CHANGED),
                Relation::Above => Some(&BINDING_MOVED_UP),
            };
            if let Some(rule) = rule {
                let detail = format!(
                    "{} → {}",
                    self.old.operation_name(was.1),
                    self.new.operation_name(is.1)
                );
                let was_called = self.old.operation_name(was.1);
                let change = self
                    .of_operation(rule, was, is)
                    .detail(detail)
                    .alias(was_called);
                self.push(change);
            }
        }
        self.compare_overloads(was, is);
    }

    fn relation(&self, was: &Operation<'_>, is: &Operation<'_>) -> Option<Relation> {
        let bindings = (
            was.binding.as_ref().map(|b| b.ty),
            is.binding.as_ref().map(|b| b.ty),
        );
        let is_bound_alike = match bindings {
            (None, None) => true,
            (Some(was), Some(is)) => self.is_same(was, is),
            _ => false,
        };
        if was.name == is.name && is_bound_alike {
            return Some(Relation::Bound);
        }
        if is_bound_alike
            && was
                .name
                .to_string()
                .eq_ignore_ascii_case(&is.name.to_string())
        {
            return Some(Relation::Respelled);
        }
        let (Some(from), Some(to)) = bindings else {
            return None;
        };
        let from_type = self.types.new_of(named(from)?)?;
        let is_above =
            self.derives(from_type, named(to)?) && from.is_collection == to.is_collection;
        (was.name == is.name && is_above).then_some(Relation::Above)
    }

    fn compare_overloads(&mut self, was: Overloads<'s>, is: Overloads<'s>) {
        let (mut lost, mut gained) = (Vec::new(), Vec::new());
        let names = |(_, o): &Numbered<'s>| o.parameters.iter().map(|p| p.name).collect::<Vec<_>>();
        for pair in pairs(was, is, |o, n| names(o).cmp(&names(n))) {
            match pair {
                Pair::Old(operation) => lost.push(operation),
                Pair::New(operation) => gained.push(operation),
                Pair::Both(was, is) => self.compare_operation(was, is),
            }
        }
        // One that is left over on both sides has other parameters than before.
        if let ([was], [is]) = (lost.as_slice(), gained.as_slice()) {
            return self.compare_operation(*was, *is);
        }
        for (id, operation) in lost {
            let change = self.removed_operation(&OVERLOAD_REMOVED, id, operation);
            self.push(change);
        }
        for (id, operation) in gained {
            let change = self.added_operation(&OVERLOAD_ADDED, id, operation);
            self.push(change);
        }
    }

    fn removed_operation(
        &self,
        rule: &'static Rule,
        id: OperationId,
        operation: &Operation<'s>,
    ) -> Change {
        let element = self.old.operation_name(operation);
        let binding = operation.binding.as_ref().map(|binding| binding.ty);
        let of_binding = binding
            .and_then(named)
            .map(|id| &self.old.schema[id].annotations);
        Change::new(rule, element, self.old.wants(ElementId::Operation(id)))
            .detail(signature(self.old, operation))
            .old(self.was(ElementId::Operation(id)))
            .caused_by(types(operation).filter_map(|ty| self.goes_with(ty)))
            .announced_by([&operation.annotations].into_iter().chain(of_binding))
            .caused_by([format!("-{}", operation.name)])
            .caused_by(binding.map(|ty| format!("{} {}", rule.id, self.old.type_name(ty))))
    }

    fn added_operation(
        &self,
        rule: &'static Rule,
        id: OperationId,
        operation: &Operation<'s>,
    ) -> Change {
        let element = self.new.operation_name(operation);
        let binding = operation.binding.as_ref().map(|binding| binding.ty);
        Change::new(rule, element, self.new.wants(ElementId::Operation(id)))
            .detail(signature(self.new, operation))
            .new_one(self.is(ElementId::Operation(id)))
            .caused_by(types(operation).filter_map(|ty| self.comes_with(ty)))
            .caused_by([format!("+{}", operation.name)])
            .caused_by(binding.map(|ty| format!("{} {}", rule.id, self.new.type_name(ty))))
    }

    /// A change of an operation that is on both sides.
    pub(super) fn of_operation(
        &self,
        rule: &'static Rule,
        was: Numbered<'s>,
        is: Numbered<'s>,
    ) -> Change {
        Change::new(
            rule,
            self.new.operation_name(is.1),
            self.wants_operation(was, is),
        )
        .old(self.was(ElementId::Operation(was.0)))
        .new_one(self.is(ElementId::Operation(is.0)))
    }

    pub(super) fn wants_operation(&self, was: Numbered<'s>, is: Numbered<'s>) -> bool {
        self.old.wants(ElementId::Operation(was.0)) || self.new.wants(ElementId::Operation(is.0))
    }
}

/// How two operations may be the same one, the likeliest first.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Relation {
    /// Both have one name; what they are bound to is spelled otherwise.
    Bound,
    /// They are spelled otherwise.
    Respelled,
    /// The new one is bound to a base.
    Above,
}

fn overloads<'s>(schema: &'s Schema<'s>) -> impl Iterator<Item = Overloads<'s>> {
    let binding = |o: &Operation<'_>| o.binding.as_ref().map(|binding| binding.ty);
    let mut ids = schema.operation_ids();
    let groups = schema
        .operations
        .chunk_by(move |a, b| a.name == b.name && binding(a) == binding(b));
    groups.map(move |group| ids.by_ref().zip(group).collect())
}

/// The order of groups of overloads: that of [`Schema::operations`].
fn order(
    (old, was): (&Schema<'_>, &Overloads<'_>),
    (new, is): (&Schema<'_>, &Overloads<'_>),
) -> Ordering {
    let (Some((_, was)), Some((_, is))) = (was.first(), is.first()) else {
        return was.len().cmp(&is.len());
    };
    let bindings = (
        was.binding.as_ref().map(|b| b.ty),
        is.binding.as_ref().map(|b| b.ty),
    );
    was.name.cmp(&is.name).then_with(|| match bindings {
        (Some(was), Some(is)) => order_of_types((old, was), (new, is)),
        (was, is) => was.is_some().cmp(&is.is_some()),
    })
}

fn order_of_types(
    (old, was): (&Schema<'_>, TypeRef),
    (new, is): (&Schema<'_>, TypeRef),
) -> Ordering {
    let items = match (was.item, is.item) {
        (ItemType::Named(was), ItemType::Named(is)) => old[was].name.cmp(&new[is].name),
        (ItemType::Primitive(was), ItemType::Primitive(is)) => was.cmp(&is),
        (was, is) => matches!(was, ItemType::Named(_)).cmp(&matches!(is, ItemType::Named(_))),
    };
    items.then(was.is_collection.cmp(&is.is_collection))
}

/// The types that an operation has to do with.
fn types(operation: &Operation<'_>) -> impl Iterator<Item = TypeRef> {
    let parameters = operation
        .binding
        .iter()
        .chain(&operation.parameters)
        .map(|p| p.ty);
    parameters.chain(operation.returns.iter().map(|r| r.ty))
}

/// What an operation takes and answers: `(newPassword: Edm.String) → microsoft.graph.passwordResetResponse`.
fn signature(side: &Side<'_>, operation: &Operation<'_>) -> String {
    let parameters = operation.parameters.iter();
    let parameters: Vec<_> = parameters
        .map(|p| format!("{}: {}", p.name, side.type_name(p.ty)))
        .collect();
    let returns = operation
        .returns
        .as_ref()
        .map(|r| format!(" → {}", side.type_name(r.ty)));
    format!("({}){}", parameters.join(", "), returns.unwrap_or_default())
}
