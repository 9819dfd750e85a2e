//! The feature `jiff-0_2`.

use jiff::civil::{Date as CivilDate, Time};
use jiff::tz::{Offset, TimeZone};
use jiff::{SignedDuration, Zoned};

use crate::model::values::calendar::Civil;
use crate::model::values::{Date, DateTimeOffset, Duration, InvalidValue, TimeOfDay, Timestamp};

impl From<jiff::Timestamp> for Timestamp {
    fn from(timestamp: jiff::Timestamp) -> Self {
        Self::from_unix_nanoseconds(timestamp.as_nanosecond())
    }
}

impl TryFrom<Timestamp> for jiff::Timestamp {
    type Error = InvalidValue;

    fn try_from(timestamp: Timestamp) -> Result<Self, Self::Error> {
        let expected = "an instant that jiff::Timestamp can hold";
        Self::from_nanosecond(timestamp.unix_nanoseconds())
            .map_err(|_| Timestamp::out_of_range(expected))
    }
}

/// In UTC.
impl From<jiff::Timestamp> for DateTimeOffset {
    fn from(timestamp: jiff::Timestamp) -> Self {
        Timestamp::from(timestamp).into()
    }
}

impl TryFrom<&DateTimeOffset> for jiff::Timestamp {
    type Error = InvalidValue;

    fn try_from(value: &DateTimeOffset) -> Result<Self, Self::Error> {
        value.timestamp()?.try_into()
    }
}

/// With the offset of the time zone, whose name is dropped.
impl From<&Zoned> for DateTimeOffset {
    fn from(zoned: &Zoned) -> Self {
        Self::near_offset(zoned.timestamp().into(), zoned.offset().seconds())
    }
}

/// In a time zone that always has the offset of the text.
impl TryFrom<&DateTimeOffset> for Zoned {
    type Error = InvalidValue;

    fn try_from(value: &DateTimeOffset) -> Result<Self, Self::Error> {
        let timestamp = jiff::Timestamp::try_from(value)?;
        let offset = Offset::from_seconds(i32::from(value.offset_minutes()?) * 60)
            .map_err(|_| Timestamp::out_of_range("an offset that jiff::tz::Offset can hold"))?;
        Ok(timestamp.to_zoned(TimeZone::fixed(offset)))
    }
}

impl From<CivilDate> for Date {
    fn from(date: CivilDate) -> Self {
        let small = |value: i8| u8::try_from(value).unwrap_or_default();
        let civil = Civil {
            year: date.year().into(),
            month: small(date.month()),
            day: small(date.day()),
        };
        Self::from_wire(civil.to_string())
    }
}

impl TryFrom<&Date> for CivilDate {
    type Error = InvalidValue;

    fn try_from(value: &Date) -> Result<Self, Self::Error> {
        let (year, month, day) = value.year_month_day()?;
        let date = i16::try_from(year).ok().and_then(|year| {
            Self::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
        });
        date.ok_or(Date::out_of_range("a day that jiff::civil::Date can hold"))
    }
}

impl From<Time> for TimeOfDay {
    fn from(time: Time) -> Self {
        Self::from_wire(time.to_string())
    }
}

impl TryFrom<&TimeOfDay> for Time {
    type Error = InvalidValue;

    fn try_from(value: &TimeOfDay) -> Result<Self, Self::Error> {
        let time = SignedDuration::try_from(value.since_midnight()?);
        time.ok()
            .and_then(|time| Self::midnight().checked_add(time).ok())
            .ok_or(TimeOfDay::out_of_range(
                "a time that jiff::civil::Time can hold",
            ))
    }
}

impl From<SignedDuration> for Duration {
    fn from(duration: SignedDuration) -> Self {
        Self::from_nanoseconds(duration.as_nanos())
    }
}

impl TryFrom<&Duration> for SignedDuration {
    type Error = InvalidValue;

    fn try_from(value: &Duration) -> Result<Self, Self::Error> {
        let expected = "a length of time that jiff::SignedDuration can hold";
        let (seconds, nanoseconds) = value.seconds_and_nanoseconds(expected)?;
        Ok(Self::new(seconds, nanoseconds))
    }
}

