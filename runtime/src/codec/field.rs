//! The places that values have in models, seen without knowing the model.

use std::any::Any;

use super::Additional;
use super::kind::{Kind, ObjectKind};
use super::model::{AnyModel, Object};
use crate::enumeration::AnyMember;

/// What is in a field. A collection is always there; it may be empty.
#[doc(hidden)]
#[derive(Clone, Copy)]
#[allow(missing_docs)] // each is the kind of value that it names
pub enum Datum<'a> {
    /// No value, or no such field.
    Absent,
    Boolean(bool),
    Integer(i64),
    Single(f32),
    Double(f64),
    String(&'a str),
    /// A value that is a string in JSON and something else in a URL.
    Text(Literal, &'a str),
    /// A number with more digits than machine numbers have.
    Decimal(&'a str),
    /// Any JSON value, as text.
    Json(&'a str),
    Enumeration(&'a (dyn AnyMember + 'static)),
    Flags(&'a (dyn AnyFlags + 'static)),
    Object(&'a (dyn AnyModel + 'static)),
    List(&'a (dyn List + 'static)),
}

/// How a value of a text type is written in a URL
/// ([ABNF: `primitiveLiteral`](https://docs.oasis-open.org/odata/odata/v4.01/os/abnf/odata-abnf-construction-rules.txt)).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Literal {
    /// As it is: `2020-03-19T12:01:03Z`.
    Bare,
    /// `duration'PT5M'`.
    Duration,
    /// `binary'T0RhdGE'`.
    Binary,
}

impl Datum<'_> {
    /// Whether there is nothing to write: no value, or a collection without items.
    pub(crate) fn is_empty(&self) -> bool {
        match self {
            Self::Absent => true,
            Self::List(list) => list.length() == 0,
            _ => false,
        }
    }
}

/// A field of a known kind.
#[doc(hidden)]
#[allow(missing_docs)] // each is the kind of place that it names
pub enum Sink<'a> {
    /// No such field.
    Absent,
    Boolean(&'a mut Option<bool>),
    Integer(&'a mut (dyn IntegerSlot + 'static)),
    Single(&'a mut Option<f32>),
    Double(&'a mut Option<f64>),
    String(&'a mut Option<String>),
    Text(&'a mut (dyn TextSlot + 'static)),
    Decimal(&'a mut Option<crate::Decimal>),
    Json(&'a mut Option<crate::Json>),
    Enumeration(&'a mut (dyn EnumerationSlot + 'static)),
    Object(&'a mut (dyn ObjectSlot + 'static)),
    List(&'a mut (dyn List + 'static)),
}

impl Sink<'_> {
    pub(crate) fn clear(self) {
        match self {
            Self::Absent => {}
            Self::Boolean(field) => *field = None,
            Self::Integer(field) => field.clear(),
            Self::Single(field) => *field = None,
            Self::Double(field) => *field = None,
            Self::String(field) => *field = None,
            Self::Text(field) => field.clear(),
            Self::Decimal(field) => *field = None,
            Self::Json(field) => *field = None,
            Self::Enumeration(field) => field.clear(),
            Self::Object(field) => field.clear(),
            Self::List(field) => field.clear(),
        }
    }
}

/// The type of a field: `Option<T>` for single values, `Vec<T>` for collections.
pub trait Field: Clone + Default + 'static {
    /// How an empty field of this type is written where it must be.
    #[doc(hidden)]
    const EMPTY: &'static str;
    /// The field, to look at.
    fn view(&self) -> View<'_>;
    /// The field, to change.
    fn slot(&mut self) -> Slot<'_>;
}

/// A field to look at.
///
/// A model hands out its fields like this because it takes no code: two pointers. What is in the
/// field is found out by code that there is once for all models.
#[derive(Clone, Copy)]
pub enum View<'a> {
    /// The field of a member.
    #[doc(hidden)]
    Field(&'a (dyn Place + 'static)),
    /// The field `base` of a derived type.
    Base(&'a (dyn AnyModel + 'static)),
    /// The field `additional` of any other.
    Root(&'a Additional),
}

/// A field to change.
pub enum Slot<'a> {
    /// The field of a member.
    #[doc(hidden)]
    Field(&'a mut (dyn Place + 'static)),
    /// The field `base` of a derived type.
    Base(&'a mut (dyn AnyModel + 'static)),
    /// The field `additional` of any other.
    Root(&'a mut Additional),
}

impl<'a> View<'a> {
    pub(crate) fn datum(self) -> Datum<'a> {
        match self {
            Self::Field(place) => place.datum(),
            Self::Base(_) | Self::Root(_) => Datum::Absent,
        }
    }
}

impl<'a> Slot<'a> {
    pub(crate) fn sink(self) -> Sink<'a> {
        match self {
            Self::Field(place) => place.sink(),
            Self::Base(_) | Self::Root(_) => Sink::Absent,
        }
    }
}

/// An `Option` or a `Vec` in a model.
#[doc(hidden)]
pub trait Place: Any {
    fn datum(&self) -> Datum<'_>;
    fn sink(&mut self) -> Sink<'_>;
    /// Copies it to another place of the same type.
    fn clone_into(&self, to: &mut dyn Place);
}

fn copy<F: Field>(from: &F, to: &mut dyn Place) {
    if let Some(to) = (to as &mut dyn Any).downcast_mut::<F>() {
        to.clone_from(from);
    }
}

/// A type of single values: what an `Option` or a `Vec` in a model can hold.
pub trait Element: Clone + 'static {
    /// What it has in common with other types.
    #[doc(hidden)]
    type Kind: Kind<Self>;
}

impl<T: Element> Field for Option<T> {
    const EMPTY: &'static str = "null";

