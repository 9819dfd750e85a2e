//! Which bytes a JSON string holds as they are, looked at in blocks.

const ONES: u64 = u64::MAX / 255;

/// How many bytes come before the first quote, backslash or control character.
#[inline]
pub(super) fn plain_length(bytes: &[u8]) -> usize {
    let mut rest = bytes;
    while let Some((block, after)) = rest.split_first_chunk::<16>() {
        if has_special(block) {
            break;
        }
        rest = after;
    }
    while let Some((word, after)) = rest.split_first_chunk() {
        let special = specials(u64::from_le_bytes(*word));
        if special != 0 {
            return bytes.len() - rest.len() + special.trailing_zeros() as usize / 8;
        }
        rest = after;
    }
    let position = rest.iter().position(|byte| is_special(*byte));
    bytes.len() - rest.len() + position.unwrap_or(rest.len())
}

/// Whether there is no quote, backslash or control character.
#[inline]
pub(crate) fn is_plain(text: &str) -> bool {
    let bytes = text.as_bytes();
    are_plain::<16>(bytes)
        .or_else(|| are_plain::<8>(bytes))
        .or_else(|| are_plain::<4>(bytes))
        .unwrap_or_else(|| !bytes.iter().any(|byte| is_special(*byte)))
}

/// The same, for texts of at least `N` bytes, looked at in blocks of as many.
#[inline]
fn are_plain<const N: usize>(bytes: &[u8]) -> Option<bool> {
    let last = bytes.last_chunk::<N>()?;
    let mut rest = bytes;
    while let Some((block, after)) = rest.split_first_chunk::<N>() {
        if has_special(block) {
            return Some(false);
        }
        rest = after;
    }
    // The last block may overlap the one before it.
    Some(!has_special(last))
}

/// Without branches, so that the machine looks at all bytes at once.
#[inline]
fn has_special<const N: usize>(block: &[u8; N]) -> bool {
    let specials = block.iter().map(|byte| u8::from(distance(*byte) == 0));
    specials.fold(0, |any, special| any | special) != 0
}

/// How far a byte is from being special. There is one comparison with zero then instead of three with
/// others, and each step before it is one instruction for all bytes.
#[inline]
fn distance(byte: u8) -> u8 {
    let from_controls = byte.saturating_sub(b' ' - 1);
    from_controls.min(byte ^ b'"').min(byte ^ b'\\')
}

/// The lowest high bit in the result is that of the first special byte of `word`; those above it may
/// be wrong.
#[inline]
fn specials(word: u64) -> u64 {
    let zeros = |word: u64| word.wrapping_sub(ONES) & !word;
    let controls = word.wrapping_sub(ONES * 32) & !word;
    (controls | zeros(word ^ (ONES * 34)) | zeros(word ^ (ONES * 92))) & (ONES * 128)
}

/// Whether a byte is a quote, a backslash or a control character.
#[inline]
pub(crate) const fn is_special(byte: u8) -> bool {
    byte < b' ' || matches!(byte, b'"' | b'\\')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_must_be_escaped_is_found_wherever_it_stands() {
        for length in 0..40 {
            let plain = "ü!".chars().cycle().take(length).collect::<String>();
            assert!(is_plain(&plain), "{plain}");
            assert_eq!(plain_length(plain.as_bytes()), plain.len());
            for (at, _) in plain.char_indices() {
                for special in ['"', '\\', '\0', '\n', '\u{1f}'] {
                    let mut text = plain.clone();
                    text.insert(at, special);
                    assert!(!is_plain(&text), "{text:?}");
                    text.push('"');
                    assert_eq!(plain_length(text.as_bytes()), at, "{text:?}");
                }
            }
        }
    }
}
