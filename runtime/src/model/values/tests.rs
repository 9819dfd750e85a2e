//! What holds for all texts.

use std::str::FromStr;

use proptest::prelude::*;

use super::{
    Binary, Date, DateTimeOffset, Decimal, Duration, Guid, InvalidValue, Json, TimeOfDay, Timestamp,
};

/// Asks a text for everything that it could mean.
fn ask(text: &str) {
    let _ = DateTimeOffset::from_wire(text).timestamp();
    let _ = DateTimeOffset::from_wire(text).offset_minutes();
    let _ = Date::from_wire(text).year_month_day();
    let _ = TimeOfDay::from_wire(text).hour_minute_second();
    let _ = Duration::from_wire(text).nanoseconds();
    let _ = std::time::Duration::try_from(&Duration::from_wire(text));
    let _ = Guid::from_wire(text).to_bytes();
    let _ = Binary::from_wire(text).to_bytes();
    let decimal = Decimal::from_wire(text);
    let _ = (decimal.to_i64(), decimal.to_f64());
    let _ = decimal.compare(&Decimal::from_wire("0.1"));
    let _ = decimal.compare(&decimal);
    let _ = Json::new(text).map(|json| json.to_geo());
}

/// Whether a text is a value of each type: by `parse`, by `TryFrom`, and if so as the text that it is.
fn is_value<T>(text: &str) -> bool
where
    T: FromStr<Err = InvalidValue>
        + AsRef<str>
        + for<'a> TryFrom<&'a str, Error = InvalidValue>
        + TryFrom<String, Error = InvalidValue>,
{
    let parsed = text.parse::<T>();
    assert_eq!(T::try_from(text).is_ok(), parsed.is_ok(), "{text}");
    assert_eq!(
        T::try_from(text.to_owned()).is_ok(),
        parsed.is_ok(),
        "{text}"
    );
    parsed.is_ok_and(|value| {
        assert_eq!(value.as_ref(), text);
        true
    })
}

/// The types that a text is a value of.
fn types(text: &str) -> Vec<&'static str> {
    let types = [
        ("DateTimeOffset", is_value::<DateTimeOffset>(text)),
        ("Date", is_value::<Date>(text)),
        ("TimeOfDay", is_value::<TimeOfDay>(text)),
        ("Duration", is_value::<Duration>(text)),
        ("Guid", is_value::<Guid>(text)),
        ("Decimal", is_value::<Decimal>(text)),
    ];
    let types = types.into_iter().filter(|(_, is_value)| *is_value);
    types.map(|(name, _)| name).collect()
}

#[test]
fn texts_of_programs_are_checked() {
    for (text, expected) in [
        ("2023-06-09T22:50:41.5414467+02:00", "DateTimeOffset"),
        ("2023-06-09", "Date"),
        ("22:50:41.541", "TimeOfDay"),
        ("-P1DT12H0.5S", "Duration"),
        ("19356BE4-7e93-4ed6-a7c6-0ae28454d125", "Guid"),
        ("-12.3400", "Decimal"),
        ("INF", "Decimal"),
    ] {
        assert_eq!(types(text), [expected], "{text}");
    }
    for text in [
        "",
        "tomorrow",
        "not a guid",
        "hello world",
        "2020-03-19T12-01-03.45Z",
        "2026-01-01T00:00:00Z or isDraft eq true",
        "2026-01-01T00:00:00",
        "2023-02-29",
        "24:00",
        "P1M",
        "{19356be4-7e93-4ed6-a7c6-0ae28454d125}",
        "1,b='x'",
        "1,5",
        " 1",
    ] {
        assert_eq!(types(text), [""; 0], "{text}");
    }
}

#[test]
fn errors_say_what_was_expected() {
    let error = "2023-06-09T12-01".parse::<DateTimeOffset>().unwrap_err();
    assert_eq!((error.expected(), error.position()), ("`:`", Some(13)));
    let general = crate::Error::from(error);
    assert_eq!(general.kind(), crate::ErrorKind::Decode);
    assert_eq!(general.message(), error.to_string());
}

#[test]
fn instants_are_where_the_calendar_has_them() {
    for (seconds, nanoseconds, text) in [
        (0, 0, "1970-01-01T00:00:00Z"),
        (-1, 0, "1969-12-31T23:59:59Z"),
        (-1, 999_999_999, "1969-12-31T23:59:59.999999999Z"),
        (951_782_400, 1, "2000-02-29T00:00:00.000000001Z"),
        (1_709_251_199, 250_000_000, "2024-02-29T23:59:59.25Z"),
        (-2_203_891_200, 0, "1900-03-01T00:00:00Z"),
        (253_402_300_799, 0, "9999-12-31T23:59:59Z"),
        (-62_135_596_800, 0, "0001-01-01T00:00:00Z"),
    ] {
        let timestamp = Timestamp::from_unix(seconds, nanoseconds).unwrap();
        assert_eq!(timestamp.to_string(), text);
        assert_eq!(DateTimeOffset::from_wire(text).timestamp(), Ok(timestamp));
        assert_eq!(timestamp.unix_seconds(), seconds);
        assert_eq!(timestamp.subsec_nanoseconds(), nanoseconds);
        assert_eq!(
            timestamp.subsec_picoseconds(),
            u64::from(nanoseconds) * 1000
        );
    }
}

