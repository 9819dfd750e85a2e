//! `Edm.DateTimeOffset`, and the instants that its texts mean.

use std::fmt;
use std::time::{Duration, SystemTime};

use super::calendar::Civil;
use super::scanner::{PICOSECONDS, Scanner};
use super::time_of_day::{Clock, nanoseconds};
use super::{DateTimeOffset, InvalidValue};

const EDM_TYPE: &str = "Edm.DateTimeOffset";
const SECONDS_IN_A_DAY: i128 = 86_400;

/// An instant: what a [`DateTimeOffset`] means. Exact to the picosecond, which is the twelfth and
/// last fraction digit of `OData`. Leap seconds do not count.
///
/// It reads as the instant in UTC.
///
/// ```
/// use msgraph_core::{DateTimeOffset, Timestamp};
///
/// let noon = DateTimeOffset::try_from("2023-06-09T12:00:00Z")?.timestamp()?;
/// assert_eq!(noon, DateTimeOffset::try_from("2023-06-09t14:00:00.000+02:00")?.timestamp()?);
/// assert!(noon < DateTimeOffset::try_from("2023-06-09T12:00:00.0000001Z")?.timestamp()?);
/// assert_eq!(noon.to_string(), "2023-06-09T12:00:00Z");
/// assert_eq!(Timestamp::from_unix(1_686_312_000, 0), Some(noon));
/// # Ok::<(), msgraph_core::InvalidValue>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp {
    /// Since 1970-01-01T00:00:00Z, rounded down.
    seconds: i64,
    /// Below a second.
    picoseconds: u64,
}

impl Timestamp {
    /// The start of 1970 in UTC.
    pub const UNIX_EPOCH: Self = Self {
        seconds: 0,
        picoseconds: 0,
    };

    /// So many seconds after the start of 1970 in UTC, or before it where they are negative, and so
    /// many nanoseconds after that. `None` if the latter are a second or more.
    #[must_use]
    pub fn from_unix(seconds: i64, nanoseconds: u32) -> Option<Self> {
        (nanoseconds < 1_000_000_000).then(|| Self {
            seconds,
            picoseconds: u64::from(nanoseconds) * 1000,
        })
    }

    /// The seconds since the start of 1970 in UTC, rounded down.
    #[must_use]
    pub fn unix_seconds(self) -> i64 {
        self.seconds
    }

    /// The nanoseconds after [`unix_seconds`](Self::unix_seconds), rounded down.
    #[must_use]
    pub fn subsec_nanoseconds(self) -> u32 {
        nanoseconds(self.picoseconds)
    }

    /// The picoseconds after [`unix_seconds`](Self::unix_seconds).
    #[must_use]
    pub fn subsec_picoseconds(self) -> u64 {
        self.picoseconds
    }

    /// The nanoseconds since the start of 1970 in UTC, rounded down.
    #[must_use]
    pub fn unix_nanoseconds(self) -> i128 {
        i128::from(self.seconds) * 1_000_000_000 + i128::from(self.subsec_nanoseconds())
    }

    /// The instant so many nanoseconds after the start of 1970 in UTC, of a crate whose instants
    /// are all within 64 bits of seconds.
    #[cfg(any(feature = "chrono-0_4", feature = "jiff-0_2", feature = "time-0_3"))]
    pub(super) fn from_unix_nanoseconds(nanoseconds: i128) -> Self {
        let fraction = u64::try_from(nanoseconds.rem_euclid(1_000_000_000));
        Self {
            seconds: i64::try_from(nanoseconds.div_euclid(1_000_000_000)).unwrap_or_default(),
            picoseconds: fraction.unwrap_or_default() * 1000,
        }
    }

    #[cfg(any(feature = "chrono-0_4", feature = "jiff-0_2", feature = "time-0_3"))]
    pub(super) fn out_of_range(expected: &'static str) -> InvalidValue {
        InvalidValue::whole(EDM_TYPE, expected)
    }

