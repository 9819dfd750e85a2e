//! What a generated type tells the runtime about itself.

use std::any::Any;
use std::mem;
use std::ops::DerefMut;

use super::cast::{downcast, move_up};
use super::convert::convert;
use super::decode::{Strictness, from_json, read_into};
use super::encode::to_json;
use super::kind::{BoxKind, ObjectKind};
use super::mismatch::mismatches;
use super::type_info::TypeInfo;
use super::version::VersionOf;
use super::{Additional, Datum, IsA, Mismatch, Slot, View};
use crate::error::Error;

/// An entity, a complex value, a page, or the parameters of an operation: what is read and written as a JSON object.
///
/// It knows the members that its own type declares; those of the base type belong to the
/// value in its `base` field.
///
/// ```
/// use msgraph_core::Model;
/// use msgraph_operations::v1_0::models::PublicError;
///
/// fn round_trip<M: Model>(json: &[u8]) -> Result<String, msgraph_core::Error> {
///     Ok(M::from_json(json)?.to_json())
/// }
///
/// let json = r#"{"newerThanThisCrate":[1.50],"code":"gone"}"#;
/// assert_eq!(round_trip::<PublicError>(json.as_bytes())?, json);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub trait Model: Clone + Default + 'static {
    /// The facts of the type.
    const TYPE: TypeInfo;

    /// The field of the `n`th member of [`TypeInfo::members`]; what is above the type, for any
    /// other number.
    #[doc(hidden)]
    fn member(&self, n: usize) -> View<'_>;

    /// The same field, to change.
    #[doc(hidden)]
    fn member_mut(&mut self, n: usize) -> Slot<'_>;

    /// Reads a JSON object.
    ///
    /// # Errors
    ///
    /// If `json` is not a JSON object. Members of an unexpected kind are no error, see
    /// [`mismatches`](Self::mismatches).
    fn from_json(json: &[u8]) -> Result<Self, Error> {
        from_json(json)
    }

    /// Reads a JSON object that is in all as declared, apart from members that are not declared.
    ///
    /// # Errors
    ///
    /// If `json` is not a JSON object, or has a [`Mismatch`], of which [`Error::path`] tells the place.
    fn from_json_strict(json: &[u8]) -> Result<Self, Error> {
        let mut model = Self::default();
        read_into(&mut model, json, Strictness::Strict)?;
        Ok(model)
    }

    /// The value as a JSON object.
    #[must_use]
    fn to_json(&self) -> String {
        to_json(self)
    }

    /// What the document of this value said otherwise than declared: values of another type, members
    /// that occur more than once.
    #[must_use]
    fn mismatches(&self) -> Vec<Mismatch> {
        mismatches(self)
    }

    /// The name of the type that the value says it has in `@odata.type`, without `#`.
    #[must_use]
    fn odata_type(&self) -> Option<&str> {
        additional(self).odata_type()
    }

    /// The value as the same type of another version of the service: the type with this name in another module.
    ///
    /// Nothing gets lost: what the other version does not declare becomes additional, and what it declares otherwise is
    /// kept as well, and told by [`mismatches`](Self::mismatches). A program that asks for a type of another name
    /// does not compile.
    ///
    /// ```
    /// use msgraph_operations::msgraph_core::Model as _;
    /// use msgraph_operations::{beta, v1_0};
    ///
    /// let json = br#"{"colour":"green","status":"running"}"#;
    /// let preview = beta::models::LongRunningOperation::from_json(json)?;
    /// let stable: v1_0::models::LongRunningOperation = preview.convert()?;
    /// assert_eq!(stable.status, preview.status.as_ref().map(|status| status.convert()));
    /// assert_eq!(stable.to_json().as_bytes(), json);
    /// # use msgraph_operations::msgraph_core::Enumeration as _;
    /// # Ok::<_, msgraph_operations::msgraph_core::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// If the value is nested too deeply to be read, which no document makes.
    fn convert<T: Model + VersionOf<Self>>(&self) -> Result<T, Error> {
        convert(self)
    }

    /// Converts the value to a derived type, if that is what `@odata.type` says.
    ///
    /// # Errors
    ///
    /// Gives the value back if it is of another type.
    fn downcast<D>(self) -> Result<D, Self>
    where
        D: Model + IsA<Self>,
    {
        downcast(self)
    }

    /// Converts the value to its base type. The members of this type become additional ones, and `@odata.type` names
    /// this type, so that a downcast gets everything back.
    #[must_use]
    fn into_base(mut self) -> Self::Target
    where
        Self: DerefMut<Target: Model>,
    {
        move_up(&mut self);
        mem::take(&mut *self)
    }
}

/// A model behind a reference; the alias makes it `'static`, which `Any` wants.
pub(crate) type DynModel = dyn AnyModel;

/// A [`Model`] of any type.
///
/// Not `Send + Sync`, though models are: to prove that of a type, the compiler walks through all
/// types that it refers to, and in a large schema loses its way (E0275) for every one of them.
#[doc(hidden)]
pub trait AnyModel: Any {
    fn info(&self) -> &'static TypeInfo;
    fn member(&self, n: usize) -> View<'_>;
    fn member_mut(&mut self, n: usize) -> Slot<'_>;
    /// An empty model of the same type.
    fn fresh(&self) -> Box<dyn AnyModel>;
}

