//! What documents say otherwise than declared.

use std::fmt;

use super::decode::{Fit, read_items, read_value};
use super::kept::{Kept, kept, places};
use super::model::{DynModel, Place, additional, ancestor, base};
use super::{Collection, Datum, Sink};
use crate::error::{Error, ErrorKind};
use crate::model::json::Path;

/// What a document says and its model cannot show: a value that did not fit its member, whose field
/// is empty and whose text is in [`Additional`](crate::Additional); or a member that came more than
/// once, of which the last counts.
///
/// It does not show values, which may be anybody's data.
///
/// ```
/// use msgraph_core::{MismatchKind, Model as _};
/// use msgraph_operations::v1_0::models::RichLongRunningOperation;
///
/// let operation = RichLongRunningOperation::from_json(br#"{"percentageComplete":"half"}"#)?;
/// let mismatches = operation.mismatches();
/// assert_eq!(mismatches[0].path(), "$.percentageComplete");
/// assert_eq!(mismatches[0].kind(), MismatchKind::Type);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mismatch {
    path: String,
    kind: MismatchKind,
}

/// What kind of mismatch it is.
///
/// ```
/// use msgraph_core::{MismatchKind, Model as _};
/// use msgraph_operations::v1_0::models::Entity;
///
/// let entity = Entity::from_json(br#"{"id":"1","id":"2"}"#)?;
/// assert_eq!(entity.id.as_deref(), Some("2"));
/// assert_eq!(entity.mismatches()[0].kind(), MismatchKind::Duplicate);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum MismatchKind {
    /// The value is not of the declared type.
    Type,
    /// The member occurs more than once.
    Duplicate,
}

impl Mismatch {
    /// Where the value is, as a JSON path: `$.error.details[0].code`.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// What is wrong with it.
    #[must_use]
    pub fn kind(&self) -> MismatchKind {
        self.kind
    }

    fn new(kind: MismatchKind, path: Path) -> Self {
        let path = path.into_string();
        Self { path, kind }
    }
}

impl fmt::Display for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the value at {} {}", self.path, self.kind)
    }
}

impl fmt::Display for MismatchKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Type => "is not of the declared type",
            Self::Duplicate => "occurs more than once",
        })
    }
}

/// What the document of `model` said otherwise than declared.
#[must_use]
pub(super) fn mismatches(model: &DynModel) -> Vec<Mismatch> {
    let mut found = Vec::new();
    in_object(model, &Path::root(), &mut found);
    found
}

/// Whether the document of `model` says nothing otherwise than declared.
pub(super) fn check(model: &DynModel) -> Result<(), Error> {
    match mismatches(model).first() {
        Some(mismatch) => Err(Error::mismatch(mismatch)),
        None => Ok(()),
    }
}

fn in_object(model: &DynModel, path: &Path, found: &mut Vec<Mismatch>) {
    for mark in additional(model).marks() {
        let path = path.member(&mark.decoded_name());
        found.push(Mismatch::new(MismatchKind::Duplicate, path));
    }
    let kept = kept(model);
    for kept in &kept {
        in_text(model, kept, path, found);
    }
    in_fields(model, 0, &places(&kept), path, found);
}

/// Mismatches in a text that was kept beside its field.
fn in_text(model: &DynModel, kept: &Kept<'_>, path: &Path, found: &mut Vec<Mismatch>) {
    let Some(Place { level, index }) = kept.place else {
        return;
    };
    let Some(level) = ancestor(model, level) else {
        return;
    };
    let mut fresh = level.fresh();
    let path = path.member(&kept.member.decoded_name());
    match fresh.member_mut(index).sink() {
        Sink::List(mut list) if kept.member.value.starts_with('[') => {
            in_array(kept.member.value, &mut list, &path, found);
        }
        slot => {
            if let Ok(Fit::Mismatch) = read_value(kept.member.value, slot) {
                found.push(Mismatch::new(MismatchKind::Type, path));
            }
        }
    }
}

/// Mismatches in an array, of which `list` gets only the items that fit.
fn in_array(json: &str, list: &mut Collection<'_>, path: &Path, found: &mut Vec<Mismatch>) {
    let mut index = 0;
    // The text was read before, so it reads again.
    let _ = read_items(json, list, &mut |list, fit| {
        let path = path.item(index);
        index += 1;
        if fit == Fit::Mismatch {
            found.push(Mismatch::new(MismatchKind::Type, path));
        } else if fit == Fit::Exact {
            in_value(&list.item(list.length().saturating_sub(1)), &path, found);
        }
    });
}

fn in_fields(
    model: &DynModel,
    level: usize,
    spoken_for: &[Place],
    path: &Path,
    found: &mut Vec<Mismatch>,
) {
    if let Some(base) = base(model) {
        in_fields(base, level + 1, spoken_for, path, found);
    }
    for (index, name) in model.info().members().iter().enumerate() {
        if !spoken_for.contains(&Place { level, index }) {
            in_value(&model.member(index).datum(), &path.member(name), found);
        }
    }
}

fn in_value(view: &Datum<'_>, path: &Path, found: &mut Vec<Mismatch>) {
    match view {
        Datum::Object(model) => in_object(*model, path, found),
        Datum::List(list) => {
            for index in 0..list.length() {
                in_value(&list.item(index), &path.item(index), found);
            }
        }
        _ => {}
    }
}

impl Error {
    /// A text that says something otherwise than declared.
    pub(crate) fn mismatch(mismatch: &Mismatch) -> Self {
        let message = format!("a value {}", mismatch.kind());
        Self::new(ErrorKind::Decode, message).at(mismatch.path().to_owned())
    }
}