    /// Day and time by a clock that is `offset` minutes ahead of UTC.
    fn civil(self, offset: i16) -> (Civil, Clock) {
        let seconds = i128::from(self.seconds) + i128::from(offset) * 60;
        let days = seconds.div_euclid(SECONDS_IN_A_DAY);
        let seconds = seconds.rem_euclid(SECONDS_IN_A_DAY);
        let clock = Clock {
            seconds: u32::try_from(seconds).unwrap_or_default(),
            picoseconds: self.picoseconds,
        };
        // 64 bits of seconds are far fewer days.
        (
            Civil::from_epoch(i64::try_from(days).unwrap_or_default()),
            clock,
        )
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (day, clock) = self.civil(0);
        write!(f, "{day}T{clock}Z")
    }
}

impl DateTimeOffset {
    /// This instant by a clock that is `minutes` ahead of UTC.
    ///
    /// ```
    /// use msgraph_core::{DateTimeOffset, Timestamp};
    ///
    /// let newfoundland = DateTimeOffset::at_offset(Timestamp::UNIX_EPOCH, -210)?;
    /// assert_eq!(newfoundland.as_str(), "1969-12-31T20:30:00-03:30");
    /// # Ok::<(), msgraph_core::InvalidValue>(())
    /// ```
    ///
    /// # Errors
    ///
    /// If the offset is a day or more.
    pub fn at_offset(timestamp: Timestamp, minutes: i16) -> Result<Self, InvalidValue> {
        let ahead = minutes.unsigned_abs();
        if ahead >= 24 * 60 {
            let expected = "an offset of less than a day";
            return Err(InvalidValue::whole(EDM_TYPE, expected));
        }
        let (day, clock) = timestamp.civil(minutes);
        let offset = if minutes == 0 {
            "Z".to_owned()
        } else {
            let sign = if minutes < 0 { '-' } else { '+' };
            format!("{sign}{:02}:{:02}", ahead / 60, ahead % 60)
        };
        Ok(Self::from_wire(format!("{day}T{clock}{offset}")))
    }

    /// By a clock that is about so many seconds ahead of UTC: `OData` has whole minutes, less than a
    /// day.
    #[cfg(any(feature = "chrono-0_4", feature = "jiff-0_2", feature = "time-0_3"))]
    pub(super) fn near_offset(timestamp: Timestamp, seconds: i32) -> Self {
        let minutes = i16::try_from(seconds / 60).ok();
        let value = minutes.and_then(|minutes| Self::at_offset(timestamp, minutes).ok());
        value.unwrap_or_else(|| timestamp.into())
    }

    /// The instant. Values are equal where their texts are; instants compare as time does.
    ///
    /// Read are the years −999999999999 to 999999999999 as far as their seconds fit 64 bits, no
    /// seconds or seconds with up to twelve fraction digits, `Z` or an offset, letters of either
    /// case. There is neither an hour 24 nor a second 60.
    ///
    /// # Errors
    ///
    /// If the text is not a point in time
    /// ([ABNF: `dateTimeOffsetValue`](https://docs.oasis-open.org/odata/odata/v4.01/os/abnf/odata-abnf-construction-rules.txt)),
    /// as without an offset it is not.
    pub fn timestamp(&self) -> Result<Timestamp, InvalidValue> {
        self.parse().map(|(timestamp, _)| timestamp)
    }

    /// How many minutes the clock of this text is ahead of UTC; −1439 to 1439.
    ///
    /// # Errors
    ///
    /// If the text is not a point in time.
    pub fn offset_minutes(&self) -> Result<i16, InvalidValue> {
        self.parse().map(|(_, offset)| offset)
    }

