//! The canonical functions and arithmetic operators of OData, on values that they are defined for
//! ([URL Conventions 4.01, 5.1.1](https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part2-url-conventions.html#sec_SystemQueryOptionfilter)).

use super::expression::{Binding, Expression};
use super::operand::{Computed, Constant, Operand};
use super::{Filter, PropertyPath};
use crate::model::codec::IsA;
use crate::model::property::Property;
use crate::model::values::{Date, DateTimeOffset, Decimal, Duration, TimeOfDay};
use crate::odata::path::quoted;

/// A number that the service can compute with.
///
/// ```
/// use msgraph_core::{Computed, Number, Property};
///
/// fn doubled<T, V: Number + From<u8>>(price: &Property<T, Option<V>>) -> Computed<T, Option<V>> {
///     price.mul(2_u8)
/// }
/// ```
///
/// Texts are none, and numbers have no length:
///
/// ```compile_fail,E0599
/// # use msgraph_operations::v1_0::models::long_running_operation as operation;
/// let sum = operation::STATUS_DETAIL.add(1);
/// ```
/// ```compile_fail,E0599
/// # use msgraph_operations::v1_0::models::rich_long_running_operation as operation;
/// let length = operation::PERCENTAGE_COMPLETE.length();
/// ```
/// ```compile_fail,E0599
/// # use msgraph_operations::v1_0::models::rich_long_running_operation as operation;
/// let year = operation::STATUS_DETAIL.year();
/// ```
#[diagnostic::on_unimplemented(message = "services do not compute with `{Self}` values")]
pub trait Number: super::Ordered {}

/// A number that may have a fraction, which can be rounded.
///
/// ```
/// use msgraph_core::{Computed, Fraction, Property};
///
/// fn rounded<T, V: Fraction>(price: &Property<T, Option<V>>) -> Computed<T, Option<V>> {
///     price.round()
/// }
/// ```
#[diagnostic::on_unimplemented(message = "`{Self}` values have no fraction")]
pub trait Fraction: Number {}

macro_rules! mark {
    ($trait:ident: $($type:ty),*) => { $( impl $trait for $type {} )* };
}

mark!(Number: u8, i8, i16, i32, i64, f32, f64, Decimal);
mark!(Fraction: f32, f64, Decimal);

/// The time at which the service handles the request.
///
/// ```
/// use msgraph_core::{Filter, now};
/// use msgraph_operations::v1_0::models::{LongRunningOperation, long_running_operation as operation};
///
/// let filter: Filter<LongRunningOperation> = operation::CREATED_DATE_TIME.lt(now());
/// assert_eq!(filter.to_string(), "createdDateTime lt now()");
/// ```
pub const fn now() -> Constant<DateTimeOffset> {
    Constant::new("now()")
}

/// The earliest time that the service can tell.
///
/// ```
/// use msgraph_core::{Filter, min_date_time};
/// use msgraph_operations::v1_0::models::{LongRunningOperation, long_running_operation as operation};
///
/// let filter: Filter<LongRunningOperation> = operation::CREATED_DATE_TIME.gt(min_date_time());
/// assert_eq!(filter.to_string(), "createdDateTime gt mindatetime()");
/// ```
pub const fn min_date_time() -> Constant<DateTimeOffset> {
    Constant::new("mindatetime()")
}

/// The latest time that the service can tell.
///
/// ```
/// use msgraph_core::{Filter, max_date_time};
/// use msgraph_operations::v1_0::models::{LongRunningOperation, long_running_operation as operation};
///
/// let filter: Filter<LongRunningOperation> = operation::CREATED_DATE_TIME.lt(max_date_time());
/// assert_eq!(filter.to_string(), "createdDateTime lt maxdatetime()");
/// ```
pub const fn max_date_time() -> Constant<DateTimeOffset> {
    Constant::new("maxdatetime()")
}

