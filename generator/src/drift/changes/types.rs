//! Types: whether they are there, their kind, base, key and flags.

use super::moves::base_of;
use super::pairing::named;
use super::{Change, Comparison};
use crate::drift::Wire;
use crate::drift::rules::types::{
    BASE_CHANGED, BASE_INSERTED, BASE_REMOVED, FIRST_SUBTYPE, KEY_CHANGED, LAST_SUBTYPE,
    STREAM_ADDED, STREAM_REMOVED, TYPE_ADDED, TYPE_CASE_CHANGED, TYPE_CLOSED, TYPE_KIND_CHANGED,
    TYPE_MADE_ABSTRACT, TYPE_MADE_CONCRETE, TYPE_OPENED, TYPE_REMOVED, UNDERLYING_TYPE_CHANGED,
};
use crate::drift::{Rule, side::Side};
use crate::schema::{ElementId, ItemType, KeyProperty, Structure, Type, TypeId, TypeKind, TypeRef};

impl<'s> Comparison<'_, 's> {
    pub(super) fn compare_types(&mut self) {
        for id in self.types.removed.clone() {
            self.removed_type(id);
        }
        for id in self.types.added.clone() {
            self.added_type(id);
        }
        for (old, new) in self.types.respelled.clone() {
            let detail = format!("{} → {}", self.old.name(old).name, self.new.name(new).name);
            let was = self.old.name(old).to_string();
            let change = self
                .of_type(&TYPE_CASE_CHANGED, old, new)
                .detail(detail)
                .alias(was);
            self.push(change);
        }
        for old in self.old.schema.type_ids() {
            if let Some(new) = self.types.new_of(old) {
                self.compare_type(old, new);
            }
        }
    }

    fn removed_type(&mut self, id: TypeId) {
        let ty = &self.old.schema[id];
        let gone = needed_types(self.old, id).filter_map(|ty| self.goes_with(ty));
        let change = Change::new(&TYPE_REMOVED, ty.name.to_string(), self.old.wants_type(id))
            .detail(kind(ty))
            .old(self.was(ElementId::Type(id)))
            .announced_by([&ty.annotations])
            .caused_by([format!("-{}", ty.name)].into_iter().chain(gone));
        self.push(change);
    }

    fn added_type(&mut self, id: TypeId) {
        let ty = &self.new.schema[id];
        let come = needed_types(self.new, id).filter_map(|ty| self.comes_with(ty));
        let change = Change::new(&TYPE_ADDED, ty.name.to_string(), self.new.wants_type(id))
            .detail(kind(ty))
            .new_one(self.is(ElementId::Type(id)))
            .caused_by([format!("+{}", ty.name)].into_iter().chain(come));
        self.push(change);
    }

    /// A change of a type that is on both sides.
    pub(super) fn of_type(&self, rule: &'static Rule, old: TypeId, new: TypeId) -> Change {
        let is_wanted = self.old.wants_type(old) || self.new.wants_type(new);
        Change::new(rule, self.new.name(new).to_string(), is_wanted)
            .old(self.was(ElementId::Type(old)))
            .new_one(self.is(ElementId::Type(new)))
    }

    fn compare_type(&mut self, old: TypeId, new: TypeId) {
        let (was, is) = (&self.old.schema[old], &self.new.schema[new]);
        let is_wanted = self.old.wants_type(old) || self.new.wants_type(new);
        self.compare_annotations([old, new].map(ElementId::Type), is_wanted);
        match (&was.kind, &is.kind) {
            (TypeKind::Entity(before), TypeKind::Entity(after))
            | (TypeKind::Complex(before), TypeKind::Complex(after)) => {
                self.compare_flags((old, before), (new, after));
                self.compare_bases((old, before), (new, after));
                self.compare_subtypes((old, before), (new, after));
                self.compare_members((old, before), (new, after));
            }
            (TypeKind::Enumeration(before), TypeKind::Enumeration(after)) => {
                self.compare_enumerations((old, before), (new, after));
            }
            (TypeKind::Definition(before), TypeKind::Definition(after)) => {
                if before != after {
                    let [before, after] = [before, after].map(|&primitive| TypeRef {
                        item: ItemType::Primitive(primitive),
                        is_collection: false,
                    });
                    let detail = format!(
                        "{} → {}",
                        self.old.type_name(before),
                        self.new.type_name(after)
                    );
                    let change = self
                        .of_type(&UNDERLYING_TYPE_CHANGED, old, new)
                        .detail(detail);
                    self.push(change);
                }
            }
            _ => {
                let detail = format!("{} → {}", kind(was), kind(is));
                let change = self.of_type(&TYPE_KIND_CHANGED, old, new).detail(detail);
                self.push(change);
            }
        }
    }

    fn compare_flags(
        &mut self,
        (old, was): (TypeId, &Structure<'s>),
        (new, is): (TypeId, &Structure<'s>),
    ) {
        let flags = [
            (
                was.is_abstract,
                is.is_abstract,
                &TYPE_MADE_ABSTRACT,
                &TYPE_MADE_CONCRETE,
            ),
            (was.is_open, is.is_open, &TYPE_OPENED, &TYPE_CLOSED),
            (
                was.has_stream,
                is.has_stream,
                &STREAM_ADDED,
                &STREAM_REMOVED,
            ),
        ];
        for (was, is, set, cleared) in flags {
            if was != is {
                let change = self.of_type(if is { set } else { cleared }, old, new);
                self.push(change);
            }
        }
        if was.key != is.key && self.old.schema.key(old) != self.new.schema.key(new) {
            let detail = format!("{} → {}", key_text(&was.key), key_text(&is.key));
            let change = self.of_type(&KEY_CHANGED, old, new).detail(detail);
            self.push(change);
        }
    }

    fn compare_bases(
        &mut self,
        (old, was): (TypeId, &Structure<'s>),
        (new, is): (TypeId, &Structure<'s>),
    ) {
        let base = was.base.and_then(|base| self.types.new_of(base));
        if was.base.is_some() == is.base.is_some() && base == is.base {
            return;
        }
        let is_kept = match (was.base, base) {
            (None, _) => true,
            (_, Some(base)) => self.derives(new, base),
            (_, None) => false,
        };
        let was_there = is.base.is_none_or(|base| {
            let before = self.types.old_of(base);
            before.is_some_and(|base| self.old.schema.lineage(old).any(|id| id == base))
        });
        let rule = match (is_kept, was_there) {
            (true, _) => &BASE_INSERTED,
            (false, true) => &BASE_REMOVED,
            (false, false) => &BASE_CHANGED,
        };
        let name = |side: &Side<'_>, id: Option<TypeId>| {
            id.map_or_else(|| "none".to_owned(), |id| side.name(id).to_string())
        };
        let detail = format!("{} → {}", name(self.old, was.base), name(self.new, is.base));
        let comes = is.base.and_then(|base| self.comes_with(one(base)));
        let goes = was.base.and_then(|base| self.goes_with(one(base)));
        let change = self
            .of_type(rule, old, new)
            .detail(detail)
            .caused_by(comes.into_iter().chain(goes))
            .caused_by([base_of(self.new.name(new))])
            .like_others();
        let losses = self.inherited_losses(old, new);
        let is_mild = rule.wire == Wire::Break && losses.is_empty();
        self.push(if is_mild {
            change.wire(Wire::Risk)
        } else {
            change
        });
        self.changes.extend(losses);
    }

    fn compare_subtypes(
        &mut self,
        (old, was): (TypeId, &Structure<'s>),
        (new, is): (TypeId, &Structure<'s>),
    ) {
        let (rule, side, derived) = match (was.derived.as_slice(), is.derived.as_slice()) {
            ([], [_, ..]) => (&FIRST_SUBTYPE, self.new, &is.derived),
            ([_, ..], []) => (&LAST_SUBTYPE, self.old, &was.derived),
            _ => return,
        };
        let is_wanted = derived.iter().any(|&id| side.wants_type(id));
        let names: Vec<_> = derived
            .iter()
            .map(|&id| side.name(id).to_string())
            .collect();
        let mut change = self.of_type(rule, old, new).detail(names.join(", "));
        change.is_wanted &= is_wanted;
        self.push(change);
    }
}

/// A value of a type.
pub(super) fn one(id: TypeId) -> TypeRef {
    TypeRef {
        item: ItemType::Named(id),
        is_collection: false,
    }
}

/// What CSDL calls a type of that kind.
fn kind(ty: &Type<'_>) -> &'static str {
    match ty.kind {
        TypeKind::Entity(_) => "entity type",
        TypeKind::Complex(_) => "complex type",
        TypeKind::Enumeration(_) => "enumeration type",
        TypeKind::Definition(_) => "type definition",
    }
}

fn key_text(key: &[KeyProperty<'_>]) -> String {
    let parts: Vec<_> = key.iter().map(KeyProperty::name).collect();
    format!("({})", parts.join(", "))
}

/// The types that a type has to do with: its base, and those of its members.
fn needed_types<'s>(side: &Side<'s>, id: TypeId) -> impl Iterator<Item = TypeRef> + use<'s> {
    let structure = side.schema[id].structure();
    let base = structure.and_then(|s| s.base).map(one);
    let properties = structure
        .into_iter()
        .flat_map(|s| s.properties.iter().map(|p| p.ty));
    let navigation = structure
        .into_iter()
        .flat_map(|s| s.navigation.iter().map(|n| one(n.target)));
    base.into_iter()
        .chain(properties)
        .chain(navigation)
        .filter(|&ty| named(ty).is_some())
}
