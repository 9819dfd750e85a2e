//! What the service root offers.

use super::types::one;
use super::{Change, Comparison};
use crate::drift::merge::{Leftover, Pair, pairs};
use crate::drift::rules::container::{
    BINDINGS_CHANGED, ENTITY_SET_ADDED, ENTITY_SET_REMOVED, IMPORT_ADDED, IMPORT_CHANGED,
    IMPORT_REMOVED, SERVICE_DOCUMENT_CHANGED, SINGLETON_ADDED, SINGLETON_REMOVED,
    SOURCE_CASE_CHANGED, SOURCE_KIND_CHANGED, SOURCE_TYPE_CHANGED,
};
use crate::drift::side::Side;
use crate::drift::{Rule, Wire};
use crate::schema::{ElementId, NavigationBinding, NavigationSource, OperationImport};

type Source<'s> = (&'s NavigationSource<'s>, u32);
type Import<'s> = (&'s OperationImport<'s>, u32);

impl<'s> Comparison<'_, 's> {
    pub(super) fn compare_containers(&mut self) {
        let sources = |side: &Side<'s>| {
            side.schema
                .container
                .as_ref()
                .map_or(&[][..], |c| &c.sources)
        };
        let imports = |side: &Side<'s>| {
            side.schema
                .container
                .as_ref()
                .map_or(&[][..], |c| &c.imports)
        };
        let (old, new) = (
            sources(self.old).iter().zip(0..),
            sources(self.new).iter().zip(0..),
        );
        self.compare_sources(pairs(old, new, |(o, _), (n, _)| o.name.cmp(n.name)));
        let (old, new) = (
            imports(self.old).iter().zip(0..),
            imports(self.new).iter().zip(0..),
        );
        for pair in pairs(old, new, |(o, _), (n, _)| o.name.cmp(n.name)) {
            match pair {
                Pair::Old(import) => self.removed_import(import),
                Pair::New(import) => self.added_import(import),
                Pair::Both(was, is) => self.compare_imports(was, is),
            }
        }
        self.compare_annotations([ElementId::Container; 2], true);
    }

    fn compare_sources(&mut self, pairs: impl Iterator<Item = Pair<Source<'s>, Source<'s>>>) {
        let (mut lost, mut gained) = (Vec::new(), Vec::new());
        for pair in pairs {
            match pair {
                Pair::Old(source) => lost.push(source),
                Pair::New(source) => gained.push(source),
                Pair::Both(was, is) => self.compare_source(was, is),
            }
        }
        let mut gained = Leftover::new(gained, |is| is.0.name);
        for was in lost {
            if let Some(is) = gained.take(was.0.name) {
                let detail = format!("{} → {}", was.0.name, is.0.name);
                let was_called = name(self.old, was.0.name);
                let change = self
                    .of_source(&SOURCE_CASE_CHANGED, was, is)
                    .detail(detail)
                    .alias(was_called);
                self.push(change);
                self.compare_source(was, is);
            } else {
                self.removed_source(was);
            }
        }
        for is in gained.rest() {
            self.added_source(is);
        }
    }

    fn removed_source(&mut self, (source, n): Source<'s>) {
        let rule = if source.is_singleton {
            &SINGLETON_REMOVED
        } else {
            &ENTITY_SET_REMOVED
        };
        let ty = one(source.target);
        let change = Change::new(
            rule,
            name(self.old, source.name),
            self.old.wants(ElementId::Source(n)),
        )
        .detail(self.old.type_name(ty))
        .old(self.was(ElementId::Source(n)))
        .caused_by(self.goes_with(ty))
        .announced_by([
            &source.annotations,
            &self.old.schema[source.target].annotations,
        ]);
        self.push(change);
    }

    fn added_source(&mut self, (source, n): Source<'s>) {
        let rule = if source.is_singleton {
            &SINGLETON_ADDED
        } else {
            &ENTITY_SET_ADDED
        };
        let ty = one(source.target);
        let change = Change::new(
            rule,
            name(self.new, source.name),
            self.new.wants(ElementId::Source(n)),
        )
        .detail(self.new.type_name(ty))
        .new_one(self.is(ElementId::Source(n)))
        .caused_by(self.comes_with(ty));
        self.push(change);
    }

    /// A change of an entity set or singleton that is on both sides.
    fn of_source(&self, rule: &'static Rule, was: Source<'s>, is: Source<'s>) -> Change {
        let is_wanted = self.wants_source(was, is);
        Change::new(rule, name(self.new, is.0.name), is_wanted)
            .old(self.was(ElementId::Source(was.1)))
            .new_one(self.is(ElementId::Source(is.1)))
    }

    fn wants_source(&self, was: Source<'s>, is: Source<'s>) -> bool {
        self.old.wants(ElementId::Source(was.1)) || self.new.wants(ElementId::Source(is.1))
    }

    fn compare_source(&mut self, was: Source<'s>, is: Source<'s>) {
        let (before, after) = (was.0, is.0);
        if before.is_singleton != after.is_singleton {
            let change = self.of_source(&SOURCE_KIND_CHANGED, was, is);
            self.push(change);
        }
        let (was_type, is_type) = (one(before.target), one(after.target));
        if !self.is_same(was_type, is_type) {
            let detail = format!(
                "{} → {}",
                self.old.type_name(was_type),
                self.new.type_name(is_type)
            );
            let change = self.of_source(&SOURCE_TYPE_CHANGED, was, is).detail(detail);
            let change = change.caused_by(self.swapped(was_type, is_type));
            let is_mild = self.looks_alike(was_type, is_type);
            self.push(if is_mild {
                change.wire(Wire::Risk)
            } else {
                change
            });
        }
        if before.bindings != after.bindings {
            let detail = difference(&before.bindings, &after.bindings);
            let mut change = self.of_source(&BINDINGS_CHANGED, was, is).detail(detail);
            change.is_wanted &= self.wants_bindings(&before.bindings, &after.bindings);
            self.push(change.caused_by([BINDINGS_CHANGED.id.to_owned()]));
        }
        if before.in_service_document != after.in_service_document {
            let change = self
                .of_source(&SERVICE_DOCUMENT_CHANGED, was, is)
                .like_others();
            self.push(change);
        }
        let ids = [was.1, is.1].map(ElementId::Source);
        self.compare_annotations(ids, self.wants_source(was, is));
    }

    /// Does one of the bindings that differ tell of a navigation property that decides?
    fn wants_bindings(&self, was: &[NavigationBinding<'_>], is: &[NavigationBinding<'_>]) -> bool {
        pairs(was, is, Ord::cmp).any(|pair| match pair {
            Pair::Old(binding) => self.old.wants_navigation(binding.path),
            Pair::New(binding) => self.new.wants_navigation(binding.path),
            Pair::Both(..) => false,
        })
    }

    fn removed_import(&mut self, (import, n): Import<'s>) {
        let operation = import.operations.first().map(|&id| &self.old.schema[id]);
        let called = operation.map(|operation| self.old.operation_name(operation));
        let change = Change::new(
            &IMPORT_REMOVED,
            name(self.old, import.name),
            self.old.wants(ElementId::Import(n)),
        )
        .old(self.was(ElementId::Import(n)))
        .caused_by(operation.map(|operation| format!("-{}", operation.name)))
        .alias(called.unwrap_or_default())
        .announced_by([&import.annotations]);
        self.push(change);
    }

    fn added_import(&mut self, (import, n): Import<'s>) {
        let operation = import.operations.first().map(|&id| &self.new.schema[id]);
        let called = operation.map(|operation| self.new.operation_name(operation));
        let change = Change::new(
            &IMPORT_ADDED,
            name(self.new, import.name),
            self.new.wants(ElementId::Import(n)),
        )
        .new_one(self.is(ElementId::Import(n)))
        .caused_by(operation.map(|operation| format!("+{}", operation.name)))
        .alias(called.unwrap_or_default());
        self.push(change);
    }

    fn compare_imports(&mut self, was: Import<'s>, is: Import<'s>) {
        let is_wanted =
            self.old.wants(ElementId::Import(was.1)) || self.new.wants(ElementId::Import(is.1));
        let mut rules = Vec::new();
        if was.0.entity_set != is.0.entity_set {
            rules.push(&IMPORT_CHANGED);
        }
        if was.0.in_service_document != is.0.in_service_document {
            rules.push(&SERVICE_DOCUMENT_CHANGED);
        }
        for rule in rules {
            let change = Change::new(rule, name(self.new, is.0.name), is_wanted)
                .old(self.was(ElementId::Import(was.1)))
                .new_one(self.is(ElementId::Import(is.1)));
            self.push(change.like_others());
        }
        self.compare_annotations([was.1, is.1].map(ElementId::Import), is_wanted);
    }
}

/// How reports name what the container has: `microsoft.graph.GraphService/users`.
fn name(side: &Side<'_>, of: &str) -> String {
    match &side.schema.container {
        Some(container) => format!("{}/{of}", container.name),
        None => of.to_owned(),
    }
}

/// What was taken out and put in: `−2 +1`.
fn difference(was: &[NavigationBinding<'_>], is: &[NavigationBinding<'_>]) -> String {
    let (mut less, mut more) = (0, 0);
    for pair in pairs(was, is, Ord::cmp) {
        match pair {
            Pair::Old(_) => less += 1,
            Pair::New(_) => more += 1,
            Pair::Both(..) => {}
        }
    }
    format!("{less} less, {more} more")
}
