//! `Edm.Duration`.

use super::scanner::{PICOSECONDS, Scanner, spell_fraction};
use super::{Duration, InvalidValue};

const EDM_TYPE: &str = "Edm.Duration";

impl Duration {
    /// This length of time.
    ///
    /// ```
    /// use msgraph_core::Duration;
    ///
    /// assert_eq!(Duration::from_nanoseconds(-90_061_500_000_000).as_str(), "-P1DT1H1M1.5S");
    /// assert_eq!(Duration::from_nanoseconds(0).as_str(), "PT0S");
    /// ```
    #[must_use]
    pub fn from_nanoseconds(nanoseconds: i128) -> Self {
        let sign = if nanoseconds < 0 { "-" } else { "" };
        let nanoseconds = nanoseconds.unsigned_abs();
        let seconds = nanoseconds / 1_000_000_000;
        let picoseconds = u64::try_from(nanoseconds % 1_000_000_000).unwrap_or_default() * 1000;
        let (days, hours, minutes) = (seconds / 86_400, seconds / 3600 % 24, seconds / 60 % 60);
        let seconds = format!("{}{}", seconds % 60, spell_fraction(picoseconds));

        let part = |text: String, unit: &str| match text.as_str() {
            "0" => String::new(),
            _ => text + unit,
        };
        let date = part(days.to_string(), "D");
        let time = [
            (hours.to_string(), "H"),
            (minutes.to_string(), "M"),
            (seconds, "S"),
        ];
        let time: String = time.map(|(text, unit)| part(text, unit)).concat();
        Self::from_wire(match (date.as_str(), time.as_str()) {
            ("", "") => "PT0S".to_owned(),
            (_, "") => format!("{sign}P{date}"),
            _ => format!("{sign}P{date}T{time}"),
        })
    }

    /// The length of time, exactly. A day is 24 hours.
    ///
    /// # Errors
    ///
    /// If the text is not a duration
    /// ([ABNF: `durationValue`](https://docs.oasis-open.org/odata/odata/v4.01/os/abnf/odata-abnf-construction-rules.txt)).
    /// Weeks, months and years are not part of one. Or if it is more than 5 × 10¹⁸ years, or has
    /// more than twelve fraction digits.
    pub fn picoseconds(&self) -> Result<i128, InvalidValue> {
        let mut scanner = Scanner::new(EDM_TYPE, self.as_str());
        let is_negative = scanner.sign().unwrap_or(false);
        scanner.expect(b'P', "`P`")?;
        let mut sum = Sum(0);
        let mut digits = scanner.digits();
        if !digits.is_empty() {
            scanner.expect(b'D', "`D`")?;
            sum.add(digits, 86_400, &scanner)?;
        }
        if scanner.take(b'T') {
            digits = scanner.digits();
            for (unit, seconds) in [(b'H', 3600), (b'M', 60)] {
                if !digits.is_empty() && scanner.take(unit) {
                    sum.add(digits, seconds, &scanner)?;
                    digits = scanner.digits();
                }
            }
            if !digits.is_empty() {
                sum.add(digits, 1, &scanner)?;
                sum.0 += i128::from(scanner.fraction()?);
                scanner.expect(b'S', "a unit of time")?;
            }
        }
        scanner.end()?;
        Ok(if is_negative { -sum.0 } else { sum.0 })
    }

    /// The length of time, rounded towards zero.
    ///
    /// ```
    /// use msgraph_core::Duration;
    ///
    /// assert_eq!(Duration::try_from("-PT0.25S")?.nanoseconds()?, -250_000_000);
    /// assert_eq!(Duration::try_from("PT60M")?.nanoseconds(), Duration::try_from("PT1H")?.nanoseconds());
    /// # Ok::<(), msgraph_core::InvalidValue>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Those of [`picoseconds`](Self::picoseconds).
    pub fn nanoseconds(&self) -> Result<i128, InvalidValue> {
        Ok(self.picoseconds()? / 1000)
    }

    /// Whole seconds and the nanoseconds after them; both have the sign of the duration.
    #[cfg(any(feature = "jiff-0_2", feature = "time-0_3"))]
    pub(super) fn seconds_and_nanoseconds(
        &self,
        expected: &'static str,
    ) -> Result<(i64, i32), InvalidValue> {
        let nanoseconds = self.nanoseconds()?;
        i64::try_from(nanoseconds / 1_000_000_000)
            .ok()
            .zip(i32::try_from(nanoseconds % 1_000_000_000).ok())
            .ok_or(Self::out_of_range(expected))
    }

    pub(super) fn out_of_range(expected: &'static str) -> InvalidValue {
        InvalidValue::whole(EDM_TYPE, expected)
    }
}