    #[inline]
    fn view(&self) -> View<'_> {
        View::Field(self)
    }

    #[inline]
    fn slot(&mut self) -> Slot<'_> {
        Slot::Field(self)
    }
}

impl<T: Element> Place for Option<T> {
    fn datum(&self) -> Datum<'_> {
        self.as_ref().map_or(Datum::Absent, T::Kind::datum)
    }

    fn sink(&mut self) -> Sink<'_> {
        T::Kind::sink(self)
    }

    fn clone_into(&self, to: &mut dyn Place) {
        copy(self, to);
    }
}

impl<T: Element> Field for Vec<T> {
    const EMPTY: &'static str = "[]";

    #[inline]
    fn view(&self) -> View<'_> {
        View::Field(self)
    }

    #[inline]
    fn slot(&mut self) -> Slot<'_> {
        Slot::Field(self)
    }
}

impl<T: Element> Place for Vec<T> {
    fn datum(&self) -> Datum<'_> {
        Datum::List(self)
    }

    fn sink(&mut self) -> Sink<'_> {
        Sink::List(self)
    }

    fn clone_into(&self, to: &mut dyn Place) {
        copy(self, to);
    }
}

/// A collection.
#[doc(hidden)]
pub trait List: 'static {
    fn length(&self) -> usize;
    fn item(&self, index: usize) -> Datum<'_>;
    fn clear(&mut self);
    /// Offers a place to `fill`; what that puts there becomes the last item.
    fn push(&mut self, fill: &mut dyn FnMut(Sink<'_>));
}

impl<T: Element> List for Vec<T> {
    fn length(&self) -> usize {
        self.len()
    }

    fn item(&self, index: usize) -> Datum<'_> {
        self.get(index).map_or(Datum::Absent, T::Kind::datum)
    }

    fn clear(&mut self) {
        self.clear();
    }

    fn push(&mut self, fill: &mut dyn FnMut(Sink<'_>)) {
        T::Kind::push(self, fill);
    }
}

/// The place of an object.
#[doc(hidden)]
pub trait ObjectSlot: 'static {
    fn clear(&mut self);
    /// Puts an empty model there, which is there then.
    fn fill(&mut self) -> Option<&mut Object>;
}

impl<T> ObjectSlot for Option<T>
where
    T: Element<Kind: ObjectKind<T>> + Default,
{
    fn clear(&mut self) {
        *self = None;
    }

    fn fill(&mut self) -> Option<&mut Object> {
        Some(T::Kind::object(self.insert(T::default())))
    }
}

/// The place of the object after the last.
impl<M> ObjectSlot for Vec<M>
where
    M: Element<Kind: ObjectKind<M>> + Default,
{
    /// There is nothing in it yet.
    fn clear(&mut self) {}

    fn fill(&mut self) -> Option<&mut Object> {
        self.push(M::default());
        self.last_mut().map(M::Kind::object)
    }
}

/// The place of an enumeration value or of a set of flags.
#[doc(hidden)]
pub trait EnumerationSlot: 'static {
    fn clear(&mut self);
    /// Puts the value there that `text` names; whether it would be written like that.
    fn read(&mut self, text: &str) -> bool;
}

/// A set of flags of any type.
#[doc(hidden)]
pub trait AnyFlags {
    /// The qualified name of the enumeration.
    fn type_name(&self) -> &'static str;
    fn member(&self, index: usize) -> Option<&dyn AnyMember>;
}

/// The place of an integer.
#[doc(hidden)]
pub trait IntegerSlot: Any {
    fn clear(&mut self);
    /// Puts the value there if it is in range.
    fn set(&mut self, value: i64) -> bool;
    /// Whether a string with digits is a value too, as it is for `Edm.Int64`.
    fn reads_text(&self) -> bool;
}

impl<T: TryFrom<i64> + 'static> IntegerSlot for Option<T> {
    fn clear(&mut self) {
        *self = None;
    }

    fn set(&mut self, value: i64) -> bool {
        *self = T::try_from(value).ok();
        self.is_some()
    }

    fn reads_text(&self) -> bool {
        (self as &dyn Any).is::<Option<i64>>()
    }
}

/// The place of a value that keeps its text.
#[doc(hidden)]
pub trait TextSlot: 'static {
    fn clear(&mut self);
    fn set(&mut self, text: String);
}

impl<T: From<String> + 'static> TextSlot for Option<T> {
    fn clear(&mut self) {
        *self = None;
    }

    fn set(&mut self, text: String) {
        *self = Some(text.into());
    }
}

/// Elements that are `Copy`.
macro_rules! plain {
    ($($type:ty: $view:ident($value:ident => $convert:expr), $slot:ident;)*) => { $(
        impl Element for $type {
            type Kind = Self;
        }

        impl Kind<Self> for $type {
            fn datum(value: &Self) -> Datum<'_> {
                let $value = *value;
                Datum::$view($convert)
            }

            fn sink(place: &mut Option<Self>) -> Sink<'_> {
                Sink::$slot(place)
            }
        }
    )* };
}

plain! {
    bool: Boolean(value => value), Boolean;
    u8: Integer(value => i64::from(value)), Integer;
    i8: Integer(value => i64::from(value)), Integer;
    i16: Integer(value => i64::from(value)), Integer;
    i32: Integer(value => i64::from(value)), Integer;
    i64: Integer(value => value), Integer;
    f32: Single(value => value), Single;
    f64: Double(value => value), Double;
}

impl Element for String {
    type Kind = Self;
}

impl Kind<Self> for String {
    fn datum(value: &Self) -> Datum<'_> {
        Datum::String(value)
    }

    fn sink(place: &mut Option<Self>) -> Sink<'_> {
        Sink::String(place)
    }
}
