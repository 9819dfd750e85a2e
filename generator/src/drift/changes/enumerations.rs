//! Members of enumeration types, and the sentinel that new ones hide behind.

use super::{Change, Comparison};
use crate::drift::Rule;
use crate::drift::merge::{Leftover, Pair, pairs};
use crate::drift::rules::enumerations::{
    ENUM_MADE_FLAGS, ENUM_MADE_SINGLE, ENUM_MEMBER_ADDED, ENUM_MEMBER_ADDED_BEHIND,
    ENUM_MEMBER_CASE_CHANGED, ENUM_MEMBER_REMOVED, ENUM_MEMBER_VALUE_CHANGED,
    ENUM_UNDERLYING_CHANGED, SENTINEL_ADDED, SENTINEL_MOVED, SENTINEL_REMOVED,
};
use crate::drift::side::Side;
use crate::schema::{ElementId, EnumMember, Enumeration, TypeId};

/// The member that Graph puts before those that only clients see that ask for them.
const SENTINEL: &str = "unknownFutureValue";

type Members<'s> = [EnumMember<'s>];

impl<'s> Comparison<'_, 's> {
    pub(super) fn compare_enumerations(
        &mut self,
        (old, was): (TypeId, &'s Enumeration<'s>),
        (new, is): (TypeId, &'s Enumeration<'s>),
    ) {
        if was.is_flags != is.is_flags {
            let rule = if is.is_flags {
                &ENUM_MADE_FLAGS
            } else {
                &ENUM_MADE_SINGLE
            };
            let change = self.of_type(rule, old, new);
            self.push(change);
        }
        if was.underlying != is.underlying {
            let detail = format!("Edm.{:?} → Edm.{:?}", was.underlying, is.underlying);
            let change = self
                .of_type(&ENUM_UNDERLYING_CHANGED, old, new)
                .detail(detail);
            self.push(change);
        }
        let is_alike = |(was, is): (&EnumMember<'_>, &EnumMember<'_>)| {
            was.name == is.name && was.value == is.value
        };
        if was.members.len() == is.members.len()
            && was.members.iter().zip(&is.members).all(is_alike)
        {
            for (was, is) in was.members.iter().zip(&is.members) {
                self.compare_member_annotations(old, new, was, is);
            }
        } else {
            self.compare_enum_members((old, &was.members), (new, &is.members));
        }
    }

    fn compare_enum_members(
        &mut self,
        (old, was): (TypeId, &'s Members<'s>),
        (new, is): (TypeId, &'s Members<'s>),
    ) {
        let (mut lost, mut gained) = (Vec::new(), Vec::new());
        for pair in pairs(by_name(was), by_name(is), |o, n| o.name.cmp(n.name)) {
            match pair {
                Pair::Old(member) => lost.push(member),
                Pair::New(member) => gained.push(member),
                Pair::Both(was, is) => {
                    self.compare_values(old, new, was, is, &gained);
                    self.compare_member_annotations(old, new, was, is);
                }
            }
        }
        let mut gained = Leftover::new(gained, |member| member.name);
        for member in lost {
            let change = if let Some(is) = gained.take(member.name) {
                let detail = format!("{} → {}", member.name, is.name);
                let change = self.of_enum_member(&ENUM_MEMBER_CASE_CHANGED, old, new, is);
                change
                    .detail(detail)
                    .alias(format!("{}/{}", self.old.name(old), member.name))
                    .old(self.was(member_id(self.old, old, member)))
                    .new_one(self.is(member_id(self.new, new, is)))
            } else {
                self.removed_enum_member(old, new, member)
            };
            self.push(change);
        }
        let sentinel = find(is, SENTINEL);
        for member in gained.rest() {
            let rule = if member.name == SENTINEL {
                &SENTINEL_ADDED
            } else if sentinel.is_some_and(|sentinel| sentinel.value < member.value) {
                &ENUM_MEMBER_ADDED_BEHIND
            } else {
                &ENUM_MEMBER_ADDED
            };
            let change = self
                .of_enum_member(rule, old, new, member)
                .detail(member.value.to_string());
            let change = change
                .new_one(self.is(member_id(self.new, new, member)))
                .caused_by([values_of(self, new)]);
            self.push(change);
        }
    }

    fn removed_enum_member(&self, old: TypeId, new: TypeId, member: &EnumMember<'_>) -> Change {
        let rule = if member.name == SENTINEL {
            &SENTINEL_REMOVED
        } else {
            &ENUM_MEMBER_REMOVED
        };
        let announced = [&member.annotations, &self.old.schema[old].annotations];
        let change = self
            .of_enum_member(rule, old, new, member)
            .detail(member.value.to_string());
        change
            .old(self.was(member_id(self.old, old, member)))
            .announced_by(announced)
            .like_others_of(self.new.name(new))
    }

    fn compare_values(
        &mut self,
        old: TypeId,
        new: TypeId,
        was: &EnumMember<'_>,
        is: &EnumMember<'_>,
        gained: &[&EnumMember<'_>],
    ) {
        if was.value == is.value {
            return;
        }
        let rule = if is.name == SENTINEL {
            &SENTINEL_MOVED
        } else {
            &ENUM_MEMBER_VALUE_CHANGED
        };
        let mut change = self
            .of_enum_member(rule, old, new, is)
            .detail(format!("{} → {}", was.value, is.value))
            .old(self.was(member_id(self.old, old, was)))
            .new_one(self.is(member_id(self.new, new, is)))
            .caused_by([values_of(self, new)]);
        if let Some(heir) = gained.iter().find(|member| member.value == was.value) {
            change = change.note(format!(
                "Its number, {}, is now that of `{}`.",
                was.value, heir.name
            ));
        }
        self.push(change);
    }

    fn compare_member_annotations(
        &mut self,
        old: TypeId,
        new: TypeId,
        was: &'s EnumMember<'s>,
        is: &'s EnumMember<'s>,
    ) {
        let is_wanted = self.old.wants_type(old) || self.new.wants_type(new);
        let ids = [member_id(self.old, old, was), member_id(self.new, new, is)];
        self.compare_annotations(ids, is_wanted);
    }

    fn of_enum_member(
        &self,
        rule: &'static Rule,
        old: TypeId,
        new: TypeId,
        member: &EnumMember<'_>,
    ) -> Change {
        let is_wanted = self.old.wants_type(old) || self.new.wants_type(new);
        Change::new(
            rule,
            format!("{}/{}", self.new.name(new), member.name),
            is_wanted,
        )
        .at([old, new].map(ElementId::Type))
    }
}

/// New members and the sentinel that makes room for them have one cause.
fn values_of(comparison: &Comparison<'_, '_>, new: TypeId) -> String {
    format!("values of {}", comparison.new.name(new))
}

/// The members of a type are sorted by value, then name.
fn member_id(side: &Side<'_>, ty: TypeId, member: &EnumMember<'_>) -> ElementId {
    let members = side.schema.enumeration(ty).map_or(&[][..], |e| &e.members);
    let key = (member.value, member.name);
    let at = members.partition_point(|other| (other.value, other.name) < key);
    ElementId::Member(ty, u32::try_from(at).unwrap_or(u32::MAX))
}

fn by_name<'s>(members: &'s Members<'s>) -> Vec<&'s EnumMember<'s>> {
    let mut members: Vec<_> = members.iter().collect();
    members.sort_unstable_by_key(|member| member.name);
    members
}

fn find<'s, 'm>(members: &'m Members<'s>, name: &str) -> Option<&'m EnumMember<'s>> {
    members.iter().find(|member| member.name == name)
}
