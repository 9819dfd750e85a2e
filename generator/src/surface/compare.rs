//! Which code still compiles.

use std::cell::OnceCell;
use std::cmp::Ordering;

use rustc_hash::FxHashSet;

use super::Surface;
use super::line::{Line, Public, Space, in_api, order};
use crate::rust::{Access, Features, Meaning};
use crate::schema::ElementId;

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
    /// The element that it comes from in the old schema, and in the new one.
    pub elements: [Option<ElementId>; 2],
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
    /// Code with that item compiles, and asks the service for something else.
    Retargeted,
    /// Code with that item does not compile.
    Break,
}

/// What differs between the surfaces of two crates, sorted by item. Of the types in one of them, the bases must
/// be there, too.
pub fn compare(old: &Surface, new: &Surface) -> Vec<Change> {
    let meant = OnceCell::new();
    let comparison = Comparison { old, new, meant };
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
    /// The meanings of names of the new crate, by place; made where they are looked for.
    meant: OnceCell<FxHashSet<(&'a str, Space, String)>>,
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
        let texts = [before, after].map(|line| line.map(Line::to_string));
        let [before_text, after_text] = match self.lost_base(before, after) {
            // Which type that was is not in the line of the model.
            Some(base) if texts[0] == texts[1] => {
                let (base, path) = (in_api(&base.path), &line.path);
                [Some(format!("impl IsA<{base}> for {path}")), None]
            }
            _ => texts,
        };
        Some(Change {
            item: line.path.clone(),
            space: line.space(),
            before: before_text,
            after: after_text,
            elements: [before, after].map(|line| line.and_then(|line| line.element)),
            effect,
        })
    }

    fn changed(&self, before: &Line, after: &Line) -> Option<Effect> {
        let features = features(&before.features, &after.features);
        let retargeted = self
            .is_retargeted(before, after)
            .then_some(Effect::Retargeted);
        let features = features.max(retargeted);
        if before.public == after.public {
            let lost = self.lost_base(Some(before), Some(after));
            return features.max(lost.map(|_| Effect::Break));
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

    /// A type that the model derived from, at any distance, and does no more.
    fn lost_base<'l>(
        &'l self,
        before: Option<&'l Line>,
        after: Option<&'l Line>,
    ) -> Option<&'l Line> {
        let (before, after) = (before?, after?);
        let mut bases = self.old.lineage(&before.path).skip(1);
        bases.find(|old| {
            self.new
                .lineage(&after.path)
                .all(|new| new.path != old.path)
        })
    }

    /// Does the same name mean something else on the wire? What is only spelled in other letter case, and is gone as it
    /// was, is the same.
    fn is_retargeted(&self, before: &Line, after: &Line) -> bool {
        let is_alike = |was: &str, is: &str| {
            was == is || was.eq_ignore_ascii_case(is) && !self.is_meant(before, &before.meaning)
        };
        match (&before.meaning, &after.meaning) {
            (Meaning::None, _) | (_, Meaning::None) => false,
            (Meaning::Path(was), Meaning::Path(is)) if was.parameters.is_some() => {
                let is_other = (was.verb, &was.namespace) != (is.verb, &is.namespace);
                is_other || !is_alike(&was.template, &is.template)
            }
            (was, is) => !is_alike(&was.to_string(), &is.to_string()),
        }
    }

    /// Does the new crate have another name for that in the same place?
    fn is_meant(&self, beside: &Line, meaning: &Meaning) -> bool {
        let meant = self.meant.get_or_init(|| {
            let lines = self.new.lines.iter();
            let key = |line: &'_ Line| line.meaning.to_string();
            lines
                .map(|line| (line.owner(), line.space(), key(line)))
                .collect()
        });
        meant.contains(&(beside.owner(), beside.space(), meaning.to_string()))
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