/// Functions of one argument: `name -> type "function"`.
macro_rules! functions {
    ($($(#[$doc:meta])* $name:ident -> $type:ty, $function:literal;)*) => { $(
        $(#[$doc])*
        pub fn $name(&self) -> Computed<T, Option<$type>> {
            Computed::new(Expression::call($function, [self.expression()]))
        }
    )* };
}

/// Operators with a value on the other side: `name(operand) -> type "operator"`.
macro_rules! arithmetic {
    ($($(#[$doc:meta])* $name:ident($operand:ty) -> $type:ty, $operator:literal;)*) => { $(
        $(#[$doc])*
        pub fn $name<K>(&self, other: impl Operand<T, $operand, K>) -> Computed<T, Option<$type>> {
            computed(self.expression(), $operator, other)
        }
    )* };
}

macro_rules! texts {
    ($handle:ident<T, F $(, $access:ident)?>) => {
        impl<T $(, $access)?> $handle<T, Option<String> $(, $access)?> {
            functions! {
                /// The number of characters.
                length -> i32, "length";
                /// The text in lower case.
                to_lower -> String, "tolower";
                /// The text in upper case.
                to_upper -> String, "toupper";
                /// The text without spaces around it.
                trim -> String, "trim";
            }

            /// The position at which `text` begins, counted from zero; -1 if it is not there.
            pub fn index_of(&self, text: impl AsRef<str>) -> Computed<T, Option<i32>> {
                let text = Expression::raw(&quoted(text.as_ref()), Binding::Primary);
                Computed::new(Expression::call("indexof", [self.expression(), text]))
            }

            /// The text from a character on, counted from zero.
            pub fn substring(&self, start: i32) -> Computed<T, Option<String>> {
                let arguments = [self.expression(), Expression::number(start)];
                Computed::new(Expression::call("substring", arguments))
            }

            /// So many characters of the text, from one on.
            pub fn substring_of_length(&self, start: i32, length: u32) -> Computed<T, Option<String>> {
                let arguments = [
                    self.expression(),
                    Expression::number(start),
                    Expression::number(length),
                ];
                Computed::new(Expression::call("substring", arguments))
            }

            /// The text with another one behind it.
            pub fn concat<K>(&self, other: impl Operand<T, String, K>) -> Computed<T, Option<String>> {
                let other = other.into_term("").0;
                Computed::new(Expression::call("concat", [self.expression(), other]))
            }

            /// Matches a regular expression, as ECMAScript has them.
            pub fn matches_pattern<M: IsA<T>>(&self, pattern: impl AsRef<str>) -> Filter<M> {
                let pattern = Expression::raw(&quoted(pattern.as_ref()), Binding::Primary);
                Filter::new(Expression::call("matchesPattern", [self.expression(), pattern]))
            }
        }
    };
}

macro_rules! times {
    ($handle:ident<T, F $(, $access:ident)?>) => {
        impl<T $(, $access)?> $handle<T, Option<DateTimeOffset> $(, $access)?> {
            functions! {
                /// The year.
                year -> i32, "year";
                /// The month, from 1 to 12.
                month -> i32, "month";
                /// The day of the month.
                day -> i32, "day";
                /// The hour, from 0 to 23.
                hour -> i32, "hour";
                /// The minute.
                minute -> i32, "minute";
                /// The second.
                second -> i32, "second";
                /// The fraction of the second.
                fractional_seconds -> Decimal, "fractionalseconds";
                /// The date.
                date -> Date, "date";
                /// The time of the day.
                time -> TimeOfDay, "time";
                /// The minutes by which it is ahead of UTC.
                total_offset_minutes -> i32, "totaloffsetminutes";
            }

            arithmetic! {
                /// So much later.
                add(Duration) -> DateTimeOffset, "add";
                /// So much earlier.
                sub(Duration) -> DateTimeOffset, "sub";
                /// The time since another one.
                since(DateTimeOffset) -> Duration, "sub";
            }
        }

        impl<T $(, $access)?> $handle<T, Option<Date> $(, $access)?> {
            functions! {
                /// The year.
                year -> i32, "year";
                /// The month, from 1 to 12.
                month -> i32, "month";
                /// The day of the month.
                day -> i32, "day";
            }

            arithmetic! {
                /// So much later.
                add(Duration) -> Date, "add";
                /// So much earlier.
                sub(Duration) -> Date, "sub";
                /// The time since another date.
                since(Date) -> Duration, "sub";
            }
        }

        impl<T $(, $access)?> $handle<T, Option<TimeOfDay> $(, $access)?> {
            functions! {
                /// The hour, from 0 to 23.
                hour -> i32, "hour";
                /// The minute.
                minute -> i32, "minute";
                /// The second.
                second -> i32, "second";
                /// The fraction of the second.
                fractional_seconds -> Decimal, "fractionalseconds";
            }
        }

        impl<T $(, $access)?> $handle<T, Option<Duration> $(, $access)?> {
            functions! {
                /// The seconds, with a fraction.
                total_seconds -> Decimal, "totalseconds";
            }

            arithmetic! {
                /// The sum.
                add(Duration) -> Duration, "add";
                /// The difference.
                sub(Duration) -> Duration, "sub";
            }

            /// The duration, negated.
            pub fn negated(&self) -> Computed<T, Option<Duration>> {
                Computed::new(self.expression().minus())
            }
        }
    };
}

macro_rules! numbers {
    ($handle:ident<T, F $(, $access:ident)?>) => {
        impl<T, V: Number $(, $access)?> $handle<T, Option<V> $(, $access)?> {
            arithmetic! {
                /// The sum.
                add(V) -> V, "add";
                /// The difference.
                sub(V) -> V, "sub";
                /// The product.
                mul(V) -> V, "mul";
                /// The quotient; of whole numbers, rounded towards zero.
                div(V) -> V, "div";
                /// The remainder of the division.
                modulo(V) -> V, "mod";
                /// The quotient with its fraction, even of whole numbers (OData 4.01).
                div_by(V) -> Decimal, "divby";
            }

            /// The number, negated.
            pub fn negated(&self) -> Computed<T, Option<V>> {
                Computed::new(self.expression().minus())
            }
        }

        impl<T, V: Fraction $(, $access)?> $handle<T, Option<V> $(, $access)?> {
            functions! {
                /// The nearest whole number.
                round -> V, "round";
                /// The next whole number that is not greater.
                floor -> V, "floor";
                /// The next whole number that is not less.
                ceiling -> V, "ceiling";
            }
        }
    };
}

macro_rules! all {
    ($($family:ident)*) => { $(
        $family!(Property<T, F, A>);
        $family!(PropertyPath<T, F>);
        $family!(Computed<T, F>);
    )* };
}

all!(texts times numbers);

fn computed<T, V, R, K>(
    left: Expression,
    operator: &str,
    right: impl Operand<T, V, K>,
) -> Computed<T, Option<R>> {
    Computed::new(left.computed(operator, right.into_term("").0))
}
