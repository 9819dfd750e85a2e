//! What makes a finding the same one in two comparisons.

use std::fmt;

/// A hash of the rule, the subject and the shape of a finding. Neither lines nor the order of anything count,
/// nor do further places of the same cause. Displays as 16 hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint(u64);

impl Fingerprint {
    /// Of some texts in order.
    pub fn of(parts: &[&str]) -> Self {
        // FNV-1a: it has to be the same for ever, and on every machine. Texts have no 0xFF.
        let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
        for part in parts {
            for byte in part.bytes().chain([0xff]) {
                hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
            }
        }
        Self(hash)
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}
