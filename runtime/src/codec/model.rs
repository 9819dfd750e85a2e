//! What a generated type tells the runtime about itself.

use std::any::Any;

use super::{Additional, Field, Slot, View};
use crate::{IntoField, Property};

/// A model behind a reference; the alias makes it `'static`, which `Any` wants.
pub(crate) type Object = dyn Model;

/// An entity type, a complex type, or the parameters of an operation.
///
/// Generated code implements it; [`model!`](crate::model) adds what is the same for all of them.
/// A model knows the members that its own type declares; those of the base type belong to the
/// value in its `base` field.
pub trait Model: Lineage {
    /// The facts of the type.
    fn info(&self) -> &'static TypeInfo;
    /// The value of the `n`th member of [`TypeInfo::members`].
    fn member(&self, n: usize) -> View<'_>;
    /// The place of the `n`th member of [`TypeInfo::members`].
    fn member_mut(&mut self, n: usize) -> Slot<'_>;
}

/// How a model hangs together with its base type. [`model!`](crate::model) implements it.
///
/// Not `Send + Sync`, though models are: to prove that of a type, the compiler walks through all
/// types that it refers to, and in a large schema loses its way (E0275) for every one of them.
#[doc(hidden)]
pub trait Lineage: Any {
    fn parent(&self) -> Parent<'_>;
    fn parent_mut(&mut self) -> ParentMut<'_>;
    /// An empty model of the same type.
    fn fresh(&self) -> Box<dyn Model>;
}

/// What stands above a model.
#[doc(hidden)]
pub enum Parent<'a> {
    Base(&'a (dyn Model + 'static)),
    Root(&'a Additional),
}

/// What stands above a model.
#[doc(hidden)]
pub enum ParentMut<'a> {
    Base(&'a mut (dyn Model + 'static)),
    Root(&'a mut Additional),
}

/// `Self` is `T` or is derived from it, so it has all members of `T`.
pub trait IsA<T> {}

impl<T> IsA<T> for T {}

/// The facts of a type.
#[derive(Clone, Copy, Debug)]
pub struct TypeInfo {
    name: &'static str,
    members: &'static [&'static str],
    derived: &'static [&'static str],
    is_abstract: bool,
    is_open: bool,
}

impl TypeInfo {
    /// The type with this qualified name, declaring these members itself.
    #[must_use]
    pub const fn new(name: &'static str, members: &'static [&'static str]) -> Self {
        Self {
            name,
            members,
            derived: &[],
            is_abstract: false,
            is_open: false,
        }
    }

    /// The qualified names of all types that are derived from this one, directly or not.
    #[must_use]
    pub const fn with_derived(self, derived: &'static [&'static str]) -> Self {
        Self { derived, ..self }
    }

    /// No value is declared to be exactly of this type.
    #[must_use]
    pub const fn with_abstract(self) -> Self {
        Self {
            is_abstract: true,
            ..self
        }
    }

    /// Values may have members that the type does not declare.
    #[must_use]
    pub const fn with_open(self) -> Self {
        Self {
            is_open: true,
            ..self
        }
    }

    /// The qualified name, `microsoft.graph.user`.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// The names of the members that the type declares itself, as they are on the wire.
    #[must_use]
    pub const fn members(&self) -> &'static [&'static str] {
        self.members
    }

    /// The qualified names of all types that are derived from this one.
    #[must_use]
    pub const fn derived(&self) -> &'static [&'static str] {
        self.derived
    }

    /// Whether the type is abstract.
    #[must_use]
    pub const fn is_abstract(&self) -> bool {
        self.is_abstract
    }

    /// Whether the type is open.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        self.is_open
    }
}

/// Where a member is: `level` steps up from the model, at `index` of that type's table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) level: usize,
    pub(crate) index: usize,
}

/// The part of `model` that is its ancestor `level` steps up; 0 is the model itself.
pub(crate) fn ancestor(mut model: &Object, level: usize) -> Option<&Object> {
    for _ in 0..level {
        model = base(model)?;
    }
    Some(model)
}

pub(crate) fn base(model: &Object) -> Option<&Object> {
    match model.parent() {
        Parent::Base(base) => Some(base),
        Parent::Root(_) => None,
    }
}

pub(crate) fn additional(mut model: &Object) -> &Additional {
    loop {
        match model.parent() {
            Parent::Base(base) => model = base,
            Parent::Root(additional) => return additional,
        }
    }
}

pub(crate) fn additional_mut(mut model: &mut Object) -> &mut Additional {
    loop {
        match model.parent_mut() {
            ParentMut::Base(base) => model = base,
            ParentMut::Root(additional) => return additional,
        }
    }
}

/// Where the root of `model` is.
pub(crate) fn root_level(mut model: &Object) -> usize {
    let mut level = 0;
    while let Some(base) = base(model) {
        model = base;
        level += 1;
    }
    level
}

/// Where the member with this name is, looking at the model first and at its root last.
pub(crate) fn find(mut model: &Object, name: &str) -> Option<Place> {
    let mut level = 0;
    loop {
        if let Some(index) = model
            .info()
            .members
            .iter()
            .position(|member| *member == name)
        {
            return Some(Place { level, index });
        }
        model = base(model)?;
        level += 1;
    }
}

pub(crate) fn slot_at(mut model: &mut Object, place: Place) -> Slot<'_> {
    for _ in 0..place.level {
        match model.parent_mut() {
            ParentMut::Base(base) => model = base,
            ParentMut::Root(_) => return Slot::Absent,
        }
    }
    model.member_mut(place.index)
}

pub(crate) fn slot_of<'a>(model: &'a mut Object, name: &str) -> Slot<'a> {
    find(model, name).map_or(Slot::Absent, |place| slot_at(model, place))
}

/// The member that says which type a value has
/// ([JSON Format 4.01, 4.6.3](https://docs.oasis-open.org/odata/odata-json-format/v4.01/odata-json-format-v4.01.html#sec_ControlInformationtypeodatatype)).
pub(crate) const ODATA_TYPE: &str = "@odata.type";

/// The type of `model` as `@odata.type` has it: `#microsoft.graph.user`.
pub(crate) fn type_fragment(model: &Object) -> String {
    format!("#{}", model.info().name())
}

/// The name of the type that the value says it has, without `#`.
#[must_use]
pub fn odata_type(model: &Object) -> Option<&str> {
    let text = additional(model).get(ODATA_TYPE)?;
    let name = text.strip_prefix('"')?.strip_suffix('"')?;
    // A type name has nothing to escape; a URL before the `#` names the metadata document.
    let name = name.rsplit_once('#').map_or(name, |(_, fragment)| fragment);
    (!name.contains('\\')).then_some(name)
}

/// `model` with one member set.
#[must_use]
pub fn with<M, B, F, A>(mut model: M, property: &Property<B, F, A>, value: impl IntoField<F>) -> M
where
    M: Model + IsA<B>,
    F: Field,
{
    let slot = slot_of(&mut model, property.name()).into_any();
    // `M: IsA<B>` and the handle come from the same table, so there is a place of this type.
    if let Some(place) = slot.and_then(|slot| slot.downcast_mut::<F>()) {
        *place = value.into_field();
    }
    model
}
