//! What stands between the quotes of a JSON string.

use std::borrow::Cow;

/// A JSON string as it stands in the text: between the quotes, checked, escapes not yet resolved.
///
/// Not a struct with a flag: the padding after a flag is slow to move.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Text<'a> {
    /// The string is what stands there.
    Plain(&'a str),
    /// There is something to resolve.
    Escaped(&'a str),
}

impl<'a> Text<'a> {
    /// What stands between the quotes.
    pub(crate) fn raw(self) -> &'a str {
        match self {
            Self::Plain(raw) | Self::Escaped(raw) => raw,
        }
    }

    /// The text that this string stands for, and whether it is exactly that: an unpaired surrogate
    /// is valid JSON but no character, and becomes U+FFFD.
    #[inline]
    pub(crate) fn decode(self) -> (Cow<'a, str>, bool) {
        match self {
            Self::Plain(raw) => (Cow::Borrowed(raw), true),
            Self::Escaped(raw) => {
                let (text, exact) = unescape(raw);
                (Cow::Owned(text), exact)
            }
        }
    }
}

fn unescape(raw: &str) -> (String, bool) {
    let mut text = String::with_capacity(raw.len());
    let mut exact = true;
    let mut rest = raw;
    while let Some((plain, escape)) = rest.split_once('\\') {
        text.push_str(plain);
        let (decoded, after) = character(escape);
        exact &= decoded.is_some();
        text.push(decoded.unwrap_or(char::REPLACEMENT_CHARACTER));
        rest = after;
    }
    text.push_str(rest);
    (text, exact)
}

/// The character of the escape that begins after a backslash, and what follows it.
fn character(escape: &str) -> (Option<char>, &str) {
    let mut characters = escape.chars();
    let decoded = match characters.next() {
        Some('b') => Some('\u{8}'),
        Some('f') => Some('\u{c}'),
        Some('n') => Some('\n'),
        Some('r') => Some('\r'),
        Some('t') => Some('\t'),
        Some('u') => return utf16_character(characters.as_str()),
        other => other,
    };
    (decoded, characters.as_str())
}

/// The character of `XXXX` or of a surrogate pair `XXXX\uXXXX`.
fn utf16_character(digits: &str) -> (Option<char>, &str) {
    let Some((unit, after)) = code_unit(digits) else {
        return (None, "");
    };
    if let Some(decoded) = char::from_u32(u32::from(unit)) {
        return (Some(decoded), after);
    }
    let low = after.strip_prefix("\\u").and_then(code_unit);
    if let Some((low, after_pair)) = low {
        if let Some(Ok(decoded)) = char::decode_utf16([unit, low]).next() {
            return (Some(decoded), after_pair);
        }
    }
    (None, after)
}

fn code_unit(digits: &str) -> Option<(u16, &str)> {
    let (unit, after) = digits.split_at_checked(4)?;
    Some((u16::from_str_radix(unit, 16).ok()?, after))
}
