//! The feature `chrono-0_4`.

use chrono::{
    DateTime, Datelike, FixedOffset, NaiveDate, NaiveTime, Offset, TimeDelta, TimeZone, Timelike,
    Utc,
};

use crate::model::values::calendar::Civil;
use crate::model::values::{Date, DateTimeOffset, Duration, InvalidValue, TimeOfDay, Timestamp};

/// A leap second becomes the second after it.
impl<Z: TimeZone> From<DateTime<Z>> for Timestamp {
    fn from(time: DateTime<Z>) -> Self {
        let seconds = i128::from(time.timestamp()) * 1_000_000_000;
        Self::from_unix_nanoseconds(seconds + i128::from(time.timestamp_subsec_nanos()))
    }
}

impl TryFrom<Timestamp> for DateTime<Utc> {
    type Error = InvalidValue;

    fn try_from(timestamp: Timestamp) -> Result<Self, Self::Error> {
        Self::from_timestamp(timestamp.unix_seconds(), timestamp.subsec_nanoseconds()).ok_or(
            Timestamp::out_of_range("an instant that chrono::DateTime can hold"),
        )
    }
}

/// With the offset of the time zone, of which seconds are dropped.
impl<Z: TimeZone> From<DateTime<Z>> for DateTimeOffset {
    fn from(time: DateTime<Z>) -> Self {
        let offset = time.offset().fix().local_minus_utc();
        Self::near_offset(time.into(), offset)
    }
}

impl TryFrom<&DateTimeOffset> for DateTime<Utc> {
    type Error = InvalidValue;

    fn try_from(value: &DateTimeOffset) -> Result<Self, Self::Error> {
        value.timestamp()?.try_into()
    }
}

impl TryFrom<&DateTimeOffset> for DateTime<FixedOffset> {
    type Error = InvalidValue;

    fn try_from(value: &DateTimeOffset) -> Result<Self, Self::Error> {
        let error = Timestamp::out_of_range("a time that chrono::DateTime can hold");
        let time = DateTime::<Utc>::try_from(value)?;
        let offset = i32::from(value.offset_minutes()?) * 60;
        let offset = FixedOffset::east_opt(offset).ok_or(error)?;
        // The clock of the offset may be beyond the range that the instant is in.
        let local = time.naive_utc().checked_add_offset(offset).ok_or(error)?;
        offset.from_local_datetime(&local).single().ok_or(error)
    }
}

impl From<NaiveDate> for Date {
    fn from(date: NaiveDate) -> Self {
        let small = |value: u32| u8::try_from(value).unwrap_or_default();
        let civil = Civil {
            year: date.year().into(),
            month: small(date.month()),
            day: small(date.day()),
        };
        Self::from_wire(civil.to_string())
    }
}

impl TryFrom<&Date> for NaiveDate {
    type Error = InvalidValue;

    fn try_from(value: &Date) -> Result<Self, Self::Error> {
        let (year, month, day) = value.year_month_day()?;
        i32::try_from(year)
            .ok()
            .and_then(|year| Self::from_ymd_opt(year, month.into(), day.into()))
            .ok_or(Date::out_of_range("a day that chrono::NaiveDate can hold"))
    }
}

/// Fails for the leap second at the end of a day.
impl TryFrom<NaiveTime> for TimeOfDay {
    type Error = InvalidValue;

    fn try_from(time: NaiveTime) -> Result<Self, Self::Error> {
        let seconds = time.num_seconds_from_midnight().into();
        Self::after_midnight(std::time::Duration::new(seconds, time.nanosecond()))
    }
}

impl TryFrom<&TimeOfDay> for NaiveTime {
    type Error = InvalidValue;

    fn try_from(value: &TimeOfDay) -> Result<Self, Self::Error> {
        let time = value.since_midnight()?;
        let seconds = u32::try_from(time.as_secs()).ok();
        seconds
            .and_then(|seconds| {
                Self::from_num_seconds_from_midnight_opt(seconds, time.subsec_nanos())
            })
            .ok_or(TimeOfDay::out_of_range(
                "a time that chrono::NaiveTime can hold",
            ))
    }
}

impl From<TimeDelta> for Duration {
    fn from(delta: TimeDelta) -> Self {
        let seconds = i128::from(delta.num_seconds()) * 1_000_000_000;
        Self::from_nanoseconds(seconds + i128::from(delta.subsec_nanos()))
    }
}

impl TryFrom<&Duration> for TimeDelta {
    type Error = InvalidValue;