    fn parse(&self) -> Result<(Timestamp, i16), InvalidValue> {
        let mut scanner = Scanner::new(EDM_TYPE, self.as_str());
        let day = Civil::scan(&mut scanner)?;
        scanner.expect(b'T', "`T`")?;
        let clock = Clock::scan(&mut scanner)?;
        let offset = scan_offset(&mut scanner)?;
        scanner.end()?;
        let seconds = i128::from(day.since_epoch()) * SECONDS_IN_A_DAY + i128::from(clock.seconds)
            - i128::from(offset) * 60;
        let timestamp = Timestamp {
            seconds: i64::try_from(seconds)
                .map_err(|_| scanner.error_at(0, "a year within 64 bits of seconds"))?,
            picoseconds: clock.picoseconds,
        };
        Ok((timestamp, offset))
    }
}

/// `"Z" / SIGN hour ":" minute`, in minutes.
fn scan_offset(scanner: &mut Scanner<'_>) -> Result<i16, InvalidValue> {
    if scanner.take(b'Z') {
        return Ok(0);
    }
    let expected = "an offset from UTC";
    let is_negative = scanner.sign().ok_or(scanner.error(expected))?;
    let hours = scanner.two(23, expected)?;
    scanner.expect(b':', "`:`")?;
    let minutes = i16::from(hours) * 60 + i16::from(scanner.two(59, expected)?);
    Ok(if is_negative { -minutes } else { minutes })
}

/// In UTC.
impl From<Timestamp> for DateTimeOffset {
    fn from(timestamp: Timestamp) -> Self {
        Self::from_wire(timestamp.to_string())
    }
}

impl TryFrom<&DateTimeOffset> for Timestamp {
    type Error = InvalidValue;

    fn try_from(value: &DateTimeOffset) -> Result<Self, Self::Error> {
        value.timestamp()
    }
}

impl From<SystemTime> for Timestamp {
    /// All times of all systems fit; a later one would become the last timestamp.
    fn from(time: SystemTime) -> Self {
        match time.duration_since(SystemTime::UNIX_EPOCH) {
            Ok(after) => Self {
                seconds: i64::try_from(after.as_secs()).unwrap_or(i64::MAX),
                picoseconds: u64::from(after.subsec_nanos()) * 1000,
            },
            Err(error) => {
                let before = error.duration();
                let nanoseconds = u64::from(before.subsec_nanos());
                let whole = 0_i64.saturating_sub_unsigned(before.as_secs());
                Self {
                    seconds: whole.saturating_sub(i64::from(nanoseconds > 0)),
                    picoseconds: (PICOSECONDS - nanoseconds * 1000) % PICOSECONDS,
                }
            }
        }
    }
}

/// Digits after the nanoseconds are dropped, and on some systems more of them.
impl TryFrom<Timestamp> for SystemTime {
    type Error = InvalidValue;

    fn try_from(timestamp: Timestamp) -> Result<Self, Self::Error> {
        let seconds = Duration::from_secs(timestamp.seconds.unsigned_abs());
        let whole = if timestamp.seconds < 0 {
            Self::UNIX_EPOCH.checked_sub(seconds)
        } else {
            Self::UNIX_EPOCH.checked_add(seconds)
        };
        let fraction = Duration::from_nanos(timestamp.subsec_nanoseconds().into());
        whole
            .and_then(|whole| whole.checked_add(fraction))
            .ok_or(InvalidValue::whole(EDM_TYPE, "a time of this system"))
    }
}

/// In UTC.
impl From<SystemTime> for DateTimeOffset {
    fn from(time: SystemTime) -> Self {
        Timestamp::from(time).into()
    }
}

impl TryFrom<&DateTimeOffset> for SystemTime {
    type Error = InvalidValue;

    fn try_from(value: &DateTimeOffset) -> Result<Self, Self::Error> {
        value.timestamp()?.try_into()
    }
}

