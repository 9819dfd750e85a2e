//! Writes JSON values to the end of a text.

use std::fmt::{Debug, Write as _};

use super::plain::{is_plain, plain_length};

/// `text` as a JSON string.
pub(crate) fn write_string(text: &str, out: &mut String) {
    out.push('"');
    write_text(text, out);
    out.push('"');
}

/// `text` as it stands between the quotes of a JSON string.
pub(crate) fn write_text(text: &str, out: &mut String) {
    if is_plain(text) {
        out.push_str(text);
    } else {
        write_escaped(text, out);
    }
}

/// The same as [`write_text`], where something is to be escaped.
#[cold]
pub(crate) fn write_escaped(text: &str, out: &mut String) {
    let mut rest = text;
    loop {
        // What is escaped is ASCII, so both cuts are at character boundaries.
        let plain_length = plain_length(rest.as_bytes());
        let (plain, tail) = rest.split_at_checked(plain_length).unwrap_or_default();
        out.push_str(plain);
        let mut tail = tail.chars();
        match tail.next() {
            Some('\n') => out.push_str("\\n"),
            Some('\r') => out.push_str("\\r"),
            Some('\t') => out.push_str("\\t"),
            Some(control @ '\0'..' ') => {
                push_fmt(out, format_args!("\\u{:04x}", u32::from(control)));
            }
            Some(other) => out.extend(['\\', other]),
            None => return,
        }
        rest = tail.as_str();
    }
}

pub(crate) fn write_integer(value: i64, out: &mut String) {
    if value < 0 {
        out.push('-');
    }
    write_digits(value.unsigned_abs(), out);
}

fn write_digits(number: u64, out: &mut String) {
    if number >= 10 {
        write_digits(number / 10, out);
    }
    let digit = u8::try_from(number % 10).unwrap_or_default();
    out.push(char::from(b'0' + digit));
}

/// A floating point number; those that JSON has no number for are OData's strings
/// ([JSON Format 4.01, 7.1](https://docs.oasis-open.org/odata/odata-json-format/v4.01/odata-json-format-v4.01.html#sec_PrimitiveValue)).
pub(crate) fn write_float(value: impl FloatText, out: &mut String) {
    match value.name() {
        Some(name) => write_string(name, out),
        None => push_fmt(out, format_args!("{value:?}")),
    }
}

/// `f32` and `f64`: their `Debug` output is the shortest text that reads back as the same number.
pub(crate) trait FloatText: Debug + Copy {
    /// The name of a value that is no number in JSON.
    fn name(self) -> Option<&'static str>;
}

impl FloatText for f64 {
    fn name(self) -> Option<&'static str> {
        match self {
            Self::INFINITY => Some("INF"),
            Self::NEG_INFINITY => Some("-INF"),
            value if value.is_nan() => Some("NaN"),
            _ => None,
        }
    }
}

impl FloatText for f32 {
    fn name(self) -> Option<&'static str> {
        f64::from(self).name()
    }
}

pub(super) fn push_fmt(out: &mut String, text: std::fmt::Arguments<'_>) {
    // Writing to a `String` cannot fail.
    let _ = out.write_fmt(text);
}
