//! Which bytes a JSON string holds as they are, looked at eight at a time.

const ONES: u64 = u64::MAX / 255;

/// How many bytes come before the first quote, backslash or control character.
#[inline]
pub(super) fn plain_length(bytes: &[u8]) -> usize {
    let words = bytes.chunks_exact(8);
    let (count, rest) = (words.len(), words.remainder());
    for (n, word) in words.enumerate() {
        let special = specials(u64::from_le_bytes(word.try_into().unwrap_or_default()));
        if special != 0 {
            return n * 8 + special.trailing_zeros() as usize / 8;
        }
    }
    count * 8 + rest.iter().position(is_special).unwrap_or(rest.len())
}

/// Whether there is no quote, backslash or control character.
#[inline]
pub(crate) fn is_plain(text: &str) -> bool {
    let bytes = text.as_bytes();
    if let Some(last) = bytes.last_chunk() {
        let words = bytes.chunks_exact(8);
        let words = words.map(|word| u64::from_le_bytes(word.try_into().unwrap_or_default()));
        let special = words.fold(0, |special, word| special | specials(word));
        // The last word may overlap the one before it.
        return special | specials(u64::from_le_bytes(*last)) == 0;
    }
    if let (Some(first), Some(last)) = (bytes.first_chunk(), bytes.last_chunk()) {
        return specials(halves(*first, *last)) == 0;
    }
    !bytes.iter().any(|byte| is_special(byte))
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

fn is_special(byte: &u8) -> bool {
    *byte < b' ' || matches!(byte, b'"' | b'\\')
}
