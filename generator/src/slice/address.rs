//! Paths of names in the paths of roots: `/me/drive/root:/{path}:/children`.
//!
//! A colon behind an entity begins one, the next colon ends it, and the path goes on from the entity that the names
//! lead to ([Graph on driveItem](https://learn.microsoft.com/graph/onedrive-addressing-driveitems)).

use std::ops::Range;

use super::path::{Position, Walk, fault};
use super::{Node, RootError};
use crate::schema::{Addressing, ItemType, Schema, TypeId};

/// The entity that paths of names lead to from an entity of a type, if they do.
pub(crate) fn addressed(schema: &Schema, ty: ItemType) -> Option<Node> {
    let is_addressed = |id: &TypeId| {
        let structure = schema[*id].structure();
        structure.is_some_and(|structure| structure.addressing == Addressing::KeyAndPath)
    };
    let to = schema.lineage(ty).find(is_addressed)?;
    Some(Node {
        ty: to.into(),
        many: false,
    })
}

/// The progress through a path of names.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Names {
    /// There is none.
    Closed,
    /// A colon, and no name yet.
    Expected,
    /// At least one name.
    Open,
}

impl Walk<'_, '_> {
    /// A colon behind what the path has led to.
    pub(super) fn open_names(&mut self, place: &Range<usize>) -> Result<(), RootError> {
        let (Position::Node(node) | Position::Operation(_, Some(node))) = self.position else {
            return Err(fault(
                place,
                "a colon is behind something that is no entity".to_owned(),
                "leave the colon out",
            ));
        };
        if node.many {
            return Err(fault(
                place,
                "a path of names begins at one entity, not at a collection".to_owned(),
                "write the key before the colon: `/{id}:/{path}`",
            ));
        }
        let Some(to) = addressed(self.schema, node.ty) else {
            let name = self.schema.name_of(node.ty);
            return Err(fault(
                place,
                format!("`{name}` is not known to be addressed by path"),
                &format!(
                    "if the service does so, say it in an `[[api.patch]]`: `target = \"{name}\"`, \
                     `addressed-by-path = true`, `why = …`"
                ),
            ));
        };
        self.arrive(to);
        self.is_navigated = false;
        self.names = Names::Expected;
        Ok(())
    }

    /// A name, or a placeholder for several: `{path}`. A colon behind it ends the path of names.
    pub(super) fn pass_name(&mut self, segment: &str) {
        self.names = if segment.ends_with(':') {
            Names::Closed
        } else {
            Names::Open
        };
    }

    /// Names follow where they were announced.
    pub(super) fn end_names(&self, end: &Range<usize>) -> Result<(), RootError> {
        if self.names == Names::Expected {
            return Err(fault(
                end,
                "no path of names follows the colon".to_owned(),
                "write `:/{path}`, or leave the colon out",
            ));
        }
        Ok(())
    }
}
