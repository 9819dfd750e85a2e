//! `Edm.Guid`.

use super::scanner::Scanner;
use super::{Guid, InvalidValue};

const EDM_TYPE: &str = "Edm.Guid";

impl Guid {
    /// The GUID with these bits, the first digit's highest.
    #[must_use]
    pub fn from_u128(bits: u128) -> Self {
        let digits = format!("{bits:032x}");
        let mut text = String::with_capacity(36);
        for (n, digit) in digits.chars().enumerate() {
            if matches!(n, 8 | 12 | 16 | 20) {
                text.push('-');
            }
            text.push(digit);
        }
        Self::from_wire(text)
    }

    /// The GUID with these bytes, in the order in which they are written.
    #[must_use]
    pub fn from_bytes(bytes: [u8; 16]) -> Self {
        Self::from_u128(u128::from_be_bytes(bytes))
    }

    /// The bits, which are the same for either case of letters.
    ///
    /// ```
    /// use msgraph_core::Guid;
    ///
    /// let upper = Guid::try_from("19356BE4-7E93-4ED6-A7C6-0AE28454D125")?;
    /// let lower = Guid::try_from("19356be4-7e93-4ed6-a7c6-0ae28454d125")?;
    /// assert_ne!(upper, lower);
    /// assert_eq!(upper.to_u128()?, lower.to_u128()?);
    /// # Ok::<(), msgraph_core::InvalidValue>(())
    /// ```
    ///
    /// # Errors
    ///
    /// If the text is not a GUID
    /// ([ABNF: `guidValue`](https://docs.oasis-open.org/odata/odata/v4.01/os/abnf/odata-abnf-construction-rules.txt)):
    /// hyphens must be there, braces must not.
    pub fn to_u128(&self) -> Result<u128, InvalidValue> {
        let mut scanner = Scanner::new(EDM_TYPE, self.as_str());
        let mut bits = 0;
        for n in 0..32 {
            if matches!(n, 8 | 12 | 16 | 20) {
                scanner.expect(b'-', "`-`")?;
            }
            bits = bits << 4 | u128::from(scanner.hexadecimal()?);
        }
        scanner.end()?;
        Ok(bits)
    }

    /// The bytes, in the order in which they are written.
    ///
    /// # Errors
    ///
    /// If the text is not a GUID.
    pub fn to_bytes(&self) -> Result<[u8; 16], InvalidValue> {
        self.to_u128().map(u128::to_be_bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bits_survive() {
        for bits in [0, 1, u128::MAX, 0x1935_6be4_7e93_4ed6_a7c6_0ae2_8454_d125] {
            let guid = Guid::from_u128(bits);
            assert_eq!(guid.to_u128(), Ok(bits));
            assert_eq!(Guid::from_bytes(guid.to_bytes().unwrap()), guid);
        }
        assert_eq!(
            Guid::from_u128(1).as_str(),
            "00000000-0000-0000-0000-000000000001"
        );
    }

    #[test]
    fn texts_that_are_no_guids() {
        for (text, position) in [
            ("", 0),
            ("19356be4", 8),
            ("{19356be4-7e93-4ed6-a7c6-0ae28454d125}", 0),
            ("19356be47e934ed6a7c60ae28454d125", 8),
            ("19356be4-7e93-4ed6-a7c6-0ae28454d12", 35),
            ("19356be4-7e93-4ed6-a7c6-0ae28454d1255", 36),
            ("19356be4-7e93-4ed6-a7c6-0ae28454d12g", 35),
        ] {
            let error = Guid::from_wire(text).to_u128().expect_err(text);
            assert_eq!(error.position(), Some(position), "{text}: {error}");
        }
    }
}
