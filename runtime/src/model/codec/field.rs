//! The places that values have in models, seen without knowing the model.

use std::any::Any;

use super::Additional;
use super::kind::Kind;
use super::list::{Collection, List};
use super::model::AnyModel;
use super::slots::{AnyFlags, Change, EnumerationSlot, IntegerSlot, ObjectSlot, TextSlot};
use crate::model::enumeration::Member;

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
    Enumeration(Member<'a>),
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
    Decimal(&'a mut Option<crate::model::values::Decimal>),
    Json(&'a mut Option<crate::model::values::Json>),
    Enumeration(&'a mut (dyn EnumerationSlot + 'static)),
    Object(&'a mut (dyn ObjectSlot + 'static)),
    /// The place after the last object of a collection; there is nothing in it.
    Item(&'a mut (dyn ObjectSlot + 'static)),
    List(Collection<'a>),
}

impl<'a> Sink<'a> {
    /// The field itself, of whatever type.
    pub(crate) fn field(self) -> Option<&'a mut dyn Any> {
        Some(match self {
            Self::Absent | Self::Item(_) => return None,
            Self::Boolean(field) => field,
            Self::Integer(field) => field,
            Self::Single(field) => field,
            Self::Double(field) => field,
            Self::String(field) => field,
            Self::Text(field) => field,
            Self::Decimal(field) => field,
            Self::Json(field) => field,
            Self::Enumeration(field) => field,
            Self::Object(field) => field,
            Self::List(Collection::Objects(field)) => field,
            Self::List(Collection::Values(field)) => field,
        })
    }

    pub(crate) fn clear(self) {
        match self {
            Self::Absent | Self::Item(_) => {}
            Self::Boolean(field) => *field = None,
            Self::Integer(field) => field.clear(),
            Self::Single(field) => *field = None,
            Self::Double(field) => *field = None,
            Self::String(field) => *field = None,
            Self::Text(field) => field.clear(),
            Self::Decimal(field) => *field = None,
            Self::Json(field) => *field = None,
            Self::Enumeration(field) => {
                field.read(None);
            }
            Self::Object(field) => {
                field.change(Change::Clear);
            }
            Self::List(mut field) => field.clear(),
        }
    }
}

/// The type of a field: `Option<T>` for single values, `Vec<T>` for collections.
///
/// ```
/// use msgraph_core::{Element, Field};
///
/// fn is_field<F: Field>() {}
/// fn fields_of<T: Element>() {
///     is_field::<Option<T>>();
///     is_field::<Vec<T>>();
/// }
/// fields_of::<String>();
/// ```
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
#[derive(Clone, Copy)]
pub enum View<'a> {
    /// What is in the field of a member.
    #[doc(hidden)]
    Field(Datum<'a>),
    /// The field `base` of a derived type.
    Base(&'a (dyn AnyModel + 'static)),
    /// The field `additional` of any other.
    Root(&'a Additional),
}

/// A field to change.
pub enum Slot<'a> {
    /// The field of a member.
    #[doc(hidden)]
    Field(Sink<'a>),
    /// The field `base` of a derived type.
    Base(&'a mut (dyn AnyModel + 'static)),
    /// The field `additional` of any other.
    Root(&'a mut Additional),
}

impl<'a> View<'a> {
    pub(crate) fn datum(self) -> Datum<'a> {
        match self {
            Self::Field(datum) => datum,
            Self::Base(_) | Self::Root(_) => Datum::Absent,
        }
    }
}

impl<'a> Slot<'a> {
    pub(crate) fn sink(self) -> Sink<'a> {
        match self {
            Self::Field(sink) => sink,
            Self::Base(_) | Self::Root(_) => Sink::Absent,
        }
    }
}

/// A type of single values: what an `Option` or a `Vec` in a model can hold.
///
/// ```
/// use msgraph_core::{Element, Page};
///
/// fn total<T: Element>(pages: &[Page<T>]) -> usize {
///     pages.iter().map(|page| page.value.len()).sum()
/// }
/// # let _ = total::<String>;
/// ```
pub trait Element: Clone + 'static {
    /// What it has in common with other types.
    #[doc(hidden)]
    type Kind: Kind<Self>;
}

impl<T: Element> Field for Option<T> {
    const EMPTY: &'static str = "null";

    fn view(&self) -> View<'_> {
        View::Field(match self {
            Some(value) => T::Kind::datum(value),
            None => Datum::Absent,
        })
    }

    fn slot(&mut self) -> Slot<'_> {
        Slot::Field(T::Kind::sink(self))
    }
}

impl<T: Element> Field for Vec<T> {
    const EMPTY: &'static str = "[]";

    fn view(&self) -> View<'_> {
        View::Field(Datum::List(self))
    }

    fn slot(&mut self) -> Slot<'_> {
        Slot::Field(Sink::List(T::Kind::collection(self)))
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
