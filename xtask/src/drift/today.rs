//! The clock, which only the command line has.

use std::time::{SystemTime, UNIX_EPOCH};

use msgraph_generator::drift::Date;

/// The day that it is, in UTC.
pub(crate) fn today() -> Option<Date> {
    let since_1970 = SystemTime::now().duration_since(UNIX_EPOCH).ok()?;
    Date::from_days(u32::try_from(since_1970.as_secs() / 86_400).ok()?)
}
