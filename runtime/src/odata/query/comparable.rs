//! What can stand in a comparison, and how it is spelled there.

use crate::model::codec::{Datum, Element, datum};
use crate::model::enumeration::Enumeration;
use crate::model::flags::Flags;
use crate::model::values::{Binary, Date, DateTimeOffset, Decimal, Duration, Guid, TimeOfDay};
use crate::odata::path::{literal, quoted};

/// A type whose values a [`Filter`](crate::Filter) can be about: primitive types and enumerations,
/// not structured ones.
///
/// ```
/// use msgraph_core::{Comparable, Filter, IsA, Property};
///
/// fn is<T: IsA<T>, V: Comparable>(property: &Property<T, Option<V>>, value: V) -> Filter<T> {
///     property.eq(value)
/// }
/// # let _ = is::<msgraph_operations::v1_0::models::LongRunningOperation, String>;
/// ```
#[diagnostic::on_unimplemented(message = "a filter cannot compare `{Self}` values")]
pub trait Comparable: Element {}

/// A type whose values have an order that services know.
///
/// ```
/// use msgraph_core::{Filter, IsA, Ordered, Property};
///
/// fn between<T: IsA<T>, V: Ordered>(property: &Property<T, Option<V>>, low: V, high: V) -> Filter<T> {
///     property.ge(low).and(property.le(high))
/// }
/// # let _ = between::<msgraph_operations::v1_0::models::LongRunningOperation, i32>;
/// ```
#[diagnostic::on_unimplemented(message = "services know no order of `{Self}` values")]
pub trait Ordered: Comparable {}

macro_rules! mark {
    ($trait:ident: $($type:ty),*) => { $( impl $trait for $type {} )* };
}

mark!(Comparable: bool, u8, i8, i16, i32, i64, f32, f64, Decimal, String);
mark!(Comparable: DateTimeOffset, Date, TimeOfDay, Duration, Guid, Binary);
mark!(Ordered: u8, i8, i16, i32, i64, f32, f64, Decimal, String);
mark!(Ordered: DateTimeOffset, Date, TimeOfDay, Duration);

impl<E: Enumeration + Element> Comparable for E {}

impl<E: Enumeration> Comparable for Flags<E> {}

/// A value as a literal of a query option.
///
/// Enumeration members are strings, as in all of Graph's documentation: `riskLevel eq 'medium'`.
pub(super) fn spell(value: &impl Comparable) -> String {
    match datum(value) {
        Datum::Enumeration(member) => quoted(member.name()),
        Datum::Flags(flags) => quoted(&flags.joined()),
        datum => literal(&datum),
    }
}
