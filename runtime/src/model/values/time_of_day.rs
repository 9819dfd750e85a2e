//! `Edm.TimeOfDay`.

use std::fmt;

use super::scanner::{PICOSECONDS, Scanner, spell_fraction};
use super::{InvalidValue, TimeOfDay};

const EDM_TYPE: &str = "Edm.TimeOfDay";

/// What a clock shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Clock {
    /// Below 86,400.
    pub(super) seconds: u32,
    /// Below a second.
    pub(super) picoseconds: u64,
}

impl TimeOfDay {
    /// The time that is so long after midnight, by a clock.
    ///
    /// ```
    /// use std::time::Duration;
    /// use msgraph_core::TimeOfDay;
    ///
    /// let noon = TimeOfDay::after_midnight(Duration::from_millis(43_200_500))?;
    /// assert_eq!(noon.as_str(), "12:00:00.5");
    /// # Ok::<(), msgraph_core::InvalidValue>(())
    /// ```
    ///
    /// # Errors
    ///
    /// If it is a day or more.
    pub fn after_midnight(time: std::time::Duration) -> Result<Self, InvalidValue> {
        let error = InvalidValue::whole(EDM_TYPE, "a time of less than a day");
        let seconds = u32::try_from(time.as_secs()).map_err(|_| error)?;
        let picoseconds = u64::from(time.subsec_nanos()) * 1000;
        let clock = Clock {
            seconds,
            picoseconds,
        };
        if seconds < 86_400 {
            Ok(Self::from_wire(clock.to_string()))
        } else {
            Err(error)
        }
    }

    /// Hour, minute and second, without the fraction.
    ///
    /// # Errors
    ///
    /// If the text is not a time of day, see [`since_midnight`](Self::since_midnight).
    pub fn hour_minute_second(&self) -> Result<(u8, u8, u8), InvalidValue> {
        self.clock().map(Clock::hour_minute_second)
    }

    /// The time since midnight, by a clock. Digits after the nanoseconds are dropped.
    ///
    /// ```
    /// use std::time::Duration;
    /// use msgraph_core::TimeOfDay;
    ///
    /// assert!(TimeOfDay::try_from("09:30")?.since_midnight()? < Duration::from_secs(10 * 3600));
    /// # Ok::<(), msgraph_core::InvalidValue>(())
    /// ```
    ///
    /// # Errors
    ///
    /// If the text is not a time of day
    /// ([ABNF: `timeOfDayValue`](https://docs.oasis-open.org/odata/odata/v4.01/os/abnf/odata-abnf-construction-rules.txt)).
    /// There is neither an hour 24 nor a second 60.
    pub fn since_midnight(&self) -> Result<std::time::Duration, InvalidValue> {
        let clock = self.clock()?;
        Ok(std::time::Duration::new(
            clock.seconds.into(),
            nanoseconds(clock.picoseconds),
        ))
    }

    #[cfg(any(feature = "chrono-0_4", feature = "jiff-0_2", feature = "time-0_3"))]
    pub(super) fn out_of_range(expected: &'static str) -> InvalidValue {
        InvalidValue::whole(EDM_TYPE, expected)
    }

    fn clock(&self) -> Result<Clock, InvalidValue> {
        let mut scanner = Scanner::new(EDM_TYPE, self.as_str());
        let clock = Clock::scan(&mut scanner)?;
        scanner.end()?;
        Ok(clock)
    }
}

impl Clock {
    /// `hour ":" minute [ ":" second [ "." fractionalSeconds ] ]`
    pub(super) fn scan(scanner: &mut Scanner<'_>) -> Result<Self, InvalidValue> {
        let hour = scanner.two(23, "an hour from 00 to 23")?;
        scanner.expect(b':', "`:`")?;
        let minute = scanner.two(59, "a minute from 00 to 59")?;
        let (mut second, mut picoseconds) = (0, 0);
        if scanner.take(b':') {
            second = scanner.two(59, "a second from 00 to 59")?;
            picoseconds = scanner.fraction()?;
        }
        Ok(Self {
            seconds: u32::from(hour) * 3600 + u32::from(minute) * 60 + u32::from(second),
            picoseconds,
        })
    }

    fn hour_minute_second(self) -> (u8, u8, u8) {
        let small = |value: u32| u8::try_from(value).unwrap_or_default();
        (
            small(self.seconds / 3600),
            small(self.seconds / 60 % 60),
            small(self.seconds % 60),
        )
    }
}

impl fmt::Display for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (hour, minute, second) = self.hour_minute_second();
        let fraction = spell_fraction(self.picoseconds);
        write!(f, "{hour:02}:{minute:02}:{second:02}{fraction}")
    }
}

/// The nanoseconds in a fraction of a second.
pub(super) fn nanoseconds(picoseconds: u64) -> u32 {
    u32::try_from(picoseconds % PICOSECONDS / 1000).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn times() {
        for (text, parts, nanoseconds) in [
            ("00:00", (0, 0, 0), 0),
            ("23:59:59", (23, 59, 59), 0),
            ("22:50:41.5", (22, 50, 41), 500_000_000),
            ("22:50:41.000000001999", (22, 50, 41), 1),
        ] {
            let time = TimeOfDay::from_wire(text);
            assert_eq!(time.hour_minute_second(), Ok(parts), "{text}");
            assert_eq!(time.since_midnight().unwrap().subsec_nanos(), nanoseconds);
        }
    }

    #[test]
    fn texts_that_are_no_times() {
        for (text, position) in [
            ("", 0),
            ("24:00", 0),
            ("9:30", 0),
            ("12-01", 2),
            ("12:60", 3),
            ("12:00:60", 6),
            ("12:00:00.", 9),
            ("12:00:00.1234567890123", 9),
            ("12:00:00Z", 8),
        ] {
            let error = TimeOfDay::from_wire(text).since_midnight().expect_err(text);
            assert_eq!(error.position(), Some(position), "{text}: {error}");
        }
    }

    #[test]
    fn a_day_has_an_end() {
        let last = Duration::new(86_399, 999_999_999);
        let time = TimeOfDay::after_midnight(last).unwrap();
        assert_eq!(time.as_str(), "23:59:59.999999999");
        assert_eq!(time.since_midnight(), Ok(last));
        assert!(TimeOfDay::after_midnight(Duration::from_secs(86_400)).is_err());
        assert!(TimeOfDay::after_midnight(Duration::MAX).is_err());
    }
}
