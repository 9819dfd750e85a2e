//! What is said about the end of elements: deprecated revisions
//! ([Core vocabulary](https://github.com/oasis-tcs/odata-vocabularies/blob/main/vocabularies/Org.OData.Core.V1.md#Revisions)).

use super::Change;
use crate::drift::rules::annotations::{
    DEPRECATED, DEPRECATION_WITHDRAWN, DESCRIPTION_CHANGED, REMOVAL_MOVED,
};
use crate::drift::{Announcement, Date, Rule};
use crate::schema::{Annotations, Expression};

const REVISIONS: &str = "Org.OData.Core.V1.Revisions";

/// The announcement that an element goes; of several the last one.
pub(super) fn announcement(annotations: &Annotations<'_>) -> Option<Announcement> {
    announcement_of(annotations.get(REVISIONS)?)
}

/// The announcement in the value of an annotation.
pub(super) fn announcement_of(revisions: &Expression<'_>) -> Option<Announcement> {
    let Expression::Collection(revisions) = revisions else {
        return None;
    };
    let deprecated = revisions.iter().filter(|revision| is_deprecated(revision));
    deprecated.map(read).max()
}

fn is_deprecated(revision: &Expression<'_>) -> bool {
    let kind = revision.property("Kind");
    kind.is_some_and(|kind| kind.members().contains(&"Deprecated"))
}

fn read(revision: &Expression<'_>) -> Announcement {
    let text = |name| match revision.property(name) {
        Some(Expression::Constant(_, text)) => Some(*text),
        _ => None,
    };
    Announcement {
        announced: text("Date").and_then(Date::parse),
        removal: text("RemovalDate").and_then(Date::parse),
        days_left: None,
        description: text("Description").map(str::to_owned),
        version: text("Version").map(str::to_owned),
    }
}

/// A rule, what is different, and what is said now or was said before.
pub(super) type Revision = (&'static Rule, String, Announcement);

/// How announcements differ, if they do.
pub(super) fn revised(was: Option<Announcement>, is: Option<Announcement>) -> Option<Revision> {
    let day = |announcement: &Announcement| {
        let day = announcement.removal.map(|day| day.to_string());
        day.unwrap_or_else(|| "no day".to_owned())
    };
    match (was, is) {
        (None, None) => None,
        (None, Some(is)) => Some((&DEPRECATED, is.label(), is)),
        (Some(was), None) => Some((&DEPRECATION_WITHDRAWN, was.label(), was)),
        (Some(was), Some(is)) if was.removal != is.removal => {
            Some((&REMOVAL_MOVED, format!("{} → {}", day(&was), day(&is)), is))
        }
        (Some(was), Some(is)) => (was != is).then(|| (&DESCRIPTION_CHANGED, String::new(), is)),
    }
}

impl Announcement {
    /// What tells announcements apart: the version, and the day of removal.
    pub(super) fn label(&self) -> String {
        let version = self.version.as_deref().unwrap_or("deprecated");
        match self.removal {
            Some(day) => format!("{version}, to be removed on {day}"),
            None => format!("{version}, no day of removal"),
        }
    }
}

impl Change {
    /// A removal that may have been announced, at the element or at what it belongs to.
    pub(super) fn announced_by<'x, 'a: 'x>(
        mut self,
        annotations: impl IntoIterator<Item = &'x Annotations<'a>>,
    ) -> Self {
        let mut found = annotations.into_iter().filter_map(announcement);
        if let Some(announcement) = found.next() {
            self.causes
                .push(format!("announced {}", announcement.label()));
            self.announcement = Some(announcement);
        }
        self
    }
}