/// Picoseconds that are being added up.
struct Sum(i128);

impl Sum {
    fn add(
        &mut self,
        digits: &str,
        seconds: u64,
        scanner: &Scanner<'_>,
    ) -> Result<(), InvalidValue> {
        let unit = i128::from(seconds) * i128::from(PICOSECONDS);
        let value: Option<i128> = digits.parse().ok();
        self.0 = value
            .and_then(|value| value.checked_mul(unit)?.checked_add(self.0))
            // Whatever the fraction is that follows.
            .filter(|sum| *sum <= i128::MAX - i128::from(PICOSECONDS))
            .ok_or(scanner.error("128 bits of picoseconds"))?;
        Ok(())
    }
}

impl From<std::time::Duration> for Duration {
    fn from(duration: std::time::Duration) -> Self {
        let nanoseconds = i128::try_from(duration.as_nanos());
        Self::from_nanoseconds(nanoseconds.unwrap_or(i128::MAX)) // 94 bits are enough
    }
}

/// Fails for negative durations. Digits after the nanoseconds are dropped.
impl TryFrom<&Duration> for std::time::Duration {
    type Error = InvalidValue;

    fn try_from(value: &Duration) -> Result<Self, Self::Error> {
        let nanoseconds = value.nanoseconds()?;
        let seconds = u64::try_from(nanoseconds.div_euclid(1_000_000_000)).ok();
        let fraction = u32::try_from(nanoseconds.rem_euclid(1_000_000_000)).ok();
        let parts = seconds.zip(fraction);
        parts
            .map(|(seconds, nanoseconds)| Self::new(seconds, nanoseconds))
            .ok_or(Duration::out_of_range(
                "a length of time that std::time::Duration can hold",
            ))
    }
}

owned!(Duration => std::time::Duration;);

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: i128 = 1_000_000_000_000;

    #[test]
    fn durations() {
        for (text, picoseconds) in [
            ("PT0S", 0),
            ("P", 0),
            ("PT", 0),
            ("P1D", 86_400 * SECOND),
            ("-P1DT12H0.5S", -129_600 * SECOND - SECOND / 2),
            ("+PT5M", 300 * SECOND),
            ("pt5m", 300 * SECOND),
            ("PT1H1S", 3601 * SECOND),
            ("PT100H", 360_000 * SECOND),
            ("PT0.000000000001S", 1),
            (
                "P10675199DT2H48M5.4775807S",
                922_337_203_685_477_580_700_000,
            ),
            ("P999999999999DT0S", 999_999_999_999 * 86_400 * SECOND),
        ] {
            assert_eq!(
                Duration::from_wire(text).picoseconds(),
                Ok(picoseconds),
                "{text}"
            );
        }
    }

    #[test]
    fn texts_that_are_no_durations() {
        for (text, position) in [
            ("", 0),
            ("5M", 0),
            ("--PT5M", 1),
            ("P1M", 2),
            ("P1Y", 2),
            ("P1W", 2),
            ("P1DT1", 5),
            ("PT1M1H", 5),
            ("PT1.5M", 5),
            ("PT.5S", 2),
            ("PT1.S", 4),
            ("PT1.1234567890123S", 4),
            ("P5M", 2),
            ("PT1S ", 4),
            ("P99999999999999999999999999999999999999999D", 43),
        ] {
            let error = Duration::from_wire(text).picoseconds().expect_err(text);
            assert_eq!(error.position(), Some(position), "{text}: {error}");
        }
    }

    #[test]
    fn nanoseconds_are_written_and_read() {
        for nanoseconds in [
            0,
            1,
            -1,
            60_000_000_000,
            -3_600_000_000_001,
            i128::from(i64::MIN),
        ] {
            let duration = Duration::from_nanoseconds(nanoseconds);
            assert_eq!(duration.nanoseconds(), Ok(nanoseconds), "{duration}");
        }
        assert_eq!(
            Duration::from_wire("-PT0.0000000019S").nanoseconds(),
            Ok(-1)
        );
        assert!(Duration::from_nanoseconds(i128::MIN).nanoseconds().is_err());
    }

    #[test]
    fn durations_of_the_standard_library() {
        use std::time::Duration as Std;

        for std in [
            Std::ZERO,
            Std::from_nanos(1),
            Std::from_secs(90_061),
            Std::MAX,
        ] {
            assert_eq!(Std::try_from(&Duration::from(std)), Ok(std));
        }
        for text in ["-PT0.5S", "-PT1S", "P999999999999999DT1S", "P1M"] {
            Std::try_from(&Duration::from_wire(text)).expect_err(text);
        }
    }
}
