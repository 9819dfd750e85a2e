//! Documents whose members are anything: none of them is lost, and none loses the document.

// Clippy knows tests, but not the functions that they share.
#![allow(clippy::expect_used)]

#[allow(
    dead_code,
    unreachable_pub,
    reason = "other tests and a fuzz target use it, too"
)]
#[path = "../../fuzz/src/decode.rs"]
mod decode;
#[allow(
    dead_code,
    unreachable_pub,
    reason = "other tests and a fuzz target use it, too"
)]
#[path = "../../fuzz/src/json.rs"]
mod json;
#[path = "../../generator/tests/common/seed.rs"]
mod seed;

use std::collections::BTreeSet;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::{Config, RngSeed};

/// Names that no type declares, or not like that.
const OTHER_NAMES: &[&str] = &[
    "",
    "x",
    "Id",
    "ID",
    "value",
    "@odata.type",
    "@odata.context",
    "@odata.nextLink",
    "@odata.count",
    "error@odata.navigationLink",
    "base",
    "additional",
    "a\\\"b",
    "\\u0069\\u0064",
    "ü",
    "\\ud83d\\ude00",
];

/// Values of each kind: those that are meant, those that are nearly so, and those that are not.
const LEAVES: &[&str] = &[
    "null",
    "true",
    "false",
    "0",
    "-0",
    "1",
    "255",
    "256",
    "-129",
    "2147483648",
    "9223372036854775808",
    "1e3",
    "1E-2",
    "47.6450",
    "1e999",
    "12345678901234567890.1200",
    "\"\"",
    "\"x\"",
    "\"1\"",
    "\"running\"",
    "\"NotStarted\"",
    "\"unknownFutureValue\"",
    "\"newer\"",
    "\"read,share\"",
    "\"read, new\"",
    "\",\"",
    "\"2020-03-19T12-01-03.45Z\"",
    "\"9999-12-31T23:59:59.9999999Z\"",
    "\"-P1DT0.5S\"",
    "\"INF\"",
    "\"-INF\"",
    "\"NaN\"",
    "\"-_8=\"",
    "\"19356be4\"",
    "\"a\\nb\\u0000\\\\\"",
    "\"#microsoft.graph.richLongRunningOperation\"",
    "\"#microsoft.graph.attackSimulationOperation\"",
    "\"microsoft.graph.entity\"",
    "\"#unknown\"",
    "[]",
    "{}",
    "[null]",
    "[[]]",
    "[{}]",
];

fn name() -> impl Strategy<Value = String> {
    let own = select(decode::members()).prop_map(str::to_owned);
    let other = select(OTHER_NAMES).prop_map(str::to_owned);
    prop_oneof![4 => own, 1 => other]
}

/// The text of an object, in which each name is there once.
fn object(members: Vec<(String, String)>) -> String {
    let mut seen = BTreeSet::new();
    let members = members
        .into_iter()
        .filter(|(name, _)| seen.insert(name.replace("\\u0069\\u0064", "id")));
    let members: Vec<_> = members
        .map(|(name, value)| format!("\"{name}\":{value}"))
        .collect();
    format!("{{{}}}", members.join(","))
}

fn value() -> impl Strategy<Value = String> {
    let leaf = select(LEAVES).prop_map(str::to_owned);
    leaf.prop_recursive(5, 40, 8, |inner| {
        let array = vec(inner.clone(), 0..4).prop_map(|items| format!("[{}]", items.join(", ")));
        let members = vec((name(), inner.clone()), 0..8).prop_map(object);
        let deep = (inner, 1..30_usize).prop_map(|(value, depth)| {
            format!("{}{value}{}", "[".repeat(depth), "]".repeat(depth))
        });
        prop_oneof![2 => array, 6 => members, 1 => deep]
    })
}

fn document() -> impl Strategy<Value = String> {
    vec((name(), value()), 0..20).prop_map(object)
}

/// The same documents each time; many more in an optimised build.
fn config() -> Config {
    Config {
        cases: if cfg!(debug_assertions) { 500 } else { 20_000 },
        rng_seed: RngSeed::Fixed(seed::seed(4)),
        failure_persistence: None,
        ..Config::default()
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn no_member_loses_the_document(json in document()) {
        if let Err(error) = decode::is_read(json.as_bytes()) {
            panic!("{json}: {error}");
        }
    }

    /// Decoding and encoding is the identity but for the order of members; so is the way to a derived type
    /// and back.
    #[test]
    fn nothing_is_lost(json in document()) {
        prop_assert!(json::canonical(&json).is_some());
        decode::decode(json.as_bytes());
    }
}
