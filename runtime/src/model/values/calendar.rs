//! `Edm.Date`.

use std::fmt;

use super::scanner::Scanner;
use super::{Date, InvalidValue};

const EDM_TYPE: &str = "Edm.Date";

/// The longest year: more digits would have seconds that overflow 64 bits.
const YEAR_DIGITS: usize = 12;

/// A day of the proleptic Gregorian calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Civil {
    pub(super) year: i64,
    pub(super) month: u8,
    pub(super) day: u8,
}

impl Date {
    /// This day.
    ///
    /// ```
    /// use msgraph_core::Date;
    ///
    /// assert_eq!(Date::new(2024, 2, 29)?.as_str(), "2024-02-29");
    /// assert!(Date::new(2023, 2, 29).is_err());
    /// # Ok::<(), msgraph_core::InvalidValue>(())
    /// ```
    ///
    /// # Errors
    ///
    /// If there is no such day, or if its year has more than twelve digits.
    pub fn new(year: i64, month: u8, day: u8) -> Result<Self, InvalidValue> {
        let date = Self::from_wire(Civil { year, month, day }.to_string());
        date.day().map(|_| date)
    }

    /// Year, month and day, which compare as the days do.
    ///
    /// Years are those of [ISO 8601](https://en.wikipedia.org/wiki/ISO_8601#Years): 0 is the one
    /// before 1.
    ///
    /// ```
    /// use msgraph_core::Date;
    ///
    /// assert_eq!(Date::try_from("2023-06-09")?.year_month_day()?, (2023, 6, 9));
    /// # Ok::<(), msgraph_core::InvalidValue>(())
    /// ```
    ///
    /// # Errors
    ///
    /// If the text is not a day
    /// ([ABNF: `dateValue`](https://docs.oasis-open.org/odata/odata/v4.01/os/abnf/odata-abnf-construction-rules.txt)).
    pub fn year_month_day(&self) -> Result<(i64, u8, u8), InvalidValue> {
        self.day().map(|day| (day.year, day.month, day.day))
    }

    #[cfg(any(feature = "chrono-0_4", feature = "jiff-0_2", feature = "time-0_3"))]
    pub(super) fn out_of_range(expected: &'static str) -> InvalidValue {
        InvalidValue::whole(EDM_TYPE, expected)
    }

    fn day(&self) -> Result<Civil, InvalidValue> {
        let mut scanner = Scanner::new(EDM_TYPE, self.as_str());
        let day = Civil::scan(&mut scanner)?;
        scanner.end()?;
        Ok(day)
    }
}

impl Civil {
    pub(super) fn scan(scanner: &mut Scanner<'_>) -> Result<Self, InvalidValue> {
        let year = scan_year(scanner)?;
        scanner.expect(b'-', "`-`")?;
        let start = scanner.position();
        let month = scanner.two(12, "a month from 01 to 12")?;
        if month == 0 {
            return Err(scanner.error_at(start, "a month from 01 to 12"));
        }
        scanner.expect(b'-', "`-`")?;
        let start = scanner.position();
        let day = scanner.two(days_in_month(year, month), "a day of the month")?;
        if day == 0 {
            return Err(scanner.error_at(start, "a day of the month"));
        }
        Ok(Self { year, month, day })
    }

    /// The days since 1970-01-01. Counted in years that begin in March, so that the leap day is the
    /// last one ([H. Hinnant](https://howardhinnant.github.io/date_algorithms.html)).
    pub(super) fn since_epoch(self) -> i64 {
        let month = i64::from(self.month);
        let year = self.year - i64::from(month < 3);
        let (era, year_of_era) = (year.div_euclid(400), year.rem_euclid(400));
        let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + i64::from(self.day) - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        era * 146_097 + day_of_era - 719_468
    }

    /// The day that is `days` after 1970-01-01.
    pub(super) fn from_epoch(days: i64) -> Self {
        let days = days + 719_468;
        let (era, day_of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
        let year_of_era =
            (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month_from_march = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
        let month = (month_from_march + 2) % 12 + 1;
        let small = |value: i64| u8::try_from(value).unwrap_or_default();
        Self {
            year: era * 400 + year_of_era + i64::from(month < 3),
            month: small(month),
            day: small(day),
        }
    }
}

impl fmt::Display for Civil {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.year < 0 { "-" } else { "" };
        let year = self.year.unsigned_abs();
        write!(f, "{sign}{year:04}-{:02}-{:02}", self.month, self.day)
    }
}

/// `year = [ "-" ] ( "0" 3DIGIT / oneToNine 3*DIGIT )`
fn scan_year(scanner: &mut Scanner<'_>) -> Result<i64, InvalidValue> {
    let start = scanner.position();
    let negative = scanner.take(b'-');
    let digits = scanner.digits();
    let is_year = match digits.len() {
        4 => true,
        5..=YEAR_DIGITS => !digits.starts_with('0'),
        _ => false,
    };
    let year = digits.parse().ok().filter(|_| is_year);
    let year: i64 = year.ok_or(scanner.error_at(start, "a year of four to twelve digits"))?;
    Ok(if negative { -year } else { year })
}

fn days_in_month(year: i64, month: u8) -> u8 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days() {
        for (text, parts) in [
            ("0001-01-01", (1, 1, 1)),
            ("9999-12-31", (9999, 12, 31)),
            ("0000-02-29", (0, 2, 29)),
            ("-0001-12-31", (-1, 12, 31)),
            ("12345-06-07", (12345, 6, 7)),
            ("2000-02-29", (2000, 2, 29)),
        ] {
            let date = Date::from_wire(text);
            assert_eq!(date.year_month_day(), Ok(parts), "{text}");
            let (year, month, day) = parts;
            assert_eq!(Date::new(year, month, day), Ok(date));
        }
    }

    #[test]
    fn texts_that_are_no_days() {
        for (text, position) in [
            ("", 0),
            ("23-06-09", 0),
            ("+2023-06-09", 0),
            ("02023-06-09", 0),
            ("1234567890123-06-09", 0),
            ("2023", 4),
            ("2023-00-09", 5),
            ("2023-13-09", 5),
            ("2023-6-9", 5),
            ("2023-06-00", 8),
            ("2023-06-31", 8),
            ("1900-02-29", 8),
            ("2023-06-é", 8),
            ("2023-06-09Z", 10),
            ("٢٠٢٣-06-09", 0),
        ] {
            let error = Date::from_wire(text).year_month_day().expect_err(text);
            assert_eq!(error.position(), Some(position), "{text}: {error}");
        }
        assert!(Date::new(2023, 255, 1).is_err());
        assert!(Date::new(2023, 1, 111).is_err());
        assert!(Date::new(i64::MIN, 1, 1).is_err());
    }

    #[test]
    fn days_are_counted_from_the_epoch() {
        for (days, text) in [
            (0, "1970-01-01"),
            (-1, "1969-12-31"),
            (19_517, "2023-06-09"),
            (-719_162, "0001-01-01"),
            (2_932_896, "9999-12-31"),
            (-719_468, "0000-03-01"),
        ] {
            let day = Civil::from_epoch(days);
            assert_eq!((day.to_string().as_str(), day.since_epoch()), (text, days));
        }
    }
}
