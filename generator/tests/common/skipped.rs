//! What a test does without, that is not in the repository.

#[path = "counted.rs"]
pub(crate) mod counted;

use std::fmt::Display;

/// Tells that a test does without something that lies beside the repository, and counts it. With `REQUIRE_SHARED` in the
/// environment that is a failure.
pub(crate) fn skipped(what: impl Display) {
    let required = std::env::var_os("REQUIRE_SHARED").is_some();
    assert!(!required, "{what} is not there");
    counted::without(what);
}
