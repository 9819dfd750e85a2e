//! What a test does without.

#![allow(clippy::print_stdout, clippy::unwrap_used)] // the helpers of tests may fail as tests do

use std::fmt::Display;
use std::fs::File;
use std::io::Write as _;

/// Tells that a test does without something that is not in the repository.
///
/// With `REQUIRE_SHARED` in the environment that is a failure. With `SKIPPED` the test and the reason are added to the
/// file of that name: what tests print is not seen where they pass.
pub(crate) fn skipped(what: impl Display) {
    let required = std::env::var_os("REQUIRE_SHARED").is_some();
    assert!(!required, "{what} is not there");
    println!("skipped: {what} is not there");
    if let Some(path) = std::env::var_os("SKIPPED") {
        let test = std::thread::current();
        let test = test.name().unwrap_or_default();
        let mut file = File::options()
            .append(true)
            .create(true)
            .open(path)
            .unwrap();
        writeln!(file, "{test}: {what} is not there").unwrap();
    }
}
