//! The places that values have in models, seen without knowing the model.

use std::any::Any;

use super::model::{Model, Object};

/// The value of a member, whatever its type. A collection is always there; it may be empty.
#[derive(Clone, Copy)]
#[non_exhaustive]
#[allow(missing_docs)] // each is the kind of value that it names
pub enum View<'a> {
    /// No value, or no such member.
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
    /// The qualified name of the enumeration, the name of its member.
    Enumeration(&'static str, &'a str),
    /// The qualified name of the enumeration, the names of its members.
    Flags(&'static str, &'a (dyn MemberNames + 'static)),
    Object(&'a (dyn Model + 'static)),
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

impl View<'_> {
    /// Whether there is nothing to write: no value, or a collection without items.
    pub(crate) fn is_empty(&self) -> bool {
        match self {
            Self::Absent => true,
            Self::List(list) => list.length() == 0,
            _ => false,
        }
    }
}

/// The place of a member, whatever its type.
#[non_exhaustive]
#[allow(missing_docs)] // each is the kind of place that it names
pub enum Slot<'a> {
    /// No such member.
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

impl<'a> Slot<'a> {
    /// The field itself: an `Option` or a `Vec`.
    pub(crate) fn into_any(self) -> Option<&'a mut dyn Any> {
        Some(match self {
            Self::Absent => return None,
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
            Self::List(field) => field,
        })
    }

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
pub trait Field: Default + 'static {
    /// How an empty field of this type is written where it must be.
    #[doc(hidden)]
    const EMPTY: &'static str;
    /// The value in the field.
    fn view(&self) -> View<'_>;
    /// The field as a place for values.
    fn slot(&mut self) -> Slot<'_>;
}

/// A type of single values: what an `Option` or a `Vec` in a model can hold.
pub trait Element: Sized + 'static {
    /// The value.
    fn as_view(&self) -> View<'_>;
    /// The place of a value.
    fn as_slot(place: &mut Option<Self>) -> Slot<'_>;
}

impl<T: Element> Field for Option<T> {
    const EMPTY: &'static str = "null";

    fn view(&self) -> View<'_> {
        self.as_ref().map_or(View::Absent, T::as_view)
    }

    fn slot(&mut self) -> Slot<'_> {
        T::as_slot(self)
    }
}

impl<T: Element> Field for Vec<T> {
    const EMPTY: &'static str = "[]";

    fn view(&self) -> View<'_> {
        View::List(self)
    }

    fn slot(&mut self) -> Slot<'_> {
        Slot::List(self)
    }
}

/// A collection.
#[doc(hidden)]
pub trait List: Any {
    fn length(&self) -> usize;
    fn item(&self, index: usize) -> View<'_>;
    fn clear(&mut self);
    /// Offers a place to `fill`; what that puts there becomes the last item.
    fn push(&mut self, fill: &mut dyn FnMut(Slot<'_>));
}

impl<T: Element> List for Vec<T> {
    fn length(&self) -> usize {
        self.len()
    }

    fn item(&self, index: usize) -> View<'_> {
        self.get(index).map_or(View::Absent, T::as_view)
    }

    fn clear(&mut self) {
        self.clear();
    }

    fn push(&mut self, fill: &mut dyn FnMut(Slot<'_>)) {
        let mut place = None;
        fill(T::as_slot(&mut place));
        self.extend(place);
    }
}

/// The place of an object.
#[doc(hidden)]
pub trait ObjectSlot: Any {
    fn clear(&mut self);
    /// Puts an empty model there.
    fn fill(&mut self) -> &mut Object;
}

impl<T: Structured> ObjectSlot for Option<T> {
    fn clear(&mut self) {
        *self = None;
    }

    fn fill(&mut self) -> &mut Object {
        self.insert(T::default()).as_object_mut()
    }
}

/// A model or a boxed one.
#[doc(hidden)]
pub trait Structured: Default + 'static {
    fn as_object_mut(&mut self) -> &mut Object;
}

impl<M: Model + Default> Structured for Box<M> {
    fn as_object_mut(&mut self) -> &mut Object {
        &mut **self
    }
}

impl<M: Model + Default> Element for Box<M> {
    fn as_view(&self) -> View<'_> {
        View::Object(&**self)
    }

    fn as_slot(place: &mut Option<Self>) -> Slot<'_> {
        Slot::Object(place)
    }
}

/// The place of an enumeration value or of a set of flags.
#[doc(hidden)]
pub trait EnumerationSlot: Any {
    fn clear(&mut self);
    /// Puts the value there that `text` names; whether it would be written like that.
    fn read(&mut self, text: &str) -> bool;
}

/// The names in a set of flags.
#[doc(hidden)]
pub trait MemberNames {
    fn name(&self, index: usize) -> Option<&str>;
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
pub trait TextSlot: Any {
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
            fn as_view(&self) -> View<'_> {
                let $value = *self;
                View::$view($convert)
            }

            fn as_slot(place: &mut Option<Self>) -> Slot<'_> {
                Slot::$slot(place)
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
    fn as_view(&self) -> View<'_> {
        View::String(self)
    }

    fn as_slot(place: &mut Option<Self>) -> Slot<'_> {
        Slot::String(place)
    }
}
