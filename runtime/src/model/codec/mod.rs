//! Reading, writing, comparing and moving models: each written once, over the table of members
//! that every [`Model`] has.

mod additional;
mod annotations;
mod cast;
mod clone;
mod compare;
mod convert;
mod debug;
mod decode;
mod diff;
mod encode;
mod entries;
mod field;
mod kept;
mod kind;
mod leftovers;
mod likely;
mod lineage;
mod list;
mod mentions;
mod mismatch;
mod model;
mod names;
mod places;
#[cfg(feature = "serde")]
mod serde;
mod shapes;
mod slots;
mod type_info;
mod version;

pub use additional::Additional;
pub use annotations::Removed;
pub use cast::{cast, into_ancestor};
pub use clone::clone;
pub use compare::equal;
pub use debug::debug;
pub use field::{Datum, Element, Field, Literal, Sink, Slot, View};
pub use kind::{BoxKind, EnumerationKind, Kind, ObjectKind, StructureKind};
pub use lineage::{ByBase, DerivedFrom, IsA, Itself, Lineage};
pub use list::{Collection, List, Objects, Values};
pub use mismatch::{Mismatch, MismatchKind};
pub use model::{AnyModel, Model};
#[cfg(feature = "serde")]
pub use serde::{deserialize, deserialize_enumeration, serialize, serialize_enumeration};
pub use slots::{AnyFlags, Change, EnumerationSlot, IntegerSlot, ObjectSlot, TextSlot};
pub use type_info::TypeInfo;
pub use version::{Called, Name, Named, VersionOf, hash};

pub(crate) use annotations::etag;
pub(crate) use convert::convert_member;
pub(crate) use decode::{Fit, Strictness, from_json, read_into, read_value};
pub(crate) use diff::differences;
pub(crate) use encode::{to_json, to_typed_json, write_value};
pub(crate) use kind::datum;
pub(crate) use mentions::Mentions;
pub(crate) use model::{DynModel, additional_mut, member_text, slot_of};
#[cfg(feature = "serde")]
pub(crate) use serde::{serialize_json, transcribe};
