//! The feature `time-0_3`.

use time::{Date as CivilDate, Month, OffsetDateTime, Time, UtcOffset};

use crate::model::values::calendar::Civil;
use crate::model::values::time_of_day::Clock;
use crate::model::values::{Date, DateTimeOffset, Duration, InvalidValue, TimeOfDay, Timestamp};

impl From<OffsetDateTime> for Timestamp {
    fn from(time: OffsetDateTime) -> Self {
        Self::from_unix_nanoseconds(time.unix_timestamp_nanos())
    }
}

/// In UTC.
impl TryFrom<Timestamp> for OffsetDateTime {
    type Error = InvalidValue;

    fn try_from(timestamp: Timestamp) -> Result<Self, Self::Error> {
        let expected = "an instant that time::OffsetDateTime can hold";
        Self::from_unix_timestamp_nanos(timestamp.unix_nanoseconds())
            .map_err(|_| Timestamp::out_of_range(expected))
    }
}

/// With the offset, of which seconds are dropped.
impl From<OffsetDateTime> for DateTimeOffset {
    fn from(time: OffsetDateTime) -> Self {
        Self::near_offset(time.into(), time.offset().whole_seconds())
    }
}

/// With the offset of the text.
impl TryFrom<&DateTimeOffset> for OffsetDateTime {
    type Error = InvalidValue;

    fn try_from(value: &DateTimeOffset) -> Result<Self, Self::Error> {
        let time = Self::try_from(value.timestamp()?)?;
        UtcOffset::from_whole_seconds(i32::from(value.offset_minutes()?) * 60)
            .ok()
            .and_then(|offset| time.checked_to_offset(offset))
            .ok_or(Timestamp::out_of_range(
                "a time that time::OffsetDateTime can hold",
            ))
    }
}

impl From<CivilDate> for Date {
    fn from(date: CivilDate) -> Self {
        let civil = Civil {
            year: date.year().into(),
            month: date.month().into(),
            day: date.day(),
        };
        Self::from_wire(civil.to_string())
    }
}

impl TryFrom<&Date> for CivilDate {
    type Error = InvalidValue;

    fn try_from(value: &Date) -> Result<Self, Self::Error> {
        let (year, month, day) = value.year_month_day()?;
        let parts = i32::try_from(year).ok().zip(Month::try_from(month).ok());
        parts
            .and_then(|(year, month)| Self::from_calendar_date(year, month, day).ok())
            .ok_or(Date::out_of_range("a day that time::Date can hold"))
    }
}

impl From<Time> for TimeOfDay {
    fn from(time: Time) -> Self {
        let (hour, minute, second, nanosecond) = time.as_hms_nano();
        let clock = Clock {
            seconds: u32::from(hour) * 3600 + u32::from(minute) * 60 + u32::from(second),
            picoseconds: u64::from(nanosecond) * 1000,
        };
        Self::from_wire(clock.to_string())
    }
}

impl TryFrom<&TimeOfDay> for Time {
    type Error = InvalidValue;

    fn try_from(value: &TimeOfDay) -> Result<Self, Self::Error> {
        let (hour, minute, second) = value.hour_minute_second()?;
        Self::from_hms_nano(hour, minute, second, value.since_midnight()?.subsec_nanos())
            .map_err(|_| TimeOfDay::out_of_range("a time that time::Time can hold"))
    }
}

impl From<time::Duration> for Duration {
    fn from(duration: time::Duration) -> Self {
        Self::from_nanoseconds(duration.whole_nanoseconds())
    }
}

impl TryFrom<&Duration> for time::Duration {
    type Error = InvalidValue;

    fn try_from(value: &Duration) -> Result<Self, Self::Error> {
        let expected = "a length of time that time::Duration can hold";
        let (seconds, nanoseconds) = value.seconds_and_nanoseconds(expected)?;
        Ok(Self::new(seconds, nanoseconds))
    }
}

owned! {
    DateTimeOffset => OffsetDateTime;
    Date => CivilDate;
    TimeOfDay => Time;
    Duration => time::Duration;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instants() {
        for text in [
            "-9999-01-01T00:00:00Z",
            "0001-01-01T00:00:00Z",
            "2023-06-09T14:00:00.123456789-03:30",
            "9999-12-31T23:59:59.9999999Z",
        ] {
            let value = DateTimeOffset::from_wire(text);
            let time = OffsetDateTime::try_from(&value).expect(text);
            assert_eq!(DateTimeOffset::from(time), value);
        }
        for text in [
            "1000000-01-01T00:00:00Z",
            "-9999-01-01T00:00:00+01:00",
            "2020-03-19T12-01-03.45Z",
        ] {
            OffsetDateTime::try_from(&DateTimeOffset::from_wire(text)).expect_err(text);
        }
        let offset = UtcOffset::from_hms(25, 59, 59).unwrap();
        let time = OffsetDateTime::UNIX_EPOCH.to_offset(offset);
        let value = DateTimeOffset::from(time);
        assert_eq!(value.timestamp(), Ok(Timestamp::UNIX_EPOCH));
    }

    #[test]
    fn days_and_times() {
        for date in [CivilDate::MIN, CivilDate::MAX] {
            assert_eq!(CivilDate::try_from(&Date::from(date)), Ok(date));
        }
        for text in ["1000000-01-01", "99999999999-01-01", "2023-02-29"] {
            CivilDate::try_from(&Date::from_wire(text)).expect_err(text);
        }
        let time = Time::from_hms_nano(23, 59, 59, 999_999_999).unwrap();
        assert_eq!(Time::try_from(&TimeOfDay::from(time)), Ok(time));
    }

    #[test]
    fn durations() {
        for duration in [
            time::Duration::MIN,
            time::Duration::ZERO,
            time::Duration::MAX,
        ] {
            assert_eq!(
                time::Duration::try_from(&Duration::from(duration)),
                Ok(duration)
            );
        }
        for text in ["P106751991167301D", "-P106751991167301D", "P1M"] {
            time::Duration::try_from(&Duration::from_wire(text)).expect_err(text);
        }
    }
}
