//! Chance: for ids and for waits that should not all end together. Nothing here is secret.

use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher as _, Hasher as _};
use std::sync::atomic::{AtomicU64, Ordering};

/// Where a client has its random numbers from.
pub(crate) type Random = dyn Fn() -> u64 + Send + Sync;

/// A number that nobody expects: the standard library seeds its hashers from the system.
pub(crate) fn random() -> u64 {
    static CALLS: AtomicU64 = AtomicU64::new(0);
    let mut hasher = RandomState::new().build_hasher();
    hasher.write_u64(CALLS.fetch_add(1, Ordering::Relaxed));
    hasher.finish()
}

/// A GUID of version 4 ([RFC 9562, 5.4](https://www.rfc-editor.org/rfc/rfc9562#section-5.4)).
pub(crate) fn guid(random: &Random) -> String {
    let bits = (u128::from(random()) << 64) | u128::from(random());
    let version = 0xf << 76;
    let variant = 0b11 << 62;
    let bits = bits & !version & !variant | (0x4 << 76) | (0b10 << 62);
    let digits = format!("{bits:032x}");
    let mut guid = String::with_capacity(36);
    for (n, digit) in digits.chars().enumerate() {
        if [8, 12, 16, 20].contains(&n) {
            guid.push('-');
        }
        guid.push(digit);
    }
    guid
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn guids_say_their_version() {
        assert_eq!(guid(&|| 0), "00000000-0000-4000-8000-000000000000");
        assert_eq!(guid(&|| u64::MAX), "ffffffff-ffff-4fff-bfff-ffffffffffff");
    }

    #[test]
    fn guids_differ() {
        let guids: std::collections::HashSet<_> = (0..1000).map(|_| guid(&random)).collect();
        assert_eq!(guids.len(), 1000);
    }
}