owned! {
    DateTimeOffset => jiff::Timestamp, Zoned;
    Date => CivilDate;
    TimeOfDay => Time;
    Duration => SignedDuration;
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn instants() {
        for timestamp in [
            jiff::Timestamp::MIN,
            jiff::Timestamp::UNIX_EPOCH,
            jiff::Timestamp::MAX,
        ] {
            let value = DateTimeOffset::from(timestamp);
            assert_eq!(jiff::Timestamp::try_from(&value), Ok(timestamp), "{value}");
        }
        for (text, expected) in [
            ("0001-01-01T00:00:00Z", Some("0001-01-01T00:00:00Z")),
            (
                "2023-06-09t14:00:00.123456789999+02:00",
                Some("2023-06-09T12:00:00.123456789Z"),
            ),
            ("9999-12-31T23:59:59.9999999Z", None),
            ("10000-01-01T00:00:00Z", None),
            ("2020-03-19T12-01-03.45Z", None),
        ] {
            let timestamp = jiff::Timestamp::try_from(&DateTimeOffset::from_wire(text)).ok();
            assert_eq!(
                timestamp.map(|t| t.to_string()).as_deref(),
                expected,
                "{text}"
            );
        }
    }

    #[test]
    fn offsets() {
        let value = DateTimeOffset::from_wire("2023-06-09T14:00:00-03:30");
        let zoned = Zoned::try_from(&value).unwrap();
        assert_eq!(zoned.offset().seconds(), -12_600);
        assert_eq!(DateTimeOffset::from(&zoned), value);
        for offset in [Offset::MIN, Offset::MAX] {
            let zoned = zoned.with_time_zone(TimeZone::fixed(offset));
            let written = DateTimeOffset::from(&zoned);
            assert_eq!(written.timestamp(), value.timestamp(), "{written}");
        }
    }

    #[test]
    fn days_and_times() {
        for date in [CivilDate::MIN, CivilDate::ZERO, CivilDate::MAX] {
            assert_eq!(CivilDate::try_from(&Date::from(date)), Ok(date));
        }
        for text in ["10000-01-01", "100000-01-01", "2023-02-29"] {
            CivilDate::try_from(&Date::from_wire(text)).expect_err(text);
        }
        for time in [Time::MIN, Time::MAX] {
            assert_eq!(Time::try_from(&TimeOfDay::from(time)), Ok(time));
        }
        Time::try_from(&TimeOfDay::from_wire("24:00")).expect_err("no hour 24");
    }

    #[test]
    fn durations() {
        for duration in [
            SignedDuration::MIN,
            SignedDuration::ZERO,
            SignedDuration::MAX,
        ] {
            assert_eq!(
                SignedDuration::try_from(&Duration::from(duration)),
                Ok(duration)
            );
        }
        for text in ["P106751991167301D", "-P106751991167301D", "P1M"] {
            SignedDuration::try_from(&Duration::from_wire(text)).expect_err(text);
        }
    }

    proptest! {
        #[test]
        fn instants_are_those_of_jiff(
            seconds in -377_705_023_201_i64..=253_402_207_200,
            nanoseconds in 0_i32..1_000_000_000,
            offset in -1439_i16..=1439,
        ) {
            let theirs = jiff::Timestamp::new(seconds, nanoseconds).unwrap();
            let ours = Timestamp::from(theirs);
            prop_assert_eq!((ours.unix_seconds(), ours.subsec_nanoseconds()), (seconds, nanoseconds.unsigned_abs()));
            let value = DateTimeOffset::at_offset(ours, offset).unwrap();
            prop_assert_eq!(jiff::Timestamp::try_from(&value), Ok(theirs));
            if seconds >= -62_135_500_000 {
                let parsed: jiff::Timestamp = value.as_str().parse().unwrap();
                prop_assert_eq!(parsed, theirs);
            }
        }
    }
}
