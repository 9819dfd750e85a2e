//! Numbers and values, as services write them and as they are written in URLs.

#![allow(clippy::unwrap_used)] // failing is what a test is for

use msgraph_core::http::{Request, Response};
use msgraph_core::{
    Binary, Bytes, Client, Cloud, DateTimeOffset, Decimal, Duration, Field, Flags, Guid, Json,
    Model as _, Single, StaticToken, Target, transport_fn,
};

mod common;

use common::models::Right;

fn read<F: Field>(json: &str) -> Single<F> {
    let value = Single::from_json(json.as_bytes()).unwrap();
    assert_eq!(value.to_json(), json);
    value
}

/// What is read, whether as a value or in a collection, and that it is written as it came.
fn reads_as<T>(json: &str, expected: Option<T>)
where
    T: PartialEq + std::fmt::Debug + Clone,
    Option<T>: Field,
    Vec<T>: Field,
{
    let single = read::<Option<T>>(&format!(r#"{{"value":{json}}}"#));
    assert_eq!(single.value, expected, "{json}");
    assert_eq!(single.mismatches().is_empty(), expected.is_some(), "{json}");

    let is_value = expected.is_some();
    let items: Vec<T> = expected
        .into_iter()
        .flat_map(|item| [item.clone(), item])
        .collect();
    let list = read::<Vec<T>>(&format!(r#"{{"value":[{json},{json}]}}"#));
    assert_eq!(list.value, items, "[{json}]");
    assert_eq!(list.mismatches().is_empty(), is_value, "{json}");
}

#[test]
fn integers_of_64_bits_are_numbers_or_strings() {
    for (json, value) in [
        ("9007199254740993", Some(9_007_199_254_740_993_i64)),
        (r#""9007199254740993""#, Some(9_007_199_254_740_993)),
        (r#""-9223372036854775808""#, Some(i64::MIN)),
        ("9223372036854775807", Some(i64::MAX)),
        ("1e3", Some(1000)),
        ("9223372036854775808", None),
        (r#""9223372036854775808""#, None),
        (r#""1.5""#, None),
        (r#""""#, None),
    ] {
        reads_as(json, value);
    }
    reads_as(r#""5""#, None::<i32>);
}

#[test]
fn infinities_are_strings() {
    for (json, value) in [
        ("47.6450", Some(47.645_f64)),
        (r#""INF""#, Some(f64::INFINITY)),
        (r#""-INF""#, Some(f64::NEG_INFINITY)),
        ("1e999", None),
        (r#""inf""#, None),
        (r#""Infinity""#, None),
        (r#""0.5""#, None),
    ] {
        reads_as(json, value);
    }
    reads_as(r#""-INF""#, Some(f32::NEG_INFINITY));
    reads_as("1e39", None::<f32>);
    assert!(
        read::<Option<f64>>(r#"{"value":"NaN"}"#)
            .value
            .unwrap()
            .is_nan()
    );
    assert!(read::<Vec<f32>>(r#"{"value":["NaN",0.5]}"#).value[0].is_nan());
}

#[test]
fn decimals_are_numbers_or_strings() {
    for (json, text) in [
        ("12345678901234567890.1200", "12345678901234567890.1200"),
        (
            r#""12345678901234567890.1200""#,
            "12345678901234567890.1200",
        ),
        ("1E400", "1E400"),
        (r#""INF""#, "INF"),
        (r#""NaN""#, "NaN"),
    ] {
        reads_as(json, Some(Decimal::from_wire(text)));
    }
}

#[test]
fn texts_need_not_mean_anything() {
    for text in ["2020-03-19T12-01-03.45Z", "0001-01-01T00:00:00Z", "", "ü"] {
        let json = format!("{text:?}");
        reads_as(&json, Some(DateTimeOffset::from_wire(text)));
        reads_as(&json, Some(Duration::from_wire(text)));
        reads_as(&json, Some(Guid::from_wire(text)));
        reads_as(&json, Some(Binary::from_wire(text)));
    }
    reads_as("5", None::<DateTimeOffset>);
}

/// Nothing was read, so nothing that was kept is written.
#[test]
fn new_infinities_are_strings() {
    let mut value = Single::<Vec<f64>>::default();
    value.value = vec![f64::INFINITY, f64::NEG_INFINITY, f64::NAN, -0.5];
    assert_eq!(value.to_json(), r#"{"value":["INF","-INF","NaN",-0.5]}"#);
    let mut value = Single::<Option<f32>>::default();
    value.value = Some(f32::NEG_INFINITY);
    assert_eq!(value.to_json(), r#"{"value":"-INF"}"#);
    let mut value = Single::<Option<Decimal>>::default();
    value.value = Some(Decimal::from(f64::NEG_INFINITY));
    assert_eq!(value.to_json(), r#"{"value":"-INF"}"#);
}

fn target() -> Target {
    let transport = transport_fn(|_: Request<Bytes>| async { Ok(Response::new(Bytes::new())) });
    let client = Client::with_transport(Cloud::Global, StaticToken::new("token"), transport);
    client.service("v1.0")
}

/// The URL of `f(value=…)`, after the service.
fn called_with<F: Field>(field: F) -> String {
    let mut parameters = Single::<F>::default();
    parameters.value = field;
    let url = target().function::<Bytes>("f", &parameters).url();
    url.rsplit('/').next().unwrap_or_default().to_owned()
}

#[test]
fn keys_are_spelled_without_their_types() {
    let keyed = |target: Target| {
        let url = target.get::<Bytes>().url();
        url.rsplit('/').next().unwrap_or_default().to_owned()
    };
    for (target, expected) in [
        (target().key(Right::Share), "share"),
        (
            target().key(Flags::from([Right::Write, Right::Read])),
            "write%2Cread",
        ),
        (target().key(Binary::from_wire("-_8=")), "-_8%3D"),
        (target().key(Duration::from_wire("P1D")), "P1D"),
        (target().key(Decimal::from_wire("-INF")), "-INF"),
        (target().key(7_i64), "7"),
        (target().key(true), "true"),
    ] {
        assert_eq!(keyed(target), expected);
    }
}

#[test]
fn parameters_of_functions_are_literals() {
    let time = DateTimeOffset::from_wire("2023-06-09T14:00:00+02:00");
    let point = Json::new(r#"{"type":"Point"}"#).unwrap();
    for (url, expected) in [
        (called_with(Some(i64::MIN)), "f(value=-9223372036854775808)"),
        (called_with(Some(f64::NEG_INFINITY)), "f(value=-INF)"),
        (called_with(Some(f32::NAN)), "f(value=NaN)"),
        (called_with(Some(Decimal::from_wire("INF"))), "f(value=INF)"),
        (
            called_with(Some(Decimal::from_wire("-INF"))),
            "f(value=-INF)",
        ),
        (
            called_with(Some(Duration::from_wire("P1D"))),
            "f(value=duration'P1D')",
        ),
        (
            called_with(Some(time)),
            "f(value=2023-06-09T14:00:00%2B02:00)",
        ),
        (
            called_with(Some(Duration::from_wire("-PT5M"))),
            "f(value=duration'-PT5M')",
        ),
        (
            called_with(Some(Binary::from_wire("-_8="))),
            "f(value=binary'-_8%3D')",
        ),
        (
            called_with(Some(Flags::from([Right::Write, Right::Read]))),
            "f(value=microsoft.graph.right'write%2Cread')",
        ),
        (
            called_with(Some(Flags::from([Right::Share]))),
            "f(value=microsoft.graph.right'share')",
        ),
        (
            called_with(vec![f64::INFINITY, 0.5]),
            "f(value=@value)?@value=[%22INF%22,0.5]",
        ),
        (
            called_with(vec![i64::MAX]),
            "f(value=@value)?@value=[9223372036854775807]",
        ),
        (
            called_with(Some(point)),
            "f(value=@value)?@value=%7B%22type%22:%22Point%22%7D",
        ),
    ] {
        assert_eq!(url.replace("%5B", "[").replace("%5D", "]"), expected);
    }
}