    fn try_from(value: &Duration) -> Result<Self, Self::Error> {
        let nanoseconds = value.nanoseconds()?;
        let seconds = i64::try_from(nanoseconds.div_euclid(1_000_000_000)).ok();
        let fraction = u32::try_from(nanoseconds.rem_euclid(1_000_000_000)).ok();
        seconds
            .zip(fraction)
            .and_then(|(seconds, nanoseconds)| Self::new(seconds, nanoseconds))
            .ok_or(Duration::out_of_range(
                "a length of time that chrono::TimeDelta can hold",
            ))
    }
}

owned! {
    DateTimeOffset => DateTime<Utc>, DateTime<FixedOffset>;
    Date => NaiveDate;
    TimeOfDay => NaiveTime;
    Duration => TimeDelta;
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn instants() {
        for time in [
            DateTime::<Utc>::MIN_UTC,
            DateTime::UNIX_EPOCH,
            DateTime::<Utc>::MAX_UTC,
        ] {
            let value = DateTimeOffset::from(time);
            assert_eq!(DateTime::<Utc>::try_from(&value), Ok(time), "{value}");
            assert_eq!(DateTime::<Utc>::try_from(value), Ok(time));
        }
        for text in ["270000-01-01T00:00:00Z", "2020-03-19T12-01-03.45Z"] {
            DateTime::<Utc>::try_from(&DateTimeOffset::from_wire(text)).expect_err(text);
        }
    }

    #[test]
    fn offsets() {
        let value = DateTimeOffset::from_wire("2023-06-09T14:00:00-03:30");
        let time = DateTime::<FixedOffset>::try_from(&value).unwrap();
        assert_eq!(time.offset().local_minus_utc(), -12_600);
        assert_eq!(DateTimeOffset::from(time), value);

        let last = Timestamp::from(DateTime::<Utc>::MAX_UTC);
        let value = DateTimeOffset::at_offset(last, 1439).unwrap();
        DateTime::<FixedOffset>::try_from(&value).expect_err("a clock beyond the range");
    }

    #[test]
    fn leap_seconds_are_the_next_second() {
        let leap = NaiveDate::from_ymd_opt(2016, 12, 31)
            .and_then(|day| day.and_hms_nano_opt(23, 59, 59, 1_500_000_000))
            .unwrap();
        let value = DateTimeOffset::from(leap.and_utc());
        assert_eq!(value.as_str(), "2017-01-01T00:00:00.5Z");
        TimeOfDay::try_from(leap.time()).expect_err("it is the next day");
    }

    #[test]
    fn days_and_times() {
        for date in [NaiveDate::MIN, NaiveDate::default(), NaiveDate::MAX] {
            assert_eq!(NaiveDate::try_from(&Date::from(date)), Ok(date));
        }
        for text in ["270000-01-01", "99999999999-01-01", "2023-02-29"] {
            NaiveDate::try_from(&Date::from_wire(text)).expect_err(text);
        }
        let time = NaiveTime::from_hms_nano_opt(23, 59, 59, 999_999_999).unwrap();
        assert_eq!(
            NaiveTime::try_from(&TimeOfDay::try_from(time).unwrap()),
            Ok(time)
        );
    }

    #[test]
    fn durations() {
        for delta in [TimeDelta::MIN, TimeDelta::zero(), TimeDelta::MAX] {
            assert_eq!(TimeDelta::try_from(&Duration::from(delta)), Ok(delta));
        }
        let half = Duration::from_wire("-PT0.5S");
        assert_eq!(
            TimeDelta::try_from(&half),
            Ok(TimeDelta::milliseconds(-500))
        );
        for text in [
            "P106751991168D",
            "-P106751991168D",
            "P106751991167301D",
            "P1M",
        ] {
            TimeDelta::try_from(&Duration::from_wire(text)).expect_err(text);
        }
    }

    proptest! {
        #[test]
        fn instants_are_those_of_chrono(
            seconds in -8_000_000_000_000_i64..8_000_000_000_000,
            nanoseconds in 0_u32..1_000_000_000,
            offset in -1439_i16..=1439,
        ) {
            let theirs = DateTime::from_timestamp(seconds, nanoseconds).unwrap();
            let value = DateTimeOffset::at_offset(theirs.into(), offset).unwrap();
            prop_assert_eq!(DateTime::<Utc>::try_from(&value), Ok(theirs));
            let fixed = DateTime::<FixedOffset>::try_from(&value).unwrap();
            prop_assert_eq!(fixed.timestamp(), seconds);
            let date = Date::from(fixed.date_naive());
            prop_assert!(value.as_str().starts_with(date.as_str()));
        }
    }
}
