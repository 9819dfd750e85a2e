//! What stands between the quotes of a JSON string.

use std::borrow::Cow;

/// A JSON string as it stands in the text: between the quotes, checked, escapes not yet resolved.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Text<'a> {
    pub(crate) raw: &'a str,
    pub(crate) escaped: bool,
}

impl<'a> Text<'a> {
    /// A text without anything to escape.
    pub(crate) fn plain(raw: &'a str) -> Self {
        Self {
            raw,
            escaped: false,
        }
    }

    /// The text that this string stands for, and whether it is exactly that: an unpaired surrogate
    /// is valid JSON but no character, and becomes U+FFFD.
    #[inline]
    pub(crate) fn decode(self) -> (Cow<'a, str>, bool) {
        if self.escaped {
            let (text, exact) = self.unescape();
            (Cow::Owned(text), exact)
        } else {
            (Cow::Borrowed(self.raw), true)
        }
    }

    fn unescape(self) -> (String, bool) {
        let mut text = String::with_capacity(self.raw.len());
        let mut exact = true;
        let mut rest = self.raw;
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
