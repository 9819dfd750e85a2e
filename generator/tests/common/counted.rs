//! The count of tests that do without something.

#![allow(clippy::print_stdout, clippy::unwrap_used)] // the helpers of tests may fail as tests do

use std::fmt::Display;
use std::fs::File;
use std::io::Write as _;

/// Tells that a test does without something, such as a program that is not installed.
///
/// With `SKIPPED` in the environment the test and the reason are added to the file of that name: what tests print is not
/// seen where they pass.
pub(crate) fn without(what: impl Display) {
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
