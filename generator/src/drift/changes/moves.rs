//! Members that only one of two types declares: moved, spelled otherwise, gone or new.

use rustc_hash::{FxHashMap, FxHashSet};

use super::members::{Declared, Member, declared, find, members};
use super::{Change, Comparison};
use crate::drift::Wire;
use crate::drift::rules::members::{
    MEMBER_CASE_CHANGED, MEMBER_KIND_CHANGED, MEMBER_MOVED_DOWN, MEMBER_MOVED_UP, NAVIGATION_ADDED,
    NAVIGATION_REMOVED, PROPERTY_ADDED, PROPERTY_REMOVED, REQUIRED_PROPERTY_ADDED,
};
use crate::drift::side::Side;
use crate::schema::{ElementId, Property, QualifiedName, TypeId, is_read_only};

/// What is known of members that the new types declare and the old ones did not.
type Explained<'s> = FxHashSet<(TypeId, &'s str)>;
/// Members that the new types declare and the old ones did not, by type and name in lower case.
type Spelled<'s> = FxHashMap<(TypeId, String), Vec<Declared<'s>>>;

impl<'s> Comparison<'_, 's> {
    /// Settles what was left over when members were paired.
    pub(super) fn settle_members(&mut self) {
        let lost = std::mem::take(&mut self.lost);
        let gained = std::mem::take(&mut self.gained);
        let mut explained = Explained::default();
        let mut spelled = Spelled::default();
        for is in &gained {
            let key = (is.by, is.member.name().to_ascii_lowercase());
            spelled.entry(key).or_default().push(*is);
        }
        for was in lost {
            self.settle_lost(was, &spelled, &mut explained);
        }
        for is in gained {
            if !explained.contains(&(is.by, is.member.name())) {
                self.settle_gained(is);
            }
        }
    }

    fn settle_lost(
        &mut self,
        was: Declared<'s>,
        gained: &Spelled<'s>,
        explained: &mut Explained<'s>,
    ) {
        let Some(by) = self.types.new_of(was.by) else {
            return;
        };
        let name = was.member.name();
        if let Some(is) = find(self.new, by, name) {
            explained.insert((is.by, name));
            if is.by == by {
                let change = self.of_member(&MEMBER_KIND_CHANGED, was, is);
                return self.push(change.detail(format!("{} → {}", kind(was), kind(is))));
            }
            self.moved_up(by, was, is);
            return self.compare_member(was, is);
        }
        if let Some(is) = respelled(by, name, gained, explained) {
            explained.insert((is.by, is.member.name()));
            let change = self.of_member(&MEMBER_CASE_CHANGED, was, is);
            let was_called = format!("{}/{name}", self.old.name(was.by));
            self.push(
                change
                    .detail(format!("{name} → {}", is.member.name()))
                    .alias(was_called),
            );
            return self.compare_member(was, is);
        }
        let down: Vec<_> = self.declared_below(by, name);
        if down.is_empty() {
            let change = self.removed_member(was);
            return self.push(change);
        }
        let is_read = down.iter().any(|is| is.is_wanted(self.new));
        for is in down {
            explained.insert((is.by, name));
            // Where the slice reads some of the derived types, the others are elsewhere.
            self.moved_down(was, is, !is_read || is.is_wanted(self.new));
        }
    }

    /// The types derived from a new type that declare a member of that name.
    fn declared_below(&self, by: TypeId, name: &str) -> Vec<Declared<'s>> {
        let mut found = Vec::new();
        let mut open = vec![by];
        while let Some(next) = open.pop() {
            let derived = self.new.schema[next]
                .structure()
                .map_or(&[][..], |s| &s.derived);
            open.extend(derived);
            found.extend(
                derived
                    .iter()
                    .filter_map(|&id| declared(self.new, id, name)),
            );
        }
        found.sort_by_key(|declared| declared.by);
        found
    }

    fn moved_up(&mut self, from: TypeId, was: Declared<'s>, is: Declared<'s>) {
        let (from, to) = (self.new.name(from), self.new.name(is.by));
        let mut change = self
            .of_member(&MEMBER_MOVED_UP, was, is)
            .detail(format!("{from} → {to}"));
        change.alias = Some(change.element);
        change.element = format!("{from}/{}", was.member.name());
        let comes = self.types.is_added(is.by).then(|| format!("+{to}"));
        self.push(change.caused_by(comes).like_others_of(to));
    }

    fn moved_down(&mut self, was: Declared<'s>, is: Declared<'s>, is_here: bool) {
        let (from, to) = (self.old.name(was.by), self.new.name(is.by));
        let mut change = self
            .of_member(&MEMBER_MOVED_DOWN, was, is)
            .detail(format!("{from} → {to}"));
        change.is_wanted &= is_here;
        change.alias = Some(change.element);
        change.element = format!("{from}/{}", was.member.name());
        self.push(change.like_others_of(from));
    }

    fn removed_member(&self, was: Declared<'s>) -> Change {
        let rule = match was.member {
            Member::Property(_) => &PROPERTY_REMOVED,
            Member::Navigation(_) => &NAVIGATION_REMOVED,
        };
        let parent = self.old.name(was.by);
        let element = format!("{parent}/{}", was.member.name());
        Change::new(rule, element, was.is_wanted(self.old))
            .detail(self.old.type_name(was.member.ty()))
            .old(self.was(was.id()))
            .caused_by(self.goes_with(was.member.ty()))
            .announced_by([
                was.member.annotations(),
                &self.old.schema[was.by].annotations,
            ])
            .like_others_of(parent)
    }

    fn settle_gained(&mut self, is: Declared<'s>) {
        let name = is.member.name();
        let before = self
            .types
            .old_of(is.by)
            .and_then(|old| find(self.old, old, name));
        if let Some(was) = before {
            let (from, to) = (self.old.name(was.by), self.new.name(is.by));
            let goes = self.types.is_removed(was.by).then(|| format!("-{from}"));
            let mut change = self
                .of_member(&MEMBER_MOVED_DOWN, was, is)
                .detail(format!("{from} → {to}"));
            // Where nobody reads the derived type, nobody had the member from there.
            let had = self.types.old_of(is.by);
            let was_read = had.is_some_and(|had| self.old.wants(ElementId::Type(had)));
            change.is_wanted = is.is_wanted(self.new) || was_read && was.is_wanted(self.old);
            self.push(change.wire(Wire::Safe).caused_by(goes).like_others_of(to));
            return self.compare_member(was, is);
        }
        let rule = match is.member {
            Member::Property(property) if is_required(property) => &REQUIRED_PROPERTY_ADDED,
            Member::Property(_) => &PROPERTY_ADDED,
            Member::Navigation(_) => &NAVIGATION_ADDED,
        };
        let parent = self.new.name(is.by);
        let change = Change::new(rule, format!("{parent}/{name}"), is.is_wanted(self.new))
            .detail(self.new.type_name(is.member.ty()))
            .new_one(self.is(is.id()))
            .caused_by(self.comes_with(is.member.ty()))
            .like_others_of(parent);
        self.push(change);
    }

    /// What a type inherited and no longer has because its base is another one.
    pub(super) fn inherited_losses(&self, old: TypeId, new: TypeId) -> Vec<Change> {
        let bases = self.old.schema.lineage(old).skip(1);
        let left = bases.filter(|&base| {
            let base = self.types.new_of(base);
            base.is_none_or(|base| !self.derives(new, base))
        });
        let members = left.flat_map(|base| members(self.old, base));
        let lost = members.filter(|was| find(self.new, new, was.member.name()).is_none());
        lost.map(|was| {
            let base = self.old.name(was.by);
            let mut change = self
                .removed_member(was)
                .note(format!("It was inherited from `{base}`."));
            change.element = inherited_name(self.old, old, was);
            // Properties of what only lies on a path are read by nobody.
            change.is_wanted &= match was.member {
                Member::Property(_) => self.old.wants(ElementId::Type(old)),
                Member::Navigation(_) => self.old.wants_type(old),
            };
            change.caused_by([base_of(self.new.name(new))])
        })
        .collect()
    }
}

/// A member of the new type that differs in letter case only, and was not there before.
fn respelled<'s>(
    by: TypeId,
    name: &str,
    gained: &Spelled<'s>,
    explained: &Explained<'s>,
) -> Option<Declared<'s>> {
    let twins = gained.get(&(by, name.to_ascii_lowercase()))?;
    let mut twins = twins.iter().copied();
    twins.find(|is| !explained.contains(&(by, is.member.name())))
}

/// Do objects need a value that only those who create them can give? Of a collection, it is said of the items.
fn is_required(property: &Property<'_>) -> bool {
    let is_given = property.default.is_some() || is_read_only(&property.annotations);
    !property.nullable && !property.ty.is_collection && !is_given
}

/// What a type gets or loses with its base has one cause.
pub(super) fn base_of(ty: QualifiedName<'_>) -> String {
    format!("base of {ty}")
}

fn inherited_name(side: &Side<'_>, id: TypeId, member: Declared<'_>) -> String {
    format!("{}/{}", side.name(id), member.member.name())
}

fn kind(declared: Declared<'_>) -> &'static str {
    match declared.member {
        Member::Property(_) => "property",
        Member::Navigation(_) => "navigation property",
    }
}
