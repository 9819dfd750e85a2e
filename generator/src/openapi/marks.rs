//! What a document says somewhere, so that its silence elsewhere tells something.

use super::context::Context;
use super::position::{Item, Position, position};
use super::{outside, types::Form};
use crate::tree::Node;

/// Something that a document says somewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Mark {
    /// Which properties lead to other entities: `x-ms-navigationProperty`.
    Navigation,
    /// What the service sets: `readOnly`.
    ReadOnly,
    /// Which enumerations are sets of members: `x-ms-enum-flags`.
    Flags,
    /// What is deprecated.
    Deprecation,
    /// Collections in `value`.
    Pages,
    /// Types that may have other members beside types that may not. Early versions of Microsoft's converter say it of all,
    /// which tells nothing.
    Open,
}

impl Context<'_, '_, '_> {
    /// Does the document say that somewhere?
    pub(super) fn says(&self, mark: Mark) -> bool {
        self.marks.contains(&mark)
    }

    /// Finds what is marked; the targets of marked navigation are entities.
    pub(super) fn find_marks(&mut self) {
        let mut navigation = Vec::new();
        let mut is_open_habit = true;
        for index in 0..self.types.list().len() {
            for property in self.types.properties(index) {
                if property.1.flag("readOnly") {
                    self.marks.insert(Mark::ReadOnly);
                }
                if property.1.flag("x-ms-navigationProperty") {
                    navigation.push(property);
                }
            }
            let ty = self.types.get(index);
            let structure = ty.filter(|ty| ty.form == Form::Structure);
            is_open_habit &= structure.is_none_or(|ty| ty.parts.iter().any(|part| is_habit(part)));
        }
        let found = [
            (Mark::Navigation, !navigation.is_empty()),
            (Mark::Flags, mentions(self.root, &["x-ms-enum-flags"])),
            (
                Mark::Deprecation,
                mentions(self.root, &["deprecated", "x-ms-deprecation"]),
            ),
            (Mark::Pages, outside::has_pages(self)),
            (Mark::Open, !is_open_habit),
        ];
        let found = found.into_iter().filter(|(_, is_there)| *is_there);
        self.marks.extend(found.map(|(mark, _)| mark));
        for (name, schema) in navigation {
            if let Some(Position {
                item: Item::Type(target),
                ..
            }) = position(self, schema, name)
                && let Some(target) = self.types.get_mut(target)
            {
                target.is_entity = true;
            }
        }
    }
}

fn is_habit(part: &Node<'_>) -> bool {
    let more = part.get("additionalProperties");
    more.is_some_and(|more| more.str("type") == Some("object"))
}

/// Has anything a member of one of these names?
fn mentions(node: &Node<'_>, names: &[&str]) -> bool {
    let mut members = node.map().iter();
    members.any(|(name, below)| names.contains(&&**name) || mentions(below, names))
        || node.list().iter().any(|below| mentions(below, names))
}
