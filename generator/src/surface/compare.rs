//! Which code still compiles.

use std::cmp::Ordering;

use super::Surface;
use super::line::{Line, Public, Space, order};
use crate::rust::{Access, Features};

/// A public item that is not what it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Its path: `v1_0::models::User::display_name`.
    pub item: String,
    /// Which of the items with that path.
    pub space: Space,
    /// Its old line; none if it is new.
    pub before: Option<String>,
    /// Its new line; none if it is gone.
    pub after: Option<String>,
    /// The element of the schema that it comes from, the old one if there is one.
    pub element: String,
    /// What that does to code.
    pub effect: Effect,
}

/// What a change does to code that was written for the old surface. Worse ones are greater.
///
/// Code reaches members by `value.member`, refers to bases by `&value`, and gives handles to functions. It
/// does not name the type that declares a member, take `base` out of a value, or take a type apart by pattern:
/// for such code a member that moves to a base is a change, too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Effect {
    /// None: the item stands elsewhere, where the same code finds it.
    Moved,
    /// None: there is more than before.
    Addition,
    /// Code with that item does not compile.
    Break,
}

/// What differs between the surfaces of two crates, sorted by item. Of the types in one of them, the bases must
/// be there, too.
pub fn compare(old: &Surface, new: &Surface) -> Vec<Change> {
    let comparison = Comparison { old, new };
    let mut changes = Vec::new();
    let mut befores = old.lines.iter().peekable();
    let mut afters = new.lines.iter().peekable();
    loop {
        let next = match (befores.peek(), afters.peek()) {
            (None, None) => return changes,
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (Some(before), Some(after)) => order(before.key(), after.key()),
        };
        let before = befores.next_if(|_| next.is_le());
        let after = afters.next_if(|_| next.is_ge());
        changes.extend(comparison.change(before, after));
    }
}

struct Comparison<'a> {
    old: &'a Surface,
    new: &'a Surface,
}

impl Comparison<'_> {
    fn change(&self, before: Option<&Line>, after: Option<&Line>) -> Option<Change> {
        let effect = match (before, after) {
            (Some(before), Some(after)) => self.changed(before, after)?,
            (Some(before), None) => self.removed(before),
            (None, Some(after)) => self.added(after),
            (None, None) => return None,
        };
        let line = before.or(after)?;
        Some(Change {
            item: line.path.clone(),
            space: line.space(),
            before: before.map(Line::to_string),
            after: after.map(Line::to_string),
            element: line.element.clone(),
            effect,
        })
    }

    fn changed(&self, before: &Line, after: &Line) -> Option<Effect> {
        let features = features(&before.features, &after.features);
        if before.public == after.public {
            return features;
        }
        let public = match (&before.public, &after.public) {
            (Public::Model { base: old, module }, Public::Model { module: new, .. })
                if module == new =>
            {
                let mut bases = self.new.lineage(&after.path).skip(1);
                let is_kept = old
                    .as_ref()
                    .is_none_or(|old| bases.any(|new| new.path == *old));
                if is_kept {
                    Effect::Moved
                } else {
                    Effect::Break
                }
            }
            (
                Public::Handle { owner, ty, access },
                Public::Handle {
                    owner: new_owner,
                    ty: new_ty,
                    access: new_access,
                },
            ) if owner == new_owner && ty == new_ty && allows_all(*new_access, *access) => {
                Effect::Addition
            }
            // Where parameters are passed by position, their names do not matter.
            (
                Public::Method {
                    receiver,
                    parameters,
                    returns,
                },
                Public::Method {
                    receiver: new_receiver,
                    parameters: new_parameters,
                    returns: new_returns,
                },
            ) if receiver == new_receiver
                && returns == new_returns
                && types(parameters).eq(types(new_parameters)) =>
            {
                Effect::Moved
            }
            _ => Effect::Break,
        };
        Some(features.map_or(public, |features| features.max(public)))
    }

    /// What is gone may be inherited now.
    fn removed(&self, line: &Line) -> Effect {
        let elsewhere = match &line.public {
            Public::Field { .. } => self.new.field(line.owner(), line.name()),
            Public::Handle { owner, .. } => self.new.handle(owner, line.name()),
            _ => None,
        };
        match elsewhere {
            Some(now) if does_not_less(line, now) => Effect::Moved,
            _ => Effect::Break,
        }
    }

    /// What is new may stand before something inherited.
    fn added(&self, line: &Line) -> Effect {
        let elsewhere = match &line.public {
            Public::Field { .. } => self.old.field(line.owner(), line.name()),
            Public::Handle { owner, .. } => self.old.handle(owner, line.name()),
            _ => None,
        };
        match elsewhere {
            Some(then) if does_not_less(then, line) => Effect::Moved,
            Some(_) => Effect::Break,
            None => Effect::Addition,
        }
    }
}

/// Whether one member serves where another one did.
fn does_not_less(before: &Line, after: &Line) -> bool {
    match (&before.public, &after.public) {
        (Public::Field { ty }, Public::Field { ty: new_ty }) => ty == new_ty,
        (
            Public::Handle { ty, access, .. },
            Public::Handle {
                ty: new_ty,
                access: new_access,
                ..
            },
        ) => ty == new_ty && allows_all(*new_access, *access),
        _ => false,
    }
}

/// Whether requests may do all to a member that they might do before.
fn allows_all(now: Access, before: Access) -> bool {
    match before {
        Access::Nullable => now == Access::Nullable,
        Access::Required => matches!(now, Access::Nullable | Access::Required),
        Access::ReadOnly => true,
        Access::Navigation => now == Access::Navigation,
    }
}

fn types(parameters: &[(String, String)]) -> impl Iterator<Item = &str> {
    parameters.iter().map(|(_, ty)| ty.as_str())
}

/// What other features do to code that has some of the old ones.
fn features(before: &Features, after: &Features) -> Option<Effect> {
    if before == after {
        return None;
    }
    let is_kept = after.is_empty() || !before.is_empty() && before.is_subset(after);
    Some(if is_kept {
        Effect::Addition
    } else {
        Effect::Break
    })
}
