//! Values of the primitive types that Rust has no type for.
//!
//! They keep their text as it came, so that no value can make a payload unreadable: Graph's own
//! documentation has the time `2020-03-19T12-01-03.45Z`. What the text means is found out when asked
//! for. Two values are equal if their texts are; they have no order, but their meanings do. Texts of programs are checked:
//! they come in through `parse` and `TryFrom`, or unchecked through `from_wire`.

/// Conversions of values, where there are those of references.
macro_rules! owned {
    ($($value:ty => $($other:ty),*;)*) => { $($(
        impl TryFrom<$value> for $other {
            type Error = InvalidValue;

            fn try_from(value: $value) -> Result<Self, Self::Error> {
                (&value).try_into()
            }
        }
    )*)* };
}

mod binary;
mod calendar;
mod convert;
mod date_time_offset;
mod decimal;
mod duration;
mod geo;
mod guid;
mod invalid;
mod json;
mod scanner;
#[cfg(feature = "serde")]
mod serde;
#[cfg(test)]
mod tests;
mod time_of_day;

pub use binary::Binary;
pub use date_time_offset::Timestamp;
pub use geo::{Geo, Position, Shape};
pub use invalid::InvalidValue;
pub use json::Json;

use crate::model::codec::{Datum, Element, Kind, Literal, Sink, TextSlot};

/// A type that is a text, of which the method `$meaning` tells what it means.
macro_rules! text {
    ($(#[$documentation:meta])* $type:ident, $meaning:ident) => {
        $(#[$documentation])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        pub struct $type(Box<str>);

        impl $type {
            /// The value that is this text on the wire, unchecked: services write values that the specification does
            /// not have. Use [`parse`](str::parse) for a text that should mean something.
            #[must_use]
            pub fn from_wire(text: impl Into<Box<str>>) -> Self {
                Self(text.into())
            }

            /// The text, as it is on the wire.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<String> for $type {
            type Error = InvalidValue;

            fn try_from(text: String) -> Result<Self, Self::Error> {
                let value = Self::from_wire(text);
                value.$meaning().map(|_| value)
            }
        }

        impl TryFrom<&str> for $type {
            type Error = InvalidValue;

            fn try_from(text: &str) -> Result<Self, Self::Error> {
                text.to_owned().try_into()
            }
        }

        impl std::str::FromStr for $type {
            type Err = InvalidValue;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.try_into()
            }
        }

        impl AsRef<str> for $type {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl std::fmt::Display for $type {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

/// A text type whose values are strings in JSON.
macro_rules! string {
    ($(#[$documentation:meta])* $type:ident, $meaning:ident, $literal:ident) => {
        text!($(#[$documentation])* $type, $meaning);

        impl Element for $type {
            type Kind = Self;
        }

        impl Kind<Self> for $type {
            fn datum(value: &Self) -> Datum<'_> {
                Datum::Text(Literal::$literal, &value.0)
            }

            fn sink(place: &mut Option<Self>) -> Sink<'_> {
                Sink::Text(place)
            }
        }

        impl TextSlot for Option<$type> {
            fn clear(&mut self) {
                *self = None;
            }

            fn set(&mut self, text: String) {
                *self = Some($type::from_wire(text));
            }
        }
    };
}

string!(
    /// A point in time with an offset from UTC: `2023-06-09T22:50:41.5414467Z`.
    ///
    /// It is made of a [`SystemTime`](std::time::SystemTime), a [`Timestamp`], the types of other crates, or a text that is
    /// checked:
    ///
    /// ```
    /// use msgraph_core::DateTimeOffset;
    ///
    /// let time: DateTimeOffset = "2023-06-09T22:50:41Z".parse()?;
    /// assert_eq!(time.as_str(), "2023-06-09T22:50:41Z");
    /// assert!("tomorrow".parse::<DateTimeOffset>().is_err());
    /// # Ok::<(), msgraph_core::InvalidValue>(())
    /// ```
    DateTimeOffset,
    timestamp,
    Bare
);
string!(
    /// A day: `2023-06-09`.
    ///
    /// ```
    /// use msgraph_core::Date;
    ///
    /// let day: Date = "2023-06-09".parse()?;
    /// assert_eq!(day.year_month_day()?, (2023, 6, 9));
    /// assert!("2023-02-29".parse::<Date>().is_err());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    Date,
    year_month_day,
    Bare
);
string!(
    /// A time of day: `22:50:41.541`.
    ///
    /// ```
    /// use msgraph_core::TimeOfDay;
    ///
    /// let time: TimeOfDay = "22:50:41.5".parse()?;
    /// assert_eq!(time.since_midnight()?.as_secs(), 82_241);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    TimeOfDay,
    since_midnight,
    Bare
);
string!(
    /// A signed length of time in days, hours, minutes and seconds: `-P1DT12H0.5S`.
    ///
    /// ```
    /// use msgraph_core::Duration;
    ///
    /// let duration = Duration::from(std::time::Duration::from_secs(90));
    /// assert_eq!(duration.as_str(), "PT1M30S");
    /// assert_eq!("-PT0.5S".parse::<Duration>()?.nanoseconds()?, -500_000_000);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    Duration,
    picoseconds,
    Duration
);
string!(
    /// A UUID: `19356be4-7e93-4ed6-a7c6-0ae28454d125`.
    ///
    /// ```
    /// use msgraph_core::Guid;
    ///
    /// let id: Guid = "19356be4-7e93-4ed6-a7c6-0ae28454d125".parse()?;
    /// assert_eq!(Guid::from_u128(id.to_u128()?), id);
    /// assert!("19356be4".parse::<Guid>().is_err());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    Guid,
    to_u128,
    Bare
);
text!(
    /// A decimal number with any number of digits: `12.3400`. A number in JSON; where it came as a
    /// string, it is written as one again.
    ///
    /// ```
    /// use msgraph_core::Decimal;
    ///
    /// let price: Decimal = "12.3400".parse()?;
    /// assert_eq!(price.as_str(), "12.3400");
    /// assert_eq!(price.to_f64()?, 12.34);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    Decimal,
    to_f64
);

impl Element for Decimal {
    type Kind = Self;
}

impl Kind<Self> for Decimal {
    fn datum(value: &Self) -> Datum<'_> {
        Datum::Decimal(&value.0)
    }

    fn sink(place: &mut Option<Self>) -> Sink<'_> {
        Sink::Decimal(place)
    }
}
