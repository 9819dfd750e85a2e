//! Which members the objects of each type have in a document, in their order: services write all objects of a type alike.

use super::entries::Owner;
use super::model::{DynModel, Place};
use crate::model::json::Reader;

/// So many members of a type are remembered. Others are found as they are where nothing is.
const MOST: usize = 512;

/// So many members in a row may be missing before the others are looked for elsewhere.
const AHEAD: usize = 4;

/// The members of the objects that were read, by type.
#[derive(Default)]
pub(super) struct Shapes<'a>(Vec<Shape<'a>>);

struct Shape<'a> {
    owner: Owner,
    /// The names that are spelled plainly, and the places of the fields with those names, if there are any.
    members: Vec<(&'a str, Option<Place>)>,
}

/// Where an object is compared with those that came before.
#[derive(Clone, Copy)]
pub(super) struct Cursor {
    shape: usize,
    member: usize,
}

impl<'a> Shapes<'a> {
    /// Begins an object.
    pub(super) fn start(&mut self, model: &DynModel) -> Cursor {
        let owner = Owner::of(model);
        let known = self.0.iter().position(|shape| shape.owner == owner);
        let shape = known.unwrap_or_else(|| {
            self.0.push(Shape {
                owner,
                members: Vec::new(),
            });
            self.0.len() - 1
        });
        Cursor { shape, member: 0 }
    }

    /// Passes the name that comes next, if it is one that came here before.
    #[inline]
    pub(super) fn accept(
        &self,
        cursor: &mut Cursor,
        reader: &mut Reader<'a>,
    ) -> Option<(&'a str, Option<Place>)> {
        let shape = self.0.get(cursor.shape)?;
        let next = shape.members.get(cursor.member..)?.iter().take(AHEAD);
        let (missing, found) = next
            .enumerate()
            .find(|(_, (name, _))| reader.accept_name(name))?;
        cursor.member += missing + 1;
        Some(*found)
    }

    /// Remembers that a name came here.
    pub(super) fn insert(&mut self, cursor: &mut Cursor, name: &'a str, place: Option<Place>) {
        let Some(shape) = self.0.get_mut(cursor.shape) else {
            return;
        };
        if shape.members.len() < MOST && cursor.member <= shape.members.len() {
            shape.members.insert(cursor.member, (name, place));
            cursor.member += 1;
        }
    }
}
