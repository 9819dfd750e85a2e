//! The clock, which only the command line has.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use msgraph_codegen::drift::Date;

/// The day that it is, in UTC.
pub(crate) fn today() -> Option<Date> {
    day(SystemTime::now().duration_since(UNIX_EPOCH).ok()?)
}

fn day(since_1970: Duration) -> Option<Date> {
    // Days since 0000-03-01: years begin in March, so that the leap day is the last one.
    let days = since_1970.as_secs() / 86_400 + 719_468;
    let (era, of_era) = (days / 146_097, days % 146_097);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = year_of_era + era * 400 + u64::from(month <= 2);
    Date::parse(&format!("{year:04}-{month:02}-{day:02}"))
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use msgraph_codegen::drift::Date;

    use super::day;

    #[test]
    fn days_follow_each_other() {
        let first = Date::parse("1970-01-01").unwrap();
        for n in 0..60_000 {
            let date = day(Duration::from_secs(n * 86_400 + 86_399)).unwrap();
            assert_eq!(date.days_since(first), i64::try_from(n).unwrap());
        }
    }
}
