//! Which bytes a JSON string holds as they are, looked at eight at a time.

const ONES: u64 = u64::MAX / 255;

/// How many bytes come before the first quote, backslash or control character.
#[inline]
pub(super) fn plain_length(bytes: &[u8]) -> usize {
    let mut rest = bytes;
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
    if let Some(last) = bytes.last_chunk() {
        let mut rest = bytes;
        while let Some((word, after)) = rest.split_first_chunk() {
            if specials(u64::from_le_bytes(*word)) != 0 {
                return false;
            }
            rest = after;
        }
        // The last word may overlap the one before it.
        return specials(u64::from_le_bytes(*last)) == 0;
    }
    if let (Some(first), Some(last)) = (bytes.first_chunk(), bytes.last_chunk()) {
        return specials(halves(*first, *last)) == 0;
    }
    !bytes.iter().any(|byte| is_special(*byte))
}

fn halves(first: [u8; 4], last: [u8; 4]) -> u64 {
    u64::from(u32::from_le_bytes(first)) | u64::from(u32::from_le_bytes(last)) << 32
}

/// The lowest high bit in the result is that of the first special byte of `word`; those above it may
/// be wrong.
#[inline]
fn specials(word: u64) -> u64 {
    let zeros = |word: u64| word.wrapping_sub(ONES) & !word;
    let controls = word.wrapping_sub(ONES * 32) & !word;
    (controls | zeros(word ^ (ONES * 34)) | zeros(word ^ (ONES * 92))) & (ONES * 128)
}

fn is_special(byte: u8) -> bool {
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
