//! A text is no point in time until it was read as one.

use msgraph_operations::msgraph_core::{Binary, Date, DateTimeOffset, Decimal, Duration, Guid, TimeOfDay};
use msgraph_operations::v1_0::models::{LongRunningOperation, long_running_operation};

fn main() {
    let _ = LongRunningOperation::new().with(long_running_operation::CREATED_DATE_TIME, "tomorrow"); //~ E0277
    let _ = Binary::from("hello world"); //~ E0277
    let _ = Binary::from(String::from("hello world")); //~ E0277
    let _ = Date::from("2023-02-29"); //~ E0308
    let _ = DateTimeOffset::from("2026-01-01T00:00:00Z or isDraft eq true"); //~ E0277
    let _ = Decimal::from("1,5"); //~ E0277
    let _ = Duration::from("P1M"); //~ E0277
    let _ = Guid::from("1,b='x'"); //~ E0308
    let _ = TimeOfDay::from("24:00"); //~ E0308

    let _ = Binary::from(b"hello world");
    let _ = Guid::from_u128(1);
    let now: DateTimeOffset = std::time::SystemTime::now().into();
    let _ = LongRunningOperation::new().with(long_running_operation::CREATED_DATE_TIME, now);
}
