//! Two schemas side by side: what is not alike, each with its rule.
//!
//! Elements are paired by name, in one pass through sorted lists, and nothing is copied that did not change. What is
//! left over on both sides is looked at again: it may have moved to a base or changed its letter case.

mod annotations;
mod change;
mod container;
mod deprecation;
mod enumerations;
mod keys;
mod members;
mod moved_restrictions;
mod moves;
mod operations;
mod pairing;
mod roots;
mod signatures;
mod types;

pub(super) use change::{Change, Evidence};
pub(super) use pairing::Pairing;

use super::Representation;
use super::side::Side;
use crate::canonical::{excerpt, excerpt_of_annotation};
use crate::schema::{Annotation, ElementId, Schema, TypeId, TypeRef};
use members::Unpaired;

/// What is known while two schemas are compared.
pub(super) struct Comparison<'c, 's> {
    old: &'c Side<'s>,
    new: &'c Side<'s>,
    types: Pairing,
    /// Members that only the old one of two types declares.
    lost: Vec<Unpaired<'s>>,
    /// Members that only the new one of two types declares.
    gained: Vec<Unpaired<'s>>,
    changes: Vec<Change>,
    /// Operations of which only the order of parameters is another one.
    reordered_parameters: Vec<String>,
}

impl<'c, 's> Comparison<'c, 's> {
    pub(super) fn new(old: &'c Side<'s>, new: &'c Side<'s>) -> Self {
        Self {
            old,
            new,
            types: Pairing::new(old.schema, new.schema),
            lost: Vec::new(),
            gained: Vec::new(),
            changes: Vec::new(),
            reordered_parameters: Vec::new(),
        }
    }

    /// All that changed, what is only written differently, and which type is which.
    pub(super) fn run(mut self) -> (Vec<Change>, Vec<Representation>, Pairing) {
        self.compare_roots();
        self.compare_types();
        self.settle_members();
        self.compare_operations();
        self.compare_containers();
        self.compare_alternate_keys();
        self.settle_moved_restrictions();
        let ignored = self.representations();
        (self.changes, ignored, self.types)
    }

    /// What is written differently and means the same.
    fn representations(&self) -> Vec<Representation> {
        let reordered = &self.reordered_parameters;
        let parameters = Representation {
            what: "parameters in another order",
            count: reordered.len(),
            example: reordered.first().cloned(),
        };
        [parameters].into_iter().filter(|it| it.count > 0).collect()
    }

    fn push(&mut self, change: Change) {
        self.changes.push(change);
    }

    /// An element of the old schema, to be shown.
    fn was(&self, element: ElementId) -> Evidence {
        Evidence::of(self.old.schema, element)
    }

    /// An element of the new schema, to be shown.
    fn is(&self, element: ElementId) -> Evidence {
        Evidence::of(self.new.schema, element)
    }

    /// Is it the same type on both sides, whatever it is called?
    fn is_same(&self, old: TypeRef, new: TypeRef) -> bool {
        self.types.to_new(old) == Some(new)
    }

    /// Does one of the new schema's types derive from another, or is it that?
    fn derives(&self, id: TypeId, from: TypeId) -> bool {
        self.new.schema.lineage(id).any(|ancestor| ancestor == from)
    }

    /// What ties things together that come with a type: nothing if it was there before.
    fn comes_with(&self, ty: TypeRef) -> Option<String> {
        let id = pairing::named(ty).filter(|&id| self.types.is_added(id))?;
        Some(format!("+{}", self.new.name(id)))
    }

    /// What a position changes for: the type that it had goes, or that it has comes. Not for both: what comes is good
    /// news, and no part of what is lost.
    fn swapped(&self, was: TypeRef, is: TypeRef) -> Option<String> {
        self.goes_with(was).or_else(|| self.comes_with(is))
    }

    /// What ties things together that go with a type: nothing if it is still there.
    fn goes_with(&self, ty: TypeRef) -> Option<String> {
        let id = pairing::named(ty).filter(|&id| self.types.is_removed(id))?;
        Some(format!("-{}", self.old.name(id)))
    }
}

impl Evidence {
    fn of(schema: &Schema<'_>, element: ElementId) -> Self {
        Self {
            element,
            span: schema.span(element).unwrap_or_default(),
            csdl: excerpt(schema, element),
        }
    }

    fn of_annotation(element: ElementId, annotation: &Annotation<'_>) -> Self {
        Self {
            element,
            span: annotation.span,
            csdl: excerpt_of_annotation(annotation),
        }
    }
}