impl<M: Model> AnyModel for M {
    fn info(&self) -> &'static TypeInfo {
        &M::TYPE
    }

    fn member(&self, n: usize) -> View<'_> {
        Model::member(self, n)
    }

    fn member_mut(&mut self, n: usize) -> Slot<'_> {
        Model::member_mut(self, n)
    }

    fn fresh(&self) -> Box<dyn AnyModel> {
        let fresh: Box<M> = BoxKind::empty();
        fresh
    }
}

/// No member has this number.
pub(super) const ABOVE: usize = usize::MAX;

/// Whether `model` is an entity, and not a complex value.
pub(crate) fn is_entity(mut model: &DynModel) -> bool {
    while let Some(base) = base(model) {
        model = base;
    }
    model.info().is_entity()
}

/// Where a member is: `level` steps up from the model, at `index` of that type's table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Place {
    pub(crate) level: usize,
    pub(crate) index: usize,
}

/// The part of `model` that is its ancestor `level` steps up; 0 is the model itself.
pub(crate) fn ancestor(mut model: &DynModel, level: usize) -> Option<&DynModel> {
    for _ in 0..level {
        model = base(model)?;
    }
    Some(model)
}

pub(crate) fn base(model: &DynModel) -> Option<&DynModel> {
    match model.member(ABOVE) {
        View::Base(base) => Some(base),
        _ => None,
    }
}

pub(crate) fn base_mut(model: &mut DynModel) -> Option<&mut DynModel> {
    match model.member_mut(ABOVE) {
        Slot::Base(base) => Some(base),
        _ => None,
    }
}

pub(crate) fn additional(mut model: &DynModel) -> &Additional {
    const NONE: &Additional = &Additional::new();
    loop {
        match model.member(ABOVE) {
            View::Base(base) => model = base,
            View::Root(additional) => return additional,
            View::Field(_) => return NONE,
        }
    }
}

/// Puts other additional members into `model`, and hands out those that were there.
pub(crate) fn replace_additional(mut model: &mut DynModel, new: Additional) -> Additional {
    loop {
        match model.member_mut(ABOVE) {
            Slot::Base(base) => model = base,
            Slot::Root(additional) => return mem::replace(additional, new),
            Slot::Field(_) => return new,
        }
    }
}

/// Where the root of `model` is.
pub(crate) fn root_level(mut model: &DynModel) -> usize {
    let mut level = 0;
    while let Some(base) = base(model) {
        model = base;
        level += 1;
    }
    level
}

/// Where the member with this name is, looking at the model first and at its root last.
pub(crate) fn find(mut model: &DynModel, name: &str) -> Option<Place> {
    let mut level = 0;
    loop {
        if let Some(index) = model
            .info()
            .members()
            .iter()
            .position(|member| *member == name)
        {
            return Some(Place { level, index });
        }
        model = base(model)?;
        level += 1;
    }
}

/// The text of a member as the model has read it: of an enumeration the name.
pub(crate) fn member_text(model: &DynModel, name: &str) -> Option<String> {
    let place = find(model, name)?;
    let mut model = model;
    for _ in 0..place.level {
        model = base(model)?;
    }
    match model.member(place.index).datum() {
        Datum::String(text) | Datum::Text(_, text) => Some(text.to_owned()),
        Datum::Enumeration(member) => Some(member.name.to_owned()),
        _ => None,
    }
}

pub(crate) fn slot_at(mut model: &mut DynModel, place: Place) -> Slot<'_> {
    for _ in 0..place.level {
        match model.member_mut(ABOVE) {
            Slot::Base(base) => model = base,
            above => return above,
        }
    }
    model.member_mut(place.index)
}

pub(crate) fn slot_of<'a>(model: &'a mut DynModel, name: &str) -> Slot<'a> {
    match find(model, name) {
        Some(place) => slot_at(model, place),
        None => model.member_mut(ABOVE),
    }
}

/// The member that says which type a value has
/// ([JSON Format 4.01, 4.6.3](https://docs.oasis-open.org/odata/odata-json-format/v4.01/odata-json-format-v4.01.html#sec_ControlInformationtypeodatatype)).
pub(crate) const ODATA_TYPE: &str = "@odata.type";

/// The type of `model` as `@odata.type` has it: `#microsoft.graph.user`.
pub(crate) fn type_fragment(model: &DynModel) -> String {
    format!("#{}", model.info().name())
}

/// Changes the additional members of `model`.
pub(crate) fn additional_mut<T>(
    mut model: &mut DynModel,
    change: impl FnOnce(&mut Additional) -> T,
) -> Option<T> {
    loop {
        match model.member_mut(ABOVE) {
            Slot::Base(base) => model = base,
            Slot::Root(additional) => return Some(change(additional)),
            Slot::Field(_) => return None,
        }
    }
}