owned!(DateTimeOffset => Timestamp, SystemTime;);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instants() {
        for (text, seconds, picoseconds, offset) in [
            ("1970-01-01T00:00:00Z", 0, 0, 0),
            ("1970-01-01t00:00z", 0, 0, 0),
            (
                "2023-06-09T22:50:41.5414467Z",
                1_686_351_041,
                541_446_700_000,
                0,
            ),
            (
                "2023-06-09T22:50:41.54144671Z",
                1_686_351_041,
                541_446_710_000,
                0,
            ),
            ("2023-06-10T00:50:41+02:00", 1_686_351_041, 0, 120),
            ("2023-06-09T19:20:41-03:30", 1_686_351_041, 0, -210),
            ("1969-12-31T23:59:59.999999999999Z", -1, 999_999_999_999, 0),
            ("0001-01-01T00:00:00Z", -62_135_596_800, 0, 0),
            (
                "9999-12-31T23:59:59.9999999Z",
                253_402_300_799,
                999_999_900_000,
                0,
            ),
            ("9999-12-31T23:59:59-23:59", 253_402_387_139, 0, -1439),
            ("-0001-03-01T00:00:00-00:00", -62_193_657_600, 0, 0),
        ] {
            let value = DateTimeOffset::from_wire(text);
            let timestamp = value.timestamp().expect(text);
            assert_eq!(
                (timestamp.unix_seconds(), timestamp.subsec_picoseconds()),
                (seconds, picoseconds),
                "{text}"
            );
            assert_eq!(value.offset_minutes(), Ok(offset), "{text}");
        }
    }

    #[test]
    fn texts_that_are_no_instants() {
        for (text, position) in [
            ("", 0),
            ("2020-03-19T12-01-03.45Z", 13),
            ("2020-03-19", 10),
            ("2020-03-19 12:01:03Z", 10),
            ("2020-03-19T12:01:03", 19),
            ("2020-03-19T12:01:60Z", 17),
            ("2020-03-19T24:00:00Z", 11),
            ("2020-02-30T00:00:00Z", 8),
            ("2020-03-19T12:01:03.Z", 20),
            ("2020-03-19T12:01:03.1234567890123Z", 20),
            ("2020-03-19T12:01:03+0100", 22),
            ("2020-03-19T12:01:03+24:00", 20),
            ("2020-03-19T12:01:03Z ", 20),
            ("999999999999-01-01T00:00:00Z", 0),
            ("-999999999999-01-01T00:00:00Z", 0),
        ] {
            let error = DateTimeOffset::from_wire(text).timestamp().expect_err(text);
            assert_eq!(error.position(), Some(position), "{text}: {error}");
        }
    }

    #[test]
    fn all_timestamps_are_written_and_read() {
        for seconds in [i64::MIN, -62_135_596_801, -1, 0, 951_782_400, i64::MAX] {
            for offset in [-1439, 0, 1, 1439] {
                let timestamp = Timestamp::from_unix(seconds, 100).unwrap();
                let value = DateTimeOffset::at_offset(timestamp, offset).unwrap();
                assert_eq!(value.timestamp(), Ok(timestamp), "{value}");
                assert_eq!(value.offset_minutes(), Ok(offset));
            }
        }
        assert!(DateTimeOffset::at_offset(Timestamp::UNIX_EPOCH, 1440).is_err());
        assert!(DateTimeOffset::at_offset(Timestamp::UNIX_EPOCH, i16::MIN).is_err());
        assert_eq!(Timestamp::from_unix(0, 1_000_000_000), None);
    }

    #[test]
    fn system_times() {
        for text in [
            "1969-12-31T23:59:58.9999999Z",
            "1969-12-31T23:59:58Z",
            "1970-01-01T00:00:00Z",
            "2023-06-09T22:50:41.5414467Z",
        ] {
            let value = DateTimeOffset::from_wire(text);
            let time = SystemTime::try_from(&value).expect(text);
            assert_eq!(DateTimeOffset::from(time), value);
        }
        let last = Timestamp::from_unix(i64::MAX, 0).unwrap();
        if let Ok(time) = SystemTime::try_from(last) {
            assert_eq!(Timestamp::from(time), last);
        }
    }
}
