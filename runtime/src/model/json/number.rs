//! Numbers: what a spelling means, and whether we would spell it the same way.

use std::fmt::{self, Write as _};

use super::{Reader, writer::FloatText};

/// The largest magnitude up to which every integer is a `f64`.
const EXACT: f64 = 9_007_199_254_740_992.0;

/// The integer that a JSON number means, and whether its spelling is the canonical one.
///
/// `1e3` and `40.0` are integers too, only oddly spelled.
pub(crate) fn integer(number: &str) -> Option<(i64, bool)> {
    if let Ok(value) = number.parse() {
        return Some((value, number != "-0"));
    }
    let value: f64 = number.parse().ok()?;
    let whole = value.fract() == 0.0 && value.abs() <= EXACT;
    #[allow(clippy::cast_possible_truncation)] // whole, and within the range just checked
    whole.then_some((value as i64, false))
}

/// Whether `number` is the spelling that the writer gives `value`.
pub(crate) fn spells(number: &str, value: impl FloatText) -> bool {
    let mut expected = Expected(number);
    write!(expected, "{value:?}").is_ok() && expected.0.is_empty()
}

/// Whether `text` follows the grammar of JSON numbers.
pub(crate) fn is_number(text: &str) -> bool {
    Reader::new(text)
        .number()
        .is_ok_and(|number| number == text)
}

/// What is still to be written for the output to be equal to a text.
struct Expected<'a>(&'a str);

impl fmt::Write for Expected<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.0 = self.0.strip_prefix(text).ok_or(fmt::Error)?;
        Ok(())
    }
}
