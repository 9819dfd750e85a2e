//! Days of the calendar.

use std::fmt;

/// A day of the Gregorian calendar, such as `Edm.Date` has. Displays as `2026-04-10`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    year: i32,
    month: u8,
    day: u8,
}

impl Date {
    /// Reads `2026-04-10`; the time of a timestamp is not looked at.
    ///
    /// ```
    /// use msgraph_generator::drift::Date;
    ///
    /// let removal = Date::parse("2026-04-10").unwrap();
    /// assert_eq!(removal.days_since(Date::parse("2026-03-31T23:59:59Z").unwrap()), 10);
    /// assert_eq!(Date::parse("10.4.2026"), None);
    /// assert_eq!(Date::parse("2026-02-30"), None);
    /// ```
    pub fn parse(text: &str) -> Option<Self> {
        let date = text.split('T').next()?;
        let mut parts = date.splitn(3, '-');
        let mut part = |digits: usize| parts.next().filter(|part| is_number(part, digits));
        let year = part(4)?.parse().ok()?;
        let month = part(2)?.parse().ok()?;
        let day = part(2)?.parse().ok()?;
        let date = Self { year, month, day };
        (1..=12).contains(&month).then_some(())?;
        (1..=date.days_of_month()).contains(&day).then_some(date)
    }

    /// The day that is so many days after 1970-01-01; `None` from the year 10000 on.
    ///
    /// ```
    /// use msgraph_generator::drift::Date;
    ///
    /// assert_eq!(Date::from_days(20_553), Date::parse("2026-04-10"));
    /// ```
    pub fn from_days(days: u32) -> Option<Self> {
        // Days since 0000-03-01, and those of a cycle of 400 years.
        let days = i64::from(days) + 719_468;
        let (era, of_era) = (days / 146_097, days % 146_097);
        let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month = (5 * of_year + 2) / 153;
        let day = of_year - (153 * month + 2) / 5 + 1;
        let month = if month < 10 { month + 3 } else { month - 9 };
        let year = year_of_era + era * 400 + i64::from(month <= 2);
        Self::parse(&format!("{year:04}-{month:02}-{day:02}"))
    }

    /// The days from another day to this one.
    pub fn days_since(self, other: Self) -> i64 {
        self.number() - other.number()
    }

    fn days_of_month(self) -> u8 {
        let is_leap = self.year % 4 == 0 && (self.year % 100 != 0 || self.year % 400 == 0);
        match self.month {
            2 if is_leap => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            _ => 31,
        }
    }

    /// Days since 0000-03-01: years begin in March, so that the leap day is the last one.
    fn number(self) -> i64 {
        let month = i64::from(self.month);
        let year = i64::from(self.year) - i64::from(month <= 2);
        let of_year = (153 * ((month + 9) % 12) + 2) / 5 + i64::from(self.day) - 1;
        365 * year + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400) + of_year
    }
}

fn is_number(text: &str, digits: usize) -> bool {
    text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit())
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { year, month, day } = self;
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

#[cfg(test)]
mod tests {
    use super::Date;

    #[test]
    fn days_follow_each_other() {
        let first = Date::parse("1970-01-01").unwrap();
        for n in 0..60_000 {
            assert_eq!(Date::from_days(n).unwrap().days_since(first), i64::from(n));
        }
    }
}