#[test]
fn durations_have_only_the_parts_that_they_need() {
    const SECOND: i128 = 1_000_000_000;
    for (nanoseconds, text) in [
        (0, "PT0S"),
        (1, "PT0.000000001S"),
        (SECOND, "PT1S"),
        (60 * SECOND, "PT1M"),
        (3600 * SECOND, "PT1H"),
        (3601 * SECOND, "PT1H1S"),
        (86_400 * SECOND, "P1D"),
        (-86_400 * SECOND, "-P1D"),
        (10 * 86_400 * SECOND, "P10D"),
        (86_460 * SECOND, "P1DT1M"),
        (-SECOND / 4, "-PT0.25S"),
    ] {
        let duration = Duration::from_nanoseconds(nanoseconds);
        assert_eq!(duration.as_str(), text);
        assert_eq!(Duration::from_wire(text).nanoseconds(), Ok(nanoseconds));
    }
}

#[test]
fn infinities_have_a_sign() {
    for (number, text) in [
        (f64::INFINITY, "INF"),
        (f64::NEG_INFINITY, "-INF"),
        (f64::NAN, "NaN"),
        (-0.5, "-0.5"),
    ] {
        let decimal = Decimal::from(number);
        assert_eq!(decimal.as_str(), text);
        assert_eq!(decimal.to_f64().unwrap().to_bits(), number.to_bits());
    }
}

proptest! {
    #[test]
    fn no_text_makes_a_parser_panic(text in "\\PC*") {
        ask(&text);
    }

    #[test]
    fn nor_does_one_that_is_nearly_right(
        text in "[+-]?[0-9PpTtZzeEINFNa.:+-]{0,48}",
        geo in r#"\{"type":"(Point|Polygon)","coordinates":[\[\]0-9,.e-]{0,12}\}"#,
    ) {
        ask(&text);
        ask(&geo);
    }

    #[test]
    fn errors_are_at_a_place_in_the_text(text in "[0-9é]{4}-[01][0-9]-?[0-3]?[0-9é]?[TZ]?\\PC?") {
        if let Err(error) = DateTimeOffset::from_wire(text.as_str()).timestamp() {
            let position = error.position().unwrap();
            prop_assert!(text.is_char_boundary(position), "{}", error);
            let shown = format!("{error:?}{error}");
            prop_assert!(!shown.contains('é'));
        }
    }

    #[test]
    fn timestamps_are_written_and_read(seconds: i64, nanoseconds in 0_u32..1_000_000_000) {
        let timestamp = Timestamp::from_unix(seconds, nanoseconds).unwrap();
        prop_assert_eq!(DateTimeOffset::from(timestamp).timestamp(), Ok(timestamp));
    }

    #[test]
    fn timestamps_compare_as_time_does(a: (i64, u32), b: (i64, u32), offset in -1439_i16..=1439) {
        let timestamp = |(seconds, nanoseconds)| {
            Timestamp::from_unix(seconds, nanoseconds % 1_000_000_000).unwrap()
        };
        let (a, b) = (timestamp(a), timestamp(b));
        let written = DateTimeOffset::at_offset(b, offset).unwrap().timestamp().unwrap();
        prop_assert_eq!(a.cmp(&written), a.unix_nanoseconds().cmp(&b.unix_nanoseconds()));
    }

    #[test]
    fn canonical_texts_stay_as_they_are(
        text in "(0[0-9]{3}|[1-9][0-9]{3,5})-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\\.[0-9]{0,11}[1-9])?Z",
    ) {
        let timestamp = DateTimeOffset::from_wire(text.as_str()).timestamp().unwrap();
        prop_assert_eq!(timestamp.to_string(), text);
    }

    #[test]
    fn durations_are_written_and_read(nanoseconds in -(1_i128 << 110)..1 << 110) {
        prop_assert_eq!(Duration::from_nanoseconds(nanoseconds).nanoseconds(), Ok(nanoseconds));
    }

    #[test]
    fn decimals_compare_as_integers_do(a: i64, b: i64, zeros in 0_usize..20) {
        let shifted = format!("{b}{}e-{zeros}", "0".repeat(zeros));
        let order = Decimal::from(a).compare(&Decimal::from_wire(shifted.as_str()));
        prop_assert_eq!(order, Ok(a.cmp(&b)));
        prop_assert_eq!(Decimal::from_wire(shifted).to_i64(), Ok(Some(b)));
    }

    #[test]
    fn bytes_are_written_and_read(bytes: Vec<u8>) {
        for binary in [Binary::from_bytes(&bytes), Binary::from_bytes_url_safe(&bytes)] {
            let bare = Binary::from_wire(binary.as_str().trim_end_matches('='));
            prop_assert_eq!(binary.to_bytes(), Ok(bytes.clone()));
            prop_assert_eq!(bare.to_bytes(), Ok(bytes.clone()));
        }
    }
}
